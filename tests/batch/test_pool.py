"""Workers: whatever a document does, it costs that document and no other."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from procheck.batch.model import CannotJudge, Done, Effort, Failed, Judged, Label, Prepares, Task
from procheck.batch.pool import Pool
from tests.batch.making import BOMB, CRASH, HANG, ONCE, Misbehaving, Quick

MB = 1024 * 1024
T = TypeVar("T")
MISBEHAVING = Misbehaving(Quick())
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and limits as Linux has them")


def task(folder: Path, name: str, content: bytes) -> Task:
    """A task for a new file."""
    (folder / name).write_bytes(content)
    return Task(hashlib.sha256(content).hexdigest(), "", Label(name, name), str(folder / name))


def results(tasks: Sequence[Task], effort: Effort, how: Prepares = MISBEHAVING) -> dict[str, Done]:
    """What came of each task, by name."""
    with Pool(how, effort) as pool:
        return {done.task.label.name: done for done in pool.run(tasks)}


def test_bad_documents_cost_themselves_alone(tmp_path: Path) -> None:
    """A hang, a crash and a memory bomb are each named with their cause; all others are judged, each once."""
    tasks = [task(tmp_path, f"good-{number}", b"good %d" % number) for number in range(6)]
    tasks[1:1] = [task(tmp_path, "hang", HANG), task(tmp_path, "crash", CRASH), task(tmp_path, "bomb", BOMB)]

    found = results(tasks, Effort(2, seconds=1.5, memory_bytes=300 * MB))

    assert len(found) == len(tasks)
    causes = {name: done.result.cause for name, done in found.items() if isinstance(done.result, Failed)}
    assert causes == {"hang": "timeout", "crash": "crash", "bomb": "memory"}
    crash, hang = found["crash"].result, found["hang"].result
    assert isinstance(crash, Failed) and isinstance(hang, Failed)
    assert "2 times (signal 11, SIGSEGV)" in crash.problem
    assert "limit of 1.5 seconds" in hang.problem
    assert hang.seconds >= 1.5 and hang.peak_bytes > 0


def test_a_killed_worker_blames_no_document(tmp_path: Path) -> None:
    """A worker that is killed from outside has its document judged by another."""
    innocent = task(tmp_path, "innocent", ONCE + str(tmp_path / "witness").encode())

    found = results([innocent], Effort(1))["innocent"]

    assert isinstance(found.result, Judged)
    assert 2 == found.attempts


def test_workers_are_recycled(tmp_path: Path) -> None:
    """After so many documents another process goes on, and no document is lost."""
    tasks = [task(tmp_path, str(number), b"%d" % number) for number in range(5)]

    found = results(tasks, Effort(1, recycled_after=2), Quick())

    assert 5 == len(found)


def test_mistakes_in_the_criteria_are_told(tmp_path: Path) -> None:
    """What no worker can start with is one sentence."""
    with pytest.raises(CannotJudge, match=r"pack\.yaml, line 3: unknown key"):
        results([task(tmp_path, "a", b"a")], Effort(2), Quick(fails="unknown key."))


def test_a_mistake_before_any_document_is_one_sentence(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Nor does a worker say more on the terminal."""
    with pytest.raises(CannotJudge, match=r"a mistake in procheck \(ZeroDivisionError in making\.py, line \d+\), which should be reported"):
        results([task(tmp_path, "a", b"a")], Effort(1), Quick(size=-1))

    assert "" == capfd.readouterr().err


def test_folders_of_killed_batches_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of batches that run are left alone."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for pid in (ended.pid, os.getpid()):
        (tmp_path / f"procheck-batch-{pid}-x").mkdir()

    with Pool(Quick(), Effort(1)):
        assert [f"procheck-batch-{os.getpid()}-x"] == os.listdir(tmp_path)


def test_finishing_takes_no_more(tmp_path: Path) -> None:
    """Asked to finish, the pool ends with what is in hand, and the rest was never taken."""
    tasks = [task(tmp_path, str(number), b"%d" % number) for number in range(50)]
    taken: list[Task] = []

    def taking() -> Iterator[Task]:
        for each in tasks:
            taken.append(each)
            yield each

    with Pool(Quick(), Effort(2)) as pool:
        finished = []
        for done in pool.run(taking()):
            finished.append(done)
            pool.finish()

    assert sorted(done.task.label.name for done in finished) == sorted(each.label.name for each in taken)
    assert len(finished) < 10


def test_workers_end_with_the_batch(tmp_path: Path) -> None:
    """Where the batch itself is killed, no worker is left behind, not even one that hangs."""
    (tmp_path / "hang").write_bytes(HANG)
    code = (
        "from procheck.batch.model import *; from procheck.batch.pool import Pool; from tests.batch.making import *\n"
        f"import hashlib; path = {str(tmp_path / 'hang')!r}\n"
        "if __name__ == '__main__':\n"
        "    with Pool(Misbehaving(Quick()), Effort(1)) as pool:\n"
        "        list(pool.run([Task(hashlib.sha256(HANG).hexdigest(), '', Label('a', 'a'), path)]))\n"
    )
    script = tmp_path / "main.py"
    script.write_text(code)
    batch = subprocess.Popen([sys.executable, str(script)], env={**os.environ, "PYTHONPATH": os.getcwd()})
    try:
        workers = _wait_for(lambda: [pid for pid in _children(batch.pid) if b"spawn_main" in _command(pid)])
    finally:
        batch.send_signal(signal.SIGKILL)
        batch.wait()

    assert _wait_for(lambda: not any(b"spawn_main" in _command(pid) for pid in workers))


def _wait_for(found: Callable[[], T]) -> T:
    until = time.monotonic() + 60
    while not (value := found()) and time.monotonic() < until:
        time.sleep(0.05)
    return value


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
