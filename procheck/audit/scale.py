"""A board's own rating words, and how procheck's statuses map to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from procheck.judgement.model import Status

Tone = Literal["good", "middling", "poor", "opposed", "none"]
"""What a word means for the eye, whatever the word is. Forms give each tone a colour AND a sign or word, never a colour alone."""

_TONES: dict[Status, Tone] = {
    "met": "good", "partial": "middling", "not-met": "poor", "contradicted": "opposed", "not-applicable": "none",
}  # fmt: skip
NOT_JUDGED = "Not judged"
"""Stands in a cell where nothing of the agency could be read. It is no word of any scale, and never "not met"."""


@dataclass(frozen=True, slots=True)
class Rating:
    """One word of the scale."""

    word: str
    """As the board writes it: "Green", "3", "Fully met"."""

    statuses: tuple[Status, ...] = ()
    """For which of procheck's statuses the program gives it; () for a word that only a person gives ("Mostly met")."""

    meaning: str = ""
    """The board's descriptor, "" where it gave none."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The words, best first. Every status of procheck belongs to exactly one of them, or to `not_applicable`."""

    name: str
    """"RAG", "0 to 3", "The board's own words"."""

    ratings: tuple[Rating, ...]
    """Best first, without the word for what does not apply."""

    not_applicable: str = "Not applicable"

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that a reviewer may choose, best first, `not_applicable` last: the drop-down list."""
        return (*(rating.word for rating in self.ratings), self.not_applicable)

    def word(self, status: Status) -> str:
        """The board's word for a status of procheck."""
        if status == "not-applicable":
            return self.not_applicable
        return next(rating.word for rating in self.ratings if status in rating.statuses)

    def find(self, text: str) -> str | None:
        """The word that a person meant by `text`, whatever its case and spaces; None where it is off the scale."""
        wanted = _folded(text)
        return next((word for word in self.words if _folded(word) == wanted), None)

    def rank(self, word: str) -> int | None:
        """0 for the best word, 1 for the next ...; None for `not_applicable` and for words off the scale."""
        return next((place for place, rating in enumerate(self.ratings) if rating.word == word), None)

    def steps(self, word: str, other: str) -> int | None:
        """By how many steps `word` is better than `other` (negative: worse); None where either has no rank."""
        first, second = self.rank(word), self.rank(other)
        return None if first is None or second is None else second - first

    def status(self, word: str) -> Status | None:
        """The status that a word stands for; of several the least serious. None for a word that only a person gives."""
        if word == self.not_applicable:
            return "not-applicable"
        statuses = next((rating.statuses for rating in self.ratings if rating.word == word), ())
        return next((status for status in _TONES if status in statuses), None)

    def tone(self, word: str) -> Tone:
        """How to show a word; a word that only a person gives takes its place's tone. "none" for anything off the scale."""
        status, rank = self.status(word), self.rank(word)
        if status:
            return _TONES[status]
        if rank is None:
            return "none"
        return "good" if rank == 0 else "poor" if rank == len(self.ratings) - 1 else "middling"


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _made(name: str, met: str, partial: str, not_met: str, contradicted: str, not_applicable: str = "Not applicable") -> Scale:
    words: dict[str, tuple[Status, ...]] = {}
    pairs: tuple[tuple[str, Status], ...] = (
        (met, "met"), (partial, "partial"), (not_met, "not-met"), (contradicted, "contradicted"),
    )  # fmt: skip
    for word, status in pairs:
        words[word] = (*words.get(word, ()), status)
    return Scale(name, tuple(Rating(word, statuses) for word, statuses in words.items()), not_applicable)


SCALES: dict[str, Scale] = {
    "procheck": _made("procheck's own words", "Met", "Partly met", "Not met", "Contradicted"),
    "met": _made("Met, partly met, not met", "Met", "Partly met", "Not met", "Not met"),
    "rag": _made("RAG", "Green", "Amber", "Red", "Red"),
    "0-3": _made("0 to 3", "3", "2", "1", "0"),
    "1-4": _made("1 to 4", "4", "3", "2", "1"),
}
"""Scales that an audit may name instead of giving its own words. In "0-3", 0 is for documents that say the opposite; in "1-4", 1."""
