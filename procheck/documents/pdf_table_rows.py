"""Pieces that stand in columns -> the rows and cells of a table.

The rows come from the drawing order: programs write a table cell by cell, so a step back to the left is a new row.
"""

from __future__ import annotations

from collections.abc import Mapping

from procheck.documents.pdf_marks import Run

ALIGNED = 3.0
"""Points: how exactly the cells of a column begin at one place."""

ROW_GAP = 2.6
"""Of the size: how far below the last line any row may begin."""

_WITHIN_CELL = 1.15
"""Of the usual distance from line to line: further apart are two cells."""

_LINE_HEIGHT = 1.25
"""Of the size: from the top of the highest letter to the foot of the lowest."""

_LONE_GAP = 1.55
"""Of the size: how far below the last line a row may begin that has words in its first cell only."""

Row = list[list[Run]]
"""For each column the pieces of its cell."""


class Columns:
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
            if self.sides[column] - ALIGNED <= piece.x0 and piece.x1 <= self.sides[column + 1] + ALIGNED:
                aligned = self._starts is None or abs(piece.x0 - self._starts[column]) <= ALIGNED
                return column if aligned or column == before else None
        return None


class RowFinder:
    """Finds rows; knows how far apart the lines of one cell may be."""

    def __init__(self, leading: Mapping[int, float]) -> None:
        """`leading`: for each size in whole points the distance from line to line, in points."""
        self._leading = leading

    def within_cell(self, piece: Run) -> float:
        """How far apart two lines of one cell may be, as a share of the size."""
        return _WITHIN_CELL * self._leading.get(round(piece.size), 1.13 * piece.size) / piece.size

    def rows(self, pieces: list[Run], columns: Columns, foot: float, *, closed: bool = False) -> list[Row]:
        """The rows that the pieces make, up to the first piece that is none of the table's.

        `closed`: there is a line below them, so that no gap ends the table.
        """
        if self._is_column_by_column(pieces, columns, foot):
            return self._rows_by_place(pieces, columns, foot, closed=closed)
        rows: list[Row] = []
        for row in self.drawn_rows(pieces, columns, foot):
            first = next(cell[0] for cell in row if cell)
            gap = (min(piece.y for cell in row for piece in cell) - foot) / first.size
            lone = bool(row[0]) and not any(row[1:])
            apart = gap > (max(_LONE_GAP, 1.3 * self.within_cell(first)) if lone else ROW_GAP)
            heading = lone and first.bold and gap > _LONE_GAP and not columns.sure
            if heading or stands_out(first, pieces[0]) or (apart and not closed):
                break
            rows.append(row)
            foot = max(piece.y for cell in row for piece in cell)
        return rows

    def drawn_rows(self, pieces: list[Run], columns: Columns, start: float) -> list[Row]:
        """The rows as they were drawn: each step back to the left, or far down in the first cell, begins one."""
        rows: list[Row] = []
        before: int | None = None
        last: Run | None = None
        for piece in pieces:
            column = columns.of(piece, before)
            if column is None or piece.y <= start:
                break
            down = (piece.y - last.y) / piece.size if last else 0.0
            if before is None or column < before or (column == before == 0 and down > self.within_cell(piece)):
                rows.append([[] for _ in range(len(columns))])
            rows[-1][column].append(piece)
            before, last = column, piece
        return rows

    def _is_column_by_column(self, pieces: list[Run], columns: Columns, start: float) -> bool:
        """Whether the table was drawn one whole column after another, as browsers do after a page break."""
        before: Run | None = None
        column, rows = 0, 1
        for piece in pieces:
            found = columns.of(piece, column)
            if found is None or piece.y <= start:
                break
            if found < column:
                return False
            if before is not None and found == column and piece.y - before.y > self.within_cell(piece) * piece.size:
                rows += 1
            column, before = found, piece
        return column > 0 and rows > 2

    def _rows_by_place(self, pieces: list[Run], columns: Columns, foot: float, *, closed: bool) -> list[Row]:
        """The rows by the white strips across the whole table, whatever the drawing order."""
        rows: list[Row] = []
        start = bottom = foot
        for piece in sorted(pieces, key=lambda piece: piece.y):
            if piece.y <= start:
                continue
            column = columns.of(piece, None)
            white = piece.y - piece.size - bottom
            if column is None or stands_out(piece, pieces[0]) or (not closed and white > ROW_GAP * piece.size):
                break
            if not rows or white > (self.within_cell(piece) - _LINE_HEIGHT) * piece.size:
                rows.append([[] for _ in range(len(columns))])
            rows[-1][column].append(piece)
            bottom = max(bottom, piece.y + (_LINE_HEIGHT - 1) * piece.size)
        return rows


def is_table(rows: list[Row]) -> bool:
    """Whether words stand side by side in some row."""
    return any(sum(map(bool, row)) > 1 for row in rows)


def stands_out(piece: Run, other: Run) -> bool:
    """Whether the piece looks like a heading beside the other."""
    return piece.size > other.size + 0.6 or (piece.bold and piece.face != other.face)
