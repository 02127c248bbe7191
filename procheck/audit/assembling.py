"""What was judged, decided, said by the agencies and found in an earlier round -> the Audit. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from procheck.audit.action_history import ActionEntry
from procheck.audit.actions import action_rows
from procheck.audit.fingerprint import Snapshot, snapshot, what_changed
from procheck.audit.history import Entry, Seen
from procheck.audit.model import (
    Agency,
    Audit,
    AuditedCriterion,
    Cell,
    Decision,
    LooseDecision,
    PreviousRound,
    SelfScore,
    Submission,
)
from procheck.audit.movement import gone, matched, movement, remarks
from procheck.audit.previous import EarlierAgency, EarlierRound
from procheck.audit.results import Result
from procheck.audit.scale import Scale
from procheck.audit.settings import Settings
from procheck.criteria.model import Pack
from procheck.judgement.model import CriterionFinding
from procheck.reports.model import STATUSES, PackSummary, Report

Evidence = Mapping[str, Snapshot]
"""Fingerprint -> what somebody decided on."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What an audit is put together from."""

    settings: Settings
    pack: Pack
    agencies: tuple[Agency, ...]
    results: Mapping[str, Result]
    """By agency id."""
    decisions: tuple[Entry, ...]
    """The whole history, oldest first."""
    evidence: Evidence
    actions: Mapping[tuple[str, str], ActionEntry]
    """By agency id and element id."""
    as_of: str
    procheck: str
    scorer: str = ""
    earlier: EarlierRound | None = None
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def assemble(parts: Parts) -> Audit:
    """The audit."""
    pack, scale = parts.pack, parts.settings.scale
    summary = PackSummary(pack.id, pack.version, pack.title, pack.source, pack.edition, pack.limits)
    criteria = tuple(
        AuditedCriterion(each.id, each.theme, each.title, each.why_it_matters, each.source, each.questions) for each in pack.criteria
    )
    latest = _latest(parts)
    earlier = parts.earlier
    found = matched(earlier, parts.agencies) if earlier else {}
    submissions = tuple(_submission(agency, criteria, parts, latest, found.get(agency.id)) for agency in parts.agencies)
    return Audit(
        title=parts.settings.title,
        round=parts.settings.round,
        as_of=parts.as_of,
        procheck=parts.procheck,
        pack=summary,
        criteria=criteria,
        scale=scale,
        submissions=submissions,
        board=parts.settings.board,
        actions=action_rows(submissions, criteria, scale, parts.actions),
        previous=PreviousRound(earlier.title, earlier.round, earlier.as_of, gone(earlier, found)) if earlier else None,
        loose=tuple(_loose(latest, parts, criteria)),
        problems=parts.problems,
        remarks=(*parts.remarks, *(remarks(earlier, summary, scale, parts.procheck, parts.scorer) if earlier else ())),
        scorer=parts.scorer,
    )


def snapshots_of(result: Result, criteria: Sequence[str]) -> Iterator[tuple[str, Snapshot]]:
    """Each criterion's id and what its rating rests on."""
    findings = {finding.id: finding for finding in result.report.criteria} if result.report else {}
    for id in criteria:
        yield id, snapshot(findings.get(id), [file.name for file in result.unread])


def _latest(parts: Parts) -> dict[tuple[str, str], Entry]:
    """The entry that counts for each present agency (by its present id) and criterion, or for one that is gone."""
    present = {former: agency.id for agency in parts.agencies for former in (*agency.formerly, agency.id)}
    return {(present.get(entry.agency, entry.agency), entry.criterion): entry for entry in parts.decisions}


def _submission(
    agency: Agency,
    criteria: Sequence[AuditedCriterion],
    parts: Parts,
    latest: Mapping[tuple[str, str], Entry],
    before: EarlierAgency | None,
) -> Submission:
    result = parts.results[agency.id]
    report = _set_aside(result.report, agency) if result.report else None
    findings = {finding.id: finding for finding in report.criteria} if report else {}
    scores = {score.criterion: score for score in agency.self_scores}
    now = dict(snapshots_of(result, [criterion.id for criterion in criteria]))
    cells = []
    for criterion in criteria:
        entry = latest.get((agency.id, criterion.id))
        decision = _decision(entry, now[criterion.id], parts) if entry else None
        cell = _cell(agency, criterion.id, findings.get(criterion.id), decision, scores.get(criterion.id), parts.settings.scale)
        seen = Seen(entry.number if entry else 0, bool(decision and decision.state == "look-again"), now[criterion.id].fingerprint)
        cell = replace(cell, seen=str(seen))
        if parts.earlier:
            held = before.cells.get(criterion.id) if before else None
            cell = replace(cell, movement=movement(held, cell.final, parts.settings.scale, parts.earlier.words))
        cells.append(cell)
    return Submission(agency, report, tuple(cells), result.unread, result.problem)


def _set_aside(report: Report, agency: Agency) -> Report:
    """The report under the agency's name, with the criteria that do not apply marked so."""
    aside = {each.criterion for each in agency.not_applicable}
    criteria = tuple(
        replace(finding, status="not-applicable", needs_review=()) if finding.id in aside else finding for finding in report.criteria
    )
    return replace(report, submission=agency.name, criteria=criteria)


def _cell(
    agency: Agency,
    criterion: str,
    finding: CriterionFinding | None,
    decision: Decision | None,
    score: SelfScore | None,
    scale: Scale,
) -> Cell:
    reason = next((each.reason for each in agency.not_applicable if each.criterion == criterion), "")
    program = scale.not_applicable if reason else scale.word(finding.status) if finding else None
    cell = Cell(f"{agency.code}-{criterion}", agency.id, criterion, finding, program, reason, decision, score)
    return replace(cell, difference=scale.steps(score.word, cell.final)) if score else cell


def _decision(entry: Entry, now: Snapshot, parts: Parts) -> Decision | None:
    """The decision as it stands now; None where the latest entry took it back."""
    if not entry.word and not entry.note:
        return None
    scale = parts.settings.scale
    words: dict[str, str] = {status: scale.word(status) for status in STATUSES}
    then = parts.evidence.get(entry.fingerprint)
    status = then.content["status"] if then else None
    again = ""
    if entry.word and entry.word not in scale.words:
        again = f"'{entry.word}' is no longer a word of the scale."
    elif entry.word and entry.fingerprint != now.fingerprint:
        again = what_changed(then, now, words) if then else "The evidence that it was decided on is not known."
    return Decision(
        word=entry.word,
        note=entry.note,
        by=entry.by,
        when=entry.at,
        state="look-again" if again else "kept",
        program_then=words[status] if status else "",
        look_again=again,
        number=entry.number,
    )


def _loose(latest: Mapping[tuple[str, str], Entry], parts: Parts, criteria: Sequence[AuditedCriterion]) -> Iterator[LooseDecision]:
    agencies, known = {agency.id for agency in parts.agencies}, {criterion.id for criterion in criteria}
    for (agency, criterion), entry in latest.items():
        if (agency not in agencies or criterion not in known) and (entry.word or entry.note):
            why = "There is no such agency in the audit now." if agency not in agencies else "The criteria have no such criterion now."
            yield LooseDecision(
                agency, criterion, Decision(entry.word, entry.note, entry.by, entry.at, "look-again", "", why, entry.number)
            )
