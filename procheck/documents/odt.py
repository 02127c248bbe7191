"""OpenDocument texts (.odt) -> blocks: all of the final text, as LibreOffice shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procheck.documents.errors import UnreadableDocument
from procheck.documents.model import Draft
from procheck.documents.odt_body import OFFICE, OdtBody
from procheck.documents.odt_styles import STYLE, OdtStyles
from procheck.documents.safety import DEFAULT_LIMITS, Limits, open_zip, parse_xml, read_part, refuse_doctype

if TYPE_CHECKING:
    import zipfile

    from lxml.etree import _Element

_META = {
    "title": "title",
    "subject": "subject",
    "creator": "last_modified_by",
    "initial-creator": "author",
    "description": "description",
    "keyword": "keywords",
    "creation-date": "created",
    "date": "modified",
}
_SOFT_BREAK = b"soft-page-break"


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Draft:
    """The blocks of an OpenDocument text, `data`, called `name`.

    Raises `UnreadableDocument` where it is damaged, protected, over a limit or built to do harm.
    """
    archive = open_zip(data, name, limits)
    parts = _parts(archive, name, limits)
    if "content.xml" not in parts:
        raise _damaged(name)
    content = parse_xml(parts["content.xml"], name, "content.xml")
    looks = parse_xml(parts["styles.xml"], name, "styles.xml") if "styles.xml" in parts else None
    styles = OdtStyles([root for root in (looks, content) if root is not None])
    text = content.find(f"{OFFICE}body/{OFFICE}text")
    if text is None:
        raise _damaged(name)
    body = OdtBody(styles, has_pages=_SOFT_BREAK in parts["content.xml"])
    body.story(text)
    body.endnotes()
    draft = Draft()
    body.out.settle(draft)
    draft.pages = body.page
    draft.furniture = _furniture(looks, styles)
    if "meta.xml" in parts:
        draft.properties = _properties(parse_xml(parts["meta.xml"], name, "meta.xml"))
    draft.remarks = body.remarks()
    return draft


def _parts(archive: zipfile.ZipFile, name: str, limits: Limits) -> dict[str, bytes]:
    parts = {}
    for part in archive.namelist():
        if part.lower().endswith((".xml", ".rdf")):
            data = read_part(archive, part, name, limits)
            refuse_doctype(data, name, part)
            if "/" not in part:
                parts[part] = data
    return parts


def _furniture(looks: _Element | None, styles: OdtStyles) -> list[str]:
    if looks is None:
        return []
    body = OdtBody(styles, has_pages=False)
    for page in looks.iter(f"{STYLE}master-page"):
        for part in page:
            if part.tag.rpartition("}")[2].startswith(("header", "footer")):
                body.story(part)
    return body.out.words()


def _properties(root: _Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2]
        value = (element.text or "").strip()[:500]
        if not value:
            continue
        if tag in _META:
            found.setdefault(_META[tag], value)
        elif tag == "user-defined":
            key = next((str(given) for attribute, given in element.items() if str(attribute).endswith("}name")), "")
            found.setdefault(key.lower(), value)
    return found


def _damaged(name: str) -> UnreadableDocument:
    return UnreadableDocument(name, "is damaged (it holds no text)", "open it in LibreOffice, save a fresh copy and check that")
