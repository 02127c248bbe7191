"""British dates as policies write them -> ISO dates, "2025-09-18", or months, "2025-09"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = (
    r"(?P<month{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DATE = re.compile(
    r"\b(?:"
    r"(?P<year1>(?:19|20)\d\d)-(?P<number1>0[1-9]|1[0-2])-(?P<day1>[0-3]\d)"
    r"|(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?(?:\s+of)?[\s-]+" + _MONTH.format(2) + r"\.?,?[\s-]+(?P<year2>(?:19|20)\d\d)"
    r"|" + _MONTH.format(3) + r"\.?\s+(?P<day3>[0-3]?\d)(?:st|nd|rd|th)?,?\s+(?P<year3>(?:19|20)\d\d)"
    r"|(?P<day4>[0-3]?\d)\s?/\s?(?P<number4>[01]?\d)\s?/\s?(?P<year4>(?:19|20)\d\d|\d\d)"
    r"|(?P<day6>[0-3]?\d)[.-](?P<number6>[01]?\d)[.-](?P<year6>(?:19|20)\d\d)"  # 4.2.10 is a section, no date
    r"|(?P<day9>[0-3]\d)\.(?P<number9>[01]\d)\.(?P<year9>\d\d)"
    r"|(?P<number5>0[1-9]|1[0-2])/(?P<year5>(?:19|20)\d\d)"
    r"|" + _MONTH.format(7) + r"\.?,?(?:\s+|-)(?P<year7>(?:19|20)\d\d)"
    r"|" + _MONTH.format(8) + r"\.?\s?[-'’](?P<year8>\d\d)"
    r")\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text."""

    iso: str
    """Such as "2025-09-18"; "2025-09" where only the month is given."""
    start: int
    """Offset in the text searched, in characters."""
    end: int


def dates(text: str) -> tuple[Found, ...]:
    """Every date in `text` in order. Seasons, terms and bare years are no dates; numbers are read day first.

    >>> [found.iso for found in dates("Agreed 18th September 2025, next due Sept 2026 or autumn 2027")]
    ['2025-09-18', '2026-09']
    """
    found = []
    for match in _DATE.finditer(text):
        iso = _iso({key: value for key, value in match.groupdict().items() if value})
        if iso:
            found.append(Found(iso, match.start(), match.end()))
    return tuple(found)


def first_date(text: str) -> str | None:
    """The first date in `text`, or None."""
    found = dates(text)
    return found[0].iso if found else None


def last_day(iso: str) -> date:
    """The last day that an ISO date or month covers: the day itself, or the end of the month."""
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 3:
        return date(*parts)
    return date(parts[0], parts[1], monthrange(parts[0], parts[1])[1])


def in_words(iso: str) -> str:
    """An ISO date or month as a person writes it: "18 September 2025", "September 2025"."""
    parts = iso.split("-")
    month = _MONTHS[int(parts[1]) - 1].capitalize()
    return f"{int(parts[2])} {month} {parts[0]}" if len(parts) == 3 else f"{month} {parts[0]}"


def _iso(parts: dict[str, str]) -> str | None:
    values = {key.rstrip("0123456789"): value for key, value in parts.items()}
    year = int(values["year"])
    year += 2000 if year < 100 else 0
    month = int(values["number"]) if "number" in values else _month(values["month"])
    if "day" not in values:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, int(values["day"])).isoformat()
    except ValueError:
        return None


def _month(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))
