"""What of a web page is no part of its text: navigation, cookie banners, site headers and footers, hidden and deleted things.

Anything that names itself as content, or that holds most of the page's words, is kept: leaving policy text out is the worse error.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NEVER_TEXT = frozenset(
    "script style template noscript head svg math button select option input textarea canvas audio video map dialog object embed iframe"
    " del s strike menu datalist meter progress frameset applet".split()
)
_NEVER_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tablist"}
)
_NEVER_TOKENS = re.compile(
    r"(?:site|page|main|global|top|primary|secondary|side|mobile|footer|header|local|section)?[-_]?"
    r"(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|masthead)"
    r"|(?:site|page|global|main|app)[-_](?:header|footer|banner)|footer|breadcrumbs?(?:[-_]\w+)?"
    r"|cookies?(?:[-_]?(?:banner|notice|consent|bar|popup|message|policy-banner|law-info-bar))?|onetrust[-\w]*|cc-window|consent-banner"
    r"|govuk-(?:header|footer|cookie-banner|phase-banner|skip-link|breadcrumbs|back-link)"
    r"|skip-?(?:link|to-content|nav)|social(?:-?(?:links|share|media))?|share(?:-?(?:bar|links|buttons))?|pagination|pager|back-to-top|search-?(?:form|box|bar)"
    r"|sr-only|visually-hidden|visuallyhidden|screen-reader-text|govuk-visually-hidden|noprint|no-print",
    re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|text-decoration(?:-line)?\s*:[^;]*line-through|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
_FOLDED = re.compile(r"accordion|collaps|expand|toggle|tab-?pan|panel|drawer|reveal|show-?hide", re.IGNORECASE)
_HIDING_RULE = re.compile(r"\.([\w-]+)\s*\{[^{}]*(?:display\s*:\s*none|text-decoration(?:-line)?\s*:[^;{}]*line-through)", re.IGNORECASE)
_MEDIA_RULE = re.compile(r"@(?:media|supports|font-face|keyframes)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.IGNORECASE)
_CONTENT_SHARE = 0.4
_FEW_WORDS = 3
_LONGEST_STYLE_SHEET = 300_000


class Boilerplate:
    """Knows one page, and says of each element whether it is left out."""

    def __init__(self, body: _Element) -> None:
        self._words = max(_count(body), 1)
        self._main = _main(body, self._words)
        self._inside = set(self._main.iter()) if self._main is not None else set()
        self._hiding = frozenset(name for sheet in _sheets(body) for name in _HIDING_RULE.findall(sheet))
        self._controlled = {value for element in body.iter() if _is_tag(element) for value in (element.get("aria-controls") or "").split()}

    @property
    def main(self) -> _Element | None:
        """The element that holds the page's content, where it is marked as that and holds a good part of the words."""
        return self._main

    def leaves_out(self, element: _Element) -> bool:
        """True where neither the element nor anything in it is text of the document."""
        tag = element.tag
        if tag in _NEVER_TEXT:
            return True
        role = (element.get("role") or "").lower()
        if role.startswith("doc-"):
            return role in ("doc-backlink", "doc-noteref", "doc-pagebreak")
        if self._is_hidden(element):
            return True
        if tag in ("a", "span", "sup", "p", "li", "td", "th", "body", "html", "main", "article") or tag in HEADINGS:
            return tag in ("a", "sup") and is_note_mark(element)
        if not self._is_furnishing(element, tag, role):
            return False
        return not self._holds_content(element)

    def is_footer(self, element: _Element) -> bool:
        """True for what closes the page: left out of the text, but searched for dates and owners."""
        return element.tag == "footer" or element.get("role") == "contentinfo"

    def _is_furnishing(self, element: _Element, tag: str, role: str) -> bool:
        inside = element in self._inside
        if tag == "nav" or role in _NEVER_ROLES:
            return True
        if tag in ("header", "footer", "aside") or role == "complementary":
            return not inside or tag == "footer"
        tokens = f"{element.get('class') or ''} {element.get('id') or ''}".split()
        if any(_NEVER_TOKENS.fullmatch(token) for token in tokens):
            return True
        return tag in ("ul", "ol") and not inside and _is_link_list(element)

    def _holds_content(self, element: _Element) -> bool:
        words = _count(element)
        if words > _CONTENT_SHARE * self._words:
            return True
        return element.tag == "header" and any(True for _ in element.iter("h1"))

    def _is_hidden(self, element: _Element) -> bool:
        style = element.get("style") or ""
        classes = (element.get("class") or "").split()
        hidden = element.get("hidden") is not None or bool(style and _HIDDEN_STYLE.search(style)) or not self._hiding.isdisjoint(classes)
        if not hidden:
            return element.get("aria-hidden") == "true" and _count(element) <= _FEW_WORDS
        # Text folded away until somebody clicks is shown to whoever reads the page.
        folded = (element.get("id") or " ") in self._controlled or any(_FOLDED.search(name) for name in classes)
        return not folded or element.get("aria-modal") == "true"


def is_note_mark(element: _Element) -> bool:
    """True for the raised figure that points to a footnote, and for the arrow that leads back from one."""
    link = element if element.tag == "a" else next(element.iter("a"), None)
    if link is None:
        return False
    classes = f"{link.get('class') or ''} {element.get('class') or ''}"
    if re.search(r"footnote-(?:ref|back)|noteref|reversefootnote", classes) or (link.get("role") or "") in (
        "doc-noteref",
        "doc-backlink",
    ):
        return True
    return element.tag == "sup" and (link.get("href") or "").startswith("#")


def _main(body: _Element, words: int) -> _Element | None:
    candidates = [element for element in body.iter("main", "article", "div", "section") if _names_itself_main(element)]
    articles = [element for element in candidates if element.tag == "article"]
    for element in [found for found in candidates if found.tag != "article"] + (articles if len(articles) == 1 else []):
        if _count(element) >= _CONTENT_SHARE * words:
            return element
    return None


def _names_itself_main(element: _Element) -> bool:
    return (
        element.tag in ("main", "article")
        or element.get("role") == "main"
        or (element.get("id") or "").lower() in ("main", "content", "main-content")
    )


def _is_link_list(element: _Element) -> bool:
    links = [link for link in element.iter("a") if not (link.get("href") or "#").startswith("#")]
    return len(links) >= 4 and sum(map(_count, links)) >= 0.9 * max(_count(element), 1)


def _count(element: _Element) -> int:
    return len("".join(_texts(element)).split())


def _texts(element: _Element) -> Iterator[str]:
    for text in element.itertext():
        yield str(text)


def _sheets(body: _Element) -> Iterator[str]:
    for sheet in body.getroottree().iter("style"):
        yield _MEDIA_RULE.sub("", (sheet.text or "")[:_LONGEST_STYLE_SHEET])


def _is_tag(element: _Element) -> bool:
    return isinstance(element.tag, str)
