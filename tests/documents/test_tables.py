"""Which row of a table heads its columns."""

from __future__ import annotations

import pytest

from procheck.documents.tables import Cell, Row, row_blocks


def row(*texts: str, head: bool = False, bold: bool = False, shaded: bool = False) -> Row:
    """A row of plain cells."""
    return Row([Cell(text, column=place, bold=bold, shaded=shaded) for place, text in enumerate(texts)], head=head)


def headers(*rows: Row, styled: bool = False) -> list[tuple[str, ...]]:
    """The column headings of each row that has words."""
    return [block.header for block in row_blocks(list(rows), 0, styled_heads=styled) if block is not None]


PLAIN = row("Report", "Staff tell the DSL, in person, before they leave for the day.", "At once, and always on the same day.")


@pytest.mark.parametrize("first", [{"head": True}, {"bold": True}, {"shaded": True}])
def test_a_first_row_that_is_marked_or_stands_out_heads_the_columns(first: dict[str, bool]) -> None:
    """Marked in the file, bold over plain, shaded over plain."""
    titles = ("Stage", "What", "When")

    assert [titles, titles] == headers(row(*titles, **first), PLAIN)


def test_short_words_over_long_ones_head_three_columns_and_more() -> None:
    """In plain type, two columns may as well be keys and values."""
    assert ("Stage", "Action", "Timing") == headers(row("Stage", "Action", "Timing"), PLAIN)[1]
    assert [(), ()] == headers(row("Owner", "DSL"), row("Scope", "All pupils of the academy, at any hour of the day."))


def test_all_rows_alike_have_no_head() -> None:
    """All bold, all shaded or all marked: nothing stands out."""
    assert [(), ()] == headers(row("a", "b", bold=True), row("c", "d", bold=True))
    assert [(), ()] == headers(row("a", "b", head=True), row("c", "d", head=True))


def test_a_first_row_of_sentences_heads_nothing() -> None:
    """However bold."""
    assert [(), ()] == headers(row("Tell the DSL.", "Write it down.", bold=True), row("c", "d"))


def test_the_tables_style_may_set_its_first_row_apart() -> None:
    """Word's table styles do."""
    assert ("Who", "What") == headers(row("Who", "What"), row("c", "d"), styled=True)[1]


def test_two_heading_rows_are_joined_by_column() -> None:
    """ "Duties" over "Staff" and "DSL" heads both."""
    upper = Row([Cell("Stage"), Cell("Duties", column=1, span=2)], head=True)
    lower = Row([Cell("Staff", column=1), Cell("DSL", column=2)], head=True)

    assert ("Stage", "Duties Staff", "Duties DSL") == headers(upper, lower, row("Report", "tell", "refer"))[2]


def test_rows_without_words_are_nothing() -> None:
    """And keep their place among the rows."""
    assert [True, False] == [block is None for block in row_blocks([row("", " "), row("a", "b")], 0)]
