"""Running headers, footers and page numbers of a PDF: told by their place, and by coming again on other pages or by the file's tags."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from procheck.documents.headings import is_sentence
from procheck.documents.pdf_marks import ARTIFACT, Page, Run, Table

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

_LARGER = 1.2
"""Times the size of the page's text: what is larger is rather a title than a running line."""

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
        outside = {id(run) for run in _artifacts(page)}
        size = _size(page)
        for run in _edge_runs(page):
            like = _run_likeness(run, size)
            often = enough if run.text.count(" ") < _SENTENCE else max(enough, 3)
            if _recurs(places[like], run.y, often) or _is_number(run, page) or id(run) in outside:
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
    size = _size(page)
    runs = [(_run_likeness(run, size), run.y) for run in _edge_runs(page)]
    return [*runs, *((_likeness(_words(table)), table.box.top) for table in _edge_tables(page))]


def _edge_runs(page: Page) -> list[Run]:
    top, foot = _EDGE * page.height, (1 - _EDGE) * page.height
    return [run for run in page.runs if run.y < top or run.y > foot]


def _artifacts(page: Page) -> list[Run]:
    """The lines at the page's edges that the file's tags leave out of its text and that look like it.

    Some programs wrongly leave out text boxes, cover sheets or whole pages: what says something, is large, or stands among the
    text stays.
    """
    marked = [run for run in _edge_runs(page) if run.tag == ARTIFACT]
    if not marked:
        return []
    text = [run for run in page.runs if run.tag != ARTIFACT]
    letters = sum(len(run.text) for run in text)
    if not text or 2 * letters < sum(len(run.text) for run in page.runs):
        return []
    top, foot = min(run.y for run in text), max(run.y for run in text)
    size = median(run.size for run in text)
    return [run for run in marked if not top <= run.y <= foot and run.size < _LARGER * size and not is_sentence(run.text)]


def _edge_tables(page: Page) -> list[Table]:
    top, foot = _TABLE_EDGE * page.height, (1 - _TABLE_EDGE) * page.height
    return [table for table in page.tables if table.box.bottom < top or table.box.top > foot]


def _words(table: Table) -> str:
    return " | ".join(" ".join(run.text for run in cell.runs) for row in table.rows for cell in row if cell.runs)


def _likeness(text: str) -> str:
    """What stays the same of a running line from page to page."""
    return _DIGITS.sub("#", text).casefold()


def _run_likeness(run: Run, size: float) -> str:
    """As `_likeness`; a heading's digits count: "Appendix 1" and "Appendix 2" at the head of their pages are two headings."""
    is_heading = run.tag >= 1 or run.size >= _LARGER * size
    return run.text.casefold() if is_heading else _likeness(run.text)


def _size(page: Page) -> float:
    """The size of the page's text."""
    return median([run.size for run in page.runs]) if page.runs else 0.0


def _recurs(places: list[tuple[int, float]], height: float, enough: int) -> bool:
    return len(places) >= enough and len({page for page, y in places if abs(y - height) <= _SAME_HEIGHT}) >= enough


def _is_number(run: Run, page: Page) -> bool:
    found = _PAGE_NUMBER.fullmatch(run.text)
    return found is not None and int(found.group(1)) == page.number
