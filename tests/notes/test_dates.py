"""British dates."""

from datetime import date

import pytest

from procheck.notes.dates import dates, first_date, in_words, last_day


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("18 September 2025", "2025-09-18"),
        ("18th of Sept. 2025", "2025-09-18"),
        ("Thursday 9 October 2025 (Full Governing Board)", "2025-10-09"),
        ("September 18, 2025", "2025-09-18"),
        ("Partners' mtg 06/02/2024", "2024-02-06"),
        ("06/02/24", "2024-02-06"),
        ("6.2.2024", "2024-02-06"),
        ("2025-09-01", "2025-09-01"),
        ("Feb 2026, or sooner if guidance changes", "2026-02"),
        ("Annual. Next review due October 2026", "2026-10"),
        ("September 2026 (or sooner if guidance changes)", "2026-09"),
        ("every two years (March 2026)", "2026-03"),
        ("Sept '25", "2025-09"),
        ("09/2025", "2025-09"),
    ],
)
def test_dates_as_policies_write_them(written: str, iso: str) -> None:
    """A date is read day first; a month alone stays a month."""
    assert iso == first_date(written)


@pytest.mark.parametrize(
    "written",
    ["Autumn 2026", "Autumn term", "2026", "14 March", "31 February 2025", "section 4.2.10", "20 of 25", "at each AGM"],
)
def test_what_is_no_date(written: str) -> None:
    """Seasons, bare years, impossible days and section numbers are not read as dates."""
    assert () == dates(written)


def test_a_month_lasts_to_its_end() -> None:
    """A month is over on its last day, leap years included."""
    assert date(2024, 2, 29) == last_day("2024-02")
    assert date(2024, 2, 3) == last_day("2024-02-03")


def test_dates_in_words() -> None:
    """Dates are shown as people write them."""
    assert in_words("2025-09-08") == "8 September 2025"
    assert in_words("2025-09") == "September 2025"
