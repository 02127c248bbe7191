"""Lines of columns -> paragraphs, over column and page breaks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from procheck.documents.pdf_columns import Column
from procheck.documents.pdf_marks import HYPHEN, PERHAPS_BROKEN, TEXT, UNTOLD, Run, Table, merged
from procheck.documents.pdf_runs import BULLET

LABELLED = re.compile(
    rf"(?P<bullet>[{BULLET}]|o(?=\s+[A-Z]))\s+"
    r"|(?P<number>\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]|\(\d{1,3}\)|\d{1,2}(?:\.\d{1,2}){1,4}\.?)\s+",
)
"""A line that begins with a list label."""

CONTENTS = re.compile(r"(?P<title>.*?\S)\s*(?:[.·…]\s?){4,}\s*(?P<page>\d{1,4}|[ivxl]{1,6})\s*")
"""A line of a table of contents: the title, a leader of dots, the page."""

_ENDS = re.compile(r"[.!?:;][\"'”’)\]]*$")


_WIDEST_LEADING = 2.2
"""Of the size: double spacing."""

_LEADING = 1.25
"""Of the size: what line spacing is where too few lines show it."""

_SHORT_WORD = 0.05
"""Of the column's width. A line that ends with a full stop and has no room even for a short word more is rather a line
within a paragraph than its last: a last line may be of any length."""

_FEW = 12
"""With fewer pairs of lines of a size, their distances tell nothing sure."""

_SPACE = 0.28
"""Of the size: how wide a space is, about."""


@dataclass(slots=True)
class Paragraph:
    """Lines that make one paragraph, heading, list item or line of a table of contents."""

    lines: list[Run]
    page: int
    left: float
    """Left margin of its column."""

    right: float
    labelled: bool = False
    contents: bool = False
    note: bool = False

    @property
    def x0(self) -> float:
        """Where its first line begins."""
        return self.lines[0].x0

    @property
    def hangs(self) -> bool:
        """Whether it stands as a list's items do: indented, or with its label out to the left of its lines."""
        if self.x0 > self.left + 3 or self.lines[0].spread:
            return True
        return len(self.lines) > 1 and all(line.x0 > self.x0 + 3 for line in self.lines[1:])

    @property
    def size(self) -> float:
        """Of the letters, in points: that of the longest line."""
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def tag(self) -> int:
        """What the file's tags say of it."""
        tag = self.lines[0].tag
        for line in self.lines:
            if line.tag != tag:
                tag = merged(tag, line.tag)
        return tag

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)


def common_leading(parts: Iterable[Sequence[Run]]) -> dict[int, float]:
    """For each size (in whole points) the usual distance from line to line within a paragraph, in points.

    `parts`: lines that follow each other.
    """
    gaps: dict[int, Counter[float]] = defaultdict(Counter)
    for lines in parts:
        for before, after in pairwise(lines):
            gap = after.y - before.y
            if 0 < gap < _WIDEST_LEADING * before.size and round(before.size) == round(after.size):
                gaps[round(before.size)][round(gap * 2) / 2] += 1
    return {size: _least_common_gap(counts) for size, counts in gaps.items() if counts.total() >= _FEW}


def _least_common_gap(counts: Counter[float]) -> float:
    enough = 0.15 * counts.total()
    return min(gap for gap, count in counts.items() if count >= min(enough, max(counts.values())))


class Paragraphs:
    """Puts lines together, column after column; a paragraph may go on in the next column or page."""

    def __init__(self, leading: dict[int, float]) -> None:
        self._leading = leading
        self._open: Paragraph | None = None

    def of(self, column: Column, page: int) -> Iterator[Paragraph | Table]:
        """The paragraphs and tables that are finished when the column's lines are added."""
        for place, line in enumerate(column.lines):
            if line.inset is not None:
                yield from self.close()
                yield line.inset
                continue
            current = self._open
            if current is not None and (self._goes_on(current, line) if place else self._carries_over(current, line, column)):
                current.lines.append(line)
                if place == 0:
                    current.left, current.right = column.left, column.right
                continue
            if current is not None:
                yield current
            self._open = Paragraph(
                [line],
                page,
                column.left,
                column.right,
                labelled=LABELLED.match(line.text) is not None,
                contents=CONTENTS.fullmatch(line.text) is not None,
            )

    def close(self) -> Iterator[Paragraph]:
        """The paragraph that is still open, if any: something else follows it."""
        if self._open is not None:
            yield self._open
            self._open = None

    def _goes_on(self, paragraph: Paragraph, line: Run) -> bool:
        before = paragraph.lines[-1]
        if before.tag != line.tag and _tagged_apart(before.tag, line.tag):
            return False
        leading = self._leading.get(round(line.size), _LEADING * line.size)
        gap = line.y - before.y
        if paragraph.contents or not _alike(before, line, close=gap <= 1.05 * leading):
            return False
        if gap > 1.25 * leading + 0.5:
            return False
        if before.broken:
            return True
        ended = _ENDS.search(before.text) is not None
        if had_room(before, line, paragraph.right):
            return False
        label = LABELLED.match(line.text)
        if label and (_is_sure(label) or ended or gap > 1.08 * leading or line.x0 < before.x0 - 2):
            return False
        if CONTENTS.fullmatch(line.text) and not _is_wrapped_title(before):
            return False
        indent = line.x0 - before.x0
        first = len(paragraph.lines) == 1
        if indent > 0.8 * line.size and not (first and (paragraph.labelled or indent < 6 * line.size)):
            return False
        if indent < -0.8 * line.size and not first:
            return False
        return not (ended and gap > 1.12 * leading)

    def _carries_over(self, paragraph: Paragraph, line: Run, column: Column) -> bool:
        before = paragraph.lines[-1]
        if paragraph.contents or not _alike(before, line) or LABELLED.match(line.text):
            return False
        if before.tag != line.tag and _tagged_apart(before.tag, line.tag):
            return False
        if before.broken:
            return True
        short = line.first < _SHORT_WORD * (paragraph.right - paragraph.left)
        if _ENDS.search(before.text) and not line.text[:1].islower() and not (short and len(paragraph.lines) > 1):
            return False
        return not had_room(before, line, paragraph.right)


def _tagged_apart(before: int, line: int) -> bool:
    """Whether the file calls one of two lines a heading, and the other text or a heading of another level."""
    return max(before, line) > UNTOLD and (min(before, line) > UNTOLD or TEXT in (before, line))


def _is_sure(label: re.Match[str]) -> bool:
    """Whether no line of running text can begin so: a bullet that is no dash."""
    return (label.group("bullet") or "-") not in "-–—*o"


def _alike(before: Run, line: Run, *, close: bool = False) -> bool:
    """Whether two lines are of one size, and not one all bold and the other all light unless they stand close."""
    if abs(before.size - line.size) > 0.1 * max(before.size, line.size):
        return False
    return (
        before.bold == line.bold
        or (close and before.bold and before.face == line.face)
        or (0 < before.heavy and not before.bold)
        or (0 < line.heavy and not line.bold)
    )


def had_room(before: Run, line: Run, right: float) -> bool:
    """Whether the next line's first word would have fitted at the end of the line before: then it broke on purpose."""
    return before.x1 + line.first + _SPACE * line.size < right - 1 and not before.broken


def _is_wrapped_title(before: Run) -> bool:
    return not _ENDS.search(before.text) and not CONTENTS.fullmatch(before.text)


def join_lines(lines: list[Run]) -> str:
    """The lines' text with spaces between, where a word was not broken."""
    text = ""
    for line in lines:
        text = add_line(text, line.text)
    return text


def add_line(text: str, line: str) -> str:
    """The text with one more line, and a space between if no word goes on from one to the other."""
    if not text or text.endswith((HYPHEN, "\u00ad", PERHAPS_BROKEN)):
        return text + line
    if text.endswith("-") and text[-2:-1].isalnum():
        return f"{text[:-1]}{HYPHEN}{line}" if text[-2].isalpha() else text + line
    return f"{text} {line}"
