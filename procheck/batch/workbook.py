"""The summary as a workbook for Excel or LibreOffice. Written row by row, so that ten thousand documents take little memory."""

from __future__ import annotations

import contextlib
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from procheck.batch.files import whole
from procheck.batch.summary import Cell, Shape, columns, unreadable_columns
from procheck.reports.model import STATUSES
from procheck.reports.wording import STATUS_SYMBOLS, STATUS_WORDS, clean

_MOST = 32_767
"""Characters that a cell can hold. Source: "Excel specifications and limits", Microsoft."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The least time that a zip file can hold: every entry's, so that the same results are the same bytes."""
_WIDTHS = {"Document": 42, "ID": 14, "File": 34, "Result": 18, "Why not": 44, "Title": 44, "Path": 44, "SHA-256": 20, "Report": 30,
           "Page": 30, "What is wrong": 60, "What to do": 60, "Cause": 22}  # fmt: skip
_FILLS = {"contradicted": "FCE8EA", "not-met": "FEEEDE", "partial": "FCF3CD", "met": "E2F4E9", "not-applicable": "E9EDF0"}
_INKS = {"contradicted": "8C1024", "not-met": "8A3C00", "partial": "675000", "met": "0C5A30", "not-applicable": "4A5663"}

Add = Callable[[Sequence[Cell]], None]


@contextlib.contextmanager
def workbook(path: Path, shape: Shape, about: Sequence[tuple[str, str]], *, made: datetime) -> Iterator[tuple[Add, Add]]:
    """A workbook of three sheets, and what adds a line to "Summary" and to "Could not be read". `made`: its date, fixed by the batch."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = "procheck"
    book.properties.created = made.replace(tzinfo=None)
    styles = _Styles()
    summary = _sheet(book, "Summary", columns(shape), shape.metadata, styles)
    unreadable = _sheet(book, "Could not be read", unreadable_columns(shape), shape.metadata, styles)
    yield (
        lambda row: summary.append(styles.cells(summary, row)),
        lambda row: unreadable.append(styles.cells(unreadable, row)),
    )
    last = book.create_sheet("About")
    last.column_dimensions["A"].width, last.column_dimensions["B"].width = 34, 100
    for row in about:
        last.append(styles.cells(last, row))
    with tempfile.TemporaryFile() as raw, whole(path) as file:
        book.save(raw)
        _settle(raw, file, made)


def _sheet(book: Any, title: str, header: Sequence[str], carried: Sequence[str], styles: _Styles) -> Any:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}1"
    for place, name in enumerate(header, 1):
        width = 22 if name in carried else _WIDTHS.get(name, max(14, min(24, len(name) + 3)))
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append(styles.header(sheet, header))
    return sheet


class _Styles:
    """How cells look. Statuses have a symbol and words beside their colour."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        self._bold, self._wrapped = Font(name="Calibri", size=11, bold=True), Alignment(wrap_text=True, vertical="top")
        self._statuses = {
            STATUS_WORDS[status]: (
                f"{STATUS_SYMBOLS[status]} {STATUS_WORDS[status]}",
                PatternFill("solid", fgColor=_FILLS[status]),
                Font(name="Calibri", size=11, color=_INKS[status]),
            )
            for status in STATUSES
        }

    def header(self, sheet: Any, row: Sequence[str]) -> list[Any]:
        """The first line."""
        made = self.cells(sheet, row, statuses=False)
        for cell in made:
            cell.font, cell.alignment = self._bold, self._wrapped
        return made

    def cells(self, sheet: Any, row: Sequence[Cell], *, statuses: bool = True) -> list[Any]:
        """A line. Text is text, whatever it begins with: no cell is a formula."""
        from openpyxl.cell import WriteOnlyCell

        made: list[Any] = []
        for value in row:
            if not isinstance(value, str) or not value:
                made.append(value or None if isinstance(value, str) else value)
                continue
            look = self._statuses.get(value) if statuses else None
            cell = WriteOnlyCell(sheet)
            cell.value = clean(look[0] if look else value)[:_MOST]
            cell.data_type = "s"
            cell.quotePrefix = True
            if look:
                cell.fill, cell.font = look[1], look[2]
            made.append(cell)
        return made


def _settle(raw: Any, file: Any, made: datetime) -> None:
    """The same archive without the times at which its parts were made; openpyxl puts the moment of saving into its properties, too."""
    modified = f">{made:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified>".encode()
    raw.seek(0)
    with zipfile.ZipFile(raw) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            settled = zipfile.ZipInfo(entry.filename, _LONG_AGO)
            settled.compress_type = zipfile.ZIP_DEFLATED
            if entry.filename == "docProps/core.xml":
                after.writestr(settled, re.sub(rb">[^<]*</dcterms:modified>", modified, before.read(entry)))
                continue
            with before.open(entry) as source, after.open(settled, "w", force_zip64=entry.file_size > 2**31) as target:
                while chunk := source.read(1024 * 1024):
                    target.write(chunk)
