"""Word tables -> rows with their column headings. Source: ECMA-376 part 1, 17.4."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from procheck.documents.docx_body import PARAGRAPH, TABLE, Body, unwrapped
from procheck.documents.docx_package import W
from procheck.documents.docx_styles import VAL, is_on
from procheck.documents.gathering import Gathering
from procheck.documents.tables import Cell, Row, row_blocks

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROW, _CELL = f"{W}tr", f"{W}tc"
_PLAIN_FILLS = frozenset({"", "auto", "ffffff"})
_FLOWING = 3
"""A cell of a one-row table with this many paragraphs is a text column, not a datum."""


@dataclass(slots=True)
class _Read:
    row: Row
    after: Gathering = field(default_factory=Gathering)
    """What hangs on the row: nested tables, text boxes, notes, pictures."""


def read_table(body: Body, element: _Element) -> None:
    """Adds a `w:tbl` to the body: its rows, each followed by what hangs on it.

    A table of one column, or of one row whose cells hold running text, only lays the page out: its paragraphs are read as such.
    """
    rows = [row for row in unwrapped(element) if row.tag == _ROW and not _is_deleted(row, body)]
    cells = [[cell for cell in unwrapped(row) if cell.tag == _CELL and not _cell_is_deleted(cell)] for row in rows]
    if all(len(row) <= 1 for row in cells) or (len(rows) == 1 and any(_paragraphs(cell) >= _FLOWING for cell in cells[0])):
        for row in cells:
            for cell in row:
                body.story(cell)
        return
    number, body.tables = body.tables, body.tables + 1
    read = [_row(body, row, row_cells) for row, row_cells in zip(rows, cells, strict=True)]
    bold_heads = body.styles.table_heads_are_bold(_style(element)) and _first_row_is_special(element)
    blocks = row_blocks([item.row for item in read], number, styled_heads=bold_heads)
    for item, block in zip(read, blocks, strict=True):
        if block is not None:
            body.out.add(block)
        body.out.items += item.after.items


def _row(body: Body, element: _Element, cells: list[_Element]) -> _Read:
    properties = element.find(f"{W}trPr")
    head = properties.find(f"{W}tblHeader") if properties is not None else None
    read = _Read(Row(head=head is not None and is_on(head)))
    outer, body.out = body.out, read.after
    first = last = body.inline.page
    before = properties.find(f"{W}gridBefore") if properties is not None else None
    column = _figure(before, 0)
    for cell in cells:
        # Where a row runs over the page's end Word records the break once in every cell.
        body.inline.page = first
        settings = cell.find(f"{W}tcPr")
        span = _figure(settings.find(f"{W}gridSpan") if settings is not None else None, 1)
        if not _continues(settings):
            read.row.cells.append(_cell(body, cell, column, span, read.row))
        column += span
        last = max(last, body.inline.page)
    body.inline.page = last
    body.flush()
    body.out = outer
    return read


def _cell(body: Body, element: _Element, column: int, span: int, row: Row) -> Cell:
    words: list[str] = []
    bold = True
    for child in unwrapped(element):
        if child.tag == PARAGRAPH:
            found = body.paragraph(child)
            if found is None or not found.lines.text.strip():
                continue
            row.page = found.page if row.page is None else row.page
            row.source += found.source
            label = found.label.text if found.label is not None else ""
            words.append(f"{label} {found.lines.text}" if label else found.lines.text)
            bold = bold and all(line.look.bold for line in found.lines.all if line.text.strip())
        elif child.tag == TABLE:
            body.flush()
            read_table(body, child)
    settings = element.find(f"{W}tcPr")
    shade = settings.find(f"{W}shd") if settings is not None else None
    fill = (shade.get(f"{W}fill") or "").lower() if shade is not None else ""
    return Cell(" ".join(words), column=column, span=span, bold=bold and bool(words), shaded=fill not in _PLAIN_FILLS)


def _continues(settings: _Element | None) -> bool:
    # A cell merged with the one above says so by w:vMerge without w:val="restart".
    merge = settings.find(f"{W}vMerge") if settings is not None else None
    if merge is not None and (merge.get(VAL) or "continue") == "continue":
        return True
    tracked = settings.find(f"{W}cellMerge") if settings is not None else None
    if tracked is not None and tracked.get(f"{W}vMerge") == "cont":
        return True
    sideways = settings.find(f"{W}hMerge") if settings is not None else None
    return sideways is not None and (sideways.get(VAL) or "continue") == "continue"


def _is_deleted(row: _Element, body: Body) -> bool:
    properties = row.find(f"{W}trPr")
    deleted = properties is not None and properties.find(f"{W}del") is not None
    body.inline.revised = body.inline.revised or deleted
    return deleted


def _cell_is_deleted(cell: _Element) -> bool:
    return cell.find(f"{W}tcPr/{W}cellDel") is not None


def _paragraphs(cell: _Element) -> int:
    return sum(1 for child in unwrapped(cell) if child.tag in (PARAGRAPH, TABLE) and next(child.iter(f"{W}t"), None) is not None)


def _style(table: _Element) -> str:
    style = table.find(f"{W}tblPr/{W}tblStyle")
    return (style.get(VAL) or "") if style is not None else ""


def _first_row_is_special(table: _Element) -> bool:
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return False
    if look.get(f"{W}firstRow") is not None:
        return look.get(f"{W}firstRow") in ("1", "true", "on")
    try:
        return bool(int(look.get(VAL) or "0", 16) & 0x20)
    except ValueError:
        return False


def _figure(element: _Element | None, otherwise: int) -> int:
    value = (element.get(VAL) or "") if element is not None else ""
    return min(int(value), 100) if value.isdigit() and len(value) < 6 else otherwise
