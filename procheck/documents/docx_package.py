"""The parts of a Word file and the relationships between them. Only parts inside the file are ever followed.

Source: ECMA-376 part 2 (Open Packaging Conventions) and part 1, 11.3 (parts of a WordprocessingML package).
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from procheck.documents.errors import UnreadableDocument
from procheck.documents.safety import DEFAULT_LIMITS, Limits, open_zip, parse_xml, read_part, refuse_doctype

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# "Strict" files say the same with other namespace names (ECMA-376 part 4, annex A).
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part: what kind of thing it points to, and where."""

    kind: str
    """The last word of the relationship type: "footnotes", "header", "image"."""

    target: str
    """Name of the part in the package; "" for anything outside it."""


class Package:
    """A Word file opened for reading, every XML part of it checked for document type declarations."""

    def __init__(self, data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, depth: int = 0) -> None:
        """`depth` is how many files this one is pasted into.

        Raises `UnreadableDocument` where the container is damaged, hostile, or has no main document.
        """
        self.name = name
        self.limits = limits
        self.depth = depth
        self._archive = open_zip(data, name, limits)
        self._names = {part.lower(): part for part in self._archive.namelist()}
        self._read: dict[str, bytes] = {}
        self._relations: dict[str, dict[str, Relation]] = {}
        for part in self._archive.namelist():
            if part.lower().endswith((".xml", ".rels")):
                self._read[part] = read_part(self._archive, part, name, limits)
                refuse_doctype(self._read[part], name, part)
        self.main = next((relation.target for relation in self.relations("").values() if relation.kind == "officeDocument"), "")
        self.main = self.main if self.has(self.main) else "word/document.xml"
        if not self.has(self.main):
            raise UnreadableDocument(name, "is damaged (it has no main document)", "open it in Word, save a fresh copy and check that")

    def has(self, part: str) -> bool:
        """Whether the package holds `part`; case does not count."""
        return part.lower() in self._names

    def bytes(self, part: str) -> bytes:
        """The bytes of a part. Raises `KeyError` where there is none, `UnreadableDocument` where it is damaged."""
        stored = self._names[part.lower()]
        return self._read[stored] if stored in self._read else read_part(self._archive, stored, self.name, self.limits)

    def xml(self, part: str) -> _Element:
        """The root element of a part. Raises `KeyError` or `UnreadableDocument`."""
        data = self.bytes(part)
        if b"purl.oclc.org/ooxml" in data:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        return parse_xml(data, self.name, part)

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of `part` ("" for the package itself) by id. Targets outside the package are never followed."""
        if part not in self._relations:
            self._relations[part] = self._relations_of(part)
        return self._relations[part]

    def _relations_of(self, part: str) -> dict[str, Relation]:
        folder, file = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.has(path):
            return {}
        found = {}
        for element in self.xml(path).iter(_REL):
            kind = (element.get("Type") or "").rpartition("/")[2]
            target = element.get("Target") or ""
            if element.get("TargetMode") == "External" or "://" in target:
                target = ""
            elif target:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[element.get("Id") or ""] = Relation(kind, target)
        return found
