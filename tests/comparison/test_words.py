from hypothesis import given, settings
from hypothesis import strategies as st

from procheck.comparison.words import EDITED, Piece, likeness, pieces

WORDS = st.lists(st.sampled_from("the lead refers may each child to social care at once today".split()), max_size=12).map(" ".join)


def test_marks_what_was_changed() -> None:
    """The words that one side lacks are marked, the others are not."""
    before, now = pieces("The lead will refer at once.", "The lead may refer.")
    assert before == (Piece("The lead", False), Piece("will refer at once.", True))
    assert now == (Piece("The lead", False), Piece("may refer.", True))


@settings(deadline=None)
@given(WORDS, WORDS)
def test_no_word_is_lost(before: str, now: str) -> None:
    """Each side's pieces are its own words in order, and what is unmarked is the same on both sides."""
    left, right = pieces(before, now)
    assert " ".join(piece.text for piece in left) == before
    assert " ".join(piece.text for piece in right) == now
    assert [piece.text for piece in left if not piece.differs] == [piece.text for piece in right if not piece.differs]


def test_an_edit_is_told_from_another_sentence() -> None:
    """A sentence with some words changed is a version of itself; two sentences of one policy are not."""
    assert likeness("The lead refers every concern.", "The lead may refer every concern.") >= EDITED
    assert likeness("The lead refers every concern to social care.", "All staff read this policy in the first week of term.") < EDITED
    assert likeness("", "") == 1
