"""Rows of a workbook (XLSX) or a CSV file, each cell as the text that a person sees, each row with its number."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from procheck.datafiles import DataFileError
from procheck.documents.errors import UnreadableDocument
from procheck.documents.safety import open_zip, read_part, refuse_doctype

MOST_ROWS = 200_000
MOST_COLUMNS = 500
MOST_CHARACTERS = 20_000
"""Of one cell; a spreadsheet holds 32,767."""
_FORMULA = "\x00"
"""Marks a formula's text while a workbook is read: no cell can hold this character."""
_LEGACY = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the headings."""

    number: int
    """As the spreadsheet program shows it, from 1."""
    cells: Mapping[str, str]
    """By heading in small letters, empty cells as ""."""

    def get(self, heading: str) -> str:
        """The cell under a heading, "" where there is no such column."""
        return self.cells.get(heading.casefold(), "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet from its headings down."""

    name: str
    headings: tuple[str, ...]
    """As written; "" for a column without."""
    rows: tuple[Row, ...]

    def has(self, heading: str) -> bool:
        """True where there is such a column."""
        return heading.casefold() in (each.casefold() for each in self.headings)


def read_sheets(path: Path, wanted: Mapping[str, Sequence[str]]) -> dict[str, Sheet]:
    """The sheets called as `wanted` says, each from the first row that has all the headings asked for; missing ones are left out.

    Raises DataFileError where the file cannot be read as a workbook.
    """
    found = {}
    for name, rows in _workbook(path):
        key = next((key for key in wanted if key.casefold() == name.strip().casefold()), None)
        if key is not None:
            sheet = _sheet(name, rows, wanted[key])
            if sheet:
                found[key] = sheet
    return found


def read_table(path: Path, headings: Sequence[str]) -> Sheet:
    """The table in a CSV file, or in the first sheet of a workbook that has one, from the first row that has all `headings`.

    Raises DataFileError, also where no row has them.
    """
    sheets = [("", _csv(path))] if path.suffix.lower() in (".csv", ".tsv", ".txt") else _workbook(path)
    for name, rows in sheets:
        sheet = _sheet(name, rows, headings)
        if sheet:
            return sheet
    wanted = ", ".join(f"'{heading}'" for heading in headings)
    raise DataFileError(path, None, f"has no row of headings with {wanted}: add it.")


def _sheet(name: str, rows: Iterable[tuple[int, list[str]]], wanted: Sequence[str]) -> Sheet | None:
    headings: tuple[str, ...] = ()
    made: list[Row] = []
    for number, cells in rows:
        if headings:
            if any(cells):
                made.append(Row(number, {heading.casefold(): cell for heading, cell in zip(headings, cells, strict=False) if heading}))
        elif {heading.casefold() for heading in wanted} <= {cell.casefold() for cell in cells}:
            headings = tuple(cells)
    return Sheet(name, headings, tuple(made)) if headings else None


def _csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(_bytes(path))
    head = text[:4000]
    # A German or a French Excel writes semicolons.
    delimiter = max(",;\t", key=head.count)
    for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
        if number > MOST_ROWS:
            raise DataFileError(path, number, f"has more than {MOST_ROWS:,} rows: give a smaller file.")
        yield number, [_text(cell) for cell in row[:MOST_COLUMNS]]


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise DataFileError(path, None, "does not exist: check the path.") from None
    except PermissionError:
        raise DataFileError(path, None, "is open in another program or may not be read: close it there and try again.") from None
    except OSError as error:
        raise DataFileError(path, None, f"cannot be read ({error.strerror or error}): check the path.") from None


def _workbook(path: Path) -> Iterator[tuple[str, Iterator[tuple[int, list[str]]]]]:
    data = _bytes(path)
    if data.startswith(_LEGACY):
        raise DataFileError(path, None, "is protected by a password or an old .xls file: save it as .xlsx without a password.")
    try:
        with open_zip(data, path.name) as archive:
            for part in archive.namelist():
                if part.endswith((".xml", ".rels")):
                    refuse_doctype(read_part(archive, part, path.name), path.name, part)
    except UnreadableDocument as error:
        raise DataFileError(path, None, f"{error.problem}: save a fresh copy as .xlsx and give that.") from None
    for name, rows in _opened(path, data):
        yield name, iter(rows)


def _opened(path: Path, data: bytes) -> list[tuple[str, list[tuple[int, list[str]]]]]:
    import openpyxl

    try:
        # Formulas as written first: only where there are any is the workbook opened for what they last came to.
        written = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        sheets = [(sheet.title, list(_cells(path, sheet))) for sheet in written.worksheets]
        if any(value.startswith(_FORMULA) for _, rows in sheets for _, row in rows for value in row):
            shown = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            for (_, rows), sheet in zip(sheets, shown.worksheets, strict=True):
                for (_, row), (_, values) in zip(rows, _cells(path, sheet), strict=True):
                    row[:] = [_resolved(cell, value) for cell, value in zip(row, values, strict=False)]
        return sheets
    except DataFileError:
        raise
    except Exception as error:  # a damaged file raises whatever the library's parts raise
        raise DataFileError(path, None, f"is damaged ({type(error).__name__}): save a fresh copy as .xlsx and give that.") from None


def _cells(path: Path, sheet: Any) -> Iterator[tuple[int, list[str]]]:
    # A sheet that names its size wrongly would be cut or filled with a million empty rows.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        if number > MOST_ROWS:
            raise DataFileError(path, None, f"has more than {MOST_ROWS:,} rows: give a smaller file.")
        yield number, [_FORMULA + str(cell.value) if cell.data_type == "f" else _text(cell.value) for cell in row]


def _resolved(cell: str, value: str) -> str:
    """What a formula last came to; where that is nothing or a mistake, what was typed: a note may well begin with = or -."""
    if not cell.startswith(_FORMULA):
        return cell
    return value if value and not value.startswith("#") else cell.removeprefix(_FORMULA)


def _text(value: object) -> str:
    """A cell as a person sees it: 3.0 is 3, a date is an ISO date."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)[:MOST_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip()
