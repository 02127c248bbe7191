from pathlib import Path

from tests.building import subjects


def test_a_document_about_hsb_is_about_it_throughout(tmp_path: Path) -> None:
    """Everything in a document whose title is about HSB counts, but sections plainly about something else."""
    assert subjects(
        tmp_path,
        "# Harmful sexual behaviour policy",
        "Tell.",
        "## Allegations against staff",
        "Ring.",
        "## Records",
        "Write.",
    ) == [("hsb", ""), ("off-topic", ""), ("hsb", "")]


def test_in_a_general_policy_only_the_hsb_section_counts(tmp_path: Path) -> None:
    """A general policy's text is general outside its section about children who harm children."""
    assert subjects(
        tmp_path,
        "# Safeguarding policy",
        "## Reporting",
        "Tell.",
        "## 5 Child-on-child abuse",
        "Ring.",
        "## Young abusers",
        "Write.",
    ) == [("general", ""), ("hsb", ""), ("hsb", "")]


def test_headings_that_point_at_an_hsb_section(tmp_path: Path) -> None:
    """What stands under "After card 4" is about what card 4 is about."""
    names = ("Who we are", "Camp", "Worries", "Child-on-child abuse", "After card 4", "Songs")
    cards = (line for number, name in enumerate(names, 1) for line in (f"## Card {number}: {name}", "Ring."))
    found = subjects(tmp_path, "# Policy", *cards)
    assert [subject for subject, _ in found] == ["general", "general", "general", "hsb", "hsb", "general"]


def test_a_sentence_of_its_own_counts(tmp_path: Path) -> None:
    """A sentence that speaks of HSB, and the one that carries on from it, are about HSB in a general section."""
    assert subjects(tmp_path, "# Policy", "Sexual harassment is wrong. Tell the lead.", "Write it down.") == [
        ("hsb", ""), ("hsb", ""), ("general", ""),
    ]  # fmt: skip


def test_a_list_about_hsb(tmp_path: Path) -> None:
    """Items are about what their lead-in is about."""
    assert [s for s, _ in subjects(tmp_path, "# Policy", "When harmful sexual behaviour is seen:", "- tell")] == ["hsb"] * 2


def test_cross_references_bring_text_into_scope(tmp_path: Path) -> None:
    """Where an HSB section sends the reader to section 3, section 3 is about HSB too, and says by which way."""
    found = subjects(
        tmp_path,
        "# Policy", "## 2. Child-on-child abuse", "Follow the procedure in section 3.", "## 3. Reporting", "Tell.",
        "## 4. Other", "Sing.",
    )  # fmt: skip

    assert found == [("hsb", ""), ("hsb", "cross-reference from 2 Child-on-child abuse"), ("general", "")]


def test_references_to_an_act_are_not_ours(tmp_path: Path) -> None:
    """ "Section 3 of the Children Act" sends nobody to this policy's section 3."""
    found = subjects(
        tmp_path,
        "# Policy",
        "## 2. Child-on-child abuse",
        "Follow section 3 of the Children Act.",
        "## 3. Reporting",
        "Tell.",
    )

    assert found[1] == ("general", "")


def test_a_numbered_paragraph_that_is_headed_in_its_first_words(tmp_path: Path) -> None:
    """A numbered paragraph's own heading tells what it and its parts are about, up to the next number."""
    found = subjects(
        tmp_path, "# Policy", "## Particular matters", "23. Bells. Ring.", "24. Sexual harassment.", "(1) Tell.", "(2) Write.",
        "25. Towers. Climb.",
    )  # fmt: skip

    assert [subject for subject, _ in found] == ["general"] * 2 + ["hsb"] * 3 + ["general"] * 2


def test_a_run_in_heading_about_something_else(tmp_path: Path) -> None:
    """In a section about HSB a paragraph headed "Allegations against staff." is about something else."""
    found = subjects(tmp_path, "# Policy", "## Child-on-child abuse", "Tell.", "Allegations against staff. Ring.", "Write.")

    assert [subject for subject, _ in found] == ["hsb", "off-topic", "off-topic", "hsb"]
