from pathlib import Path

from procheck.judgement.reading import read
from tests.building import document, small_pack


def subjects(tmp_path: Path, *lines: str) -> list[tuple[str, str]]:
    made = document(*lines)
    return [(each.reach.subject, each.reach.via) for each in read(made, small_pack(tmp_path).lexicon)]


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


def test_a_document_that_says_what_it_is_for(tmp_path: Path) -> None:
    """"This procedure applies to ... HSB" makes all of it about HSB, unless HSB is one thing among others or only where to read on."""

    def about(sentence: str) -> str:
        return subjects(tmp_path, "# Procedure 14", sentence, "Tell the lead.")[1][0]

    assert about("This procedure applies to every child who displays harmful sexual behaviour.") == "hsb"
    assert about("This policy covers bullying, theft and harmful sexual behaviour.") == "general"
    assert about("This policy should be read with the harmful sexual behaviour policy.") == "general"
    assert about("Every child who displays harmful sexual behaviour is helped.") == "general"


def test_what_adults_do_to_one_another_is_not_hsb(tmp_path: Path) -> None:
    """A section on sexual harassment of staff is general, though sexual harassment between children is HSB."""
    staff = ("## Sexual harassment of staff", "Ring.")
    opening = ("# Safeguarding policy", "Tell one another what you have seen.")
    assert subjects(tmp_path, *opening, "## Sexual harassment", "Tell.", *staff) == [("general", ""), ("hsb", ""), ("general", "")]


def test_a_title_that_names_hsb_as_one_thing_among_others(tmp_path: Path) -> None:
    """"(including peer-on-peer abuse)" in a title says that there is a section about it, not that all is about it."""
    general = subjects(tmp_path, "# Child protection policy", "*(including peer-on-peer abuse)*", "## Reporting", "Tell.")
    assert general[-1] == ("general", "")
    own = subjects(tmp_path, "# Harmful sexual behaviour (incl. sexting)", "## Reporting", "Tell.")
    assert own[-1] == ("hsb", "")


def test_a_title_in_a_table_at_the_head(tmp_path: Path) -> None:
    """"Policy title | Harmful sexual behaviour" at the head of a document says what it is about."""
    head = ("# The Academy", "Policy title: | Harmful sexual behaviour", "Version | 3", "## Records")
    assert subjects(tmp_path, *head, "Write.")[-1] == ("hsb", "")
    assert subjects(tmp_path, "# The Academy", "Related | Harmful sexual behaviour", "## Records", "Write.")[-1] == ("general", "")


def test_a_chapter_of_a_manual_is_about_what_its_title_says(tmp_path: Path) -> None:
    """A title may have its number in a manual: its own sections begin again at 1. A first section about HSB is no title."""
    chapter = ("# Manual", "### 4.22 Young abusers", "## 1. Referral", "Ring.", "## 2. Records", "Write.")
    assert subjects(tmp_path, *chapter) == [("hsb", ""), ("hsb", "")]
    policy = ("# Policy", "## 1. Young abusers", "Ring.", "## 2. Records", "Write.")
    assert subjects(tmp_path, *policy) == [("hsb", ""), ("general", "")]


def test_headings_in_any_words(tmp_path: Path) -> None:
    """A heading that speaks of something sexual of one towards another is about HSB, but not where adults or lessons are meant."""
    for heading, subject in (
        ("When something sexual happens between players", "hsb"),
        ("Children who are sexual with each other", "hsb"),
        ("Sexual relations between adults", "general"),
        ("Links between sexual education and health", "general"),
        ("Ties between players", "general"),
    ):
        assert subjects(tmp_path, "# Policy", f"## {heading}", "Tell.") == [(subject, "")]


def test_lists_of_services_say_nothing_of_what_is_done(tmp_path: Path) -> None:
    """A list of services with what they offer or their numbers is no part of what is judged; a table of who does what is."""
    services, helpline = "Service | What it offers", "Helpline | Advice for parents"
    duties, lead = "Who | What they do | Telephone", "Lead | Rings parents | 4"
    lines = ("# Harmful sexual behaviour", services, helpline, "In the school:", duties, lead, "## Appendix C Contacts", "Helpline.")
    assert [subject for subject, _ in subjects(tmp_path, *lines)] == ["off-topic", "hsb", "hsb", "off-topic"]


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
