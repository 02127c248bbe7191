"""How lines are laid out for a terminal: wrapped, cleaned, with colour and symbols only where it can show them."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

from procheck.judgement.model import Status
from procheck.reports import wording

_ASCII: Mapping[str, str] = {
    **dict(zip(wording.STATUS_SYMBOLS.values(), ("x", "o", "~", "+", "-"), strict=True)),
    **{"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "›": ">", "·": "-", "–": "-", "—": "-", "•": "*"},
    **{"▼": "vv", "▽": "v", "△": "^", "▲": "^^", "→": "->"},
}
CODES: Mapping[Status, str] = {
    "contradicted": "1;31",
    "not-met": "31",
    "partial": "33",
    "met": "32",
    "not-applicable": "2",
}
BOLD, LOUD = "1", "1;7"
"""Codes of ANSI escape sequences."""


def wants_colour(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """True where `stream` is a terminal that can show colour and nobody asked for none (https://no-color.org)."""
    return stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


@dataclass(frozen=True, slots=True)
class Paper:
    """How to lay lines out."""

    width: int = 80
    colour: bool = False
    ascii_only: bool = False

    def lines(self, words: str, indent: int = 0, *, hang: int = 0, code: str = "", lead: str = "") -> Iterator[str]:
        """`words` wrapped; `lead` (a symbol and a status) stands before them and alone takes the colour `code`."""
        lead, words = self._plain(lead), self._plain(words)
        whole = f"{lead} {words}" if lead and words else lead or words
        wrapped = textwrap.wrap(
            whole,
            width=min(self.width, 110),
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + hang),
            break_on_hyphens=False,
        ) or [""]
        for number, line in enumerate(wrapped):
            if self.colour and code and not lead:
                line = f"\x1b[{code}m{line}\x1b[0m"
            elif self.colour and code and number == 0:
                line = line.replace(lead, f"\x1b[{code}m{lead}\x1b[0m", 1)
            yield line

    def _plain(self, words: str) -> str:
        words = wording.clean(words)
        if not self.ascii_only:
            return words
        return "".join(_ASCII.get(letter, letter) for letter in words).encode("ascii", "replace").decode()

    def title(self, words: str, under: str = "-") -> Iterator[str]:
        """A heading with a line under it."""
        yield from self.lines(words, code=BOLD)
        yield under * min(len(self._plain(words)), self.width)


def paper_for(stream: TextIO | None = None) -> Paper:
    """Paper as `stream` (standard output) can show it: its width, its colour, its letters."""
    stream = stream or sys.stdout
    symbols = "".join(wording.STATUS_SYMBOLS.values())
    try:
        symbols.encode(stream.encoding or "ascii")
        ascii_only = False
    except (LookupError, UnicodeEncodeError):
        ascii_only = True
    width = shutil.get_terminal_size().columns if stream.isatty() else 80
    return Paper(max(40, width), wants_colour(stream, os.environ), ascii_only)
