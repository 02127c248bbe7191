"""The word tables."""

from datetime import date

import pytest

from procheck.notes.tables import records, stands, words_pattern

KEYS = {
    "replaced": set("name words short nations strict schools least near not-near unless since says do source".split()),
    "editions": set("name words not-near first newer yearly".split()),
}


@pytest.mark.parametrize("key", KEYS)
def test_entries_of_old_references_are_whole(key: str) -> None:
    """Each entry has only known keys, words to look for, and real dates."""
    for entry in records("outdated", key):
        assert set(entry) <= KEYS[key]
        assert entry.texts("words")
        if key == "replaced":
            assert entry.text("says").endswith(".")
            assert entry.text("do").endswith(".")
            assert entry.text("source")
            date.fromisoformat(entry.text("since"))
        else:
            assert all(date.fromisoformat(newer["since"]).year == newer["edition"] for newer in entry["newer"])


@pytest.mark.parametrize("entry", records("language", "labels"), ids=lambda entry: entry["name"])
def test_entries_of_words_to_reconsider_are_whole(entry: dict[str, str]) -> None:
    """Each label says why, what to write instead and whose advice it is."""
    assert {"name", "words", "about", "says", "do", "source"} == set(entry)
    assert entry["about"] in ("hsb", "children")


def test_words_match_loosely_but_whole() -> None:
    """Hyphens and plurals are loose; capitals, word edges and addresses are not."""
    pattern = words_pattern(("peer-on-peer", "LSCB", "List 99="))
    assert all(pattern.search(text) for text in ("Peer on Peer", "peer‑on‑peer", "LSCBs", "list 99"))
    assert not any(pattern.search(text) for text in ("lscb", "xLSCB", "www.LSCB.org", "a@LSCB", "LSCB.org", "List 99s"))


TEXTS = (
    "The Child-Protection   Committees meet.", "LSCB", "lscb", "the children’s hearing", "A lead", "", "aim2 and AIM2", "XAIM2",
    "ContactPoint", "a DPA, the DPA 1998", "İ AIM2",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_words_stand_where_their_pattern_finds_them(text: str) -> None:
    """Looking for the letters first changes nothing of what is found."""
    for words in (("child protection committee",), ("LSCB", "Children's Hearing"), ("lea",), (), ("AIM2=", "DPA 1998=")):
        assert stands(words, text) == (words_pattern(words).search(text) is not None)
