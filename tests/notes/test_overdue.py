"""Review dates that have passed."""

from datetime import date

from tests.notes.building import of_kind

ROW = "| Next review | September 2026 |"


def test_a_passed_review_date_is_told_with_its_row() -> None:
    """A review date before the day of the report is one note that quotes it."""
    (note,) = of_kind("overdue-review", "# Policy", ROW, as_of=date(2026, 10, 1))
    assert "Next review | September 2026" == note.quote
    assert "by September 2026, which has passed" in note.message


def test_a_month_is_not_overdue_before_its_end() -> None:
    """A review due in a month is not overdue on that month's last day."""
    assert [] == of_kind("overdue-review", "# Policy", ROW, as_of=date(2026, 9, 30))


def test_no_date_no_note() -> None:
    """A document without a review date is not called overdue."""
    assert [] == of_kind("overdue-review", "# Policy", "| Next review | Autumn 2024 |")
