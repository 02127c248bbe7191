"""A tagged PDF's structure tree, page by page -> what each numbered piece of marked content is.

PDFium builds a page's part of the tree with all children of every element on the way to it, so that a flat tree of a long file
costs by its whole length on each page. Files where that is too much are read as if they had no tree.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import chain

from procheck.documents.pdf_calls import Handle, TagCalls
from procheck.documents.pdf_marks import UNTOLD

_MOST_STEPS = 5_000
"""On one page: children of elements looked at, there or not."""

_DEEPEST_ELEMENT = 40
_WIDEST = 1_000
"""Children of one element, of a file of several pages: beyond this each page would cost too much."""

_LONGEST_TYPE = 64
"""Bytes of UTF-16."""


class _TooMuch(Exception):
    """The tree is larger or deeper than those of documents."""


class TagTree:
    """Reads the tree for one page after another."""

    def __init__(self, calls: TagCalls, meaning: Callable[[str], int], pages: int) -> None:
        self._calls, self._meaning, self._pages = calls, meaning, pages
        self._type = ctypes.create_string_buffer(_LONGEST_TYPE)
        self._type_at = ctypes.addressof(self._type)
        self._meanings: dict[bytes, int] = {}
        self._begins: dict[int, int] = {}
        """For each depth the place of the child where the last page ended: the next begins there in nearly all files."""

        self.told = False
        """It told headings."""

        self.failed = False
        """It was given up, and what it told before counts no more."""

    def of_page(self, page: Handle, wanted: set[int] | None = None) -> dict[int, int]:
        """For each number of marked content that the tree has, what it is. `page` is open.

        `wanted`: the numbers of the page's words, so that no more than these are looked for; None for all that there are.
        """
        if self.failed or wanted == set():
            return {}
        tree = self._calls.tree_of(page)
        if not tree:
            return {}
        try:
            return self._read(tree, wanted)
        except _TooMuch:
            self.failed, self.told = True, False
            return {}
        finally:
            self._calls.close_tree(tree)

    def _read(self, tree: Handle, wanted: set[int] | None) -> dict[int, int]:
        calls, enough = self._calls, -1 if wanted is None else len(wanted)
        found: dict[int, int] = {}
        seen: set[Handle] = set()
        self._steps = 0

        def visit(element: Handle, above: int, depth: int) -> None:
            if element in seen:
                return
            if depth > _DEEPEST_ELEMENT:
                raise _TooMuch
            seen.add(element)
            # What stands in a heading is of the heading, whatever else it is.
            own = above if above > UNTOLD else self._type_of(element) or above
            for place in self._places(calls.child_count(element), depth):
                child = calls.child_at(element, place)
                if child:
                    self._begins[depth] = place
                    visit(child, own, depth + 1)
                elif (number := calls.child_id(element, place)) >= 0 and (wanted is None or number in wanted):
                    found.setdefault(number, own)
                if len(found) == enough:
                    return

        for place in self._places(calls.root_count(tree), 0):
            child = calls.root_at(tree, place)
            if child:
                visit(child, UNTOLD, 1)
            if len(found) == enough:
                break
        self.told = self.told or any(kind > UNTOLD for kind in found.values())
        return found

    def _places(self, count: int, depth: int) -> Iterator[int]:
        if count > _WIDEST and self._pages > 1:
            raise _TooMuch
        begin = self._begins.get(depth, 0)
        for place in chain(range(begin, count), range(min(begin, count))):
            self._steps += 1
            if self._steps > _MOST_STEPS:
                raise _TooMuch
            yield place

    def _type_of(self, element: Handle) -> int:
        length = self._calls.type_name(element, self._type_at, _LONGEST_TYPE)
        if length > _LONGEST_TYPE:
            return UNTOLD
        name = self._type.raw[:length]
        tag = self._meanings.get(name)
        if tag is None:
            tag = self._meanings[name] = self._meaning(name.decode("utf-16-le", "replace").rstrip("\0"))
        return tag
