"""Word files (.docx) -> blocks: all of the final text, as Word itself would show it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from procheck.documents.docx_body import Body
from procheck.documents.docx_chunks import read_chunk
from procheck.documents.docx_drawings import Drawings
from procheck.documents.docx_notes import Notes
from procheck.documents.docx_numbering import Numbering
from procheck.documents.docx_package import Package, W
from procheck.documents.docx_properties import read_properties
from procheck.documents.docx_styles import Styles
from procheck.documents.docx_tables import read_table
from procheck.documents.errors import UnreadableDocument
from procheck.documents.model import Draft, Unread
from procheck.documents.safety import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from lxml.etree import _Element

_RENDERED = b"lastRenderedPageBreak"


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, depth: int = 0) -> Draft:
    """The blocks of a Word file, `data`, called `name`; `depth` is how many Word files it is pasted into.

    Raises `UnreadableDocument` where it is damaged, protected, over a limit or built to do harm.
    """
    package = Package(data, name, limits, depth)
    draft = Draft()
    related: dict[str, list[str]] = {}
    for relation in package.relations(package.main).values():
        if relation.target and package.has(relation.target) and relation.target not in related.setdefault(relation.kind, []):
            related[relation.kind].append(relation.target)
    styles = Styles(_optional(package, related, "styles", draft))
    numbering_root = _optional(package, related, "numbering", draft)
    has_pages = _RENDERED in package.bytes(package.main)
    notes = Notes(package)
    story = package.xml(package.main).find(f"{W}body")
    if story is None:
        raise UnreadableDocument(name, "is damaged (its main document has no body)", "open it in Word, save a fresh copy and check that")
    body = Body(
        styles,
        Numbering(numbering_root, styles),
        notes,
        Drawings(package, package.main),
        read_table,
        chunks=partial(read_chunk, package),
        has_pages=has_pages,
        places={paragraph: number for number, paragraph in enumerate(story.iter(f"{W}p"))},
    )
    body.story(story)
    body.endnotes()
    body.out.settle(draft)
    draft.pages = body.inline.page if has_pages else None
    for kind in ("header", "footer"):
        for part in related.get(kind, []):
            draft.furniture += _furniture(package, part, styles, numbering_root, notes)
    draft.properties = read_properties(package)
    draft.remarks += _remarks(package, body, related)
    return draft


def _optional(package: Package, related: dict[str, list[str]], kind: str, draft: Draft) -> _Element | None:
    parts = related.get(kind, [])
    if not parts:
        return None
    try:
        return package.xml(parts[0])
    except UnreadableDocument:
        draft.unread.append(Unread("part", f"the file's {kind} part is damaged, so that headings or list numbers may be missing"))
        return None


def _furniture(package: Package, part: str, styles: Styles, numbering: _Element | None, notes: Notes) -> list[str]:
    body = Body(styles, Numbering(numbering, styles), notes, Drawings(package, part), read_table)
    body.story(package.xml(part))
    return body.out.words()


def _remarks(package: Package, body: Body, related: dict[str, list[str]]) -> list[str]:
    remarks = []
    if body.inline.revised:
        remarks.append("The file has tracked changes: the final text was read, insertions in and deletions out.")
    if body.inline.hid_text:
        remarks.append("The file has hidden or struck-out text, which was left out.")
    comments = [part for part in related.get("comments", []) if b"<w:comment " in package.bytes(part)]
    if comments:
        remarks.append("The file has comments in the margin, which were left out.")
    return remarks
