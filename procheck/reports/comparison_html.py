"""A comparison as one offline HTML file, in the look of the gap report."""

from __future__ import annotations

from procheck.comparison.model import Change, Comparison
from procheck.comparison.words import Piece, pieces
from procheck.reports import comparison_wording
from procheck.reports.html_pages import page


def render(comparison: Comparison) -> bytes:
    """The whole page, UTF-8."""
    return page(
        "comparison.html",
        styles=("report.css", "comparison.css"),
        script="report.js",
        comparison=comparison,
        said=comparison_wording,
        pieces=changed_words,
    )


def changed_words(change: Change, side: str) -> tuple[Piece, ...]:
    """The passage of one side ("before" or "now") in pieces, those marked that the other side lacks.

    Nothing is marked where the two passages are not versions of one another.
    """
    was, is_now = change.before.passage, change.now.passage
    shown = was if side == "before" else is_now
    if shown is None:
        return ()
    if not change.edited or was is None or is_now is None:
        return (Piece(shown.quote, False),)
    return pieces(was.quote, is_now.quote)[side != "before"]
