"""The labels of a version block and what stands by them: "Policy owner | Deputy Head", "Next review: May 2026"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from procheck.documents.model import Block, Document
from procheck.notes.tables import table

FRONT = 40
"""How many blocks at the front may belong to the version block."""
_BACK = 25
_LABEL_MOST = 8
"""Words in a label at most."""
_LABEL_FOLLOWS = re.compile(r"\s(?:[A-Z][a-z’']+(?:\s[a-z]+){0,4}|[A-Z][a-z]+\s\([A-Z]{2,6}\)):\s")
_PIECES = re.compile(r"\s[|•·]\s|;\s|(?<=[a-z0-9)])\.\s+(?=[A-Z])")
_UNFILLED = re.compile(r"^\W*[\[<{].*[\]>}]\W*$|^[\W_]*$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label of a version block and what stands by it, as written."""

    label: str
    """Lower case, without its colon."""
    value: str
    row: int = 0
    """Number of the block, where the label is a column heading: the later the row, the newer the version. Else 0."""

    @property
    def is_filled(self) -> bool:
        """False for an empty value and for one in brackets, "[insert name]"."""
        return bool(self.value.strip()) and not _UNFILLED.match(self.value)


def labelled(document: Document) -> Iterator[Labelled]:
    """Table rows and "Label: value" lines at the front, then at the back, then in running headers and footers."""
    blocks = list(enumerate(document.blocks))
    for number, block in (*blocks[:FRONT], *blocks[max(FRONT, len(blocks) - _BACK) :]):
        if block.kind == "table-row":
            yield from _of_row(block, number)
        elif block.kind != "contents":
            yield from _of_line(block.text)
    for line in document.furniture:
        yield from _of_line(line)


def ranked(found: tuple[Labelled, ...], field: str, *, exactly: bool = False) -> list[Labelled]:
    """What stands by the labels that `criteria/notes/facts.yaml` gives for `field`: best label first, then in order.

    A label may go on after the words of the table ("policy owner in school") unless it must match `exactly`.
    """
    best: list[tuple[int, int, Labelled]] = []
    for order, item in enumerate(found):
        for rank, name in enumerate(labels(field)):
            if item.label == name or (not exactly and item.label.startswith(f"{name} ")):
                best.append((rank, order, item))
                break
    return [item for _, _, item in sorted(best, key=lambda entry: entry[:2])]


@cache
def labels(field: str) -> tuple[str, ...]:
    """The labels for `field`, better ones first."""
    return tuple(str(label) for label in table("facts").texts(field))


def _of_row(block: Block, number: int) -> Iterator[Labelled]:
    cells = block.cells
    if len(block.header) == len(cells) > 2 and not block.is_header_row:
        for title, cell in zip(block.header, cells, strict=True):
            yield Labelled(_plain(title), cell, row=number)
    if len(cells) % 2 == 0:
        for label, value in zip(cells[::2], cells[1::2], strict=True):
            yield Labelled(_plain(label), value)


def _of_line(text: str) -> Iterator[Labelled]:
    for piece in _PIECES.split(text):
        starts = [0, *(found.start() + 1 for found in _LABEL_FOLLOWS.finditer(piece))]
        for start, end in zip(starts, [*starts[1:], len(piece)], strict=True):
            part = piece[start:end].strip()
            label, colon, value = part.partition(":")
            if colon and len(label.split()) <= _LABEL_MOST:
                yield Labelled(_plain(label), value.strip(" .*"))
            elif len(part.split()) <= _LABEL_MOST + 4 and (name := _begins_with_a_label(part)):
                yield Labelled(name, part[len(name) :].strip(" .*"))


def _begins_with_a_label(part: str) -> str | None:
    """The label that a line without a colon begins with, "Version 4": only where a number follows."""
    low = part.lower()
    for name in (*labels("version"), *labels("approved"), *labels("review")):
        if low.startswith(f"{name} ") and re.search(r"\d", part):
            return name
    return None


def _plain(label: str) -> str:
    return re.sub(r"[^a-z0-9' ]+", " ", label.lower()).strip()
