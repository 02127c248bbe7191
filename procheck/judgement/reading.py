"""A document as the judge sees it: each statement with its concepts, its surroundings and what it is about."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from procheck.documents.model import Document
from procheck.language.abbreviations import own_names, with_names
from procheck.language.crossrefs import unlabelled
from procheck.language.lexicon import Hits, Lexicon
from procheck.language.scope import RUN_IN_WORDS, Reach, scopes
from procheck.language.statements import Statement, statements
from procheck.language.titles import HSB
from procheck.language.words import Words
from procheck.scoring.model import WITHIN, ScorerInput

MOST_KEPT = 4_000
"""Statements, of some 130 pages, whose concepts are kept. In a longer document those of each are found twice, which takes a fifth
more time and a tenth of the memory.
"""


@dataclass(frozen=True, slots=True)
class Around:
    """The concepts of what surrounds a statement, shared with the statements that they stand in."""

    headings: Container[str] = ()
    statements: tuple[tuple[Hits, int], ...] = ()
    """Each with the position from which its own words stand, after its lead-in."""

    def __contains__(self, concept: object) -> bool:
        assert isinstance(concept, str)
        return concept in self.headings or any(_is_own(concept, hits, own_from) for hits, own_from in self.statements)


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """A statement ready to be judged."""

    document: Document
    statement: Statement
    hits: Hits
    """Concepts in lead-in and statement, by position in the joined words."""
    around: Around
    """Concepts of the headings, the lead-in and the sentence before."""
    reach: Reach
    before: str = ""
    """The lead-in, the column headings or the sentence that it carries on from, as written."""

    @property
    def scorer_input(self) -> ScorerInput:
        """The statement as the scorer reads it."""
        text = self.document.text[self.statement.start : self.statement.end]
        return ScorerInput(text, WITHIN.join(map(unlabelled, self.statement.section[-2:])), self.before)


def read(document: Document, lexicon: Lexicon) -> tuple[ReadStatement, ...]:
    """Every statement of the document, in order."""
    return tuple(read_each(document, lexicon))


def read_each(document: Document, lexicon: Lexicon) -> Iterator[ReadStatement]:
    """Every statement of the document, in order, one at a time."""
    made = statements(document)
    found = lru_cache(MOST_KEPT)(lambda number: lexicon.find(made[number].joined))
    mentions: list[bool] = []
    names = own_names(_noting_hsb(document, made, found, mentions))
    for_hsb = {word for word, concepts in names.items() if HSB in concepts}
    mentions = [known or not for_hsb.isdisjoint(statement.words.lower) for known, statement in zip(mentions, made, strict=True)]

    @lru_cache(MOST_KEPT)
    def concepts(number: int) -> Hits:
        return with_names(made[number].joined, found(number), names)

    reaches = scopes(document, made, mentions, lexicon)
    headings = _HeadingConcepts(lexicon)
    for statement in made:
        yield ReadStatement(
            document=document,
            statement=statement,
            hits=concepts(statement.index),
            around=_around(statement, made, concepts, headings),
            reach=reaches[statement.index],
            before=_before(document, statement, made),
        )


def without_concepts(statement: ReadStatement) -> ReadStatement:
    """The statement once its phrases were tried: all but the concepts in it and around it."""
    return ReadStatement(statement.document, statement.statement, {}, Around(), statement.reach, statement.before)


def _before(document: Document, statement: Statement, made: Sequence[Statement]) -> str:
    other = None
    if statement.introduced_by is not None:
        other = made[statement.introduced_by]
    elif statement.carries_on:
        other = made[statement.index - 1]
    text = document.text[other.start : other.end] if other else ""
    return f"{text} {' | '.join(statement.columns)}".strip()


def _noting_hsb(
    document: Document, made: Sequence[Statement], found: Callable[[int], Hits], mentions: list[bool]
) -> Iterator[tuple[Words, Hits, str]]:
    """Each statement's words, concepts and text; `mentions` is filled by the way: whether each speaks of HSB."""
    for statement in made:
        hits = found(statement.index)
        mentions.append(_is_own(HSB, hits, len(statement.lead_in)))
        yield statement.joined, hits, document.text[statement.start : statement.end]


def _is_own(concept: str, hits: Hits, own_from: int) -> bool:
    """True where a concept stands in a statement's own words, which begin at a position after its lead-in's."""
    return concept in hits and (not own_from or any(start >= own_from for start, _ in hits[concept]))


def _around(
    statement: Statement, made: Sequence[Statement], concepts: Callable[[int], Hits], headings: _HeadingConcepts
) -> Around:
    others = []
    if statement.introduced_by is not None:
        others.append(statement.introduced_by)
    if statement.index and made[statement.index - 1].section == statement.section:
        others.append(statement.index - 1)
    first = statement.index
    while made[first].carries_on:
        first -= 1
    if first < statement.index - 1 and len(made[first].words) <= RUN_IN_WORDS:
        # A run-in heading ("The child who did it. ...") is a heading to the whole paragraph.
        others.append(first)
    return Around(headings.of(statement.section), tuple((concepts(other), len(made[other].lead_in)) for other in others))


class _HeadingConcepts:
    """Concepts in paths of headings."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[tuple[str, ...], frozenset[str]] = {}

    def of(self, section: tuple[str, ...]) -> frozenset[str]:
        if section not in self._known:
            self._known[section] = frozenset(name for heading in section for name in self._lexicon.in_heading(heading)[1])
        return self._known[section]
