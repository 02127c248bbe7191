"""Pieces of a page -> its columns in reading order, each a list of lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from procheck.documents.pdf_marks import Run
from procheck.documents.pdf_runs import join

_LEAST_LINES = 4
"""A column has at least so many lines on each side of the gutter."""

_GUTTER = 5.0
"""Points: the narrowest white strip between two columns."""

_FILLED = 0.6
"""Share of its column that the middling line of running text fills; cells of a table fill less."""

_STICKING_OUT = 0.015
"""Share of the lines that may end to the right of the margin."""

_WIDEST_LINE = 0.55
"""Of the left column's space: running text has lines at least so wide."""

_DEEPEST = 3
_SAME_LINE = 0.45


@dataclass(slots=True)
class Column:
    """Lines that are read one after another, with the margins that they keep to."""

    lines: list[Run] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    whole: bool = False
    """It is all there is on its page."""

    second: float | None = None
    """Where the right-hand one of two columns begins, for the parts of a page that has two."""


def columns_of(pieces: list[Run], depth: int = 0, before: float | None = None) -> list[Column]:
    """The columns in reading order. Lines across the whole page cut it into bands, each read on its own.

    `before`: where the second column of the page before began, if it had one and the text may go on in two.
    """
    if not pieces:
        return []
    right_start = _second_column(pieces) if depth < _DEEPEST else None
    if right_start is None and before is not None and _goes_on_in_two(pieces, before):
        right_start = before
    if right_start is None:
        column = column_of(pieces)
        column.whole = depth == 0
        return [column]
    columns: list[Column] = []
    left: list[Run] = []
    right: list[Run] = []
    across: list[Run] = []

    def close() -> None:
        nonlocal left, right, across
        if across:
            columns.append(column_of(across))
        for side in (left, right):
            columns.extend(columns_of(side, depth + 1))
        left, right, across = [], [], []

    for piece in sorted(pieces, key=lambda piece: (piece.y, piece.x0)):
        if _crosses(piece, right_start):
            if left or right:
                close()
            across.append(piece)
        elif piece.x0 < right_start - _GUTTER:
            left.append(piece)
        else:
            right.append(piece)
    close()
    for column in columns:
        column.second = right_start if depth == 0 else column.second
    return columns


def share_margins(columns: Iterable[tuple[float, Column]]) -> None:
    """Gives the columns that have pages to themselves one right margin for each page width: the pairs' first parts.

    A page of short lines does not show where its margin is, and a single line may stick out over it.
    """
    groups: dict[int, list[Column]] = {}
    for width, column in columns:
        if column.whole:
            groups.setdefault(round(width / 10), []).append(column)
    for group in groups.values():
        ends = sorted(line.x1 for column in group for line in column.lines if not line.inset)
        if ends:
            right = ends[-1 - int(_STICKING_OUT * len(ends))]
            for column in group:
                column.right = right


def _crosses(piece: Run, right_start: float) -> bool:
    return piece.x0 < right_start - _GUTTER and piece.x1 > right_start - _GUTTER / 2


def _second_column(pieces: list[Run]) -> float | None:
    """Where the right-hand column begins, if the pieces stand in columns."""
    if len(pieces) < 2 * _LEAST_LINES:
        return None
    start, end = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    width = end - start
    begins = Counter(round(piece.x0) for piece in pieces if start + 0.25 * width < piece.x0 < start + 0.8 * width)
    for place, _ in begins.most_common(3):
        count = sum(begins[near] for near in (place - 1, place, place + 1))
        if count < _LEAST_LINES:
            return None
        if _is_gutter(pieces, place - 1.5, start, end):
            return place - 1.5
    return None


def _goes_on_in_two(pieces: list[Run], right_start: float) -> bool:
    """Whether the first lines keep to the two columns of the page before."""
    first = min(pieces, key=lambda piece: piece.y)
    row = [piece for piece in pieces if abs(piece.y - first.y) < first.size]
    return not any(_crosses(piece, right_start) for piece in row) and any(abs(piece.x0 - right_start) < _GUTTER for piece in row)


def _is_gutter(pieces: list[Run], right_start: float, start: float, end: float) -> bool:
    left = [piece for piece in pieces if piece.x1 <= right_start - _GUTTER / 2]
    right = [piece for piece in pieces if piece.x0 >= right_start - _GUTTER]
    if min(len(left), len(right)) < _LEAST_LINES:
        return False
    top, foot = max(left[0].y, right[0].y), min(max(p.y for p in left), max(p.y for p in right))
    if foot <= top - 1 and not _overlap(left, right):
        return False
    if max(piece.x1 for piece in left) - start < _WIDEST_LINE * (right_start - start):
        return False  # names or terms with what belongs to them at their side
    filled = _filled(left, start, right_start) >= _FILLED and _filled(right, right_start, end) >= _FILLED
    drawn = sorted([(piece.order, 0) for piece in left] + [(piece.order, 1) for piece in right])
    switches = sum(before[1] != after[1] for before, after in pairwise(drawn))
    column_by_column = switches <= 0.25 * min(len(left), len(right))
    return filled or (column_by_column and min(len(left), len(right)) > _LEAST_LINES)


def _overlap(left: list[Run], right: list[Run]) -> bool:
    return min(p.y for p in left) < max(p.y for p in right) and min(p.y for p in right) < max(p.y for p in left)


def _filled(side: list[Run], start: float, end: float) -> float:
    widest = max(piece.x1 for piece in side) - start
    return median(piece.x1 - piece.x0 for piece in side) / min(widest, end - start)


def column_of(pieces: list[Run]) -> Column:
    """Pieces read as one column: put in lines from top to bottom, and each line from left to right."""
    lines: list[Run] = []
    for piece in sorted(pieces, key=lambda piece: piece.y):
        if lines and not piece.inset and not lines[-1].inset and abs(piece.y - lines[-1].y) <= _SAME_LINE * max(piece.size, lines[-1].size):
            first, second = sorted((lines[-1], piece), key=lambda part: part.x0)
            if not first.broken:
                join(first, second)
                lines[-1] = first
                continue
        lines.append(piece)
    worded = [line for line in lines if not line.inset] or lines
    return Column(lines, min(line.x0 for line in worded), max(line.x1 for line in worded))
