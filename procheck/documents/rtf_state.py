"""What is in force at one place of an RTF file, and what its control words do to it.

Source: Rich Text Format Specification 1.9.1 (Microsoft, 2008), "Font (Character) Formatting Properties" and "Paragraph Text".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from procheck.documents.gathering import PLAIN_TEXT, TextStyle
from procheck.documents.rtf_tokens import SYMBOL_CHARSET, Token, encoding_of

LEFT_OUT = frozenset(
    "fonttbl colortbl stylesheet info pict object listtable listoverridetable fldinst xe tc annotation atnid atnauthor atntime atnicn"
    " atnref atnparent atndate bkmkstart bkmkend themedata colorschememapping latentstyles datastore rsidtbl generator xmlnstbl"
    " mmathPr pgdsctbl wgrffmtfilter revtbl nonshppict nonesttables shprslt listpicture sp template"
    " passwordhash filetbl userprops docvar ftnsep ftnsepc"
    " aftnsep aftnsepc pgp upr nesttableprops datafield formfield objdata objclass blipuid".split()
)
"""Destinations whose characters are no text of the document."""

READ = frozenset("footnote shptxt dptxbxtext shppict shpinst shp do fldrslt field listtext pntext ud falt result".split())
"""Destinations that are read although they are marked to be passed over by programs that do not know them."""

SIGNS = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": " ", "enspace": " ", "qmspace": " ", "~": "\u00a0", "_": "-", "-": "\u00ad",
}  # fmt: skip
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_SWITCHES = {"b": "bold", "v": "hidden", "strike": "struck", "striked": "struck", "caps": "capitals", "ul": "underlined"}
_BODY_LEVEL = 9


@dataclass(slots=True)
class Fonts:
    """The fonts and styles that the file's head declares."""

    code_page: int = 1252
    charsets: dict[int, int] = field(default_factory=dict)
    headings: dict[int, int] = field(default_factory=dict)
    """Heading level by style number."""

    contents: set[int] = field(default_factory=set)
    """Numbers of the styles of contents lines."""

    def name_style(self, number: int, name: str, level: int | None) -> None:
        """Notes what a style's name and outline level (from 0) say of it."""
        found = _HEADING.fullmatch(name)
        if found:
            self.headings[number] = int(found.group(1))
        elif name.lower() == "title":
            self.headings[number] = 1
        elif level is not None and level < _BODY_LEVEL:
            self.headings[number] = level + 1
        elif re.fullmatch(r"toc \d", name, re.IGNORECASE):
            self.contents.add(number)


@dataclass(frozen=True, slots=True)
class State:
    """Formatting in force, saved and restored with each group."""

    text: TextStyle = PLAIN_TEXT
    deleted: bool = False
    font: int = 0
    skip: int = 1
    """How many characters stand in for each `\\u` in programs that do not know it."""

    destination: str = ""
    """Where characters go: "" to the text, "skip" nowhere, else the name of a destination."""

    style: int = -1
    outline: int | None = None
    depth: int = 0
    """List level from 0."""

    in_table: bool = False

    def encoding(self, fonts: Fonts) -> str:
        """The encoding of characters here."""
        return encoding_of(fonts.charsets.get(self.font, 0), fonts.code_page)

    def is_symbol(self, fonts: Fonts) -> bool:
        """Whether characters here are signs of a symbol font."""
        return fonts.charsets.get(self.font) == SYMBOL_CHARSET

    def changed(self, token: Token) -> State:
        """The state after a control word; itself where the word does not change it."""
        word, number = token.word, token.number
        if word in _SWITCHES:
            return replace(self, text=replace(self.text, **{_SWITCHES[word]: number != 0}))
        if word == "plain":
            return replace(self, text=PLAIN_TEXT, deleted=False)
        if word == "ulnone":
            return replace(self, text=replace(self.text, underlined=False))
        if word == "pard":
            return replace(self, style=-1, outline=None, depth=0, in_table=False)
        if word == "fs":
            return replace(self, text=replace(self.text, size=(number or 0) / 2))
        if word == "deleted":
            return replace(self, deleted=number != 0)
        if word == "f" and number is not None:
            return replace(self, font=number)
        if word == "uc":
            return replace(self, skip=max(0, min(number or 0, 8)))
        if word == "s" and number is not None:
            return replace(self, style=number)
        if word == "outlinelevel":
            return replace(self, outline=number)
        if word == "ilvl":
            return replace(self, depth=max(0, min(number or 0, 8)))
        if word == "intbl":
            return replace(self, in_table=True)
        return self
