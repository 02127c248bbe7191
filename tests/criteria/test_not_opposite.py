"""What the pack names as no opposite: it must not cover what is one."""

from __future__ import annotations

import pytest

from procheck.checking import DEFAULT_PACK, find_pack
from procheck.judgement.candidates import Finder
from procheck.judgement.judging import candidates_of
from procheck.judgement.reading import read
from tests.building import document

PACK = find_pack(DEFAULT_PACK)
FINDER = Finder(PACK)


def apart(text: str) -> set[str]:
    """The elements of which the sentence is said to be no opposite."""
    *_, statement = read(document("# Harmful sexual behaviour", text), PACK.lexicon)
    return {each.element.id for each in candidates_of(statement, FINDER) if each.stand == "apart"}


@pytest.mark.parametrize(
    ("element", "text"),
    [
        ("MA1.early", "If no decision has come by the third day the lead rings the hub again."),
        ("MA1.early", "A referral is not delayed by anything that the school does itself."),
        ("PC1.inform", "Other parents are told nothing of the matter."),
        ("PC1.inform", "Nobody tells one family about the other child."),
        ("PC1.unless-risk", "No parent is told where that would put a child in danger."),
        ("MA2.share", "One family is not told what is on the file of the other, and neither gets the address of the other family."),
        ("MA2.share", "Nothing is given to newspapers."),
        ("WC4.record", "An allegation against a member of staff is not written in the child's notes."),
        ("MA2.share", "Nothing is said of it in an employment reference."),
    ],
)
def test_another_matter_is_known(element: str, text: str) -> None:
    """Chasing a late answer is no delay, and other children's parents are not those who must be told."""
    assert element in apart(text)


@pytest.mark.parametrize(
    ("element", "text"),
    [
        ("MA1.early", "We do not refer at once but hold an inquiry of our own first."),
        ("MA1.early", "No decision to refer is made until the governors have met."),
        ("MA1.early", "The referral is not sent until the panel has decided."),
        ("MA1.early", "Contact social care when it happens again."),
        ("PC1.inform", "Parents are not told of incidents of this kind."),
        ("PC1.inform", "The parents of the other child are told nothing."),
        ("PC1.inform", "We do not tell the parents of the other child about it."),
        ("PC1.unless-risk", "No parent is left untold, even where that would put a child in danger."),
        ("MA2.share", "Nothing is shared with the police, the press or social care."),
        ("WC4.record", "Sexual touching is no more written down than name-calling is."),
        ("AT3.alongside", "All support stops until the police have finished their interviews."),
    ],
)
def test_a_true_opposite_is_not_excused(element: str, text: str) -> None:
    """Words that really put off, keep back or stop what is asked for are never taken for another matter."""
    assert element not in apart(text)
