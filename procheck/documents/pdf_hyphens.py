"""Words broken at the end of a line: which hyphen belongs to the word and which only to the line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from procheck.documents.pdf_marks import HYPHEN, PERHAPS_BROKEN

_BROKEN = re.compile(rf"([\w'’-]*){HYPHEN}([\w'’]*)(-?)")
_CUT = re.compile(rf"([^\W\d_]{{3,}}){PERHAPS_BROKEN}([^\W\d_]+)")
_CUT_OFF_POINT = re.compile(rf"{PERHAPS_BROKEN}(?=[.,;:!?)])")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

_SHORTEST = 2
"""Letters: no word is broken after the first."""

_KEEPS = frozenset(
    (
        "self",
        "semi",
        "non",
        "multi",
        "well",
        "co",
        "ex",
        "child",
        "peer",
        "face",
        "follow",
        "one",
        "two",
        "three",
        "four",
    )
)
"""First parts after which the hyphen is spelt, where the document itself does not show how it spells the word."""


class Hyphens:
    """Knows the words that a document spells out within its lines."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: set[str] = set()
        for text in texts:
            self._words.update(map(str.lower, _WORD.findall(text)))

    def mend(self, text: str) -> str:
        """The text with every broken word joined, with its hyphen or without."""
        if PERHAPS_BROKEN in text:
            text = _CUT.sub(self._rejoin, _CUT_OFF_POINT.sub("", text)).replace(PERHAPS_BROKEN, " ")
        return _BROKEN.sub(self._join, text) if HYPHEN in text else text

    def _rejoin(self, found: re.Match[str]) -> str:
        """A word cut in a narrow cell is joined only if the document spells it whole elsewhere."""
        left, right = found.groups()
        return left + right if (left + right).lower() in self._words else f"{left} {right}"

    def _join(self, found: re.Match[str]) -> str:
        left, right, more = found.groups()
        joined = f"{left}-{right}{more}" if self._is_spelt(left.lower(), right.lower(), more) else f"{left}{right}{more}"
        return joined

    def _is_spelt(self, left: str, right: str, more: str) -> bool:
        """Whether the word has its hyphen in the middle of a line too."""
        if f"{left}-{right}" in self._words:
            return True
        if left + right in self._words:
            return False
        if "-" in left or more or len(left) < _SHORTEST or not left.isalpha() or not right.isalpha() or left in _KEEPS:
            return True
        return left in self._words and right in self._words and min(len(left), len(right)) > 1
