"""A comparison as JSON for other programs (schema `procheck.comparison/1`).

Fields may be added, never renamed or removed, without a new schema number. The same two reports give the same bytes.
"""

from __future__ import annotations

import json
from typing import Any

from procheck.comparison.model import Change, Comparison, Side
from procheck.reports.comparison_wording import moved
from procheck.reports.json import accepted_object, as_object, encoded, evidence_object, note_object
from procheck.reports.model import Report

SCHEMA = "procheck.comparison/1"


def render(comparison: Comparison) -> bytes:
    """The comparison as an indented JSON object, UTF-8."""
    return encoded(json.dumps(comparison_object(comparison), ensure_ascii=False, indent=2) + "\n")


def comparison_object(comparison: Comparison) -> dict[str, Any]:
    """The comparison as dicts and lists that `json` can write."""
    return {
        "schema": SCHEMA,
        "before": _report(comparison.before),
        "now": _report(comparison.now),
        "got_worse": comparison.got_worse,
        "summary": comparison.counts(),
        "remarks": list(comparison.remarks),
        "criteria": [
            {"id": each.id, "title": each.title, "before": each.before, "now": each.now} for each in moved(comparison)
        ],
        "changes": [_change(change) for change in comparison.changes],
        "not_compared": [{"id": each.id, "title": each.title, "why": each.why} for each in comparison.uncompared],
        "notes_new": [note_object(note) for note in comparison.notes_new],
        "notes_gone": [note_object(note) for note in comparison.notes_gone],
    }


def _report(report: Report) -> dict[str, Any]:
    """What a report says of itself, without its findings."""
    whole = as_object(report)
    return {key: whole[key] for key in ("procheck", "criteria_pack", "submission", "as_of", "documents", "summary", "scorer")}


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "criterion": change.criterion,
        "element": change.id,
        "title": change.now.element.title,
        "required": change.now.element.required,
        "same_words": change.same_words,
        "before": _side(change.before),
        "now": _side(change.now),
    }


def _side(side: Side) -> dict[str, Any]:
    made: dict[str, Any] = {
        "value": side.element.value,
        "status": side.status,
        "why": side.element.why,
        "evidence": evidence_object(side.passage) if side.passage else None,
        "needs_review": list(side.needs_review),
    }
    if side.accepted:
        made["accepted"] = accepted_object(side.accepted)
    return made
