"""Candidates -> evidence: the quote, cut from the document word for word, with its place."""

from __future__ import annotations

from procheck.judgement.candidates import Candidate
from procheck.judgement.model import LIKENESS, Evidence, Strength
from procheck.judgement.reading import ReadStatement

MOST_WORDS = 60
"""The longest quote that the report contract allows."""


def evidence(candidate: Candidate, read: ReadStatement) -> Evidence:
    """The passage that a candidate was found in. The quote is a slice of the document's text."""
    start, end = _quoted(candidate, read)
    quote = read.document.text[start:end]
    if not quote.strip():  # pragma: no cover - the promise that every report rests on
        raise AssertionError("a quote must be a slice of the document with words in it")
    statement = read.statement
    return Evidence(
        quote=" ".join(quote.split()),
        document=read.document.name,
        page=statement.page,
        section=statement.section,
        paragraph=statement.block + 1,
        strength=_strength(candidate),
        scope="general" if read.reach.subject == "general" else "hsb",
        stance="contradicts" if candidate.stand == "contradicts" else "says",
        via=read.reach.via,
        value=candidate.value,
        because=candidate.because,
        found_by=found_by(candidate),
    )


def found_by(candidate: Candidate) -> str:
    """The phrase that found it as written in the pack, or how like it is to what says the element."""
    if candidate.phrase:
        return candidate.phrase.text
    if candidate.likelihood is None:
        return ""
    share = candidate.likelihood.opposite if candidate.stand == "contradicts" else candidate.likelihood.says
    return f"{LIKENESS} {share:.2f}"


def _strength(candidate: Candidate) -> Strength:
    if candidate.reading.manner in ("permissive", "softened", "deferred"):
        return "permissive"
    return "directive" if candidate.reading.directive or not candidate.element.knowledge else "descriptive"


def _quoted(candidate: Candidate, read: ReadStatement) -> tuple[int, int]:
    """Offsets of the statement, or of the stretch of it around the match where it is longer than MOST_WORDS."""
    statement = read.statement
    text = read.document.text[statement.start : statement.end]
    if len(text.split()) <= MOST_WORDS:
        return statement.start, statement.end
    own_from = len(statement.lead_in)
    matched = [position - own_from for start, end in candidate.spans for position in range(start, end)]
    inside = [position for position in matched if position >= 0] or [0]
    words = statement.words
    first, last = min(inside), max(inside)
    room = MOST_WORDS - 10 - min(last - first, MOST_WORDS - 10)
    first = max(0, first - room // 2)
    start, end = words.starts[first], words.ends[min(len(words) - 1, max(last, first + MOST_WORDS - 15))]
    while len(read.document.text[start:end].split()) > MOST_WORDS:
        end = start + read.document.text[start:end].rfind(" ")
    return start, end
