"""Reports with what their author accepts: shown with its reason, and no value, status or count changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from procheck.acceptance.model import Record, RecordFile
from procheck.judgement.model import ElementFinding
from procheck.reports.model import Acceptance, Note, Report, Standing
from procheck.reports.wording import day, sentence


def with_accepted(report: Report, held: Sequence[RecordFile]) -> Report:
    """The report with the records of the files `held`, and a note on each that is expired, unused or answered by the documents.

    Records of other criteria packs are left out. Where two files have a record of one element, the first counts.
    """
    elements = {element.id: element for criterion in report.criteria for element in criterion.elements}
    made: dict[str, Acceptance] = {}
    for file in held:
        for record in file.records:
            if record.criteria in ("", report.pack.id) and record.element not in made:
                found = elements.get(record.element)
                made[record.element] = _acceptance(record, file, _standing(record, found, date.fromisoformat(report.as_of)))
    order = {id: place for place, id in enumerate(elements)}
    accepted = tuple(sorted(made.values(), key=lambda each: (order.get(each.element, len(order)), each.element)))
    return replace(report, accepted=accepted, notes=(*report.notes, *_notes(accepted, elements)))


def _standing(record: Record, found: ElementFinding | None, as_of: date) -> Standing:
    if found is None or found.value == "yes":
        return "unused"
    if record.until is not None and record.until < as_of:
        return "expired"
    return "opposed" if found.value == "contradicted" else "stands"


def _acceptance(record: Record, file: RecordFile, standing: Standing) -> Acceptance:
    return Acceptance(
        element=record.element,
        reason=record.reason,
        document=record.document,
        until=record.until.isoformat() if record.until else "",
        recorded=record.recorded.isoformat() if record.recorded else "",
        by=record.by,
        file=file.name,
        standing=standing,
    )


def _notes(accepted: Sequence[Acceptance], elements: dict[str, ElementFinding]) -> Iterator[Note]:
    for each in accepted:
        message = _message(each, elements.get(each.element))
        if message:
            yield Note("accepted", message, "", each.file)


def _message(accepted: Acceptance, found: ElementFinding | None) -> str:
    """What to tell the author of one record; "" where it simply stands."""
    if found is None:
        return f"{accepted.element} is recorded as accepted, but the criteria have no such element: remove the record."
    what = f"{accepted.element} ({found.title.rstrip('.')})"
    if accepted.standing == "unused":
        return f"{what} is recorded as accepted, but the document now says it: the record can be removed."
    because = sentence(accepted.reason)
    if accepted.standing == "expired":
        return (
            f"{what} was accepted until {day(accepted.until)}, which is past, so it counts as accepted no longer: "
            f"see to it, or record it anew. The reason was: {because}"
        )
    if accepted.standing == "opposed":
        return (
            f"{what} is recorded as accepted, but the document says the opposite, which no record answers: "
            f"change the passage. The reason was: {because}"
        )
    return ""
