from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from procheck.judgement.judging import Judge
from procheck.web import jobs
from procheck.web.desk import Desk
from tests.building import small_pack
from tests.web.desks import POLICY, TODAY, InProcess, SlowJudge, added, desk, given, wait


def test_read_once_judged_by_each_pack(tmp_path: Path) -> None:
    """Another pack judges what was read before: the file is not read again."""
    seen: list[Path] = []
    here = desk(tmp_path, before=seen.append)
    submission = added(here)
    wait(here, submission, "other")
    first, second = (here.progress(submission, pack).result for pack in ("small", "other"))

    assert len(seen) == 1
    assert first is not None and second is not None and first.report == second.report
    assert first.report.as_of == TODAY.isoformat()


def test_a_bad_file_is_named(tmp_path: Path) -> None:
    """A file that cannot be read ends its check with the sentence of the reader; the next check works."""
    here = desk(tmp_path)
    bad = added(here, given(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "old.doc"))

    assert here.progress(bad, "small").stage == "failed"
    assert "save it as .docx" in here.progress(bad, "small").message
    assert here.progress(added(here), "small").stage == "ready"


def test_together_what_could_be_read_is_judged(tmp_path: Path) -> None:
    """Of several documents together the readable ones are judged, and the result names the other."""
    here = desk(tmp_path)
    both = added(here, given(b"PK\x03\x04 and no more", "broken.docx"), given())
    result = here.progress(both, "small").result

    assert result is not None
    assert [document.name for document in result.documents] == ["policy.md"]
    assert [error.name for error in result.unreadable] == ["broken.docx"]
    assert result.report.notes[0].kind == "unread"


def test_a_mistake_of_ours_ends_one_check(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A fault in procheck is told in a sentence, and the worker goes on with the next document."""

    def fail(path: Path) -> None:
        if path.name == "fatal.md":
            raise RuntimeError("a bug")

    here = desk(tmp_path, before=fail)
    failed = added(here, given(name="fatal.md"))

    assert "mistake in procheck" in here.progress(failed, "small").message
    assert here.progress(added(here), "small").stage == "ready"
    assert "a bug" in caplog.text


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Opened at the end, so that no worker waits for ever."""
    made = threading.Event()
    yield made
    made.set()


def test_progress_is_told(tmp_path: Path, gate: threading.Event) -> None:
    """While a document is read, its check says which one of how many, and the next waits for its turn."""
    here = desk(tmp_path, before=lambda path: gate.wait(60))
    first = here.workspace.add("both", [given(name="a.md"), given(name="b.md")])
    second = here.workspace.add("next", [given()])
    here.progress(first, "small")
    here.progress(second, "small")
    for _ in range(500):
        if here.progress(first, "small").stage == "reading":
            break
        threading.Event().wait(0.01)

    assert here.progress(first, "small").message == "Reading a.md (1 of 2)."
    assert here.progress(second, "small").stage == "waiting"
    gate.set()
    wait(here, first)
    wait(here, second)


def test_a_removed_document_comes_to_nothing(tmp_path: Path, gate: threading.Event) -> None:
    """A submission that is removed while it is read is not judged, and nothing of it is kept."""
    here = desk(tmp_path, before=lambda path: gate.wait(60))
    submission = here.workspace.add("x", [given()])
    here.progress(submission, "small")
    here.checks.forget(submission)
    here.workspace.remove(submission)
    gate.set()
    wait(here, added(here))

    assert not here.checks.known(submission)


def test_long_documents_get_a_first_look(tmp_path: Path) -> None:
    """A long document is shown as judged by phrases while the scorer works; a short one is not."""
    here = desk(tmp_path)
    slow = SlowJudge(Judge(small_pack(tmp_path / "packs")))
    checks = jobs.Checks(InProcess(), lambda name: slow, today=lambda: TODAY)
    checks.start(warm="small")
    long = here.workspace.add("long", [given(POLICY + b"\n\nBicycles stand by the gate." * 1000)])
    short = here.workspace.add("short", [given()])
    there = Desk(here.workspace, checks, here.door, here.limits, here.packs)
    there.progress(long, "small")
    for _ in range(500):
        if there.progress(long, "small").result:
            break
        threading.Event().wait(0.01)
    first = there.progress(long, "small")

    assert first.result is not None and first.result.first_look and not first.finished
    slow.may.set()
    wait(there, long)
    wait(there, short)
    last = there.progress(long, "small").result
    assert last is not None and not last.first_look
    assert last.report.criteria == first.result.report.criteria


def test_old_checks_are_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory holds a number of checks; an older one is made again when it is asked for."""
    monkeypatch.setattr(jobs, "MOST_KEPT", 2)
    here = desk(tmp_path)
    first = added(here, given(name="0.md"))
    for number in range(3):
        added(here, given(name=f"{number}.md"))

    assert not here.checks.known(first)
    assert here.progress(first, "small").stage == "waiting"
    wait(here, first)


def test_ending_leaves_what_waits(tmp_path: Path, gate: threading.Event) -> None:
    """When the page is ended, checks that wait are not begun."""
    seen: list[Path] = []

    def slow(path: Path) -> None:
        seen.append(path)
        gate.wait(60)

    here = desk(tmp_path, before=slow)
    for name in ("a.md", "b.md"):
        here.progress(here.workspace.add(name, [given(name=name)]), "small")
    for _ in range(500):
        if seen:
            break
        threading.Event().wait(0.01)
    here.checks.stop()
    gate.set()
    here.checks._worker.join(30)

    assert [path.name for path in seen] == ["a.md"]
    assert not here.checks._worker.is_alive()
