"""Tables without any lines: cells that line up, found where reading line by line would mix the words of two cells."""

from __future__ import annotations

from collections.abc import Mapping

from procheck.documents.pdf_marks import Box, Cell, Page, Run, Table
from procheck.documents.pdf_open_tables import PADDING
from procheck.documents.pdf_runs import LABEL
from procheck.documents.pdf_table_rows import Columns, Row, RowFinder

_APART = 18.0
"""Points: so much white at least lies between the first two cells."""

_TALLEST = 12
"""Lines in the first cell of a row; taller ones are columns of running text."""

_FEWEST_ROWS = 2


def take_bare_tables(page: Page, leading: Mapping[int, float]) -> None:
    """Moves the pieces of tables without lines from `page.runs` to `page.tables`. List labels must have been joined.

    `leading`: for each size in whole points the distance from line to line, in points.
    """
    place = 0
    while place < len(page.runs) - 1:
        rows = _rows_from(page, place, RowFinder(leading))
        if rows:
            _take(page, rows)
        else:
            place += 1


def _rows_from(page: Page, place: int, finder: RowFinder) -> list[Row]:
    """The rows of the table that begins with the piece at that place, or none."""
    first = page.runs[place]
    beside = _beside(page.runs, place, finder)
    if not beside:
        return []
    starts = [first.x0, *(piece.x0 for piece in beside)]
    right = max(run.x1 for run in page.runs)
    columns = Columns([*(start - PADDING for start in starts), right], starts)
    rows = finder.rows(page.runs[place:], columns, first.y - first.size)
    while rows and sum(map(bool, rows[-1])) < 2:
        rows.pop()
    full = sum(sum(map(bool, row)) > 1 for row in rows)
    labels = all(LABEL.fullmatch(row[0][0].text) for row in rows if row[0])
    mixed = any(len(cell) > 1 and any(other for other in row if other is not cell) for row in rows for cell in row)
    return rows if full >= _FEWEST_ROWS and mixed and not labels else []


def _beside(runs: list[Run], place: int, finder: RowFinder) -> list[Run]:
    """The pieces that begin the other cells of the row, drawn after the lines of the first."""
    first = runs[place]
    found: list[Run] = []
    last = first
    for piece in runs[place + 1 : place + 1 + _TALLEST * 4]:
        if abs(piece.y - first.y) <= 2 and piece.x0 >= last.x0 + _APART and piece.x0 > first.x1 + _APART:
            found.append(piece)
        elif abs(piece.x0 - last.x0) > 3 or not 0 < piece.y - last.y <= finder.within_cell(piece) * piece.size:
            break
        last = piece
    return found


def _take(page: Page, rows: list[Row]) -> None:
    pieces = [piece for row in rows for cell in row for piece in cell]
    taken = set(map(id, pieces))
    page.runs = [run for run in page.runs if id(run) not in taken]
    starts = [min((c[0].x0 for row in rows if (c := row[column])), default=0.0) for column in range(len(rows[0]))]
    ends = [*(start - 2 * PADDING for start in starts[1:]), max(piece.x1 for piece in pieces)]
    page.tables.append(
        Table(
            page.number,
            Box(
                min(piece.x0 for piece in pieces),
                min(piece.y - piece.size for piece in pieces),
                max(piece.x1 for piece in pieces),
                max(piece.y for piece in pieces) + 1,
            ),
            [list(map(Cell, starts, ends, row)) for row in rows],
        )
    )
