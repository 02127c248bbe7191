"""Which lines are headings though no style says so, and which headings are sentences."""

from __future__ import annotations

import pytest

from procheck.documents.headings import Look, could_be_heading, demote_sentences, is_capitals, is_lead_in, is_sentence, promote_headings
from procheck.documents.model import Block

BODY = "Staff must tell the DSL at once when they see or hear of behaviour like this."


@pytest.mark.parametrize(
    "text",
    [
        "Responding",
        "5.2 Responding to a report",
        "What is harmful sexual behaviour?",
        "Joint Protocol: children suspected of offences",
        "12. Adults in school: conduct and allegations",
        "Contents",
        "May we help?",
        "Signs and indicators:",
    ],
)
def test_short_lines_of_words_could_be_headings(text: str) -> None:
    """Titles, questions, titles with a colon."""
    assert could_be_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tell the DSL.",
        "tell the DSL;",
        "Staff must:",
        "The DSL will not:",
        "Policy owner: the DSL",
        "Approved by: the Board",
        "Next review: spring",
        "Tel: 01234 567890",
        "Jane Smith: jane@example.org",
        "Version 4.1",
        "18 September 2025",
        "May 2026",
        "___________",
        "",
        " ".join(["word"] * 15),
    ],
)
def test_sentences_lead_ins_and_cover_sheet_lines_could_not(text: str) -> None:
    """They are text, or facts about the document."""
    assert not could_be_heading(text)


def test_sentences_and_lead_ins_are_told_from_titles() -> None:
    """By their length, their end and their verbs."""
    assert is_sentence("Staff must tell the DSL at once.")
    assert is_sentence("Staff must:")
    assert not is_sentence("Og så begynner det.")
    assert not is_sentence("Responding to a report")
    assert is_lead_in("The DSL will:")
    assert not is_lead_in("Signs and indicators:")


def test_capitals_are_no_abbreviations() -> None:
    """ "DSL" and "KCSIE 2025" are names; "RECORDS" is a heading."""
    assert is_capitals("KEEPING RECORDS")
    assert is_capitals("RECORDS")
    assert not is_capitals("DSL")
    assert not is_capitals("Keeping RECORDS")


def test_levels_of_faked_headings_follow_size_then_number() -> None:
    """Larger letters stand above smaller ones; "2.1" stands below "2"."""
    texts = ["Policy", "2. Duties", BODY, "2.1 Staff", BODY, "3. Records", BODY]
    sizes = [20.0, 14.0, 11.0, 14.0, 11.0, 14.0, 11.0]
    blocks = [Block("paragraph", text) for text in texts]
    looks = {place: Look(bold=size > 11, size=size) for place, size in enumerate(sizes)}

    assert [1, 2, 0, 3, 0, 2, 0] == [block.level for block in promote_headings(blocks, looks)]


def levels(*texts: str) -> list[int]:
    """Levels of the headings in a document whose headings are marked by bold alone."""
    blocks = [Block("paragraph", text) for text in texts]
    looks = {place: Look(bold=text != BODY, size=11) for place, text in enumerate(texts)}
    return [block.level for block in promote_headings(blocks, looks)]


def test_a_title_in_the_letters_of_the_sections_stands_above_them() -> None:
    """The first line in bold is the title, unless it is a section's name, numbered, or comes after text."""
    assert [1, 2, 0, 2, 0] == levels("Harmful sexual behaviour policy", "Responding", BODY, "Records", BODY)
    assert [1, 0, 2, 0, 2, 0] == levels("Harmful sexual behaviour policy", BODY, "Responding", BODY, "Records", BODY)
    assert [1, 0, 1, 0, 1, 0] == levels("Introduction", BODY, "Responding", BODY, "Records", BODY)
    assert [1, 0, 1, 0, 1, 0] == levels("1. Reports", BODY, "2. Responding", BODY, "3. Records", BODY)
    assert [0, 1, 0, 1, 0, 1] == levels(BODY, "Reports", BODY, "Responding", BODY, "Records")


def test_headings_between_numbered_ones_are_within_them() -> None:
    """Where "2." follows "1.", what stands between in the same letters belongs to "1."; after the last number nobody can tell."""
    assert [1, 0, 2, 0, 1, 0, 1, 0] == levels("1. Reports", BODY, "What to say", BODY, "2. Records", BODY, "Contacts", BODY)
    assert [1, 0, 2, 0, 1, 0] == levels("A. Reports", BODY, "A1. What to say", BODY, "B. Records", BODY)
    assert [1, 0, 1, 0, 1, 0] == levels("1. Reports", BODY, "What to say", BODY, "4. Records", BODY)
    assert [1, 2, 0, 3, 0, 2, 0] == levels("The policy", "1. Reports", BODY, "What to say", BODY, "2. Records", BODY)


def test_parts_stand_above_their_sections() -> None:
    """What follows "Part A" is within it, until an appendix."""
    parts = ("Part A Reports", "1. Telling", BODY, "Part B Records", "2. Writing", BODY, "Appendix A Contacts", BODY)
    assert [1, 2, 0, 1, 2, 0, 1, 0] == levels(*parts)


def test_a_chapter_of_a_manual_stands_above_its_sections() -> None:
    """Its own number is deeper than theirs."""
    assert [1, 2, 0, 2, 0] == levels("3.14 Harmful sexual behaviour", "1. Telling", BODY, "2. Writing", BODY)


def test_capitals_stand_above_small_letters() -> None:
    """Where all headings look alike but for capitals, those in small letters are within those in capitals; two or a number tell nothing."""
    capitals = ("RECORDS", "TRAINING", "CHILD ON CHILD ABUSE (previously peer abuse)")
    small = ("Where they are kept", "Who is trained", "What we do")
    mixed = [text for pair in zip(capitals, small, strict=True) for heading in pair for text in (heading, BODY)]

    assert [1, 2, 0, 3, 0, 2, 0, 3, 0, 2, 0, 3, 0] == levels("The policy", *mixed)
    assert [1, 2, 2, 0, 3, 0, 2, 0, 3, 0, 2, 0, 3, 0] == levels("The policy", "Of the school", *mixed)
    assert [1, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0] == levels("The policy", *mixed[:10])

    shown = [Block("paragraph", text) for text in ("The policy", *(text.capitalize() for text in mixed))]
    looks = {at: Look(bold=at % 2 == 1 or at == 0, capitals=at % 4 == 1, size=11) for at in range(len(shown))}
    assert [1, 2, 0, 3, 0, 2, 0, 3, 0, 2, 0, 3, 0] == [block.level for block in promote_headings(shown, looks)]

    numbered = [f"{number}. {heading}" for number, pair in enumerate(zip(capitals, small, strict=True)) for heading in pair]
    assert {0, 1, 2} >= set(levels("The policy", *(text for heading in numbered for text in (heading, BODY))))


def test_real_headings_of_one_level_are_told_apart_by_capitals() -> None:
    """So are headings that one style, or one mark of Markdown, makes; where there is a deeper level, levels are as given."""
    flat = [Block("heading", text, level=2) for text in ("A", "RECORDS", "Kept", "TRAINING", "Given", "ABUSE", "Done")]
    deeper = [*flat, Block("heading", "Further", level=3)]

    assert [2, 2, 3, 2, 3, 2, 3] == [block.level for block in promote_headings(flat, {})]
    assert deeper == promote_headings(deeper, {})


def test_bold_sections_stand_below_the_chapter_that_they_are_numbered_by() -> None:
    """"7.5 What is done" in bold is within "Chapter 7", and beside "7.4" where that is a heading by style."""

    def level(*above: Block) -> int:
        blocks = [*above, Block("paragraph", "What is done", label="7.5"), Block("paragraph", BODY)]
        return promote_headings(blocks, {len(above): Look(bold=True)})[len(above)].level

    assert level(Block("heading", "Bullying", label="CHAPTER 7", level=2), Block("paragraph", BODY)) == 3
    assert level(Block("heading", "Reporting", label="7.4", level=3), Block("paragraph", BODY)) == 3
    assert level(Block("heading", "Safeguarding", level=2), Block("paragraph", BODY)) == 3


def test_what_all_the_text_shares_makes_nothing_stand_out() -> None:
    """In a document all in bold, or all in capitals, bold and capitals are no sign."""
    bold = [Block("paragraph", "Responding"), Block("paragraph", BODY)]
    capitals = [Block("paragraph", "RESPONDING"), Block("paragraph", BODY.upper())]

    assert bold == promote_headings(bold, {0: Look(bold=True), 1: Look(bold=True)})
    assert capitals == promote_headings(capitals, {})


def test_nothing_changes_where_nothing_stands_out() -> None:
    """Plain text stays plain."""
    blocks = [Block("paragraph", "Responding"), Block("paragraph", BODY)]

    assert blocks == promote_headings(blocks, {})


def test_a_clause_styled_as_heading_becomes_a_paragraph() -> None:
    """With its label and place."""
    found = demote_sentences([Block("heading", BODY, level=2, label="4.2")])

    assert [("paragraph", 0, "4.2")] == [(block.kind, block.level, block.label) for block in found]
