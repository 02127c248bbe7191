"""The phrase language: how a pack says which wordings count, and how one is matched against a statement.

{refer} ... {social care}        the two in this order, at most 14 words between
{tell} .. {parent}               at most 4 words between
{take} {patterns} into account   next to one another ("the", "any", "their" and the like do not count)
{tell|contact} ... {parent}      either concept
(look|go) back [over]            plain words in any inflection: either/or, optional
{record} & {promptly}            both, in either order
!{attendance}                    not where the statement has this too
@{record keeping}                only where the statement, its heading, lead-in or the sentence before has this
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from procheck.language.lexicon import Hits
from procheck.language.terms import Span, wordings_of
from procheck.language.words import Words

MOST_WAYS = 6
MOST_WORDINGS = 24
"""Wordings of plain words that are each a concept; what has more stays one."""
LONG_GAP = 14
SHORT_GAP = 4
_SMALL = frozenset(
    """a an the any all everi each this that these those his her their it our your my such both own also alway then
    of to for in on at or and ani , ( ) be being been is has have had fulli careful carefully clear as so full
    first""".split()
)
"""Words that may stand between neighbours without parting them, as stems."""
_SMALL_MOST = 3

_TOKEN = re.compile(r"\s*(\.\.\.|\.\.|&|[!@]?\{[^{}]+\}|[!@]?\"[^\"]+\"|[^\s{}&!@\"]+)")


class PhraseError(ValueError):
    """A phrase that is not written in the phrase language; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Step:
    """One concept or run of plain words, and how far it may stand from the step before."""

    names: tuple[str, ...]
    gap: int
    """Most words between; -1 where the two must be neighbours."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One compiled phrase."""

    text: str
    sequences: tuple[tuple[Step, ...], ...]
    """Joined by "&": each must be found, in any order."""
    without: tuple[str, ...] = ()
    context: tuple[tuple[str, ...], ...] = ()

    @property
    def names(self) -> set[str]:
        """Every concept that the phrase needs, a set of alternatives counting by its members."""
        return {name for sequence in self.sequences for step in sequence for name in step.names}


def parse(text: str) -> Phrase:
    """Compile one phrase. Raises PhraseError."""
    sequences: list[list[Step]] = [[]]
    without: list[str] = []
    context: list[tuple[str, ...]] = []
    gap = -1
    plain: list[str] = []

    def flush() -> None:
        nonlocal gap
        if plain:
            sequences[-1].append(Step(_plain(" ".join(plain)), gap))
            plain.clear()
            gap = -1

    position = 0
    while position < len(text.rstrip()):
        found = _TOKEN.match(text, position)
        if not found:
            raise PhraseError(f"cannot read '{text[position:].strip()}'")
        position = found.end()
        token = found.group(1)
        if token in ("...", ".."):
            flush()
            if not sequences[-1]:
                raise PhraseError("a gap needs something before it")
            gap = LONG_GAP if token == "..." else SHORT_GAP
        elif token == "&":
            flush()
            if not sequences[-1] or gap != -1:
                raise PhraseError("'&' needs something on both sides")
            sequences.append([])
        elif token.startswith(("!", "@")):
            flush()
            names = _names(token[1:])
            if token[0] == "!":
                without.extend(names)
            else:
                context.append(names)
        elif token.startswith(("{", '"')):
            flush()
            sequences[-1].append(Step(_names(token), gap))
            gap = -1
        else:
            plain.append(token)
    flush()
    if gap != -1 or (not sequences[-1] and (len(sequences) > 1 or not context)):
        raise PhraseError("it ends where something should follow")
    return Phrase(text, tuple(map(tuple, sequences)), tuple(without), tuple(context))


def renamed(phrase: Phrase, names: Mapping[str, str]) -> Phrase:
    """The phrase with its concepts called by `names`; those that come to be called the same are one."""
    return replace(
        phrase,
        sequences=tuple(
            tuple(Step(tuple(dict.fromkeys(names[name] for name in step.names)), step.gap) for step in sequence)
            for sequence in phrase.sequences
        ),
        without=tuple(names[name] for name in phrase.without),
        context=tuple(tuple(names[name] for name in group) for group in phrase.context),
    )


def _names(token: str) -> tuple[str, ...]:
    if token.startswith('"'):
        return _plain(token.strip('"'))
    return tuple(name.strip() for name in token.strip("{}").split("|"))


def _plain(text: str) -> tuple[str, ...]:
    """Plain words as the concepts that they are named by: each wording one, so that all phrases that have it share it.

    "(is|are)" and "(may|is)" would be two concepts more wherever an "is" stands; hundreds of phrases have such words.
    """
    return tuple(f"'{wording}'" for wording in wordings_of(text, MOST_WORDINGS) or (text,))


def matches(
    phrase: Phrase, words: Words, hits: Hits, around: Container[str]
) -> Iterator[tuple[Span, ...]]:
    """Each way in which the phrase's steps stand in the statement, earliest first, at most MOST_WAYS of them.

    Steps come in the order written. `around` holds the concepts of heading, lead-in and sentence before (for "@").
    """
    if not hits.keys().isdisjoint(phrase.without):
        return
    for group in phrase.context:
        if hits.keys().isdisjoint(group) and not any(name in around for name in group):
            return
    sequences = [[_standing(step, hits) for step in sequence] for sequence in phrase.sequences]
    if len(sequences) == 1:
        yield from itertools.islice(_ways(phrase.sequences[0], sequences[0], words), MOST_WAYS)
        return
    ways = []
    for steps, standing in zip(phrase.sequences, sequences, strict=True):
        ways.append(list(itertools.islice(_ways(steps, standing, words), MOST_WAYS)))
        if not ways[-1]:
            return
    for parts in itertools.islice(itertools.product(*ways), MOST_WAYS):
        yield tuple(itertools.chain.from_iterable(parts))


def match(phrase: Phrase, words: Words, hits: Hits, around: Container[str]) -> tuple[Span, ...] | None:
    """The first of `matches`; None where there is none."""
    return next(matches(phrase, words, hits, around), None)


def _standing(step: Step, hits: Hits) -> Sequence[Span]:
    """Where the step stands, in order."""
    standing = [hits[name] for name in step.names if name in hits]
    return standing[0] if len(standing) == 1 else sorted(set(itertools.chain(*standing)))


def _ways(
    steps: tuple[Step, ...], standing: Sequence[Sequence[Span]], words: Words, index: int = 0, after: int | None = None
) -> Iterator[tuple[Span, ...]]:
    """Each way in which the steps from `index` on follow one another after position `after`."""
    if index == len(steps):
        yield ()
        return
    gap = steps[index].gap
    last = index + 1 == len(steps)
    furthest = 0 if after is None else after + (gap if gap >= 0 else _SMALL_MOST)
    for span in standing[index]:
        if after is not None:
            if span[0] < after:
                continue
            if span[0] > furthest:
                break
            if not _near(words, after, span[0], gap):
                continue
        if last:
            yield (span,)
        else:
            for rest in _ways(steps, standing, words, index + 1, span[1]):
                yield (span, *rest)


def _near(words: Words, end: int, start: int, gap: int) -> bool:
    """True where nothing between keeps apart what stands at most `gap` words apart."""
    if start == end:
        return True
    between = words.stems[end:start]
    if ";" in between or "." in between:
        return False
    if gap >= 0:
        # Only the long gap reaches from one cell of a table into the next.
        return gap == LONG_GAP or "|" not in between
    return all(word in _SMALL for word in between)
