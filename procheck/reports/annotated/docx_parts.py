"""The parts of a Word file as they are changed: those that are not touched are written back byte for byte."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

from procheck.documents.docx_package import Package
from procheck.documents.safety import DEFAULT_LIMITS, open_zip
from procheck.reports.annotated.model import CannotAnnotate

if TYPE_CHECKING:
    from lxml.etree import _Element, _ElementTree

_TYPES = "[Content_Types].xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can hold."""

_LIMITS = replace(DEFAULT_LIMITS, file_bytes=1 << 40, expanded_bytes=1 << 40, part_bytes=1 << 40, ratio=1 << 20)
"""What the reader has opened within its own limits may be opened again."""


class Parts:
    """A Word file that is being changed."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises `CannotAnnotate` where the file is signed, `UnreadableDocument` where it is no Word file."""
        self._data = data
        self._package = Package(data, name, _LIMITS)
        if any(relation.kind == "origin" for relation in self._package.relations("").values()):
            raise CannotAnnotate(
                f"{name} is digitally signed, and a comment would break the signature: save a copy without it and annotate that."
            )
        self.main = self._package.main
        self._trees: dict[str, _ElementTree] = {}
        self._before: dict[str, bytes] = {}

    def root(self, part: str) -> _Element:
        """The root of an XML part, to be changed in place. Nothing of it is dropped, comments and instructions included."""
        from lxml import etree

        if part not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False)
            try:
                root = etree.fromstring(self._package.bytes(part), parser)
            except (etree.XMLSyntaxError, ValueError) as error:
                raise CannotAnnotate(
                    f"{self._package.name} is damaged ({part} is not well formed): open it in Word, save a fresh copy and annotate that."
                ) from error
            self._trees[part] = root.getroottree()
            self._before[part] = etree.tostring(root)
        return self._trees[part].getroot()

    def related(self, kind: str) -> _Element | None:
        """The root of the part of that kind that the main part is related to; None where there is none."""
        part = self._related(kind)
        return self.root(part) if part else None

    def has_style(self, id: str) -> bool:
        """Whether the file has a style of that id."""
        part = self._related("styles")
        return bool(part) and f'styleId="{id}"'.encode() in self._package.bytes(part)

    def _related(self, kind: str) -> str:
        relations = self._package.relations(self.main).values()
        return next((each.target for each in relations if each.kind == kind and each.target and self._package.has(each.target)), "")

    def comments(self) -> _Element:
        """The root of the comments part, made where there is none."""
        found = self.related("comments")
        if found is not None:
            return found
        from lxml import etree

        namespace = self.root(self.main).tag.rpartition("}")[0][1:]
        folder = posixpath.dirname(self.main)
        number = 0
        part = posixpath.join(folder, "comments.xml")
        while self._package.has(part):
            number += 1
            part = posixpath.join(folder, f"comments{number}.xml")
        root = etree.Element(f"{{{namespace}}}comments", nsmap={"w": namespace})
        self._trees[part] = root.getroottree()
        self._before[part] = b""
        self._relate(posixpath.basename(part), strict="purl.oclc.org" in namespace)
        types = self.root(_TYPES)
        types.append(types.makeelement(f"{_CONTENT}Override", {"PartName": f"/{part}", "ContentType": _COMMENTS_TYPE}))
        return root

    def saved(self) -> bytes:
        """The whole file: parts that were changed anew, all others as they were, in the same order."""
        from lxml import etree

        changed = {
            part: etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            for part, tree in self._trees.items()
            if etree.tostring(tree.getroot()) != self._before[part]
        }
        buffer = io.BytesIO()
        with open_zip(self._data, self._package.name, _LIMITS) as archive, zipfile.ZipFile(buffer, "w") as target:
            target.comment = archive.comment
            new = {part.lower(): (part, content) for part, content in changed.items()}
            for entry in archive.infolist():
                _, content = new.pop(entry.filename.lower(), ("", None))
                target.writestr(_copy(entry), archive.read(entry) if content is None else content)
            for part, content in new.values():
                entry = zipfile.ZipInfo(part, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(entry, content)
        return buffer.getvalue()

    def _relate(self, target: str, *, strict: bool) -> None:
        from lxml import etree

        folder, file = posixpath.split(self.main)
        part = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self._package.has(part) and part not in self._trees:
            root = etree.fromstring(f'<Relationships xmlns="{_RELATIONS[1:-1]}"/>')
            self._trees[part], self._before[part] = root.getroottree(), b""
        relations = self.root(part)
        used = {relation.get("Id") for relation in relations}
        number = next(number for number in range(1, len(used) + 2) if f"rId{number}" not in used)
        kind = f"{_STRICT_OFFICE if strict else _OFFICE}/comments"
        relations.append(relations.makeelement(f"{_RELATIONS}Relationship", {"Id": f"rId{number}", "Type": kind, "Target": target}))


def _copy(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The same entry, to be written again; what belongs to its old place in the file is left behind."""
    made = zipfile.ZipInfo(entry.filename, entry.date_time)
    made.compress_type = entry.compress_type if entry.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
    made.comment = entry.comment
    made.external_attr, made.internal_attr, made.create_system = entry.external_attr, entry.internal_attr, entry.create_system
    return made
