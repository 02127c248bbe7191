"""Walks the elements of a page in order, without recursion, and gathers blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from procheck.documents.assemble import BULLET, fold
from procheck.documents.gathering import PLAIN_TEXT, Gathering, Lines, TextStyle, unread_picture
from procheck.documents.html_boilerplate import HEADINGS, Boilerplate
from procheck.documents.model import Block, BlockKind, Unread
from procheck.documents.numerals import numeral
from procheck.documents.tables import Cell, Row, row_blocks

if TYPE_CHECKING:
    from lxml.etree import _Element

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark nobr o:p output q rp rt ruby samp small span strong sub"
    " sup time tt u var wbr img picture source br".split()
)
_BOLD = frozenset({"b", "strong", "th", "summary"})
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_PLAIN_STYLE = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)", re.IGNORECASE)
_LIST_STYLE = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?(none|lower-alpha|upper-alpha|lower-latin|upper-latin|lower-roman|upper-roman|decimal)",
    re.IGNORECASE,
)
_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLE_FORMATS = {
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
}  # fmt: skip
_NOTES = re.compile(r"\b(?:footnotes?|endnotes?)\b")
_LINK_LINES = frozenset(
    {
        "back to top",
        "top of page",
        "return to top",
        "print this page",
        "skip to main content",
        "skip to content",
        "↑",
        "↩",
    }
)
_ORNAMENT = re.compile(r"logo|icon|avatar|banner|spacer|pixel|badge|crest", re.IGNORECASE)
_SMALL_PIXELS = 250
_MOST_COLUMNS = 200


@dataclass(slots=True)
class _List:
    format: str
    """A number format, "" for bullets, "none" for nothing."""

    next: int = 1
    step: int = 1


class Walker:
    """Reads the elements under `root` into `out`."""

    def __init__(self, root: _Element, boilerplate: Boilerplate | None = None) -> None:
        self.out = Gathering()
        self.furniture: list[str] = []
        self.tables = 0
        self._root = root
        self._boilerplate = boilerplate or Boilerplate(root)
        self._lines = Lines()
        self._styles: list[TextStyle] = [PLAIN_TEXT]
        self._lists: list[_List] = []
        self._label: str | None = None
        self._heading = self._notes = self._contents = self._pre = 0
        self._after_break = False

    def read(self) -> None:
        """Reads everything, once."""
        from lxml import etree

        walk = etree.iterwalk(self._root, events=("start", "end"))
        left_out: _Element | None = None
        for event, element in walk:
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                if element is not self._root and self._left_out(element):
                    left_out = element
                    walk.skip_subtree()
                    continue
                self._start(element)
                self._text(element.text)
            else:
                if element is left_out:
                    left_out = None
                else:
                    self._end(element)
                if element is not self._root:
                    self._text(element.tail)
        self._flush()

    def _left_out(self, element: _Element) -> bool:
        tag = element.tag
        if tag == "table" and not is_layout(element):
            if not self._boilerplate.leaves_out(element):
                self._flush()
                self._table(element)
            return True
        if not self._boilerplate.leaves_out(element):
            return False
        if tag not in _INLINE and tag not in ("del", "s", "strike", "svg"):
            self._flush()
        if self._boilerplate.is_footer(element):
            self.furniture += [" ".join(str(text).split()) for text in element.itertext() if str(text).strip()]
        elif tag in ("iframe", "object", "embed") and not _tiny(element):
            self.out.miss(Unread("object", "a page or file shown inside this page, which is not read"))
        elif tag == "svg" and next(element.iter("text", "{*}text"), None) is not None:
            self.out.miss(Unread("diagram", "a drawn diagram, which is not read"))
        return True

    def _start(self, element: _Element) -> None:
        tag = element.tag
        self._styles.append(_style(element, self._styles[-1]))
        if tag == "br":
            self._break()
            return
        if tag == "img":
            self._picture(element)
            return
        if tag in _INLINE:
            return
        self._flush()
        if tag in HEADINGS:
            self._heading = int(tag[1])
        elif tag in ("ul", "ol", "menu", "dir"):
            self._lists.append(_list(element))
        elif tag == "li":
            self._item(element)
        elif tag == "pre":
            self._pre += 1
        self._notes += _holds_notes(element)
        self._contents += _holds_contents(element)

    def _end(self, element: _Element) -> None:
        tag = element.tag
        self._styles.pop()
        if tag in _INLINE:
            return
        self._flush()
        if tag in HEADINGS:
            self._heading = 0
        elif tag in ("ul", "ol", "menu", "dir") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._label = None
        elif tag == "pre":
            self._pre -= 1
        self._notes -= _holds_notes(element)
        self._contents -= _holds_contents(element)

    def _item(self, element: _Element) -> None:
        kept = self._lists[-1] if self._lists else _List("")
        if kept.format in ("", "none"):
            self._label = BULLET if not kept.format else ""
            return
        value = element.get("value") or ""
        if re.fullmatch(r"-?\d{1,6}", value):
            kept.next = int(value)
        self._label = numeral(kept.next, kept.format)
        kept.next += kept.step

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._pre:
            for place, line in enumerate(text.split("\n")):
                if place:
                    self._lines.break_line()
                self._lines.add(line, self._styles[-1])
            return
        if text.strip():
            self._after_break = False
        style = self._styles[-1]
        if not style.hidden:
            self._lines.add(" ".join(text.split("\n")), style)

    def _break(self) -> None:
        # Two breaks in a row part paragraphs in pages that use no <p>.
        if self._after_break and self._lines.text.strip():
            self._flush()
        else:
            self._lines.break_line()
        self._after_break = True

    def _flush(self) -> None:
        lines, self._lines = self._lines, Lines()
        self._after_break = False
        if not lines.text.strip() or fold(lines.text).lower() in _LINK_LINES:
            return
        for line in lines.parted():
            words = line.text
            if not words.strip():
                continue
            kind, level, label = self._kind(words)
            self.out.add(Block(kind, words, level=level, label=label), line.look)

    def _kind(self, words: str) -> tuple[BlockKind, int, str]:
        label, self._label = self._label, None
        shown = label or ""
        if self._contents:
            return "contents", 0, shown
        if self._heading:
            return "heading", self._heading, ""
        if self._notes:
            return "footnote", 0, shown if shown != BULLET else ""
        if label is None:
            return "paragraph", 0, ""
        return "list-item", max(len(self._lists), 1), shown

    def _picture(self, element: _Element) -> None:
        alt = element.get("alt") or ""
        named = f"{element.get('src') or ''} {element.get('class') or ''} {element.get('id') or ''} {alt}"
        width, height = _pixels(element.get("width")), _pixels(element.get("height"))
        small = bool(width and width < _SMALL_PIXELS) or bool(height and height < _SMALL_PIXELS)
        if small or _ORNAMENT.search(named[-500:]) or element.get("role") == "presentation":
            return
        self.out.miss(Unread("image", unread_picture(alt)))

    def _table(self, element: _Element) -> None:
        caption = next(element.iter("caption"), None)
        if caption is not None:
            self._inside(caption)
        number, self.tables = self.tables, self.tables + 1
        rows: list[Row] = []
        taken: dict[int, int] = {}
        for row_element in element.iter("tr"):
            if self._boilerplate.leaves_out(row_element):
                continue
            row = Row()
            column = 0
            cells = [cell for cell in row_element if cell.tag in ("td", "th") and not self._boilerplate.leaves_out(cell)]
            parent = row_element.getparent()
            row.head = (parent is not None and parent.tag == "thead") or (bool(cells) and all(cell.tag == "th" for cell in cells))
            for cell in cells:
                while taken.get(column, 0) > 0:
                    column += 1
                span, down = _span(cell, "colspan"), _span(cell, "rowspan")
                row.cells.append(self._cell(cell, column, span))
                for covered in range(column, min(column + span, _MOST_COLUMNS)):
                    taken[covered] = down
                column += span
            taken = {covered: left - 1 for covered, left in taken.items() if left > 1}
            rows.append(row)
        for block in row_blocks(rows, number):
            if block is not None:
                self.out.add(block)

    def _cell(self, element: _Element, column: int, span: int) -> Cell:
        inner = self._walker_of(element)
        found = [item for item in inner.out.items if not isinstance(item, Unread)]
        self.out.items += [item for item in inner.out.items if isinstance(item, Unread)]
        words = " ".join(f"{block.label} {block.text}" if block.label else block.text for block, _ in found)
        bold = bool(found) and all(look.bold for _, look in found)
        shaded = element.get("bgcolor") is not None or "background" in (element.get("style") or "")
        return Cell(words, column=column, span=span, bold=bold and element.tag == "td", shaded=shaded)

    def _inside(self, element: _Element) -> None:
        self.out.items += self._walker_of(element).out.items

    def _walker_of(self, element: _Element) -> Walker:
        inner = Walker(element, self._boilerplate)
        inner.read()
        return inner


def is_layout(table: _Element) -> bool:
    """True where a table only arranges the page: one column, headings or further tables inside, or said to be so."""
    if table.get("role") in ("presentation", "none"):
        return True
    for element in table.iter():
        if element is not table and (element.tag == "table" or element.tag in HEADINGS):
            return True
    return all(sum(1 for cell in row if cell.tag in ("td", "th")) <= 1 for row in table.iter("tr"))


def _style(element: _Element, outer: TextStyle) -> TextStyle:
    given = element.get("style") or ""
    if element.tag in _BOLD or (given and _BOLD_STYLE.search(given)):
        return replace(outer, bold=True)
    if given and outer.bold and _PLAIN_STYLE.search(given):
        return replace(outer, bold=False)
    if element.tag == "u":
        return replace(outer, underlined=True)
    return outer


def _list(element: _Element) -> _List:
    styled = _LIST_STYLE.search(element.get("style") or "")
    shown = styled.group(1).lower() if styled else ""
    if element.tag != "ol":
        return _List("none" if shown == "none" else "")
    if shown == "none":
        return _List("none")
    format = _STYLE_FORMATS.get(shown) or _FORMATS.get(element.get("type") or "", "decimal")
    start = element.get("start") or ""
    backwards = element.get("reversed") is not None
    count = sum(1 for item in element if item.tag == "li")
    first = int(start) if re.fullmatch(r"-?\d{1,6}", start) else (count if backwards else 1)
    return _List(format, first, -1 if backwards else 1)


def _holds_notes(element: _Element) -> bool:
    role = element.get("role") or ""
    return role in ("doc-endnotes", "doc-footnote", "doc-footnotes") or bool(_NOTES.search(element.get("class") or ""))


def _holds_contents(element: _Element) -> bool:
    return (
        element.get("role") == "doc-toc"
        or (element.get("id") or "").lower() in ("toc", "table-of-contents")
        or "toc" in (element.get("class") or "").split()
    )


def _span(cell: _Element, which: str) -> int:
    value = cell.get(which) or ""
    return max(1, min(int(value), _MOST_COLUMNS)) if re.fullmatch(r"\d{1,6}", value) else 1


def _pixels(value: str | None) -> int:
    found = re.match(r"\s*(\d{1,6})", value or "")
    return int(found.group(1)) if found and not (value or "").strip().endswith("%") else 0


def _tiny(element: _Element) -> bool:
    width, height = _pixels(element.get("width")), _pixels(element.get("height"))
    return (element.get("width") is not None and width <= 1) or (element.get("height") is not None and height <= 1)
