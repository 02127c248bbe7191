"""Which paragraphs of a PDF are headings by size, font or colour, and of what level.

Headings in the letters of the text (only bold, in capitals or numbered) are left to `procheck.documents.headings`,
which every reader shares.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from procheck.documents.headings import Look, is_sentence
from procheck.documents.pdf_paragraphs import LABELLED, Paragraph, join_lines

_LARGER = 1.08
"""Times the size of the running text: from here on a line is a heading by its size."""

_MOST_WORDS = 25
_MOST_LINES = 4
_NUMBER = re.compile(r"(?:(?:appendix|annex|part|section|chapter|schedule)\s+)?(\d{1,2}(?:\.\d{1,2})*)[.:)]?\s", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Body:
    """How most of the text looks."""

    size: float
    """Points; 0 where there is no text."""

    face: str


def body_of(paragraphs: Sequence[Paragraph]) -> Body:
    """The commonest size and face."""
    looks: Counter[tuple[float, str]] = Counter()
    for paragraph in paragraphs:
        for line in paragraph.lines:
            looks[round(line.size * 2) / 2, line.face] += len(line.text)
    return Body(*looks.most_common(1)[0][0]) if looks else Body(0.0, "")


def look_of(paragraph: Paragraph) -> Look:
    """How the paragraph looks."""
    return Look(bold=paragraph.bold, size=round(paragraph.size * 2) / 2)


def heading_levels(paragraphs: Sequence[Paragraph], body: Body) -> list[int]:
    """For each paragraph its heading level from 1 if its letters mark it as one, or 0.

    They do if they are larger than the text's, or bold and of another font or colour. Larger letters are further out;
    among headings of one size, "4.2" is below "4".
    """
    sizes = [_heading_size(paragraph, body) for paragraph in paragraphs]
    depths = [_depth(paragraph) if size else 0 for paragraph, size in zip(paragraphs, sizes, strict=True)]
    ranks = {size: rank for rank, size in enumerate(sorted(set(filter(None, sizes)), reverse=True), 1)}
    shallowest: dict[float, int] = {}
    for size, depth in zip(sizes, depths, strict=True):
        if depth:
            shallowest[size] = min(depth, shallowest.get(size, depth))
    return [ranks[size] + (depth - shallowest[size] if depth else 0) if size else 0 for size, depth in zip(sizes, depths, strict=True)]


def _heading_size(paragraph: Paragraph, body: Body) -> float:
    """The size of the letters if the paragraph is a heading by it, or 0."""
    size = round(paragraph.size * 2) / 2
    stands_out = size >= _LARGER * body.size or (size > 0.9 * body.size and paragraph.bold and _is_other_face(paragraph, body))
    if not stands_out or paragraph.contents or paragraph.note or len(paragraph.lines) > _MOST_LINES:
        return 0.0
    text = join_lines(paragraph.lines)
    label = LABELLED.match(text)
    if (label and label.group("bullet")) or not _LETTER.search(text) or len(text.split()) > _MOST_WORDS:
        return 0.0
    return 0.0 if is_sentence(text) else size


def _is_other_face(paragraph: Paragraph, body: Body) -> bool:
    return all(line.face != body.face for line in paragraph.lines)


def _depth(paragraph: Paragraph) -> int:
    found = _NUMBER.match(paragraph.lines[0].text)
    return found.group(1).count(".") + 1 if found else 0
