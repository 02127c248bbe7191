"""What a feedback letter asks for: each thing to change, strengthen or add, and where it would go. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from procheck.audit.model import Audit, AuditedCriterion, Cell
from procheck.audit.outputs import overview, words
from procheck.audit.outputs.blocks import Span
from procheck.judgement.model import CriterionFinding, ElementFinding, Evidence
from procheck.reports import ordering
from procheck.reports.model import Report
from procheck.reports.wording import clean, sentence


@dataclass(frozen=True, slots=True)
class Said:
    """A passage of the agency's documents."""

    quote: str
    where: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to change, strengthen or add."""

    kind: str
    """ "change", "strengthen" or "add"."""
    asked: str
    """What the documents should say, one sentence."""
    advice: str
    said: Said | None
    """The passage to change or to strengthen."""
    because: str
    """Why that passage is not enough, a sentence; "" where there is none."""
    place: str
    """Where to add it, a sentence; "" where no section is near."""


@dataclass(frozen=True, slots=True)
class Point:
    """A criterion that falls short, with what to do."""

    criterion: AuditedCriterion
    badge: Span
    steps: tuple[Step, ...]
    """() where people rated it lower than the words alone suggest."""


def said_in(evidence: Evidence, *, several: bool) -> Said:
    """A passage as the letter quotes it."""
    return Said(clean(evidence.quote), words.where(evidence, several=several))


def point(audit: Audit, criterion: AuditedCriterion, cell: Cell, report: Report | None, *, several: bool) -> Point:
    """What to do about a criterion that falls short: what says the opposite first."""
    gaps = list(overview.open_gaps(audit, cell))
    if cell.finding:
        # An extra that the documents contradict makes the rating too.
        gaps += [element for element in cell.finding.elements if not element.required and element.value == "contradicted"]
    gaps.sort(key=lambda element: element.value != "contradicted")
    steps = tuple(_step(element, cell.finding, report, several=several) for element in gaps if cell.finding)
    return Point(criterion, words.badge(audit.scale, cell.final), steps)


def _step(element: ElementFinding, finding: CriterionFinding | None, report: Report | None, *, several: bool) -> Step:
    advice = sentence(element.add) or f"Say this: {sentence(element.title)}"
    passages = ordering.passages(element)
    if element.value in ("contradicted", "weak") and passages:
        kind = "change" if element.value == "contradicted" else "strengthen"
        because = sentence(passages[0].because)
        return Step(kind, sentence(element.title), advice, said_in(passages[0], several=several), because[:1].upper() + because[1:], "")
    return Step("add", sentence(element.title), advice, None, "", place_for(element, finding, report, several=several))


def place_for(element: ElementFinding, finding: CriterionFinding | None, report: Report | None, *, several: bool) -> str:
    """Where something that is missing best belongs, a sentence: beside what is said of the same criterion, else of the same theme.

    "" where no section is near.
    """
    parts = finding.elements if finding else ()
    same = [found for part in parts for found in part.evidence if found.stance == "says" and found.section]
    if same:
        return f"A good place is “{_section(same[0], several=several)}”, which already deals with part of this."
    kin = [
        found
        for criterion in (report.criteria if report else ())
        if finding and criterion.theme == finding.theme
        for other in criterion.elements
        for found in other.evidence
        if found.scope == "hsb" and found.stance == "says" and found.section
    ]
    if kin:
        (best, _), *_ = Counter((found.document, found.section) for found in kin).most_common(1)
        nearest = next(found for found in kin if (found.document, found.section) == best)
        return f"The nearest section is “{_section(nearest, several=several)}”."
    return ""


def _section(evidence: Evidence, *, several: bool) -> str:
    heading = clean(evidence.section[-1])
    return f"{heading}” in “{clean(evidence.document)}" if several else heading
