"""Where in a Word file's main part the words of a document stand: the text elements and the offsets in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from procheck.documents.model import Document
from procheck.reports.annotated.letters import find, letters, squeezed
from procheck.reports.annotated.model import Spot

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOT_SHOWN = frozenset({"del", "moveFrom", "pPr", "rPr", "sdtPr", "drawing", "pict", "object", "rt", "Fallback"})
"""What of a paragraph is no text of its own: deleted, moved away, or drawn."""


_Letter = tuple["_Element", int, str]
"""A `w:t`, an offset in it, and the letter there."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place between two characters of a text element, or at the edge of a paragraph."""

    element: _Element
    """A `w:t`; or a `w:p`, which stands for its whole content."""
    offset: int = 0
    """In characters of the text, as the file has it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one place to another."""

    start: Point
    end: Point


class Places:
    """Finds the words of a document's blocks in the main part that they were read from."""

    def __init__(self, body: _Element, document: Document, notes: Sequence[tuple[str, _Element]]) -> None:
        """`notes`: the words of each footnote and endnote, squeezed, with the reference to it in the body."""
        self._document = document
        self._notes = notes
        self._name = body.tag.rpartition("}")[0] + "}"
        self._paragraphs = list(body.iter(f"{self._name}p"))

    def find(self, spot: Spot) -> Stretch | None:
        """Where the words at `spot` stand; None where the file has no paragraph at all.

        Words that are in no paragraph of the main part (a file pasted in, a drawing) are taken to stand at the paragraph before.
        """
        block = self._document.blocks[spot.block]
        quote = squeezed(block.text[spot.start : spot.end])
        if block.kind == "footnote":
            reference = next((found for words, found in self._notes if quote in words), None)
            if reference is not None:
                return Stretch(Point(reference), Point(reference))
        source = [self._paragraphs[number] for number in block.source if number < len(self._paragraphs)]
        if not source:
            before = self._before(spot.block)
            return Stretch(Point(before), Point(before)) if before is not None else None
        return self._within(source, quote, block.text[spot.start : spot.end])

    def _before(self, block: int) -> _Element | None:
        for other in (*reversed(self._document.blocks[:block]), *self._document.blocks[block:]):
            if other.source and other.source[-1] < len(self._paragraphs):
                return self._paragraphs[other.source[-1]]
        return self._paragraphs[0] if self._paragraphs else None

    def _within(self, paragraphs: list[_Element], quote: str, text: str) -> Stretch:
        at = [
            (element, offset, letter)
            for paragraph in paragraphs
            for element in self._texts(paragraph)
            for offset, letter in letters(element.text or "")
        ]
        found = find("".join(letter for *_, letter in at), quote) or (0, len(at))
        words = self._in_one_cell(at[slice(*found)])
        if not words:
            return Stretch(Point(paragraphs[0]), Point(paragraphs[0]))
        (opening, start, _), (closing, last, _) = words[0], words[-1]
        return Stretch(_opened(opening, start, text), _closed(closing, last + 1, text))

    def _in_one_cell(self, at: list[_Letter]) -> list[_Letter]:
        """The letters of the cell that holds most of them: a row is told of at what it says, not at the names beside it."""
        cells: dict[_Element | None, list[_Letter]] = {}
        for each in at:
            cells.setdefault(next(each[0].iterancestors(f"{self._name}tc"), None), []).append(each)
        return max(cells.values(), key=len, default=[])

    def _texts(self, element: _Element) -> Iterator[_Element]:
        for child in element:
            if not isinstance(child.tag, str) or child.tag.rpartition("}")[2] in _NOT_SHOWN:
                continue
            if child.tag == f"{self._name}t":
                yield child
            else:
                yield from self._texts(child)


def _opened(element: _Element, offset: int, text: str) -> Point:
    """The point, before the brackets or quotation marks that the words begin with."""
    head = text[: next((place for place, character in enumerate(text) if character.isalnum()), 0)]
    return Point(element, offset - len(head) if (element.text or "")[:offset].endswith(head) else offset)


def _closed(element: _Element, offset: int, text: str) -> Point:
    """The point, after the full stop or the like that the words end with."""
    signs = next((place for place, character in enumerate(reversed(text)) if character.isalnum()), 0)
    tail = text[len(text) - signs :]
    return Point(element, offset + len(tail) if (element.text or "").startswith(tail, offset) else offset)
