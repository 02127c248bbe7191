"""What Word's styles say about a paragraph or a run: heading level, numbering, weight, whether it is shown at all.

Source: ECMA-376 part 1, 17.7 (styles) and 17.3.2 (run properties).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from procheck.documents.docx_package import W
from procheck.documents.gathering import PLAIN_TEXT, TextStyle

if TYPE_CHECKING:
    from lxml.etree import _Element

VAL = f"{W}val"
_HEADING_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|contents|index) ?\d|table of figures", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off", "none"})
_BODY_LEVEL = 9
_DEEPEST = 40


_OUTLINE, _NUMBERING, _INDENT = f"{W}outlineLvl", f"{W}numPr", f"{W}ind"
_NUMBER_ID, _DEPTH, _LEFT, _START = f"{W}numId", f"{W}ilvl", f"{W}left", f"{W}start"
_NAMED, _RUN_PROPERTIES, _FRAME, _DROP_CAP = f"{W}pStyle", f"{W}rPr", f"{W}framePr", f"{W}dropCap"
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a paragraph or style says of itself; None where it leaves that to what it is based on."""

    outline: int | None = None
    """0 to 8 for headings, 9 for body text, None where nothing says."""

    number: str | None = None
    """Id of the numbering; "0" takes numbering away."""

    depth: int | None = None
    """Numbering level from 0."""

    indent: int | None = None
    """Left indent in twentieths of a point."""

    style_id: str = ""
    """A paragraph's: the style it names. A style's: its own id."""

    runs_on: bool = False
    """The paragraph's end was deleted, or it is only the large first letter of the next: the next runs on from it."""

    end_deleted: bool = False
    """The paragraph's end was deleted with changes tracked."""


NO_SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class ParagraphStyle(Settings):
    """How a paragraph is set, with everything inherited."""

    name: str = ""
    run: TextStyle = PLAIN_TEXT

    @property
    def heading(self) -> int:
        """Heading level from 1; 0 where the style is no heading."""
        if self.outline is not None and self.outline < _BODY_LEVEL:
            return self.outline + 1
        name = self.name.lower()
        return 1 if name in ("title", "toc heading", "contents heading") else 0

    @property
    def contents(self) -> bool:
        """True for the styles of lines in a contents table."""
        return bool(_CONTENTS_NAME.fullmatch(self.name))


def is_on(element: _Element) -> bool:
    """The value of an on/off property: on unless it says otherwise."""
    return (element.get(VAL) or "1").lower() not in _OFF


def run_style(properties: _Element, base: TextStyle, styles: Styles) -> TextStyle:
    """`base` with a `w:rPr` element laid over it."""
    changes: dict[str, bool | float] = {}
    for child in properties:
        tag = child.tag
        if tag == _B:
            changes["bold"] = is_on(child)
        elif tag == _SZ:
            value = child.get(VAL) or ""
            changes["size"] = int(value) / 2 if value.isdigit() else 0.0
        elif tag == _U:
            changes["underlined"] = is_on(child)
        elif tag == _VANISH:
            changes["hidden"] = is_on(child)
        elif tag in (_STRIKE, _DSTRIKE):
            changes["struck"] = is_on(child) or bool(changes.get("struck"))
        elif tag == _CAPS:
            changes["capitals"] = is_on(child)
        elif tag == _RSTYLE:
            base = styles.character(child.get(VAL) or "", base)
    return replace(base, **changes) if changes else base  # type: ignore[arg-type]


_B, _SZ, _U, _CAPS, _RSTYLE = f"{W}b", f"{W}sz", f"{W}u", f"{W}caps", f"{W}rStyle"
_VANISH, _STRIKE, _DSTRIKE = f"{W}vanish", f"{W}strike", f"{W}dstrike"


class Styles:
    """All styles of one document, each worked out once."""

    def __init__(self, root: _Element | None) -> None:
        """`root` is the `w:styles` element, None where the file has none."""
        self._elements: dict[str, _Element] = {}
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._characters: dict[tuple[str, TextStyle], TextStyle] = {}
        self._base = ParagraphStyle()
        self.default = ""
        if root is None:
            return
        for element in root.iterchildren(f"{W}style"):
            style_id = element.get(f"{W}styleId") or ""
            self._elements.setdefault(style_id, element)
            if element.get(f"{W}type") == "paragraph" and (element.get(f"{W}default") or "0").lower() not in _OFF:
                self.default = style_id
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        if defaults is not None:
            self._base = ParagraphStyle(run=run_style(defaults, TextStyle(), self))

    def paragraph(self, style_id: str) -> ParagraphStyle:
        """The paragraph style with this id; the default one where the id is "" or unknown."""
        style_id = style_id if style_id in self._elements else self.default
        if style_id not in self._paragraphs:
            style = self._base
            for element in reversed(self._chain(style_id)):
                style = self._laid_over(element, style)
            self._paragraphs[style_id] = replace(style, style_id=style_id)
        return self._paragraphs[style_id]

    def character(self, style_id: str, base: TextStyle) -> TextStyle:
        """`base` with a character style laid over it."""
        key = (style_id, base)
        if key not in self._characters:
            self._characters[key] = base
            for element in reversed(self._chain(style_id)):
                properties = element.find(f"{W}rPr")
                if properties is not None:
                    self._characters[key] = run_style(properties, self._characters[key], self)
        return self._characters[key]

    def numbering_of(self, style_id: str) -> str | None:
        """The numbering id of a numbering style, which other numberings may link to."""
        element = self._elements.get(style_id)
        found = element.find(f"{W}pPr/{W}numPr/{W}numId") if element is not None else None
        return found.get(VAL) if found is not None else None

    def table_heads_are_bold(self, style_id: str) -> bool:
        """True where a table style sets its first row in bold."""
        for element in self._chain(style_id):
            for part in element.iterchildren(f"{W}tblStylePr"):
                bold = part.find(f"{W}rPr/{W}b")
                if part.get(f"{W}type") == "firstRow" and bold is not None:
                    return is_on(bold)
        return False

    def _chain(self, style_id: str) -> list[_Element]:
        chain: list[_Element] = []
        while style_id in self._elements and len(chain) < _DEEPEST:
            chain.append(self._elements[style_id])
            based_on = self._elements[style_id].find(f"{W}basedOn")
            style_id = (based_on.get(VAL) or "") if based_on is not None else ""
        return chain

    def _laid_over(self, element: _Element, style: ParagraphStyle) -> ParagraphStyle:
        name_element = element.find(f"{W}name")
        name = (name_element.get(VAL) or "") if name_element is not None else ""
        changes: dict[str, object] = {"name": style.name if _inherits_role(name, style) else name}
        if found := _HEADING_NAME.fullmatch(name):
            changes["outline"] = int(found.group(1)) - 1
        properties = element.find(f"{W}pPr")
        if properties is not None:
            own = paragraph_settings(properties)
            given = {"outline": own.outline, "number": own.number, "depth": own.depth, "indent": own.indent}
            changes.update({key: value for key, value in given.items() if value is not None})
        runs = element.find(f"{W}rPr")
        if runs is not None:
            changes["run"] = run_style(runs, style.run, self)
        return replace(style, **changes)  # type: ignore[arg-type]


def _inherits_role(name: str, parent: ParagraphStyle) -> bool:
    # A style made from Title or TOC 1 under a name of the author's own is still a title or a contents line;
    # Subtitle, Author and Date are often made from Title too and are none.
    own = name.lower()
    if parent.contents:
        return "toc" in own or "contents" in own
    return parent.name.lower() in ("title", "toc heading") and own.endswith((" title", "heading"))


def paragraph_settings(properties: _Element) -> Settings:
    """What a `w:pPr` element itself says."""
    outline: int | None = None
    number: str | None = None
    depth: int | None = None
    indent: int | None = None
    style_id = ""
    end_deleted = drop_cap = False
    for child in properties:
        tag = child.tag
        if tag == _OUTLINE:
            outline = _number(child.get(VAL))
        elif tag == _NUMBERING:
            for part in child:
                if part.tag == _NUMBER_ID:
                    number = part.get(VAL)
                elif part.tag == _DEPTH:
                    depth = _number(part.get(VAL))
        elif tag == _INDENT:
            indent = _number(child.get(_LEFT) or child.get(_START))
        elif tag == _NAMED:
            style_id = child.get(VAL) or ""
        elif tag == _RUN_PROPERTIES:
            end_deleted = any(mark.tag in _DELETED for mark in child)
        elif tag == _FRAME:
            drop_cap = child.get(_DROP_CAP) in ("drop", "margin")
    return Settings(outline, number, depth, indent, style_id, end_deleted or drop_cap, end_deleted)


def _number(value: str | None) -> int | None:
    return int(value) if value and re.fullmatch(r"-?\d{1,9}", value) else None
