"""Lines parted by hard breaks, and things left unread, on their way to blocks."""

from __future__ import annotations

import pytest

from procheck.documents.gathering import Gathering, Lines, TextStyle, unread_picture
from procheck.documents.headings import Look
from procheck.documents.model import Block, Draft, Unread

BOLD = TextStyle(bold=True)


def parted(*texts: str) -> list[str]:
    """The lines that stand by themselves, of lines with hard breaks between."""
    lines = Lines()
    for place, text in enumerate(texts):
        if place:
            lines.break_line()
        lines.add(text)
    return [line.text for line in lines.parted()]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Staff must tell", "the DSL."), ["Staff must tell the DSL."]),
        (("Version: 2", "Owner: DSL"), ["Version: 2", "Owner: DSL"]),
        (("Staff must:", "- tell", "- write"), ["Staff must:", "- tell", "- write"]),
        (("Tell the DSL.", "Write it down."), ["Tell the DSL.", "Write it down."]),
        (("12 High Street", "Anytown"), ["12 High Street", "Anytown"]),
        (("It is the duty of every member of staff, whether paid or not, to tell the", "DSL at once."), None),
        (("One.", "", "Two."), ["One.", "Two."]),
        (("", ""), [""]),
    ],
)
def test_lines_stand_alone_or_run_on(texts: tuple[str, ...], expected: list[str] | None) -> None:
    """A hard break inside a sentence is only a wrapped line."""
    assert (expected or [" ".join(texts)]) == parted(*texts)


def test_a_bold_line_over_a_plain_one_stands_alone() -> None:
    """Headings are often parted from their text by a hard break only."""
    lines = Lines()
    lines.add("Responding", BOLD)
    lines.break_line()
    lines.add("to a report is for the DSL.")

    assert [True, False] == [line.look.bold for line in lines.parted()]


def test_the_look_of_a_line_is_that_of_its_words() -> None:
    """Blanks do not count; the size is that of most letters."""
    lines = Lines()
    lines.add("Responding", TextStyle(bold=True, size=14.0))
    lines.add(" ", TextStyle(size=30.0))
    lines.add("now", TextStyle(bold=True, size=8.0))

    assert Look(bold=True, size=14.0) == lines.all[0].look


def test_unread_things_are_placed_in_the_section_above_them() -> None:
    """Also under headings that are found only at the end."""
    out = Gathering()
    out.miss(Unread("image", "first"))
    out.add(Block("paragraph", "5. Responding"), Look(bold=True))
    out.miss(Unread("image", "second"))
    draft = Draft()
    out.settle(draft)

    assert [(), ("5 Responding",)] == [unread.section for unread in draft.unread]


def test_a_picture_is_named_by_its_description() -> None:
    """A long one is cut."""
    assert "(“Flowchart”)" in unread_picture(" Flowchart ")
    assert "(" not in unread_picture("")
    assert len(unread_picture("x" * 500)) < 180
