"""A short fingerprint of a text that hardly changes when the text is edited, so that a renamed draft is known again.

A simhash of 64 bits over runs of three words. Source: M. Charikar, "Similarity estimation techniques from rounding algorithms" (2002).
"""

from __future__ import annotations

import hashlib
import re

_BITS = 64
_RUN = 3
_NEAR = 14
"""Bits that may differ. Of the labelled policies, any two differ in 19 bits or more (31 in the middle); with a tenth of the paragraphs
of one replaced, it differs from itself in 14 or fewer (9 in the middle)."""


def fingerprint(text: str) -> str:
    """16 hexadecimal digits; capitals, punctuation and white space do not matter. "" for a text of fewer than three words."""
    words = re.findall(r"\w+", text.lower())
    runs = {" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}
    if not runs:
        return ""
    sums = [0] * _BITS
    for run in runs:
        bits = int.from_bytes(hashlib.blake2b(run.encode(), digest_size=_BITS // 8).digest(), "big")
        for place in range(_BITS):
            sums[place] += 1 if bits >> place & 1 else -1
    return f"{sum(1 << place for place, total in enumerate(sums) if total > 0):016x}"


def alike(one: str, other: str) -> bool:
    """True where two fingerprints are of versions of one text. False where one of them is none."""
    try:
        return (int(one, 16) ^ int(other, 16)).bit_count() <= _NEAR
    except ValueError:
        return False
