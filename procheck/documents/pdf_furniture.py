"""Running headers, footers and page numbers of a PDF: told by their place and by coming again on other pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from procheck.documents.pdf_marks import Page, Run, Table

_EDGE = 0.15
"""Share of the page's height, at its top and at its foot, where running headers and footers are looked for."""

_TABLE_EDGE = 0.2
"""The same for a table: logo, title and version in boxes at the head of each page."""

_SAME_HEIGHT = 4.0
"""Points: lines no further apart than this from page to page are at the same place."""

_LEAST_SHARE = 0.3
"""Of the pages: a header for left pages and another for right pages each come on about half."""

_SENTENCE = 8
"""Spaces in a line that may be a sentence of the policy: it must come on three pages to be taken for a running line."""

_PAGE_NUMBER = re.compile(r"[-–—|\s]*(?:page|p\.?|tudalen)?\s*(\d{1,4})(?:\s*(?:of|/|o)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+|^[ivxl]+$")

Places = dict[str, list[tuple[int, float]]]
"""For what stays the same of a running line, the pages and heights where it was seen."""


def take_furniture(pages: Sequence[Page]) -> list[str]:
    """Takes the running lines, tables and stamps out of the pages and returns their words, each once."""
    places: Places = defaultdict(list)
    for page in pages:
        for like, height in _seen(page):
            places[like].append((page.number, height))
    enough = max(2, round(_LEAST_SHARE * len(pages)))
    furniture: dict[str, str] = {stamp: stamp for page in pages for stamp in page.stamps}
    for page in pages:
        for run in _edge_runs(page):
            like = _likeness(run.text)
            often = enough if run.text.count(" ") < _SENTENCE else max(enough, 3)
            if _recurs(places[like], run.y, often) or _is_number(run, page):
                furniture.setdefault(like, run.text)
                page.runs.remove(run)
        for table in _edge_tables(page):
            words = _words(table)
            like = _likeness(words)
            if _recurs(places[like], table.box.top, enough):
                furniture.setdefault(like, words)
                page.tables.remove(table)
    return list(furniture.values())


def _seen(page: Page) -> list[tuple[str, float]]:
    """Likeness and height of all that stands at the page's edges."""
    runs = [(_likeness(run.text), run.y) for run in _edge_runs(page)]
    return [*runs, *((_likeness(_words(table)), table.box.top) for table in _edge_tables(page))]


def _edge_runs(page: Page) -> list[Run]:
    top, foot = _EDGE * page.height, (1 - _EDGE) * page.height
    return [run for run in page.runs if run.y < top or run.y > foot]


def _edge_tables(page: Page) -> list[Table]:
    top, foot = _TABLE_EDGE * page.height, (1 - _TABLE_EDGE) * page.height
    return [table for table in page.tables if table.box.bottom < top or table.box.top > foot]


def _words(table: Table) -> str:
    return " | ".join(" ".join(run.text for run in cell.runs) for row in table.rows for cell in row if cell.runs)


def _likeness(text: str) -> str:
    """What stays the same of a running line from page to page."""
    return _DIGITS.sub("#", text).casefold()


def _recurs(places: list[tuple[int, float]], height: float, enough: int) -> bool:
    return len(places) >= enough and len({page for page, y in places if abs(y - height) <= _SAME_HEIGHT}) >= enough


def _is_number(run: Run, page: Page) -> bool:
    found = _PAGE_NUMBER.fullmatch(run.text)
    return found is not None and int(found.group(1)) == page.number
