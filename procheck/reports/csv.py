"""The report as CSV for a spreadsheet: one row for each element of each submission."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from procheck.judgement.model import CriterionFinding, ElementFinding
from procheck.reports.model import Report
from procheck.reports.ordering import advice, passages
from procheck.reports.wording import STATUS_WORDS, VALUE_WORDS, accepted_label, clean

COLUMNS = (
    "Submission",
    "As of",
    "Theme",
    "Criterion",
    "Criterion title",
    "Status",
    "Element",
    "Element title",
    "Required",
    "Value",
    "Quote",
    "Document",
    "Section",
    "Page",
    "Paragraph",
    "Passages",
    "Why",
    "What to add",
    "Needs a person",
    "Accepted",
    "Accepted because",
    "Dealt with in",
    "Accepted until",
)
"""`Quote` to `Paragraph` are of the best passage; `Passages` says how many there are."""


def render(reports: Sequence[Report]) -> bytes:
    """Every report's elements in the pack's order; UTF-8 with the mark by which Excel knows it."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(COLUMNS)
    for report in reports:
        for criterion in report.criteria:
            for element in criterion.elements:
                writer.writerow(inert(cell) for cell in _cells(report, criterion, element))
    return made.getvalue().encode("utf-8-sig")


def inert(text: str) -> str:
    """`text` as a spreadsheet will show it and never run it.

    A cell that begins with = + - @ (or their full-width twins) is a formula to a spreadsheet, and white space before
    it may be dropped on import; an apostrophe before it makes it text.
    Source: OWASP, "CSV Injection".
    """
    shown = clean(text)
    if text[:1] in ("\t", "\r", "\n") or shown[:1] in ("=", "+", "-", "@", "＝", "＋", "－", "＠"):
        return "'" + shown
    return shown


def _cells(report: Report, criterion: CriterionFinding, element: ElementFinding) -> Iterator[str]:
    yield report.submission
    yield report.as_of
    yield criterion.theme
    yield criterion.id
    yield criterion.title
    yield STATUS_WORDS[criterion.status]
    yield element.id
    yield element.title
    yield "yes" if element.required else "extra"
    yield VALUE_WORDS[element.value]
    best = next(iter(passages(element)), None)
    yield best.quote if best else ""
    yield best.document if best else ""
    yield " › ".join(best.section) if best else ""
    yield str(best.page) if best and best.page else ""
    yield str(best.paragraph) if best else ""
    yield str(len(element.evidence))
    yield element.why
    yield advice(element, report.accepted_as(element.id))
    yield " ".join(criterion.needs_review)
    accepted = report.accepted_as(element.id)
    yield accepted_label(accepted) if accepted else ""
    yield accepted.reason if accepted else ""
    yield accepted.document if accepted else ""
    yield accepted.until if accepted else ""
