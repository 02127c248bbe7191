"""Putting marks about words of a Word file, into the innermost thing that may hold them.

Source: ECMA-376 part 1, 17.3.2 (runs), 17.5.2 (content controls), 17.13.4 (comments). Word ignores comments in text boxes, headers,
footers, footnotes and endnotes ([MS-OI29500] 2.1.315).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from procheck.reports.annotated.docx_halves import Halves, alike, content_of, kind
from procheck.reports.annotated.docx_places import Point, Stretch

if TYPE_CHECKING:
    from lxml.etree import _Element

_OPEN = frozenset({"hyperlink", "ins", "moveTo", "smartTag", "customXml", "bdo", "dir", "fldSimple", "sdtContent"})
"""What may hold a mark between its runs."""

_CLOSED = frozenset(
    {"text", "date", "dropDownList", "comboBox", "dataBinding", "checkbox", "picture", "citation", "equation", "docPartList"}
)
"""Kinds of content control whose content Word itself writes, or holds to plain text: no mark goes into them."""


class Runs:
    """Puts marks into one part."""

    def __init__(self, body: _Element) -> None:
        """`body`: the `w:body` of the part."""
        self._name = body.tag.rpartition("}")[0] + "}"
        self._halves = Halves()
        self._marks: set[_Element] = set()

    def enclose(self, stretch: Stretch, opening: _Element, closing: Sequence[_Element]) -> None:
        """Puts `opening` before the words of `stretch`, and `closing` after them."""
        self._marks.update((opening, *closing))
        start, end = self._host(stretch.start), self._host(stretch.end)
        before = self._edge(start, first=True)
        if before is None:
            _add_first(start.element, opening)
        else:
            _add_before(before, opening)
        after = self._edge(end, first=False)
        for mark in reversed(closing):
            if after is None:
                end.element.append(mark)
            else:
                _add_after(after, mark)

    def _host(self, point: Point) -> Point:
        """The point itself, or the nearest that may hold a mark where it stands in a closed content control."""
        paragraph = self._paragraph(point.element)
        control = next((parent for parent in paragraph.iterancestors(f"{self._name}sdt") if _is_closed(parent)), None)
        if control is None:
            return point
        for other in (*control.itersiblings(f"{self._name}p"), *control.itersiblings(f"{self._name}p", preceding=True)):
            return Point(other)
        return point

    def _paragraph(self, element: _Element) -> _Element:
        """The outermost paragraph about an element: within a text box none of its own may hold a mark."""
        found = element
        for parent in (element, *element.iterancestors()):
            if parent.tag == f"{self._name}p":
                found = parent
        return found

    def _edge(self, point: Point, *, first: bool) -> _Element | None:
        """The element before which (`first`) or after which a mark goes, runs cut as need be; None for an empty paragraph."""
        paragraph = self._paragraph(point.element)
        if point.element is paragraph:
            content = content_of(paragraph)
            return (content[0] if first else content[-1]) if content else None
        text, offset = self._halves.piece(point, first=first)
        node = self._outermost(text, paragraph)
        if kind(node) == "r" and text.getparent() is node:
            node = self._halves.cut(node, text, offset, first=first)
        node = _hoisted(node, paragraph, first=first)
        return self._unmistakable(node, first=first)

    def _outermost(self, text: _Element, paragraph: _Element) -> _Element:
        """The run that holds a text, or the outermost thing about it that no mark may go into."""
        path = [text]
        while path[-1].getparent() is not paragraph:
            parent = path[-1].getparent()
            assert parent is not None  # a text stands in its paragraph
            path.append(parent)
        for node in reversed(path):
            name = kind(node)
            if name == "r" or not (name in _OPEN or (name == "sdt" and not _is_closed(node))):
                return node
        return path[-1]  # pragma: no cover - a text is never open

    def _unmistakable(self, node: _Element, *, first: bool) -> _Element:
        """`node`, or what lies beyond it where a mark beside `node` would stand between two runs that look like halves of one."""
        while True:
            other = self._neighbour(node, backward=first)
            left, right = (other, node) if first else (node, other)
            if left is None or right is None or other is None or self._halves.is_cut(right) or not alike(left, right):
                return node
            content = content_of(other)
            half = self._halves.cut_beyond(other, content[-1 if first else 0] if content else None, first=first)
            if half is not None:
                return half if first else other
            node = other

    def _neighbour(self, node: _Element, *, backward: bool) -> _Element | None:
        other = node.getprevious() if backward else node.getnext()
        while other is not None and other in self._marks:
            other = other.getprevious() if backward else other.getnext()
        return other


def _hoisted(node: _Element, paragraph: _Element, *, first: bool) -> _Element:
    """The link, insertion or the like that begins (`first`) or ends with `node`: a mark goes beside it, not into it."""
    while True:
        parent = node.getparent()
        if parent is None or parent is paragraph:
            return node
        content = content_of(parent)
        if node is not content[0 if first else -1]:
            return node
        node = parent


def _add_first(parent: _Element, mark: _Element) -> None:
    parent.insert(len(parent) - len(content_of(parent)), mark)


def _add_before(node: _Element, mark: _Element) -> None:
    parent = node.getparent()
    assert parent is not None
    parent.insert(parent.index(node), mark)


def _add_after(node: _Element, mark: _Element) -> None:
    parent = node.getparent()
    assert parent is not None
    parent.insert(parent.index(node) + 1, mark)


def _is_closed(control: _Element) -> bool:
    properties = next((child for child in control if kind(child) == "sdtPr"), None)
    return properties is not None and any(kind(child) in _CLOSED for child in properties)
