"""The pack's phrases, and which of them could match in a statement: those all of whose steps stand in it.

A phrase is looked up by that step of it which is met least often, so that of three thousand a few dozen are looked at for a statement. How
often a concept is met is counted over the first statements. That decides only where a phrase is looked up: what is possible, and in what
order it is tried, hangs on the pack and the statement alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from procheck.criteria.model import Element, Pack
from procheck.criteria.phrases import Phrase
from procheck.judgement.weighing import Stand
from procheck.language.lexicon import Hits

COUNTED = 256
"""Statements over which concepts are counted: 38 phrases are looked at for each statement after that, as few as after counting them all,
and 146 before.
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """One phrase of one element, and what it is to the element."""

    number: int
    """Its place among the rules."""
    element: Element
    stand: Stand
    phrase: Phrase
    part: str = ""


_Entry = tuple[str, tuple[frozenset[str], ...], Rule]
"""A rule where it is looked up, with what else must stand in the statement: a concept, and of each of some sets one. The concept is that of
the rarest other step without alternatives, or the one by which it is looked up where there is no such step.
"""


class Rules:
    """A pack's phrases as rules."""

    def __init__(self, pack: Pack) -> None:
        self._every = tuple(_every(pack))
        self._met: Counter[str] = Counter()
        self._left = COUNTED
        self._by_concept = _indexed(self._every, Counter(name for rule in self._every for name in rule.phrase.names))

    def possible(self, hits: Hits) -> list[Rule]:
        """The rules all of whose steps are among `hits`, in their order."""
        if self._left > 0:
            self._count(hits)
        standing = hits.keys()
        found = {rule.number: rule for _, _, rule in self._by_concept.get("", ())}
        for name in self._by_concept.keys() & standing:
            for need, others, rule in self._by_concept[name]:
                if need in hits and not any(map(standing.isdisjoint, others)):
                    found[rule.number] = rule
        return [found[number] for number in sorted(found)]

    def _count(self, hits: Hits) -> None:
        self._met.update(hits.keys())
        self._left -= 1
        if not self._left:
            self._by_concept = _indexed(self._every, self._met)
            self._met.clear()


def _indexed(rules: Iterable[Rule], met: Mapping[str, int]) -> Mapping[str, Sequence[_Entry]]:
    """Concept -> the rules to look at where it stands; "" for those that need none."""
    index: dict[str, list[_Entry]] = defaultdict(list)
    for rule in rules:
        steps = {frozenset(step.names) for sequence in rule.phrase.sequences for step in sequence}
        by_rarity = sorted(steps, key=lambda names: (sum(met.get(name, 0) for name in names), sorted(names)))
        rarest, others = (by_rarity[0], by_rarity[1:]) if by_rarity else (frozenset(("",)), [])
        alone = next((names for names in others if len(names) == 1), None)
        for name in rarest:
            need = name if alone is None else next(iter(alone))
            index[name].append((need, tuple(names for names in others if names != alone), rule))
    return index


def _every(pack: Pack) -> Iterator[Rule]:
    """Every phrase of the pack, by element; those for the opposite first: they say more of it than words for it that are denied."""
    number = 0
    for element in pack.elements:
        stands: tuple[tuple[Stand, Iterable[Phrase]], ...] = (
            ("contradicts", element.contradicts),
            ("says", element.says),
            ("partly", element.partly),
            ("apart", element.not_opposite),
            ("unlike", element.unlike),
        )
        for stand, phrases in stands:
            for phrase in phrases:
                yield Rule(number, element, stand, phrase)
                number += 1
        for part, phrases in (element.parts or {}).items():
            for phrase in phrases:
                yield Rule(number, element, "says", phrase, part)
                number += 1
