"""What comes first in a report: the order and the grouping that every form shares."""

from __future__ import annotations

from dataclasses import dataclass

from procheck.documents.model import Unread
from procheck.judgement.model import CriterionFinding, ElementFinding, Evidence, Value
from procheck.reports.model import STATUSES, Acceptance, DocumentSummary, Note, NoteKind, Report
from procheck.reports.wording import (
    NOTE_WORDS,
    accepted_words,
    clean,
    day,
    length,
    listed,
    note_place,
    overdue,
    plural,
    reading,
    section_path,
    sentence,
)

_VALUES: tuple[Value, ...] = ("contradicted", "no", "weak", "yes")
EXAMPLES = 3
"""How many quotes or sections are named before the others are only counted."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme of the pack with its criteria, worst first."""

    name: str
    criteria: tuple[CriterionFinding, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to add or change."""

    number: int
    """From 1, through all groups."""
    criterion: CriterionFinding
    element: ElementFinding
    advice: str

    @property
    def opposite(self) -> Evidence | None:
        """The passage to change, where the document says the opposite."""
        return next((found for found in self.element.evidence if found.stance == "contradicts"), None)


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """Actions of one seriousness."""

    title: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """One message to the author, however often it applies."""

    message: str
    examples: tuple[Note, ...]
    """The first few notes with this message, with their quotes."""
    more: str
    """ "and 4 more places: pages 3 to 6"; "" where the examples are all."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What one document holds that could not be read, for one reason."""

    document: str
    where: str
    """ "pages 3 and 5 to 9", "4 Referral › 4.1 Who"; "" where no place is known."""
    why: str


def by_theme(report: Report) -> tuple[Theme, ...]:
    """Themes in the pack's order; in each, criteria worst first and then in the pack's order."""
    names = dict.fromkeys(criterion.theme for criterion in report.criteria)
    return tuple(
        Theme(name, worst_first(tuple(criterion for criterion in report.criteria if criterion.theme == name)))
        for name in names
    )


def worst_first(criteria: tuple[CriterionFinding, ...]) -> tuple[CriterionFinding, ...]:
    """Criteria in the order of `STATUSES`, ties in the order given."""
    return tuple(sorted(criteria, key=lambda criterion: STATUSES.index(criterion.status)))


def actions(report: Report) -> tuple[ActionGroup, ...]:
    """What to add, most serious first; empty groups are left out.

    An extra element that is missing comes late, because it moves no status; one that says the opposite comes first. What the author
    accepts comes last, with the reason in place of advice.
    """
    groups: dict[str, list[tuple[CriterionFinding, ElementFinding]]] = {
        "Change first: the document says the opposite": [],
        "Add: not found": [],
        "Strengthen: found, but in weak or general words": [],
        "Also worth adding (does not change any status)": [],
        "Accepted by the author: dealt with elsewhere, or does not apply": [],
    }
    contradicted, missing, weak, extra, accepted = groups.values()
    for criterion in worst_first(report.criteria):
        if criterion.status == "not-applicable":
            continue
        for element in criterion.elements:
            if element.value == "contradicted":
                contradicted.append((criterion, element))
            elif report.accepted_as(element.id):
                accepted.append((criterion, element))
            elif element.value != "yes":
                (extra if not element.required else missing if element.value == "no" else weak).append(
                    (criterion, element)
                )
    made, number = [], 0
    for title, entries in groups.items():
        if entries:
            made.append(
                ActionGroup(
                    title,
                    tuple(
                        Action(number + place, criterion, element, _what_to_do(element, report.accepted_as(element.id)))
                        for place, (criterion, element) in enumerate(entries, 1)
                    ),
                )
            )
            number += len(entries)
    return tuple(made)


def _what_to_do(element: ElementFinding, accepted: Acceptance | None) -> str:
    return advice(element, accepted) or (f"{sentence(element.title)} {accepted_words(accepted)}" if accepted else "")


def advice(element: ElementFinding, accepted: Acceptance | None = None) -> str:
    """What to add for an element that falls short, "" for one that does not, or that is `accepted`."""
    if element.value == "yes" or (accepted and accepted.standing == "stands"):
        return ""
    return sentence(element.add) or f"Say this: {sentence(element.title)}"


def accepted_of(criterion: CriterionFinding, report: Report) -> tuple[Acceptance, ...]:
    """The records by which gaps of one criterion are accepted; those that the documents contradict left out."""
    held = (report.accepted_as(element.id) for element in criterion.elements)
    return tuple(accepted for accepted in held if accepted and accepted.standing == "stands")


def elements(criterion: CriterionFinding) -> tuple[ElementFinding, ...]:
    """A criterion's elements, worst first, required ones before extras."""
    return tuple(sorted(criterion.elements, key=lambda element: (not element.required, _VALUES.index(element.value))))


def passages(element: ElementFinding) -> tuple[Evidence, ...]:
    """An element's passages: where it is contradicted, those that say the opposite first; otherwise as judged."""
    if element.value != "contradicted":
        return element.evidence
    return tuple(sorted(element.evidence, key=lambda evidence: evidence.stance != "contradicts"))


def shown(element: ElementFinding) -> tuple[Evidence, ...]:
    """The passages that a reader sees at once: one that proves it, or two where a reader will want to argue."""
    return passages(element)[: 1 if element.value == "yes" else 2]


def further(element: ElementFinding) -> tuple[Evidence, ...]:
    """The passages beyond `shown`, which forms fold away or put at the end."""
    return passages(element)[len(shown(element)) :]


def further_passages(report: Report) -> tuple[tuple[Evidence, tuple[str, ...]], ...]:
    """Each passage that `shown` leaves out, once, with the ids of its elements; in the order of the documents."""
    found: dict[tuple[str, int, str, str], tuple[Evidence, list[str]]] = {}
    for criterion in report.criteria:
        for element in criterion.elements:
            for evidence in further(element):
                key = (evidence.document, evidence.paragraph, evidence.quote, " ".join(reading(evidence)))
                found.setdefault(key, (evidence, []))[1].append(element.id)
    place = {document.name: number for number, document in enumerate(report.documents)}
    keys = sorted(found, key=lambda key: (place.get(key[0], -1), key))
    return tuple((found[key][0], tuple(dict.fromkeys(found[key][1]))) for key in keys)


def notes_by_kind(report: Report) -> tuple[tuple[NoteKind, tuple[Remark, ...]], ...]:
    """Notes in groups, in the order of `NOTE_WORDS`, one remark for each message; all but those that `unread` tells."""
    groups: dict[NoteKind, dict[str, list[Note]]] = {kind: {} for kind in NOTE_WORDS}
    for note in report.notes:
        if note.kind != "unread":
            groups[note.kind].setdefault(sentence(note.message), []).append(note)
    return tuple(
        (kind, tuple(_remark(message, notes) for message, notes in messages.items()))
        for kind, messages in groups.items()
        if messages
    )


def _remark(message: str, notes: list[Note]) -> Remark:
    """One message with its first few quotes, and where the rest stand."""
    rest = notes[EXAMPLES:]
    where = page_range([note.page for note in rest if note.page])
    more = f"and {plural(len(rest), 'more place')}" + (f": {where}" if where else "") if rest else ""
    return Remark(message, tuple(notes[:EXAMPLES]), more)


def facts(document: DocumentSummary, report: Report) -> tuple[tuple[str, str], ...]:
    """What is known of one document, as pairs of a fact's name and what was found."""
    late = " (overdue)" if overdue(document.review_due, report.as_of) else ""
    missed = [part for part in unread(report) if part.document == clean(document.name)]
    made = [
        ("Title", document.title or "not found"),
        ("Owner", document.owner or "not found"),
        ("Version", document.version or "not found"),
        ("Approved", day(document.approved)),
        ("Review due", day(document.review_due) + late),
        ("Format", document.format),
        ("Length", length(document)),
        ("SHA-256", document.sha256),
        (
            "Could not be read",
            " ".join(f"{part.where}: {part.why}" if part.where else part.why for part in missed)
            or "nothing that the program knows of",
        ),
    ]
    if document.remarks:
        made.append(("Remarks", " ".join(sentence(remark) for remark in document.remarks)))
    return tuple(made)


def unread(report: Report) -> tuple[Unreadable, ...]:
    """What could not be read: parts of documents, everything with one reason told together, and whole files."""
    made = []
    for document in report.documents:
        reasons: dict[str, list[Unread]] = {}
        for part in document.unread:
            reasons.setdefault(sentence(part.why), []).append(part)
        for why, parts in reasons.items():
            made.append(Unreadable(clean(document.name), _whereabouts(parts), why))
    told = {document.name for document in report.documents if document.unread}
    for note in report.notes:
        if note.kind == "unread" and note.document not in told:
            where = note_place(note, several_documents=False)
            made.append(Unreadable(clean(note.document), where, sentence(note.message)))
    return tuple(made)


def _whereabouts(parts: list[Unread]) -> str:
    """Pages where they are known, else the sections, else how many."""
    pages = page_range([part.page for part in parts if part.page])
    sections = list(dict.fromkeys(section_path(part.section) for part in parts if part.section and not part.page))
    if len(sections) > EXAMPLES:
        sections = [*sections[:EXAMPLES], f"{plural(len(sections) - EXAMPLES, 'more section')}"]
    named = "; ".join(filter(None, [pages, *sections]))
    return named or (plural(len(parts), "place") if len(parts) > 1 else "")


def page_range(pages: list[int]) -> str:
    """ "page 6", "pages 2, 4 to 9 and 12"; "" for none."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    said: list[str] = []
    for run in runs:
        said += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run)
    if not said:
        return ""
    return f"page {said[0]}" if len(set(pages)) == 1 else f"pages {listed(said)}"
