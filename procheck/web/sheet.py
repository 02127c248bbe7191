"""Document -> what the page shows of it: headings, paragraphs, lists and tables in order, with page marks, passages and gaps. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from procheck.documents.model import Block, Document
from procheck.web.passages import Gap, Marks, Passage, Piece, pieces

PartKind = Literal["heading", "paragraph", "contents", "footnote", "list", "table", "page", "gaps"]
_TALLEST = 40
"""Lines of a stretch, about: the browser lays out only the stretches in sight."""

_LINE = 85
"""Characters of a line, about."""


@dataclass(frozen=True, slots=True)
class Line:
    """One block's text: a heading, a paragraph, a list item or a table row."""

    block: int
    """Its number, from 0."""

    label: str
    level: int
    cells: tuple[tuple[Piece, ...], ...]
    """The cells of a table row; otherwise one."""

    is_header: bool = False

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The text of what is not a table row."""
        return self.cells[0] if self.cells else ()


@dataclass(slots=True)
class Part:
    """One thing on the sheet."""

    kind: PartKind
    lines: list[Line] = field(default_factory=list)
    page: int = 0
    """Of a page mark: the page that begins."""

    gaps: tuple[Gap, ...] = ()

    @property
    def columns(self) -> int:
        """Of a table: how many the widest row has."""
        return max((len(line.cells) for line in self.lines), default=0)

    @property
    def height(self) -> int:
        """Lines on the screen, about."""
        return sum(2 + sum(len(piece.text) for cell in line.cells for piece in cell) // _LINE for line in self.lines) or 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some parts that the browser lays out together."""

    parts: tuple[Part, ...]
    height: int
    """In lines, about."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the document's outline."""

    block: int
    level: int
    text: str
    passages: int
    """How many stand in the section itself."""

    gaps: int
    """How many belong there."""


def stretches(document: Document, number: int, marks: Marks) -> Iterator[Stretch]:
    """The whole document, the `number`th (from 0) of its submission, cut where it can be; nothing is left out."""
    held: list[Part] = []
    height = 0
    for part in _parts(document, number, marks):
        if held and (height + part.height > _TALLEST or (part.kind == "heading" and height > _TALLEST // 2)):
            yield Stretch(tuple(held), height)
            held, height = [], 0
        held.append(part)
        height += part.height
    if held:
        yield Stretch(tuple(held), height)


def _parts(document: Document, number: int, marks: Marks) -> Iterator[Part]:
    current: Part | None = None
    waiting: list[Gap] = []
    page = None
    table: int | None = None
    for place, block in enumerate(document.blocks):
        kind: PartKind = _kind(block)
        begins_page = block.page is not None and block.page != page
        goes_on = current is not None and current.kind == kind and kind in ("list", "table", "contents") and table == block.table
        # A row may begin a page: a table is cut only where it ends.
        if current is not None and not (goes_on and (kind == "table" or not (begins_page or waiting))):
            yield current
            current = None
            if waiting:
                yield Part("gaps", gaps=tuple(waiting))
                waiting = []
        if begins_page and block.page is not None and current is None:
            page = block.page
            yield Part("page", page=page)
        if current is None:
            current = Part(kind)
        table = block.table
        current.lines.append(_line(place, block, marks.at.get((number, place), ())))
        waiting += marks.gaps.get((number, place), ())
    if current is not None:
        yield current
    if waiting:
        yield Part("gaps", gaps=tuple(waiting))


def _kind(block: Block) -> PartKind:
    match block.kind:
        case "list-item":
            return "list"
        case "table-row":
            return "table"
        case _:
            return block.kind


def _line(place: int, block: Block, passages: Sequence[Passage]) -> Line:
    if not block.cells:
        return Line(place, block.label, block.level, (pieces(block.text, passages),))
    cells, start = [], 0
    for cell in block.cells:
        cells.append(pieces(cell, passages, start))
        start += len(cell) + len(" | ")
    return Line(place, block.label, block.level, tuple(cells), block.is_header_row)


def outline(document: Document, number: int, marks: Marks) -> tuple[Entry, ...]:
    """The document's headings with what is marked in the text right below each."""
    made: list[list[int]] = []
    for place, block in enumerate(document.blocks):
        if block.kind == "heading":
            made.append([place, 0, 0])
        if made:
            made[-1][1] += len(marks.at.get((number, place), ()))
            made[-1][2] += len(marks.gaps.get((number, place), ()))
    blocks = document.blocks
    return tuple(
        Entry(place, blocks[place].level, f"{blocks[place].label} {blocks[place].text}".strip(), found, gaps) for place, found, gaps in made
    )
