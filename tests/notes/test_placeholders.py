"""Leftovers of templates."""

import pytest

from procheck.documents.model import Unread
from procheck.notes import notes
from tests.notes.building import TODAY, document, of_kind


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Designated lead: [insert name]", "[insert name]"),
        ("Pupils at [name of school] are taught to tell.", "[name of school]"),
        ("Ring the front door on XXXXX XXXXXX.", "XXXXX"),
        ("| Deputy | TBC |", "TBC"),
        ("The deputy is <School Name> staff.", "<School Name>"),
        ("Click or tap here to enter text.", "Click or tap here to enter text"),
        ("Lorem ipsum dolor sit amet.", "Lorem ipsum"),
        ("Approved on XX/XX/20XX by governors.", "XX/XX/20XX"),
        ("Ring (insert telephone number) at once.", "(insert telephone number)"),
        ("Choose an item.", "Choose an item"),
        ("The lead is «Name of DSL».", "«Name of DSL»"),
        ("| First Response | To be confirmed |", "To be confirmed"),
    ],
)
def test_leftovers_are_found(line: str, found: str) -> None:
    """What a template left to be filled in is named and quoted in its sentence."""
    first = of_kind("placeholder", "# Policy", "Words.", line)[0]
    assert f'"{found}"' in first.message
    assert found in first.quote


@pytest.mark.parametrize(
    "line",
    [
        "Guidance says so [1], and again [12] and [a].",
        'A pupil said "[the teacher] told me to go".',
        "Name: ______ Age: ___ Date: ............",
        "Tick [x] or [ ] where it applies.",
        "Mr X told Child Y, and X marks the place.",
        "Part XXX of the Act applies to XXX-rated films.",
        "Appointments are to be confirmed in writing within a day.",
        "Insert the key in the lock. Staff insert it in the file.",
        "Details to follow on the day of a trip are sent home.",
        "To be completed by the DSL within 24 hours.",
        "Write to <office@school.example> or use <b>bold</b>.",
        "Children aged <12 years and >5 years.",
        "See the guidance [accessed 4 March 2024] and [online].",
        "R v Smith [2014] decided it.",
        "He said it was there [sic].",
        "Dear parent, I write about [name of child] and the date.",
    ],
)
def test_what_is_no_placeholder(line: str) -> None:
    """Footnote marks, quotations, blanks of forms, citations and plain English are left alone."""
    assert [] == of_kind("placeholder", "# Policy", "Words.", line)


def test_blanks_of_a_form_are_left_alone() -> None:
    """In a form or letter, what is filled in for each child is no leftover."""
    assert [] == of_kind(
        "placeholder", "# Policy", "## Appendix A: Report form", "[Pupil's full name]  [Date]  [signature]"
    )


def test_repeated_ones_are_one_note() -> None:
    """The same placeholder is told once, with how often it stands."""
    (note,) = of_kind("placeholder", "# Policy", "| LADO | [insert] |", "| Police | [insert] |", "| MASH | [insert] |")
    assert "(3 times)" in note.message
    assert "LADO | [insert]" == note.quote


def test_other_brackets_count_beside_a_sure_one() -> None:
    """A bracket that asks for nothing is a leftover only where the template's own marks show."""
    line = "Pupils are asked through the [school council]."
    assert [] == of_kind("placeholder", "# Policy", line)
    assert 2 == len(of_kind("placeholder", "# Policy", "[insert name] leads.", line))


def test_a_note_to_the_template_s_user_is_told() -> None:
    """An instruction to complete or delete bracketed text is a leftover itself."""
    (note,) = of_kind("placeholder", "# Policy", "Note: text in square brackets should be completed or deleted.")
    assert "instruction from a template" in note.message


@pytest.mark.parametrize(
    "line", ["To follow.", "Text to follow in Issue 8.", "Page reserved. To follow from the council."]
)
def test_a_promised_section_is_told(line: str) -> None:
    """A section that only promises text is named."""
    (note,) = of_kind("placeholder", "# Policy", "Words.", "## 9 Support", line)
    assert '"9 Support" is still to be written.' == note.message


def test_an_empty_appendix_is_told_unless_something_was_not_read() -> None:
    """An appendix with nothing under it is told, but not where a picture may be what is under it."""
    lines = ("# Policy", "Words.", "More.", "## Appendix D: Sexual behaviour between children")
    (note,) = of_kind("placeholder", *lines)
    assert "This heading has nothing under it." == note.message
    with_picture = document(*lines, unread=(Unread("image", "a picture with no text layer"),))
    assert not [note for note in notes(with_picture, TODAY) if note.kind == "placeholder"]


def test_there_are_never_too_many() -> None:
    """Many placeholders end in one note that counts the rest."""
    found = of_kind("placeholder", "# Policy", *(f"[insert name of person {number}]" for number in range(40)))
    assert 12 == len(found)
    assert found[-1].message.startswith("29 more placeholders")
