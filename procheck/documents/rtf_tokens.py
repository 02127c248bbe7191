"""Rich Text Format as a stream of tokens, and its characters in whatever code page they are written.

Source: Rich Text Format Specification 1.9.1 (Microsoft, 2008), "RTF Syntax" and "Character Set".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?"  # a control word with its number; one blank belongs to it
    rb"|\\'([0-9a-fA-F]{2})"  # a byte
    rb"|\\([^a-zA-Z])"  # a control symbol
    rb"|([{}])"
    rb"|([^\\{}\r\n]+)",
    re.DOTALL,
)
_CODE_PAGES = {0: 1252, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255,
               178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850}  # fmt: skip
SYMBOL_CHARSET = 2


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of the file."""

    word: str = ""
    """A control word or symbol, "{" or "}"; "" for characters."""

    number: int | None = None
    """The control word's number."""

    data: bytes = b""
    """Characters, in the code page of the font in force."""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a whole file in order; what fits no rule is passed over."""
    position = 0
    while found := _TOKEN.search(data, position):
        position = found.end()
        word, number, byte, symbol, brace, text = found.groups()
        if word == b"bin":
            # So many bytes of raw data follow, which may hold anything.
            position += max(0, int(number or 0))
        elif word is not None:
            yield Token(word.decode("ascii"), int(number) if number is not None else None)
        elif byte is not None:
            yield Token(data=bytes([int(byte, 16)]))
        elif symbol is not None and symbol in b"\\{}":
            yield Token(data=symbol)
        elif symbol is not None:
            yield Token(symbol.decode("latin-1"))
        elif brace is not None:
            yield Token(brace.decode("ascii"))
        else:
            yield Token(data=text)


def encoding_of(charset: int, code_page: int) -> str:
    """The encoding of a font with this `\\fcharset`, in a file with this `\\ansicpg`."""
    page = code_page if charset in (0, 1) else _CODE_PAGES.get(charset, code_page)
    return "mac_roman" if page == 10000 else f"cp{page}"


def decoded(data: bytes, encoding: str) -> str:
    """Bytes as text; those that fit nowhere become U+FFFD."""
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return data.decode("cp1252", "replace")
