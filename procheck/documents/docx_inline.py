"""The words inside one Word paragraph, as the final text shows them, and what hangs on it: notes, text boxes, pictures.

Source: ECMA-376 part 1, 17.3 (paragraphs and runs), 17.13.5 (revisions), 17.16 (fields).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from procheck.documents.docx_package import W
from procheck.documents.docx_styles import VAL, Styles, run_style
from procheck.documents.gathering import Lines, TextStyle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RUN, _RUN_PROPERTIES, _SDT, _SDT_CONTENT = f"{W}r", f"{W}rPr", f"{W}sdt", f"{W}sdtContent"
_TEXT, _TAB, _BREAK, _FIELD_MARK, _INSTRUCTION = f"{W}t", f"{W}tab", f"{W}br", f"{W}fldChar", f"{W}instrText"
_PAGE_BREAK, _SYMBOL = f"{W}lastRenderedPageBreak", f"{W}sym"
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_DRAWINGS = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_SPACES = {_TAB: "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "\u00ad"}
_REVISED_IN = frozenset({f"{W}ins", f"{W}moveTo"})
_REVISED_OUT = frozenset({f"{W}del", f"{W}moveFrom"})
_THROUGH = frozenset(
    f"{W}{tag}" for tag in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent", "ruby", "rubyBase")
)
_CHOICE, _FALLBACK, _ALTERNATE = f"{MC}Choice", f"{MC}Fallback", f"{MC}AlternateContent"
_PROMPT = re.compile(r"\s*MACROBUTTON\s+\S+\s+(.+)", re.DOTALL)
_HEXADECIMAL = re.compile(r"[0-9a-f]{2,6}")
# Characters of the Wingdings and Symbol fonts that policies use as ticks and bullets.
_SYMBOLS = {
    "fc": "✓",
    "fb": "✗",
    "fe": "☑",
    "fd": "☒",
    "a8": "☐",
    "6f": "☐",
    "a3": "☐",
    "b7": "•",
    "a7": "•",
    "d8": "➢",
    "e0": "→",
    "f0": "⇨",
}


@dataclass(slots=True)
class Field:
    """A field that is open while its characters are read."""

    instruction: str = ""
    shows_result: bool = False


@dataclass(slots=True)
class Inline:
    """Reads paragraphs one after another; what lasts from one to the next (pages, open fields) is kept here."""

    styles: Styles
    page: int = 1
    page_due: bool = False
    fields: list[Field] = field(default_factory=list)
    revised: bool = False
    hid_text: bool = False
    listed: bool = False
    """Whether the last paragraph read is a result of a contents-table field, in part at least."""

    notes: list[tuple[str, str]] = field(default_factory=list)
    """("footnote" or "endnote", id) of the notes cited since this was last emptied."""

    drawings: list[_Element] = field(default_factory=list)
    """Drawings, pictures and objects met since this was last emptied."""

    def paragraph(self, element: _Element, base: TextStyle, lines: Lines) -> None:
        """Adds the words of a `w:p` to `lines`; `base` is what its style says of its runs."""
        self.listed = self._in_contents()
        self._walk(element, base, lines)
        # An instruction that its own paragraph does not finish is damaged; waiting for its end would lose all that follows.
        if self.fields:
            self.fields = [open_field for open_field in self.fields if open_field.shows_result]

    def _in_contents(self) -> bool:
        return any(open_field.instruction.split()[:1] == ["TOC"] for open_field in self.fields)

    def _walk(self, parent: _Element, base: TextStyle, lines: Lines) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child, base, lines)
            elif tag in _THROUGH:
                self._walk(child, base, lines)
            elif tag in _REVISED_IN:
                self.revised = True
                self._walk(child, base, lines)
            elif tag == _SDT:
                content = child.find(_SDT_CONTENT)
                if content is not None:
                    self._walk(content, base, lines)
            elif tag in _REVISED_OUT:
                self.revised = True
            elif tag == _ALTERNATE:
                self._walk(shown_choice(child), base, lines)
            elif tag in (f"{_M}oMath", f"{_M}oMathPara"):
                self._add("".join(text.text or "" for text in child.iter(f"{_M}t", _TEXT) if not _is_deleted(text)), base, lines)

    def _run(self, run: _Element, base: TextStyle, lines: Lines) -> None:
        style = base
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                self._add(child.text or "", style, lines)
            elif tag == _RUN_PROPERTIES:
                style = run_style(child, base, self.styles) if len(child) else base
            elif tag in _SPACES:
                self._add(_SPACES[tag], style, lines)
            elif tag == _BREAK:
                self._break(child, lines)
            elif tag == f"{W}cr":
                lines.break_line()
            elif tag == _PAGE_BREAK:
                self.page, self.page_due = self.page + 1, False
            elif tag == _FIELD_MARK:
                self._field(child, style, lines)
            elif tag == _INSTRUCTION:
                if self.fields and not self.fields[-1].shows_result:
                    self.fields[-1].instruction += child.text or ""
            elif tag == _SYMBOL or tag.endswith("}symEx"):
                self._add(_symbol(child), style, lines)
            elif tag in _NOTES:
                self.notes.append((_NOTES[tag], child.get(f"{W}id") or ""))
            elif tag in _DRAWINGS:
                if not style.hidden:
                    self.drawings.append(child)
            elif tag == _ALTERNATE:
                self._run(shown_choice(child), style, lines)
            elif tag in _THROUGH:
                self._walk(child, style, lines)

    def _add(self, text: str, style: TextStyle, lines: Lines) -> None:
        if not text or (self.fields and not all(open_field.shows_result for open_field in self.fields)):
            return
        if style.hidden or style.struck:
            self.hid_text = self.hid_text or bool(text.strip())
            return
        if self.page_due and text.strip():
            self.page, self.page_due = self.page + 1, False
        if lines.page is None and text.strip():
            lines.page = self.page
        lines.add(text, style)

    def _break(self, element: _Element, lines: Lines) -> None:
        if element.get(f"{W}type") == "page":
            # Word records the page's start again where its text begins; the break alone counts only where Word did not.
            self.page_due = True
        lines.break_line()

    def _field(self, mark: _Element, base: TextStyle, lines: Lines) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].shows_result = True
            self.listed = self.listed or self._in_contents()
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            prompt = _PROMPT.match(ended.instruction)
            if prompt and not ended.shows_result:
                # "[Click here and type the name]": a leftover prompt is shown though it is written as an instruction.
                self._add(prompt.group(1), base, lines)


def _is_deleted(text: _Element) -> bool:
    return any(ancestor.tag in _REVISED_OUT for ancestor in text.iterancestors())


def _symbol(element: _Element) -> str:
    attributes = {str(name).rpartition("}")[2]: str(value) for name, value in element.items()}
    code = attributes.get("char", "").lower()
    if not _HEXADECIMAL.fullmatch(code):
        return ""
    if code.startswith("f0") or attributes.get("font", "").startswith(("Wingdings", "Symbol", "Webdings")):
        return _SYMBOLS.get(code[-2:], "")
    return chr(int(code, 16)) if int(code, 16) < 0x110000 and not 0xD800 <= int(code, 16) < 0xE000 else ""


def shown_choice(alternate: _Element) -> _Element:
    """The one branch of `mc:AlternateContent` to read: the first choice that holds anything, else the fallback.

    Both say the same, the fallback for older programs, so that reading both would count text twice.
    """
    choices: Iterator[_Element] = alternate.iterchildren(_CHOICE)
    return next((choice for choice in choices if len(choice)), next(alternate.iterchildren(_FALLBACK), alternate))


def gallery(properties: _Element | None) -> str:
    """The gallery that a content control's building block comes from ("Table of Contents"), "" where it is none."""
    found = properties.find(f"{W}docPartObj/{W}docPartGallery") if properties is not None else None
    return (found.get(VAL) or "") if found is not None else ""
