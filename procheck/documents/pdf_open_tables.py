"""Tables that have no lines down: lines under the headings or between the rows, and cells that line up."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from procheck.documents.pdf_marks import Box, Cell, Page, Run, Table
from procheck.documents.pdf_rules import Line, stacks_of
from procheck.documents.pdf_table_rows import ALIGNED, ROW_GAP, Columns, Row, RowFinder, is_table, stands_out

_APART = 12.0
"""Points: columns begin at least so far from each other."""

PADDING = 5.4
"""Points between a cell's side and its words, as word processors set it."""


def take_open_tables(page: Page, leading: Mapping[int, float]) -> None:
    """Moves the pieces of tables that have only lines across from `page.runs` to `page.tables`.

    `leading`: for each size in whole points the distance from line to line, in points.
    """
    for stack in stacks_of(page):
        lines = stack
        while lines:
            reading = _Reading(page, lines, leading)
            table = reading.table()
            foot = 0.0
            if table is not None:
                page.tables.append(table)
                foot = table.box.bottom
            lines = [line for line in lines[len(reading.lines) if table else 1 :] if line.top >= foot]


class _Reading:
    """Reads the table that belongs to a stack of lines, if there is one."""

    def __init__(self, page: Page, lines: list[Line], leading: Mapping[int, float]) -> None:
        self.page = page
        self.finder = RowFinder(leading)
        self.lines = lines
        self.first, self.last = lines[0], lines[-1]

    def table(self) -> Table | None:
        """The table, or None. On success its pieces are taken from the page."""
        above = self._standing_on(self.first)
        columns = self._columns(above)
        if columns is None:
            return None
        inside = self._inside(columns)
        below = self.finder.rows(self._below(), columns, self.last.bottom) if len(self.lines) < 3 else []
        below = below if is_table(below) or (above and not inside) else []
        headings = self._heading_row(above, columns) if above and (below or inside) else []
        rows = [*headings, *inside, *below]
        if not is_table(rows):
            return None
        used = {id(piece) for row in rows for cell in row for piece in cell}
        pieces = [run for run in self.page.runs if id(run) in used]
        self.page.runs = [run for run in self.page.runs if id(run) not in used]
        top = min(self.first.top, *(piece.y - piece.size for piece in pieces))
        bottom = max(self.last.bottom if inside else 0.0, *(piece.y + 1 for piece in pieces))
        return Table(
            self.page.number,
            Box(self.first.x0, top, self.first.x1, bottom),
            [list(map(Cell, columns.sides, columns.sides[1:], row)) for row in rows],
            headings=1 if headings or (inside and (below or self._is_headed(inside))) else 0,
        )

    def _is_headed(self, inside: list[Row]) -> bool:
        """Whether the second line parts one row of headings from all the others."""
        if len(self.lines) < 3 or len(inside) < 2:
            return False
        split = self.lines[1].top
        above = [row for row in inside if all(piece.y <= split for cell in row for piece in cell)]
        return len(above) == 1 and (len(self.lines) == 3 or all(p.bold for cell in above[0] for p in cell))

    def _columns(self, above: list[Run]) -> Columns | None:
        joints = max((line.joints for line in self.lines), key=len)
        if joints:
            return Columns([self.first.x0, *joints, self.first.x1], None)
        starts = self._starts([*above, *self._first_row()])
        if len(starts) < 2:
            return None
        sides = [starts[0] - PADDING, *(start - PADDING for start in starts[1:]), self.first.x1]
        return Columns(sides, starts)

    def _starts(self, pieces: list[Run]) -> list[float]:
        """Where the columns begin: at the headings and at the first row's cells."""
        starts: list[float] = []
        for place in sorted(piece.x0 for piece in pieces if piece.x1 <= self.first.x1 + ALIGNED):
            if not starts or place - starts[-1] >= _APART:
                starts.append(place)
        return starts

    def _first_row(self) -> list[Run]:
        body = self._below_line(self.first)
        return [piece for piece in body if abs(piece.y - body[0].y) <= 2] if body else []

    def _below(self) -> list[Run]:
        return self._below_line(self.last)

    def _below_line(self, line: Line) -> list[Run]:
        """The pieces from the first that lies right below the line, in drawing order."""
        for place, piece in enumerate(self.page.runs):
            if 0 < piece.y - line.bottom <= ROW_GAP * piece.size and line.x0 - ALIGNED <= piece.x0 < line.x1:
                return self.page.runs[place:]
        return []

    def _standing_on(self, line: Line) -> list[Run]:
        """The pieces that stand on the line, as column headings do."""
        found: list[Run] = []
        for piece in sorted(self.page.runs, key=lambda piece: -piece.y):
            if piece.y > line.bottom or not line.x0 - ALIGNED <= piece.x0 < line.x1:
                continue
            if not found:
                if line.top - piece.y > 0.9 * piece.size:
                    return []
            elif stands_out(piece, found[0]) or not self._is_above(piece, found):
                break
            found.append(piece)
        return found

    def _is_above(self, piece: Run, found: list[Run]) -> bool:
        """Whether the piece is on the last line found, or one line higher in one of its cells."""
        gap = found[-1].y - piece.y
        close = gap <= self.finder.within_cell(piece) * piece.size
        return gap < 1 or (close and any(abs(piece.x0 - other.x0) < ALIGNED for other in found))

    def _inside(self, columns: Columns) -> list[Row]:
        """The rows between the lines, each line ending a row. Lines below words that leave the columns are let go."""
        rows: list[Row] = []
        for place, (upper, lower) in enumerate(pairwise(self.lines)):
            band = [run for run in self.page.runs if upper.top < run.y <= lower.bottom]
            found = self.finder.rows(band, columns, upper.bottom, closed=True)
            if sum(len(cell) for row in found for cell in row) != len(band):
                self.lines = self.lines[: place + 1]
                self.last = upper
                break
            rows.extend(found)
        return rows

    def _heading_row(self, headings: list[Run], columns: Columns) -> list[Row]:
        row: Row = [[] for _ in range(len(columns))]
        for piece in headings:
            column = columns.of(piece, None)
            if column is not None:
                row[column].append(piece)
        return [row] if any(row) else []
