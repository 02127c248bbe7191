"""What a tagged PDF says of its own words: heading of a level, text, or artifact (a running line, a page number).

The names that stand with the words in the pages' content say it in most files, and cost next to nothing. The structure tree takes
PDFium a tenth of the whole reading to build, and so it is asked only where neither those names nor the looks show headings.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from procheck.documents.pdf_calls import Handle, TagCalls, address, bind_tags
from procheck.documents.pdf_marks import ARTIFACT, DEEPEST, HEADING, TEXT, UNTOLD, Page, Run
from procheck.documents.pdf_tag_tree import TagTree

if TYPE_CHECKING:
    import pypdfium2

_LEVEL = re.compile(r"h(?:eading)?[ _-]?([1-9])")
_SAYS_NOTHING = frozenset(
    "span lbl link nonstruct reference figure form annot div sect part art aside document documentfragment private quote code em "
    "strong sub ruby rb rt rp warichu wt wp".split()
)
_TEXT_THOUGH_NAMED_SO = frozenset(("thead", "th"))
_HEADING_LIKE = re.compile(r"head|titl|^h$")

_LONGEST_NAME = 64
"""Bytes of UTF-16: names of the standard have 14 letters at most."""

_DEEPEST_MARK = 4
_PROBED = 3
"""First pages on which the tree is asked for headings."""


def tags_of(document: pypdfium2.PdfDocument, *, by_tree: bool = False) -> Tags | None:
    """The tags of the file, or None where it says that it has none. `by_tree`: ask the structure tree too."""
    from pypdfium2 import raw

    if not raw.FPDFCatalog_IsTagged(document.raw):
        return None
    calls = bind_tags()
    return Tags(calls, TagTree(calls, meaning, len(document)) if by_tree else None)


def tree_tells_headings(document: pypdfium2.PdfDocument) -> bool:
    """Whether the structure tree has headings on the file's first pages."""
    import pypdfium2 as pdfium

    tree = TagTree(bind_tags(), meaning, len(document))
    for number in range(min(len(document), _PROBED)):
        try:
            page = document[number]
        except pdfium.PdfiumError:
            continue
        try:
            tree.of_page(address(page.raw))
        finally:
            page.close()
    return tree.told


def meaning(name: str) -> int:
    """What a structure type, or a style's name that stands for one, says: "H2" -> 2, "P" -> TEXT, "Span" -> UNTOLD."""
    low = name.lower()
    level = _LEVEL.fullmatch(low)
    if level:
        return min(int(level.group(1)), DEEPEST)
    if low == "title":
        return 1
    if low == "h":
        return HEADING
    if low == "artifact":
        return ARTIFACT
    if low in _SAYS_NOTHING or not low:
        return UNTOLD
    # "Callout Heading", an author's own style, may well stand for H3; what else it is called, it is text.
    return UNTOLD if _HEADING_LIKE.search(low) and low not in _TEXT_THOUGH_NAMED_SO else TEXT


class Tags:
    """Puts a file's tags on the runs of its pages, one page after another."""

    def __init__(self, calls: TagCalls, tree: TagTree | None) -> None:
        self._calls, self._tree = calls, tree
        self._mark_name = calls.mark_name
        self._name = ctypes.create_string_buffer(_LONGEST_NAME)
        self._name_at = ctypes.addressof(self._name)
        self._length = ctypes.c_ulong()
        self._length_at = ctypes.addressof(self._length)
        self._meanings: dict[bytes, int | None] = {}
        self.told = False
        """Whether headings are told, when the last page has been read."""

    def put_on(self, drawn: Sequence[tuple[Run, Handle]], page: Handle, *, nested: bool) -> None:
        """Sets the `tag` of each run; `page` is open. `drawn`: each with its text object, 0 where there is none.

        `nested`: the page shows forms with text of their own.
        """
        mark_at, of_mark = self._calls.mark_at, self._of_mark
        known: dict[Handle, int | None] = {}
        size = 0.0
        for run, item in drawn:
            # What goes on in small letters after text of its own size is text. Not to ask halves the time that tags take.
            if run.size == size and not run.heavy and run.text[:1].islower():
                run.tag = TEXT
                continue
            size = 0.0
            mark = mark_at(item, 0) if item else None
            if mark:
                tag = known[mark] if mark in known else known.setdefault(mark, of_mark(mark))
                run.tag = self._within(item) if tag is None else tag
                if run.tag == TEXT:
                    size = run.size
        if self._tree is not None:
            self._ask(self._tree, drawn, page, nested=nested)
        self.told = self.told or any(run.tag > UNTOLD for run, _ in drawn)

    def _ask(self, tree: TagTree, drawn: Sequence[tuple[Run, Handle]], page: Handle, *, nested: bool) -> None:
        calls = self._calls
        own = {calls.object_at(page, place) for place in range(calls.object_count(page))} if nested else None
        numbered = [(run, calls.content_id(item)) for run, item in drawn if item and (own is None or item in own)]
        told = tree.of_page(page, {number for _, number in numbered if number >= 0})
        for run, number in numbered:
            run.tag = told.get(number, run.tag)

    def _of_mark(self, mark: Handle) -> int | None:
        """What the mark says; None where it is no part of the structure and only wraps others ("optional content")."""
        self._mark_name(mark, self._name_at, _LONGEST_NAME, self._length_at)
        length = self._length.value
        if length > _LONGEST_NAME:  # then it has not been written
            return UNTOLD
        name = self._name.raw[:length]
        try:
            return self._meanings[name]
        except KeyError:
            tag = meaning(name.decode("utf-16-le", "replace").rstrip("\0"))
            # Asked once a name, for speed: what wraps others never has a number, and what belongs to the structure always.
            numbered = self._calls.mark_number(mark, b"MCID", self._length_at) != 0
            return self._meanings.setdefault(name, tag if numbered or tag == ARTIFACT else None)

    def _within(self, item: Handle) -> int:
        """What the first mark that belongs to the structure says, of an object whose outermost does not."""
        for place in range(1, _DEEPEST_MARK):
            mark = self._calls.mark_at(item, place)
            if not mark:
                break
            tag = self._of_mark(mark)
            if tag is not None:
                return tag
        return UNTOLD

    def settle(self, pages: Iterable[Page]) -> None:
        """To be called after the last page: a tree that had to be given up is as if it had told nothing."""
        if self._tree is not None and self._tree.failed:
            self.told = False
            for page in pages:
                for run in (*page.runs, *page.askew):
                    run.tag = ARTIFACT if run.tag == ARTIFACT else UNTOLD
