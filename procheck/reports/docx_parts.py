"""What python-docx has no call for: shading, links, page numbers, repeated header rows, fixed bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from procheck.reports.wording import clean

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_FIXED = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can hold."""


def made(tag: str, **attributes: str) -> BaseOxmlElement:
    """A WordprocessingML element with attributes in the same namespace: made("shd", fill="FFFFFF")."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    element = cast("BaseOxmlElement", OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def new_paragraph(parent: Document | _Cell, style: str = "") -> Paragraph:
    """An empty paragraph at the end of a document or a cell, in the style of that name."""
    paragraph: Paragraph = parent.add_paragraph()
    if style:
        set_style(paragraph, style)
    return paragraph


def set_style(paragraph: Paragraph, style: str) -> None:
    """Gives a paragraph a style by its id, which is its name without spaces: python-docx's own search is slow."""
    paragraph._p.style = style.replace(" ", "")


def add_text(paragraph: Paragraph, text: str, *, bold: bool = False, soft: bool = False, style: str = "") -> Run:
    """A run of cleaned text at the end of `paragraph`; the only way in which words reach the file.

    White space at the ends is kept, because runs meet in the middle of a sentence.
    """
    before, after = " " * text.startswith(" "), " " * text.endswith(" ")
    run = paragraph.add_run(before + clean(text) + after)
    if style:
        run._r.style = style
    run.bold = bold or None
    if soft:
        from docx.shared import RGBColor

        run.font.color.rgb = RGBColor(0x4A, 0x56, 0x63)
    return run


def shade_run(run: Run, fill: str, ink: str) -> None:
    """Colours a run's background and letters; both are RRGGBB."""
    from docx.shared import RGBColor

    run.font.color.rgb = RGBColor.from_string(ink)
    run._r.get_or_add_rPr().append(made("shd", val="clear", color="auto", fill=fill))


def shade_cell(cell: _Cell, fill: str) -> None:
    """Colours a cell's background, RRGGBB."""
    cell._tc.get_or_add_tcPr().append(made("shd", val="clear", color="auto", fill=fill))


def box(paragraph: Paragraph, edge: str, fill: str) -> None:
    """Puts a bar at the left of a paragraph and a tint behind it."""
    properties = paragraph._p.get_or_add_pPr()
    border = made("pBdr")
    border.append(made("left", val="single", sz="36", space="6", color=edge))
    # The schema fixes the order of a paragraph's properties.
    later = ("shd", "tabs", "spacing", "ind", "jc", "outlineLvl", "rPr", "sectPr")
    properties.insert_element_before(border, *(f"w:{name}" for name in later))
    shade = made("shd", val="clear", color="auto", fill=fill)
    properties.insert_element_before(shade, *(f"w:{name}" for name in later[1:]))


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Names a paragraph so that `add_link` can lead to it; `number` is its own in the file."""
    start, end = made("bookmarkStart", id=str(number), name=name), made("bookmarkEnd", id=str(number))
    paragraph._p.append(end)
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)


def add_link(paragraph: Paragraph, text: str, name: str) -> None:
    """Words that lead to the bookmark `name`."""
    run = add_text(paragraph, text, style="Link")
    link = made("hyperlink", anchor=name, history="1")
    paragraph._p.append(link)
    link.append(run._r)


def add_page_number(paragraph: Paragraph) -> None:
    """ "Page 3 of 12", counted by Word."""
    for text, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        add_text(paragraph, text)
        simple = made("fldSimple", instr=f" {field} ")
        run = made("r")
        shown = made("t")
        shown.text = "1"
        run.append(shown)
        simple.append(run)
        paragraph._p.append(simple)


def add_table(document: Document, headings: Sequence[str], widths: Sequence[float]) -> Table:
    """An empty table whose first row holds `headings` and is marked as repeating; `widths` are in centimetres."""
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Cm

    table: Table = document.add_table(rows=1, cols=len(headings), style="Report Table")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    row = table.rows[0]
    row._tr.get_or_add_trPr().append(made("tblHeader"))
    for cell, heading, width in zip(row.cells, headings, widths, strict=True):
        cell.width = Cm(width)
        shade_cell(cell, "E9EDF0")
        set_style(cell.paragraphs[0], "Cell")
        add_text(cell.paragraphs[0], heading, bold=True)
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    return table


def add_row(table: Table, *, whole: bool = True) -> tuple[_Cell, ...]:
    """A new row's cells, each with one empty paragraph; `whole` keeps the row on one page."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    if whole:
        row._tr.get_or_add_trPr().append(made("cantSplit"))
    for cell, first in zip(row.cells, table.rows[0].cells, strict=True):
        cell.width = first.width
        set_style(cell.paragraphs[0], "Cell")
    return tuple(row.cells)


def fixed_bytes(document: Document) -> bytes:
    """The file's bytes, the same whenever and wherever it is saved: entries in order, each with a fixed date."""
    saved, rewritten = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(rewritten, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            new.writestr(entry, old.read(name))
    return rewritten.getvalue()


def set_language(document: Document, language: str) -> None:
    """The language that Word's spelling and reading aloud go by."""
    defaults: Any = document.styles.element.find(".//{*}rPrDefault/{*}rPr")
    for old in defaults.findall("{*}lang"):
        defaults.remove(old)
    defaults.append(made("lang", val=language, eastAsia=language))
