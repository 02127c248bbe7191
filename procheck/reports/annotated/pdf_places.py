"""Where on a PDF's pages the words of a document stand: boxes about them, in points from the page's bottom left.

PDF 32000-1, 8.3.2.3 (user space) and 12.5.6.10 (quadrilaterals of text markup).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from procheck.documents.model import Document
from procheck.reports.annotated.letters import letters, squeezed
from procheck.reports.annotated.model import Spot

if TYPE_CHECKING:
    import pypdfium2

_MOST_OPEN = 3
_SHORTEST = 6
"""Letters of a quote that are looked for by themselves; fewer stand anywhere."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Boxes:
    """The words of one spot on one page, a box for each line."""

    page: int
    """From 0."""
    lines: tuple[Box, ...]
    """Empty where the words are not in the page's text, such as those of a scanned page."""


@dataclass(frozen=True, slots=True)
class _Text:
    characters: str
    """One for each of PDFium's."""
    letters: str
    at: tuple[int, ...]
    """Index of the character that each letter is of."""

    def between(self, start: int, end: int, tail: str) -> list[int]:
        """The characters of letters `start` to `end`, and the full stop or the like (of `tail`) behind them."""
        last = self.at[end - 1] + 1
        return [*self.at[start:end], *(range(last, last + len(tail)) if tail and self.characters.startswith(tail, last) else ())]


class Places:
    """Finds the words of a document's blocks on the pages of the file that it was read from."""

    def __init__(self, pdf: pypdfium2.PdfDocument, document: Document) -> None:
        self._pdf = pdf
        self._document = document
        self._texts: dict[int, _Text] = {}
        self._open: dict[int, tuple[pypdfium2.PdfPage, pypdfium2.PdfTextPage]] = {}

    def find(self, spot: Spot) -> list[Boxes]:
        """Boxes about the words at `spot`: on the page where their block begins, and on the next where they go on there."""
        block = self._document.blocks[spot.block]
        quote = squeezed(block.text[spot.start : spot.end])
        first = max((block.page or 1) - 1, 0)
        pages = [page for page in (first, first + 1) if page < len(self._pdf)]
        found: dict[int, list[int]] = {page: [] for page in pages}
        pieces = self._pieces(quote, pages, self._before(spot.block, quote))
        for page, start, length in pieces:
            tail = _signs_behind(block.text[spot.start : spot.end]) if (page, start, length) == pieces[-1] else ""
            found[page] += self._text(page).between(start, start + length, tail)
        boxes = [Boxes(page, self._lines(page, places)) for page, places in found.items() if places]
        return boxes or [Boxes(first, ())]

    def _before(self, number: int, quote: str) -> int:
        """How many times the same words stand on the same page before a block."""
        block = self._document.blocks[number]
        earlier = (other for other in self._document.blocks[:number] if other.page == block.page)
        return sum(squeezed(other.text).count(quote) for other in earlier)

    def _pieces(self, quote: str, pages: list[int], before: int) -> list[tuple[int, int, int]]:
        """Stretches of a quote in the letters of pages: page, offset, length. A quote that is not whole is put together from its parts."""
        found = []
        at = 0
        while at < len(quote):
            page, start, length = max(((page, *self._longest(quote[at:], page)) for page in pages), key=lambda each: each[2])
            if length < min(_SHORTEST, len(quote)):
                at += 1
                continue
            if length == len(quote):
                start = self._nth(quote, page, before, start)
            found.append((page, start, length))
            at += length
        return found

    def _longest(self, quote: str, page: int) -> tuple[int, int]:
        """Where the longest beginning of `quote` that the page has stands, and its length."""
        text = self._text(page).letters
        least, most = 0, len(quote)
        while least < most:
            middle = (least + most + 1) // 2
            if quote[:middle] in text:
                least = middle
            else:
                most = middle - 1
        return text.find(quote[:least]), least

    def _nth(self, quote: str, page: int, before: int, start: int) -> int:
        for _ in range(before):
            following = self._text(page).letters.find(quote, start + 1)
            if following < 0:
                break
            start = following
        return start

    def _text(self, page: int) -> _Text:
        if page not in self._texts:
            from pypdfium2 import raw

            text = self._opened(page)
            codes = [raw.FPDFText_GetUnicode(text.raw, index) for index in range(max(text.count_chars(), 0))]
            characters = "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
            found = list(letters(characters))
            self._texts[page] = _Text(characters, "".join(letter for _, letter in found), tuple(index for index, _ in found))
        return self._texts[page]

    def _opened(self, page: int) -> pypdfium2.PdfTextPage:
        """The text of a page; PDFium keeps few open at a time, because pages take memory."""
        if page not in self._open:
            for other in list(self._open)[: -_MOST_OPEN + 1]:
                self._close(other)
            sheet = self._pdf[page]
            self._open[page] = (sheet, sheet.get_textpage())
        return self._open[page][1]

    def close(self) -> None:
        """Closes the pages that are open; to be done before the file is closed."""
        for page in list(self._open):
            self._close(page)

    def _close(self, page: int) -> None:
        sheet, text = self._open.pop(page)
        text.close()
        sheet.close()

    def _lines(self, page: int, places: list[int]) -> tuple[Box, ...]:
        """A box for each line of the characters at `places`, full stops and the like between them included."""
        text = self._opened(page)
        boxes = [Box(*text.get_charbox(index, loose=True)) for index in dict.fromkeys(places)]
        boxes = [box for box in boxes if box.right > box.left and box.top > box.bottom]
        upright = sum(_beside(*pair) for pair in pairwise(boxes)) * 2 >= len(boxes) - 1
        lines: list[Box] = []
        last: Box | None = None
        for box in boxes:
            if last is not None and (_beside(last, box) if upright else _above(last, box)):
                lines[-1] = _about(lines[-1], box)
            else:
                lines.append(box)
            last = box
        return tuple(lines)


def _signs_behind(text: str) -> str:
    """What a text ends in that is no letter: a full stop, a bracket."""
    return text[len(text) - next((place for place, character in enumerate(reversed(text)) if character.isalnum()), 0) :]


def _beside(one: Box, other: Box) -> bool:
    """True for two characters of one line, with no more than a cell's gap between them."""
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    height = min(one.top - one.bottom, other.top - other.bottom)
    return overlap >= height / 2 and abs(other.left - one.right) < 3 * height


def _above(one: Box, other: Box) -> bool:
    """The same for lines that run up or down the page, as on a page that is turned."""
    return _beside(Box(one.bottom, one.left, one.top, one.right), Box(other.bottom, other.left, other.top, other.right)) or _beside(
        Box(-one.top, one.left, -one.bottom, one.right), Box(-other.top, other.left, -other.bottom, other.right)
    )


def _about(one: Box, other: Box) -> Box:
    return Box(min(one.left, other.left), min(one.bottom, other.bottom), max(one.right, other.right), max(one.top, other.top))
