"""Footnotes and endnotes of a Word file. Source: ECMA-376 part 1, 17.11."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procheck.documents.docx_package import Package, W
from procheck.documents.numerals import numeral

if TYPE_CHECKING:
    from lxml.etree import _Element


class Notes:
    """Finds the notes that the text cites, each once, numbered in the order of citation."""

    def __init__(self, package: Package) -> None:
        """Raises `UnreadableDocument` where a part of notes is damaged."""
        self._elements: dict[tuple[str, str], _Element] = {}
        self._cited: dict[str, int] = {}
        for relation in package.relations(package.main).values():
            if relation.kind in ("footnotes", "endnotes") and package.has(relation.target):
                kind = relation.kind.rstrip("s")
                for element in package.xml(relation.target).iterchildren(f"{W}{kind}"):
                    # Separator lines are stored as notes too, with a type of their own.
                    if element.get(f"{W}type") in (None, "normal"):
                        self._elements[kind, element.get(f"{W}id") or ""] = element

    def cite(self, kind: str, note_id: str) -> tuple[str, _Element] | None:
        """The number shown and the element of a note ("footnote" or "endnote"); None where it is unknown or was cited before."""
        element = self._elements.pop((kind, note_id), None)
        if element is None:
            return None
        self._cited[kind] = self._cited.get(kind, 0) + 1
        return numeral(self._cited[kind], "lowerRoman" if kind == "endnote" else "decimal"), element
