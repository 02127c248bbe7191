"""Every form of the report as a file to keep, with the reviewers' decisions in it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from procheck.documents.model import Document
from procheck.reports import FORMS, SUFFIXES, Form, render
from procheck.reports.csv import inert
from procheck.reports.json import as_object
from procheck.reports.model import Report
from procheck.reports.wording import STATUS_WORDS
from procheck.web.decisions import told
from procheck.web.model import Decision

_WORDS: Mapping[str, str] = {
    "docx": "Word, to edit and pass on",
    "html": "Web page, to read and print",
    "markdown": "Markdown",
    "csv": "Table (CSV), for Excel",
    "json": "JSON, for other programs",
    "terminal": "Plain text",
}
_TYPES: Mapping[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "terminal": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file for the person to keep."""

    name: str
    content: bytes
    type: str


def offered() -> tuple[tuple[Form, str], ...]:
    """The forms that can be asked for, with what to call them; those for people first."""
    order = list(_WORDS)
    forms: list[Form] = [form for form in FORMS if form != "jsonl"]  # of one report the same as JSON
    forms.sort(key=lambda form: order.index(form) if form in order else len(order))
    return tuple((form, _WORDS.get(form, form)) for form in forms)


def download(report: Report, decisions: Mapping[str, Decision], form: str) -> Download:
    """The report in `form` as a file. JSON has the decisions in a field of their own, CSV in columns, other forms among the notes.

    Raises ValueError where the form is not one of those offered.
    """
    if form not in dict(offered()):
        raise ValueError(f"{form} is no form of report.")
    if form == "json":
        content = with_decisions(report, decisions)
    elif form == "csv":
        content = _table(report, decisions)
    else:
        content = render([told(report, decisions)], form)
    ending = next(suffix for known, suffix in SUFFIXES.items() if known == form)
    return Download(f"{file_stem(report.submission)}-gap-report{ending}", content, _TYPES.get(form, "application/octet-stream"))


def commented(document: Document, file: Path, report: Report) -> Download:
    """The author's own file, which `document` was read from, with procheck's comments in it.

    Raises `CannotAnnotate` where the file takes none, OSError where it is gone.
    """
    from procheck.reports.annotated import annotated

    content = annotated(file.read_bytes(), document, report).content
    return Download(f"{file_stem(file.stem)}-annotated{file.suffix}", content, _TYPES.get(document.format, "application/pdf"))


def with_decisions(report: Report, decisions: Mapping[str, Decision]) -> bytes:
    """The JSON report with the field `decisions`: criterion, status, reason, by, on, found; in the pack's order."""
    taken = [asdict(decisions[criterion.id]) for criterion in report.criteria if criterion.id in decisions]
    text = json.dumps(as_object(report) | {"decisions": taken}, ensure_ascii=False, indent=2) + "\n"
    # A lone surrogate, which UTF-8 cannot hold, becomes the \udXXX that JSON has for it.
    return text.encode("utf-8", "backslashreplace")


def _table(report: Report, decisions: Mapping[str, Decision]) -> bytes:
    """The usual table with four columns more, filled in for each element of a criterion that was decided on."""
    head, *rows = csv.reader(io.StringIO(render([report], "csv").decode("utf-8-sig"), newline=""))
    at = head.index("Criterion")
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow([*head, "Reviewer's decision", "Reviewer's reason", "Reviewer", "Decided on"])
    for row in rows:
        taken = decisions.get(row[at])
        more = (STATUS_WORDS[taken.status], taken.reason, taken.by, taken.on) if taken else ("", "", "", "")
        writer.writerow([*row, *map(inert, more)])
    return made.getvalue().encode("utf-8-sig")


def file_stem(name: str) -> str:
    """A submission's name as the beginning of a file's name on any system."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "-", name).strip(". -")[:80] or "report"
