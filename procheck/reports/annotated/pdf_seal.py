"""How procheck knows again what it added to a PDF: it adds only at the end, and the file up to there stays byte for byte.

Before what is added stands a line that tells how long the file was and the digest of all that follows. While nobody has written into the
file since, cutting it off there gives the author's own file back.
"""

from __future__ import annotations

import hashlib
import re

_LINE = re.compile(rb"\n%procheck was added after (\d{12}) ([0-9a-f]{64})\n")
_TEMPLATE = b"\n%%procheck was added after %012d %s\n"
_BLANK = b"0" * 64


def opened(original: bytes) -> bytes:
    """The file with the line after it, still without a digest; what is to be added goes behind."""
    return original + _TEMPLATE % (len(original), _BLANK)


def sealed(original: bytes, whole: bytes) -> bytes:
    """`whole`, which began as `opened(original)`, with the digest of what was added."""
    head = len(opened(original))
    return original + _TEMPLATE % (len(original), _digest(whole[head:])) + whole[head:]


def without(data: bytes) -> bytes:
    """The file as it was before procheck added to it; unchanged where procheck did not, or somebody has written into it since."""
    for found in reversed(list(_LINE.finditer(data))):
        if int(found[1]) == found.start() and found[2] == _digest(data[found.end() :]):
            return data[: found.start()]
    return data


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()
