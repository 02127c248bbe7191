"""A page's text as PDFium gives it -> spans: words of one text object on one line."""

from __future__ import annotations

import ctypes
import math
import re
from typing import NamedTuple

from procheck.documents.pdf_calls import Calls, Handle

_HYPHENS = ("\ufffe", "\x02")
_LINE = re.compile(r"[^\S\r\n]*([^\s\ufffe\x02](?:[^\r\n\ufffe\x02]*[^\s\ufffe\x02])?)")
_WORD = re.compile(r"\S+")


class Span(NamedTuple):
    """Characters `start` to `end` of the page's text, drawn by the text object `item`."""

    start: int
    end: int
    item: Handle
    glued: bool = False
    """It goes on with no space from the span before."""

    hyphen: bool = False
    """Its last word goes on in the next line."""


class Spans:
    """Finds the spans of one page while it is open."""

    def __init__(self, calls: Calls, handle: Handle, text: str) -> None:
        from pypdfium2 import raw

        self._calls, self._handle, self._text = calls, handle, text
        self._loose = raw.FS_RECTF()
        self._loose_at = ctypes.addressof(self._loose)

    def all(self) -> list[Span]:
        """The spans in drawing order. Most lines are one object; only in the others is every word asked for its own."""
        text_object, handle, text = self._calls.text_object, self._handle, self._text
        spans: list[Span] = []
        for found in _LINE.finditer(text):
            start, end = found.span(1)
            item = text_object(handle, start)
            hyphen = text[end : end + 1] in _HYPHENS
            if text_object(handle, end - 1) == item:
                spans.append(Span(start, end, item or 0, hyphen=hyphen))
            else:
                spans.extend(self._parts(start, end, hyphen=hyphen))
        return spans

    def apart(self, span: Span, gap: float) -> list[Span]:
        """The parts of a span between gaps wider than `gap` points."""
        loose_box, handle, loose, loose_at = self._calls.loose_box, self._handle, self._loose, self._loose_at
        parts: list[Span] = []
        start, stop, right = span.start, span.start, math.inf
        for word in _WORD.finditer(self._text, span.start, span.end):
            first, end = word.span()
            loose_box(handle, first, loose_at)
            if loose.left - right > gap:
                parts.append(Span(start, stop, span.item, glued=span.glued and not parts))
                start = first
            stop = end
            loose_box(handle, end - 1, loose_at)
            right = loose.right
        parts.append(span._replace(start=start, glued=span.glued and not parts))
        return parts

    def _parts(self, start: int, end: int, *, hyphen: bool) -> list[Span]:
        """The spans of a line that is drawn as several objects."""
        text_object, handle = self._calls.text_object, self._handle
        parts: list[Span] = []
        held: Handle = text_object(handle, start) or 0
        glued, stop = False, start
        for word in _WORD.finditer(self._text, start, end):
            here, there = word.span()
            item = text_object(handle, here) or 0
            if item != held:
                parts.append(Span(start, stop, held, glued))
                start, held, glued = here, item, False
            digits = self._text[here].isdigit() or self._text[there - 1].isdigit()
            if digits and there - here > 1 and (text_object(handle, there - 1) or 0) != item:
                cut = self._cut(here, there)
                if cut < there:
                    parts.append(Span(start, cut, held, glued))
                    start, held, glued = cut, text_object(handle, cut) or 0, True
            stop = there
        parts.append(Span(start, stop, held, glued, hyphen))
        return parts

    def _cut(self, start: int, end: int) -> int:
        """Where in one word the size changes, as it does before a footnote's raised number; `end` if nowhere."""
        font_size, handle = self._calls.font_size, self._handle
        size = font_size(handle, start)
        if font_size(handle, end - 1) == size:
            return end
        return next(place for place in range(start + 1, end) if font_size(handle, place) != size)
