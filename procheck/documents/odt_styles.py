"""What an OpenDocument text's styles say: weight, hiding, list labels.

Source: OpenDocument 1.3 part 3, sections 16 (styles), 19.880 onwards (list levels) and 20 (formatting).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from procheck.documents.assemble import BULLET
from procheck.documents.gathering import PLAIN_TEXT, TextStyle
from procheck.documents.numerals import numeral

if TYPE_CHECKING:
    from lxml.etree import _Element

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_POINTS = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)pt")
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list is labelled."""

    format: str = ""
    """A number format, "" where nothing is counted."""

    bullet: bool = False
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown_levels: int = 1
    """How many levels' numbers are shown: 2 for "4.2"."""


@dataclass(slots=True)
class Counter:
    """Counts one list through its levels."""

    levels: dict[int, ListLevel]
    counts: dict[int, int] = field(default_factory=dict)

    def label(self, depth: int, start: int | None = None) -> str:
        """The label of the next item at `depth` (from 1); `start` is a new number for it."""
        level = self.levels.get(depth, ListLevel())
        for deeper in [at for at in self.counts if at > depth]:
            del self.counts[deeper]
        following = self.counts[depth] + 1 if depth in self.counts else level.start
        self.counts[depth] = following if start is None else start
        if level.bullet:
            return BULLET
        if not level.format:
            return ""
        shown = range(max(1, depth - level.shown_levels + 1), depth + 1)
        figures = [self._figure(at) for at in shown if self.levels.get(at, ListLevel()).format]
        return f"{level.prefix}{'.'.join(figures)}{level.suffix}".strip().rstrip(".:").strip()

    def _figure(self, depth: int) -> str:
        level = self.levels.get(depth, ListLevel())
        return numeral(self.counts.get(depth, level.start), level.format)


class OdtStyles:
    """All styles of one document, from styles.xml and content.xml."""

    def __init__(self, roots: list[_Element]) -> None:
        self._elements: dict[tuple[str, str], _Element] = {}
        self._styles: dict[tuple[str, str], TextStyle] = {}
        self.lists: dict[str, dict[int, ListLevel]] = {}
        self.outline: dict[int, ListLevel] = {}
        for root in roots:
            for element in root.iter(f"{STYLE}style"):
                self._elements[element.get(f"{STYLE}family") or "", element.get(f"{STYLE}name") or ""] = element
            for element in root.iter(f"{TEXT}list-style"):
                self.lists[element.get(f"{STYLE}name") or ""] = _levels(element)
            for element in root.iter(f"{TEXT}outline-style"):
                self.outline = _levels(element)

    def text(self, family: str, name: str, outer: TextStyle) -> TextStyle:
        """`outer` with the text properties of a style ("text" or "paragraph" family) laid over it."""
        if outer != PLAIN_TEXT:
            return self._resolved(family, name, outer)
        key = (family, name)
        if key not in self._styles:
            self._styles[key] = self._resolved(family, name, outer)
        return self._styles[key]

    def breaks_page(self, name: str) -> bool:
        """Whether a paragraph of this style begins a page."""
        for element in self._chain("paragraph", name):
            properties = element.find(f"{STYLE}paragraph-properties")
            if properties is not None and properties.get(f"{FO}break-before") is not None:
                return properties.get(f"{FO}break-before") == "page"
            if element.get(f"{STYLE}master-page-name"):
                return True
        return False

    def is_numbered(self, name: str) -> bool:
        """Whether headings of this style are counted: an empty list style takes the numbering away."""
        for element in self._chain("paragraph", name):
            if element.get(f"{STYLE}list-style-name") is not None:
                return bool(element.get(f"{STYLE}list-style-name"))
        return True

    def named(self, name: str) -> str:
        """The name that the author sees of a paragraph style, its parent's where it is an automatic one."""
        for element in self._chain("paragraph", name):
            shown = element.get(f"{STYLE}display-name") or element.get(f"{STYLE}name") or ""
            if not re.fullmatch(r"P\d+", shown):
                return shown.replace("_20_", " ")
        return name.replace("_20_", " ")

    def _resolved(self, family: str, name: str, outer: TextStyle) -> TextStyle:
        style = outer
        for element in reversed(self._chain(family, name)):
            for properties in element.iterchildren(f"{STYLE}text-properties"):
                style = _laid_over(properties, style)
        return style

    def _chain(self, family: str, name: str) -> list[_Element]:
        chain: list[_Element] = []
        while (family, name) in self._elements and len(chain) < _DEEPEST:
            chain.append(self._elements[family, name])
            name = chain[-1].get(f"{STYLE}parent-style-name") or ""
        return chain


def _laid_over(properties: _Element, style: TextStyle) -> TextStyle:
    changes: dict[str, bool | float] = {}
    weight = properties.get(f"{FO}font-weight")
    if weight is not None:
        changes["bold"] = weight == "bold" or (weight.isdigit() and int(weight) >= 600)
    through = properties.get(f"{STYLE}text-line-through-style") or properties.get(f"{STYLE}text-line-through-type")
    if through is not None:
        changes["struck"] = through != "none"
    under = properties.get(f"{STYLE}text-underline-style")
    if under is not None:
        changes["underlined"] = under != "none"
    display = properties.get(f"{TEXT}display")
    if display is not None:
        changes["hidden"] = display == "none"
    transform = properties.get(f"{FO}text-transform")
    if transform is not None:
        changes["capitals"] = transform == "uppercase"
    size = _POINTS.fullmatch(properties.get(f"{FO}font-size") or "")
    if size:
        changes["size"] = float(size.group(1))
    return replace(style, **changes) if changes else style  # type: ignore[arg-type]


def _levels(element: _Element) -> dict[int, ListLevel]:
    found: dict[int, ListLevel] = {}
    for child in element:
        depth = figure(child.get(f"{TEXT}level"), 0)
        tag = child.tag.rpartition("}")[2]
        if depth and tag in ("list-level-style-number", "outline-level-style"):
            found[depth] = ListLevel(
                format=_FORMATS.get(child.get(f"{STYLE}num-format") or "", ""),
                prefix=child.get(f"{STYLE}num-prefix") or "",
                suffix=child.get(f"{STYLE}num-suffix") or "",
                start=figure(child.get(f"{TEXT}start-value"), 1),
                shown_levels=figure(child.get(f"{TEXT}display-levels"), 1),
            )
        elif depth:
            # A level that only indents, for the further paragraphs of an item, has a blank for its bullet.
            found[depth] = ListLevel(bullet=bool((child.get(f"{TEXT}bullet-char") or "•").strip()))
    return found


def figure(value: str | None, otherwise: int) -> int:
    """A whole number from an attribute."""
    return int(value) if value and re.fullmatch(r"-?\d{1,6}", value) else otherwise
