"""Quotes found again by their letters, whatever a reader made of the spaces and signs between them."""

from __future__ import annotations

import pytest

from procheck.reports.annotated.letters import find, letters, squeezed


def test_letters_keep_their_places() -> None:
    """Each letter or digit comes with its offset in the text; a ligature gives its letters, all at its own place."""
    assert list(letters("A-ﬁx 9")) == [(0, "a"), (2, "f"), (2, "i"), (3, "x"), (5, "9")]


@pytest.mark.parametrize(
    ("read", "written"),
    [("Tell | the DSL", "Tell\tthe\nDSL"), ("co-operate", "co\u2011operate"), ("refer them", "re\u00adfer  them"), ("Straße", "STRASSE")],
)
def test_a_reader_changes_no_letters(read: str, written: str) -> None:
    """What readers fold or drop makes no difference."""
    assert squeezed(read) == squeezed(written)


def test_quotes_are_found() -> None:
    """The place of a quote, of its second time, and None where it is not there."""
    assert find("xabcxabc", "abc") == (1, 4)
    assert find("xabcxabc", "abc", nth=1) == (5, 8)
    assert find("xabc", "abc", nth=3) == (1, 4)
    assert find("xabc", "abd") is None
    assert find("xabc", "") is None


def test_a_quote_with_something_hidden_in_it_is_found_by_its_ends() -> None:
    """Words that a reader left out of the middle do not hide the passage."""
    quote = squeezed("The lead rings social care at once and writes it down the same day.")
    within = squeezed("Well. The lead rings social care (hidden) at once and writes it down the same day. More.")
    start, end = find(within, quote) or (0, 0)
    assert within[start:end] == squeezed("The lead rings social care (hidden) at once and writes it down the same day")
