"""The styles that our Word files are written in. A board's own file keeps the look of those that it has; those it lacks are added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from procheck.reports.docx_parts import made

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

FONT = "Arial"
"""On every machine that has Word, and easy to read."""
TABLE = "Report Table"
BULLET = "List Bullet"
_INK, _SOFT, _BLUE = "1B232C", "4A5663", "14508C"
_BOXES = {"Alarm": ("8C1024", "FCE8EA"), "Remark": ("4B2A86", "F0EAFB"), "Quote": ("AEB8C2", "")}
"""Styles with a bar at the left: its colour and the tint behind."""
_SIZES: dict[str, tuple[float, float, float]] = {
    # Name: points, space before, space after.
    "Normal": (10.5, 0, 6),
    "Title": (20, 0, 6),
    "Heading 1": (15, 18, 6),
    "Heading 2": (12, 14, 4),
    "Heading 3": (11, 10, 4),
    BULLET: (10.5, 0, 4),
    "Numbered": (10.5, 0, 4),
    "Caption": (9.5, 10, 4),
    "Quote": (10.5, 2, 6),
    "Header": (9, 0, 0),
    "Footer": (9, 0, 0),
    "Cell": (9.5, 0, 2),
    "Small Cell": (8, 0, 0),
    "Soft": (9, 0, 6),
    "Alarm": (10.5, 6, 8),
    "Remark": (10.5, 6, 8),
}


def ensure(document: Document, *, all_of_them: bool = False) -> None:
    """Adds the styles that `document` lacks; `all_of_them` sets those too that it has, for a file of our own."""
    from docx.enum.style import WD_STYLE_TYPE

    styles = document.styles
    for name, (size, before, after) in _SIZES.items():
        there = name in styles
        if there and not all_of_them:
            continue
        style = cast("ParagraphStyle", styles[name] if there else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
        if not there and "Normal" in styles:
            style.base_style = styles["Normal"]
        _set(style, name, size, before, after)
    if "Link" not in styles:
        from docx.shared import RGBColor

        link: Any = styles.add_style("Link", WD_STYLE_TYPE.CHARACTER)
        link.font.color.rgb, link.font.underline = RGBColor.from_string(_BLUE), True
    if TABLE not in styles:
        _add_table_style(document)


def _set(style: ParagraphStyle, name: str, size: float, before: float, after: float) -> None:
    from docx.shared import Cm, Pt, RGBColor

    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor.from_string(_SOFT if name in ("Soft", "Header", "Footer", "Caption") else _INK)
    style.font.italic = False
    style.font.bold = name.startswith(("Heading", "Title", "Caption")) or None
    paragraph = style.paragraph_format
    paragraph.space_before, paragraph.space_after = Pt(before), Pt(after)
    if name.startswith(("Heading", "Title")):
        paragraph.keep_with_next = True
    if name in ("Caption",):
        paragraph.keep_with_next = True
    if name == "Normal":
        paragraph.line_spacing = 1.15
    if name in ("Cell", "Small Cell"):
        paragraph.line_spacing = 1.0
    if name in (BULLET, "Numbered") and not _numbered(style):
        paragraph.left_indent, paragraph.first_line_indent = Cm(0.6), Cm(-0.6)
    # The theme's fonts, which Word would prefer to a plain name, and the default template's line under titles and stops in footers.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    style.font.name = FONT
    for path in ("{*}pPr/{*}pBdr", "{*}pPr/{*}tabs", "{*}rPr/{*}spacing"):
        for part in style.element.findall(path):
            part.getparent().remove(part)
    if name in _BOXES:
        _add_bar(style, *_BOXES[name])


def _add_bar(style: ParagraphStyle, edge: str, fill: str) -> None:
    from docx.shared import Cm

    style.paragraph_format.left_indent = Cm(0.4)
    properties: Any = style.element.get_or_add_pPr()
    border = made("pBdr")
    border.append(made("left", val="single", sz="24", space="8", color=edge))
    # The schema fixes the order of a paragraph's properties.
    later = ("shd", "tabs", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl")
    properties.insert_element_before(border, *(f"w:{name}" for name in later))
    if fill:
        properties.insert_element_before(made("shd", val="clear", color="auto", fill=fill), *(f"w:{name}" for name in later[1:]))


def _numbered(style: ParagraphStyle) -> bool:
    """True where Word draws the bullet by itself."""
    return style.element.find("{*}pPr/{*}numPr") is not None


def draws_bullets(document: Document) -> bool:
    """True where the style of bullets brings its own; otherwise the bullet is written."""
    return _numbered(cast("ParagraphStyle", document.styles[BULLET]))


def _add_table_style(document: Document) -> None:
    """Thin grey lines and room in the cells."""
    from docx.enum.style import WD_STYLE_TYPE

    style = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    if "Normal Table" in document.styles:
        style.base_style = document.styles["Normal Table"]
    properties, borders, margins = made("tblPr"), made("tblBorders"), made("tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(made(side, val="single", sz="4", space="0", color="AEB8C2"))
    for side, width in (("top", "50"), ("left", "80"), ("bottom", "40"), ("right", "80")):
        margins.append(made(side, w=width, type="dxa"))
    properties.append(borders)
    properties.append(margins)
    style.element.append(properties)
