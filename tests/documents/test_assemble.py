"""Blocks -> a document: labels typed as text, section paths, offsets."""

from __future__ import annotations

import pytest

from procheck.documents.assemble import assemble, section_paths, split_label
from procheck.documents.model import Block, Document, Draft


def document(*blocks: Block) -> Document:
    """A document of blocks."""
    return assemble(Draft(blocks=list(blocks)), name="x", sha256="", format="text")


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("4.2 Staff must.", "4.2", "Staff must."),
        ("4.2.1. Staff must.", "4.2.1", "Staff must."),
        ("4. Staff must.", "4", "Staff must."),
        ("4) Staff must.", "4)", "Staff must."),
        ("4.Staff must.", "4", "Staff must."),
        ("(b) staff must", "(b)", "staff must"),
        ("b) staff must", "b)", "staff must"),
        ("b. staff must", "b", "staff must"),
        ("(iv) staff must", "(iv)", "staff must"),
        ("ii. staff must", "ii", "staff must"),
        ("• staff must", "•", "staff must"),
        ("\uf0b7 staff must", "\uf0b7", "staff must"),
        ("Appendix C: Contacts", "Appendix C", "Contacts"),
        ("Section 5 - Responding", "Section 5", "Responding"),
        ("A. Khan is the DSL.", "", "A. Khan is the DSL."),
        ("I. Smith is the DSL.", "", "I. Smith is the DSL."),
        ("3.5 million children", "", "3.5 million children"),
        ("16 pupils were told.", "", "16 pupils were told."),
        ("2026 policy", "", "2026 policy"),
        ("or else", "", "or else"),
        ("4.2", "", "4.2"),
    ],
)
def test_labels_typed_as_text_are_split_off(text: str, label: str, rest: str) -> None:
    """Numbers, letters, bullets; initials of people and figures in sentences are none."""
    assert (label, rest) == split_label(text)


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("5 Responding", "5", "Responding"),
        ("Appendix C Contacts", "Appendix C", "Contacts"),
        ("PART 2 DUTIES", "PART 2", "DUTIES"),
        ("Part of the whole", "", "Part of the whole"),
        ("16 and over", "", "16 and over"),
    ],
)
def test_headings_need_no_mark_after_their_number(text: str, label: str, rest: str) -> None:
    """ "5 Responding" is numbered; the same in a sentence would not be."""
    assert (label, rest) == split_label(text, heading=True)


def test_typed_items_become_items_and_clauses_stay_paragraphs() -> None:
    """ "(a)" and "-" list, "4.2" numbers a clause."""
    found = document(*(Block("paragraph", text) for text in ("4.2 Staff must:", "(a) tell;", "- write;", "o record.")))

    assert [("paragraph", "4.2"), ("list-item", "(a)"), ("list-item", "•"), ("list-item", "•")] == [
        (block.kind, block.label) for block in found.blocks
    ]


def test_a_number_typed_after_a_bullet_is_the_label() -> None:
    """ "• 4.2 Staff must" is cited as 4.2; words stay words."""
    found = document(Block("list-item", "4.2 Staff must.", label="•", level=1), Block("list-item", "Appendix A: Forms", label="•", level=1))

    assert ["4.2", "•"] == [block.label for block in found.blocks]


def test_sections_follow_the_levels_of_headings() -> None:
    """A heading's own path ends with itself, and closes those of its level and below."""
    found = document(
        Block("heading", "1. One", level=1),
        Block("heading", "1.1 Inner", level=3),
        Block("paragraph", "Text."),
        Block("heading", "2. Two", level=1),
    )

    assert [("1 One",), ("1 One", "1.1 Inner"), ("1 One", "1.1 Inner"), ("2 Two",)] == [block.section for block in found.blocks]
    assert [(), ("1 One", "1.1 Inner")] == section_paths(found.blocks, [0, 3])


def test_a_numbered_section_stands_below_the_one_whose_number_it_goes_on() -> None:
    """ "4.11.1" is within "Section 4.11" where both are marked as of one level, and "4.12" is not."""
    titles = ("Section 4.11 Young people", "4.11.1 Scope", "4.11.2 Referral", "4.12 Contacts")
    made = document(*(Block("heading", title, level=2) for title in titles))

    assert [block.section[:-1] for block in made.blocks] == [(), titles[:1], titles[:1], ()]


def test_offsets_are_those_of_the_whole_text() -> None:
    """Every block is a slice of the text; empty ones are gone; white space is folded."""
    found = document(
        Block("paragraph", " One\u00a0 \n two\u00ad "),
        Block("paragraph", " \u200b"),
        Block("table-row", "a |  b ", cells=("a", " b "), table=0),
    )

    assert ["One two", "a | b"] == [found.text[block.start : block.start + len(block.text)] for block in found.blocks]
    assert "One two\na | b" == found.text


def test_rows_without_words_are_dropped_and_empty_cells_kept() -> None:
    """Columns stay in line."""
    found = document(Block("table-row", " | ", cells=("", ""), table=0), Block("table-row", " | b", cells=("", "b"), table=0))

    assert [("", "b")] == [block.cells for block in found.blocks]


def test_non_breaking_hyphens_become_plain_ones() -> None:
    """Quotes are searched for as people type them."""
    assert "child-on-child" == document(Block("paragraph", "child\u2011on\u2011child")).text
