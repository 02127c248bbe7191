"""Which paragraphs of a PDF are headings by the file's tags, or by size, font or colour, and of what level.

Headings in the letters of the text (only bold, in capitals or numbered) are left to `procheck.documents.headings`,
which every reader shares.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from procheck.documents.headings import Look, is_sentence
from procheck.documents.pdf_marks import HEADING, TEXT, UNTOLD
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


def heading_levels(paragraphs: Sequence[Paragraph], body: Body, *, tagged: bool = False) -> Sequence[int]:
    """For each paragraph its heading level from 1 if its tag or its letters mark it as one, or 0.

    Letters do if they are larger than the text's, or bold and of another font or colour. Larger letters are further out; among
    headings of one size, "4.2" is below "4". `tagged`: the file marks headings.
    """
    levels = _levels_by_look(paragraphs, body)
    return _levels_by_tag(paragraphs, levels) if tagged else levels


def _levels_by_tag(paragraphs: Sequence[Paragraph], looks: Sequence[int]) -> Sequence[int]:
    """The levels by tag; those of the looks where most of what is tagged as a heading can be none.

    What no tag speaks of keeps the level of its look, made to go with the tagged ones; so does what stands before the first of
    these, as many programs have no tag for a document's title. Other text is looked at as in a Word file (`promote_headings`),
    where much of what its author made to look like a heading has the style of text too.
    """
    tags = [paragraph.tag for paragraph in paragraphs]
    called = [place for place, tag in enumerate(tags) if tag > UNTOLD]
    headings = [place for place in called if _may_be_heading(paragraphs[place])]
    if 2 * len(headings) <= len(called):
        return looks
    levels = [0 if place > headings[0] and tag == TEXT else look for place, (tag, look) in enumerate(zip(tags, looks, strict=True))]
    by_size: dict[float, int] = {}
    for place in headings:
        if tags[place] < HEADING:
            size = look_of(paragraphs[place]).size
            by_size[size] = min(tags[place], by_size.get(size, tags[place]))
    for place in {*headings, *(place for place, level in enumerate(levels) if level)}:
        levels[place] = _level_among(by_size, look_of(paragraphs[place]).size) or looks[place] or 1
    for place in headings:
        if tags[place] < HEADING:
            levels[place] = tags[place]
    return levels


def _level_among(by_size: Mapping[float, int], size: float) -> int:
    """The level of a heading of that size, by the levels of others; 0 where there are none."""
    if not by_size:
        return 0
    return by_size.get(size) or 1 + max((level for other, level in by_size.items() if other > size), default=0)


def _levels_by_look(paragraphs: Sequence[Paragraph], body: Body) -> list[int]:
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
    return size if stands_out and len(paragraph.lines) <= _MOST_LINES and _may_be_heading(paragraph) else 0.0


def _may_be_heading(paragraph: Paragraph) -> bool:
    if paragraph.contents or paragraph.note:
        return False
    text = join_lines(paragraph.lines)
    label = LABELLED.match(text)
    if (label and label.group("bullet")) or not _LETTER.search(text) or len(text.split()) > _MOST_WORDS:
        return False
    return not is_sentence(text)


def _is_other_face(paragraph: Paragraph, body: Body) -> bool:
    return all(line.face != body.face for line in paragraph.lines)


def _depth(paragraph: Paragraph) -> int:
    found = _NUMBER.match(paragraph.lines[0].text)
    return found.group(1).count(".") + 1 if found else 0
