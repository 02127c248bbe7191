"""One sentence judged for one element with everything that decided it, for people who write criteria."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from procheck.criteria.model import Element, Example
from procheck.judgement.candidates import Candidate, Finder
from procheck.judgement.examples import alone
from procheck.judgement.judging import Judge, candidates_of
from procheck.judgement.likeness import look, worth_scoring
from procheck.judgement.model import Value
from procheck.judgement.nearest import Near, nearest
from procheck.judgement.reading import ReadStatement, read
from procheck.judgement.together import element_value
from procheck.judgement.weighing import Stand, Weight, weigh
from procheck.language.scope import Reach
from procheck.scoring.model import Bounds, Likelihood, Scored, ScoresStatements

_WORTH: dict[Value, int] = {"contradicted": 3, "yes": 2, "weak": 1, "no": 0}
_STANDS: tuple[Stand, ...] = ("contradicts", "says", "partly", "apart", "unlike")
_FIRM: tuple[Stand, ...] = ("says",)
_ABOUT_HSB, _GENERAL = Reach("hsb"), Reach("general")


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase, or a likeness, found in a statement, and what it is worth here and elsewhere."""

    candidate: Candidate
    by_grammar: Weight
    """What the way in which it is said makes of it, before the scorer is heard and whatever the section is about."""
    in_general_text: Weight
    """What it would be worth in text about concerns in general."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What one statement makes of the element."""

    statement: ReadStatement
    matches: tuple[Match, ...]
    """What decided it first, the rest after."""
    nearest: Near | None
    """Where no phrase that says it matched: the one that came nearest; None where no word of theirs is there."""
    likelihood: Likelihood | None
    """What the scorer makes of it; None without a scorer or for an element that it was not trained on."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a sentence tried for one element."""

    element: Element
    value: Value
    statements: tuple[Tried, ...]
    """Empty where the text is read as a heading or a label, which says nothing."""
    bounds: Bounds | None
    """From which likelihood on the scorer counts for the element."""


def try_example(judge: Judge, elements: Sequence[Element], example: Example) -> Iterator[Trial]:
    """Judge the example's text as if it stood alone in a section about HSB, once for each element."""
    pack, scorer = judge.pack, judge.scorer
    document = alone(example)
    own_from = document.blocks[-1].start
    judged = [
        (statement, candidates)
        for statement, candidates in judge.candidates(read(document, pack.lexicon))
        if statement.statement.start >= own_from
    ]
    finder = Finder(pack)
    scores = [_scored(scorer, statement, finder) if scorer and worth_scoring(statement) else None for statement, _ in judged]
    for element in elements:
        found = [
            (statement, [candidate for candidate in candidates if candidate.element.id == element.id])
            for statement, candidates in judged
        ]
        yield Trial(
            element=element,
            value=element_value(element, [candidate for _, candidates in found for candidate in candidates]),
            statements=tuple(
                _tried(element, statement, candidates, finder, scored.likelihoods.get(element.id) if scored else None)
                for (statement, candidates), scored in zip(found, scores, strict=True)
            ),
            bounds=scorer.bounds.get(element.id) if scorer else None,
        )


def _scored(scorer: ScoresStatements, statement: ReadStatement, finder: Finder) -> Scored:
    """What the scorer makes of it where it is judged: a statement that a check leaves at a glance is left here too."""
    return scorer.score([statement.scorer_input], looks=[look(statement, candidates_of(statement, finder))])[0]


def _tried(
    element: Element, statement: ReadStatement, candidates: list[Candidate], finder: Finder, likelihood: Likelihood | None
) -> Tried:
    if statement.reach.subject == "off-topic":
        # Nothing is looked for there; show all the same what would be found elsewhere.
        elsewhere = candidates_of(replace(statement, reach=_ABOUT_HSB), finder)
        candidates = [replace(each, value="no") for each in elsewhere if each.element.id == element.id]
    cues = finder.cues(statement.statement.joined)
    matches = [
        Match(
            candidate,
            weigh(element, candidate.stand, candidate.spans, cues, _ABOUT_HSB),
            weigh(element, candidate.stand, candidate.spans, cues, _GENERAL),
        )
        for candidate in candidates
    ]
    matches.sort(key=lambda each: (-_WORTH[each.candidate.value], _STANDS.index(each.candidate.stand)))
    if matches and matches[0].candidate.stand == "says":
        # Wordings that say it in part stand in most that say it whole, and tell nothing more.
        matches = [each for each in matches if each.candidate.stand != "partly"]
    return Tried(
        statement=statement,
        matches=tuple(matches),
        nearest=_nearest(element, statement, candidates),
        likelihood=likelihood,
    )


def _nearest(element: Element, statement: ReadStatement, candidates: Sequence[Candidate]) -> Near | None:
    if not candidates:
        return nearest(element, statement)
    in_part = all(each.stand == "partly" for each in candidates)
    return nearest(element, statement, _FIRM) if in_part else None
