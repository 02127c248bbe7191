from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from procheck.audit import columns
from procheck.audit.model import Audit, Decision
from procheck.audit.outputs import workbook
from procheck.audit.scale import SCALES
from procheck.audit.sheets import read_sheets
from tests.audit.outputs.made import audit_of, hostile_audit
from tests.audit.sample import sample_audit

SHEETS = ["Matrix", "Findings", "Action plan", "Self-score differences", "Movement", "Unread", "Documents", "Method", "Lists"]
FINDINGS = [
    "Ref", "Agency", "Theme", "Criterion", "Rating", "Evidence quote", "Document", "Section", "Page", "What is missing", "Needs a person",
    "Reviewer's decision", "Reviewer's note", "Reviewer", "Decided on", "Final rating", "Self-score", "Seen",
]  # fmt: skip
ACTIONS = [
    "Ref", "Agency", "Criterion", "Gap", "Action needed", "Priority", "Lead", "Target date", "Evidence of completion", "Progress RAG",
    "Date completed", "Raised", "State", "Seen",
]  # fmt: skip


def book_of(audit: Audit) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook.render(audit)))


def rows_of(audit: Audit, sheet: str) -> dict[str, dict[str, Any]]:
    """The rows of a sheet by their first cell, each cell by its heading."""
    heads, *rows = book_of(audit)[sheet].iter_rows(values_only=True)
    return {row[0]: dict(zip(heads, row, strict=True)) for row in rows if row[0]}


def test_sheets_and_headings() -> None:
    """The sheets and columns that boards know, in their order; the list of words is out of sight."""
    book = book_of(sample_audit())

    assert book.sheetnames == SHEETS
    assert book["Lists"].sheet_state == "hidden"
    assert [cell.value for cell in book["Findings"][1]] == FINDINGS
    assert [cell.value for cell in book["Action plan"][1]] == ACTIONS


def test_headings_and_names_stay_in_sight_and_can_be_filtered() -> None:
    """Frozen panes and filters on every sheet with rows; what a program reads again is in a hidden column."""
    book = book_of(sample_audit())

    assert [book[name].freeze_panes for name in SHEETS[:3]] == ["D2", "C2", "C2"]
    assert [book[name].auto_filter.ref for name in SHEETS[:3]] == ["A1:K4", "A1:R7", "A1:N4"]
    assert book["Findings"].column_dimensions["R"].hidden


def test_lists_offer_the_scale_and_nothing_else() -> None:
    """Drop-down lists stand on every row that people fill in, and hold the board's own words."""
    book = book_of(sample_audit())
    offered = {
        str(each.sqref): each.formula1
        for name in ("Findings", "Action plan")
        for each in book[name].data_validations.dataValidation
    }  # fmt: skip

    assert offered == {"L2:L7": "Lists!$A$1:$A$4", "F2:F4": "Lists!$B$1:$B$3", "J2:J4": "Lists!$C$1:$C$3"}
    assert [cell.value for cell in book["Lists"]["A"]] == ["Green", "Amber", "Red", "Not applicable"]


def test_ratings_have_words_and_colours() -> None:
    """Each cell of the matrix says its rating in words, and is coloured; counts stand beside and below."""
    sheet = book_of(sample_audit())["Matrix"]
    row = [cell.value for cell in sheet[2]]

    assert row[:5] == ["A02", "Riverside Academy", "Secondary school", "Amber", "Green"]
    assert row[5:] == [1, 1, 0, 0, 0, 1]
    assert sheet["D2"].fill.start_color.rgb != sheet["E2"].fill.start_color.rgb
    assert [cell.value for cell in sheet[7]][1:5] == ["Agencies: Amber", None, 1, 0]


def test_findings_show_program_and_person_side_by_side() -> None:
    """A kept decision stands in the reviewer's columns and in the final rating; the program's rating stays beside it."""
    row = rows_of(sample_audit(), "Findings")["A02-PC1"]

    assert [row[key] for key in ("Rating", "Reviewer's decision", "Reviewer's note", "Reviewer", "Final rating")] == [
        "Amber", "Green", "=It stands in the staff handbook.", "A. Reader", "Green",
    ]  # fmt: skip
    assert row["Evidence quote"] == "“Mrs Patel tells the parents on the same day.”"
    assert (row["Document"], row["Section"], row["Page"]) == ("policy.docx", "5 Responding › 5.2 Referral", "3")
    assert row["What is missing"] == "Not found: parents are not told where that would add risk."


def test_a_changed_decision_is_shown_and_not_filled_in() -> None:
    """What is to be looked at again stands among what needs a person, and the reviewer's columns are empty."""
    row = rows_of(sample_audit(), "Findings")["A01-MA1"]

    assert row["Needs a person"].startswith("Look at this again. A. Reader decided “Amber” on 20 November 2026.\n")
    assert "no longer in the documents." in row["Needs a person"]
    assert (row["Reviewer's decision"], row["Reviewer"], row["Final rating"]) == (None, None, "Red")


def test_several_quotes_are_numbered_alike() -> None:
    """Where a rating rests on several passages, the same number in each column belongs to the same one."""
    rows = rows_of(audit_of(1), "Findings")
    row = next(row for row in rows.values() if "(2)" in (row["Evidence quote"] or ""))

    counts = {heading: row[heading].count("\n") for heading in ("Evidence quote", "Section", "Page")}
    assert len(set(counts.values())) == 1


@pytest.mark.parametrize("make", [hostile_audit, sample_audit])
def test_no_cell_is_a_formula(make: Any) -> None:
    """Whatever the words of documents, folders and settings begin with, no cell is a formula, and none becomes one when it is edited."""
    data = workbook.render(make())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets)

    risky = [
        cell
        for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@"))
    ]
    assert risky
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in risky)


def test_control_characters_and_endless_words_are_no_harm() -> None:
    """A workbook holds no character that XML forbids, and no cell more than it may."""
    audit = sample_audit()
    audit = replace(audit, title="a\x00\x1b\ufffe\ud800b", problems=("x" * 50_000,))
    method = rows_of(audit, "Method")

    assert method["Audit"]["What there is to know"].startswith("ab")
    assert len(method["Remark 2"]["What there is to know"]) == 32_000


def test_what_people_wrote_comes_back_as_it_was(tmp_path: Path) -> None:
    """Notes with several lines, dates and numbers are read again as they were written, so that nothing looks changed."""
    audit = sample_audit(SCALES["0-3"])
    note = "First line.\n  - second, with  two spaces\n=1+1"
    first = audit.submissions[0]
    kept = Decision("2", note, "B. Reader", "2026-11-21T09:00:00+00:00", "kept", "2")
    cells = (replace(first.cells[0], decision=kept, seen="7-aa"), *first.cells[1:])
    audit = replace(audit, submissions=(replace(first, cells=cells), *audit.submissions[1:]))
    path = tmp_path / "workbook.xlsx"
    path.write_bytes(workbook.render(audit))
    sheets = read_sheets(path, {columns.FINDINGS: (columns.REF,), columns.ACTIONS: (columns.REF,)})

    (row,) = (row for row in sheets[columns.FINDINGS].rows if row.get(columns.REF) == "A02-MA1")
    assert [row.get(key) for key in (columns.DECISION, columns.NOTE, columns.REVIEWER, columns.SEEN)] == ["2", note, "B. Reader", "7-aa"]
    (plan,) = (row for row in sheets[columns.ACTIONS].rows if row.get(columns.REF) == "A02-MA1.refer")
    assert [plan.get(key) for key in columns.ACTION_COLUMNS] == ["Medium", "Deputy head", "2027-02-01", "", "Amber", ""]


def test_numbers_of_a_scale_are_numbers() -> None:
    """A reviewer who types 3 has chosen a word of the scale 0 to 3."""
    assert [cell.value for cell in book_of(sample_audit(SCALES["0-3"]))["Lists"]["A"]] == [3, 2, 1, 0, "Not applicable"]


def test_empty_sheets_say_so() -> None:
    """Where there is nothing, a sheet says it in a sentence; without an earlier round there is no movement."""
    audit = replace(audit_of(1, force="yes", scores=False), previous=None)
    first = audit.submissions[0]
    assert first.report is not None
    report = replace(first.report, documents=tuple(replace(each, unread=()) for each in first.report.documents), notes=())
    book = book_of(replace(audit, submissions=(replace(first, report=report),)))

    assert "Movement" not in book.sheetnames
    assert book["Unread"]["A2"].value == "Nothing that the program knows of: every page of every document was read."
    assert book["Self-score differences"]["A2"].value == "No self-scores were given for this audit."
    assert book["Action plan"].max_row == 1


def test_the_method_keeps_what_has_no_place() -> None:
    """Limits, the board's words, what does not apply and decisions without a cell are all told."""
    told = rows_of(sample_audit(), "Method")

    assert told["Rating: Red"]["What there is to know"].startswith("none of what the criterion needs was found; or ")
    assert "Does not apply: Harbour Football Club, PC1" in told
    assert "Seen on the visit." in told["Decision without a place: closed-academy, MA1"]["What there is to know"]
    assert "Limit 1" in told


def test_the_same_audit_gives_the_same_bytes() -> None:
    """No clock goes into the workbook."""
    assert workbook.render(sample_audit()) == workbook.render(sample_audit())
