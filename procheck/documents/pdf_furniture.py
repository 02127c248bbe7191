"""Running headers, footers and page numbers of a PDF: told by their place and by coming again on other pages."""

from __future__ import annotations

import re
from collections import defaultdict

from procheck.documents.pdf_marks import Page, Run

_EDGE = 0.13
"""Share of the page's height, at its top and at its foot, where running headers and footers are looked for."""

_SAME_HEIGHT = 4.0
"""Points: lines no further apart than this from page to page are at the same place."""

_LEAST_SHARE = 0.3
"""Of the pages: a header for left pages and another for right pages each come on about half."""

_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page|p\.?|tudalen)?\s*(\d{1,4})(?:\s*(?:of|/|o)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")


def take_furniture(pages: list[Page]) -> list[str]:
    """Takes the running lines out of the pages and returns them, each once, in order of first sight."""
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for page in pages:
        for run in _at_edges(page):
            places[_likeness(run)].append((page.number, run.y))
    enough = max(2, round(_LEAST_SHARE * len(pages)))
    furniture: dict[str, str] = {}
    for page in pages:
        kept = []
        for run in page.runs:
            if _is_at_edge(run, page) and (_recurs(places[_likeness(run)], run, enough) or _is_number(run, page)):
                furniture.setdefault(_likeness(run), run.text)
            else:
                kept.append(run)
        page.runs = kept
    return list(furniture.values())


def _at_edges(page: Page) -> list[Run]:
    return [run for run in page.runs if _is_at_edge(run, page)]


def _is_at_edge(run: Run, page: Page) -> bool:
    return run.y < _EDGE * page.height or run.y > (1 - _EDGE) * page.height


def _likeness(run: Run) -> str:
    """What stays the same of a running line from page to page."""
    return _DIGITS.sub("#", run.text).casefold()


def _recurs(places: list[tuple[int, float]], run: Run, enough: int) -> bool:
    return len({number for number, y in places if abs(y - run.y) <= _SAME_HEIGHT}) >= enough


def _is_number(run: Run, page: Page) -> bool:
    found = _PAGE_NUMBER.fullmatch(run.text)
    return bool(found) and int(found.group(1)) == page.number  # type: ignore[union-attr]
