"""The labels that Word shows before numbered paragraphs: they are worked out from numbering.xml, not written in the text.

Source: ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (number formats).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from procheck.documents.assemble import BULLET
from procheck.documents.docx_package import W
from procheck.documents.docx_styles import VAL, ParagraphStyle, Styles, is_on, paragraph_settings
from procheck.documents.numerals import numeral

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    """What is shown, "%1.%2" standing for the numbers of levels 1 and 2."""

    restart: int | None = None
    """Level (from 1) after which this one starts again; 0 for never; None for after any outer level."""

    legal: bool = False
    """True where the numbers of outer levels are shown as plain figures whatever their own format."""

    indent: int | None = None
    style: str = ""


@dataclass(slots=True)
class _List:
    counters: str
    """Lists with the same id here count on from each other."""

    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a numbered paragraph."""

    text: str
    """As shown, without a closing full stop or colon: "4.2", "(b)", "•"; "" where nothing is shown."""

    indent: int
    """Left indent of the list level, in twentieths of a point."""


class Numbering:
    """Counts through one story of a document, in order."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        """`root` is the `w:numbering` element, None where the file has none."""
        self._styles = styles
        self._abstract: dict[str, _Element] = {}
        self._numbers: dict[str, _Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            for element in root.iterchildren(f"{W}abstractNum"):
                self._abstract[element.get(f"{W}abstractNumId") or ""] = element
            for element in root.iterchildren(f"{W}num"):
                self._numbers[element.get(f"{W}numId") or ""] = element

    def next_label(self, number: str | None, depth: int | None, style: ParagraphStyle) -> Label | None:
        """The label of the next paragraph of numbering `number` at level `depth` (from 0), where either is None as its style says.

        None where the paragraph is not numbered.
        """
        inherited = number is None
        number = style.number if number is None else number
        found = self._list(number) if number else None
        if found is None:
            return None
        if depth is None and inherited:
            depth = style.depth
            if depth is None:
                depth = next((at for at, level in found.levels.items() if level.style == style.style_id), 0)
        return self._advance(number or "", found, min(depth or 0, 8))

    def _advance(self, number: str, found: _List, depth: int) -> Label:
        counts = self._counts.setdefault(found.counters, {})
        if depth in found.starts and (number, depth) not in self._begun:
            # Word starts a level anew where the list first uses it; the levels above go on counting for all lists of the definition.
            self._begun.add((number, depth))
            counts.pop(depth, None)
        level = found.levels.get(depth, Level())
        counts[depth] = counts[depth] + 1 if depth in counts else found.starts.get(depth, level.start)
        for at in [at for at in counts if at > depth]:
            restart = found.levels.get(at, Level()).restart
            if restart is None or restart > depth:
                del counts[at]
        indent = level.indent if level.indent is not None else 720 * (depth + 1)
        return Label(_shown(found, counts, depth), indent)

    def _list(self, number: str) -> _List | None:
        if number not in self._lists:
            self._lists[number] = self._built(number)
        return self._lists[number]

    def _built(self, number: str, hops: int = 0) -> _List | None:
        element = self._numbers.get(number)
        link = element.find(f"{W}abstractNumId") if element is not None else None
        if element is None or link is None or hops > 5:
            return None
        abstract_id = link.get(VAL) or ""
        abstract = self._abstract.get(abstract_id)
        if abstract is None:
            return None
        style_link = abstract.find(f"{W}numStyleLink")
        if style_link is not None:
            linked = self._styles.numbering_of(style_link.get(VAL) or "")
            base = self._built(linked, hops + 1) if linked else None
            built = _List(base.counters, dict(base.levels)) if base else _List(abstract_id, {})
        else:
            built = _List(abstract_id, dict(_levels(abstract)))
        for override in element.iterchildren(f"{W}lvlOverride"):
            at = _figure(override.get(f"{W}ilvl"), 0)
            built.levels.update(_levels(override))
            start = override.find(f"{W}startOverride")
            if start is not None:
                built.starts[at] = _figure(start.get(VAL), 1)
                built.levels[at] = replace(built.levels.get(at, Level()), start=built.starts[at])
        return built


def _levels(parent: _Element) -> list[tuple[int, Level]]:
    return [(_figure(element.get(f"{W}ilvl"), 0), _level(element)) for element in parent.iterchildren(f"{W}lvl")]


def _level(element: _Element) -> Level:
    values = {child.tag: child for child in element}

    def value(tag: str) -> str | None:
        return values[f"{W}{tag}"].get(VAL) if f"{W}{tag}" in values else None

    restart = value("lvlRestart")
    indent = paragraph_settings(values[f"{W}pPr"]).indent if f"{W}pPr" in values else None
    return Level(
        start=_figure(value("start"), 0 if value("start") is None else 1),
        format=value("numFmt") or "decimal",
        pattern=(value("lvlText") or "") if f"{W}lvlPicBulletId" not in values else BULLET,
        restart=_figure(restart, 0) if restart is not None else None,
        legal=f"{W}isLgl" in values and is_on(values[f"{W}isLgl"]),
        indent=indent,
        style=value("pStyle") or "",
    )


def _shown(found: _List, counts: dict[int, int], depth: int) -> str:
    level = found.levels.get(depth, Level())
    if level.format == "bullet":
        return BULLET if level.pattern.strip() else ""

    def place(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        other = found.levels.get(at, Level())
        return numeral(counts.get(at, found.starts.get(at, other.start)), _legal(other.format) if level.legal else other.format)

    shown = _PLACE.sub(place, level.pattern).strip()
    return shown.rstrip(".:").strip() or shown


def _legal(format: str) -> str:
    # Word keeps "Section 1.01" under legal numbering, though the standard speaks of plain figures.
    return format if format == "decimalZero" else "decimal"


def _figure(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"-?\d{1,9}", value) else otherwise
