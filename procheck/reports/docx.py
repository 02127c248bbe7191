"""The report as an editable Word file: real headings, real tables, links, page numbers; the same bytes each time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from procheck.reports import ordering, wording
from procheck.reports.docx_parts import (
    add_link,
    add_page_number,
    add_row,
    add_table,
    add_text,
    bookmark,
    fixed_bytes,
    made,
    new_paragraph,
    set_language,
)
from procheck.reports.docx_sections import SectionWriter
from procheck.reports.model import Report

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import ParagraphStyle

FONT = "Arial"
"""On every machine that has Word, and easy to read."""


def render(reports: Sequence[Report]) -> bytes:
    """One Word file with every report in the order given, each from a new page."""
    import docx

    document = docx.Document()
    _set_page(document)
    _set_styles(document)
    set_language(document, "en-GB")
    _set_properties(document, reports)
    if len(reports) > 1:
        _contents(document, reports)
    for number, report in enumerate(reports, 1):
        if len(reports) > 1:
            _new_section(document)
        _header_and_footer(document.sections[-1], f"Gap report: {wording.clean(report.submission)}", report.as_of)
        _title(document, report, number, alone=len(reports) == 1)
        SectionWriter(document, report, number, below=len(reports) > 1).write()
    return fixed_bytes(document)


def _title(document: Document, report: Report, number: int, *, alone: bool) -> None:
    name = f"Gap report: {wording.clean(report.submission)}" if alone else report.submission
    title = new_paragraph(document, "Title" if alone else "Heading 1")
    add_text(title, name)
    bookmark(title, f"report_{number}", number)
    line = new_paragraph(document, "Subtitle")
    add_text(
        line,
        "What its written policy says and does not say about harmful sexual behaviour (HSB) between children. "
        f"{wording.day(report.as_of)}. Tested against {wording.tested_against(report.pack)}.",
    )


def _contents(document: Document, reports: Sequence[Report]) -> None:
    """The front page of several reports: how many criteria of each status in each."""
    _header_and_footer(document.sections[0], "Gap reports", max(report.as_of for report in reports))
    add_text(new_paragraph(document, "Title"), f"Gap reports: {wording.plural(len(reports), 'submission')}")
    add_text(
        new_paragraph(document),
        f"How many criteria have each status. {wording.NOT_A_RANKING}",
    )
    words = list(wording.STATUS_WORDS.values())
    table = add_table(document, ["Submission", *words, "Needs a person"], [3.8, 2.9, 1.7, 1.8, 1.4, 2.4, 2.8])
    for number, report in enumerate(reports, 1):
        name, *cells = add_row(table)
        add_link(name.paragraphs[0], report.submission, f"report_{number}")
        if ordering.unread(report):
            add_text(new_paragraph(name, "Place"), wording.UNREAD)
        people = sum(bool(criterion.needs_review) for criterion in report.criteria)
        for cell, count in zip(cells, [*report.counts().values(), people], strict=True):
            add_text(cell.paragraphs[0], str(count))


def _set_page(document: Document) -> None:
    """A4 with 2 cm margins."""
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    section.header_distance = section.footer_distance = Cm(1)


def _new_section(document: Document) -> None:
    from docx.enum.section import WD_SECTION

    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.header.is_linked_to_previous = False
    section.footer.is_linked_to_previous = False


def _header_and_footer(section: Section, name: str, as_of: str) -> None:
    header = section.header.paragraphs[0]
    add_text(header, f"{wording.shortened(name, 70)} · {wording.day(as_of)}", soft=True)
    footer = section.footer.paragraphs[0]
    add_text(footer, "Tests words, not practice. A person must review it. ", soft=True)
    add_page_number(footer)


def _set_properties(document: Document, reports: Sequence[Report]) -> None:
    """What the file says of itself, by the date tested on and by no other clock."""
    several = f"Gap reports: {wording.plural(len(reports), 'submission')}"
    core = document.core_properties
    # The format allows each property 255 characters.
    core.title = (f"Gap report: {wording.clean(reports[0].submission)}" if len(reports) == 1 else several)[:255]
    core.author = core.last_modified_by = f"procheck {wording.clean(reports[0].procheck)}"[:255]
    core.subject = "What written policy says about harmful sexual behaviour between children"
    core.comments = core.keywords = ""
    core.language = "en-GB"
    core.revision = 1
    core.created = core.modified = datetime.fromisoformat(max(report.as_of for report in reports))
    package = document.part.package
    assert package is not None
    for key in [key for key, relation in package.rels.items() if relation.reltype.endswith("/thumbnail")]:
        del package.rels[key]


def _set_styles(document: Document) -> None:
    """Dark, sans-serif, roomy; every look in a named style, so that it can be changed in one place in Word."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    styles = document.styles
    # The default template brings a hundred table styles, which would fill Word's gallery and slow each search.
    for unused in [style for style in styles if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table"]:
        unused.delete()
    ink, soft, blue = RGBColor(0x1B, 0x23, 0x2C), RGBColor(0x4A, 0x56, 0x63), RGBColor(0x14, 0x50, 0x8C)
    sizes: dict[str, tuple[float, float, float]] = {
        "Normal": (10, 0, 4),
        "Title": (22, 0, 4),
        "Subtitle": (10, 0, 8),
        "Heading 1": (16, 18, 6),
        "Heading 2": (13, 14, 4),
        "Heading 3": (11, 12, 4),
        "Heading 4": (11, 10, 4),
        "List Bullet": (10, 0, 3),
        "Header": (9, 0, 0),
        "Footer": (9, 0, 0),
    }
    for name, (size, before, after) in sizes.items():
        style = cast("ParagraphStyle", styles[name])
        _set_font(style, size)
        style.font.color.rgb = soft if name == "Subtitle" else ink
        style.font.italic = False
        style.font.bold = name.startswith(("Heading", "Title")) or None
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        # The default template's own line under titles and wide letter spacing.
        for part in (*style.element.iterfind("{*}pPr/{*}pBdr"), *style.element.iterfind("{*}rPr/{*}spacing")):
            part.getparent().remove(part)
    styles["Normal"].paragraph_format.line_spacing = 1.1
    ours: dict[str, tuple[float, float]] = {"Cell": (10, 2), "Passage": (10, 0), "Place": (8.5, 4)}
    for name, (size, after) in ours.items():
        new = cast("ParagraphStyle", styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
        new.base_style = styles["Normal"]
        new.font.size = Pt(size)
        new.paragraph_format.space_after = Pt(after)
    styles["Place"].font.color.rgb = soft
    link = styles.add_style("Link", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = blue, True
    _add_table_style(document)


def _set_font(style: ParagraphStyle, size: float) -> None:
    """`FONT` in place of the theme's font, which Word would prefer to a plain name."""
    from docx.shared import Pt

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    style.font.name, style.font.size = FONT, Pt(size)


def _add_table_style(document: Document) -> None:
    """Thin grey lines and room in the cells."""
    from docx.enum.style import WD_STYLE_TYPE

    style = document.styles.add_style("Report Table", WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    properties, borders, margins = made("tblPr"), made("tblBorders"), made("tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(made(side, val="single", sz="4", space="0", color="AEB8C2"))
    for side, width in (("top", "60"), ("left", "100"), ("bottom", "40"), ("right", "100")):
        margins.append(made(side, w=width, type="dxa"))
    properties.append(borders)
    properties.append(margins)
    style.element.append(properties)
