"""The shared vocabulary: concepts ("social care") and the terms that say them, found in statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from procheck.datafiles import DataFileError, Map, load
from procheck.language.terms import Hits, TermMatcher
from procheck.language.words import Words, english, words_of

__all__ = ["Concept", "Hits", "Lexicon", "concepts_in", "read_lexicon"]


@dataclass(frozen=True)
class Concept:
    """One idea of the field and the terms that say it."""

    name: str
    terms: tuple[str, ...]
    includes: tuple[str, ...] = ()
    """Other concepts whose terms count too."""
    means: str = ""


def read_lexicon(folder: Path) -> dict[str, Concept]:
    """Every concept of the lexicon files in `folder`. Raises DataFileError for a mistake in one."""
    concepts: dict[str, Concept] = {}
    for path in sorted(folder.glob("*.yaml")):
        for name, concept in concepts_in(load(path)):
            if name in concepts:
                raise DataFileError(path, None, f"concept '{name}' is already defined in another file: use one name.")
            concepts[name] = concept
    for concept in concepts.values():
        for other in concept.includes:
            if other not in concepts:
                raise DataFileError(folder, None, f"concept '{concept.name}' includes unknown concept '{other}'.")
    return concepts


def concepts_in(data: Map) -> Iterable[tuple[str, Concept]]:
    """The concepts of one lexicon file or of a pack's own `concepts` block."""
    for name, value in data.items():
        if isinstance(value, list):
            yield name, Concept(name, data.texts(name))
            continue
        body = data.map(name)
        body.check_keys(("means", "terms", "includes"), f"concept '{name}'")
        yield name, Concept(name, body.texts("terms"), body.texts("includes"), body.text("means", ""))


MOST_HEADINGS = 1_000
"""Headings whose concepts are remembered: each is asked for many times over, and most documents have fewer."""


class Lexicon:
    """Concepts compiled for matching."""

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self.concepts = concepts
        self._headings: dict[str, tuple[int, Hits]] = {}
        self._matcher = TermMatcher(_all_parents(concepts.values()))
        for concept in concepts.values():
            self.add(concept.name, concept.terms)

    def add(self, name: str, terms: Iterable[str]) -> None:
        """Let `terms` say the concept `name` too."""
        self._headings.clear()
        for term in terms:
            self._matcher.add(name, term)

    def find(self, words: Words) -> Hits:
        """Every concept in `words` with the positions where it stands, in order."""
        return self._matcher.find(words)

    def in_heading(self, heading: str) -> tuple[int, Hits]:
        """How many words a heading or another short title has, and every concept in it."""
        found = self._headings.get(heading)
        if found is None:
            words = words_of(english().tokenizer(heading))
            found = len(words), self.find(words)
            if len(self._headings) >= MOST_HEADINGS:
                self._headings.clear()
            self._headings[heading] = found
        return found


def _all_parents(concepts: Iterable[Concept]) -> dict[str, tuple[str, ...]]:
    """Concept -> every concept that includes it, at any remove."""
    direct: dict[str, set[str]] = defaultdict(set)
    for concept in concepts:
        for child in concept.includes:
            direct[child].add(concept.name)
    result = {}
    for name in list(direct):
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            for parent in direct.get(waiting.pop(), ()):
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
        result[name] = tuple(sorted(seen))
    return result
