"""What the board report tells of all agencies together: where the area is strong, what is commonest, what differs. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from procheck.audit.model import Audit, AuditedCriterion, Cell, MovementKind, Submission
from procheck.audit.outputs import words
from procheck.audit.scale import NOT_JUDGED
from procheck.judgement.model import ElementFinding, Evidence
from procheck.reports import ordering

_GOOD_LENGTH = 24
"""Words of a quote that a reader takes in at once; nearer is better."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote and whose it is."""

    submission: Submission
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Standing:
    """How all agencies stand on one criterion."""

    criterion: AuditedCriterion
    counts: dict[str, int]
    """Final word -> number of agencies, as `Audit.counts`."""
    judged: int
    """Agencies that it applies to and that could be judged."""
    best: int
    """Of those, how many have a good word, as a rule the first of the scale."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One element that falls short at some agencies."""

    criterion: AuditedCriterion
    element: ElementFinding
    """As at one of the agencies: for its title and advice."""
    missing: tuple[Submission, ...]
    weak: tuple[Submission, ...]
    opposed: tuple[Submission, ...]
    judged: int
    """Agencies that it applies to and that could be judged."""
    falls_short: Passage | None
    """How one agency says it that does not go far enough."""
    says_it: Passage | None
    """How one agency says it well."""

    @property
    def agencies(self) -> tuple[Submission, ...]:
        """All at which it falls short, worst first."""
        return (*self.opposed, *self.missing, *self.weak)


@dataclass(frozen=True, slots=True)
class Opposite:
    """A passage that says the opposite of what a criterion asks for."""

    submission: Submission
    cell: Cell
    element: ElementFinding
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Differences:
    """How self-scores and documents differ on one criterion, or at one agency."""

    name: str
    better: int
    """Self-scores that are better than the final rating."""
    worse: int
    same: int
    steps: int
    """Steps by which self-scores are better, added up."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of one criterion, or of one agency, since the previous round."""

    name: str
    kinds: dict[MovementKind, int]


@dataclass(frozen=True, slots=True)
class UnreadPart:
    """Something of an agency that was not judged."""

    agency: str
    document: str
    where: str
    why: str


def agency_cells(audit: Audit) -> Iterator[tuple[Submission, Cell]]:
    """Every cell with its submission, agency by agency."""
    return ((submission, cell) for submission in audit.submissions for cell in submission.cells)


def is_good(audit: Audit, word: str) -> bool:
    """True for a rating that leaves nothing to do."""
    return audit.scale.tone(word) == "good"


def falls_short(audit: Audit, cell: Cell) -> bool:
    """True for a rating below the good ones; False where the criterion does not apply or was not judged."""
    return audit.scale.rank(cell.final) is not None and not is_good(audit, cell.final)


def settled(audit: Audit, cell: Cell) -> bool:
    """True where a person has decided that the criterion is met or does not apply: what falls short is then no gap."""
    return bool(cell.to_fill_in[0]) and not falls_short(audit, cell)


def open_gaps(audit: Audit, cell: Cell) -> tuple[ElementFinding, ...]:
    """The required elements that fall short, unless a person has settled it."""
    return () if settled(audit, cell) else cell.gaps


def standings(audit: Audit) -> tuple[Standing, ...]:
    """Every criterion, weakest first: the one that the smallest share of agencies meets; ties in the criteria's order."""
    made = []
    for criterion in audit.criteria:
        cells = audit.column(criterion.id)
        ranks = [rank for cell in cells if (rank := audit.scale.rank(cell.final)) is not None]
        best = sum(is_good(audit, cell.final) for cell in cells)
        made.append((ranks, Standing(criterion, audit.counts(cells), len(ranks), best)))
    made.sort(key=lambda pair: (not pair[0], pair[1].best / max(1, len(pair[0])), -sum(pair[0]) / max(1, len(pair[0]))))
    return tuple(standing for _, standing in made)


def gaps(audit: Audit) -> tuple[Gap, ...]:
    """Every required element that falls short somewhere, commonest first; of those alike, the more serious first."""
    made = []
    for criterion in audit.criteria:
        columns: dict[str, list[tuple[Submission, Cell, ElementFinding]]] = {}
        for submission, cell in agency_cells(audit):
            if cell.criterion == criterion.id and cell.finding and cell.finding.status != "not-applicable":
                for element in cell.finding.elements:
                    if element.required:
                        columns.setdefault(element.id, []).append((submission, cell, element))
        made += [gap for column in columns.values() if (gap := _gap(audit, criterion, column))]
    return tuple(sorted(made, key=lambda gap: (-len(gap.agencies), -len(gap.opposed), -len(gap.missing))))


def _gap(audit: Audit, criterion: AuditedCriterion, column: list[tuple[Submission, Cell, ElementFinding]]) -> Gap | None:
    short = [(submission, element) for submission, cell, element in column if element in open_gaps(audit, cell)]
    if not short:
        return None
    opposed, missing, weak = (
        tuple(submission for submission, element in short if element.value == value) for value in ("contradicted", "no", "weak")
    )
    feeble = [
        Passage(submission, found)
        for submission, element in short
        for found in element.evidence[:2]
        if element.value == "weak" or found.stance == "contradicts"
    ]
    firm = [
        Passage(submission, found)
        for submission, _, element in column
        for found in element.evidence[:1]
        if element.value == "yes" and found.value == "yes" and not found.via
    ]
    return Gap(criterion, short[0][1], missing, weak, opposed, len(column), _best(feeble), _best(firm))


def _best(passages: list[Passage]) -> Passage | None:
    """About HSB, and neither a scrap nor a page; ties by the agency's code, so that the choice is always the same."""
    return min(
        passages,
        key=lambda each: (
            each.evidence.scope != "hsb",
            abs(len(each.evidence.quote.split()) - _GOOD_LENGTH),
            each.submission.agency.code,
        ),
        default=None,
    )


def opposites(audit: Audit) -> tuple[Opposite, ...]:
    """Every element that some agency's documents contradict, in the criteria's order; settled ones are left out."""
    made = []
    for criterion in audit.criteria:
        for submission, cell in agency_cells(audit):
            if cell.criterion != criterion.id or cell.finding is None or cell.finding.status == "not-applicable" or settled(audit, cell):
                continue
            for element in cell.finding.elements:
                if element.value == "contradicted":
                    evidence = next((found for found in element.evidence if found.stance == "contradicts"), None)
                    made.append(Opposite(submission, cell, element, evidence))
    return tuple(made)


def differences(audit: Audit) -> tuple[tuple[Differences, ...], tuple[Differences, ...]]:
    """By criterion and by agency, where some self-score differs from the final rating, the most overrated first."""
    criteria = [(f"{each.id} {each.title}", audit.column(each.id)) for each in audit.criteria]
    agencies = [(words.name(each.agency), each.cells) for each in audit.submissions]
    return _differences(criteria), _differences(agencies)


def _differences(groups: Sequence[tuple[str, Sequence[Cell]]]) -> tuple[Differences, ...]:
    made = []
    for name, cells in groups:
        found = [cell.difference for cell in cells if cell.difference is not None]
        better, worse = [each for each in found if each > 0], [each for each in found if each < 0]
        if better or worse:
            made.append(Differences(name, len(better), len(worse), found.count(0), sum(better)))
    return tuple(sorted(made, key=lambda each: (-each.steps, -each.better, -each.worse)))


def self_scored(audit: Audit) -> tuple[tuple[Submission, Cell], ...]:
    """Cells with a self-score, the largest difference first (better before worse); those that cannot be compared come last."""
    cells = [pair for pair in agency_cells(audit) if pair[1].self_score]
    return tuple(sorted(cells, key=lambda pair: (pair[1].difference is None, -abs(pair[1].difference or 0), -(pair[1].difference or 0))))


def moved(audit: Audit) -> tuple[tuple[Moved, ...], tuple[Moved, ...]]:
    """By criterion and by agency: how many cells moved which way. Both empty without a previous round."""
    if audit.previous is None:
        return (), ()
    criteria = [(f"{each.id} {each.title}", audit.column(each.id)) for each in audit.criteria]
    agencies = [(words.name(each.agency), each.cells) for each in audit.submissions]
    by_criterion, by_agency = (
        tuple(Moved(name, dict(Counter(cell.movement.kind for cell in cells if cell.movement))) for name, cells in group)
        for group in (criteria, agencies)
    )
    return by_criterion, by_agency


def unread(audit: Audit) -> tuple[UnreadPart, ...]:
    """Everything that was not judged: agencies without a document, whole files, parts of files."""
    made = []
    for submission in audit.submissions:
        name = words.name(submission.agency)
        if submission.problem:
            made.append(UnreadPart(name, "Nothing was judged", "", submission.problem))
        made += [UnreadPart(name, file.name, "The whole file", file.sentence) for file in submission.unread]
        if submission.report:
            made += [UnreadPart(name, part.document, part.where, part.why) for part in ordering.unread(submission.report)]
    return tuple(made)


def to_look_at(audit: Audit) -> tuple[tuple[Submission, Cell], ...]:
    """Cells that a person should look at."""
    return tuple(pair for pair in agency_cells(audit) if pair[1].needs_person)


def decided(audit: Audit) -> tuple[tuple[Submission, Cell], ...]:
    """Cells on which somebody has decided, whether that still stands or not; notes alone left out."""
    return tuple(pair for pair in agency_cells(audit) if pair[1].decision and pair[1].decision.word)


def judged(audit: Audit) -> int:
    """How many agencies have at least one criterion judged."""
    return sum(any(cell.final != NOT_JUDGED for cell in submission.cells) for submission in audit.submissions)
