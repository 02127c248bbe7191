"""What titles and headings say that the text under them is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from procheck.checking import DEFAULT_PACK, find_pack
from procheck.language.titles import HSB, Headings
from procheck.language.words import english, words_of
from tests.building import subjects

LEXICON = find_pack(DEFAULT_PACK).lexicon


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
    annex = ("# Behaviour policy", "## incorporating Annex B: Child-on-child abuse")
    assert subjects(tmp_path, *annex, "## Rewards", "Praise.")[-1] == ("general", "")
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
    for title, first in (("## Chapter 6.14: Young abusers", "## 1. Referral"), ("## Section 4.11: Young abusers", "## 4.11.1 Referral")):
        assert subjects(tmp_path, "# Board", "# Manual", title, first, "Ring.")[-1] == ("hsb", "")
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


@pytest.mark.parametrize(
    ("heading", "subject"),
    [
        ("Allegations by one gymnast against another", "hsb"),
        ("Junior on junior abuse", "hsb"),
        ("The behaviour of another player", "hsb"),
        ("Pupils as perpetrators", "hsb"),
        ("If the person causing harm is also a child", "hsb"),
        ("Resident to resident harm", "hsb"),
        ("Concerns about another member of staff", None),
        ("Transfer of a pupil to another school", None),
        ("Referral of a child by another agency", None),
        ("Player to player messages", None),
        ("Children and coaches", None),
    ],
)
def test_one_child_and_another_in_a_heading(heading: str, subject: str | None) -> None:
    """Whatever the children are called, "by one gymnast against another" is abuse between children."""
    assert Headings(LEXICON, "").of(heading) == subject


def test_a_sentence_of_abuse_by_another_child() -> None:
    """A sentence that says that another child has abused somebody is about HSB; one about an adult, or violence to one, is not."""
    others = ("a coach has abused them", "other pupils assaulted a teacher")
    for said, is_hsb in (("another swimmer has abused them", True), *((other, False) for other in others)):
        assert (HSB in LEXICON.find(words_of(english().tokenizer(f"If {said}, ring.")))) == is_hsb


def test_lists_of_services_say_nothing_of_what_is_done(tmp_path: Path) -> None:
    """A list of services with what they offer or their numbers is no part of what is judged; a table of who does what is."""
    services, helpline = "Service | What it offers", "Helpline | Advice for parents"
    duties, lead = "Who | What they do | Telephone", "Lead | Rings parents | 4"
    lines = ("# Harmful sexual behaviour", services, helpline, "In the school:", duties, lead, "## Appendix C Contacts", "Helpline.")
    assert [subject for subject, _ in subjects(tmp_path, *lines)] == ["off-topic", "hsb", "hsb", "off-topic"]
