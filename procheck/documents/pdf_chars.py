"""One PDF page as PDFium sees it -> a `Page` of runs, ruling lines and pictures.

PDFium is asked once for the page's text, then which text object each line belongs to (each word, where a line has
several), and once for each run of words of one object for its place, size and font. A call for every character would
take longer than the whole reading may.
"""

from __future__ import annotations

import ctypes
import math
from typing import TYPE_CHECKING, NamedTuple

from procheck.documents.pdf_calls import FILLED_AND_STROKED, INVISIBLE, NO_FONT, Calls, Font, Handle, address, font_of
from procheck.documents.pdf_letters import count_undecoded, has_ligatures, plain_letters
from procheck.documents.pdf_marks import HYPHEN, Box, Page, Run
from procheck.documents.pdf_paths import Turn, add_drawings
from procheck.documents.pdf_spans import Span, Spans
from procheck.documents.pdf_tags import Tags

if TYPE_CHECKING:
    import pypdfium2

MOST_CHARACTERS = 200_000
"""Of one page. A dense A4 page has 6,000; a page beyond this is no page that a person reads."""

_WIDE = 0.62
"""Of the size: letters of running text are narrower on average, so that a wider object has gaps in it."""

_NARROWEST = 0.35
"""Of the size: letters as narrow as these on average leave no room for a gap."""

_CELL_GAP = 0.9
"""Of the size: a gap that may lie between two cells, on a page with lines."""

_MARGIN = 4.0
_HEADINGS = 60.0
"""Points: how far above the first line of a table its headings may begin."""

_GAP = 1.5
"""Of the size: a gap within one text object that parts columns or cells."""


_SLANT = 5
"""Degrees by which a scanned page may lie askew."""

_LEAST_SIZE, _MOST_SIZE = 0.5, 5_000.0
"""Points: what lies beyond is no writing but the work of a damaged file."""

_FAR = 100_000.0


class _Place(NamedTuple):
    """Where a span is drawn, as PDFium has it: origin bottom left, points."""

    angle: int
    """Degrees against the clock."""

    size: float
    x: float
    y: float
    """Where the baseline begins."""

    left: float
    bottom: float
    right: float
    top: float
    first: float
    """Width of the first word."""


def read_page(calls: Calls, document: pypdfium2.PdfDocument, number: int, tags: Tags | None = None) -> Page:
    """The page with that number (from 1). An empty `Page` where PDFium cannot load it. `tags`: of a tagged file."""
    import pypdfium2 as pdfium

    try:
        page = document[number - 1]
        try:
            textpage = page.get_textpage()
            try:
                return _Reading(calls, page, textpage, number).page(tags)
            finally:
                textpage.close()
        finally:
            page.close()
    except pdfium.PdfiumError:
        return Page(number, 0.0, 0.0, damaged=True)


class _Reading:
    """Holds one page open while its runs are made."""

    def __init__(self, calls: Calls, page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, number: int) -> None:
        from pypdfium2 import raw

        self.calls = calls
        self.drawn = address(page.raw)
        self.handle = address(textpage.raw)
        self.text = self._text(textpage)
        self.spans = Spans(calls, self.handle, self.text)
        self.plain = not has_ligatures(self.text)
        self.box = _sane(page.get_bbox())
        self.number = number
        self.fonts: dict[Handle, Font] = {}
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._colour_at = [ctypes.addressof(part) for part in self._colour]
        self._loose = raw.FS_RECTF()
        self._loose_at = ctypes.addressof(self._loose)
        self._matrix = raw.FS_MATRIX()
        self._matrix_at = ctypes.addressof(self._matrix)

    def page(self, tags: Tags | None) -> Page:
        """The runs, rules and pictures of the page, turned upright."""
        drawn: list[tuple[Run, Handle]] = []
        placed = [(span, self._place(span)) for span in self.spans.all()]
        turn = Turn(_main_angle(placed), self.box)
        page = Page(self.number, turn.width, turn.height, characters=len(self.text) - 2 * self.text.count("\n"))
        page.undecoded, page.cut = count_undecoded(self.text), self.cut
        add_drawings(self.calls, self.drawn, turn, page)
        tables = _ruled(page, turn)
        placed = [part for span, place in placed for part in self._parted(span, place, tables)]
        for order, (span, place) in enumerate(placed):
            run = self._run(span, place, order, turn, page)
            if run is None:
                continue
            if tags is not None:
                drawn.append((run, span.item))
            if place.angle == turn.angle:
                page.runs.append(run)
            elif place.angle % 90 == 0:
                page.askew.append(run)
            else:
                page.stamps.append(run.text)
        if tags is not None:
            tags.put_on(drawn, self.drawn, nested=page.nested)
        return page

    def _text(self, textpage: pypdfium2.PdfTextPage) -> str:
        """One character for each of PDFium's, so that places in the text are places on the page."""
        found = textpage.count_chars()
        count = min(found, MOST_CHARACTERS)
        self.cut = found > count
        text: str = textpage.get_text_range(0, count) if count > 0 else ""
        if len(text) != count:
            text = "".join(chr(self.calls.unicode(self.handle, place) or 0xFFFD) for place in range(max(count, 0)))
        return text

    def _parted(self, span: Span, place: _Place, tables: Box | None) -> list[tuple[Span, _Place]]:
        """The span with its place, or its parts where there are wide gaps in it, as between the cells of a table.

        `tables`: where lines across say that there may be tables; every span in it is looked at, else only the widest.
        """
        ruled = tables is not None and tables.holds(place.left, -place.y) and tables.holds(place.right, -place.y)
        least = _NARROWEST if ruled else _WIDE
        if place.angle == 0 and place.right - place.left > least * place.size * (span.end - span.start):
            parts = self.spans.apart(span, (_CELL_GAP if ruled else _GAP) * place.size)
            if len(parts) > 1:
                return [(part, self._place(part)) for part in parts]
        return [(span, place)]

    def _place(self, span: Span) -> _Place:
        loose_box, handle, loose, matrix, loose_at = (
            self.calls.loose_box,
            self.handle,
            self._loose,
            self._matrix,
            self._loose_at,
        )
        start, end = span.start, span.end
        self.calls.matrix(handle, start, self._matrix_at)
        a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
        size = abs(self.calls.font_size(handle, start)) * (d if c == 0 and d > 0 else math.hypot(c, d))
        angle = 0 if b == 0 and a > 0 else _angle(a, b)
        loose_box(handle, start, loose_at)
        left, bottom, right, top = loose.left, loose.bottom, loose.right, loose.top
        space = self.text.find(" ", start, end)
        if space > 0:
            loose_box(handle, space - 1, loose_at)
            first = loose.right - left
        loose_box(handle, end - 1, loose_at)
        if space <= 0:
            first = loose.right - left
        if angle:
            left, bottom = min(left, loose.left), min(bottom, loose.bottom)
            right, top = max(right, loose.right), max(top, loose.top)
            first = max(right - left, top - bottom) * ((space if space > 0 else end) - start) / (end - start)
        else:
            right = loose.right
        return _Place(angle, size, matrix.e, matrix.f, left, bottom, right, top, first)

    def _run(self, span: Span, place: _Place, order: int, turn: Turn, page: Page) -> Run | None:
        """The run, or None where nobody sees it: off the page, or invisible with no picture behind it."""
        item = span.item
        mode = self.calls.render_mode(item) if item else 0
        x0, top, x1, bottom = turn.corners(place.left, place.bottom, place.right, place.top)
        y = turn.point(place.x, place.y)[1]
        size = place.size or bottom - top
        on_page = x0 <= x1 and x1 >= 0 and x0 <= turn.width and bottom >= 0 and top <= turn.height
        if not (on_page and _LEAST_SIZE <= size <= _MOST_SIZE and -_FAR < y < _FAR):
            return None
        if mode == INVISIBLE:
            if not any(picture.holds((x0 + x1) / 2, y, slack=2) for picture in page.pictures):
                return None
            page.recognised += span.end - span.start
        font = self._font(item)
        text = self.text[span.start : span.end]
        if not self.plain:
            text = plain_letters(text)
        if span.hyphen:
            text += HYPHEN
        if font.bold or mode == FILLED_AND_STROKED:
            face = font.family + self._colour_of(item)
            return Run(text, x0, x1, y, size, len(text), face, order, place.first, span.glued, span.hyphen)
        return Run(text, x0, x1, y, size, 0, font.family, order, place.first, span.glued, span.hyphen)

    def _font(self, item: Handle) -> Font:
        handle = (self.calls.font(item) or 0) if item else 0
        font = self.fonts.get(handle)
        if font is None:
            font = self.fonts[handle] = font_of(handle) if handle else NO_FONT
        return font

    def _colour_of(self, item: Handle) -> str:
        """The fill colour as "#rrggbb", "" for black."""
        if not item:
            return ""
        self.calls.fill_colour(item, *self._colour_at)
        colour = "".join(f"{part.value:02x}" for part in self._colour[:3])
        return f"#{colour}" if colour != "000000" else ""


def _ruled(page: Page, turn: Turn) -> Box | None:
    """The part of the page where tables may be: as wide as its long lines across, from a little above the first.

    In PDFium's coordinates but for the height, which is negative so that it grows downwards.
    """
    lines = [rule for rule in page.rules if rule.width > 0.2 * page.width and rule.height <= rule.width]
    if not lines or turn.angle:
        return None
    left, bottom, _, top = turn.page
    return Box(
        min(line.x0 for line in lines) + left - _MARGIN,
        min(line.top for line in lines) - top - _HEADINGS,
        max(line.x1 for line in lines) + left + _MARGIN,
        -bottom,
    )


def _angle(across: float, up: float) -> int:
    """Degrees against the clock from 0 to 359; a slight slant, as scans have it, counts as none."""
    angle = round(math.degrees(math.atan2(up, across))) % 360
    upright = round(angle / 90) * 90
    return upright % 360 if abs(angle - upright) <= _SLANT else angle


def _sane(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """The page's box, or that of an A4 page where a damaged file gives none."""
    left, bottom, right, top = box
    return box if -_FAR < left < right < _FAR and -_FAR < bottom < top < _FAR else (0.0, 0.0, 595.0, 842.0)


def _main_angle(placed: list[tuple[Span, _Place]]) -> int:
    """Of 0, 90, 180 and 270 degrees, that of most of the text."""
    weights = {0: 0, 90: 0, 180: 0, 270: 0}
    for span, place in placed:
        if place.angle in weights:
            weights[place.angle] += span.end - span.start
    return max(weights, key=weights.__getitem__)
