"""audit.json: the whole audit for other programs and for the next round (schema `procheck.audit/1`).

Fields may be added, never renamed or removed, without a new schema number. Nothing but the audit goes in.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from procheck.audit.model import ActionRow, Agency, Audit, Cell, Submission
from procheck.reports.json import as_object, encoded

FILE = "audit.json"
SCHEMA = "procheck.audit/1"


def write(audit: Audit, folder: Path, templates: Path | None) -> list[Path]:
    """Writes the record into `folder`."""
    path = folder / FILE
    path.write_bytes(encoded(json.dumps(audit_object(audit), ensure_ascii=False, indent=1) + "\n"))
    return [path]


def audit_object(audit: Audit) -> dict[str, Any]:
    """The audit as dicts and lists that `json` can write."""
    pack, scale = audit.pack, audit.scale
    return {
        "schema": SCHEMA,
        "procheck": audit.procheck,
        "criteria_pack": asdict(pack) | {"limits": list(pack.limits)},
        "title": audit.title,
        "round": audit.round,
        "as_of": audit.as_of,
        "anonymised": audit.anonymised,
        "scorer": audit.scorer or None,
        # The logo's path is this computer's and nobody else's.
        "board": {key: value for key, value in asdict(audit.board).items() if key != "logo"},
        "scale": {
            "name": scale.name,
            "words": [{"word": rating.word, "statuses": list(rating.statuses), "meaning": rating.meaning} for rating in scale.ratings],
            "not_applicable": scale.not_applicable,
        },
        "criteria": [{"id": each.id, "theme": each.theme, "title": each.title} for each in audit.criteria],
        "agencies": [_agency(submission) for submission in audit.submissions],
        "actions": [_action(row) for row in audit.actions],
        "previous": asdict(audit.previous) if audit.previous else None,
        "loose_decisions": [asdict(loose) for loose in audit.loose],
        "problems": list(audit.problems),
        "remarks": list(audit.remarks),
    }


def _agency(submission: Submission) -> dict[str, Any]:
    agency: Agency = submission.agency
    return {
        "id": agency.id,
        "code": agency.code,
        "name": agency.name,
        "type": agency.type,
        "nation": agency.nation,
        "formerly": list(agency.formerly),
        "problem": submission.problem,
        "unread": [asdict(file) for file in submission.unread],
        "ratings": [_rating(cell) for cell in submission.cells],
        "report": as_object(submission.report) if submission.report else None,
    }


def _rating(cell: Cell) -> dict[str, Any]:
    return {
        "ref": cell.ref,
        "criterion": cell.criterion,
        "status": cell.finding.status if cell.finding else None,
        "program": cell.program,
        "final": cell.final,
        "not_applicable": cell.not_applicable,
        "decision": asdict(cell.decision) if cell.decision else None,
        "self_score": asdict(cell.self_score) if cell.self_score else None,
        "difference": cell.difference,
        "movement": asdict(cell.movement) if cell.movement else None,
        "needs_person": list(cell.needs_person),
    }


def _action(row: ActionRow) -> dict[str, Any]:
    return {key: value for key, value in asdict(row).items() if key != "seen"}
