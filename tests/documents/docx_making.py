"""Small Word files for the tests of the DOCX reader, written part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from procheck.documents.model import Document
from procheck.documents.opening import read_bytes

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
)


def run(text: str, properties: str = "") -> str:
    """A `w:r` of `text`; `properties` is the inside of its `w:rPr`."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*content: str, style: str = "", properties: str = "") -> str:
    """A `w:p`; content that is not XML becomes a run. `properties` is the inside of its `w:pPr`."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = "".join(part if part.startswith("<") else run(part) for part in content)
    return f"<w:p><w:pPr>{styled}{properties}</w:pPr>{inside}</w:p>"


def numbered(text: str, number: int, level: int = 0) -> str:
    """A paragraph of numbering `number` at `level`."""
    return para(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, format: str, pattern: str, start: int = 1, more: str = "") -> str:
    """A `w:lvl` of a numbering."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{pattern}"/>'
        f'<w:pPr><w:ind w:left="{360 * (depth + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def cell(*content: str, properties: str = "") -> str:
    """A `w:tc`; content that is not XML becomes a paragraph."""
    inside = "".join(part if part.startswith("<") else para(part) for part in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A `w:tr`; cells that are not XML become cells of one paragraph."""
    inside = "".join(part if part.startswith("<") else cell(part) for part in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    """A `w:tbl`."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def control(content: str, properties: str = "") -> str:
    """A content control round `content`."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def part(tag: str, content: str) -> str:
    """A whole XML part with root `w:tag`."""
    return f"<w:{tag} {NAMESPACES}>{content}</w:{tag}>"


def make(
    *body: str,
    styles: str = STYLES,
    numbering: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    relations: Mapping[str, tuple[str, str]] | None = None,
) -> bytes:
    """The bytes of a Word file.

    `parts` are further parts by name; `relations` are those of the main document, id to (kind, target). Parts word/footnotes.xml,
    word/endnotes.xml, word/comments.xml, word/header1.xml and word/footer1.xml are related of themselves.
    """
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "word/document.xml": part("document", f"<w:body>{''.join(body)}<w:sectPr/></w:body>"),
        "word/styles.xml": part("styles", styles),
    }
    if numbering:
        found["word/numbering.xml"] = part("numbering", numbering)
    found.update(parts or {})
    related = {
        "rIdStyles": ("styles", "styles.xml"),
        "rIdNumbering": ("numbering", "numbering.xml"),
        **(relations or {}),
    }
    for kind in ("footnotes", "endnotes", "comments", "header1", "footer1"):
        if f"word/{kind}.xml" in found:
            related[f"rId{kind}"] = (kind.rstrip("1"), f"{kind}.xml")
    found.setdefault("_rels/.rels", _relations({"rId1": ("officeDocument", "word/document.xml"), **_property_parts(found)}))
    found.setdefault("word/_rels/document.xml.rels", _relations(related))
    return zipped(found)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of `parts`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def read(*body: str, **more: object) -> Document:
    """The document made of `body`; `more` goes to `make`."""
    return read_bytes(make(*body, **more), "policy.docx")  # type: ignore[arg-type]


def shown(document: Document) -> list[str]:
    """Each block as "label text"."""
    return [f"{block.label} {block.text}".strip() for block in document.blocks]


def _property_parts(found: Mapping[str, str | bytes]) -> dict[str, tuple[str, str]]:
    kinds = {
        "docProps/core.xml": "core-properties",
        "docProps/app.xml": "extended-properties",
        "docProps/custom.xml": "custom-properties",
    }
    return {f"rId{kind}": (kind, name) for name, kind in kinds.items() if name in found}


def _relations(related: Mapping[str, tuple[str, str]]) -> str:
    inside = ""
    for relation_id, (kind, target) in related.items():
        mode = ' TargetMode="External"' if "://" in target else ""
        inside += f'<Relationship Id="{relation_id}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{inside}</Relationships>'
