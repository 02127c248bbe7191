"""The text of an OpenDocument file in reading order. Source: OpenDocument 1.3 part 3, sections 5 (text), 9 (tables), 10 (drawings)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from procheck.documents.gathering import PLAIN_TEXT, Gathering, Lines, TextStyle, unread_picture
from procheck.documents.model import Block, BlockKind, Unread
from procheck.documents.odt_styles import TEXT, Counter, ListLevel, OdtStyles, figure
from procheck.documents.tables import Cell, Row, row_blocks

if TYPE_CHECKING:
    from lxml.etree import _Element

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
_LEFT_OUT = frozenset(
    {
        f"{TEXT}tracked-changes",
        f"{TEXT}sequence-decls",
        f"{TEXT}variable-decls",
        f"{TEXT}user-field-decls",
        f"{TEXT}script",
        f"{TEXT}ruby-text",
        f"{TEXT}alphabetical-index-auto-mark-file",
        f"{OFFICE}annotation",
        f"{OFFICE}forms",
        f"{OFFICE}scripts",
    }
)
_INDEX = re.compile(r"(?:table-of-content|[a-z]+-index|bibliography)$")
_MULTILEVEL = re.compile(r"\d+(?:\.\d+)+")
_INCHES = re.compile(r"(\d{1,5}(?:\.\d{1,6})?)(in|cm|mm|pt)")
_PER_INCH = {"in": 1.0, "cm": 2.54, "mm": 25.4, "pt": 72.0}
_LOGO_AREA, _LOGO_SIDE = 6.0, 1.0
_DEEPEST = 60
_MOST_COLUMNS = 200


class OdtBody:
    """Reads stories of one file into `out`."""

    def __init__(self, styles: OdtStyles, *, has_pages: bool) -> None:
        self.out = Gathering()
        self._styles = styles
        self._page = 1
        self._has_pages = has_pages
        self._tables = self._deep = self._contents = 0
        self._outline = Counter(styles.outline)
        self._counters: dict[str, Counter] = {}
        self._hung: list[_Element] = []
        self._endnotes: list[_Element] = []
        self._revised = self._hid = self._commented = False

    @property
    def page(self) -> int | None:
        """The page being read, None where the file records none."""
        return self._page if self._has_pages else None

    def story(self, parent: _Element) -> None:
        """Adds every block under `parent`."""
        if self._deep > _DEEPEST:
            self.out.miss(Unread("part", "text in boxes or tables nested too deeply to follow", self.page))
            return
        self._deep += 1
        for child in parent:
            self._element(child)
        self._deep -= 1

    def endnotes(self) -> None:
        """Adds the endnotes cited so far."""
        notes, self._endnotes = self._endnotes, []
        for note in notes:
            self._note(note)

    def remarks(self) -> list[str]:
        """What a person should know of the reading."""
        said = []
        if self._revised:
            said.append("The file has tracked changes: the final text was read, insertions in and deletions out.")
        if self._hid:
            said.append("The file has hidden or struck-out text, which was left out.")
        if self._commented:
            said.append("The file has comments in the margin, which were left out.")
        return said

    def _element(self, element: _Element) -> None:
        tag = element.tag
        if tag in _PARAGRAPHS:
            self._paragraph(element, "", 0)
        elif tag == f"{TEXT}list":
            self._list(element, None, "", 1)
        elif tag == f"{_TABLE}table":
            self._table(element)
        elif tag == f"{TEXT}soft-page-break":
            self._page += 1
        elif tag in _LEFT_OUT:
            self._revised = self._revised or tag == f"{TEXT}tracked-changes"
        elif tag == f"{TEXT}section" and element.get(f"{TEXT}display") == "none":
            self._hid = True
        elif tag.startswith(_DRAW):
            self._drawing(element)
        else:
            listed = bool(_INDEX.search(tag))
            self._contents += listed
            self.story(element)
            self._contents -= listed

    def _list(self, element: _Element, counter: Counter | None, style: str, depth: int) -> None:
        style = element.get(f"{TEXT}style-name") or style
        if counter is None:
            counter = self._counter(element, style)
        elif element.get(f"{TEXT}style-name"):
            counter.levels = {**counter.levels, **{at: level for at, level in self._levels(style).items() if at >= depth}}
        for item in element:
            if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            numbered = item.tag == f"{TEXT}list-item" and any(child.tag in _PARAGRAPHS for child in item)
            start = item.get(f"{TEXT}start-value")
            label = counter.label(depth, figure(start, 1) if start else None) if numbered else ""
            for child in item:
                if child.tag == f"{TEXT}list":
                    self._list(child, counter, style, depth + 1)
                elif child.tag in _PARAGRAPHS:
                    self._paragraph(child, label, depth)
                    label = ""
                else:
                    self._element(child)

    def _counter(self, element: _Element, style: str) -> Counter:
        continued = element.get(f"{TEXT}continue-list") or (f"style {style}" if element.get(f"{TEXT}continue-numbering") == "true" else "")
        found = self._counters.get(continued) if continued else None
        counter = found or Counter(self._levels(style))
        for key in (f"style {style}", element.get(_XML_ID)):
            if key:
                self._counters[key] = counter
        return counter

    def _levels(self, style: str) -> dict[int, ListLevel]:
        return self._styles.lists.get(style, {})

    def _paragraph(self, element: _Element, label: str, depth: int) -> None:
        name = element.get(f"{TEXT}style-name") or ""
        if self._has_pages and self.out.items and self._styles.breaks_page(name):
            self._page += 1
        lines = Lines()
        page = self.page
        self._inline(element, self._styles.text("paragraph", name, PLAIN_TEXT), lines)
        level = figure(element.get(f"{TEXT}outline-level"), 1) if element.tag == f"{TEXT}h" else 0
        level = level or int(self._styles.named(name).lower() in ("title", "contents heading"))
        if element.tag == f"{TEXT}h" and not label and element.get(f"{TEXT}is-list-header") != "true":
            label = self._outline.label(level) if self._styles.is_numbered(name) else ""
        kind: BlockKind = "paragraph"
        if self._contents and not level:
            kind = "contents"
        elif level:
            kind = "heading"
        elif label and not _MULTILEVEL.fullmatch(label):
            kind, level = "list-item", depth
        for line in lines.parted():
            if line.text.strip():
                self.out.add(Block(kind, line.text, page=page, level=level, label=label), line.look)
            label = ""
            if kind == "list-item":
                kind, level = "paragraph", 0
        self._flush()

    def _inline(self, element: _Element, style: TextStyle, lines: Lines) -> None:
        self._add(element.text, style, lines)
        for child in element:
            tag = child.tag.rpartition("}")[2]
            if child.tag in _LEFT_OUT or tag in ("hidden-text", "annotation-end"):
                self._commented = self._commented or tag == "annotation"
            elif tag == "span":
                self._inline(child, self._styles.text("text", child.get(f"{TEXT}style-name") or "", style), lines)
            elif tag == "s":
                self._add(" " * min(figure(child.get(f"{TEXT}c"), 1), 100), style, lines)
            elif tag == "tab":
                self._add("\t", style, lines)
            elif tag == "line-break":
                lines.break_line()
            elif tag == "soft-page-break":
                self._page += 1
            elif tag == "note" or child.tag.startswith(_DRAW):
                self._hung.append(child)
            elif tag.startswith("change"):
                self._revised = True
            else:
                self._inline(child, style, lines)
            self._add(child.tail, style, lines)

    def _add(self, text: str | None, style: TextStyle, lines: Lines) -> None:
        if not text:
            return
        if style.hidden or style.struck:
            self._hid = self._hid or bool(text.strip())
            return
        lines.add(text, style)

    def _flush(self) -> None:
        hung, self._hung = self._hung, []
        for element in hung:
            if element.tag != f"{TEXT}note":
                self._drawing(element)
            elif element.get(f"{TEXT}note-class") == "endnote":
                self._endnotes.append(element)
            else:
                self._note(element)

    def _note(self, element: _Element) -> None:
        citation = element.find(f"{TEXT}note-citation")
        label = (citation.text or "") if citation is not None else ""
        for paragraph in element.iterfind(f"{TEXT}note-body/{TEXT}p"):
            lines = Lines()
            self._inline(paragraph, PLAIN_TEXT, lines)
            self.out.add(Block("footnote", lines.text, page=self.page, label=label))
            label = ""

    def _drawing(self, element: _Element) -> None:
        image = False
        for child in element:
            if child.tag == f"{_DRAW}image":
                image = True
            elif child.tag in (f"{_DRAW}object", f"{_DRAW}object-ole"):
                self.out.miss(Unread("object", "a chart or another file inside the document, which is not read", self.page))
                return
            elif child.tag in _PARAGRAPHS or child.tag in (f"{TEXT}list", f"{_TABLE}table"):
                self._element(child)
            elif child.tag.startswith(_DRAW):
                self._drawing(child) if child.tag != f"{_DRAW}text-box" else self.story(child)
        if image and not _is_small(element):
            described = next((child.text or "" for child in element if child.tag in (f"{_SVG}desc", f"{_SVG}title")), "")
            self.out.miss(Unread("image", unread_picture(described), self.page))

    def _table(self, element: _Element) -> None:
        rows = [row for row in element.iter(f"{_TABLE}table-row") if _table_of(row) is element]
        cells = [[cell for cell in row if cell.tag == f"{_TABLE}table-cell"] for row in rows]
        if all(len(row) <= 1 for row in cells):
            for row_cells in cells:
                for cell in row_cells:
                    self.story(cell)
            return
        number, self._tables = self._tables, self._tables + 1
        read: list[tuple[Row, Gathering]] = [self._row(row) for row in rows]
        for (_, after), block in zip(read, row_blocks([row for row, _ in read], number), strict=True):
            if block is not None:
                self.out.add(block)
            self.out.items += after.items

    def _row(self, element: _Element) -> tuple[Row, Gathering]:
        parent = element.getparent()
        row = Row(head=parent is not None and parent.tag == f"{_TABLE}table-header-rows", page=self.page)
        after = Gathering()
        outer = self.out
        column = 0
        for cell in element:
            if cell.tag == f"{_TABLE}table-cell":
                self.out = Gathering()
                self.story(cell)
                span = min(figure(cell.get(f"{_TABLE}number-columns-spanned"), 1), _MOST_COLUMNS)
                row.cells.append(_cell(self.out, after, column))
                row.cells[-1].span = span
                column += 1
            elif cell.tag == f"{_TABLE}covered-table-cell":
                column += min(figure(cell.get(f"{_TABLE}number-columns-repeated"), 1), _MOST_COLUMNS)
        self.out = outer
        return row, after


def _cell(found: Gathering, after: Gathering, column: int) -> Cell:
    words = []
    bold = True
    for item in found.items:
        if isinstance(item, Unread) or item[0].kind in ("table-row", "footnote"):
            after.items.append(item)
        else:
            block, look = item
            words.append(f"{block.label} {block.text}" if block.label else block.text)
            bold = bold and look.bold
    return Cell(" ".join(words), column=column, bold=bold and bool(words))


def _table_of(row: _Element) -> _Element | None:
    return next(row.iterancestors(f"{_TABLE}table"), None)


def _is_small(element: _Element) -> bool:
    sides = []
    for side in ("width", "height"):
        found = _INCHES.fullmatch(element.get(f"{_SVG}{side}") or "")
        if not found:
            return False
        sides.append(float(found.group(1)) / _PER_INCH[found.group(2)])
    return sides[0] * sides[1] < _LOGO_AREA or min(sides) < _LOGO_SIDE
