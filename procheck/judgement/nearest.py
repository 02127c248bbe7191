"""Where no phrase matched: which one came nearest, and what kept it from matching. For people who write phrases."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from procheck.criteria.model import Element
from procheck.criteria.phrases import Phrase, match
from procheck.judgement.reading import ReadStatement
from procheck.judgement.weighing import Stand
from procheck.language.terms import Span

Kept = Literal["words", "overlap", "order", "distance", "guard", "surroundings", "lead-in"]
"""What kept a phrase from matching: missing words, the same words for two of its parts, their order, their distance, a
"!" guard, an "@", or that all of it stands in the lead-in."""
_MOST_WAYS = 200
STANDS: tuple[Stand, ...] = ("says", "partly", "contradicts")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a phrase looks for, and where it stands in the statement."""

    names: tuple[str, ...]
    """The concepts of which any one will do; plain words in single quotes."""
    spans: tuple[Span, ...]
    """Positions in the statement's joined words; () where it is not there."""


@dataclass(frozen=True, slots=True)
class Near:
    """A phrase that did not match."""

    phrase: Phrase
    stand: Stand
    part: str
    """Which of the element's parts it is for, where it has parts."""
    parts: tuple[Part, ...]
    kept: Kept
    blocking: tuple[str, ...] = ()
    """For a guard: the concepts that stand in the way. For surroundings: those of which one is needed."""

    @property
    def found(self) -> int:
        """How many of its parts are there."""
        return sum(bool(part.spans) for part in self.parts)


def nearest(element: Element, statement: ReadStatement, stands: Collection[Stand] = STANDS) -> Near | None:
    """The phrase of these stands that came nearest to the statement; None where no word of any was found."""
    best: Near | None = None
    for stand, part, phrase in phrases_of(element):
        if stand not in stands:
            continue
        near = _near(phrase, stand, part, statement)
        if near.found and (best is None or _closeness(near) > _closeness(best)):
            best = near
    return best


def phrases_of(element: Element) -> Iterator[tuple[Stand, str, Phrase]]:
    """Every phrase of the element: what it stands for, the part it is for ("" for none), and the phrase."""
    for stand, phrases in zip(STANDS, (element.says, element.partly, element.contradicts), strict=True):
        for phrase in phrases:
            yield stand, "", phrase
    for part, phrases in (element.parts or {}).items():
        for phrase in phrases:
            yield "says", part, phrase


def _closeness(near: Near) -> tuple[float, float, int]:
    """How much of the phrase is there, plain words ("to", "if") counting half; more of it; what it stands for."""
    weights = [(0.5 if all(name.startswith("'") for name in part.names) else 1.0, bool(part.spans)) for part in near.parts]
    there = sum(weight for weight, found in weights if found)
    return there / sum(weight for weight, _ in weights), there, -STANDS.index(near.stand)


def _near(phrase: Phrase, stand: Stand, part: str, statement: ReadStatement) -> Near:
    parts = tuple(
        Part(step.names, tuple(span for name in step.names for span in statement.hits.get(name, ())))
        for sequence in phrase.sequences
        for step in sequence
    )
    kept, blocking = _kept(phrase, parts, statement)
    return Near(phrase, stand, part, parts or (Part(phrase.context[0], ()),), kept, blocking)


def _kept(phrase: Phrase, parts: tuple[Part, ...], statement: ReadStatement) -> tuple[Kept, tuple[str, ...]]:
    words, hits, around = statement.statement.joined, statement.hits, statement.around
    if not all(part.spans for part in parts):
        return "words", ()
    if not _apart(parts):
        return "overlap", ()
    bare = replace(phrase, without=(), context=())
    if match(bare, words, hits, around) is None:
        return ("distance" if _in_order(phrase, statement) else "order"), ()
    guards = tuple(name for name in phrase.without if name in hits)
    if guards:
        return "guard", guards
    for group in phrase.context:
        if not any(name in hits or name in around for name in group):
            return "surroundings", group
    return "lead-in", ()


def _apart(parts: tuple[Part, ...]) -> bool:
    """True where each part can have words of its own."""
    for ways in itertools.islice(itertools.product(*(part.spans for part in parts)), _MOST_WAYS):
        spans = sorted(ways)
        if all(before[1] <= after[0] for before, after in itertools.pairwise(spans)):
            return True
    return False


def _in_order(phrase: Phrase, statement: ReadStatement) -> bool:
    """True where each sequence's steps follow one another, however far apart."""
    for sequence in phrase.sequences:
        after = 0
        for step in sequence:
            spans = (span for name in step.names for span in statement.hits.get(name, ()) if span[0] >= after)
            first = min(spans, key=lambda span: span[1], default=None)
            if first is None:
                return False
            after = first[1]
    return True
