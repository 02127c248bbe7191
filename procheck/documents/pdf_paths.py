"""Ruling lines and pictures of a PDF page, and the turning of a page that is drawn sideways."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

from procheck.documents.pdf_calls import Calls, Handle
from procheck.documents.pdf_marks import Box, Page

_THIN = 2.5
"""Points: a filled rectangle no thicker than this is a drawn line."""

_SHORTEST = 6.0
"""Points: shorter strokes are parts of letters, bullets and drawings, not of tables."""

_SMALLEST_DOT, _LARGEST_DOT = 1.5, 8.0
"""Points across and down of what may be a bullet."""

_FAR = 100_000.0
_MOST_DOTS = 300
_MOST_RULES = 4_000
"""Of one page: beyond this it is a drawing."""

_MOST_OBJECTS = 200_000
_MOST_POINTS = 400
_DEEPEST_FORM = 6

_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
_LINE, _BEZIER, _MOVE = 0, 1, 2

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Turn:
    """Turns PDF coordinates (origin bottom left) so that text at `angle` runs left to right, `y` downwards."""

    def __init__(self, angle: int, box: tuple[float, float, float, float]) -> None:
        left, bottom, right, top = box
        self.angle = angle
        self.page = box
        """Left, bottom, right and top, not turned."""

        self._left, self._bottom, self._right, self._top = left, bottom, right, top
        across, down = right - left, top - bottom
        self.width, self.height = (across, down) if angle in (0, 180) else (down, across)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The point as seen by a reader who holds the page so that the text is upright."""
        if self.angle == 0:
            return x - self._left, self._top - y
        if self.angle == 90:
            return y - self._bottom, x - self._left
        if self.angle == 180:
            return self._right - x, y - self._bottom
        return self._top - y, self._right - x

    def corners(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """The rectangle, turned: left, top, right and bottom as the reader sees them."""
        if self.angle == 0:
            return left - self._left, self._top - top, right - self._left, self._top - bottom
        x0, y0 = self.point(left, top)
        x1, y1 = self.point(right, bottom)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The rectangle, turned."""
        return Box(*self.corners(left, bottom, right, top))


def add_drawings(calls: Calls, page_handle: Handle, turn: Turn, page: Page) -> None:
    """Puts the ruling lines and pictures of the page into `page.rules` and `page.pictures`."""
    _Drawings(calls, turn, page).walk(page_handle)


class _Drawings:
    def __init__(self, calls: Calls, turn: Turn, page: Page) -> None:
        self.calls, self.turn, self.page = calls, turn, page
        self.edges = [ctypes.c_float() for _ in range(4)]
        self.places = [ctypes.addressof(edge) for edge in self.edges]
        self.left = _MOST_OBJECTS

    def walk(self, page_handle: Handle) -> None:
        """Looks at every object of the page."""
        calls = self.calls
        object_at, object_type = calls.object_at, calls.object_type
        for place in range(min(calls.object_count(page_handle), _MOST_OBJECTS)):
            item = object_at(page_handle, place)
            if item and (kind := object_type(item)) != _TEXT:
                self._look(item, kind, _SAME, 0)

    def _look(self, item: Handle, kind: int, matrix: Matrix, depth: int) -> None:
        if kind == _IMAGE:
            box = self._bounds(item, matrix)
            if _is_sane(box):
                self.page.pictures.append(box)
                self._dot(box)
        elif kind == _PATH and len(self.page.rules) < _MOST_RULES:
            self._path(item, matrix)
        elif kind == _FORM and depth < _DEEPEST_FORM:
            self.page.nested = True
            within = _times(self._own_matrix(item), matrix)
            for place in range(self.calls.form_count(item)):
                self.left -= 1
                if self.left < 0:
                    return
                inner = self.calls.form_at(item, place)
                if inner and (inner_kind := self.calls.object_type(inner)) != _TEXT:
                    self._look(inner, inner_kind, within, depth + 1)

    def _path(self, item: Handle, matrix: Matrix) -> None:
        box = self._bounds(item, matrix)
        if not _is_sane(box):
            return
        if box.width <= _LARGEST_DOT and box.height <= _LARGEST_DOT:
            self.page.shapes += 1
            self._dot(box)
            return
        if box.width > 0.85 * self.page.width and box.height > 0.9 * self.page.height:
            return  # the paper's own colour or frame
        if box.height <= _THIN or box.width <= _THIN:
            self.page.rules.append(box)
            return
        count = self.calls.segment_count(item)
        self.page.shapes += 1
        if not 2 <= count <= _MOST_POINTS:
            return
        own = _times(self._own_matrix(item), matrix)
        for start, end in self._strokes(item, own):
            stroke = Box(min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1]))
            long, short = max(stroke.width, stroke.height), min(stroke.width, stroke.height)
            if short <= 0.5 and long >= _SHORTEST:
                self.page.rules.append(stroke)

    def _dot(self, box: Box) -> None:
        small = _SMALLEST_DOT <= box.width <= _LARGEST_DOT and _SMALLEST_DOT <= box.height <= _LARGEST_DOT
        if small and len(self.page.dots) < _MOST_DOTS:
            self.page.dots.append(box)

    def _strokes(self, item: Handle, matrix: Matrix) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
        """The straight strokes of a path, each from point to point."""
        calls = self.calls
        x, y = ctypes.c_float(), ctypes.c_float()
        begun: tuple[float, float] | None = None
        last: tuple[float, float] | None = None
        for place in range(calls.segment_count(item)):
            segment = calls.segment_at(item, place)
            calls.segment_point(segment, ctypes.addressof(x), ctypes.addressof(y))
            here = self.turn.point(*_apply(matrix, x.value, y.value))
            kind = calls.segment_type(segment)
            if kind == _MOVE:
                if begun is not None and last is not None:
                    yield last, begun  # a rectangle's last side is often left to "close"
                begun = here
            elif kind == _LINE and last is not None:
                yield last, here
            last = here
        if begun is not None and last is not None:
            yield last, begun

    def _bounds(self, item: Handle, matrix: Matrix) -> Box:
        self.calls.bounds(item, *self.places)
        left, bottom, right, top = (edge.value for edge in self.edges)
        if matrix is not _SAME:
            corners = [_apply(matrix, x, y) for x in (left, right) for y in (bottom, top)]
            left, right = min(x for x, _ in corners), max(x for x, _ in corners)
            bottom, top = min(y for _, y in corners), max(y for _, y in corners)
        return self.turn.box(left, bottom, right, top)

    def _own_matrix(self, item: Handle) -> Matrix:
        from pypdfium2 import raw

        matrix = raw.FS_MATRIX()
        if not self.calls.object_matrix(item, ctypes.addressof(matrix)):
            return _SAME
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _is_sane(box: Box) -> bool:
    """Whether the box has sides at all: damaged files give infinite ones and such as are no numbers."""
    return -_FAR < box.x0 <= box.x1 < _FAR and -_FAR < box.top <= box.bottom < _FAR


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    x, y = _apply(then, e, f)
    g, h, i, j = then[0], then[1], then[2], then[3]
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, x, y
