"""What could not be read, so that a person looks there."""

from __future__ import annotations

from procheck.documents.model import Document, Unread, UnreadKind
from procheck.notes.grouping import capped
from procheck.reports.model import Note

_ONE: dict[UnreadKind, str] = {
    "page": "A page",
    "image": "A picture",
    "diagram": "A diagram",
    "object": "An embedded object",
    "part": "A part of the file",
}
_MANY: dict[UnreadKind, str] = {
    "page": "pages",
    "image": "pictures",
    "diagram": "diagrams",
    "object": "embedded objects",
    "part": "parts of the file",
}


def unread_notes(document: Document) -> tuple[Note, ...]:
    """A note for each kind of thing that could not be read, alike ones together with their pages."""
    groups: dict[tuple[UnreadKind, str], list[Unread]] = {}
    for item in document.unread:
        groups.setdefault((item.what, item.why), []).append(item)
    made = [_note(document, what, why, items) for (what, why), items in groups.items()]
    return capped(made, "unread", "{} more things could not be read: a person should look through the document.")


def _note(document: Document, what: UnreadKind, why: str, items: list[Unread]) -> Note:
    subject = _ONE[what] if len(items) == 1 else f"{len(items)} {_MANY[what]}"
    pages = sorted({item.page for item in items if item.page is not None})
    where = (
        f" on {_pages(pages)}"
        if pages
        else f' under "{items[0].section[-1]}"'
        if items[0].section and len(items) == 1
        else ""
    )
    message = (
        f"{subject}{where} could not be read: {why.rstrip('.')}. What it says was not judged, so a person should look."
    )
    if len(items) > 1:
        message = message.replace("What it says was", "What they say was")
    return Note("unread", message, "", document.name, pages[0] if pages else None, items[0].section)


def _pages(pages: list[int]) -> str:
    if len(pages) == 1:
        return f"page {pages[0]}"
    shown = [str(page) for page in pages]
    return f"pages {', '.join(shown[:-1])} and {shown[-1]}"
