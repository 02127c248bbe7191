"""Tables that have no lines down: lines under the headings or between the rows, and cells that line up.

The rows come from the drawing order: programs write a table cell by cell, so a step back to the left is a new row.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from procheck.documents.pdf_marks import Box, Cell, Page, Run, Table
from procheck.documents.pdf_rules import Line, stacks_of

_APART = 12.0
"""Points: columns begin at least so far from each other."""

_ALIGNED = 3.0
"""Points: how exactly the cells of a column begin at one place."""

_PADDING = 5.4
"""Points between a cell's side and its words, as word processors set it."""

_WITHIN_CELL = 1.15
"""Of the usual distance from line to line: further apart are two cells."""

_LINE_HEIGHT = 1.25
"""Of the size: from the top of the highest letter to the foot of the lowest."""

_LONE_GAP = 1.55
"""Of the size: how far below the last line a row may begin that has words in its first cell only."""

_ROW_GAP = 2.6
"""Of the size: how far below the last line any row may begin."""

Row = list[list[Run]]
"""For each column the pieces of its cell."""


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


class _Columns:
    """Where the columns of a table are."""

    def __init__(self, sides: list[float], starts: list[float] | None) -> None:
        self.sides = sides
        """One more than there are columns."""
        self._starts = starts
        """Where the words of each column begin, if that is all that is known."""

    def __len__(self) -> int:
        return len(self.sides) - 1

    @property
    def sure(self) -> bool:
        """Whether lines show the columns."""
        return self._starts is None

    def of(self, piece: Run, before: int | None) -> int | None:
        """The column that the piece lies in, or None. `before`: the column of the piece before it."""
        for column in range(len(self)):
            if self.sides[column] - _ALIGNED <= piece.x0 and piece.x1 <= self.sides[column + 1] + _ALIGNED:
                aligned = self._starts is None or abs(piece.x0 - self._starts[column]) <= _ALIGNED
                return column if aligned or column == before else None
        return None


class _Reading:
    """Reads the table that belongs to a stack of lines, if there is one."""

    def __init__(self, page: Page, lines: list[Line], leading: Mapping[int, float]) -> None:
        self.page = page
        self.leading = leading
        self.lines = lines
        self.first, self.last = lines[0], lines[-1]
        self.used: list[Run] = []

    def table(self) -> Table | None:
        """The table, or None. On success its pieces are taken from the page."""
        above = self._standing_on(self.first)
        columns = self._columns(above)
        if columns is None:
            return None
        inside = self._inside(columns)
        below = self._rows(self._below(), columns, self.last.bottom) if len(self.lines) < 3 else []
        below = below if _is_table(below) or (above and not inside) else []
        headings = self._heading_row(above, columns) if above and (below or inside) else []
        rows = [*headings, *inside, *below]
        if not _is_table(rows):
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

    def _columns(self, above: list[Run]) -> _Columns | None:
        joints = max((line.joints for line in self.lines), key=len)
        if joints:
            return _Columns([self.first.x0, *joints, self.first.x1], None)
        starts = self._starts([*above, *self._first_row()])
        if len(starts) < 2:
            return None
        sides = [starts[0] - _PADDING, *(start - _PADDING for start in starts[1:]), self.first.x1]
        return _Columns(sides, starts)

    def _starts(self, pieces: list[Run]) -> list[float]:
        """Where the columns begin: at the headings and at the first row's cells."""
        starts: list[float] = []
        for place in sorted(piece.x0 for piece in pieces if piece.x1 <= self.first.x1 + _ALIGNED):
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
            if 0 < piece.y - line.bottom <= _ROW_GAP * piece.size and line.x0 - _ALIGNED <= piece.x0 < line.x1:
                return self.page.runs[place:]
        return []

    def _standing_on(self, line: Line) -> list[Run]:
        """The pieces that stand on the line, as column headings do."""
        found: list[Run] = []
        for piece in sorted(self.page.runs, key=lambda piece: -piece.y):
            if piece.y > line.bottom or not line.x0 - _ALIGNED <= piece.x0 < line.x1:
                continue
            if not found:
                if line.top - piece.y > 0.9 * piece.size:
                    return []
            elif _stands_out(piece, found[0]) or not self._is_above(piece, found):
                break
            found.append(piece)
        return found

    def _is_above(self, piece: Run, found: list[Run]) -> bool:
        """Whether the piece is on the last line found, or one line higher in one of its cells."""
        gap = found[-1].y - piece.y
        close = gap <= self._within_cell(piece) * piece.size
        return gap < 1 or (close and any(abs(piece.x0 - other.x0) < _ALIGNED for other in found))

    def _within_cell(self, piece: Run) -> float:
        """How far apart two lines of one cell may be, as a share of the size."""
        return _WITHIN_CELL * self.leading.get(round(piece.size), 1.13 * piece.size) / piece.size

    def _has_neighbour(self, place: int, pieces: list[Run], columns: _Columns) -> bool:
        """Whether the piece begins a row: another cell follows beside it."""
        first = last = pieces[place]
        column = columns.of(first, None)
        for other in pieces[place + 1 :]:
            found = columns.of(other, column)
            if found is None:
                return False
            if found != column:
                return (column is None or found > column) and abs(other.y - first.y) <= _ROW_GAP * first.size
            if other.y - last.y > self._within_cell(other) * other.size:
                return False
            last = other
        return False

    def _inside(self, columns: _Columns) -> list[Row]:
        """The rows between the lines, each line ending a row. Lines below words that leave the columns are let go."""
        rows: list[Row] = []
        for place, (upper, lower) in enumerate(pairwise(self.lines)):
            band = [run for run in self.page.runs if upper.top < run.y <= lower.bottom]
            found = self._rows(band, columns, upper.bottom, closed=True)
            if sum(len(cell) for row in found for cell in row) != len(band):
                self.lines = self.lines[: place + 1]
                self.last = upper
                break
            rows.extend(found)
        return rows

    def _rows(self, pieces: list[Run], columns: _Columns, foot: float, *, closed: bool = False) -> list[Row]:
        """The rows that the pieces make, up to the first piece that is none of the table's.

        `closed`: there is a line below them, so that no gap ends the table.
        """
        if self._is_column_by_column(pieces, columns, foot, closed=closed):
            return self._rows_by_place(pieces, columns, foot, closed=closed)
        rows: list[Row] = []
        for row in self._drawn_rows(pieces, columns, foot):
            first = next(cell[0] for cell in row if cell)
            gap = (min(piece.y for cell in row for piece in cell) - foot) / first.size
            lone = bool(row[0]) and not any(row[1:])
            apart = gap > (max(_LONE_GAP, 1.3 * self._within_cell(first)) if lone else _ROW_GAP)
            heading = lone and first.bold and gap > _LONE_GAP and not columns.sure
            if heading or _stands_out(first, pieces[0]) or (apart and not closed):
                break
            rows.append(row)
            foot = max(piece.y for cell in row for piece in cell)
        return rows

    def _drawn_rows(self, pieces: list[Run], columns: _Columns, start: float) -> list[Row]:
        """The rows as they were drawn: each step back to the left, or far down in the first cell, begins one."""
        rows: list[Row] = []
        before: int | None = None
        last: Run | None = None
        for piece in pieces:
            column = columns.of(piece, before)
            if column is None or piece.y <= start:
                break
            down = (piece.y - last.y) / piece.size if last else 0.0
            if before is None or column < before or (column == before == 0 and down > self._within_cell(piece)):
                rows.append([[] for _ in range(len(columns))])
            rows[-1][column].append(piece)
            before, last = column, piece
        return rows

    def _is_column_by_column(self, pieces: list[Run], columns: _Columns, start: float, *, closed: bool) -> bool:
        """Whether the table was drawn one whole column after another, as browsers do after a page break."""
        before: Run | None = None
        column, rows = 0, 1
        for piece in pieces:
            found = columns.of(piece, column)
            if found is None or piece.y <= start:
                break
            if found < column:
                return False
            if before is not None and found == column and piece.y - before.y > self._within_cell(piece) * piece.size:
                rows += 1
            column, before = found, piece
        return column > 0 and rows > 2

    def _rows_by_place(self, pieces: list[Run], columns: _Columns, foot: float, *, closed: bool) -> list[Row]:
        """The rows by the white strips across the whole table, whatever the drawing order."""
        rows: list[Row] = []
        start = bottom = foot
        for piece in sorted(pieces, key=lambda piece: piece.y):
            if piece.y <= start:
                continue
            column = columns.of(piece, None)
            white = piece.y - piece.size - bottom
            if column is None or _stands_out(piece, pieces[0]) or (not closed and white > _ROW_GAP * piece.size):
                break
            if not rows or white > (self._within_cell(piece) - _LINE_HEIGHT) * piece.size:
                rows.append([[] for _ in range(len(columns))])
            rows[-1][column].append(piece)
            bottom = max(bottom, piece.y + (_LINE_HEIGHT - 1) * piece.size)
        return rows

    def _heading_row(self, headings: list[Run], columns: _Columns) -> list[Row]:
        row: Row = [[] for _ in range(len(columns))]
        for piece in headings:
            column = columns.of(piece, None)
            if column is not None:
                row[column].append(piece)
        return [row] if any(row) else []


def _is_table(rows: list[Row]) -> bool:
    """Whether words stand side by side in some row."""
    return any(sum(map(bool, row)) > 1 for row in rows)


def _stands_out(piece: Run, other: Run) -> bool:
    """Whether the piece looks like a heading beside the other."""
    return piece.size > other.size + 0.6 or (piece.bold and piece.face != other.face)
