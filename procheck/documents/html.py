"""Web pages (online procedures manuals, policies saved as HTML) -> blocks of the page's own text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from procheck.documents.encoding import decode
from procheck.documents.errors import UnreadableDocument
from procheck.documents.html_walk import Walker
from procheck.documents.model import Draft
from procheck.documents.safety import DEFAULT_LIMITS, MEGABYTE, Limits

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_INLINE_DATA = re.compile(r"data:[\w/+.-]{3,80};base64,[A-Za-z0-9+/=\s%]{200,}")
_META = {
    "author": "author",
    "description": "description",
    "dcterms.modified": "modified",
    "dc.title": "title",
    "keywords": "keywords",
}


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Draft:
    """The blocks of a web page, `data`, called `name`. Nothing that the page points to is fetched.

    Raises `UnreadableDocument` where the page is too large or nested without end.
    """
    declared = _CHARSET.search(data[:4096])
    text = _INLINE_DATA.sub("data:", decode(data, declared.group(1).decode("ascii") if declared else ""))
    root = _parsed(text, name, limits)
    draft = Draft()
    if root is None:
        return draft
    draft.properties = _properties(root)
    body = root.find("body")
    walker = Walker(root if body is None else body)
    walker.read()
    walker.out.settle(draft)
    draft.furniture = walker.furniture
    return draft


def read_fragment(text: str, name: str) -> Draft:
    """The blocks of a piece of HTML inside another format. Raises `UnreadableDocument` as `read` does."""
    root = _parsed(text, name, DEFAULT_LIMITS)
    draft = Draft()
    if root is not None:
        walker = Walker(root)
        walker.read()
        walker.out.settle(draft)
    return draft


def _parsed(text: str, name: str, limits: Limits) -> _Element | None:
    from lxml import etree

    if len(text) > limits.markup_chars:
        raise UnreadableDocument(
            name,
            f"holds more than {limits.markup_chars // MEGABYTE} million characters of HTML",
            "check the policy's own page or chapter",
        )
    # Unclosed tags in badly made pages nest deeper than libxml2's usual 256; `huge_tree` allows 2,048 and then stops.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root: _Element | None = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, etree.ParserError, ValueError):
        return None
    if any("depth" in entry.message for entry in parser.error_log.filter_from_fatals()):
        raise UnreadableDocument(name, "is nested without end, as no real page is", "open it in a browser, print it to PDF and check that")
    return root


def _properties(root: _Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = _META.get((meta.get("name") or meta.get("property") or "").lower())
        if key and meta.get("content"):
            found.setdefault(key, meta.get("content") or "")
    title = next(root.iter("title"), None)
    if title is not None and (title.text or "").strip():
        found["title"] = title.text or ""
    return found
