"""Names a document makes for itself: "Single Point of Access (SPoA)", "DSP means Designated Safeguarding Person"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from procheck.language.lexicon import Hits
from procheck.language.terms import Span
from procheck.language.words import Words

Names = Mapping[str, frozenset[str]]
"""Abbreviation in lower case -> the concepts that it stands for in this document."""

_MEANS = ("mean", "stand", "is", "refer", "=", "|")
_LONGEST = 7
_MAY_ABBREVIATE = re.compile(r"[^\W\d_a-z]\S*[^\W\d_a-z]")
"""Two capitals, or letters that English has not, in one word."""


def own_names(statements: Iterable[tuple[Words, Mapping[str, Sequence[Span]], str]]) -> Names:
    """The abbreviations defined in a document, given each statement's words, concepts and text as written."""
    found: dict[str, set[str]] = defaultdict(set)
    for words, hits, text in statements:
        written = _abbreviations(text)
        if not written:
            continue
        for position, word in enumerate(words.lower):
            if word in written:
                found[word].update(_in_brackets(words, hits, position) or _defined(words, hits, position))
    return {word: frozenset(concepts) for word, concepts in found.items() if concepts}


def with_names(words: Words, hits: Hits, names: Names) -> Hits:
    """`hits` with the document's own abbreviations added wherever they stand in `words`."""
    if names.keys().isdisjoint(words.lower):
        return hits
    result = dict(hits)
    for position in (position for position, word in enumerate(words.lower) if word in names):
        for concept in names[words.lower[position]]:
            spans = result.get(concept, ())
            if not any(start <= position < end for start, end in spans):
                result[concept] = tuple(sorted((*spans, (position, position + 1))))
    return result


def _abbreviations(text: str) -> set[str]:
    """Words of the text that look like abbreviations (two capitals or more), in lower case."""
    # Most statements have none, and this finds it out at once.
    if not _MAY_ABBREVIATE.search(text):
        return set()
    pieces = (piece.strip(".,;:()[]\"'“”‘’|") for piece in text.split())
    return {
        piece.lower()
        for piece in pieces
        if 2 <= len(piece) <= _LONGEST and piece.isalnum() and sum(map(str.isupper, piece)) >= 2
    }


def _in_brackets(words: Words, hits: Mapping[str, Sequence[Span]], position: int) -> set[str]:
    """Concepts named right before "(ABC)" or "(the ABC)"."""
    before = position - 1
    while before > 0 and words.lower[before] in ("the", "a", "or", "our", "known", "as", "called"):
        before -= 1
    if before < 1 or words.lower[before] != "(":
        return set()
    return _spelling_out(words, hits, words.lower[position], end=before)


def _defined(words: Words, hits: Mapping[str, Sequence[Span]], position: int) -> set[str]:
    """Concepts named right after "ABC means", "ABC stands for" or "ABC |"."""
    after = position + 1
    if after + 1 >= len(words) or words.stems[after] not in _MEANS or (words.lower[after] == "is" and after > 2):
        return set()
    after += 1
    while after < len(words) and words.lower[after] in ("the", "a", "an", "for", "to", "our"):
        after += 1
    return _spelling_out(words, hits, words.lower[position], start=after)


def _spelling_out(
    words: Words, hits: Mapping[str, Sequence[Span]], short: str, *, start: int | None = None, end: int | None = None
) -> set[str]:
    """Concepts whose term begins at `start` or stops at `end` and fits the abbreviation's first letter and length.

    "Local Authority Designated Officer (LADO)" does not make LADO a "designated officer".
    """
    return {
        concept
        for concept, spans in hits.items()
        for span in spans
        if not concept.startswith("'")
        and (span[0] == start or span[1] == end)
        and words.lower[span[0]][:1] == short[:1]
        and len(short) - 1 <= span[1] - span[0] <= len(short) + 2
    }
