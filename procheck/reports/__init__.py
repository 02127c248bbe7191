"""Every form of the report. Each form is one module; each is loaded only when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from procheck.reports.model import Report

Form = Literal["terminal", "json", "jsonl", "html", "docx", "markdown", "csv"]
FORMS: tuple[Form, ...] = get_args(Form)
SUFFIXES: Mapping[Form, str] = {
    "terminal": ".txt",
    "json": ".json",
    "jsonl": ".jsonl",
    "html": ".html",
    "docx": ".docx",
    "markdown": ".md",
    "csv": ".csv",
}
"""The usual ending of a file of each form."""


class OneReportOnly(ValueError):
    """A form that holds one report was asked for several."""


def render(reports: Sequence[Report], form: str) -> bytes:
    """The whole file: `reports` in `form`, in the order given. The same reports always give the same bytes.

    Text is UTF-8. The form "terminal" is told in full, without colour; `terminal.for_screen` suits a real terminal.
    Raises `OneReportOnly` for the form "json" unless there is exactly one report, `ValueError` for no report at all or
    a form that is none of `FORMS`.
    """
    if not reports:
        raise ValueError("there is no report to write")
    match form:
        case "json":
            from procheck.reports import json

            if len(reports) > 1:
                raise OneReportOnly(
                    f"A JSON file holds one submission and there are {len(reports)}: use the format jsonl instead."
                )
            return json.render(reports[0])
        case "jsonl":
            from procheck.reports import json

            return json.render_lines(reports)
        case "html":
            from procheck.reports import html

            return html.render(reports)
        case "docx":
            from procheck.reports import docx

            return docx.render(reports)
        case "markdown":
            from procheck.reports import markdown

            return markdown.render(reports)
        case "csv":
            from procheck.reports import csv

            return csv.render(reports)
        case "terminal":
            from procheck.reports import terminal

            return terminal.render(reports)
        case _:
            raise ValueError(f"{form} is no form of report: choose one of {', '.join(FORMS)}")
