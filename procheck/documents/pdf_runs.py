"""Runs of a page -> pieces: neighbours on one baseline joined, text drawn twice counted once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from procheck.documents.pdf_marks import Page, Run, merged

BULLET = "•●▪■◦○◆❖►▸➢➤∙§·‣*\\-–—\u2043\u25aa\u25cf\u2022\u27a2\u2713\u2714\uf000-\uf0ff"
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

_SMALL = 0.8
"""Times the size of its neighbour: digits no larger, and raised, are the mark of a note."""

_DOT_GAP = 3.0
"""Of the size: how far from a drawn bullet its item may begin."""

_LABEL_GAP = 4.0
"""Of the size: how far from its label an item may begin."""


def pieces_of(runs: Iterable[Run]) -> list[Run]:
    """The runs in drawing order, neighbours on one line joined; a gap wider than a letter keeps them apart."""
    pieces: list[Run] = []
    for run in _once(runs):
        if pieces and joins(pieces[-1], run):
            join(pieces[-1], run)
        else:
            pieces.append(run)
    return pieces


def join_labels(pieces: Iterable[Run]) -> list[Run]:
    """The pieces with each list label put before its item. To be done after tables, whose first cells look alike."""
    joined: list[Run] = []
    for piece in pieces:
        if joined and _is_label_of(joined[-1], piece):
            join(joined[-1], piece)
        else:
            joined.append(piece)
    return joined


def mark_bullets(page: Page) -> None:
    """Puts a bullet before each piece that has a dot drawn to its left."""
    for dot in page.dots:
        middle = (dot.top + dot.bottom) / 2
        for piece in page.runs:
            away = piece.x0 - dot.x1
            if -0.5 <= away <= _DOT_GAP * piece.size and piece.y - 0.9 * piece.size < middle < piece.y:
                if not piece.spread and not LABEL.fullmatch(piece.text.split(" ", 1)[0]):
                    piece.text, piece.x0, piece.spread = f"• {piece.text}", dot.x0, True
                break


def joins(left: Run, right: Run) -> bool:
    """Whether `right` follows `left` on the same line as the next word does."""
    size = max(left.size, right.size)
    if abs(left.y - right.y) > _SAME_LINE * size or left.broken:
        return False
    return -0.5 * size <= right.x0 - left.x1 <= _WORD_GAP * size


def _is_label_of(left: Run, right: Run) -> bool:
    size = max(left.size, right.size)
    if abs(left.y - right.y) > _SAME_LINE * size or not 0 < right.x0 - left.x1 <= _LABEL_GAP * size:
        return False
    return left.size > _SMALL * right.size and LABEL.fullmatch(left.text) is not None


def join(left: Run, right: Run) -> None:
    """Adds `right` to `left`; a footnote's raised number after a word is left out."""
    left.spread = left.spread or right.x0 - left.x1 > _WORD_GAP * left.size
    left.x1 = max(left.x1, right.x1)
    if left.tag != right.tag:
        left.tag = merged(left.tag, right.tag)
    if (
        right.size < _SMALL * left.size
        and right.text.isdigit()
        and left.y - right.y > 0.15 * left.size
        and left.text[-1:].isalpha() | (left.text[-1:] in ".,;:!?)'\"\u2019\u201d")
    ):
        left.cites = (*left.cites, right.text)
        return
    left.cites += right.cites
    is_note = left.text.isdigit() and left.size < _SMALL * right.size
    if len(right.text) > len(left.text):
        left.size, left.y, left.face = right.size, right.y, right.face
    left.text = f"{left.text}{right.text}" if right.glued and not is_note else f"{left.text} {right.text}"
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
