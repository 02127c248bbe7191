"""Which paragraphs of a PDF are headings by their size, and of what level.

Headings that are no larger than the text (bold, capitals, numbers) are left to `procheck.documents.headings`, which
every reader shares.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from procheck.documents.headings import Look, is_sentence
from procheck.documents.pdf_paragraphs import LABELLED, Paragraph, join_lines

_LARGER = 1.08
"""Times the size of the running text: from here on a line is a heading by its size."""

_MOST_WORDS = 25
_MOST_LINES = 4
_NUMBER = re.compile(
    r"(?:(?:appendix|annex|part|section|chapter|schedule)\s+)?(\d{1,2}(?:\.\d{1,2})*)[.:)]?\s", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")


def body_size(paragraphs: Sequence[Paragraph]) -> float:
    """The size of most of the text, in points; 0 where there is none."""
    letters: Counter[float] = Counter()
    for paragraph in paragraphs:
        for line in paragraph.lines:
            letters[round(line.size * 2) / 2] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def look_of(paragraph: Paragraph) -> Look:
    """How the paragraph looks."""
    return Look(bold=paragraph.bold, size=round(paragraph.size * 2) / 2)


def heading_levels(paragraphs: Sequence[Paragraph], body: float) -> list[int]:
    """For each paragraph its heading level from 1 if it is larger than the text, or 0.

    Larger letters are further out; among headings of one size, "4.2" is below "4".
    """
    sizes = [_heading_size(paragraph, body) for paragraph in paragraphs]
    depths = [_depth(paragraph) if size else 0 for paragraph, size in zip(paragraphs, sizes, strict=True)]
    ranks = {size: rank for rank, size in enumerate(sorted(set(filter(None, sizes)), reverse=True), 1)}
    shallowest: dict[float, int] = {}
    for size, depth in zip(sizes, depths, strict=True):
        if depth:
            shallowest[size] = min(depth, shallowest.get(size, depth))
    return [
        ranks[size] + (depth - shallowest[size] if depth else 0) if size else 0
        for size, depth in zip(sizes, depths, strict=True)
    ]


def _heading_size(paragraph: Paragraph, body: float) -> float:
    """The size of the letters if the paragraph is a heading by it, or 0."""
    size = round(paragraph.size * 2) / 2
    if size < _LARGER * body or paragraph.contents or len(paragraph.lines) > _MOST_LINES:
        return 0.0
    text = join_lines(paragraph.lines)
    label = LABELLED.match(text)
    if (label and label.group("bullet")) or not _LETTER.search(text) or len(text.split()) > _MOST_WORDS:
        return 0.0
    return 0.0 if is_sentence(text) else size


def _depth(paragraph: Paragraph) -> int:
    found = _NUMBER.match(paragraph.lines[0].text)
    return found.group(1).count(".") + 1 if found else 0
