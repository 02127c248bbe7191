from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from procheck.audit.model import SelfScore
from procheck.audit.scale import SCALES
from procheck.audit.self_scores import SelfScores, read_self_scores
from procheck.audit.sheets import read_sheets, read_table
from procheck.datafiles import DataFileError

NAMES = {"riverside academy": "riverside", "riverside": "riverside", "harbour fc": "harbour"}


def scores(path: Path) -> SelfScores:
    return read_self_scores(path, NAMES, ["MA1", "PC1"], SCALES["rag"])


def workbook(path: Path, rows: list[list[object]], name: str = "Sheet") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_scores_one_a_row(tmp_path: Path, mark: str, end: str) -> None:
    """Agency, Criterion, Score and Comment, with commas, semicolons or tabs, under a title of the board's."""
    rows = [
        ["Section 11 return"],
        ["Agency", "Criterion", "Score", "Comment"],
        ["RIVERSIDE Academy", "MA1 Early referral", "green", "p. 3"],
    ]
    path = tmp_path / "scores.csv"
    path.write_bytes(("\ufeff" + end.join(mark.join(row) for row in rows)).encode())

    assert scores(path) == SelfScores({"riverside": (SelfScore("MA1", "Green", "p. 3"),)}, ())


def test_scores_one_agency_a_row(tmp_path: Path) -> None:
    """Criteria as columns, with empty cells for what was not said; a workbook as well as a CSV file."""
    path = workbook(tmp_path / "scores.xlsx", [["Agency", "MA1", "PC1 Parents", "Signed"], ["Harbour FC", None, "Red", "yes"]])
    assert scores(path) == SelfScores({"harbour": (SelfScore("PC1", "Red"),)}, ())


def test_what_cannot_be_used_is_named_by_row_and_the_rest_is_taken(tmp_path: Path) -> None:
    """Unknown agencies and criteria, words off the scale, no name, and a second score."""
    rows: list[list[object]] = [
        ["Agency", "Criterion", "Score"],
        ["Nobody", "MA1", "Green"],
        ["Riverside", "ZZ9", "Green"],
        ["Riverside", "MA1", "Splendid"],
        [None, "MA1", "Green"],
        ["Riverside", "PC1", "Amber"],
        ["Riverside", "PC1", "Red"],
    ]
    read = scores(workbook(tmp_path / "scores.xlsx", rows))

    assert read.scores == {"riverside": (SelfScore("PC1", "Amber"),)}
    assert [problem.split(": ")[0] for problem in read.problems] == [f"scores.xlsx, row {number}" for number in (2, 3, 4, 5, 7)]


def test_cells_are_read_as_people_see_them(tmp_path: Path) -> None:
    """3.0 is 3, a date is a date; a formula is what it last came to, or else what was typed, and is never worked out."""
    row: list[object] = ["x", 3.0, datetime.datetime(2027, 2, 1), "=1+1", "  two  "]
    path = workbook(tmp_path / "a.xlsx", [["Agency", "A", "B", "C", "D"], row])
    (made,) = read_table(path, ["Agency"]).rows
    assert [made.get(key) for key in "ABCD"] == ["3", "2027-02-01", "=1+1", "two"]
    assert made.number == 2


def test_a_sheet_is_known_by_its_name_and_headings_wherever_they_stand(tmp_path: Path) -> None:
    """A board may put its logo and a title above, and leave rows empty: row numbers are still those that it sees."""
    path = workbook(tmp_path / "a.xlsx", [["Our audit"], [], ["Ref", "x"], [], ["A01-MA1", "y"]], "findings ")
    sheet = read_sheets(path, {"Findings": ("Ref",), "Gone": ("Ref",)})
    assert list(sheet) == ["Findings"] and [row.number for row in sheet["Findings"].rows] == [5]


def bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 50_000_000)
    return held.getvalue()


def entities() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "damaged"),
        (b"PK\x03\x04 half a file", "damaged"),
        (b"\xd0\xcf\x11\xe0 a password", "protected by a password"),
        (b"just text", "damaged"),
        (bomb(), "zip bomb"),
        (entities(), "document type"),
    ],
)
def test_a_workbook_that_cannot_be_read_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    """Damaged, locked with a password, or made to do harm: one sentence with what to do."""
    path = tmp_path / "workbook.xlsx"
    path.write_bytes(data)
    with pytest.raises(DataFileError, match=said) as error:
        read_table(path, ["Ref"])
    assert str(error.value).startswith("workbook.xlsx: ") and str(error.value).endswith(".")


def test_a_missing_table_and_missing_headings_are_named(tmp_path: Path) -> None:
    """Neither is taken for an empty table."""
    with pytest.raises(DataFileError, match="does not exist"):
        read_table(tmp_path / "gone.csv", ["Agency"])
    path = tmp_path / "scores.csv"
    path.write_text("Name,Score\nx,1\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="'Agency'"):
        scores(path)
