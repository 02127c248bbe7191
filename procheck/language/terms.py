"""Terms with (either|or) and [optional] parts, all found in one walk over a statement's words.

Words match in any inflection; "=word" matches that very form. A term with few wordings is spelt out in full. One with
many ("(child|pupil|student) [who has] (harmed|hurt) (another|others)") is followed slot by slot, since spelling out
every combination would take hundreds of thousands of patterns.

What may follow a run of words is worked out when that run is first met, and then remembered, as regular expression
engines do that build their automaton as they go (Thompson 1968). spaCy's PhraseMatcher finds the wordings as fast, but
joining them into a thousand long terms afterwards took most of the time of a check.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

from procheck.language.words import Words, stem, stems_of

Span = tuple[int, int]
"""Half-open range of word positions."""
Hits = dict[str, tuple[Span, ...]]
"""Name -> where it stands, in order."""

MOST_SPELT_OUT = 6
MOST_REMEMBERED = 30_000
"""Runs of words that are remembered. When there are more all are forgotten, which changes no result."""
_PART = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a term: what may stand there."""

    choices: tuple[str, ...]
    optional: bool


def slots_of(term: str) -> tuple[Slot, ...]:
    """The slots of a term, in order.

    >>> [slot.choices for slot in slots_of("(make|send) a [written] referral")]
    [('make', 'send'), ('a',), ('written',), ('referral',)]
    """
    if "(" not in term and "[" not in term:  # as most are
        return (Slot((term.strip(),), optional=False),) if term.strip() else ()
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


def wordings_of(term: str, most: int) -> tuple[str, ...]:
    """Every wording of a term, spelt out; none where there are more than `most`.

    >>> wordings_of("(is|are) [also]", 6)
    ('is also', 'is', 'are also', 'are')
    """
    return _wordings(slots_of(term), most)


def read_as(wording: str) -> tuple[bool, tuple[str, ...]]:
    """What a wording is matched by: whether by its very forms, and those or the stems of its words."""
    if "=" in wording:
        return True, tuple(wording.replace("=", "").replace("-", " ").lower().split())
    return False, _stems(wording)


@dataclass(slots=True)
class _Trie:
    """Wordings word by word: what may come next, and what the wording that ends here is for."""

    next: dict[str, _Trie] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    """Names that the wording says; of a choice of a slot, the slot's own."""

    def add(self, words: Sequence[str], name: str) -> None:
        """Let a wording of these words say `name`."""
        place = self
        for word in words:
            if word not in place.next:
                place.next[word] = _Trie()
            place = place.next[word]
        if words and name not in place.names:
            place.names.append(name)


_Halves = tuple[_Trie, _Trie]
"""Wordings by the stems of words, and by words as written in lower case."""


@dataclass(frozen=True, slots=True)
class _Chain:
    """A term that is followed slot by slot."""

    name: str
    slots: tuple[tuple[int, bool], ...]
    """Number of the slot's group of choices, and whether it may be left out."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One slot of one chain."""

    group: int
    following: tuple[int, ...]
    """Numbers of the places that may come next."""
    completes: int
    """Number of the chain that may end with it; -1 where more is needed."""


Waiting = dict[int, None]
"""Numbers of places that a wording under way is read for, in order."""


class _Run:
    """A run of words that begins or is a term, with what may follow it."""

    __slots__ = ("next", "said", "spelt", "under_way")

    def __init__(self, spelt: tuple[_Trie, _Trie], under_way: tuple[list[tuple[_Trie, Waiting]], ...]) -> None:
        self.spelt = spelt
        """Where the run stands among all wordings, in both forms."""
        self.under_way = under_way
        """Where it stands among the choices of slots that are being read, in both forms."""
        goes_on = spelt[0].next or spelt[1].next or under_way[0] or under_way[1]
        self.next: dict[str, _Run | None] | None = {} if goes_on else None
        """Word -> the run with that word added, None where no term goes on so. None where no word can be added."""
        self.said: tuple[str, ...] = ()
        """Every name that the whole run says."""


_NO_WORDING = _Trie()
_NEW = _Run((_NO_WORDING, _NO_WORDING), ([], []))


class TermMatcher:
    """Finds named terms in statements."""

    def __init__(self, parents: Mapping[str, Sequence[str]] | None = None) -> None:
        """`parents` are the names that are said, too, wherever a name is."""
        self._parents = parents or {}
        self._wordings: _Halves = (_Trie(), _Trie())
        self._numbers: dict[tuple[str, ...], int] = {}
        self._groups: list[_Halves] = []
        self._chains: list[_Chain] = []
        self._exact: dict[str, str] = {}
        self._runs: _Runs | None = None

    def add(self, name: str, term: str) -> None:
        """Let `term` be found as `name`."""
        self._runs = None
        slots = slots_of(term)
        wordings = _wordings(slots, MOST_SPELT_OUT)
        for wording in wordings:
            self._add_wording(name, wording, self._wordings)
        if wordings:
            return
        self._chains.append(_Chain(name, tuple((self._group(slot.choices), slot.optional) for slot in slots)))

    def find(self, words: Words) -> Hits:
        """Name -> where its terms stand in `words`. Names come in the order in which they are first met."""
        if self._runs is None:
            self._runs = _Runs(self._wordings, self._groups, self._chains, self._parents)
        runs = self._runs
        stems, lower = words.stems, words.lower
        # Only a few words are ever asked for in one form; the others are told apart by their stems.
        keys: list[str] = list(map(self._exact.get, lower, stems))
        most = len(keys)
        first_runs = runs.first
        hits: Hits = {}
        for start, key in enumerate(keys):
            run = first_runs.get(key, _NEW)
            if run is _NEW:
                run = runs.begun(key, stems[start], lower[start])
            end = start + 1
            while run is not None:
                if said := run.said:
                    # Most names stand in one place only: those of one run share it, which halves a long document's memory.
                    alone = ((start, end),)
                    for name in said:
                        hits[name] = hits[name] + alone if name in hits else alone
                following = run.next
                if following is None or end == most:
                    break
                key = keys[end]
                longer = following.get(key, _NEW)
                run = runs.longer(run, key, stems[end], lower[end]) if longer is _NEW else longer
                end += 1
        if runs.made > MOST_REMEMBERED:
            self._runs = None
        return hits

    def _group(self, choices: tuple[str, ...]) -> int:
        if choices not in self._numbers:
            self._numbers[choices] = number = len(self._groups)
            self._groups.append((_Trie(), _Trie()))
            for choice in choices:
                self._add_wording("a choice", choice, self._groups[number])
        return self._numbers[choices]

    def _add_wording(self, name: str, wording: str, halves: _Halves) -> None:
        is_as_written, words = read_as(wording)
        if is_as_written:
            self._exact.update((word, f"={word}") for word in words)
        halves[is_as_written].add(words, name)


class _Runs:
    """The runs of words that were met, each with what may follow it."""

    def __init__(
        self, wordings: _Halves, groups: Sequence[_Halves], chains: Sequence[_Chain], parents: Mapping[str, Sequence[str]]
    ) -> None:
        self.first: dict[str, _Run | None] = {}
        self.made = 0
        self._wordings = wordings
        self._groups = groups
        self._chains = chains
        self._parents = {name: dict.fromkeys(above) for name, above in parents.items()}
        self._places: list[_Place] = []
        self._openings: dict[int, Waiting] = defaultdict(dict)
        for number, chain in enumerate(chains):
            base = len(self._places)
            for place in _slots_to_come(chain, 0)[0]:
                self._openings[chain.slots[place][0]][base + place] = None
            for index, (group, _) in enumerate(chain.slots):
                following, may_end = _slots_to_come(chain, index + 1)
                self._places.append(_Place(group, tuple(base + place for place in following), number if may_end else -1))
        self._opened_by: tuple[dict[str, list[int]], dict[str, list[int]]] = (defaultdict(list), defaultdict(list))
        for group in self._openings:
            for half, opened_by in enumerate(self._opened_by):
                for word in groups[group][half].next:
                    opened_by[word].append(group)

    def begun(self, key: str, stem: str, lower: str) -> _Run | None:
        """The run of one word, remembered under `key`."""
        read = [
            [
                (self._groups[group][half].next[word], self._openings[group])
                for group in self._opened_by[half].get(word, ())
            ]
            for half, word in enumerate((stem, lower))
        ]
        self.first[key] = run = self._made(self._wordings, (stem, lower), read)
        return run

    def longer(self, run: _Run, key: str, stem: str, lower: str) -> _Run | None:
        """The run with one word more, remembered under `key`."""
        read = [
            [(trie.next[word], waiting) for trie, waiting in run.under_way[half] if word in trie.next]
            for half, word in enumerate((stem, lower))
        ]
        longer = self._made(run.spelt, (stem, lower), read)
        if run.next is not None:
            run.next[key] = longer
        return longer

    def _made(
        self, spelt: _Halves, words: tuple[str, str], read: Sequence[Sequence[tuple[_Trie, Waiting]]]
    ) -> _Run | None:
        by_stems = spelt[0].next.get(words[0], _NO_WORDING)
        as_written = spelt[1].next.get(words[1], _NO_WORDING)
        if by_stems is _NO_WORDING and as_written is _NO_WORDING and not read[0] and not read[1]:
            return None
        under_way = tuple([(trie, waiting) for trie, waiting in half if trie.next] for half in read)
        chains: dict[int, None] = {}
        opened: dict[int, Waiting] = defaultdict(dict)
        for trie, waiting in itertools.chain(*read):
            if trie.names:
                for number in waiting:
                    place = self._places[number]
                    if place.completes >= 0:
                        chains[place.completes] = None
                    for following in place.following:
                        opened[self._places[following].group][following] = None
        for group, waiting in opened.items():
            for half, trie in enumerate(self._groups[group]):
                if trie.next:
                    under_way[half].append((trie, waiting))
        run = _Run((by_stems, as_written), under_way)
        said = dict.fromkeys((*by_stems.names, *as_written.names, *(self._chains[number].name for number in chains)))
        for name in tuple(said):
            said.update(self._parents.get(name, {}))
        run.said = tuple(said)
        self.made += 1
        return run


def _slots_to_come(chain: _Chain, index: int) -> tuple[list[int], bool]:
    """The slots that may be read at `index`, some left out, and whether the chain may end there."""
    for place in range(index, len(chain.slots)):
        if not chain.slots[place][1]:
            return list(range(index, place + 1)), False
    return list(range(index, len(chain.slots))), index > 0


def _wordings(slots: Sequence[Slot], most: int) -> tuple[str, ...]:
    return tuple(_spelt_out(slots)) if prod(len(slot.choices) + slot.optional for slot in slots) <= most else ()


def _spelt_out(slots: Sequence[Slot]) -> Iterator[str]:
    for choice in itertools.product(*((*slot.choices, "") if slot.optional else slot.choices for slot in slots)):
        yield " ".join(filter(None, choice))


def _stems(wording: str) -> tuple[str, ...]:
    # Plain words need no tokeniser; thousands of terms are compiled at each start.
    wording = wording.replace("’", "'").replace("-", " ")
    plain = wording.split()
    if "'" in wording:
        plain = [piece.removesuffix("'s").removesuffix("s'") for piece in plain]
    return tuple(map(stem, plain)) if all(map(str.isalnum, plain)) else stems_of(wording)
