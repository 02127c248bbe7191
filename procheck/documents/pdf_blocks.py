"""Paragraphs and tables of a PDF in reading order -> blocks, with labels, list levels and heading levels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from procheck.documents.assemble import section_paths
from procheck.documents.headings import Look, promote_headings
from procheck.documents.model import Block, Unread
from procheck.documents.pdf_headings import body_of, heading_levels, look_of
from procheck.documents.pdf_hyphens import Hyphens
from procheck.documents.pdf_marks import Run, Table
from procheck.documents.pdf_notes import NOTE
from procheck.documents.pdf_paragraphs import LABELLED, Paragraph, join_lines
from procheck.documents.pdf_rows import Rows, runs_of

_PLAIN_ITEM = re.compile(r"\(?[a-z]{1,5}\)|\(?\d{1,2}\)|\d{1,2}\.", re.IGNORECASE)

_MOST_LOCATED = 40
"""Finding a section takes a pass over the blocks; nobody reads a longer list of gaps section by section."""

_LEVEL_STEP = 6.0
"""Points: labels that stand no further apart than this are of one nesting level."""


def blocks_of(flow: Sequence[Paragraph | Table], *, tagged: bool = False) -> list[Block]:
    """The blocks, headings among them found by their look and, where it is `tagged`, by what the file calls them."""
    paragraphs = [part for part in flow if isinstance(part, Paragraph)]
    levels = dict(zip(map(id, paragraphs), heading_levels(paragraphs, body_of(paragraphs), tagged=tagged), strict=True))
    writing = _Writing(Hyphens([line.text for part in flow for line in _lines(part)]))
    for part in flow:
        if isinstance(part, Table):
            writing.table(part)
        else:
            writing.paragraph(part, levels[id(part)])
    return promote_headings(writing.blocks, writing.looks)


def _lines(part: Paragraph | Table) -> Iterator[Run]:
    return iter(part.lines) if isinstance(part, Paragraph) else runs_of(part)


def located(unread: Sequence[Unread], blocks: Sequence[Block]) -> list[Unread]:
    """The same, each with the section in which its page begins; those without a page as they are."""
    asked = [item for item in unread if item.page is not None][:_MOST_LOCATED]
    positions = [
        next((place for place, block in enumerate(blocks) if (block.page or 0) >= (item.page or 0)), len(blocks)) for item in asked
    ]
    found = dict(zip(map(id, asked), section_paths(blocks, positions), strict=True))
    return [replace(item, section=found.get(id(item), ())) for item in unread]


class _Writing:
    """Appends block after block."""

    def __init__(self, hyphens: Hyphens) -> None:
        self.blocks: list[Block] = []
        self.looks: dict[int, Look] = {}
        self._hyphens = hyphens
        self._rows = Rows(hyphens)
        self._after_table = False
        self._list: list[float] = []
        """Where the labels of the open lists stand, outermost first."""

    def table(self, table: Table) -> None:
        """Adds the rows of a table."""
        rows = self._rows.of(table, follows=self._after_table)
        if self._rows.cut and rows:
            self.blocks[-1] = self._rows.joined(self.blocks[-1], rows[0])
            rows = rows[1:]
        self.blocks.extend(rows)
        self._after_table = True
        self._list = []

    def paragraph(self, paragraph: Paragraph, heading: int) -> None:
        """Adds a paragraph, list item, heading or line of contents."""
        self._after_table = False
        text = self._hyphens.mend(join_lines(paragraph.lines))
        page = paragraph.page
        if paragraph.note:
            label = NOTE.match(text)
            words, shown = (text[label.end() :], label.group("label")) if label else (text, "")
            self.blocks.append(Block("footnote", words, page=page, label=shown))
            return
        if heading:
            self.blocks.append(Block("heading", text, page=page, level=heading))
            self._list = []
            return
        if paragraph.contents:
            self.blocks.append(Block("contents", text, page=page))
            return
        label = LABELLED.match(text)
        if label and (label.group("bullet") or _is_item(label.group("number"), paragraph)):
            shown = label.group(0).strip()
            block = Block(
                "list-item",
                text[label.end() :],
                page=page,
                level=self._level(paragraph.x0),
                label=shown if label.group("bullet") else shown.rstrip(".:"),
            )
        else:
            block = Block("paragraph", text, page=page)
            if not label and paragraph.x0 < paragraph.left + 3:
                self._list = []
        self.looks[len(self.blocks)] = look_of(paragraph)
        self.blocks.append(block)

    def _level(self, place: float) -> int:
        while self._list and place < self._list[-1] - _LEVEL_STEP:
            self._list.pop()
        if not self._list or place > self._list[-1] + _LEVEL_STEP:
            self._list.append(place)
        return len(self._list)


def _is_item(label: str, paragraph: Paragraph) -> bool:
    """Whether a number or letter is a list's ("3.", "(b)"), and not a clause's ("4.2") or a bold heading's ("A.")."""
    return bool(_PLAIN_ITEM.fullmatch(label)) or ("." not in label.rstrip(".") and paragraph.hangs and not paragraph.bold)
