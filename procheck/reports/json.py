"""The report as JSON: the contract that other programs read (schema `procheck.report/1`).

Fields may be added, never renamed or removed, without a new schema number. Nothing but the report goes in, so the same
report gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from procheck.judgement.model import CriterionFinding, ElementFinding, Evidence, Status
from procheck.reports.model import Acceptance, DocumentSummary, Note, Report

SCHEMA = "procheck.report/1"


def render(report: Report) -> bytes:
    """One report as an indented JSON object, UTF-8."""
    return encoded(json.dumps(as_object(report), ensure_ascii=False, indent=2) + "\n")


def render_lines(reports: Sequence[Report]) -> bytes:
    """Each report as one line of JSON, UTF-8, in the order given."""
    return encoded("".join(json.dumps(as_object(report), ensure_ascii=False) + "\n" for report in reports))


def encoded(text: str) -> bytes:
    """UTF-8. A lone surrogate, which UTF-8 cannot hold, becomes the \\udXXX that JSON has for it."""
    return text.encode("utf-8", "backslashreplace")


def as_object(report: Report) -> dict[str, Any]:
    """The report as dicts and lists that `json` can write, the contract's fields first at each level."""
    pack = report.pack
    return {
        "schema": SCHEMA,
        "procheck": report.procheck,
        "criteria_pack": {
            "id": pack.id,
            "version": pack.version,
            "source": pack.source,
            "edition": pack.edition,
            "title": pack.title,
            "limits": list(pack.limits),
        },
        "submission": report.submission,
        "as_of": report.as_of,
        "documents": [_document(document) for document in report.documents],
        "summary": {status: report.counts()[status] for status in _SUMMARY},
        "criteria": [_criterion(criterion, report) for criterion in report.criteria],
        "notes": [note_object(note) for note in report.notes],
        "scorer": report.scorer or None,
        "accepted": [asdict(accepted) for accepted in report.accepted],
    }


_SUMMARY: tuple[Status, ...] = ("met", "partial", "not-met", "contradicted", "not-applicable")


def _document(document: DocumentSummary) -> dict[str, Any]:
    return {
        "name": document.name,
        "sha256": document.sha256,
        "format": document.format,
        "pages": document.pages,
        "words": document.words,
        "title": document.title,
        "approved": document.approved,
        "review_due": document.review_due,
        "unread": [
            {"what": part.what, "page": part.page, "why": part.why, "section": list(part.section)}
            for part in document.unread
        ],
        "owner": document.owner,
        "version": document.version,
        "remarks": list(document.remarks),
    }


def _criterion(criterion: CriterionFinding, report: Report) -> dict[str, Any]:
    return {
        "id": criterion.id,
        "theme": criterion.theme,
        "title": criterion.title,
        "status": criterion.status,
        "needs_review": list(criterion.needs_review),
        "elements": [_element(element, report.accepted_as(element.id)) for element in criterion.elements],
        "why_it_matters": criterion.why_it_matters,
        "source": criterion.source,
        "questions": list(criterion.questions),
    }


def _element(element: ElementFinding, accepted: Acceptance | None) -> dict[str, Any]:
    made = {
        "id": element.id,
        "required": element.required,
        "value": element.value,
        "why": element.why,
        "evidence": [evidence_object(evidence) for evidence in element.evidence],
        "title": element.title,
        "add": element.add,
    }
    if accepted:
        made["accepted"] = accepted_object(accepted)
    return made


def accepted_object(accepted: Acceptance) -> dict[str, Any]:
    """The record by which an element is accepted; `standing` is "opposed" where the documents say the opposite."""
    return {key: getattr(accepted, key) for key in ("reason", "document", "until", "standing")}


def evidence_object(evidence: Evidence) -> dict[str, Any]:
    """One passage, as the contract has it."""
    made = {
        "quote": evidence.quote,
        "document": evidence.document,
        "page": evidence.page,
        "section": list(evidence.section),
        "paragraph": evidence.paragraph,
        "strength": evidence.strength,
        "scope": evidence.scope,
        "stance": evidence.stance,
        "via": evidence.via,
        "value": evidence.value,
        "because": evidence.because,
        "found_by": evidence.found_by,
    }
    if not evidence.via:
        del made["via"]
    if evidence.like:
        made["like"] = list(evidence.like)
    return made


def note_object(note: Note) -> dict[str, Any]:
    """One note, as the contract has it."""
    return asdict(note) | {"section": list(note.section)}
