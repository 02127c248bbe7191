"""The report as one offline HTML file: no other file, no network, and readable with scripts off."""

from __future__ import annotations

from collections.abc import Sequence

from procheck.reports.html_pages import anchor, page
from procheck.reports.model import Report

__all__ = ["anchor", "render"]


def render(reports: Sequence[Report]) -> bytes:
    """One page with every report in the order given, UTF-8."""
    return page("report.html", styles=("report.css",), script="report.js", reports=reports)
