"""Words broken at the end of a line: which hyphen belongs to the word and which only to the line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from procheck.documents.pdf_marks import HYPHEN, PERHAPS_BROKEN

_BROKEN = re.compile(rf"([\w'’-]*){HYPHEN}([\w'’]*)(-?)")
_LAST_WORD = re.compile(r"[^\W\d_]{3,}$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_POINT = (".", ",", ";", ":", "!", "?", ")")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

_SHORTEST = 2
"""Letters: no word is broken after the first."""

_KEEPS = frozenset(
    [
        *("self", "semi", "non", "multi", "well", "co", "ex", "child", "peer", "face", "follow"),
        *("one", "two", "three", "four"),
    ]
)
"""First parts after which the hyphen is spelt, where the document itself does not show how it spells the word."""


class Hyphens:
    """Knows the words that a document spells out within its lines."""

    def __init__(self, lines: Sequence[str]) -> None:
        """`lines`: of the whole document, in reading order."""
        self._lines = lines
        self._words: set[str] = set()
        self._breaks_words = False
        """Whether the document breaks words at all: most do not, and end a line with a hyphen only where it is spelt."""

    def _learn(self) -> None:
        """Reads the document's words, once, when the first broken one turns up."""
        if self._words:
            return
        pairs: list[str] = []
        left = ""
        for line in self._lines:
            whole = line
            if left:
                right, _, whole = line.partition(" ")
                first = _FIRST_WORD.match(right)
                pairs.extend([left + first.group().lower()] if first else [])
            left = ""
            if line.endswith((HYPHEN, "-")):
                whole, _, last = whole[:-1].rpartition(" ")
                left = last.lower()
            self._words.update(map(str.lower, _WORD.findall(whole)))
        self._breaks_words = any(pair in self._words for pair in pairs)

    def mend(self, text: str) -> str:
        """The text with every broken word joined, with its hyphen or without."""
        if PERHAPS_BROKEN in text or HYPHEN in text:
            self._learn()
        if PERHAPS_BROKEN in text:
            text = self._rejoin(text.split(PERHAPS_BROKEN))
        return _BROKEN.sub(self._join, text) if HYPHEN in text else text

    def _rejoin(self, parts: list[str]) -> str:
        """Words cut in a narrow cell are joined only if the document spells them whole elsewhere."""
        text = parts[0]
        for part in parts[1:]:
            left, right = _LAST_WORD.search(text), _FIRST_WORD.match(part)
            whole = left is not None and right is not None and (left.group() + right.group()).lower() in self._words
            text += part if whole or part.startswith(_POINT) else f" {part}"
        return text

    def _join(self, found: re.Match[str]) -> str:
        left, right, more = found.groups()
        hyphen = "-" if self._is_spelt(left.lower(), right.lower(), more) else ""
        return f"{left}{hyphen}{right}{more}"

    def _is_spelt(self, left: str, right: str, more: str) -> bool:
        """Whether the word has its hyphen in the middle of a line too."""
        if f"{left}-{right}" in self._words:
            return True
        if left + right in self._words:
            return False
        if not self._breaks_words:
            return True
        if "-" in left or more or len(left) < _SHORTEST or not left.isalpha() or not right.isalpha() or left in _KEEPS:
            return True
        return left in self._words and right in self._words and min(len(left), len(right)) > 1
