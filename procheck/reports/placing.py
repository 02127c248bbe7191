"""Where something that is missing best belongs: the section nearest in subject. Pure: a report and its documents in, places out.

Forms that show the document itself (the local web page, annotated drafts) point there.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from procheck.documents.model import Block, Document
from procheck.judgement.model import CriterionFinding, ElementFinding, Evidence
from procheck.reports.model import Report

_LONGEST = 30
"""Blocks of a section that are weighed as one; longer sections (or documents without headings) are weighed in stretches."""

_SAME_CRITERION, _HEADING, _WORDING, _SHARE = 3.0, 0.7, 0.3, 0.6
"""What a place gains, at most: by a passage of the same criterion, by a heading like the element, by wording like it, and by holding all
that was found for any criterion. A passage of the same criterion outweighs the rest: there the reader looks for more. What was found for
the same theme tells nothing beyond that (`python -m tests.bench.placing` measures how often the section is the right one)."""

_ENOUGH = 0.1
"""With less than this no section is near."""

_FEWEST_WORDS = 2
"""One word in common is chance."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_STOP = frozenset(
    "all and any are because been being both but can could did does each every for from had has have her here him his how into its may "
    "must not off one only other our out over own shall she should some such than that the their them then there these they this those "
    "under until was were what when where which while who whom whose why will with within would you your say says said add name names "
    "whether".split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element that was not found would stand."""

    document: str
    """Name of the file."""

    block: int
    """The block that it belongs after, as an index into `Document.blocks` (from 0)."""

    heading: int | None
    """The heading of that section, likewise; None where nothing stands above it."""

    section: tuple[str, ...]
    """Headings above it, outermost first; empty where it needs a section of its own."""

    because: str
    """Why here, a plain clause to follow "Here because": "this section already says ..."."""


@dataclass(slots=True)
class _Stretch:
    """A section's own text, or a part of it where it is long."""

    document: Document
    heading: int | None
    blocks: list[int]
    heading_words: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    """Those of its text, the heading's left out."""
    evidence: list[tuple[CriterionFinding, ElementFinding, Evidence]] = field(default_factory=list)
    share: float = 0.0
    """From 0 to 1: how many of all passages that were found stand in it."""


def places(report: Report, documents: Sequence[Document]) -> Mapping[str, Place]:
    """Element id -> where it belongs, for each element of value "no" whose criterion applies.

    `documents` are those that the report was made from. Empty where none of them has a word.
    """
    stretches = [stretch for document in documents for stretch in _stretches(document)]
    if not stretches:
        return {}
    stem = _stemmer()
    rarity = _weigh_words(stretches, stem)
    _hand_out_evidence(report, stretches)
    return {
        element.id: _place(criterion, element, stretches, rarity, stem)
        for criterion in report.criteria
        if criterion.status != "not-applicable"
        for element in criterion.elements
        if element.value == "no"
    }


def _stretches(document: Document) -> Iterator[_Stretch]:
    """The document's sections in order; tables of contents and footnotes hold no place for anything."""
    current: _Stretch | None = None
    for number, block in enumerate(document.blocks):
        if block.kind in ("contents", "footnote"):
            continue
        if block.kind == "heading":
            if current is not None:
                yield current
            current = _Stretch(document, number, [number])
            continue
        if current is not None and len(current.blocks) >= _LONGEST:
            yield current
            current = _Stretch(document, current.heading, [])
        if current is None:
            current = _Stretch(document, None, [])
        current.blocks.append(number)
    if current is not None:
        yield current


def _stemmer() -> Callable[[Iterable[str]], list[str]]:
    import Stemmer

    stem: Callable[[Iterable[str]], list[str]] = Stemmer.Stemmer("english").stemWords
    return stem


def _words(text: str, stem: Callable[[Iterable[str]], list[str]]) -> list[str]:
    return stem([word for word in _WORD.findall(text.lower()) if word not in _STOP])


def _weigh_words(stretches: Sequence[_Stretch], stem: Callable[[Iterable[str]], list[str]]) -> Mapping[str, float]:
    """Sets each stretch's words; gives how rare each word is among the stretches (inverse document frequency)."""
    within: Counter[str] = Counter()
    for stretch in stretches:
        blocks = stretch.document.blocks
        for number in stretch.blocks:
            if number != stretch.heading:
                stretch.words.update(_words(blocks[number].text, stem))
        if stretch.heading is not None and not _is_title(stretch.heading, blocks):
            stretch.heading_words.update(_words(blocks[stretch.heading].text, stem))
        within.update(stretch.words.keys() | stretch.heading_words.keys())
    return {word: math.log((1 + len(stretches)) / count) for word, count in within.items()}


def _is_title(heading: int, blocks: Sequence[Block]) -> bool:
    """True for a line of the document's own title, which stands above all its sections and is like everything in it."""
    end = next((number for number, block in enumerate(blocks) if block.kind != "heading"), len(blocks))
    if heading >= end:
        return False
    below = [block.level for block in blocks[end:] if block.kind == "heading"]
    return bool(below) and min(below) > blocks[heading].level


def _weight(count: int, rarity: float) -> float:
    return (1 + math.log(count)) * rarity


def _likeness(one: Mapping[str, int], other: Mapping[str, int], rarity: Mapping[str, float]) -> float:
    """The cosine between two counts of words, rare words counting for more: from 0 to 1."""
    common = sum(_weight(count, rarity[word]) * _weight(other[word], rarity[word]) for word, count in one.items() if word in other)
    if not common:
        return 0.0
    squares = (sum(_weight(count, rarity[word]) ** 2 for word, count in words.items()) for words in (one, other))
    return common / math.sqrt(math.prod(squares))


def _hand_out_evidence(report: Report, stretches: Sequence[_Stretch]) -> None:
    at = {(stretch.document.name, number): stretch for stretch in stretches for number in stretch.blocks}
    for criterion in report.criteria:
        for element in criterion.elements:
            for evidence in element.evidence:
                stretch = at.get((evidence.document, evidence.paragraph - 1))
                if stretch is not None and evidence.stance == "says":
                    stretch.evidence.append((criterion, element, evidence))
    every = sum(len(stretch.evidence) for stretch in stretches)
    for stretch in stretches:
        stretch.share = len(stretch.evidence) / (every or 1)


def _place(
    criterion: CriterionFinding,
    element: ElementFinding,
    stretches: Sequence[_Stretch],
    rarity: Mapping[str, float],
    stem: Callable[[Iterable[str]], list[str]],
) -> Place:
    asked = Counter(_words(f"{element.title} {element.add} {criterion.title} {criterion.title}", stem))
    wanted = {word: count for word, count in asked.items() if word in rarity}

    def score(stretch: _Stretch) -> float:
        kin = [_worth(found) for other, _, found in stretch.evidence if other.id == criterion.id]
        common = sum(word in stretch.words for word in wanted)
        return (
            _SAME_CRITERION * max(kin, default=0.0)
            + _HEADING * _likeness(wanted, stretch.heading_words, rarity)
            + (_WORDING * _likeness(wanted, stretch.words, rarity) if common >= _FEWEST_WORDS else 0.0)
            + _SHARE * stretch.share
        )

    scores = [score(stretch) for stretch in stretches]
    best = max(range(len(stretches)), key=lambda place: (scores[place], -place))
    if scores[best] < _ENOUGH:
        last = stretches[-1]
        return Place(last.document.name, last.blocks[-1], None, (), "no section is near to it in subject, so it may need one of its own")
    return _within(stretches[best], criterion)


def _within(stretch: _Stretch, criterion: CriterionFinding) -> Place:
    """After the last passage of the same criterion, else at the end of the stretch."""
    kin: dict[int, list[str]] = defaultdict(list)
    for other, element, found in stretch.evidence:
        if other.id == criterion.id:
            kin[found.paragraph - 1].append(element.title)
    block = max(kin) if kin else stretch.blocks[-1]
    because = "this section is the nearest to it in subject"
    if kin:
        because = f"this section already says something of {criterion.id} {criterion.title}"
    return Place(stretch.document.name, block, stretch.heading, stretch.document.blocks[block].section, because)


def _worth(evidence: Evidence) -> float:
    """How much a passage draws what belongs with it: general text less than text about harmful sexual behaviour."""
    return (1.0 if evidence.value == "yes" else 0.8) * (1.0 if evidence.scope == "hsb" else 0.4)
