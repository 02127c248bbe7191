"""What a feedback letter tells one agency: what is strong, what to change or add, why and where, what to check with them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from procheck.audit.model import ActionRow, Audit, AuditedCriterion, Cell, Submission
from procheck.audit.outputs import overview, words
from procheck.audit.outputs.blocks import Span
from procheck.audit.outputs.letter_steps import Point, Said, point, said_in
from procheck.judgement.model import Evidence
from procheck.reports import ordering
from procheck.reports.model import Report
from procheck.reports.ordering import Remark
from procheck.reports.wording import NOTE_WORDS, clean, sentence

MOST_STRONG, MOST_QUESTIONS, MOST_REMARKS = 5, 6, 8
_GOOD_LENGTH, _SHORTEST = 24, 12
"""Words of a quote that a reader takes in at once, and the fewest that make a quote worth reading."""


@dataclass(frozen=True, slots=True)
class Strong:
    """Something that the documents say well."""

    criterion: AuditedCriterion
    said: Said


@dataclass(frozen=True, slots=True)
class Doubt:
    """A criterion that nobody has settled: the agency is asked what its words mean."""

    criterion: AuditedCriterion
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A self-score that differs from the rating."""

    criterion: AuditedCriterion
    theirs: Span
    ours: Span
    difference: int


@dataclass(frozen=True, slots=True)
class Letter:
    """All of one letter. Templates use it as `letter`."""

    agency: str
    documents: tuple[str, ...]
    read: bool
    """False where nothing could be read: the letter then asks for the documents."""
    rated: int
    """Criteria with a rating."""
    good: int
    """Of those, how many leave nothing to do."""
    counts: tuple[tuple[Span, int], ...]
    strong: tuple[Strong, ...]
    also_strong: tuple[str, ...]
    """Titles of the other criteria that are met."""
    put_right: tuple[str, ...]
    """Gaps of earlier rounds that are gone."""
    change: tuple[Point, ...]
    """Where the documents say the opposite: these come first."""
    add: tuple[Point, ...]
    needs_section: bool
    """True where something to add has no section near to it."""
    extras: tuple[str, ...]
    """What is worth adding but moves no rating."""
    doubts: tuple[Doubt, ...]
    compared: tuple[Compared, ...]
    unread_files: tuple[str, ...]
    unread_parts: tuple[str, ...]
    remarks: tuple[tuple[str, tuple[Remark, ...]], ...]
    """Leftovers, old references and the like, under headings."""
    questions: tuple[str, ...]
    set_aside: tuple[tuple[str, str], ...]
    """Criteria that do not apply, with the board's reason."""
    better: int
    worse: int
    actions: tuple[ActionRow, ...]


def letter(audit: Audit, submission: Submission) -> Letter:
    """The letter to one agency."""
    criteria = {criterion.id: criterion for criterion in audit.criteria}
    report = submission.report
    several = bool(report and len(report.documents) > 1)
    good = [cell for cell in submission.cells if overview.is_good(audit, cell.final)]
    # What is still in doubt is asked about, not praised.
    sure = [cell for cell in good if not cell.needs_person]
    short = [cell for cell in submission.cells if overview.falls_short(audit, cell)]
    short.sort(key=lambda cell: -(audit.scale.rank(cell.final) or 0))
    strong = _strong(criteria, sure, several=several)
    points = [point(audit, criteria[cell.criterion], cell, report, several=several) for cell in short]
    rows = [row for row in audit.actions if row.agency == submission.agency.id]
    counted = audit.counts(submission.cells)
    moves = [cell.movement.kind for cell in submission.cells if cell.movement]
    return Letter(
        agency=submission.agency.name,
        documents=tuple(clean(document.title or document.name) for document in report.documents) if report else (),
        read=report is not None,
        rated=len(good) + len(short),
        good=len(good),
        counts=tuple((words.badge(audit.scale, rating.word), counted[rating.word]) for rating in audit.scale.ratings),
        strong=strong,
        also_strong=tuple(criteria[cell.criterion].title for cell in sure if cell.criterion not in {each.criterion.id for each in strong}),
        put_right=tuple(_put_right(row, submission) for row in rows if row.state == "no-longer-found"),
        change=tuple(point for point in points if any(step.kind == "change" for step in point.steps)),
        add=tuple(point for point in points if not any(step.kind == "change" for step in point.steps)),
        needs_section=any(step.kind == "add" and not step.place for point in points for step in point.steps),
        extras=tuple(_extras(submission.cells)),
        doubts=tuple(_doubts(criteria, submission.cells, several=several)),
        compared=tuple(_compared(audit, criteria, submission.cells)),
        unread_files=tuple(clean(file.name) for file in submission.unread),
        unread_parts=tuple(_unread(report)) if report else (),
        remarks=_remarks(report) if report else (),
        questions=_questions(criteria, short),
        set_aside=tuple(
            (criteria[each.criterion].title, sentence(each.reason))
            for each in submission.agency.not_applicable
            if each.criterion in criteria
        ),
        better=moves.count("better"),
        worse=moves.count("worse"),
        actions=tuple(row for row in rows if row.state != "no-longer-found"),
    )


def _strong(criteria: Mapping[str, AuditedCriterion], good: Iterable[Cell], *, several: bool) -> tuple[Strong, ...]:
    """The criteria with the best quotes, in the criteria's order; each quote once."""
    found: list[tuple[tuple[bool, int], Cell, Evidence]] = []
    for cell in good:
        firm = [
            each
            for element in (cell.finding.elements if cell.finding else ())
            for each in element.evidence[:1]
            if element.value == "yes" and each.value == "yes" and not each.via and len(each.quote.split()) >= _SHORTEST
        ]
        if firm:
            best = min(firm, key=_worth)
            found.append((_worth(best), cell, best))
    kept: dict[str, tuple[Cell, Evidence]] = {}
    for _, cell, evidence in sorted(found, key=lambda each: each[0]):
        kept.setdefault(evidence.quote, (cell, evidence))
    chosen = list(kept.values())[:MOST_STRONG]
    order = list(criteria)
    chosen.sort(key=lambda pair: order.index(pair[0].criterion))
    return tuple(Strong(criteria[cell.criterion], said_in(evidence, several=several)) for cell, evidence in chosen)


def _worth(evidence: Evidence) -> tuple[bool, int]:
    poor = evidence.scope != "hsb" or evidence.strength == "permissive" or " | " in evidence.quote
    return poor, abs(len(evidence.quote.split()) - _GOOD_LENGTH)


def _put_right(row: ActionRow, submission: Submission) -> str:
    found = next((cell.finding for cell in submission.cells if cell.criterion == row.criterion), None)
    title = next((element.title for element in found.elements if element.id == row.element), "") if found else ""
    return sentence(title or row.gap)


def _extras(cells: Iterable[Cell]) -> Iterable[str]:
    for cell in cells:
        if cell.finding and cell.finding.status != "not-applicable":
            for element in cell.finding.elements:
                if not element.required and element.value in ("no", "weak"):
                    yield sentence(element.title)


def _doubts(criteria: Mapping[str, AuditedCriterion], cells: Iterable[Cell], *, several: bool) -> Iterable[Doubt]:
    """What a person should look at and nobody has decided, where there are words to ask about."""
    for cell in cells:
        if cell.needs_person and cell.finding:
            found = {
                each.quote: each
                for element in cell.finding.elements
                if element.value in ("weak", "contradicted") or len(element.evidence) > 1
                for each in ordering.passages(element)[:2]
            }
            if found:
                yield Doubt(criteria[cell.criterion], tuple(said_in(each, several=several) for each in list(found.values())[:2]))


def _compared(audit: Audit, criteria: Mapping[str, AuditedCriterion], cells: Iterable[Cell]) -> Iterable[Compared]:
    for cell in cells:
        if cell.self_score and cell.difference:
            theirs, ours = words.badge(audit.scale, cell.self_score.word), words.badge(audit.scale, cell.final)
            yield Compared(criteria[cell.criterion], theirs, ours, cell.difference)


def _unread(report: Report) -> Iterable[str]:
    whole = {note.document for note in report.notes if note.kind == "unread"}
    for part in ordering.unread(report):
        if part.document not in whole or part.where:
            yield f"{part.document}{', ' + part.where if part.where else ''}: {words.lower(part.why)}"


def _remarks(report: Report) -> tuple[tuple[str, tuple[Remark, ...]], ...]:
    groups = [(NOTE_WORDS[kind], remarks[:MOST_REMARKS]) for kind, remarks in ordering.notes_by_kind(report) if kind != "accepted"]
    return tuple(groups)


def _questions(criteria: Mapping[str, AuditedCriterion], short: Iterable[Cell]) -> tuple[str, ...]:
    """One for each criterion that falls short, the worst first."""
    return tuple(criteria[cell.criterion].questions[0] for cell in short if criteria[cell.criterion].questions)[:MOST_QUESTIONS]
