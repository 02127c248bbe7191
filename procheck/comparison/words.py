"""How alike two passages are, and which of their words differ."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

EDITED = 0.5
"""Passages at least this much alike are taken for versions of one another. Two sentences of one policy about different
things share their small words, and stay below it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of a passage, and whether the other passage lacks it."""

    text: str
    differs: bool


def likeness(one: str, other: str) -> float:
    """How much of the two passages' words is the same and in the same order, from 0 to 1."""
    return SequenceMatcher(None, _folded(one), _folded(other), autojunk=False).ratio()


def pieces(before: str, now: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both passages in pieces; joined with spaces, each side's give its words again."""
    old, new = before.split(), now.split()
    left: list[Piece] = []
    right: list[Piece] = []
    for what, i, j, k, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for side, words in ((left, old[i:j]), (right, new[k:end])):
            if words:
                side.append(Piece(" ".join(words), what != "equal"))
    return tuple(left), tuple(right)


def _folded(text: str) -> list[str]:
    return [word.strip(".,;:()“”‘’'\"").casefold() for word in text.split()]
