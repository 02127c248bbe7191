"""What cells and sheets of the workbook look like, and that no cell of words is ever a formula."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from procheck.audit.outputs.words import COLOURS
from procheck.audit.scale import Tone
from procheck.reports.wording import clean

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

HEAD, FILL_IN_HEAD, BODY, FILL_IN, SMALL = "Heading row", "Heading to fill in", "Words", "To fill in", "Quiet words"
_MOST = 32_000
"""Characters; a cell holds 32,767."""
_RISKY = ("=", "+", "-", "@", "\t", "|", "%")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EDGE = "AEB8C2"
_LINE, _TALLEST = 13.0, 400.0
"""Points. LibreOffice does not fit the heights of rows to their words by itself."""


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its heading, its width in characters, and whether people fill it in."""

    title: str
    width: float
    fill_in: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Toned:
    """A rating, with the tone that colours its cell."""

    word: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Verbatim:
    """What a person wrote in the workbook before, to be given back as it was, lines and spaces too."""

    text: str


Value = str | int | datetime.date | Toned | Verbatim | None


def add_styles(workbook: Workbook) -> None:
    """The named styles, so that a board can change the look of all cells of a kind at once."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    edge = Side("thin", color=_EDGE)
    border = Border(edge, edge, edge, edge)
    top = Alignment(vertical="top", wrap_text=True)
    looks: dict[str, tuple[Font, str, Alignment]] = {
        HEAD: (Font("Arial", 10, bold=True, color="1B232C"), "E9EDF0", Alignment(vertical="bottom", wrap_text=True)),
        FILL_IN_HEAD: (Font("Arial", 10, bold=True, color="FFFFFF"), "14508C", Alignment(vertical="bottom", wrap_text=True)),
        BODY: (Font("Arial", 10, color="1B232C"), "", top),
        SMALL: (Font("Arial", 9, color="4A5663"), "", top),
        FILL_IN: (Font("Arial", 10, color="1B232C"), "EEF4FB", top),
    }
    for tone, (ink, fill) in COLOURS.items():
        looks[style_of(tone)] = (Font("Arial", 10, bold=True, color=ink), fill, Alignment(vertical="top", wrap_text=True))
    for name, (font, fill, alignment) in looks.items():
        style = NamedStyle(name, font=font, border=border, alignment=alignment)
        if fill:
            style.fill = PatternFill("solid", start_color=fill, end_color=fill)
        workbook.add_named_style(style)


def style_of(tone: Tone) -> str:
    """The style of a rating of that tone."""
    return f"Rating {tone}"


def add_sheet(workbook: Workbook, title: str, heads: Sequence[Head], *, freeze: str = "A2") -> Worksheet:
    """A sheet with its row of headings, which stays in sight and is printed on each page."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet: Worksheet = workbook.create_sheet(title)
    for number, head in enumerate(heads, 1):
        put(sheet.cell(1, number), head.title, FILL_IN_HEAD if head.fill_in else HEAD)
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width, column.hidden = head.width, head.hidden
    sheet.freeze_panes = freeze
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    footer = sheet.oddFooter
    assert footer is not None
    # "&P" and "&N" are the format's own words for the page and the number of pages.
    footer.left.text, footer.right.text = title.replace("&", "&&"), "Page &P of &N"
    return sheet


def add_rows(sheet: Worksheet, heads: Sequence[Head], rows: Sequence[Sequence[Value]]) -> None:
    """The rows below the headings, with filters on all of them."""
    from openpyxl.utils import get_column_letter

    for number, row in enumerate(rows, 2):
        lines = 1
        for place, (head, value) in enumerate(zip(heads, row, strict=True), 1):
            cell = sheet.cell(number, place)
            put(cell, value, FILL_IN if head.fill_in else BODY)
            if isinstance(cell.value, str) and not head.hidden:
                lines = max(lines, sum(-(-len(line) // int(1.15 * head.width)) or 1 for line in cell.value.split("\n")))
        sheet.row_dimensions[number].height = min(_TALLEST, 4 + lines * _LINE)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{max(2, len(rows) + 1)}"


def put(cell: Cell | MergedCell, value: Value, style: str = BODY) -> None:
    """Puts words, a number or a date into a cell: words are words, whatever they begin with."""
    cell.style = style_of(value.tone) if isinstance(value, Toned) and style != FILL_IN else style
    if isinstance(value, Toned):
        value = number_or_word(value.word)
    if isinstance(value, int | datetime.date):
        cell.value = value
        if isinstance(value, datetime.date):
            cell.number_format = "d mmm yyyy"
        return
    words = _CONTROLS.sub("", value.text) if isinstance(value, Verbatim) else "\n".join(map(clean, (value or "").split("\n")))
    if not words:
        return
    if len(words) > _MOST:
        words = words[: _MOST - 1] + "…"
    # A text cell that begins with an equals sign is inert, and the prefix keeps it so when somebody edits it.
    cell.value = words
    cell.data_type = "s"
    if words.startswith(_RISKY):
        cell.quotePrefix = True


def number_or_word(word: str) -> int | str:
    """A rating such as "3" as the number that people will type."""
    return int(word) if re.fullmatch(r"0|[1-9]\d{0,8}", word) else word


def date_or_words(text: str) -> datetime.date | Verbatim:
    """An ISO date as a date that a spreadsheet can sort by; anything else as a person wrote it."""
    try:
        return datetime.date.fromisoformat(text) if len(text) == 10 else Verbatim(text)
    except ValueError:
        return Verbatim(text)


def add_list(sheet: Worksheet, column: int, rows: int, source: str, *, title: str, prompt: str, strict: bool = True) -> None:
    """A drop-down list in a column's rows: `source` is where its words stand."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    if not rows:
        return
    validation = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=True, showInputMessage=True)
    validation.errorStyle = "stop" if strict else "warning"
    validation.errorTitle, validation.error = title[:32], "Choose a word from the list, or leave the cell empty."
    validation.promptTitle, validation.prompt = title[:32], prompt[:255]
    letter = get_column_letter(column)
    validation.add(f"{letter}2:{letter}{rows + 1}")
    sheet.add_data_validation(validation)


def colour_by_word(sheet: Worksheet, column: int, rows: int, tones: Sequence[tuple[str, Tone]]) -> None:
    """Colours what people choose, by the word that they choose."""
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(column)
    for word, tone in tones if rows else ():
        ink, fill = COLOURS[tone]
        value = number_or_word(word)
        wanted = str(value) if isinstance(value, int) else '"' + word.replace('"', '""') + '"'
        look = DifferentialStyle(font=Font(color=ink, bold=True), fill=PatternFill(bgColor=fill, fill_type="solid"))
        rule = Rule("cellIs", operator="equal", formula=[wanted], dxf=look)
        sheet.conditional_formatting.add(f"{letter}2:{letter}{rows + 1}", rule)
