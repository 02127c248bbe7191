"""What to say about a draft, and where: a report and its document in, comments out. Pure, and the same for every format.

One comment a passage, however many elements it bears on; one a criterion for what is missing, at the heading of the section nearest in
subject; and one at the head, that tells how the draft stands.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from procheck.documents.model import Document
from procheck.judgement.model import CriterionFinding, ElementFinding, Evidence
from procheck.reports.annotated import wording
from procheck.reports.annotated.model import KINDS, Comment, Kind, Line, Spot
from procheck.reports.model import Report
from procheck.reports.ordering import passages
from procheck.reports.placing import Place, places

MOST_WEAK = 3
"""How many passages that say one element weakly are commented on: more of them tell the author nothing new."""

_CITED = re.compile(r'"([^"]{12,})"')

@dataclass(frozen=True, slots=True)
class _Remark:
    """What one passage is worth to one element."""

    spot: Spot
    kind: Kind
    headline: Line
    why: tuple[Line, ...] = ()
    advised: ElementFinding | None = None
    """The element whose advice is told here."""


def comments(document: Document, report: Report, *, only_short: bool = False) -> tuple[Comment, ...]:
    """What procheck has to say about `document`, in its order; `only_short` leaves out what is said well.

    `report` is the report on it, alone or together with others. Empty for a document without a word.
    """
    if not document.blocks:
        return ()
    remarks = [*_passages(document, report), *_doubts(document, report), *_notes(document, report, only_short=only_short)]
    if only_short:
        remarks = [remark for remark in remarks if remark.kind != "evidence"]
    made = [*_joined(remarks), *_missing(document, report)]
    made.sort(key=lambda comment: (comment.spot.block, comment.spot.start, KINDS.index(comment.kind)))
    counts = Counter(str(comment.kind) for comment in made)
    head = Comment("summary", tuple(wording.summary(report, counts)), _whole(document, 0))
    return (head, *made)


def _elements(report: Report) -> Iterator[tuple[CriterionFinding, ElementFinding]]:
    return (
        (criterion, element)
        for criterion in report.criteria
        if criterion.status != "not-applicable"
        for element in criterion.elements
    )


def _passages(document: Document, report: Report) -> Iterator[_Remark]:
    """What each passage of this document is worth to each element that it bears on."""
    for _, element in _elements(report):
        is_accepted = report.accepted_as(element.id) is not None
        own = [evidence for evidence in passages(element) if evidence.document == document.name]
        remarks = [_remark(document, element, evidence, first=evidence is own[0]) for evidence in own if _counts(element, evidence)]
        weak = [remark for remark in remarks if remark.kind == "weak"]
        passed_over = weak if is_accepted else weak[MOST_WEAK:]
        yield from (remark for remark in remarks if remark not in passed_over)


def _counts(element: ElementFinding, evidence: Evidence) -> bool:
    """False for a passage that is weaker than another which says the element well: there is nothing to praise or to mend."""
    return element.value == "weak" or evidence.stance == "contradicts" or evidence.value == "yes"


def _remark(document: Document, element: ElementFinding, evidence: Evidence, *, first: bool) -> _Remark:
    spot = _spot(document, evidence)
    advised = element if first else None
    if evidence.stance == "contradicts":
        return _Remark(spot, "contradiction", wording.contradicts(element), wording.why_not(element, evidence), advised)
    if element.value == "contradicted":
        return _Remark(spot, "evidence", wording.opposed(element))
    if element.value == "yes":
        return _Remark(spot, "evidence", wording.serves(element))
    if evidence.value == "yes" and not first:
        # A part that is said firmly is no shortfall of its own; the first passage tells what the whole lacks.
        return _Remark(spot, "evidence", wording.serves_in_part(element))
    return _Remark(spot, "weak", wording.falls_short(element, evidence), wording.why_not(element, evidence), advised)


def _doubts(document: Document, report: Report) -> Iterator[_Remark]:
    """Why a person should look, each at the passage that it speaks of; doubts about what is missing are told with that."""
    for criterion, element in _elements(report):
        own = [evidence for evidence in passages(element) if evidence.document == document.name]
        for why in _reasons(criterion, element):
            spot = _cited(document, why) if element.value != "contradicted" else None
            if spot is None and own:
                spot = _spot(document, own[0])
            if spot is not None:
                yield _Remark(spot, "doubt", wording.a_person(element, why))


def _notes(document: Document, report: Report, *, only_short: bool) -> Iterator[_Remark]:
    """Placeholders, old references and the like, each at its words; advice on words is no shortfall."""
    for note in report.notes:
        if note.kind not in wording.NOTES or note.document != document.name or not note.quote:
            continue
        if only_short and note.kind == "language":
            continue
        found = [number for number, block in enumerate(document.blocks) if note.quote in block.text]
        here = next((number for number in found if document.blocks[number].section == note.section), None)
        if found:
            block = found[0] if here is None else here
            start = document.blocks[block].text.find(note.quote)
            yield _Remark(Spot(block, start, start + len(note.quote)), "note", wording.noted(note))


def _reasons(criterion: CriterionFinding, element: ElementFinding) -> list[str]:
    """What there is to settle about one element, without the element's own title in front."""
    return [why.removeprefix(element.title).strip() for why in criterion.needs_review if why.startswith(element.title)]


def _cited(document: Document, why: str) -> Spot | None:
    for quote in _CITED.findall(why):
        for number, block in enumerate(document.blocks):
            start = block.text.find(quote)
            if start >= 0:
                return Spot(number, start, start + len(quote))
    return None


def _missing(document: Document, report: Report) -> Iterator[Comment]:
    where = places(report, [document]) if any(element.value == "no" for _, element in _elements(report)) else {}
    for criterion in report.criteria:
        lacking = [
            element
            for element in sorted(criterion.elements, key=lambda element: not element.required)
            if element.value == "no" and element.id in where and report.accepted_as(element.id) is None
        ]
        if not lacking:
            continue
        place = where[lacking[0].id]
        lines = wording.missing(criterion, lacking, place.because)
        doubts = [(element, why) for element in lacking for why in _reasons(criterion, element) if not _cited(document, why)]
        asked = [wording.a_person(element, why) for element, why in doubts]
        yield Comment("missing", (*lines[:-1], *asked, lines[-1]), _whole(document, _anchor(place)))


def _anchor(place: Place) -> int:
    return place.heading if place.heading is not None and place.section else place.block


def _joined(remarks: Iterable[_Remark]) -> Iterator[Comment]:
    """One comment for all that is said of the same words, or of words that overlap."""
    by_block: dict[int, list[_Remark]] = defaultdict(list)
    for remark in remarks:
        by_block[remark.spot.block].append(remark)
    for block, found in by_block.items():
        found.sort(key=lambda remark: (remark.spot.start, remark.spot.end))
        group: list[_Remark] = []
        end = 0
        for remark in found:
            if group and remark.spot.start >= end:
                yield _comment(block, group)
                group = []
            end = max(end, remark.spot.end) if group else remark.spot.end
            group.append(remark)
        yield _comment(block, group)


def _comment(block: int, group: Sequence[_Remark]) -> Comment:
    """The most serious first; what is said of several elements for the same reason is said once."""
    alike: dict[tuple[Kind, tuple[Line, ...]], list[_Remark]] = defaultdict(list)
    for remark in sorted(group, key=lambda remark: KINDS.index(remark.kind)):
        alike[remark.kind, remark.why].append(remark)
    lines: list[Line] = []
    for (_, why), remarks in alike.items():
        lines += dict.fromkeys(remark.headline for remark in remarks)
        lines += why
        lines += [
            wording.to_add(remark.advised, among_others=len(group) > 1) for remark in remarks if remark.advised is not None
        ]
    kind = min((remark.kind for remark in group), key=KINDS.index)
    spot = Spot(block, min(remark.spot.start for remark in group), max(remark.spot.end for remark in group))
    return Comment(kind, tuple(lines), spot)


def _spot(document: Document, evidence: Evidence) -> Spot:
    block = evidence.paragraph - 1
    start = document.blocks[block].text.find(evidence.quote)
    return Spot(block, start, start + len(evidence.quote)) if start >= 0 else _whole(document, block)


def _whole(document: Document, block: int) -> Spot:
    return Spot(block, 0, len(document.blocks[block].text))
