"""Runs of a page -> pieces: neighbours on one baseline joined, text drawn twice counted once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from procheck.documents.pdf_marks import Run

BULLET = "•●▪■◦○§·‣*\\-–—\u2043\u25aa\u25cf\u2022\u27a2\u2713\u2714\uf000-\uf0ff"
LABEL = re.compile(
    rf"(?:[{BULLET}]|o"
    r"|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.):]|\(?\d{1,3}\)"
    r"|\d{1,2}(?:\.\d{1,2}){1,4}\.?|\d{1,2})"
)
"""A piece that is nothing but a list label."""

_SAME_PLACE = 2.5
"""Points: how far off its first drawing a second one lies that is there to thicken the letters."""

_SAME_LINE = 0.45
"""Of the larger size: how far apart two baselines of one line may lie (a superscript's is 0.33 to 0.4 higher)."""

_WORD_GAP = 0.6
"""Of the size: a wider gap between runs is a tab, a column or a cell."""

_LABEL_GAP = 4.0
"""Of the size: how far from its label an item may begin."""


def pieces_of(runs: Iterable[Run]) -> list[Run]:
    """The runs in drawing order, neighbours on one line joined.

    A gap wider than a letter keeps them apart, but for a list label and its item.
    """
    pieces: list[Run] = []
    for run in _once(runs):
        if pieces and joins(pieces[-1], run):
            join(pieces[-1], run)
        else:
            pieces.append(run)
    return pieces


def joins(left: Run, right: Run) -> bool:
    """Whether `right` follows `left` on the same line as the next word does, or as an item its label."""
    size = max(left.size, right.size)
    if abs(left.y - right.y) > _SAME_LINE * size or left.broken:
        return False
    gap = right.x0 - left.x1
    if -0.5 * size <= gap <= _WORD_GAP * size:
        return True
    return 0 < gap <= _LABEL_GAP * size and LABEL.fullmatch(left.text) is not None


def join(left: Run, right: Run) -> None:
    """Adds `right` to `left`; a footnote's raised number after a word is left out."""
    left.spread = left.spread or right.x0 - left.x1 > _WORD_GAP * left.size
    small = right.size < 0.8 * left.size
    left.x1 = max(left.x1, right.x1)
    if (
        small
        and right.text.isdigit()
        and left.y - right.y > 0.15 * left.size
        and left.text[-1:].isalpha() | (left.text[-1:] in ".,;:!?)'\"\u2019\u201d")
    ):
        return
    if len(right.text) > len(left.text):
        left.size, left.y, left.face = right.size, right.y, right.face
    left.text = f"{left.text}{right.text}" if right.glued else f"{left.text} {right.text}"
    left.heavy += right.heavy + (left.heavy > 0 and right.heavy > 0)
    left.broken = right.broken


def _once(runs: Iterable[Run]) -> Iterable[Run]:
    """The runs without those drawn again on top of themselves to look bold."""
    drawn: dict[str, list[Run]] = {}
    for run in runs:
        before = drawn.get(run.text)
        if before is None:
            drawn[run.text] = [run]
        elif any(abs(run.x0 - other.x0) < _SAME_PLACE and abs(run.y - other.y) < _SAME_PLACE for other in before):
            continue
        else:
            before.append(run)
        yield run
