"""The blocks of a Word story (body, note, text box, cell) in reading order: paragraphs, lists, headings, contents lines.

Source: ECMA-376 part 1, 17.2 (document), 17.5 (custom XML and content controls).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from procheck.documents.docx_drawings import Drawings
from procheck.documents.docx_inline import MC, Inline, gallery, shown_choice
from procheck.documents.docx_notes import Notes
from procheck.documents.docx_numbering import Label, Numbering
from procheck.documents.docx_package import R, W
from procheck.documents.docx_styles import NO_SETTINGS, ParagraphStyle, Settings, Styles, paragraph_settings
from procheck.documents.gathering import Gathering, Line, Lines
from procheck.documents.model import Block, BlockKind, Draft, Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lxml.etree import _Element

PARAGRAPH, TABLE, SDT = f"{W}p", f"{W}tbl", f"{W}sdt"
_PROPERTIES, _SDT_CONTENT = f"{W}pPr", f"{W}sdtContent"
_ALTERNATE, _ALT_CHUNK = f"{MC}AlternateContent", f"{W}altChunk"
_THROUGH = frozenset({f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag", _SDT_CONTENT})
_WORD = re.compile(r"[^\W\d_]{4,}")
_MULTILEVEL = re.compile(r"\d+(?:\.\d+)+")
_ENDS_IN_NUMBER = re.compile(r"\d\s*$")
_BODY_OUTLINE = 9
_SAME_INDENT = 100
_DEEPEST = 12


@dataclass(slots=True)
class Paragraph:
    """One Word paragraph that is shown."""

    style: ParagraphStyle
    own: Settings
    lines: Lines
    label: Label | None
    page: int | None
    """Where its first words stand."""

    source: tuple[int, ...] = ()
    """As in `Block.source`."""


def unwrapped(parent: _Element) -> Iterator[_Element]:
    """The children of `parent`, content controls, tracked insertions and other wrappings taken off."""
    for child in parent:
        tag = child.tag
        if tag == SDT:
            content = child.find(_SDT_CONTENT)
            if content is not None:
                yield from unwrapped(content)
        elif tag in _THROUGH:
            yield from unwrapped(child)
        elif tag == _ALTERNATE:
            yield from unwrapped(shown_choice(child))
        else:
            yield child


class Body:
    """Reads stories of one Word file into `out`, in order."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        notes: Notes,
        drawings: Drawings,
        read_table: Callable[[Body, _Element], None],
        *,
        chunks: Callable[[str], Draft | None] = lambda _: None,
        has_pages: bool = False,
        places: Mapping[_Element, int] = MappingProxyType({}),
    ) -> None:
        """`read_table` adds a `w:tbl` to the body; it is given because cells hold paragraphs again, which the body reads.

        `chunks` reads the file pasted in under a relationship id; without `has_pages` blocks have no page.

        `places`: the number of each `w:p` that blocks are to name as their source.
        """
        self.styles = styles
        self.inline = Inline(styles)
        self.out = Gathering()
        self.tables = 0
        self._numbering = numbering
        self._notes = notes
        self._drawings = drawings
        self._read_table = read_table
        self._chunks = chunks
        self._has_pages = has_pages
        self._endnotes: list[str] = []
        self._places = places
        self._carried: tuple[Lines, tuple[int, ...]] | None = None
        self._indents: list[int] = []
        self._in_contents = self._deep = 0

    @property
    def page(self) -> int | None:
        """The page being read, None where Word recorded none."""
        return self.inline.page if self._has_pages else None

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
        """Adds the endnotes that the text read so far cites."""
        cited, self._endnotes = self._endnotes, []
        for note_id in cited:
            self._note("endnote", note_id)

    def paragraph(self, element: _Element) -> Paragraph | None:
        """A `w:p`; None where it is hidden, or deleted up to its end so that it runs on into the next."""
        properties = element.find(_PROPERTIES)
        own = paragraph_settings(properties) if properties is not None else NO_SETTINGS
        style = self.styles.paragraph(own.style_id)
        (lines, source), self._carried = self._carried or (Lines(), ()), None
        if element in self._places:
            source += (self._places[element],)
        before = self.inline.page
        hid_text, self.inline.hid_text = self.inline.hid_text, False
        self.inline.paragraph(element, style.run, lines)
        hidden = self.inline.hid_text and not lines.text.strip()
        self.inline.hid_text = self.inline.hid_text or hid_text
        if own.runs_on:
            self.inline.revised = self.inline.revised or own.end_deleted
            self._carried = (lines, source) if lines.text.strip() else None
            return None
        if hidden:
            return None
        page = (lines.page or before) if self._has_pages else None
        return Paragraph(style, own, lines, self._numbering.next_label(own.number, own.depth, style), page, source)

    def flush(self) -> None:
        """Adds what hangs on the paragraph or row just read: its text boxes, drawn words, unread pictures and footnotes."""
        elements, self.inline.drawings = self.inline.drawings, []
        cited, self.inline.notes = self.inline.notes, []
        for element in elements:
            drawing = self._drawings.read(element, self.page)
            for box in drawing.boxes:
                self.story(box)
            for words in drawing.words:
                self.out.add(Block("paragraph", words, page=self.page))
            for unread in drawing.unread:
                self.out.miss(unread)
        for kind, note_id in cited:
            if kind == "endnote":
                self._endnotes.append(note_id)
            else:
                self._note(kind, note_id)

    def _element(self, element: _Element) -> None:
        tag = element.tag
        if tag == PARAGRAPH:
            found = self.paragraph(element)
            if found is not None:
                self._blocks(found)
            self.flush()
        elif tag == TABLE:
            self._indents.clear()
            self._read_table(self, element)
        elif tag == SDT:
            content = element.find(_SDT_CONTENT)
            listed = gallery(element.find(f"{W}sdtPr")) == "Table of Contents"
            self._in_contents += listed
            for child in content if content is not None else ():
                self._element(child)
            self._in_contents -= listed
        elif tag in _THROUGH:
            for child in element:
                self._element(child)
        elif tag == _ALTERNATE:
            for child in shown_choice(element):
                self._element(child)
        elif tag == _ALT_CHUNK:
            self._chunk(element.get(f"{R}id") or "")

    def _chunk(self, relation_id: str) -> None:
        pasted = self._chunks(relation_id)
        if pasted is None:
            self.out.miss(Unread("part", "another file pasted in whole, which is not read", self.page))
            return
        for block in pasted.blocks:
            table = block.table + self.tables if block.table is not None else None
            self.out.add(replace(block, page=self.page, table=table, source=()))
        self.tables += len({block.table for block in pasted.blocks} - {None})
        for unread in pasted.unread:
            self.out.miss(replace(unread, page=self.page))

    def _blocks(self, found: Paragraph) -> None:
        parted = found.lines.parted()
        kind, level = self._kind(found, parted[0])
        label = found.label.text if found.label is not None else ""
        if not found.lines.text.strip() and _WORD.search(label):
            # "Appendix A" may be all that a heading shows, the whole of it made by the numbering.
            self.out.add(Block(kind, label, page=self.page, level=level, source=found.source))
        for line in parted:
            if line.text.strip():
                self.out.add(Block(kind, line.text, page=found.page, level=level, label=label, source=found.source), line.look)
            label = ""
            if kind == "list-item":
                kind, level = "paragraph", 0

    def _kind(self, found: Paragraph, line: Line) -> tuple[BlockKind, int]:
        style, label = found.style, found.label
        outline = found.own.outline
        heading = style.heading if outline is None else (outline + 1) % (_BODY_OUTLINE + 1)
        if style.contents or (self._in_contents and not heading):
            return "contents", 0
        if self.inline.listed and not heading and _ENDS_IN_NUMBER.search(line.text):
            return "contents", 0
        if heading:
            self._indents.clear()
            return "heading", heading
        indent = self._indent(found)
        if label is None or not label.text or _MULTILEVEL.fullmatch(label.text):
            if not self._indents or indent <= self._indents[-1] - _SAME_INDENT:
                self._indents.clear()
            return "paragraph", 0
        while self._indents and self._indents[-1] > indent - _SAME_INDENT:
            self._indents.pop()
        self._indents.append(indent)
        return "list-item", len(self._indents)

    def _indent(self, found: Paragraph) -> int:
        # A list level's indent yields to the paragraph's own, and to its style's only where the style gives the numbering too.
        if found.own.indent is not None:
            return found.own.indent
        if found.label is not None and (found.own.number is not None or found.style.indent is None):
            return found.label.indent
        return found.style.indent or 0

    def _note(self, kind: str, note_id: str) -> None:
        cited = self._notes.cite(kind, note_id)
        if cited is None:
            return
        label, element = cited
        for child in unwrapped(element):
            found = self.paragraph(child) if child.tag == PARAGRAPH else None
            if found is not None and found.lines.text.strip():
                self.out.add(Block("footnote", found.lines.text, page=self.page, label=label))
                label = ""
