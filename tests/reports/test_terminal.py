from __future__ import annotations

import io
import re

import pytest

from procheck.reports import terminal
from procheck.reports.model import Report
from procheck.reports.paper import wants_colour
from tests.reports import fake


@pytest.mark.parametrize("width", [40, 60, 80, 132])
@pytest.mark.parametrize("report", [fake.long_report(), fake.hostile()], ids=["long", "hostile"])
def test_width(width: int, report: Report) -> None:
    """No line is wider than the terminal, and very wide terminals get lines that can still be read."""
    lines = terminal.text([report], width=width, full=True).split("\n")

    assert max(map(len, lines)) <= min(width, 110)


def test_short_form_tells_gaps_alone() -> None:
    """The short form names each criterion that falls short with what to add, and no criterion that is met."""
    made = terminal.text([fake.long_report()])

    assert made.index("3 contradicted, 4 not met, 7 partly met, 9 met") < made.index("What falls short")
    assert made.index("✗ CONTRADICTED WP1") < made.index("○ NOT MET WC2") < made.index("◐ PARTLY MET WC1")
    assert "WC6" not in made
    assert "What to add: Say who does this" in made
    assert "Why it matters" not in made


def test_full_form_tells_everything() -> None:
    """The full form has met criteria, questions, notes, document facts and limits."""
    made = terminal.text([fake.long_report()], full=True)

    for words in ("✓ MET WC6", "Ask: Tell me about", "XXXX Council", "SHA-256: 9f2c", "not practice", "Why it matters"):
        assert words in made


def test_no_colour_unless_asked() -> None:
    """Without colour there is no escape character, not even one that stood in a document."""
    assert "\x1b" not in terminal.text([fake.hostile()], full=True)


def test_colour_is_ours_alone() -> None:
    """With colour, every escape sequence is one of a status and is closed again; a document's own is gone."""
    made = terminal.text([fake.hostile()], full=True, colour=True)
    codes = re.findall("\x1b\\[([0-9;]*)m", made)

    assert made.count("\x1b") == len(codes)
    assert set(codes) <= {"0", "1", "1;7", "1;31", "31", "33", "32", "2"}
    assert codes.count("0") == len(codes) / 2


def test_ascii() -> None:
    """For a terminal without the symbols, every character is ASCII and statuses are still told in words."""
    made = terminal.text([fake.long_report()], full=True, ascii_only=True)

    assert made.isascii()
    assert "x CONTRADICTED WP1" in made


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "wanted"),
    [
        (_Screen(), {"TERM": "xterm"}, True),
        (_Screen(), {"NO_COLOR": "1"}, False),
        (_Screen(), {"NO_COLOR": ""}, True),
        (_Screen(), {"TERM": "dumb"}, False),
        (io.StringIO(), {"TERM": "xterm"}, False),
    ],
)
def test_wants_colour(stream: io.StringIO, environment: dict[str, str], wanted: bool) -> None:
    """Colour goes to a terminal alone, and never where NO_COLOR asks for none."""
    assert wanted is wants_colour(stream, environment)


class _Pipe(io.TextIOWrapper):
    def __init__(self, encoding: str) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)


@pytest.mark.parametrize(("encoding", "first"), [("utf-8", "✗ CONTRADICTED"), ("cp1252", "x CONTRADICTED")])
def test_for_screen(encoding: str, first: str) -> None:
    """A pipe gets the short form in 80 columns with no colour, and only letters that its encoding has."""
    stream = _Pipe(encoding)
    made = terminal.for_screen([fake.long_report()], stream)

    assert first in made
    assert "\x1b" not in made
    assert max(map(len, made.split("\n"))) <= 80
    assert stream.write(made)


def test_unread_is_loud() -> None:
    """What could not be read is told before anything that falls short."""
    made = terminal.text([fake.long_report()])

    assert made.index("NOT EVERYTHING COULD BE READ") < made.index("What falls short")
    assert "pages 16 to 19 and 24" in made


def test_all_met_and_nothing_judged() -> None:
    """A report with no gap claims none, and one with nothing judged does not look like one with no gap."""
    assert "What falls short" not in terminal.text([fake.all_met()])
    assert "no criterion was judged" in terminal.text([fake.empty()])
