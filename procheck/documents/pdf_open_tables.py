"""Tables that have no lines down: a line under the headings, or lines between the rows, and cells that line up.

The rows come from the drawing order: programs write a table cell by cell, so a step back to the left is a new row.
"""

from __future__ import annotations

from procheck.documents.pdf_marks import Box, Cell, Page, Run, Table

_APART = 12.0
"""Points: columns begin at least so far from each other."""

_ALIGNED = 3.0
"""Points: how exactly the cells of a column begin at one place."""

_PADDING = 5.4
"""Points between a cell's side and its words, as word processors set it."""

_WITHIN_CELL = 1.3
"""Of the size: the distance from line to line in one cell."""

_LONE_GAP = 1.55
"""Of the size: how far below the last line a row may begin that has words in its first cell only."""

_ROW_GAP = 2.4
"""Of the size: how far below the last line any row may begin."""

_SHORTEST = 0.2
"""Of the page's width: shorter lines underline words."""

Row = list[list[Run]]
"""For each column the pieces of its cell."""


def take_open_tables(page: Page) -> None:
    """Moves the pieces of tables that have only lines across from `page.runs` to `page.tables`."""
    rules = sorted((r for r in page.rules if r.width >= max(_SHORTEST * page.width, r.height)), key=lambda r: r.top)
    foot = 0.0
    for rule in rules:
        if rule.top < foot:
            continue
        table = _Reading(page, rule).table()
        if table is not None:
            page.tables.append(table)
            foot = table.box.bottom


class _Reading:
    """Reads the table that hangs from one line, if there is one."""

    def __init__(self, page: Page, rule: Box) -> None:
        self.page = page
        self.rule = rule
        self.used: list[Run] = []

    def table(self) -> Table | None:
        """The table, or None. On success its pieces are taken from the page."""
        body = self._body()
        headings = self._headings()
        starts = self._starts(headings, body)
        if len(starts) < 2:
            return None
        rows = self._rows(body, starts)
        if not rows or not (len(headings) > 1 or any(sum(map(bool, row)) > 1 for row in rows)):
            return None
        if headings:
            rows.insert(0, self._heading_row(headings, starts))
        used = {id(piece) for piece in self.used}
        self.page.runs = [run for run in self.page.runs if id(run) not in used]
        top = min(self.rule.top, *(piece.y - piece.size for piece in self.used))
        bottom = max(piece.y for piece in self.used) + 1
        ends = [*starts[1:], self.rule.x1]
        return Table(
            self.page.number,
            Box(self.rule.x0, top, self.rule.x1, bottom),
            [
                [
                    Cell(start - _PADDING, end - _PADDING, cell)
                    for start, end, cell in zip(starts, ends, row, strict=True)
                ]
                for row in rows
            ],
            headings=1 if headings else 0,
        )

    def _body(self) -> list[Run]:
        """The pieces from the first that lies right below the line, in drawing order."""
        rule = self.rule
        for place, piece in enumerate(self.page.runs):
            if 0 < piece.y - rule.bottom <= _ROW_GAP * piece.size and rule.x0 - _ALIGNED <= piece.x0 < rule.x1:
                return self.page.runs[place:]
        return []

    def _headings(self) -> list[Run]:
        """The pieces that stand on the line, as column headings do."""
        rule = self.rule
        found: list[Run] = []
        for piece in sorted(self.page.runs, key=lambda piece: -piece.y):
            if piece.y > rule.bottom or not rule.x0 - _ALIGNED <= piece.x0 < rule.x1:
                continue
            if not found:
                if rule.top - piece.y > 0.9 * piece.size:
                    return []
            elif abs(piece.size - found[0].size) > 0.6 or not _is_above(piece, found):
                break
            found.append(piece)
        return found

    def _starts(self, headings: list[Run], body: list[Run]) -> list[float]:
        """Where the columns begin: at the headings and at the first row's cells."""
        first = [piece for piece in body if abs(piece.y - body[0].y) <= 2] if body else []
        starts: list[float] = []
        for place in sorted(piece.x0 for piece in [*headings, *first] if piece.x1 <= self.rule.x1 + _ALIGNED):
            if not starts or place - starts[-1] >= _APART:
                starts.append(place)
        return starts

    def _rows(self, body: list[Run], starts: list[float]) -> list[Row]:
        rows: list[Row] = []
        before, foot = len(starts), self.rule.bottom
        ends = [*starts[1:], self.rule.x1]
        for place, piece in enumerate(body):
            column = _column(piece, starts)
            if column is None or piece.x1 > ends[column] + _ALIGNED or piece.y <= self.rule.bottom:
                break
            gap = (piece.y - foot) / piece.size
            if column < before or (column == 0 and gap > _WITHIN_CELL):
                lone = gap > _LONE_GAP or abs(piece.size - body[0].size) > 0.6
                if gap > _ROW_GAP or (lone and not _has_neighbour(piece, body[place:])):
                    break
                rows.append([[] for _ in starts])
            rows[-1][column].append(piece)
            self.used.append(piece)
            before, foot = column, max(foot, piece.y)
        return rows

    def _heading_row(self, headings: list[Run], starts: list[float]) -> Row:
        row: Row = [[] for _ in starts]
        for piece in headings:
            column = _column(piece, starts)
            if column is not None:
                row[column].append(piece)
                self.used.append(piece)
        return row


def _is_above(piece: Run, found: list[Run]) -> bool:
    """Whether the piece is on the last line found, or one line higher in one of its cells."""
    gap = found[-1].y - piece.y
    return gap < 1 or (gap <= _WITHIN_CELL * piece.size and any(abs(piece.x0 - f.x0) < _ALIGNED for f in found))


def _column(piece: Run, starts: list[float]) -> int | None:
    return next((column for column, start in enumerate(starts) if abs(piece.x0 - start) <= _ALIGNED), None)


def _has_neighbour(piece: Run, following: list[Run]) -> bool:
    """Whether another cell begins on the same line."""
    return any(abs(other.y - piece.y) <= 2 and other.x0 > piece.x1 for other in following)
