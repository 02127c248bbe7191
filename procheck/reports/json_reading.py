"""A JSON report of procheck -> the Report model again. Reports of earlier versions lack fields that were added since: those are left empty.

The file is not trusted: anything that is not as the contract says is named, and nothing in it is run or followed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from procheck.datafiles import DataFileError
from procheck.documents.model import Unread, UnreadKind
from procheck.judgement.model import CriterionFinding, ElementFinding, Evidence, Scope, Status, Strength, Value
from procheck.reports.json import SCHEMA
from procheck.reports.json_fields import HOW_TO_MAKE, DamagedReport, Fields, short
from procheck.reports.model import Acceptance, DocumentSummary, Note, NoteKind, PackSummary, Report, Standing
from procheck.scoring.model import Stance

MOST_BYTES = 100 * 1024 * 1024


def is_report(path: Path) -> bool:
    """True for a file that is meant as a JSON report: by its suffix, or because it begins like one."""
    if path.suffix.lower() in (".json", ".jsonl"):
        return True
    try:
        with path.open("rb") as file:
            head = file.read(400).replace(b"\x00", b"")  # UTF-16, as PowerShell writes it
    except OSError:
        return False
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"{") and b'"procheck.report/' in head


def read_report(path: Path) -> Report:
    """The report in a file. Raises DataFileError, which says what is wrong and what to do, and OSError."""
    if path.stat().st_size > MOST_BYTES:
        raise DataFileError(path, None, f"is larger than any report (over {MOST_BYTES // 1024 // 1024} MB): give another file.")
    try:
        return report_from(path.read_bytes())
    except DamagedReport as error:
        raise DataFileError(path, None, f"{error}.") from None


def report_from(data: bytes) -> Report:
    """The report in the bytes of a file. Raises `DamagedReport`."""
    try:
        value = json.loads(data.decode(json.detect_encoding(data)).lstrip("\ufeff"))
    except RecursionError:
        raise DamagedReport(f"is nested too deeply to be a report: {HOW_TO_MAKE}") from None
    except ValueError as error:
        if _is_lines(data):
            raise DamagedReport("holds several reports: give a file that holds one") from None
        raise DamagedReport(f"is not JSON ({short(error)}): {HOW_TO_MAKE}") from None
    top = Fields(value, "the report")
    schema = value.get("schema")
    if schema != SCHEMA:
        found = f"its schema is {schema}" if isinstance(schema, str) and schema.startswith("procheck.") else "it names no such schema"
        raise DamagedReport(f"is not a report of the kind {SCHEMA} ({short(found)}): {HOW_TO_MAKE}")
    return _report(top)


def _is_lines(data: bytes) -> bool:
    """True where each of the first two lines is an object."""
    lines = data.split(b"\n", 2)[:2]
    try:
        return len(lines) == 2 and all(isinstance(json.loads(line), dict) for line in lines)
    except (ValueError, RecursionError):
        return False


def _report(fields: Fields) -> Report:
    report = Report(
        submission=fields.text("submission", needed=True),
        as_of=fields.text("as_of", needed=True),
        procheck=fields.text("procheck"),
        pack=_pack(fields.inner("criteria_pack")),
        documents=fields.each("documents", _document),
        criteria=fields.each("criteria", _criterion),
        notes=fields.each("notes", _note),
        scorer=fields.text("scorer"),
        accepted=fields.each("accepted", _acceptance),
    )
    twice = next(_repeated(element.id for criterion in report.criteria for element in criterion.elements), "")
    if twice:
        raise DamagedReport(f"is damaged (the element {short(twice)} stands in it twice): {HOW_TO_MAKE}")
    return report


def _repeated(ids: Iterator[str]) -> Iterator[str]:
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            yield id
        seen.add(id)


def _pack(fields: Fields) -> PackSummary:
    id = fields.text("id", needed=True)
    return PackSummary(
        id, fields.text("version"), fields.text("title") or id, fields.text("source"), fields.text("edition"), fields.texts("limits")
    )


def _document(fields: Fields) -> DocumentSummary:
    return DocumentSummary(
        name=fields.text("name", needed=True),
        sha256=fields.text("sha256"),
        format=fields.text("format"),
        pages=fields.number("pages"),
        words=fields.number("words") or 0,
        title=fields.maybe("title"),
        owner=fields.maybe("owner"),
        version=fields.maybe("version"),
        approved=fields.maybe("approved"),
        review_due=fields.maybe("review_due"),
        unread=fields.each("unread", _unread),
        remarks=fields.texts("remarks"),
    )


def _unread(fields: Fields) -> Unread:
    return Unread(fields.one_of("what", get_args(UnreadKind)), fields.text("why"), fields.number("page"), fields.texts("section"))


def _criterion(fields: Fields) -> CriterionFinding:
    return CriterionFinding(
        id=fields.text("id", needed=True),
        theme=fields.text("theme"),
        title=fields.text("title"),
        status=fields.one_of("status", get_args(Status)),
        elements=fields.each("elements", _element),
        needs_review=fields.texts("needs_review"),
        why_it_matters=fields.text("why_it_matters"),
        source=fields.text("source"),
        questions=fields.texts("questions"),
    )


def _element(fields: Fields) -> ElementFinding:
    id = fields.text("id", needed=True)
    value: Value = fields.one_of("value", get_args(Value))
    return ElementFinding(
        id=id,
        title=fields.text("title") or id,
        required=fields.flag("required"),
        value=value,
        why=fields.text("why"),
        add=fields.text("add"),
        evidence=fields.each("evidence", lambda each: _evidence(each, value)),
    )


def _evidence(fields: Fields, of_element: Value) -> Evidence:
    return Evidence(
        quote=fields.text("quote", needed=True),
        document=fields.text("document"),
        page=fields.number("page"),
        section=fields.texts("section"),
        paragraph=fields.number("paragraph") or 0,
        strength=fields.one_of("strength", get_args(Strength)),
        scope=fields.one_of("scope", get_args(Scope)),
        stance=fields.one_of("stance", get_args(Stance)),
        via=fields.text("via"),
        value=fields.one_of("value", get_args(Value), default=of_element),
        because=fields.text("because"),
        found_by=fields.text("found_by"),
        like=fields.texts("like"),
    )


def _note(fields: Fields) -> Note:
    return Note(
        kind=fields.one_of("kind", get_args(NoteKind)),
        message=fields.text("message"),
        quote=fields.text("quote"),
        document=fields.text("document"),
        page=fields.number("page"),
        section=fields.texts("section"),
    )


def _acceptance(fields: Fields) -> Acceptance:
    return Acceptance(
        element=fields.text("element", needed=True),
        reason=fields.text("reason"),
        document=fields.text("document"),
        until=fields.text("until"),
        recorded=fields.text("recorded"),
        by=fields.text("by"),
        file=fields.text("file"),
        standing=fields.one_of("standing", get_args(Standing)),
    )
