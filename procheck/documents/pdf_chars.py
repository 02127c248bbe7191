"""One PDF page as PDFium sees it -> a `Page` of runs, ruling lines and pictures.

PDFium is asked once for the page's text and then, for every word, which text object it belongs to; position, size and
weight are asked once for each run of words of one object. A call for every character would take longer than the
whole reading may.
"""

from __future__ import annotations

import ctypes
import math
import re
from typing import TYPE_CHECKING, NamedTuple

from procheck.documents.pdf_calls import FILLED_AND_STROKED, INVISIBLE, NO_FONT, Calls, Font, Handle, address, font_of
from procheck.documents.pdf_marks import HYPHEN, Page, Run
from procheck.documents.pdf_paths import Turn, add_drawings

if TYPE_CHECKING:
    import pypdfium2

MOST_CHARACTERS = 200_000
"""Of one page. A dense A4 page has 6,000; a page beyond this is no page that a person reads."""

_PIECE = re.compile(r"[\r\n]+|\ufffe|\x02|[^\s\ufffe\x02]+")
_UNDECODED = re.compile("[\ue000-\uefff\uf100-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
"""Private use (but for \uf000-\uf0ff, where symbol fonts keep their bullets), replacement and control characters."""

_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_WORD_LIGATURES = {"\u019f": "ti", "\u01a9": "tt", "\u01ab": "tti", "\u014c": "ft"}
"""What Word's Calibri writes for joined letters when a PDF printer names the glyphs by their order in the font."""
_WORD_LIGATURE = re.compile("(?<=[a-z])[\u019f\u01a9\u01ab\u014c]|[\u019f\u01a9](?=[a-z])")


class _Span(NamedTuple):
    """Words of one text object on one line: characters `start` to `end` of the page's text."""

    start: int
    end: int
    item: Handle
    glued: bool = False
    hyphen: bool = False


class _Place(NamedTuple):
    """Where a span is drawn, as PDFium has it: origin bottom left, points."""

    span: _Span
    angle: int
    """Degrees against the clock."""

    size: float
    baseline: tuple[float, float]
    box: tuple[float, float, float, float]
    """Left, bottom, right, top."""

    first: float
    """Width of the first word, 0 if not measured."""


def read_page(calls: Calls, document: pypdfium2.PdfDocument, number: int) -> Page:
    """The page with that number (from 1). An empty `Page` where PDFium cannot load it."""
    import pypdfium2 as pdfium

    try:
        page = document[number - 1]
    except pdfium.PdfiumError:
        return Page(number, 0.0, 0.0)
    try:
        textpage = page.get_textpage()
        try:
            return _Reading(calls, page, textpage, number).page()
        finally:
            textpage.close()
    finally:
        page.close()


class _Reading:
    """Holds one page open while its runs are made."""

    def __init__(self, calls: Calls, page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, number: int) -> None:
        from pypdfium2 import raw

        self.calls = calls
        self.drawn = address(page.raw)
        self.handle = address(textpage.raw)
        self.text = self._text(textpage)
        self.box = page.get_bbox()
        self.number = number
        self.fonts: dict[Handle, Font] = {}
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._colour_at = [ctypes.addressof(part) for part in self._colour]
        self._loose = raw.FS_RECTF()
        self._loose_at = ctypes.addressof(self._loose)
        self._matrix = raw.FS_MATRIX()
        self._matrix_at = ctypes.addressof(self._matrix)

    def page(self) -> Page:
        """The runs, rules and pictures of the page, turned upright."""
        placed = [self._place(span) for span in self._spans()]
        turn = Turn(_main_angle(placed), self.box)
        page = Page(self.number, turn.width, turn.height, characters=len(self.text) - 2 * self.text.count("\n"))
        page.undecoded = len(_UNDECODED.findall(self.text))
        add_drawings(self.calls, self.drawn, turn, page)
        for order, place in enumerate(placed):
            run = self._run(place, order, turn)
            if run is not None and self._is_seen(place.span.item, run, page):
                (page.runs if place.angle == turn.angle else page.askew).append(run)
        return page

    def _text(self, textpage: pypdfium2.PdfTextPage) -> str:
        """One character for each of PDFium's, so that places in the text are places on the page."""
        count = min(textpage.count_chars(), MOST_CHARACTERS)
        text: str = textpage.get_text_range(0, count) if count > 0 else ""
        if len(text) != count:
            text = "".join(chr(self.calls.unicode(self.handle, place) or 0xFFFD) for place in range(max(count, 0)))
        return text

    def _spans(self) -> list[_Span]:
        text_object, handle = self.calls.text_object, self.handle
        spans: list[_Span] = []
        start = end = 0
        held: Handle | None = None
        glued = False
        for piece in _PIECE.finditer(self.text):
            here, there = piece.span()
            first = self.text[here]
            if first in "\r\n\ufffe\x02":
                if held is not None:
                    spans.append(_Span(start, end, held, glued, first in "\ufffe\x02"))
                    held, glued = None, False
                continue
            item = text_object(handle, here) or 0
            if item != held:
                if held is not None:
                    spans.append(_Span(start, end, held, glued))
                    glued = False
                start, held = here, item
            if there - here > 1 and (text_object(handle, there - 1) or 0) != item:
                cut = self._cut(here, there)
                if cut < there:
                    spans.append(_Span(start, cut, item, glued))
                    start, held, glued = cut, text_object(handle, cut) or 0, True
            end = there
        if held is not None:
            spans.append(_Span(start, end, held, glued))
        return spans

    def _cut(self, start: int, end: int) -> int:
        """Where in one word the size changes, as it does before a footnote's raised number; `end` if nowhere."""
        font_size, handle = self.calls.font_size, self.handle
        size = font_size(handle, start)
        if font_size(handle, end - 1) == size:
            return end
        return next(place for place in range(start + 1, end) if font_size(handle, place) != size)

    def _place(self, span: _Span) -> _Place:
        calls, handle, loose, matrix, loose_at = self.calls, self.handle, self._loose, self._matrix, self._loose_at
        calls.matrix(handle, span.start, self._matrix_at)
        a, b = matrix.a, matrix.b
        size = calls.font_size(handle, span.start) * math.hypot(matrix.c, matrix.d)
        angle = 0 if b == 0 and a > 0 else round(math.degrees(math.atan2(b, a))) % 360
        calls.loose_box(handle, span.start, loose_at)
        left, bottom, right, top = loose.left, loose.bottom, loose.right, loose.top
        calls.loose_box(handle, span.end - 1, loose_at)
        box = min(left, loose.left), min(bottom, loose.bottom), max(right, loose.right), max(top, loose.top)
        space = self.text.find(" ", span.start, span.end)
        if space > 0:
            calls.loose_box(handle, space - 1, loose_at)
        first = loose.right - left if angle == 0 else abs(loose.top - bottom) if angle == 90 else 0.0
        return _Place(span, angle, size, (matrix.e, matrix.f), box, first)

    def _run(self, place: _Place, order: int, turn: Turn) -> Run | None:
        span = place.span
        box = turn.box(*place.box)
        if box.x1 < 0 or box.x0 > turn.width or box.bottom < 0 or box.top > turn.height:
            return None  # off the page: nobody reads it
        bold, face = self._look(span.item)
        text = plain_letters(self.text[span.start : span.end]) + (HYPHEN if span.hyphen else "")
        y = turn.point(*place.baseline)[1]
        return Run(
            text,
            box.x0,
            box.x1,
            y,
            place.size or box.height,
            len(text) if bold else 0,
            face,
            order,
            place.first or box.width * len(text.split(" ", 1)[0]) / len(text),
            span.glued,
            span.hyphen,
        )

    def _look(self, item: Handle) -> tuple[bool, str]:
        """Whether the object's letters are bold, and their face."""
        font = (self.calls.font(item) or 0) if item else 0
        if font not in self.fonts:
            self.fonts[font] = font_of(font) if font else NO_FONT
        look = self.fonts[font]
        if not look.bold and (not item or self.calls.render_mode(item) != FILLED_AND_STROKED):
            return False, look.family
        self.calls.fill_colour(item, *self._colour_at)
        colour = "".join(f"{part.value:02x}" for part in self._colour[:3])
        return True, f"{look.family}#{colour}" if colour != "000000" else look.family

    def _is_seen(self, item: Handle, run: Run, page: Page) -> bool:
        """Invisible text counts only as the letters of a scanned picture that lies behind it."""
        if not item or self.calls.render_mode(item) != INVISIBLE:
            return True
        middle = (run.x0 + run.x1) / 2
        return any(picture.holds(middle, run.y, slack=2) for picture in page.pictures)


def _main_angle(places: list[_Place]) -> int:
    """Of 0, 90, 180 and 270 degrees, that of most of the text."""
    weights = {0: 0, 90: 0, 180: 0, 270: 0}
    for place in places:
        if place.angle in weights:
            weights[place.angle] += place.span.end - place.span.start
    return max(weights, key=weights.__getitem__)


def plain_letters(text: str) -> str:
    """Ligatures written out as the letters they join.

    >>> plain_letters("of\ufb01ce")
    'office'
    """
    if text.isascii():
        return text
    if _LIGATURE.search(text):
        text = text.translate(_LIGATURES)
    return _WORD_LIGATURE.sub(lambda found: _WORD_LIGATURES[found.group()], text)
