"""Letters of a PDF: ligatures written out, and how many characters stand for no letter at all."""

from __future__ import annotations

import re

_UNDECODED = re.compile("[\ue000-\uefff\uf100-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
"""Private use (but for \uf000-\uf0ff, where symbol fonts keep their bullets), replacement and control characters."""

_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_MISNAMED = {"\u019f": "ti", "\u01a9": "tt", "\u01ab": "tti", "\u014c": "ft"}
"""What Calibri's joined letters become when a PDF printer names glyphs by their order in the font: "protec\u019fon"."""
_SWAPPED = re.compile("[" + "".join(chr(code << 8) for code in range(ord("a"), ord("z") + 1)) + "]")
"""Letters of ligatures with their two bytes the wrong way round, as some Ghostscripts write them: "de\u6600\u6900ned"."""

_IN_WORD = re.compile("(?<=[a-z])[\u019f\u01a9\u01ab\u014c]|[\u019f\u01a9](?=[a-z])")


def plain_letters(text: str) -> str:
    """Ligatures written out as the letters they join.

    >>> plain_letters("of\ufb01ce")
    'office'
    """
    if text.isascii():
        return text
    if _LIGATURE.search(text):
        text = text.translate(_LIGATURES)
    text = _SWAPPED.sub(lambda found: chr(ord(found.group()) >> 8), text)
    return _IN_WORD.sub(lambda found: _MISNAMED[found.group()], text)


def has_ligatures(text: str) -> bool:
    """Whether `plain_letters` would change the text."""
    return not text.isascii() and any(pattern.search(text) for pattern in (_LIGATURE, _IN_WORD, _SWAPPED))


def count_undecoded(text: str) -> int:
    """How many of the characters stand for no letter that a person could read."""
    return len(_UNDECODED.findall(text))
