import itertools
from pathlib import Path

from procheck.acceptance.fingerprint import alike, fingerprint
from procheck.documents.opening import open_document

GOLD = Path(__file__).parents[1] / "gold"
TEXTS = [open_document(GOLD / name).text for name in
         ("d01-secondary-academy.md", "d02-primary-safeguarding.md", "d05-swimming-club.md", "d25-secondary-cp-policy.md")]  # fmt: skip


def test_an_edited_text_is_known_again() -> None:
    """A policy with every twelfth paragraph rewritten is the same policy; so is one in capitals with other punctuation."""
    for text in TEXTS:
        lines = text.split("\n")
        edited = "\n".join("A sentence that is altogether new." if not number % 12 else line for number, line in enumerate(lines))
        assert alike(fingerprint(text), fingerprint(edited))
        assert fingerprint(text) == fingerprint(text.upper().replace(",", " ; "))


def test_another_policy_is_not() -> None:
    """Policies on the same subject by other hands are not taken for one another."""
    for one, other in itertools.combinations(TEXTS, 2):
        assert not alike(fingerprint(one), fingerprint(other))


def test_nothing_is_like_nothing() -> None:
    """Too short a text has no fingerprint, and a missing or spoilt fingerprint is like none."""
    assert fingerprint("Two words") == ""
    assert not alike("", "") and not alike("zz", "zz")
    assert len(fingerprint("Three words here")) == 16
