"""Report and documents -> the passages that bear on elements, each with its place in the text and what it serves. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from procheck.documents.model import Document
from procheck.judgement.model import CriterionFinding, ElementFinding, Evidence, Status, Value
from procheck.reports.model import Report
from procheck.reports.placing import Place, places
from procheck.reports.wording import VALUE_STATUS

_WORTH: Mapping[Value, int] = {"contradicted": 3, "yes": 2, "weak": 1, "no": 0}

Spot = tuple[int, int]
"""Which document, and which block in it, both from 0."""


@dataclass(frozen=True, slots=True)
class Use:
    """One element that a passage bears on."""

    criterion: CriterionFinding
    element: ElementFinding
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of words that is evidence."""

    number: int
    """From 1, in the order of the documents."""

    spot: Spot
    start: int
    """Where it begins in the block's text, in characters."""

    end: int
    uses: tuple[Use, ...]
    """What counts most first; never empty."""

    @property
    def status(self) -> Status:
        """Which look it has: that of its gravest use."""
        return VALUE_STATUS[self.uses[0].evidence.value]

    @property
    def criteria(self) -> tuple[tuple[str, Status], ...]:
        """Each criterion that it serves, once, with what it makes of it."""
        made: dict[str, Status] = {}
        for use in self.uses:
            made.setdefault(use.criterion.id, VALUE_STATUS[use.evidence.value])
        return tuple(made.items())


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing, and where it belongs."""

    criterion: CriterionFinding
    element: ElementFinding
    place: Place


@dataclass(frozen=True, slots=True)
class Marks:
    """All that is marked in the documents."""

    passages: tuple[Passage, ...]
    at: Mapping[Spot, tuple[Passage, ...]]
    """Passages by block."""

    of: Mapping[str, tuple[int, ...]]
    """Element id -> the numbers of its passages, best first."""

    gaps: Mapping[Spot, tuple[Gap, ...]]
    """What is missing, by the block that it belongs after."""

    gap_of: Mapping[str, Spot]
    """Element id -> that block."""


def marks(report: Report, documents: Sequence[Document]) -> Marks:
    """What to mark in `documents`, which the report was made from."""
    index = {document.name: number for number, document in enumerate(documents)}
    found: dict[tuple[Spot, int, int], list[Use]] = {}
    for criterion in report.criteria:
        for element in criterion.elements:
            for evidence in element.evidence:
                number = index.get(evidence.document)
                if number is not None and 0 < evidence.paragraph <= len(documents[number].blocks):
                    spot = (number, evidence.paragraph - 1)
                    start, end = _find(evidence.quote, documents[number].blocks[spot[1]].text)
                    found.setdefault((spot, start, end), []).append(Use(criterion, element, evidence))
    passages = tuple(
        Passage(number, spot, start, end, tuple(sorted(uses, key=lambda use: -_WORTH[use.evidence.value])))
        for number, ((spot, start, end), uses) in enumerate(sorted(found.items(), key=lambda each: each[0]), 1)
    )
    at: dict[Spot, list[Passage]] = {}
    of: dict[str, dict[int, int]] = {}
    for passage in passages:
        at.setdefault(passage.spot, []).append(passage)
        for use in passage.uses:
            of.setdefault(use.element.id, {})[use.element.evidence.index(use.evidence)] = passage.number
    gaps, gap_of = _gaps(report, documents, index)
    return Marks(
        passages,
        {spot: tuple(each) for spot, each in at.items()},
        {element: tuple(numbers[place] for place in sorted(numbers)) for element, numbers in of.items()},
        gaps,
        gap_of,
    )


def _gaps(
    report: Report, documents: Sequence[Document], index: Mapping[str, int]
) -> tuple[dict[Spot, tuple[Gap, ...]], dict[str, Spot]]:
    placed = places(report, documents)
    gaps: dict[Spot, list[Gap]] = {}
    gap_of = {}
    for criterion in report.criteria:
        for element in criterion.elements:
            if place := placed.get(element.id):
                gap_of[element.id] = (index[place.document], place.block)
                gaps.setdefault(gap_of[element.id], []).append(Gap(criterion, element, place))
    return {spot: tuple(each) for spot, each in gaps.items()}, gap_of


def _find(quote: str, text: str) -> tuple[int, int]:
    """Where a quote stands in its block; the whole block where it runs over several."""
    start = text.find(quote)
    return (start, start + len(quote)) if start >= 0 else (0, len(text))


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a block's text under the same passages."""

    text: str
    passages: tuple[Passage, ...] = ()
    begins: tuple[Passage, ...] = ()
    """Those that begin with this piece."""

    ends: tuple[Passage, ...] = ()
    """Those that end with it: their labels follow."""

    @property
    def status(self) -> Status:
        """Whose look it has where several passages overlap: the gravest."""
        return VALUE_STATUS[max((passage.uses[0].evidence.value for passage in self.passages), key=_WORTH.__getitem__)]


def pieces(text: str, passages: Sequence[Passage], start: int = 0) -> tuple[Piece, ...]:
    """`text`, which begins at `start` of its block, cut where a passage of the block begins or ends."""
    end = start + len(text)
    cuts = {start, end}
    inside = [passage for passage in passages if passage.start < end and passage.end > start]
    for passage in inside:
        cuts |= {max(start, passage.start), min(end, passage.end)}
    ordered = sorted(cuts)
    return tuple(
        Piece(
            text[first - start : last - start],
            tuple(passage for passage in inside if passage.start <= first and passage.end >= last),
            tuple(passage for passage in inside if passage.start == first),
            tuple(passage for passage in inside if passage.end == last),
        )
        for first, last in pairwise(ordered)
    )
