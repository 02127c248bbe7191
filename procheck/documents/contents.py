"""Which blocks are lines of a contents list: they name what the document holds and prove nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from procheck.documents.assemble import fold, split_label
from procheck.documents.model import Block

_TITLES = frozenset(
    {
        "contents",
        "content",
        "table of contents",
        "list of contents",
        "contents page",
        "contents list",
        "index",
        "in this policy",
        "in this document",
        "in this section",
        "in this guidance",
        "in this procedure",
        "on this page",
        "what is in this policy",
        "whats in this policy",
        "what this policy covers",
    }
)
_LEADER = re.compile(r"(?:[.…·_\s]{3,}|\t|\s)\s*(?:page\s*)?(?:\d{1,3}|[ivx]{1,5})\s*$", re.IGNORECASE)
_DOTS = re.compile(r"(?:\.{4,}|…{2,}|(?: \.){4,}|_{5,}|\t)\s*\d{1,3}\s*$")
_RUN_ON = re.compile(r"(?:table of )?contents\s*:", re.IGNORECASE)
_FEWEST = 3
_LONGEST_TITLE, _LONGEST_LINE = 40, 200
"""Characters. Longer text is no title of a contents list, and no line of one."""

_NUMBERS = 80
"""Characters that a line may add to the heading it names: its number, dots and a page number."""


def mark_contents(blocks: Sequence[Block]) -> list[Block]:
    """Blocks as given, those of contents lists with kind "contents".

    A contents list is: what follows a heading such as "Contents" for as long as it is short lines or names later headings; a run of
    lines with dot leaders and page numbers; or a run of lines that each repeat the words of a later heading.
    """
    marked = list(blocks)
    later = _Later(marked)
    index = 0
    while index < len(marked):
        titled = _is_title(marked[index])
        start = index + 1 if titled else index
        end = _end_of_list(marked, start, later, titled=titled)
        if end - start >= (1 if titled or _RUN_ON.match(marked[start].text) else _FEWEST):
            for position in range(start, end):
                marked[position] = replace(marked[position], kind="contents", level=0)
            if titled and marked[index].kind != "heading":
                marked[index] = replace(marked[index], kind="contents", level=0)
        index = max(end, index + 1)
    return marked


class _Later:
    """The words of every heading, and where each is last seen."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._last: dict[str, int] = {}
        self._longest = 0
        for index, block in enumerate(blocks):
            if block.kind == "heading" and (key := _key(block.text)):
                self._last[key] = index
                self._longest = max(self._longest, len(block.text) + _NUMBERS)

    def names(self, text: str, index: int) -> bool:
        """True where a heading below `index` has these words, but for its number and the page number of the list."""
        if len(text) > self._longest:
            return False
        key = _key(text)
        if self._last.get(key, -1) > index and key:
            return True
        shorter = _LEADER.sub("", text)
        return shorter != text and self._last.get(_key(shorter), -1) > index

    def count_in(self, text: str, index: int) -> int:
        """How many headings below `index` are named within one run-on paragraph."""
        words = f" {_key(text)} "
        return sum(1 for key, last in self._last.items() if last > index and len(key) > 4 and f" {key} " in words)


def _is_title(block: Block) -> bool:
    return len(block.text) <= _LONGEST_TITLE and block.kind in ("heading", "paragraph", "contents") and _key(block.text) in _TITLES


def _end_of_list(blocks: Sequence[Block], start: int, later: _Later, *, titled: bool) -> int:
    end = start
    for index in range(start, len(blocks)):
        block = blocks[index]
        listed = block.kind == "contents" or later.names(_words(block), index) or _has_leader(block.text)
        if listed or (_RUN_ON.match(block.text) and later.count_in(block.text, index) >= _FEWEST):
            end = index + 1
        elif not titled or block.kind == "heading":
            break
        elif later.count_in(block.text, index) >= _FEWEST:
            end = index + 1
        elif index > start + 60 or not _is_short_line(block) or index - end >= 3:
            break
        else:
            # A line that names no heading ("Useful contacts") belongs to the list only if more of the list follows, or all is listed.
            end = index + 1 if block.kind in ("list-item", "paragraph", "table-row") else end
    return end


def _words(block: Block) -> str:
    if block.kind == "table-row":
        cells = [cell for cell in block.cells if cell and not re.fullmatch(r"(?:page\s*)?[\d.\s-]+", cell, re.IGNORECASE)]
        return cells[0] if len(cells) == 1 else ""
    return block.text


def _has_leader(text: str) -> bool:
    return len(text) <= _LONGEST_LINE and text[-3:].strip()[-1:].isdigit() and bool(_DOTS.search(text))


def _is_short_line(block: Block) -> bool:
    text = fold(block.text)
    return len(text.split()) <= 14 and not text.endswith((".", ";", ":", ","))


def _key(text: str) -> str:
    _, words = split_label(fold(text), heading=True)
    return " ".join(re.findall(r"[^\W_]+", words.casefold().replace("'", "").replace("’", "")))
