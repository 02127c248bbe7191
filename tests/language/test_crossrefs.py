from pathlib import Path

import pytest

from tests.language.test_scope import subjects

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
        "Follow section 3.",
        "Do all that section 3 asks.",
        "The lead makes a note in the manner of section 3.",
        "Complete a blue form (section 3) that night.",
    ],
)
def test_sections_are_reached_by_name(tmp_path: Path, sentence: str) -> None:
    """A section that is called by its heading, with or without a number, is followed like a numbered one."""
    heading = "## If you are worried" if "Worried" in sentence else "## 3. Reporting"

    assert reached(tmp_path, sentence, heading, "Tell.", "## 4. Other", "Sing.") == [True, False]


@pytest.mark.parametrize(
    "sentence",
    [
        "Reporting matters, so follow the lead.",
        "Staff are trained in reporting and follow it.",
        "Section 3 does not apply, see below.",
        "Use this section instead of the procedure in section 3.",
        "Such matters are handled outside section 3 as described.",
        "Follow these steps rather than Reporting, below.",
        "A section 3 enquiry is led by the council.",
    ],
)
def test_words_that_send_nobody(tmp_path: Path, sentence: str) -> None:
    """A heading's word in its plain sense and a reference that is denied bring nothing into scope."""
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
    heading = "## If you are worried" if "Worried" in sentence else "## 3. Reporting"
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
