"""Which row of a table gives the column headings, and rows -> blocks; the same for every format with real tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from procheck.documents.assemble import fold
from procheck.documents.model import Block

_LONGEST_HEADING = 9
_DIGITS = re.compile(r"\d")


@dataclass(slots=True)
class Cell:
    """One cell; a merged cell is given once, where it begins."""

    text: str
    column: int = 0
    """First column it stands in, from 0."""

    span: int = 1
    """How many columns wide it is."""

    bold: bool = False
    """All its words are bold."""

    shaded: bool = False
    """It has a background of its own."""


@dataclass(slots=True)
class Row:
    """One row as read."""

    cells: list[Cell] = field(default_factory=list)
    head: bool = False
    """Marked in the file as a row of column headings."""

    page: int | None = None
    source: tuple[int, ...] = ()
    """As in `Block.source`."""


def row_blocks(rows: list[Row], table: int, *, styled_heads: bool = False) -> list[Block | None]:
    """A block for each row of table number `table`, None for a row with no words.

    Column headings come from the rows marked as such at the top of the table; where none is, from the first row if it looks like
    headings: short cells that stand out from the next row by weight, shading or (`styled_heads`) the table's style.
    """
    heads = _marked(rows) or _by_look(rows, styled_heads=styled_heads)
    titles = _titles(rows[:heads])
    blocks: list[Block | None] = []
    for index, row in enumerate(rows):
        cells = tuple(fold(cell.text) for cell in row.cells)
        if not any(cells):
            blocks.append(None)
            continue
        header = tuple(titles.get(cell.column, "") for cell in row.cells) if titles else ()
        text = " | ".join(cells)
        blocks.append(
            Block(
                "table-row",
                text,
                page=row.page,
                table=table,
                header=header,
                cells=cells,
                is_header_row=index < heads,
                source=row.source,
            )
        )
    return blocks


def _marked(rows: list[Row]) -> int:
    count = 0
    for row in rows:
        if not row.head:
            break
        count += 1
    # A table all of whose rows are marked has no heading row to tell apart from the rest.
    return count if count < len(rows) else 0


def _by_look(rows: list[Row], *, styled_heads: bool) -> int:
    if len(rows) < 2 or len(rows[0].cells) < 2:
        return 0
    first, second = rows[0].cells, rows[1].cells
    texts = [fold(cell.text) for cell in first]
    if not all(texts[1:]) or any(len(text.split()) > _LONGEST_HEADING or text.endswith((".", ":", ";")) for text in texts):
        return 0
    filled = [cell for cell in first if fold(cell.text)]
    if all(cell.bold for cell in filled) and not all(cell.bold for cell in second):
        return 1
    if all(cell.shaded for cell in first) and not all(cell.shaded for cell in second):
        return 1
    if styled_heads:
        return 1
    # "Stage | Action | By when" in plain type: three columns or more of words over rows that say much more.
    rest = [fold(cell.text) for row in rows[1:] for cell in row.cells]
    if len(first) < 3 or not rest or any(_DIGITS.search(text) or len(text.split()) > 4 for text in texts):
        return 0
    return 1 if sum(map(len, rest)) / len(rest) >= 2.5 * (sum(map(len, texts)) / len(texts)) else 0


def _titles(heads: list[Row]) -> dict[int, str]:
    titles: dict[int, str] = {}
    for row in heads:
        for cell in row.cells:
            text = fold(cell.text)
            for column in range(cell.column, cell.column + cell.span):
                if text and text not in titles.get(column, ""):
                    titles[column] = f"{titles[column]} {text}" if column in titles else text
    return titles
