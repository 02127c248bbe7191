"""Tables of the pages -> table rows, over page breaks, each with the headings of its columns."""

from __future__ import annotations

from collections.abc import Iterator

from procheck.documents.model import Block
from procheck.documents.pdf_columns import column_of
from procheck.documents.pdf_hyphens import Hyphens
from procheck.documents.pdf_marks import HYPHEN, PERHAPS_BROKEN, Cell, Run, Table

_SAME_WIDTH = 6.0
"""Points: how exactly the columns of one table lie over each other on two pages."""

_FULL = 0.8
"""Of its cell: a single word as wide as this may have been cut for want of room."""

_MOST_HEADING_WORDS = 6


class Rows:
    """Turns tables into blocks. A table that goes on over a page keeps its number and its headings."""

    def __init__(self, hyphens: Hyphens) -> None:
        self._hyphens = hyphens
        self._number = -1
        self._before: Table | None = None
        self._headings: list[tuple[float, float, str]] = []

    def of(self, table: Table, *, follows: bool) -> list[Block]:
        """The rows of the table. `follows`: nothing but a page break lies between it and the table before."""
        texts = [[self._text(cell) for cell in row] for row in table.rows]
        goes_on = follows and self._before is not None and _same_columns(self._before, table)
        count = _heading_rows(table, texts)
        headings = _spans(table.rows[count - 1], texts[count - 1]) if count else []
        skip = 0
        if goes_on:
            repeats = [text for *_, text in headings] == [text for *_, text in self._headings]
            skip = count if repeats else 0
            count = 0 if not repeats else count
        else:
            self._number += 1
            self._headings = headings
        self._before = table
        return [
            self._block(table, row, text, is_heading=place < count)
            for place, (row, text) in enumerate(zip(table.rows, texts, strict=True))
            if place >= skip and any(text)
        ]

    def joins(self, last: Block, first: Block) -> Block | None:
        """The two blocks as one row, if a page break cut it: the second gives no cell that the first has finished."""
        if last.table != first.table or last.is_header_row or len(last.cells) != len(first.cells) or all(first.cells):
            return None
        pairs = list(zip(last.cells, first.cells, strict=True))
        if any(more and _is_finished(cell) and not more[:1].islower() for cell, more in pairs):
            return None
        cells = tuple(f"{cell} {more}".strip() for cell, more in pairs)
        return Block("table-row", " | ".join(cells), page=last.page, table=last.table, header=last.header, cells=cells)

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
    for line in column_of(cell.runs).lines if cell.runs else ():
        glue = "" if not text or text.endswith((HYPHEN, PERHAPS_BROKEN)) else " "
        text = f"{text}{glue}{line.text}"
        if " " not in line.text and line.x1 - cell.x0 > _FULL * (cell.x1 - cell.x0):
            text += PERHAPS_BROKEN
    return text.removesuffix(PERHAPS_BROKEN)


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


def _is_finished(text: str) -> bool:
    return not text or text.endswith((".", "!", "?", ":", ";"))
