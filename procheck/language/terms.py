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
        self._halves = (_Half("stems"), _Half("lower"))
        self._groups: dict[tuple[str, ...], int] = {}
        self._chains: list[_Chain] = []
        self._index: _Index | None = None

    def add(self, name: str, term: str) -> None:
        """Let `term` be found as `name`."""
        self._index = None
        slots = slots_of(term)
        wordings = prod(len(slot.choices) + slot.optional for slot in slots)
        if wordings <= MOST_SPELT_OUT:
            for wording in _spelt_out(slots):
                self._add_wording(name, wording)
            return
        self._chains.append(_Chain(name, tuple((self._group(slot.choices), slot.optional) for slot in slots)))

    def find(self, words: Words) -> defaultdict[str, set[Span]]:
        """Name -> where its terms stand in `words`."""
        if self._index is None:
            self._index = _Index([half.compiled() for half in self._halves], self._chains)
        hits: defaultdict[str, set[Span]] = defaultdict(set)
        found: dict[Pattern, list[Span]] = {}
        for half, matcher in enumerate(self._halves):
            for number, span in matcher.find(words):
                found.setdefault(2 * number + half, []).append(span)
        chains: dict[int, None] = {}
        for pattern, spans in found.items():
            for name in self._index.names.get(pattern, ()):
                hits[name].update(spans)
            chains.update(dict.fromkeys(self._index.anchored.get(pattern, ())))
        standing = _Standing(found, self._index.patterns)
        for number in chains:
            chain = self._chains[number]
            if all(optional or standing[group] for group, optional in chain.slots):
                joined = set(_joined(chain.slots, standing))
                if joined:
                    hits[chain.name] |= joined
        return hits

    def _group(self, choices: tuple[str, ...]) -> int:
        if choices not in self._groups:
            self._groups[choices] = number = len(self._groups)
            for choice in choices:
                self._add_wording(number, choice)
        return self._groups[choices]

    def _add_wording(self, key: str | int, wording: str) -> None:
        stems, lower = self._halves
        if "=" in wording:
            lower.add(key, tuple(wording.replace("=", "").replace("-", " ").lower().split()))
        else:
            stems.add(key, _stems(wording))


Pattern = int
"""Its number in its half, doubled, and one more in the second half."""
_NOWHERE: dict[int, list[int]] = {}


class _Index:
    """What each pattern is for: the names that it says, and the chains that are looked at where it stands."""

    def __init__(self, halves: Sequence[Sequence[Sequence[str | int]]], chains: Sequence[_Chain]) -> None:
        self.names: dict[Pattern, list[str]] = {}
        self.patterns: dict[int, set[Pattern]] = defaultdict(set)
        shared: dict[int, int] = defaultdict(int)
        for half, keys_of in enumerate(halves):
            for number, keys in enumerate(keys_of):
                self.names[2 * number + half] = [key for key in keys if isinstance(key, str)]
                for key in keys:
                    if isinstance(key, int):
                        self.patterns[key].add(2 * number + half)
                        shared[key] += len(keys)
        # A chain is looked at only where its rarest needed slot stands: the one whose wordings serve fewest others.
        self.anchored: dict[Pattern, list[int]] = defaultdict(list)
        for number, chain in enumerate(chains):
            anchor = min((group for group, optional in chain.slots if not optional), key=lambda group: shared[group])
            for pattern in sorted(self.patterns[anchor]):
                self.anchored[pattern].append(number)


class _Standing(dict[int, "dict[int, list[int]]"]):
    """Group -> where its wordings stand in the statement, by start; worked out for the groups that are asked for."""

    def __init__(self, found: dict[Pattern, list[Span]], patterns: dict[int, set[Pattern]]) -> None:
        super().__init__()
        self._found = found
        self._here = frozenset(found)
        self._patterns = patterns

    def __missing__(self, group: int) -> dict[int, list[int]]:
        here = self._patterns[group] & self._here
        places: dict[int, list[int]] = {} if here else _NOWHERE
        for pattern in here:
            for start, end in self._found[pattern]:
                places.setdefault(start, []).append(end)
        self[group] = places
        return places


class _Half:
    """Patterns over one form of the words: their stems, or the words as written in lower case."""

    def __init__(self, form: str) -> None:
        self._form = form
        self._patterns: dict[tuple[str, ...], list[str | int]] = {}
        self._matcher: Any = None
        self._keys: list[tuple[str | int, ...]] = []

    def add(self, key: str | int, words: tuple[str, ...]) -> None:
        if words:
            keys = self._patterns.setdefault(words, [])
            if key not in keys:
                keys.append(key)
            self._matcher = None

    def compiled(self) -> list[tuple[str | int, ...]]:
        """For each number that `find` gives, what its patterns are for. Patterns that serve the same share a number."""
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc

        vocab = english().vocab
        self._matcher = PhraseMatcher(vocab, attr="ORTH")
        alike: dict[tuple[str | int, ...], list[tuple[str, ...]]] = defaultdict(list)
        for pattern, keys in self._patterns.items():
            alike[tuple(keys)].append(pattern)
        self._keys = list(alike)
        for number, patterns in enumerate(alike.values()):
            self._matcher.add(str(number), [Doc(vocab, words=list(pattern)) for pattern in patterns])
        return self._keys

    def find(self, words: Words) -> Iterator[tuple[int, Span]]:
        """Number of the pattern and where it stands."""
        if not self._patterns or not words:
            return
        from spacy.tokens import Doc

        strings = english().vocab.strings
        for number, start, end in self._matcher(Doc(english().vocab, words=list(getattr(words, self._form)))):
            yield int(strings[number]), (start, end)


def _joined(slots: Sequence[tuple[int, bool]], standing: _Standing) -> Iterator[Span]:
    """Where slots stand one right after the other."""

    def ends(index: int, position: int) -> Iterator[int]:
        if index == len(slots):
            yield position
            return
        group, optional = slots[index]
        for end in standing[group].get(position, ()):
            yield from ends(index + 1, end)
        if optional:
            yield from ends(index + 1, position)

    first = 0
    while True:
        group, optional = slots[first]
        for start in standing[group]:
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
