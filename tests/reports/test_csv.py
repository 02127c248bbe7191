from __future__ import annotations

import csv as standard
import io

import pytest

from procheck.reports import csv
from procheck.reports.model import Report
from tests.reports import fake


def _rows(*reports: Report) -> list[dict[str, str]]:
    return list(standard.DictReader(io.StringIO(csv.render(reports).decode("utf-8-sig"), newline="")))


def test_one_row_for_each_element() -> None:
    """Each element of each submission has one row, in the pack's order."""
    rows = _rows(fake.long_report(), fake.small())

    assert [row["Submission"] for row in rows].count("Riverside Academy") == 43
    assert [row["Element"] for row in rows[:3]] == ["WC1.recognise", "WC1.own-safeguarding", "WC2.patterns"]
    assert tuple(rows[0]) == csv.COLUMNS


def test_a_row_tells_status_value_best_quote_and_place() -> None:
    """Status and value are in words, and the quote is the best with its document, section and page."""
    row = next(row for row in _rows(fake.long_report()) if row["Element"] == "AT1.report")

    assert (row["Status"], row["Value"], row["Required"]) == ("Contradicted", "Says the opposite", "yes")
    assert row["Quote"].startswith("Teachers should use their judgement")
    assert (row["Page"], row["Section"]) == ("8", "5 Responding to harmful sexual behaviour")
    assert row["Needs a person"].startswith("One passage says it")
    assert row["What to add"].startswith("Say who does this")


def test_no_evidence() -> None:
    """An element with no passage has an empty quote and place, and says why."""
    row = next(row for row in _rows(fake.long_report()) if row["Element"] == "WC2.patterns")

    assert (row["Quote"], row["Document"], row["Page"], row["Passages"]) == ("", "", "", "0")
    assert row["Why"].startswith("No sentence")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\x00=1", "\u202e=1", "＝1"]
)
def test_formulas_are_inert(text: str) -> None:
    """Whatever a spreadsheet could run is made text by an apostrophe, also behind what an import would drop."""
    assert csv.inert(text).startswith("'")


@pytest.mark.parametrize("text", ["The DSL = lead", "a-b", "12 days", "", "“- so”"])
def test_other_text_is_left_alone(text: str) -> None:
    """A sign inside the text harms nobody."""
    assert text == csv.inert(text)


def test_no_cell_of_a_hostile_report_is_active() -> None:
    """No cell begins with a sign that makes it a formula, and no cell breaks its row."""
    rows = _rows(fake.hostile())

    assert len(rows) == 2
    for row in rows:
        assert not any(cell[:1] in tuple("=+-@\t\r\n") for cell in row.values() if cell)
        assert len(row) == len(csv.COLUMNS)


def test_excel_knows_the_encoding() -> None:
    """The file begins with the mark without which Excel shows curly quotes as rubbish."""
    assert csv.render([fake.small()]).startswith(b"\xef\xbb\xbfSubmission,")
