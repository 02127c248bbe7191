"""Tables of the pages -> table rows, over page breaks, each with the headings of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from procheck.documents.model import Block
from procheck.documents.pdf_columns import column_of
from procheck.documents.pdf_hyphens import Hyphens
from procheck.documents.pdf_marks import PERHAPS_BROKEN, Cell, Run, Table
from procheck.documents.pdf_paragraphs import add_line, had_room

_SAME_WIDTH = 6.0
"""Points: how exactly the columns of one table lie over each other on two pages."""

_FULL = 0.8
"""Of its cell: a single word as wide as this may have been cut for want of room."""

_PADDING = 5.4
"""Points between a cell's words and its right side, as word processors set it."""

_MOST_HEADING_WORDS = 6


class Rows:
    """Turns tables into blocks. A table that goes on over a page keeps its number and its headings."""

    def __init__(self, hyphens: Hyphens) -> None:
        self._hyphens = hyphens
        self._number = -1
        self._before: Table | None = None
        self._headings: list[tuple[float, float, str]] = []
        self.cut = False
        """Whether the table last given begins with the rest of a row of the one before."""

    def of(self, table: Table, *, follows: bool) -> list[Block]:
        """The rows of the table. `follows`: nothing but a page break lies between it and the table before."""
        texts = [[self._text(cell) for cell in row] for row in table.rows]
        before = self._before
        goes_on = follows and before is not None and _same_columns(before, table)
        count = _heading_rows(table, texts)
        headings = _spans(table.rows[count - 1], texts[count - 1]) if count else []
        skip = 0
        if goes_on:
            repeats = [text for *_, text in headings] == [text for *_, text in self._headings]
            skip, count = (count, count) if repeats else (0, 0)
        else:
            self._number += 1
            self._headings = headings
        self._before = table
        self.cut = goes_on and before is not None and skip < len(table.rows) and _is_cut(before.rows[-1], table.rows[skip])
        return [
            self._block(table, row, text, is_heading=place < count)
            for place, (row, text) in enumerate(zip(table.rows, texts, strict=True))
            if place >= skip and any(text)
        ]

    def joined(self, last: Block, first: Block) -> Block:
        """The two parts of a row that a page break cut, as one row."""
        cells = tuple(
            self._hyphens.mend(add_line(cell, more)) if cell and more else cell or more
            for cell, more in zip(last.cells, first.cells, strict=True)
        )
        return replace(last, text=" | ".join(cells), cells=cells)

    def _text(self, cell: Cell) -> str:
        return self._hyphens.mend(cell_text(cell))

    def _block(self, table: Table, row: list[Cell], texts: list[str], *, is_heading: bool) -> Block:
        header = tuple(self._heading(cell) for cell in row) if self._headings else ()
        return Block(
            "table-row",
            " | ".join(texts),
            page=table.page,
            table=self._number,
            header=header if any(header) else (),
            cells=tuple(texts),
            is_header_row=is_heading,
        )

    def _heading(self, cell: Cell) -> str:
        middle = (cell.x0 + min(cell.x1, cell.x0 + 20)) / 2
        return next((text for x0, x1, text in self._headings if x0 - 2 <= middle <= x1 + 2), "")


def cell_text(cell: Cell) -> str:
    """The words of a cell, with marks where a word may be broken."""
    text = ""
    for line in column_of(copied(cell.runs)).lines if cell.runs else ():
        text = add_line(text, line.text)
        if " " not in line.text and line.x1 - line.x0 > _FULL * (cell.x1 - cell.x0 - 2 * _PADDING):
            text += PERHAPS_BROKEN
    return text.removesuffix(PERHAPS_BROKEN)


def copied(runs: Iterable[Run]) -> list[Run]:
    """Copies, since putting runs in lines changes them."""
    return [replace(run) for run in runs]


def runs_of(table: Table) -> Iterator[Run]:
    """Every run of the table."""
    for row in table.rows:
        for cell in row:
            yield from cell.runs


def _spans(row: list[Cell], texts: list[str]) -> list[tuple[float, float, str]]:
    return [(cell.x0, cell.x1, text) for cell, text in zip(row, texts, strict=True)]


def _heading_rows(table: Table, texts: list[list[str]]) -> int:
    """How many rows at the top are column headings, a title row across the table included."""
    if table.headings is not None:
        return table.headings
    for place, row in enumerate(table.rows[:2]):
        if len(row) < 2:
            continue
        rest = [run for later in table.rows[place + 1 :] for cell in later for run in cell.runs]
        own = [run for cell in row for run in cell.runs]
        if not rest or (len(row) == 2 and not all(texts[place])):
            return 0
        if all(run.bold for run in own):
            return place + 1 if not all(run.bold for run in rest) else 0
        few = all(len(text.split()) <= _MOST_HEADING_WORDS and not text.endswith((".", ";")) for text in texts[place])
        return place + 1 if len(row) > 2 and few and all(texts[place]) else 0
    return 0


def _same_columns(before: Table, table: Table) -> bool:
    starts, others = (sorted({round(cell.x0) for row in t.rows for cell in row}) for t in (before, table))
    return len(starts) == len(others) and all(abs(a - b) <= _SAME_WIDTH for a, b in zip(starts, others, strict=True))


def _is_cut(last: list[Cell], first: list[Cell]) -> bool:
    """Whether a page break cut a row: every cell of its rest goes on where the cell above was full or unfinished."""
    if len(last) != len(first):
        return False
    lower = False
    for cell, more in zip(last, first, strict=True):
        if not more.runs:
            continue
        if not cell.runs:
            return False
        end, start = column_of(copied(cell.runs)).lines[-1], column_of(copied(more.runs)).lines[0]
        if had_room(end, start, cell.x1 - _PADDING) or (end.text.endswith((".", "!", "?")) and not start.text[:1].islower()):
            return False
        lower = lower or start.text[:1].islower()
    return lower or not all(more.runs for more in first)
