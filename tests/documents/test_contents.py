"""Contents lists: known by their title, by dot leaders, or because they repeat the headings below."""

from __future__ import annotations

import pytest

from procheck.documents.contents import mark_contents
from procheck.documents.model import Block


def heading(text: str, level: int = 1) -> Block:
    """A heading."""
    return Block("heading", text, level=level)


def line(text: str) -> Block:
    """A paragraph."""
    return Block("paragraph", text)


def item(text: str) -> Block:
    """An item of a list."""
    return Block("list-item", text, level=1, label="•")


def row(*cells: str) -> Block:
    """A row of a table."""
    return Block("table-row", " | ".join(cells), cells=cells, table=0)


BODY = [
    heading("1. Purpose"),
    line("This is why."),
    heading("2. Duties"),
    line("Staff must tell."),
    heading("3. Records"),
    line("Write it down."),
]


def marked(blocks: list[Block]) -> list[str]:
    """The words of what was marked as contents."""
    return [block.text for block in mark_contents(blocks) if block.kind == "contents"]


@pytest.mark.parametrize("title", ["Contents", "CONTENTS", "Table of Contents", "Contents:", "What's in this policy"])
@pytest.mark.parametrize("make", [line, item, heading])
def test_what_follows_a_contents_title_is_contents(title: str, make: object) -> None:
    """Whether the lines are paragraphs, items or made to look like headings, with lines that name no heading among them."""
    lines = [make(text) for text in ("Purpose", "2. Duties", "Records .... 7", "Useful contacts")]  # type: ignore[operator]
    found = marked([heading(title), *lines[:3], *BODY])

    assert ["Purpose", "2. Duties", "Records .... 7"] == found
    assert "Useful contacts" in marked([heading(title), line("Purpose"), line("Useful contacts"), *BODY])


def test_a_title_in_plain_type_is_part_of_the_list() -> None:
    """ "Contents" as a paragraph opens a list all the same."""
    assert ["Contents", "Purpose", "Duties"] == marked([line("Contents"), line("Purpose"), line("Duties"), *BODY])


def test_a_list_that_repeats_the_headings_below_is_contents_under_any_title() -> None:
    """ "The sections of this policy" is as good a title."""
    assert ["Purpose", "Duties", "Records"] == marked([heading("The sections"), item("Purpose"), item("Duties"), item("Records"), *BODY])


def test_dot_leaders_make_contents_without_a_title() -> None:
    """Three lines that end in dots and a page number."""
    lines = [line("Aims ........ 2"), line("What staff do ........ 3"), line("Forms\t4")]

    assert 3 == len(marked([*lines, *BODY]))


def test_rows_and_run_on_paragraphs_may_be_contents() -> None:
    """Lists are also set as tables, or lose their line ends on the way."""
    assert 3 == len(marked([heading("Contents"), row("1", "Purpose", "2"), row("2", "Duties", "3"), row("3", "Records", "4"), *BODY]))
    assert 1 == len(marked([heading("Contents"), line("1. Purpose 2 2. Duties 3 3. Records 4"), *BODY]))


def test_a_paragraph_may_hold_the_whole_list() -> None:
    """ "Contents: 1. Purpose; 2. Duties ..." in running text."""
    assert 1 == len(marked([line("Contents: 1. Purpose; 2. Duties; 3. Records."), *BODY]))


def test_policy_text_is_never_contents() -> None:
    """Text right after a contents list, or lists that only mention a heading, stay what they are."""
    after = [heading("Contents"), line("Purpose"), line("Duties"), line("Staff must tell the DSL at once."), *BODY]

    assert ["Purpose", "Duties"] == marked(after)
    assert [] == marked([heading("Staff must"), item("tell the DSL"), item("keep records"), item("Records"), *BODY])
    assert [] == marked(BODY)
    assert [] == marked([heading("Content"), line("This policy covers what staff must do."), *BODY])


def test_two_items_that_equal_headings_are_no_list_of_contents() -> None:
    """It takes three without a title."""
    assert [] == marked([heading("Aims"), item("Purpose"), item("Duties"), *BODY])
