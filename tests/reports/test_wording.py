from __future__ import annotations

from dataclasses import replace

import pytest

from procheck.judgement.model import Evidence, Status
from procheck.reports import wording
from procheck.reports.model import STATUSES
from tests.reports import fake


def _counts(*numbers: int) -> dict[Status, int]:
    return dict(zip(STATUSES, numbers, strict=True))


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((3, 5, 6, 9, 0), "3 contradicted, 5 not met, 6 partly met, 9 met"),
        ((0, 2, 0, 0, 1), "2 not met, 1 not applicable, none met"),
        ((0, 0, 0, 23, 0), "23 met"),
        ((0, 0, 0, 0, 0), "no criterion was judged"),
    ],
)
def test_counts(numbers: tuple[int, ...], said: str) -> None:
    """Counts are told worst first, never as a percentage; that none is met is said."""
    assert said == wording.counts_sentence(_counts(*numbers))


def test_every_status_has_its_own_words_and_symbol() -> None:
    """No two statuses share a word or a symbol, so that colour is never needed to tell them apart."""
    assert set(STATUSES) == set(wording.STATUS_WORDS) == set(wording.STATUS_SYMBOLS) == set(wording.STATUS_MEANINGS)
    assert len(set(wording.STATUS_WORDS.values())) == len(set(wording.STATUS_SYMBOLS.values())) == len(STATUSES)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\r\n c\u00a0d", "a b c d"),
        ("\x1b[31mred\x07\x00", "[31mred"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("lone \ud800 half", "lone half"),
        ("Llŷn – “café” 家", "Llŷn – “café” 家"),
    ],
)
def test_clean(text: str, shown: str) -> None:
    """Control characters and marks that reverse the reading go; every letter of every language stays."""
    assert shown == wording.clean(text)


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2025-09-01", "1 September 2025"),
        ("2025-12", "December 2025"),
        ("autumn term", "autumn term"),
        ("2025-13", "2025-13"),
        (None, "not found"),
    ],
)
def test_day(iso: str | None, said: str) -> None:
    """A date is told as people say it; what is no date is told as it stands."""
    assert said == wording.day(iso)


@pytest.mark.parametrize(
    ("due", "late"),
    [
        ("2026-11-21", True),
        ("2026-11-22", False),
        ("2026-11", False),
        ("2026-10", True),
        ("2027", False),
        (None, False),
    ],
)
def test_overdue(due: str | None, late: bool) -> None:
    """A review is overdue from the day after; one due in a month, from the month after."""
    assert late is wording.overdue(due, "2026-11-22")


def test_place() -> None:
    """A passage is placed by page, else by paragraph, and by document only where there are several."""
    found = fake.evidence(0, "yes")

    assert "page 14, 6 Records › 6.2 What to write down" == wording.place(found, several_documents=False)
    assert wording.place(found, several_documents=True).startswith(f"{found.document}, page 14")
    paged = replace(found, page=None, section=())
    assert "paragraph 40" == wording.place(paged, several_documents=False)


def test_long_headings_are_cut_at_a_word() -> None:
    """A heading of many words does not drown the quote beside it."""
    cut = wording.section_path(("word " * 60, "Short"))

    assert cut.endswith("word… › Short")
    assert len(cut) < 85


def test_because() -> None:
    """What holds a passage back is told for weak and contradicting passages, never for one that is enough."""
    assert "Why it is not enough: 'may' leaves it to choice." == wording.because(fake.evidence(0, "weak"))
    assert wording.because(fake.opposite(0)).startswith("Why it counts against: ")
    assert "" == wording.because(replace(fake.evidence(0, "weak"), value="yes"))


def test_reason() -> None:
    """Why an element was not found is told, but not where it would only repeat what the element asks."""
    element = replace(fake.small().criteria[1].elements[0], title="Parents are told.", value="no")

    assert "" == wording.reason(replace(element, why="Not found. Looked for: parents are told."))
    assert "A reading list is no procedure." == wording.reason(replace(element, why="A reading list is no procedure."))
    assert "" != wording.reason(replace(element, value="weak", why="Not found. Looked for: parents are told."))


def test_limits() -> None:
    """The limits name practice, law, a person, the edition, and what the criteria themselves add."""
    said = " ".join(wording.limits(fake.small()))

    for word in (
        "not practice",
        "no legal judgement",
        "A person",
        "procheck 0.1.0",
        "February 2017",
        "replaced in December 2021",
    ):
        assert word in said


@pytest.mark.parametrize(
    ("text", "said"), [("So", "So."), ("So.", "So."), ("So?", "So?"), ("“So.”", "“So.”"), ("", "")]
)
def test_sentence(text: str, said: str) -> None:
    """A sentence gets one full stop, and nothing stays nothing."""
    assert said == wording.sentence(text)


@pytest.mark.parametrize(
    ("found_by", "like", "words"),
    [
        ("{refer} ... {social care} !{someone else}", (), "Found by the wording “refer … social care”"),
        ("{the child} .. (remain|stay) @{child harmed} !{parent}", (), "Found by the wording “the child … remain or stay”"),
        ("likeness 0.91", ("Parents hear the same day.",), "Found by likeness to “Parents hear the same day.”"),
        ("likeness 0.91", (), "Found by likeness to known statements"),
        ("", (), ""),
    ],
)
def test_how_a_passage_was_found(found_by: str, like: tuple[str, ...], words: str) -> None:
    """A phrase is told without its signs, a likeness by the statement it is like; nothing is said where nothing is known."""
    evidence = Evidence("Staff refer it.", "a.md", None, (), 1, "directive", "hsb", "says", found_by=found_by, like=like)
    assert words == wording.found(evidence)
