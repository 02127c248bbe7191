"""Footnotes of a PDF: small print at the foot of a page that begins with the number of a note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from procheck.documents.pdf_columns import column_of
from procheck.documents.pdf_marks import Page, Run, Table
from procheck.documents.pdf_paragraphs import Paragraph

_SMALL = 0.9
"""Times the size of the text: notes are no larger."""

_LOWEST_TOP = 0.4
"""Of the page's height: notes begin below this."""

NOTE = re.compile(r"(?P<label>\d{1,3}|[*†‡])[.)]?\s+(?=\S)")


def common_size(pages: Iterable[Page]) -> float:
    """The size of most letters outside tables, in points; 0 where there are none."""
    letters: Counter[float] = Counter()
    for page in pages:
        for run in page.runs:
            letters[round(run.size * 2) / 2] += len(run.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def take_notes(page: Page, size: float) -> list[Paragraph]:
    """Takes the footnotes off the page: one paragraph each. `size`: of the text, in points."""
    low = [run for run in page.runs if run.y > _LOWEST_TOP * page.height]
    if not any(run.size <= _SMALL * size for run in low):
        return []
    small: list[Run] = []
    for run in sorted(low, key=lambda run: -run.y):
        if run.size > _SMALL * size:
            break
        small.append(run)
    if not small:
        return []
    lines = column_of(small).lines
    while lines and not NOTE.match(lines[0].text):
        lines = lines[1:]
    if not lines:
        return []
    taken = {id(run) for run in small if run.y >= lines[0].y - 0.5 * lines[0].size}
    page.runs = [run for run in page.runs if id(run) not in taken]
    return _notes(lines, page.number)


def _notes(lines: Sequence[Run], page: int) -> list[Paragraph]:
    notes: list[Paragraph] = []
    for line in lines:
        if NOTE.match(line.text) or not notes:
            notes.append(Paragraph([line], page, line.x0, line.x1, note=True))
        else:
            notes[-1].lines.append(line)
    return notes


def with_notes(flow: Sequence[Paragraph | Table], notes: Sequence[Paragraph]) -> list[Paragraph | Table]:
    """The flow with each note after the paragraph that cites it, or else after all that begins on its page."""
    waiting = {(note.page, _label(note)): note for note in notes}
    placed: list[Paragraph | Table] = []
    for part in flow:
        placed.append(part)
        if isinstance(part, Paragraph):
            for mark in (mark for line in part.lines for mark in line.cites):
                note = waiting.pop((part.page, mark), None) or waiting.pop((part.page + 1, mark), None)
                placed.extend([note] if note else [])
    for note in sorted(waiting.values(), key=lambda note: note.page, reverse=True):
        after = max((place for place, part in enumerate(placed) if part.page <= note.page), default=-1)
        placed.insert(after + 1, note)
    return placed


def _label(note: Paragraph) -> str:
    found = NOTE.match(note.lines[0].text)
    return found.group("label") if found else ""
