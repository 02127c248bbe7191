"""What is drawn rather than typed in a Word file: text boxes and SmartArt are read, pictures and charts are named as unread.

Source: ECMA-376 part 1, 20.4 (WordprocessingDrawing) and 21.4 (diagrams); part 4, 19.1 (VML).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from procheck.documents.docx_inline import MC, shown_choice
from procheck.documents.docx_package import Package, R, Relation, W
from procheck.documents.errors import UnreadableDocument
from procheck.documents.gathering import unread_picture
from procheck.documents.model import Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_BOX, _ALTERNATE = f"{W}txbxContent", f"{MC}AlternateContent"
_EMU_PER_INCH = 914_400
_LOGO_AREA, _LOGO_SIDE = 6.0, 1.0
"""Pictures smaller than this (square inches, inches) are taken for logos and signs."""

_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(pt|in|cm|mm|px)?")
_PER_INCH = {"pt": 72.0, "in": 1.0, "cm": 2.54, "mm": 25.4, "px": 96.0, "": 72.0}
_ANOTHER_FILE = {
    "Excel": "a spreadsheet",
    "Word": "another Word document",
    "PowerPoint": "slides",
    "Acro": "a PDF",
    "Visio": "a Visio drawing",
}


@dataclass(slots=True)
class Drawing:
    """What one drawing, picture or object holds."""

    boxes: list[_Element] = field(default_factory=list)
    """The content of its text boxes, in order."""

    words: list[str] = field(default_factory=list)
    """Words of WordArt, SmartArt and locked drawings, a paragraph each."""

    unread: list[Unread] = field(default_factory=list)


class Drawings:
    """Reads the drawings of one part of a package."""

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._part = part
        self._relations: dict[str, Relation] | None = None

    def read(self, element: _Element, page: int | None) -> Drawing:
        """What `element` (a `w:drawing`, `w:pict` or `w:object`) holds; `page` is noted with what cannot be read."""
        found = Drawing()
        tags = set()
        for part in _parts(element):
            tags.add(part.tag)
            if part.tag == _BOX:
                found.boxes.append(part)
            elif part.tag == f"{_V}textpath":
                found.words.append(part.get("string") or "")
            elif part.tag == f"{_A}p":
                found.words.append("".join(run.text or "" for run in part.iter(f"{_A}t")))
            elif part.tag == f"{_DGM}relIds":
                found.words += self._diagram(part.get(f"{R}dm") or "")
                why = "a SmartArt diagram: its words were read, but not which step leads to which"
                found.unread.append(Unread("diagram", why, page))
            elif part.tag.endswith("}chart"):
                found.unread.append(Unread("diagram", "a chart, which is not read", page))
            elif part.tag == f"{_O}OLEObject":
                found.unread.append(Unread("object", _object(part.get("ProgID") or ""), page))
        pictured = tags & {f"{_A}blip", f"{_V}imagedata"}
        if pictured and not found.unread and not _is_ornament(element):
            found.unread.append(Unread("image", _picture(element), page))
        return found

    def _diagram(self, relation_id: str) -> list[str]:
        if self._relations is None:
            self._relations = self._package.relations(self._part)
        relation = self._relations.get(relation_id)
        if relation is None or not relation.target or not self._package.has(relation.target):
            return []
        try:
            root = self._package.xml(relation.target)
        except UnreadableDocument:
            return []
        words = ["".join(run.text or "" for run in line.iter(f"{_A}t")) for line in root.iter(f"{_A}p")]
        return [line for line in words if line.strip()]


def _parts(element: _Element) -> Iterator[_Element]:
    """Everything in a drawing in order, one branch of each alternative, without the insides of text boxes."""
    for child in element:
        if child.tag == _ALTERNATE:
            yield from _parts(shown_choice(child))
            continue
        yield child
        if child.tag != _BOX:
            yield from _parts(child)


def _is_ornament(element: _Element) -> bool:
    for properties in element.iter(f"{_WP}docPr"):
        if properties.get("hidden") in ("1", "true") or any(
            mark.tag.endswith("}decorative") and mark.get("val") == "1" for mark in properties.iter() if isinstance(mark.tag, str)
        ):
            return True
    width, height = _inches(element)
    return bool(width and height) and (width * height < _LOGO_AREA or min(width, height) < _LOGO_SIDE)


def _inches(element: _Element) -> tuple[float, float]:
    for extent in element.iter(f"{_WP}extent"):
        cx, cy = extent.get("cx") or "", extent.get("cy") or ""
        if cx.isdigit() and cy.isdigit():
            return int(cx) / _EMU_PER_INCH, int(cy) / _EMU_PER_INCH
    for shape in element.iter(f"{_V}shape", f"{_V}rect"):
        sides = {side: float(size) / _PER_INCH[unit] for side, size, unit in _LENGTH.findall(shape.get("style") or "") if _is_number(size)}
        if len(sides) == 2:
            return sides["width"], sides["height"]
    return 0.0, 0.0


def _is_number(size: str) -> bool:
    return size.count(".") <= 1 and size != "."


def _picture(element: _Element) -> str:
    described = (shape.get("descr") or shape.get("alt") or "" for shape in element.iter(f"{_WP}docPr", f"{_V}shape"))
    return unread_picture(next(filter(None, described), ""))


def _object(program: str) -> str:
    kind = next((what for start, what in _ANOTHER_FILE.items() if program.startswith(start)), "another file")
    return f"{kind} inside the document, which is not read"
