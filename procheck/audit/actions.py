"""The action plan: a row for each required element that falls short, with what people have filled in, and rows carried forward."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from procheck.audit.action_history import ActionEntry, Fields, SeenAction, latest_of
from procheck.audit.model import PRIORITIES, PROGRESS, ActionRow, Agency, AuditedCriterion, Cell, Priority, Submission
from procheck.audit.scale import Scale
from procheck.judgement.model import ElementFinding

FIRST = {"High": 0, "Medium": 1, "Low": 2}
_GAPS = {
    "contradicted": "The documents say the opposite of this",
    "no": "Not found",
    "weak": "Found, but in weak or general words",
}


def action_rows(
    submissions: Sequence[Submission], criteria: Sequence[AuditedCriterion], scale: Scale, entries: Mapping[tuple[str, str], ActionEntry]
) -> tuple[ActionRow, ...]:
    """Every agency's rows, in the submissions' order, the most pressing first."""
    order = {criterion.id: place for place, criterion in enumerate(criteria)}
    held = dict(entries)
    made: list[ActionRow] = []
    for submission in submissions:
        rows = list(_rows(submission, scale, held))
        rows.sort(key=lambda row: (row.state == "no-longer-found", FIRST[row.priority], order[row.criterion], row.element))
        made += rows
    return tuple(made)


def _rows(submission: Submission, scale: Scale, entries: dict[tuple[str, str], ActionEntry]) -> Iterator[ActionRow]:
    agency = submission.agency
    ids = (agency.id, *agency.formerly)
    for cell in submission.cells:
        if cell.finding is None or cell.not_applicable:
            continue
        # Where a person has decided that the criterion is met there is nothing left to do.
        settled = scale.status(cell.final) in ("met", "not-applicable")
        for element in cell.finding.elements:
            entry = latest_of(entries, ids, element.id)
            if element in cell.gaps and not settled:
                yield _row(agency, cell, element, entry)
            elif entry and (entry.since or any((entry.fields.lead, entry.fields.target_date, entry.fields.progress))):
                # What people work at is never dropped in silence.
                yield _row(agency, cell, element, entry, found=True)


def _row(agency: Agency, cell: Cell, element: ElementFinding, entry: ActionEntry | None, *, found: bool = False) -> ActionRow:
    assert cell.finding is not None
    usual: Priority = "High" if cell.finding.status in ("contradicted", "not-met") or element.value == "contradicted" else "Medium"
    if found:
        usual = "Low"
    fields = entry.fields if entry else Fields()
    priority: Priority = next((each for each in PRIORITIES if each == fields.priority), usual)
    number = entry.number if entry else 0
    title = element.title.rstrip(".")
    return ActionRow(
        ref=f"{agency.code}-{element.id}",
        agency=agency.id,
        criterion=cell.criterion,
        element=element.id,
        gap=f"No longer a gap: {title}." if found else f"{_GAPS[element.value]}: {title}.",
        action=element.add,
        priority=priority,
        state="no-longer-found" if found else "open" if entry and entry.since else "new",
        since=entry.since if entry else "",
        lead=fields.lead,
        target_date=fields.target_date,
        evidence=fields.evidence,
        progress=fields.progress if fields.progress in PROGRESS else "",
        completed=fields.completed,
        seen=str(SeenAction(number, priority)),
        own_priority=bool(fields.priority),
    )
