from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from procheck.acceptance.files import path_beside, write
from procheck.acceptance.model import Record, RecordFile
from procheck.documents.errors import UnreadableDocument
from procheck.documents.opening import open_document
from procheck.judgement.judging import Judge
from procheck.watching.rounds import Round, Rounds
from procheck.watching.watching import watch
from tests.building import small_pack

HEADING = "# Harmful sexual behaviour\n\n"
WEAK, FIRM, GONE = "The lead may refer to social care.", "The lead refers to social care immediately.", "Children sing."


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.md"
    path.write_text(HEADING + WEAK, encoding="utf-8")
    return path


@pytest.fixture
def rounds(draft: Path, tmp_path: Path) -> Rounds:
    folder = tmp_path / "packs"
    folder.mkdir()
    return Rounds(draft, Judge(small_pack(folder)), open_document, as_of=date(2026, 11, 22))


def say(draft: Path, words: str) -> None:
    draft.write_text(HEADING + words, encoding="utf-8")


def test_each_round_is_compared_with_the_last_and_the_first(draft: Path, rounds: Rounds) -> None:
    """The first round has nothing to compare; later ones tell what changed since the last, and from the third on since the first."""
    first = rounds.again()
    assert first.first and first.since_last is None

    say(draft, FIRM)
    second = rounds.again()
    assert second.since_last and second.since_last.counts()["closed"] == 2 and second.since_start is None

    say(draft, GONE)
    third = rounds.again()
    assert third.since_last and third.since_last.counts()["new"] == 2
    assert third.since_start and third.since_start.counts() == {"new": 0, "worse": 1, "better": 0, "closed": 0, "unchanged": 2}


def test_a_save_without_a_new_word_is_no_round(draft: Path, rounds: Rounds) -> None:
    """Saved again with the same words, nothing is judged or compared."""
    first = rounds.again()
    draft.write_text(f"\n\n{HEADING}{WEAK}\n\n", encoding="utf-8")
    again = rounds.again()
    assert not again.first and again.since_last is None and again.report is first.report


def test_records_are_picked_up_as_they_come(draft: Path, rounds: Rounds) -> None:
    """Something accepted meanwhile is told once, and shown from then on."""
    rounds.again()
    write(path_beside(draft), RecordFile("draft.accepted.yaml", "draft.md", "", (Record("XX1.refer", "Elsewhere."),)))
    found = rounds.again()
    assert found.said and "draft.accepted.yaml" in found.said[0]
    assert found.report.accepted_as("XX1.refer") and found.since_last and not found.since_last.got_worse
    say(draft, WEAK + " Children sing.")
    assert rounds.again().said == ()


def test_what_cannot_be_read_is_told_and_forgotten(draft: Path, rounds: Rounds) -> None:
    """A draft that is spoilt for a while is told in a sentence, and the next good save is compared with the last good one."""
    shown: list[Round] = []
    told: list[str] = []

    def saves() -> object:
        draft.write_bytes(b"")
        yield
        say(draft, FIRM)
        yield
        yield  # the system tells of one save twice
        draft.unlink()
        yield
        say(draft, FIRM)
        yield

    watch(draft, rounds, show=shown.append, tell=told.append, saves=saves())  # type: ignore[arg-type]

    assert len(told) == 2
    assert told[0].startswith("draft.md ") and told[0].endswith(". Waiting for the next save.")
    assert told[1] == "draft.md is gone: waiting until it is back."
    assert [(each.first, each.since_last is not None) for each in shown] == [(True, False), (False, True), (False, False)]


def test_a_missing_draft_raises(draft: Path, rounds: Rounds) -> None:
    """Rounds leave it to the caller what to do about a draft that cannot be read."""
    draft.unlink()
    with pytest.raises(UnreadableDocument):
        rounds.again()
