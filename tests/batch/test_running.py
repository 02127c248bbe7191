"""Runs: nothing is lost, nothing is done twice, and only what must be is done again."""

from __future__ import annotations

import csv
import errno
import json
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from procheck.batch import exporting
from procheck.batch.journal import Journal, JournalError
from procheck.batch.model import Effort, Task
from procheck.batch.running import DiskFull, NothingToDo
from tests.batch.building import Here, Quiet, done, order


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """Four documents, two of one content, and an empty one."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    for name, content in {"a.md": "A", "b.md": "B", "c.md": "C", "copy of a.md": "A", "empty.md": ""}.items():
        (folder / name).write_text(content)
    return folder


def summary(results: Path) -> dict[str, str]:
    """Document -> result."""
    with (results / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["Document"]: row["Result"] for row in csv.DictReader(file)}


def every_byte(results: Path, *, timeless: bool = False) -> dict[str, bytes]:
    """All results but the journal and the manifest; where `timeless`, without the workbook too, which tells when runs were."""
    return {
        path.relative_to(results).as_posix(): path.read_bytes()
        for path in results.rglob("*")
        if path.is_file() and not path.name.startswith(("journal", "manifest", "summary.xlsx" if timeless else "journal"))
    }


def test_one_content_is_judged_once_and_reported_twice(tmp_path: Path, inputs: Path) -> None:
    """Each name has its own report, which calls the document by it."""
    here = Here()
    outcome = done(order(tmp_path, inputs), here)

    assert ["a.md", "b.md", "c.md", "empty.md"] == sorted(here.tasks)
    assert (5, 4, 1) == (outcome.tally.documents, outcome.tally.judged, outcome.tally.unreadable)
    every = [json.loads(path.read_text()) for path in (tmp_path / "results/reports").iterdir()]
    reports = {report["submission"]: report for report in every}
    assert {"a.md", "b.md", "c.md", "copy of a.md"} == set(reports)
    assert "copy of a.md" == reports["copy of a.md"]["documents"][0]["name"]
    assert ["It may stand in copy of a.md."] == reports["copy of a.md"]["criteria"][0]["needs_review"]


def test_the_same_command_again_does_nothing(tmp_path: Path, inputs: Path) -> None:
    """No document is judged again, not even one that could not be read, and every byte stays, the manifest's too."""
    done(order(tmp_path, inputs))
    before = every_byte(tmp_path / "results"), (tmp_path / "results/manifest.json").read_bytes()

    here = Here()
    outcome = done(order(tmp_path, inputs), here)

    assert [] == here.tasks and 0 == outcome.judged_now
    assert before == (every_byte(tmp_path / "results"), (tmp_path / "results/manifest.json").read_bytes())


def test_a_run_goes_on_where_another_ended(tmp_path: Path, inputs: Path) -> None:
    """What an exception, or anything else, cut off is judged; what was done is not; the end is as if nothing had happened."""

    def fall(task: Task) -> None:
        if task.label.name == "c.md":
            raise RuntimeError

    with pytest.raises(RuntimeError):
        done(order(tmp_path, inputs), Here(before=fall))
    assert not (tmp_path / "results/manifest.json").exists()
    here = Here()
    done(order(tmp_path, inputs), here)

    assert ["c.md", "empty.md"] == sorted(here.tasks)
    done(order(tmp_path, inputs, folder=tmp_path / "quiet"))
    assert every_byte(tmp_path / "quiet", timeless=True) == every_byte(tmp_path / "results", timeless=True)


def test_what_was_at_work_when_a_run_ended_comes_last(tmp_path: Path, inputs: Path) -> None:
    """Should it be what ended the run, all others are done first."""

    def fall(task: Task) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        done(order(tmp_path, inputs), Here(before=fall))
    here = Here()
    done(order(tmp_path, inputs), here)

    assert ["b.md", "c.md", "empty.md", "a.md"] == here.tasks


def test_asked_to_finish_a_run_writes_what_it_has(tmp_path: Path, inputs: Path) -> None:
    """The results name what was not judged yet, and the same command goes on."""
    outcome = done(order(tmp_path, inputs), watch=Quiet(on_progress=lambda runs: runs.finish()))

    assert 3 == outcome.tally.waiting
    assert "Not judged yet" == summary(tmp_path / "results")["b.md"]
    assert json.loads((tmp_path / "results/manifest.json").read_text())["complete"] is False
    outcome = done(order(tmp_path, inputs))
    assert (0, 3) == (outcome.tally.waiting, outcome.judged_now)


def test_failed_documents_are_tried_again_when_asked(tmp_path: Path, inputs: Path) -> None:
    """Those alone; without --retry they keep their cause."""
    done(order(tmp_path, inputs))
    here = Here()
    done(order(tmp_path, inputs, retry_failed=True), here)

    assert ["empty.md"] == here.tasks


def test_other_limits_try_what_failed_again(tmp_path: Path, inputs: Path) -> None:
    """A document that was refused for its size or time may pass now; what was judged stays."""
    done(order(tmp_path, inputs))
    here = Here()
    done(order(tmp_path, inputs, effort=Effort(1, seconds=900)), here)

    assert ["empty.md"] == here.tasks


def test_another_pack_judges_all_and_the_first_none(tmp_path: Path, inputs: Path) -> None:
    """A changed pack, even without a new version number, judges everything anew; back again, nothing."""
    done(order(tmp_path, inputs))
    criterion = tmp_path / "pack/small/XX1.yaml"
    before = criterion.read_text()
    criterion.write_text(before.replace("It matters.", "It matters much."))
    here, back = Here(), Here()
    done(order(tmp_path, inputs), here)
    criterion.write_text(before)
    done(order(tmp_path, inputs), back)

    assert (4, 0) == (len(here.tasks), len(back.tasks))


def test_a_new_document_is_the_only_one_judged(tmp_path: Path, inputs: Path) -> None:
    """One that was changed counts as new; one that was taken away leaves the results, with its report."""
    done(order(tmp_path, inputs))
    (inputs / "new.md").write_text("N")
    (inputs / "b.md").write_text("B, changed")
    (inputs / "c.md").unlink()
    here = Here()
    done(order(tmp_path, inputs), here)

    assert ["b.md", "new.md"] == sorted(here.tasks)
    assert {"a.md", "b.md", "copy of a.md", "empty.md", "new.md"} == set(summary(tmp_path / "results"))
    assert 4 == len(list((tmp_path / "results/reports").iterdir()))


def test_a_new_name_for_a_known_content_is_not_judged(tmp_path: Path, inputs: Path) -> None:
    """It gets its report from the journal."""
    done(order(tmp_path, inputs))
    (inputs / "again.md").write_text("B")
    here = Here()
    outcome = done(order(tmp_path, inputs), here)

    assert [] == here.tasks
    assert (6, 5) == (outcome.tally.documents, outcome.tally.judged)


def test_lost_and_changed_reports_are_written_again(tmp_path: Path, inputs: Path) -> None:
    """The journal has them all."""
    done(order(tmp_path, inputs))
    before = every_byte(tmp_path / "results")
    first, second, *_ = (tmp_path / "results/reports").iterdir()
    first.unlink()
    second.write_text("{}")
    done(order(tmp_path, inputs))

    assert before == every_byte(tmp_path / "results")


def test_a_batch_that_goes_on_the_next_day_keeps_its_date(tmp_path: Path, inputs: Path) -> None:
    """Overdue dates are counted from the day it began, so that nothing is judged twice; a date that is asked for counts."""
    done(order(tmp_path, inputs))
    tomorrow = replace(order(tmp_path, inputs).how, as_of=date(2026, 11, 23))
    here, asked = Here(), Here()
    done(order(tmp_path, inputs, how=tomorrow), here)
    done(order(tmp_path, inputs, how=tomorrow, today=date(2026, 11, 23)), asked)

    assert (0, 4) == (len(here.tasks), len(asked.tasks))
    assert "2026-11-23" == json.loads((tmp_path / "results/manifest.json").read_text())["as_of"]


def test_a_full_disk_stops_the_run_and_loses_nothing(tmp_path: Path, inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence says what to do; afterwards the same command goes on."""

    def full(path: Path, content: bytes) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(exporting, "write", full)
        with pytest.raises(DiskFull, match="is full: free some space and give the same command again"):
            done(order(tmp_path, inputs))
    outcome = done(order(tmp_path, inputs))

    assert (4, 1, 0) == (outcome.tally.judged, outcome.tally.unreadable, outcome.tally.waiting)


def test_two_batches_cannot_share_a_folder(tmp_path: Path, inputs: Path) -> None:
    """The second is told that the first is at work."""
    with Journal(tmp_path / "results"), pytest.raises(JournalError, match="in use by another procheck"):
        done(order(tmp_path, inputs))


def test_a_damaged_journal_is_named(tmp_path: Path, inputs: Path) -> None:
    """With what to do."""
    (tmp_path / "results").mkdir()
    (tmp_path / "results/journal.sqlite").write_bytes(b"no database" * 1000)

    with pytest.raises(JournalError, match=r"is damaged .*move it away and give the same command again"):
        done(order(tmp_path, inputs))


def test_a_journal_that_cannot_be_opened_is_named(tmp_path: Path, inputs: Path) -> None:
    """Here because a folder is in its place."""
    (tmp_path / "results/journal.sqlite").mkdir(parents=True)

    with pytest.raises(JournalError, match=r"cannot be used .*check the disk, and that you may write"):
        done(order(tmp_path, inputs))


def test_a_journal_of_another_version_is_left_alone(tmp_path: Path, inputs: Path) -> None:
    """It is not written to."""
    (tmp_path / "results").mkdir()
    with sqlite3.connect(tmp_path / "results/journal.sqlite") as database:
        database.execute("PRAGMA user_version = 99")

    with pytest.raises(JournalError, match="another version of procheck"):
        done(order(tmp_path, inputs))


def test_nothing_to_do(tmp_path: Path) -> None:
    """A folder without documents is named."""
    with pytest.raises(NothingToDo, match="no documents in"):
        done(order(tmp_path, tmp_path / "pack"))


def test_progress_counts_what_was_done_before(tmp_path: Path, inputs: Path) -> None:
    """A run that goes on starts where the other ended."""
    done(order(tmp_path, inputs), watch=Quiet(on_progress=lambda runs: runs.finish()))
    watch = Quiet()
    done(order(tmp_path, inputs), watch=watch)

    assert [2, 3, 4] == [progress.done for progress in watch.seen]
    assert 1 == watch.seen[-1].unreadable


def test_missing_files_are_accounted_for(tmp_path: Path, inputs: Path) -> None:
    """What a list names and is not there is unreadable, with its cause."""
    (inputs / "list.txt").write_text("a.md\ngone.pdf\n")
    outcome = done(order(tmp_path, f"@{inputs}/list.txt"))

    assert ["gone.pdf does not exist: check the spelling of the path."] == outcome.tally.named
    assert {"a.md": "Judged", "gone.pdf": "Could not be read"} == summary(tmp_path / "results")


