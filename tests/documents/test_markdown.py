"""Markdown files."""

from __future__ import annotations

import pytest

from procheck.documents.model import Document
from procheck.documents.opening import read_bytes

BODY = "Staff must tell the DSL at once when they see or hear of behaviour like this, whatever the child asks of them."


def document(text: str) -> Document:
    """The document of a Markdown text."""
    return read_bytes(text.encode(), "policy.md")


def shown(text: str) -> list[str]:
    """Each block as "label text"."""
    return [f"{block.label} {block.text}".strip() for block in document(text).blocks]


def test_headings_of_both_kinds_give_the_section_path() -> None:
    """Marked by # or underlined, with the typed number as label."""
    found = document(f"Policy\n======\n\n## 5. Responding\n\n{BODY}\n")

    assert ("Policy", "5 Responding") == found.blocks[-1].section


def test_lists_nest_and_count_from_their_start() -> None:
    """An item's second paragraph is no item."""
    text = "3. Three\n\n   More of three.\n\n   - Inner\n4. Four\n\n* Bullet\n"

    assert ["3 Three", "More of three.", "• Inner", "4 Four", "• Bullet"] == shown(text)
    assert [1, 0, 2, 1, 1] == [block.level for block in document(text).blocks]


def test_emphasis_links_and_code_leave_their_words_and_struck_text_goes() -> None:
    """Marks are no words."""
    assert ["Staff must tell the DSL & DDSL."] == shown("**Staff** *must* [tell](http://x) ~~nobody~~`the DSL` &amp; DDSL.")
    assert ["Staff must tell."] == shown("Staff <del>need not</del> <b>must</b> tell.")


def test_words_are_not_parted_by_emphasis() -> None:
    """A mark inside a word is no space."""
    assert ["Re-report it."] == shown("Re-**report** it.")


def test_tables_have_headings_and_keep_empty_cells() -> None:
    """Columns stay in line."""
    found = document("| Stage | Who | When |\n|---|---|---|\n| Report | | At once |\n")

    assert ("Report", "", "At once") == found.blocks[1].cells
    assert ("Stage", "Who", "When") == found.blocks[1].header
    assert found.blocks[0].is_header_row


def test_soft_line_ends_join_and_hard_ones_part_lines_of_their_own() -> None:
    """Two blanks at the end of a line part "Version: 2" from "Owner: DSL"."""
    assert ["Staff must tell the DSL."] == shown("Staff must\ntell the DSL.")
    assert ["Version: 2", "Owner: DSL"] == shown("Version: 2  \nOwner: DSL")


def test_a_bold_line_is_a_heading_one_level_down_and_a_bold_lead_in_is_none() -> None:
    """Bold lines act as headings in many policies."""
    found = document(f"## Responding\n\n**At once**\n\n{BODY}\n\n**Staff must:**\n\n- tell the DSL\n")

    assert [("heading", 2), ("heading", 3), ("paragraph", 0), ("paragraph", 0), ("list-item", 1)] == [
        (block.kind, block.level) for block in found.blocks
    ]


def test_html_inside_is_read() -> None:
    """Blocks of HTML count as such, tables numbered on."""
    found = document("| A | B |\n|--|--|\n| 1 | 2 |\n\n<table><tr><td>Who</td><td>DSL</td></tr></table>\n\n<!-- Old duty. -->\n")

    assert ["A | B", "1 | 2", "Who | DSL"] == [block.text for block in found.blocks]
    assert [0, 0, 1] == [block.table for block in found.blocks]


def test_front_matter_gives_properties() -> None:
    """The lines between --- at the top are no text."""
    found = document("---\ntitle: 'HSB policy'\nOwner: DSL\n---\n\nText.\n")

    assert (("owner", "DSL"), ("title", "HSB policy")) == found.properties
    assert "Text." == found.text


def test_footnotes_close_the_text_and_their_marks_go() -> None:
    """A note's mark is no part of the sentence."""
    found = document("Tell the DSL.[^a] At once.\n\n[^a]: See *Working Together*.\n")

    assert ["Tell the DSL. At once.", "1 See Working Together."] == shown("Tell the DSL.[^a] At once.\n\n[^a]: See *Working Together*.\n")
    assert "footnote" == found.blocks[-1].kind


def test_pictures_are_named_as_unread() -> None:
    """With what their author says they show."""
    assert "Flowchart" in document("Text.\n\n![Flowchart](a.png)\n").unread[0].why


def test_code_blocks_are_read_as_text() -> None:
    """Indented text is common in policies typed by hand."""
    assert ["Staff must tell", "the DSL."] == shown("Note\n====\n\n    Staff must tell\n    the DSL.\n")[1:]


@pytest.mark.parametrize("text", ["*", "#", "|", "---\n---", "[^1]:", "> " * 500 + "x", "- " * 500 + "x", "<div>" * 300])
def test_odd_texts_do_no_harm(text: str) -> None:
    """Any text is Markdown."""
    assert document(f"{text}\n\nWords.\n").words
