from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from procheck.audit.database import FILE, Database
from procheck.audit.history import ChangedMeanwhile, Decisions, Entry, Seen, read_seen
from procheck.datafiles import DataFileError

AT = "2026-11-22T10:15:00+00:00"
NONE, FIRST = Seen(0, False, "aa"), Seen(1, False, "aa")


def decide(
    history: Decisions, word: str, note: str = "", *, seen: Seen = NONE, by: str = "A. Reader", former: tuple[str, ...] = ()
) -> Entry | None:
    return history.decide("riverside", "MA1", word, note, by=by, at=AT, seen=seen, source="test", agencies=former)


@pytest.fixture
def history(tmp_path: Path) -> Decisions:
    return Decisions(Database(tmp_path))


def test_the_latest_entry_counts_and_all_are_kept(history: Decisions) -> None:
    """A change adds an entry, and so does taking a decision back."""
    decide(history, "Green")
    decide(history, "Red", "seen again", seen=FIRST)
    decide(history, "", seen=Seen(2, False, "aa"))

    assert [(entry.number, entry.word) for entry in history.entries()] == [(1, "Green"), (2, "Red"), (3, "")]
    latest = history.latest("riverside", "MA1")
    assert latest is not None and latest.number == 3


def test_a_second_reviewer_sees_the_first_ones_change(history: Decisions) -> None:
    """Who decides on what another has changed meanwhile is told so, and nothing is lost."""
    decide(history, "Green", by="First")
    with pytest.raises(ChangedMeanwhile, match="First has decided 'Green' meanwhile") as error:
        decide(history, "Red", by="Second")
    assert error.value.theirs.word == "Green"

    assert decide(history, "Red", by="Second", seen=FIRST) is not None
    assert [entry.by for entry in history.entries()] == ["First", "Second"]


def test_saying_the_same_again_adds_nothing(history: Decisions) -> None:
    """Two reviewers who agree need not be told of one another; but the same word on other evidence is a decision of its own."""
    decide(history, "Green", by="First")
    assert decide(history, "Green", by="Second") is None
    again = decide(history, "Green", seen=Seen(1, True, "bb"))
    assert again is not None and again.fingerprint == "bb"


def test_an_agency_keeps_its_decisions_under_a_new_folder_name(history: Decisions) -> None:
    """What was decided under a former name is the latest for the present one."""
    history.decide("old-name", "MA1", "Green", "", by="First", at=AT, seen=NONE, source="test")
    with pytest.raises(ChangedMeanwhile):
        decide(history, "Red", former=("old-name",))
    assert decide(history, "Red", seen=FIRST, former=("old-name",)) is not None


@pytest.mark.parametrize("table", ["decisions", "actions"])
@pytest.mark.parametrize("change", ["UPDATE {} SET by = 'Nobody'", "DELETE FROM {}"])
def test_the_file_itself_refuses_to_change_history(tmp_path: Path, table: str, change: str) -> None:
    """No program can change or delete an entry, ours or another."""
    with Database(tmp_path) as database:
        decide(Decisions(database), "Green")
        database.do("INSERT INTO actions VALUES (1, 'a', 'e', '', '', '', '', '', '', '', 'x', 'x', 'x')")
        with pytest.raises(DataFileError, match="append-only"):
            database.do(change.format(table))
        connection = sqlite3.connect(tmp_path / FILE)
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(change.format(table))
        connection.close()


def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    """Reviewers who write to one file at the same time all get an entry, each with a number of its own."""
    Database(tmp_path).__exit__()

    def write(who: int) -> None:
        with Database(tmp_path) as database:
            history = Decisions(database)
            for turn in range(10):
                latest = history.latest(f"agency-{who}", "MA1")
                seen = Seen(latest.number if latest else 0)
                history.decide(f"agency-{who}", "MA1", f"word {turn}", "", by=str(who), at=AT, seen=seen, source="test")

    threads = [threading.Thread(target=write, args=(who,)) for who in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Database(tmp_path) as database:
        entries = Decisions(database).entries()
    assert len(entries) == 60 and sorted(entry.number for entry in entries) == list(range(1, 61))


def test_what_is_inside_a_broken_off_write_is_not_half_kept(tmp_path: Path) -> None:
    """A write that fails half-way leaves nothing of itself."""
    with Database(tmp_path) as database:
        with contextlib.suppress(RuntimeError), database.writing():
            decide(Decisions(database), "Green")
            raise RuntimeError
        assert Decisions(database).entries() == ()


def test_a_killed_program_loses_no_decision(tmp_path: Path) -> None:
    """What was taken in before a kill -9 is there for the next run; what was not finished is not."""
    script = (
        "import os, signal; from pathlib import Path; from procheck.audit.database import Database; "
        "from procheck.audit.history import Decisions, Seen\n"
        f"database = Database(Path({str(tmp_path)!r})); history = Decisions(database)\n"
        "history.decide('a', 'MA1', 'Green', '', by='A', at='t', seen=Seen(), source='s')\n"
        "database.do('BEGIN IMMEDIATE')\n"
        "history.decide('b', 'MA1', 'Red', '', by='A', at='t', seen=Seen(), source='s')\n"
        "os.kill(os.getpid(), getattr(signal, 'SIGKILL', signal.SIGTERM))\n"
    )
    killed = subprocess.run([sys.executable, "-c", script], check=False, cwd=Path(__file__).parents[2])
    assert killed.returncode != 0
    with Database(tmp_path) as database:
        assert [entry.agency for entry in Decisions(database).entries()] == ["a"]


def test_it_is_in_wal_mode(tmp_path: Path) -> None:
    """One can read while another writes."""
    with Database(tmp_path) as database:
        assert database.rows("PRAGMA journal_mode") == [("wal",)]


def test_a_damaged_file_is_named_and_left_alone(tmp_path: Path) -> None:
    """It holds decisions: it is never overwritten."""
    (tmp_path / FILE).write_bytes(b"not a database at all" * 100)
    with pytest.raises(DataFileError, match="is damaged"):
        Database(tmp_path)
    assert (tmp_path / FILE).read_bytes().startswith(b"not a database")


def test_a_file_of_a_later_version_is_named(tmp_path: Path) -> None:
    """An older program does not guess what a newer one has written."""
    with Database(tmp_path) as database:
        database.do("PRAGMA user_version = 99")
    with pytest.raises(DataFileError, match="later version"):
        Database(tmp_path)


def test_what_was_seen_goes_there_and_back() -> None:
    """As text in a hidden column; anything else is not taken for it."""
    for seen in (Seen(), Seen(7, True, "3fa9"), Seen(12, False, "")):
        assert read_seen(str(seen)) == seen
    for text in ("", "7", "x-3fa9", "=1-2", "99999999999999999999-a"):
        assert read_seen(text) is None
