"""Plain text files."""

from __future__ import annotations

import pytest

from procheck.documents.model import Document
from procheck.documents.opening import read_bytes

BODY = "Staff must tell the DSL at once when they see or hear of behaviour like this, whatever the child asks of them."


def document(text: str, encoding: str = "utf-8") -> Document:
    """The document of a text."""
    return read_bytes(text.encode(encoding), "policy.txt")


def kinds(text: str) -> list[tuple[str, str, str]]:
    """Kind, label and words of each block."""
    return [(block.kind, block.label, block.text) for block in document(text).blocks]


def test_wrapped_lines_join_and_blank_lines_part_paragraphs() -> None:
    """Lines wrapped at a width run on; short lines do not."""
    text = (
        "Staff must tell the DSL at once when they see or hear of behaviour\nlike this, whatever the child asks of them. They must write\n"
        "down what they saw.\n\nThe DSL refers the same day.\nThe DSL tells the parents.\n"
    )

    assert [
        "Staff must tell the DSL at once when they see or hear of behaviour like this, whatever the child asks of them."
        " They must write down what they saw.",
        "The DSL refers the same day.",
        "The DSL tells the parents.",
    ] == [block.text for block in document(text).blocks]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    """Text saved without wrapping has a paragraph to a line."""
    assert [BODY * 2, BODY * 2] == [block.text for block in document(f"{BODY * 2}\n{BODY * 2}\n").blocks]


def test_lists_by_what_was_typed() -> None:
    """Bullets, letters and numbers, each item with its own wrapped lines."""
    text = "Staff must:\n- tell the DSL\n  at once\n* write it down\n(a) calmly\n1) first\n"

    assert [
        ("paragraph", "", "Staff must:"),
        ("list-item", "•", "tell the DSL at once"),
        ("list-item", "•", "write it down"),
        ("list-item", "(a)", "calmly"),
        ("list-item", "1)", "first"),
    ] == kinds(text + "\n" + "Lines are wrapped at some forty or fifty signs\nhere, as they are above.\n")[:5]


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("SAFEGUARDING POLICY", "", "SAFEGUARDING POLICY"),
        ("Safeguarding policy\n===================", "", "Safeguarding policy"),
        ("Safeguarding policy\n-------------------", "", "Safeguarding policy"),
        ("4. Responding", "4", "Responding"),
        ("Responding to reports", "", "Responding to reports"),
        ("APPENDIX A: FORMS", "APPENDIX A", "FORMS"),
    ],
)
def test_headings_by_capitals_underlining_number_or_standing_alone(text: str, label: str, words: str) -> None:
    """Plain text has only these ways."""
    assert ("heading", label, words) == kinds(f"{BODY}\n\n{text}\n\n{BODY}\n")[1]


@pytest.mark.parametrize("text", ["Staff must:", "Version: 4.1", "May 2026", "1. Listen\n2. Reassure", "Yours sincerely,"])
def test_other_short_lines_are_no_headings(text: str) -> None:
    """Lead-ins, dates, lists and the like."""
    assert all(kind != "heading" for kind, _, _ in kinds(f"{BODY}\n\n{text}\n\n{BODY}\n"))


def test_headings_stand_out_where_each_line_is_a_paragraph() -> None:
    """Word's own plain text has no blank lines; a table's cells in it, one to a line, are no headings."""
    text = f"Policy owner\nThe DSL\nNext review\nSeptember 2026\n{BODY} {BODY}\nResponding\n{BODY}\nWho to tell\n- the DSL\n"

    assert ["Responding", "Who to tell"] == [words for kind, _, words in kinds(text) if kind == "heading"]


def test_columns_parted_by_tabs_are_tables() -> None:
    """Rows of one shape."""
    assert ["Version | 4.1", "Owner | The DSL"] == [block.text for block in document("Version\t4.1\nOwner\tThe DSL\n").blocks]


def test_form_feeds_part_pages() -> None:
    """Text made from PDF has them."""
    found = document("One.\n\n\fTwo.\n\n\fThree.\n")

    assert [1, 2, 3] == [block.page for block in found.blocks]
    assert 3 == found.pages
    assert document("One.\n").pages is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"])
def test_encodings(encoding: str) -> None:
    """Curly quotes, dashes and pounds come out right whatever the file is stored in."""
    text = "The child’s “safety” plan – including the café – costs £5.\nStaff’s duties don’t end there: they’re told “at once”."

    assert "’s “safety” plan – including the café – costs £5." in document(text, encoding).text


def test_a_few_bad_bytes_do_not_spoil_the_rest() -> None:
    """One byte pasted from elsewhere leaves the UTF-8 text readable."""
    data = ("The child’s “safety” plan – café. " * 5).encode() + b"\x93x"

    assert "The child’s “safety” plan – café." in read_bytes(data, "policy.txt").text


def test_old_line_ends() -> None:
    """Carriage returns alone part lines too."""
    assert 2 == len(document("One.\r\rTwo.\r").blocks)
    assert 2 == len(document("One.\r\n\r\nTwo.\r\n").blocks)
