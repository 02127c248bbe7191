"""Blocks -> a Word file on a letterhead: real headings, real tables with headings on each page, links; the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from procheck.audit.outputs import word_styles
from procheck.audit.outputs.blocks import Block, Bullet, Field, Heading, Look, Paragraph, Span, Table, Turn
from procheck.audit.outputs.problem import TemplateProblem
from procheck.audit.outputs.word_marks import fill, move_to_mark, text_mark
from procheck.audit.outputs.words import COLOURS
from procheck.reports.docx_parts import fixed_bytes, made, set_language
from procheck.reports.wording import clean

if TYPE_CHECKING:
    from docx.document import Document

_LOOKS: dict[Look, str] = {"plain": "Normal", "soft": "Soft", "quote": "Quote", "alarm": "Alarm", "box": "Remark"}
_HEADINGS = ("Title", "Heading 1", "Heading 2", "Heading 3")
_OUTSIDE = ("https://", "http://", "mailto:")
_TWIPS = 1440 / 2.54
"""Twentieths of a point in a centimetre."""


def letter_or_report(blocks: Sequence[Block], base: Path, *, title: str, board: str, logo: str, as_of: str, author: str) -> bytes:
    """The file's bytes: what stands in `base`, with its marks filled and `blocks` at [[text]] or else at the end.

    Raises TemplateProblem where `base` is no Word file or the logo no picture.
    """
    document = opened(base)
    word_styles.ensure(document)
    set_language(document, "en-GB")
    # Filled first, so that a mark in the words of a document is never taken for one.
    fill(document, title=title, board=board, logo=logo, as_of=as_of)
    mark = text_mark(document)
    writer = _Writer(document)
    for block in blocks:
        writer.add(block)
    move_to_mark(document, writer.first, mark)
    _set_properties(document, title, author, as_of)
    return fixed_bytes(document)


def opened(base: Path) -> Document:
    """A letterhead. Raises TemplateProblem where it is no Word file."""
    import docx

    try:
        return docx.Document(str(base))
    # A file that is no Word file fails in many ways, deep in the library.
    except Exception:
        message = "is no Word document that can be opened: save it in Word as .docx, or take it out to use procheck's own."
        raise TemplateProblem(base, None, message) from None


def _set_properties(document: Document, title: str, author: str, as_of: str) -> None:
    """What the file says of itself, by the date of the audit and by no other clock. The format allows 255 characters."""
    core = document.core_properties
    core.title, core.author = clean(title)[:255], clean(author)[:255]
    core.last_modified_by = core.author
    core.comments = core.keywords = core.subject = core.category = ""
    core.language, core.revision = "en-GB", 1
    core.created = core.modified = datetime.fromisoformat(as_of)
    core.last_printed = core.created


class _Writer:
    """Adds blocks at the end of a document, as XML: python-docx's own calls take seconds for a matrix."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.body: Any = document.element.body
        # Word's own names of styles -> the ids that this file has for them.
        self.ids = {style.name: style.style_id for style in document.styles}
        self.bullets = word_styles.draws_bullets(document)
        self.first = len(self.body) - 1
        """Where the blocks begin, as an index into the body; its last child is the section's own settings."""
        # A letterhead has bookmarks of its own.
        self.marks = 1000

    def add(self, block: Block) -> None:
        match block:
            case Heading():
                self._paragraph(_HEADINGS[min(block.level, len(_HEADINGS)) - 1], block.spans, name=block.name)
            case Paragraph():
                self._paragraph(_LOOKS[block.look], block.spans)
            case Bullet():
                self._bullet(block)
            case Table():
                self._table(block)
            case Turn():
                self._turn(wide=block.wide)

    def _append(self, element: Any) -> None:
        self.body.insert(len(self.body) - 1, element)

    def _paragraph(self, style: str, spans: Sequence[Span], *, name: str = "") -> Any:
        paragraph = self._made_paragraph(style, spans)
        if name:
            self.marks += 1
            start = made("bookmarkStart", id=str(self.marks), name=_mark(name))
            paragraph.insert(1, start)
            paragraph.append(made("bookmarkEnd", id=str(self.marks)))
        self._append(paragraph)
        return paragraph

    def _bullet(self, bullet: Bullet) -> None:
        style, lead = word_styles.BULLET, "" if self.bullets else "•\t"
        if bullet.number is not None:
            style, lead = "Numbered", f"{bullet.number}.\t"
        paragraph = self._made_paragraph(style, (Span(lead), *bullet.spans) if lead else bullet.spans)
        if bullet.level > 1:
            paragraph.pPr.append(made("ind", left=str(round((0.6 + 0.6 * bullet.level) * _TWIPS)), hanging=str(round(0.6 * _TWIPS))))
        self._append(paragraph)

    def _made_paragraph(self, style: str, spans: Sequence[Span], *, centred: bool = False) -> Any:
        paragraph, properties = made("p"), made("pPr")
        properties.append(made("pStyle", val=self.ids[style]))
        if centred:
            properties.append(made("jc", val="center"))
        paragraph.append(properties)
        for span in spans:
            self._run(paragraph, span)
        return paragraph

    def _run(self, paragraph: Any, span: Span) -> None:
        run, look = made("r"), made("rPr")
        if span.href:
            look.append(made("rStyle", val=self.ids["Link"]))
        if span.bold:
            look.append(made("b"))
        if span.italic:
            look.append(made("i"))
        ink, tint = COLOURS[span.tone] if span.tone else ("4A5663", "")
        if span.tone or span.soft:
            look.append(made("color", val=ink))
        if tint:
            look.append(made("shd", val="clear", color="auto", fill=tint))
        if len(look):
            run.append(look)
        # No-break spaces keep a badge whole and give its colour room on either side.
        words = "\u00a0" + clean(span.text).replace(" ", "\u00a0") + "\u00a0" if span.tone else _kept(span.text)
        for place, piece in enumerate(words.split("\t")):
            if place:
                run.append(made("tab"))
            text = made("t")
            text.text = piece
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(text)
        if span.ends_line:
            run.append(made("br"))
        self._linked(paragraph, run, span.href)

    def _linked(self, paragraph: Any, run: Any, href: str) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn

        if href.startswith("#"):
            link = made("hyperlink", anchor=_mark(href[1:]), history="1")
        elif href.startswith(_OUTSIDE):
            link = made("hyperlink", history="1")
            link.set(qn("r:id"), self.document.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        else:
            paragraph.append(run)
            return
        link.append(run)
        paragraph.append(link)

    def _table(self, table: Table) -> None:
        self._paragraph("Caption", (Span(table.caption),))
        width = self._width()
        weights = [column.weight for column in table.columns]
        widths = [round(width * weight / sum(weights)) for weight in weights]
        element, properties, grid = made("tbl"), made("tblPr"), made("tblGrid")
        properties.append(made("tblStyle", val=self.ids[word_styles.TABLE]))
        properties.append(made("tblW", w=str(sum(widths)), type="dxa"))
        properties.append(made("tblLayout", type="fixed"))
        if table.look == "marks":
            margins = made("tblCellMar")
            for side in ("left", "right"):
                margins.append(made(side, w="40", type="dxa"))
            properties.append(margins)
        properties.append(made("tblLook", val="0020" if not table.row_heads else "00A0"))
        properties.append(made("tblCaption", val=clean(table.caption)[:250]))
        element.append(properties)
        for each in widths:
            grid.append(made("gridCol", w=str(each)))
        element.append(grid)
        heads = [Field(((Span(column.title, bold=True),),)) for column in table.columns]
        element.append(self._row(table, heads, widths, head=True))
        for row in table.rows:
            element.append(self._row(table, row, widths))
        self._append(element)
        # Two tables that touch would be one.
        self._append(self._made_paragraph("Soft", ()))

    def _row(self, table: Table, fields: Sequence[Field], widths: Sequence[int], *, head: bool = False) -> Any:
        row, properties = made("tr"), made("trPr")
        if table.whole_rows or head:
            properties.append(made("cantSplit"))
        if head:
            properties.append(made("tblHeader"))
        if len(properties):
            row.append(properties)
        style = "Cell" if table.look == "plain" else "Small Cell"
        for column, field, width in zip(table.columns, fields, widths, strict=True):
            cell, look = made("tc"), made("tcPr")
            look.append(made("tcW", w=str(width), type="dxa"))
            tint = "E9EDF0" if head else COLOURS[field.tone][1] if field.tone else ""
            if tint:
                look.append(made("shd", val="clear", color="auto", fill=tint))
            if head:
                look.append(made("vAlign", val="bottom"))
            cell.append(look)
            for spans in field.paragraphs or ((),):
                cell.append(self._made_paragraph(style, spans, centred=column.centred))
            row.append(cell)
        return row

    def _width(self) -> int:
        """Between the margins, in twentieths of a point."""
        section = self.document.sections[-1]
        page, left, right = section.page_width, section.left_margin, section.right_margin
        return round(((page or 7560310) - (left or 0) - (right or 0)) / 635)

    def _turn(self, *, wide: bool) -> None:
        from docx.enum.section import WD_ORIENT, WD_SECTION

        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False
        if wide != (section.orientation == WD_ORIENT.LANDSCAPE):
            section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
            section.page_width, section.page_height = section.page_height, section.page_width


def _kept(text: str) -> str:
    """Cleaned, with the space at its ends and its tab, because runs meet in the middle of a sentence."""
    if text.endswith("\t"):
        return clean(text) + "\t"
    return " " * text[:1].isspace() + clean(text) + " " * (text[-1:].isspace() and bool(text.strip()))


def _mark(name: str) -> str:
    """A name that Word allows for a bookmark: letters, digits, 40 characters."""
    return "h_" + re.sub(r"[^A-Za-z0-9]", "_", name)[:38]
