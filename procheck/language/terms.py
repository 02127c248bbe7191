"""Terms with (either|or) and [optional] parts, found in a statement by spaCy's PhraseMatcher.

Words match in any inflection; "=word" matches that very form. A term with few wordings is spelt out in full. One with
many ("(child|pupil|student) [who has] (harmed|hurt) (another|others)") is found slot by slot and joined, since spelling
out every combination would take hundreds of thousands of patterns.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

from procheck.language.words import Words, english, stem, stems_of

Span = tuple[int, int]
"""Half-open range of word positions."""

MOST_SPELT_OUT = 6
_PART = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a term: what may stand there."""

    choices: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class _Chain:
    """A term that is found slot by slot."""

    name: str
    slots: tuple[tuple[int, bool], ...]
    """Number of the slot's group, and whether it may be left out."""


def slots_of(term: str) -> tuple[Slot, ...]:
    """The slots of a term, in order.

    >>> [slot.choices for slot in slots_of("(make|send) a [written] referral")]
    [('make', 'send'), ('a',), ('written',), ('referral',)]
    """
    slots = []
    position = 0
    for found in (*_PART.finditer(term), None):
        plain = term[position : found.start() if found else len(term)].strip()
        if plain:
            slots.append(Slot((plain,), optional=False))
        if found:
            inner = tuple(choice.strip() for choice in found.group()[1:-1].split("|"))
            optional = found.group().startswith("[") or "" in inner
            slots.append(Slot(tuple(choice for choice in inner if choice), optional))
            position = found.end()
    return tuple(slots)


class TermMatcher:
    """Finds named terms in statements."""

    def __init__(self) -> None:
        self._by_stem, self._by_form = _Half("stems"), _Half("lower")
        self._groups: dict[tuple[str, ...], int] = {}
        self._chains: dict[int, list[_Chain]] = defaultdict(list)

    def add(self, name: str, term: str) -> None:
        """Let `term` be found as `name`."""
        slots = slots_of(term)
        wordings = prod(len(slot.choices) + slot.optional for slot in slots)
        if wordings <= MOST_SPELT_OUT:
            for wording in _spelt_out(slots):
                self._add_wording(name, wording)
            return
        chain = _Chain(name, tuple((self._group(slot.choices), slot.optional) for slot in slots))
        # The longest wordings are met least often, so a chain is looked at only where one of its rarest slot stands.
        needed = [(slot, group) for slot, (group, _) in zip(slots, chain.slots, strict=True) if not slot.optional]
        _, anchor = max(needed, key=lambda each: min(map(len, each[0].choices)) / len(each[0].choices))
        self._chains[anchor].append(chain)

    def find(self, words: Words) -> defaultdict[str, set[Span]]:
        """Name -> where its terms stand in `words`."""
        hits: defaultdict[str, set[Span]] = defaultdict(set)
        groups: dict[int, dict[int, list[int]]] = {}
        for half in (self._by_stem, self._by_form):
            for key, start, end in half.find(words):
                if isinstance(key, int):
                    groups.setdefault(key, {}).setdefault(start, []).append(end)
                else:
                    hits[key].add((start, end))
        for group in tuple(groups):
            for chain in self._chains.get(group, ()):
                if all(optional or needed in groups for needed, optional in chain.slots):
                    for span in _joined(chain.slots, groups):
                        hits[chain.name].add(span)
        return hits

    def _group(self, choices: tuple[str, ...]) -> int:
        if choices not in self._groups:
            self._groups[choices] = number = len(self._groups)
            for choice in choices:
                self._add_wording(number, choice)
        return self._groups[choices]

    def _add_wording(self, key: str | int, wording: str) -> None:
        if "=" in wording:
            self._by_form.add(key, tuple(wording.replace("=", "").replace("-", " ").lower().split()))
        else:
            self._by_stem.add(key, _stems(wording))


class _Half:
    """Patterns over one form of the words: their stems, or the words as written in lower case."""

    def __init__(self, form: str) -> None:
        self._form = form
        self._patterns: dict[tuple[str, ...], list[str | int]] = {}
        self._matcher: Any = None
        self._numbered: list[list[str | int]] = []

    def add(self, key: str | int, words: tuple[str, ...]) -> None:
        if words:
            keys = self._patterns.setdefault(words, [])
            if key not in keys:
                keys.append(key)
            self._matcher = None

    def find(self, words: Words) -> Iterator[tuple[str | int, int, int]]:
        if not self._patterns or not words:
            return
        from spacy.tokens import Doc

        if self._matcher is None:
            self._compile()
        strings = english().vocab.strings
        for number, start, end in self._matcher(Doc(english().vocab, words=list(getattr(words, self._form)))):
            for key in self._numbered[int(strings[number])]:
                yield key, start, end

    def _compile(self) -> None:
        """One PhraseMatcher over distinct patterns; those that serve the same names share an entry."""
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc

        vocab = english().vocab
        self._matcher = PhraseMatcher(vocab, attr="ORTH")
        alike: dict[tuple[str | int, ...], list[tuple[str, ...]]] = defaultdict(list)
        for pattern, keys in self._patterns.items():
            alike[tuple(keys)].append(pattern)
        self._numbered = [list(keys) for keys in alike]
        for number, patterns in enumerate(alike.values()):
            self._matcher.add(str(number), [Doc(vocab, words=list(pattern)) for pattern in patterns])


def _joined(slots: Sequence[tuple[int, bool]], groups: dict[int, dict[int, list[int]]]) -> Iterator[Span]:
    """Where slots stand one right after the other."""

    def ends(index: int, position: int) -> Iterator[int]:
        if index == len(slots):
            yield position
            return
        group, optional = slots[index]
        for end in groups.get(group, {}).get(position, ()):
            yield from ends(index + 1, end)
        if optional:
            yield from ends(index + 1, position)

    first = 0
    while True:
        group, optional = slots[first]
        for start in groups.get(group, {}):
            for end in ends(first, start):
                if end > start:
                    yield start, end
        if not optional:
            return
        first += 1


def _spelt_out(slots: Sequence[Slot]) -> Iterator[str]:
    for choice in itertools.product(*((*slot.choices, "") if slot.optional else slot.choices for slot in slots)):
        yield " ".join(filter(None, choice))


def _stems(wording: str) -> tuple[str, ...]:
    # Plain words need no tokeniser; thousands of terms are compiled at each start.
    pieces = wording.replace("’", "'").replace("-", " ").split()
    plain = [piece.removesuffix("'s").removesuffix("s'") if "'" in piece else piece for piece in pieces]
    if all(piece.isalnum() for piece in plain):
        return tuple(stem(piece) for piece in plain)
    return stems_of(wording)
