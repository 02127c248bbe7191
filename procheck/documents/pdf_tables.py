"""Tables with ruling lines round their cells: cells from pdfplumber's table finder, words from PDFium.

Only a page that has lines both across and down comes here. pdfplumber is given the lines alone, so that its own slow
reading of the page is never needed and table text cannot differ from the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from procheck.documents.pdf_marks import Box, Cell, Page, Run, Table

_MOST_EDGES = 600
_MOST_CROSSINGS = 2_500
"""Finding cells takes time that grows with the square of the crossings."""

_TOUCHING = 3.0
"""Points: lines that come so close meet."""

_NARROW = 8.0
"""Points: no column is narrower."""

_FRAME = 0.6
"""Share of the page: a table of one row as large as this is a frame round the page's text."""


Edge = dict[str, Any]
"""A line as pdfplumber keeps it."""


_Cell = tuple[float, float, float, float]
"""Left, top, right and bottom."""


def take_grids(page: Page) -> None:
    """Moves the runs of tables whose cells have lines round them from `page.runs` to `page.tables`."""
    across = [rule for rule in page.rules if rule.width >= rule.height]
    down = [rule for rule in page.rules if rule.height > rule.width]
    if len(across) < 2 or len(down) < 2 or not page.runs:
        return
    for cells in _cells(across, down):
        table = _table(cells, page)
        if table is not None:
            page.tables.append(table)


def _cells(across: Sequence[Box], down: Sequence[Box]) -> list[list[_Cell]]:
    """For each table its cells as (x0, top, x1, bottom)."""
    from pdfplumber import table as finder

    edges = finder.merge_edges([*_edges(across, "h"), *_edges(down, "v")], *[_TOUCHING] * 4)
    if len(edges) > _MOST_EDGES:
        return []
    crossings = finder.edges_to_intersections([*edges, *_open_sides(edges)], _TOUCHING, _TOUCHING)
    if not 4 <= len(crossings) <= _MOST_CROSSINGS:
        return []
    tables: list[list[_Cell]] = finder.cells_to_tables(finder.intersections_to_cells(crossings))
    return tables


def _edges(rules: Iterable[Box], orientation: str) -> list[Edge]:
    """The rules as pdfplumber keeps its lines."""
    edges = []
    for rule in rules:
        x0, x1, top, bottom = rule.x0, rule.x1, rule.top, rule.bottom
        if orientation == "h":
            top = bottom = (top + bottom) / 2
        else:
            x0 = x1 = (x0 + x1) / 2
        edges.append(
            {
                "orientation": orientation,
                "x0": x0,
                "x1": x1,
                "top": top,
                "bottom": bottom,
                "width": x1 - x0,
                "height": bottom - top,
                "doctop": top,
            }
        )
    return edges


def _open_sides(edges: Sequence[Edge]) -> list[Edge]:
    """The outer sides that are left undrawn: by design at the left and right, by a page break at the top or foot."""
    across = [edge for edge in edges if edge["orientation"] == "h"]
    down = [edge for edge in edges if edge["orientation"] == "v"]
    return [*_sides_at_ends(across, down, "x0", "x1", "top"), *_sides_at_ends(down, across, "top", "bottom", "x0")]


def _sides_at_ends(edges: list[Edge], others: list[Edge], start: str, end: str, at: str) -> list[Edge]:
    """A side where three or more of the edges begin, or end, at one place with none of the others drawn there.

    `start`, `end`: the keys between which the edges run; `at`: the key of where they are.
    """
    sides = []
    places = [other[start] for other in others]
    for key in (start, end):
        for _, group in groupby(sorted(edges, key=itemgetter(key)), key=lambda edge: round(edge[key] / _TOUCHING)):
            found = list(group)
            place = found[0][key]
            crossed = any(edge[start] + _NARROW < x < edge[end] - _NARROW for edge in found for x in places)
            if len(found) < 3 or not crossed or any(abs(place - x) < _NARROW for x in places):
                continue
            first, last = min(edge[at] for edge in found), max(edge[at] for edge in found)
            upright = Box(place, first, place, last)
            level = Box(first, place, last, place)
            sides.extend(_edges([upright], "v") if start == "x0" else _edges([level], "h"))
    return sides


def _table(cells: list[_Cell], page: Page) -> Table | None:
    columns = sorted({round(x0) for x0, *_ in cells})
    box = Box(min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells))
    tops = sorted({top for _, top, _, _ in cells})
    large = box.width * box.height > _FRAME * page.width * page.height
    if len(columns) < 2 or (len(tops) == 1 and large):
        return None
    inside = [run for run in page.runs if box.holds(run.x0 + 1, run.y - 0.3 * run.size)]
    if not inside:
        return None
    contents: dict[_Cell, list[Run]] = {cell: [] for cell in cells}
    for run in inside:
        x, y = _inner(run), run.y - 0.3 * run.size
        place = next((c for c in cells if c[0] <= x <= c[2] and c[1] <= y <= c[3]), None)
        if place is not None:
            contents[place].append(run)
    rows = [[Cell(c[0], c[2], contents[c]) for c in sorted(cells) if c[1] == top] for top in tops]
    taken = {id(run) for runs in contents.values() for run in runs}
    page.runs = [run for run in page.runs if id(run) not in taken]
    return Table(page.number, box, [row for row in rows if any(cell.runs for cell in row)])


def _inner(run: Run) -> float:
    """A place across that is surely within the run's own cell."""
    return run.x0 + min(4.0, (run.x1 - run.x0) / 2)
