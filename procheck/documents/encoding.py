"""Bytes -> text, for the formats that do not say (or say wrongly) how they are encoded."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ODD = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\ufffd]")
_LEGACY = ["cp1252", "mac_roman", "cp850"]


def decode(data: bytes, declared: str = "") -> str:
    """The text of `data`: by its byte-order mark, as UTF-8, as `declared` (a charset name), or as a detector finds it.

    Never raises: bytes that fit nowhere become U+FFFD. Line ends become "\\n".
    """
    return _decoded(data, declared).replace("\r\n", "\n").replace("\r", "\n")


def looks_binary(text: str) -> bool:
    """True where decoded text is not writing at all: control and replacement characters in bulk."""
    sample = text[:100_000]
    return len(_ODD.findall(sample)) > max(3, len(sample) // 50)


def _decoded(data: bytes, declared: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    wide = _bare_utf16(data)
    if wide:
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared and (text := _as_declared(data, declared)) is not None:
        return text
    if _mostly_utf8(data):
        return data.decode("utf-8", errors="replace")
    return _detected(data)


def _bare_utf16(data: bytes) -> str:
    # Western text in UTF-16 has a zero in every second byte; nothing else that is writing does.
    head = data[:2000]
    if len(head) < 4:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head[1::2]) and even < 0.05 * len(head):
        return "utf-16-le"
    if even > 0.4 * len(head[::2]) and odd < 0.05 * len(head):
        return "utf-16-be"
    return ""


def _as_declared(data: bytes, declared: str) -> str | None:
    try:
        # Browsers read these names as Windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
        encoding = "cp1252" if declared.lower() in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii") else declared
        return data.decode(encoding)
    except (LookupError, ValueError):
        return None


def _mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text if char > "\x7f") - bad
    return good > 4 * bad


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000], cp_isolation=_LEGACY, threshold=0.5).best()
    return data.decode(best.encoding if best else "cp1252", errors="replace")
