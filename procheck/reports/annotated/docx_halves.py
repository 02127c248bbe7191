"""Runs of a Word file cut in two, and put together again so that nothing is left of the cut.

The second half of a run gets the same properties, so that text and look stay as they were. A cut has to be told from two like runs that met
there before: a mark that would come between such a pair goes one character further out instead, within a run.

Source: ECMA-376 part 1, 17.3.2 (runs) and 17.3.3.31 (text, and when its outer white space is shown).
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import TYPE_CHECKING

from procheck.reports.annotated.docx_places import Point

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PROPERTIES = frozenset({"rPr", "pPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData"})


class Halves:
    """Cuts runs of one part, and knows the halves."""

    def __init__(self) -> None:
        self._pieces: dict[_Element, list[tuple[int, _Element]]] = {}
        self._cut: set[_Element] = set()
        self._spaced: set[_Element] = set()

    def is_cut(self, run: _Element) -> bool:
        """Whether a run is the second half of one that was cut here."""
        return run in self._cut

    def piece(self, point: Point, *, first: bool) -> tuple[_Element, int]:
        """The part of a text that a point is in now, after earlier cuts."""
        for start, piece in reversed(self._pieces.get(point.element, [(0, point.element)])):
            if start < point.offset or (first and start == point.offset) or start == 0:
                return piece, point.offset - start
        return point.element, point.offset  # pragma: no cover - the first piece starts at 0

    def cut(self, run: _Element, text: _Element, offset: int, *, first: bool) -> _Element:
        """The run before (`first`) or after which the place is, cut there where it is within."""
        if 0 < offset < len(text.text or "") and not _is_whole(text):
            right = self._cut_text(run, text, offset)
            return right if first else run
        content = content_of(run)
        place = content.index(text) + (0 if first else 1)
        while 0 < place < len(content) and kind(content[place - 1]) == kind(content[place]) == "t":
            # Two texts side by side in one run would be taken for one that was cut.
            half = self.cut_beyond(run, content[place - 1 if first else place], first=first)
            if half is not None:
                return half if first else run
            place += -1 if first else 1
        if place == len(content) or all(kind(child) == "lastRenderedPageBreak" for child in content[:place]):
            return run
        right = self._halved(run, content[place:])
        return right if first else run

    def cut_beyond(self, run: _Element, text: _Element | None, *, first: bool) -> _Element | None:
        """`run` cut before the last (`first`) or after the first character of a text in it: the half behind; None where that cannot be."""
        length = len(text.text or "") if text is not None and kind(text) == "t" else 0
        if text is None or length < 2 or _is_whole(text):
            return None
        return self._cut_text(run, text, length - 1 if first else 1)

    def _cut_text(self, run: _Element, text: _Element, offset: int) -> _Element:
        words = text.text or ""
        content = content_of(run)
        rest = copy.deepcopy(text)
        rest.tail = None
        rest.text, text.text = words[offset:], words[:offset]
        if _SPACE not in text.attrib or text in self._spaced:
            # The file itself did not say that white space is to be kept: halves say so only as long as they must.
            for half in (text, rest):
                if _needs_space(half.text):
                    half.set(_SPACE, "preserve")
                    self._spaced.add(half)
                elif _SPACE in half.attrib:
                    del half.attrib[_SPACE]
        self._remember(text, rest, offset)
        return self._halved(run, [rest, *content[content.index(text) + 1 :]])

    def _remember(self, text: _Element, rest: _Element, offset: int) -> None:
        for pieces in self._pieces.values():
            for start, piece in pieces:
                if piece is text:
                    pieces.append((start + offset, rest))
                    pieces.sort(key=lambda each: each[0])
                    return
        self._pieces[text] = [(0, text), (offset, rest)]

    def _halved(self, run: _Element, content: list[_Element]) -> _Element:
        """A run like `run` just after it, to which `content` is moved."""
        half = run.makeelement(run.tag, _attributes(run))
        properties = next((child for child in run if kind(child) == "rPr"), None)
        if properties is not None:
            half.append(copy.deepcopy(properties))
            half[0].tail = None
        half.tail, run.tail = run.tail, None
        half.extend(content)
        parent = run.getparent()
        assert parent is not None
        parent.insert(parent.index(run) + 1, half)
        self._cut.add(half)
        return half


def remove(marks: Iterable[_Element]) -> None:
    """Takes marks out, and joins the halves of the runs that were cut for them."""
    beside: dict[_Element, None] = {}
    every = dict.fromkeys(marks)
    for mark in every:
        following = mark.getnext()
        while following is not None and following in every:
            following = following.getnext()
        if following is not None:
            beside[following] = None
    for mark in every:
        _take_out(mark)
    for right in beside:
        left = right.getprevious()
        if left is not None and alike(left, right):
            _join(left, right)


def alike(left: _Element, right: _Element) -> bool:
    """True for two runs with the same properties, as the halves of one that was cut have."""
    if kind(left) != "r" or kind(right) != "r" or _attributes(left) != _attributes(right):
        return False
    return _properties(left) == _properties(right)


def content_of(element: _Element) -> list[_Element]:
    """The children of a run, a paragraph or a wrapping, without those that say how it looks."""
    return [child for child in element if kind(child) not in _PROPERTIES]


def kind(element: _Element) -> str:
    """The name of an element without its namespace; "" for a comment or an instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _properties(run: _Element) -> bytes:
    from lxml import etree

    found = next((child for child in run if kind(child) == "rPr"), None)
    return etree.tostring(found, with_tail=False) if found is not None else b""


def _attributes(element: _Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.items()}


def _join(left: _Element, right: _Element) -> None:
    content = content_of(right)
    if len(left) and content and kind(left[-1]) == kind(content[0]) == "t":
        text, rest = left[-1], content.pop(0)
        kept = any(_SPACE in half.attrib and not _needs_space(half.text) for half in (text, rest))
        text.text = (text.text or "") + (rest.text or "")
        if kept or _needs_space(text.text):
            text.set(_SPACE, "preserve")
        elif _SPACE in text.attrib:
            del text.attrib[_SPACE]
    left.extend(content)
    left.tail = right.tail
    parent = right.getparent()
    assert parent is not None
    parent.remove(right)


def _take_out(mark: _Element) -> None:
    parent, before = mark.getparent(), mark.getprevious()
    assert parent is not None
    if mark.tail:
        if before is not None:
            before.tail = (before.tail or "") + mark.tail
        else:
            parent.text = (parent.text or "") + mark.tail
    mark.tail = None
    parent.remove(mark)


def _is_whole(text: _Element) -> bool:
    """True for a text whose outer white space is not shown, so that halves of it would show more."""
    return _SPACE not in text.attrib and _needs_space(text.text)


def _needs_space(text: str | None) -> bool:
    return bool(text) and text != (text or "").strip(" \t\r\n")
