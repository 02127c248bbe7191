"""The shared vocabulary: concepts ("social care") and the terms that say them, found by spaCy's PhraseMatcher."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from procheck.datafiles import DataFileError, Map, load
from procheck.language.words import Words, english, stem, stems_of

Span = tuple[int, int]
"""Half-open range of word positions."""

Hits = dict[str, list[Span]]
"""Concept -> where it stands, in order."""


@dataclass(frozen=True)
class Concept:
    """One idea of the field and the terms that say it."""

    name: str
    terms: tuple[str, ...]
    includes: tuple[str, ...] = ()
    """Other concepts whose terms count too."""
    means: str = ""


def expand(term: str) -> list[str]:
    """Every wording of a term with (either|or) and [optional] parts.

    >>> expand("(make|send) a [written] referral")
    ['make a written referral', 'make a referral', 'send a written referral', 'send a referral']
    """
    parts = re.split(r"(\([^()]*\)|\[[^\[\]]*\])", term)
    choices = []
    for part in parts:
        if part.startswith("("):
            choices.append(part[1:-1].split("|"))
        elif part.startswith("["):
            choices.append([*part[1:-1].split("|"), ""])
        else:
            choices.append([part])
    return [" ".join("".join(choice).split()) for choice in itertools.product(*choices)]


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


@dataclass
class Lexicon:
    """Concepts compiled for matching. Terms match whole words in any inflection; "=word" matches the exact form."""

    concepts: Mapping[str, Concept]
    _parents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _exact: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    _matcher: Any = None

    def __post_init__(self) -> None:
        from spacy.matcher import PhraseMatcher

        self._matcher = PhraseMatcher(english().vocab, attr="ORTH")
        for concept in self.concepts.values():
            self.add(concept.name, concept.terms)
        self._parents = self._all_parents()

    def add(self, name: str, terms: Iterable[str]) -> None:
        """Let `terms` say the concept `name` too."""
        patterns = []
        for term in itertools.chain.from_iterable(map(expand, terms)):
            if "=" in term:
                self._exact.setdefault(tuple(term.replace("=", "").lower().split()), []).append(name)
            elif stems := _term_stems(term):
                patterns.append(self._doc(stems))
        if patterns:
            self._matcher.add(name, patterns)

    def find(self, words: Words) -> Hits:
        """Every concept in `words` with the positions where it stands, in order."""
        hits: dict[str, set[Span]] = defaultdict(set)
        strings = english().vocab.strings
        if words:
            for key, start, end in self._matcher(self._doc(words.stems)):
                hits[strings[key]].add((start, end))
        for term, names in self._exact.items():
            if term[0] in words.lower:
                for start in range(len(words) - len(term) + 1):
                    if words.lower[start : start + len(term)] == term:
                        for name in names:
                            hits[name].add((start, start + len(term)))
        for name in list(hits):
            for parent in self._parents.get(name, ()):
                hits[parent] |= hits[name]
        return {name: sorted(spans) for name, spans in hits.items()}

    def _all_parents(self) -> dict[str, tuple[str, ...]]:
        """Concept -> every concept that includes it, at any remove."""
        direct: dict[str, set[str]] = defaultdict(set)
        for concept in self.concepts.values():
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

    @staticmethod
    def _doc(stems: Sequence[str]) -> Any:
        from spacy.tokens import Doc

        return Doc(english().vocab, words=list(stems))


def _term_stems(term: str) -> tuple[str, ...]:
    # Plain words need no tokeniser; thousands of terms are compiled at each start.
    pieces = term.replace("’", "'").replace("-", " ").split()
    plain = [piece.removesuffix("'s").removesuffix("s'") if "'" in piece else piece for piece in pieces]
    if all(piece.isalnum() for piece in plain):
        return tuple(stem(piece) for piece in plain)
    return stems_of(term)
