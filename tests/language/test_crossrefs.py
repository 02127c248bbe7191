from pathlib import Path

import pytest

from tests.building import subjects

HSB = "## 2. Child-on-child abuse"


def reached(tmp_path: Path, sentence: str, *lines: str) -> list[bool]:
    """Of the statements in `lines`, which come into scope by `sentence` in a section about HSB."""
    found = subjects(tmp_path, "# Policy", HSB, sentence, *lines)[1:]
    return [bool(via) for _, via in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "Follow If You Are Worried, above.",
        "Take the steps set out under Reporting below.",
        "Follow the procedure in the section headed Reporting.",
        'See "Reporting" below.',
        "Use the Reporting procedure.",
        "The section above on Reporting applies just as for any other harm.",
        "What is said below about Reporting holds here as well.",
        "Do as outlined in Reporting.",
        "Write it down (see Reporting).",
        "Take the steps under 'If you are worried'.",
        "Take the steps in If you are worried.",
        "Follow section 3.",
        "Do all that section 3 asks.",
        "The lead makes a note in the manner of section 3.",
        "Complete a blue form (section 3) that night.",
        "Section 3 applies.",
        "Follow section 3 and, where appropriate, tell the police.",
        "The lead follows section 3 and may use a form of the council's.",
        "Section 3 is to be followed, whoever may have been harmed.",
    ],
)
def test_sections_are_reached_by_name(tmp_path: Path, sentence: str) -> None:
    """A section that is called by its heading, with or without a number, is followed like a numbered one."""
    heading = "## If you are worried" if "orried" in sentence else "## 3. Reporting"

    assert reached(tmp_path, sentence, heading, "Tell.", "## 4. Other", "Sing.") == [True, False]


@pytest.mark.parametrize(
    "sentence",
    [
        "Reporting matters, so follow the lead.",
        "Staff are trained in reporting and follow it.",
        "They work with Reporting Scotland and in Reporting.",
        "Section 3 does not apply, see below.",
        "Use this section instead of the procedure in section 3.",
        "Such matters are handled outside section 3 as described.",
        "Follow these steps rather than Reporting, below.",
        "A section 3 enquiry is led by the council.",
        "Section 3 was written with adults in mind.",
        "The lead may follow the procedure in section 3.",
        "It is for the lead, who can use section 3 in coming to it.",
        "If the lead thinks fit, section 3 could be applied.",
        "Where appropriate the lead follows section 3.",
    ],
)
def test_words_that_send_nobody(tmp_path: Path, sentence: str) -> None:
    """A heading's word in its plain sense, and a reference that is denied or left to choice, bring nothing into scope."""
    assert reached(tmp_path, sentence, "## 3. Reporting", "Tell.") == [False]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Take both children through steps 2 and 3 of If You Are Worried, above.", [False, True, True]),
        ("Follow steps 1 to 2 in section 3.", [True, True, False]),
        ("Follow section 3.", [True, True, True]),
        ("Follow steps 7 and 8 in section 3.", [True, True, True]),
    ],
)
def test_only_the_steps_that_are_named(tmp_path: Path, sentence: str, expected: list[bool]) -> None:
    """A reference to some steps of a section brings in those; where there are none such, the whole section."""
    heading = "## If you are worried" if "orried" in sentence else "## 3. Reporting"
    made = reached(tmp_path, sentence, heading, "1. Stay calm.", "2. Tell the lead.", "3. Ring.")

    assert made == expected


def test_a_row_that_is_named(tmp_path: Path) -> None:
    """ "Route 1 in section 3" is that row alone."""
    rows = ("Route | What", "Route 1 | ring", "Route 2 | wait")

    assert reached(tmp_path, "Apply Route 1 in section 3.", "## 3. Reporting", *rows) == [True, False]


def test_a_section_that_leaves_hsb_out(tmp_path: Path) -> None:
    """A section that says that it does not apply to HSB is not reached by a reference to it."""
    lines = ("## 3. Reporting", "This section does not apply to sexual harassment between pupils.", "Tell.")

    assert reached(tmp_path, "Follow section 3.", *lines) == [False, False]


def test_a_lead_in_brings_its_list(tmp_path: Path) -> None:
    """What a numbered lead-in introduces is reached with it."""
    lines = ("## 3. Records", "3.1 Sing.", "3.2 The entry states:", "- when it was", "- who was there", "3.3 Dance.")
    assert reached(tmp_path, "The entry is made in the way described at 3.2.", *lines) == [False, True, True, True, False]


def test_steps_left_to_choice_send_nobody(tmp_path: Path) -> None:
    """A list of what may be done holds references that may be followed, or not."""
    lines = ("The next steps may include:", "- following section 3;", "- a word with the lead.")
    assert reached(tmp_path, lines[0], *lines[1:], "## 3. Reporting", "Tell.")[-1:] == [False]
    assert reached(tmp_path, "The next steps are:", *lines[1:], "## 3. Reporting", "Tell.")[-1:] == [True]


def test_a_thing_in_a_section_is_not_the_section(tmp_path: Path) -> None:
    """Who is sent to a section for a form is not sent to all else that stands there; a short section is all about it."""
    section = ("## 3. Reporting", *(f"Do step {number} of the many." for number in range(6)))
    assert not any(reached(tmp_path, "Use the form in section 3.", *section))
    assert all(reached(tmp_path, "Use the form in section 3.", *section[:3]))
