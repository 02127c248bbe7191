from dataclasses import replace

from procheck.comparison.remarks import remarks
from procheck.documents.model import Unread
from tests.reports import fake

DOCUMENT = fake.all_met().documents[0]
BEFORE = replace(fake.all_met(), scorer="a" * 64)
NOW = replace(BEFORE, documents=(replace(DOCUMENT, sha256="cd" * 32),))


def test_like_with_like_needs_no_remark() -> None:
    """Two readable documents judged alike are compared without a word of warning."""
    assert remarks(BEFORE, NOW) == ()


def test_the_same_file_is_named() -> None:
    """One file given twice is told, because nothing can have changed."""
    assert remarks(BEFORE, BEFORE) == ("Both were made from the same file, byte for byte.",)


def test_other_ways_of_judging_are_told() -> None:
    """Other versions of criteria, scorer or program are told with the warning that they may make the difference."""
    said = remarks(BEFORE, replace(NOW, pack=replace(fake.PACK, version="1.1"), scorer="", procheck="9.9"))
    assert "version 1.0 before, version 1.1 now" in said[0]
    assert said[1].startswith("The learned scorer was heard before, and phrases alone decided now.")
    assert "procheck 0.1.0 and the later one by 9.9" in said[2]
    assert remarks(replace(BEFORE, scorer=""), NOW)[0].startswith("The learned scorer was heard now, and phrases alone decided before.")
    assert remarks(BEFORE, replace(NOW, scorer="b" * 64))[0].startswith("Two different versions of the learned scorer")


def test_unread_parts_are_told() -> None:
    """Where something could not be read on either side, what seems lost or won may stand there."""
    unread = replace(NOW, documents=(replace(DOCUMENT, sha256="cd" * 32, unread=(Unread("page", "A scan."),)),))
    assert "a person must look" in remarks(BEFORE, unread)[0]
    assert "may have stood" in remarks(unread, BEFORE)[0]
