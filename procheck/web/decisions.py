"""Reviewers' decisions: a person's own rating of a criterion with the reason, beside what procheck found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, get_args

from procheck.judgement.model import Status
from procheck.reports.model import Note, Report
from procheck.reports.wording import STATUS_WORDS, clean, day, sentence
from procheck.web.model import Decision
from procheck.web.workspace import write_json

STATUSES: tuple[Status, ...] = get_args(Status)
LONGEST_REASON, LONGEST_NAME = 2_000, 100


class NotDecided(ValueError):
    """A decision that cannot be taken, in one sentence for the person who made it."""


class DamagedDecisions(ValueError):
    """The file that holds decisions cannot be used, in one sentence."""


def decide(report: Report, criterion: str, status: str, reason: str, by: str, on: str) -> Decision:
    """A decision on one criterion of the report. Raises `NotDecided` where something is missing or unknown."""
    found = next((each for each in report.criteria if each.id == criterion), None)
    if found is None:
        raise NotDecided("There is no such criterion in this report: open the page again.")
    chosen = next((each for each in STATUSES if each == status), None)
    if chosen is None:
        raise NotDecided("Choose what you decide: met, partly met, not met, contradicted or not applicable.")
    reason = clean(reason)
    if not reason:
        raise NotDecided("Give your reason: a decision without one cannot be followed later.")
    if len(reason) > LONGEST_REASON:
        raise NotDecided(f"The reason has {len(reason):,} characters, and {LONGEST_REASON:,} is the most: shorten it.")
    return Decision(criterion, chosen, reason, clean(by)[:LONGEST_NAME], on, found.status)


def read(path: Path, pack: str) -> dict[str, Decision]:
    """The decisions kept in `path` for one pack, by criterion; none where there is no such file.

    Raises `DamagedDecisions` where somebody broke the file by hand: decisions are never dropped in silence.
    """
    try:
        made = [Decision(**each) for each in _content(path).get(pack, [])]
    except TypeError as error:
        raise _damaged(path) from error
    if any(status not in STATUSES for decision in made for status in (decision.status, decision.found)):
        raise _damaged(path)
    return {decision.criterion: decision for decision in made}


def write(path: Path, pack: str, decisions: Mapping[str, Decision]) -> None:
    """Keeps the decisions for one pack; those for other packs stay as they are."""
    content = _content(path)
    content[pack] = [asdict(decisions[criterion]) for criterion in sorted(decisions)]
    write_json(path, content)


def _content(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise _damaged(path) from error
    if not isinstance(content, dict):
        raise _damaged(path)
    return content


def _damaged(path: Path) -> DamagedDecisions:
    return DamagedDecisions(
        f"The decisions on this document cannot be read, because {path.parent.name}/{path.name} in the workspace is damaged: "
        "put the file right, or delete it to begin again."
    )


def told(report: Report, decisions: Mapping[str, Decision]) -> Report:
    """The report with each decision as a note, so that every form of it shows them."""
    notes = [
        Note("decision", f"{criterion.id} {criterion.title}: {said(decisions[criterion.id])}", "", "")
        for criterion in report.criteria
        if criterion.id in decisions
    ]
    return replace(report, notes=(*notes, *report.notes))


def said(decision: Decision) -> str:
    """ "decided Met by A. Reader on 22 November 2026, where procheck had found Partly met. Reason: ..."."""
    by = f" by {decision.by}" if decision.by else ""
    found = "as procheck had" if decision.found == decision.status else f"where procheck had found {STATUS_WORDS[decision.found].lower()}"
    return f"decided {STATUS_WORDS[decision.status].lower()}{by} on {day(decision.on)}, {found}. Reason: {sentence(decision.reason)}"
