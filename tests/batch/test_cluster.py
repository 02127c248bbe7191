"""Batches on a real Dask cluster of three worker processes: what happens to a worker happens to no document."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import os
import signal
import socket
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from procheck.batch import seats
from procheck.batch.cluster import Cluster, Send, on, threads
from procheck.batch.identity import identity
from procheck.batch.model import CannotJudge, Done, Effort, Failed, Judged, Label, Prepares, Task
from procheck.batch.running import run
from procheck.cli import cli
from tests.batch.building import Here, Quiet, done, order
from tests.batch.cluster import cluster
from tests.batch.making import BOMB, CRASH, HANG, HOST, Misbehaving, Murderous, Quick
from tests.batch.test_running import every_byte, summary

pytest.importorskip("distributed", reason="Dask is not installed: pip install 'procheck[dask]' to test batches on many computers")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and limits as Linux has them")
MB = 1024 * 1024


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler with three workers; one has a nanny, which starts it again when it is killed."""
    with cluster(3, kept=1) as started:
        yield started


def task(folder: Path, name: str, content: bytes) -> Task:
    """A task for a new file."""
    (folder / name).write_bytes(content)
    return Task(hashlib.sha256(content).hexdigest(), "", Label(name, name), str(folder / name))


def results(address: str, tasks: list[Task], how: Prepares, send: Send = "path", effort: Effort | None = None) -> dict[str, Done]:
    """What came of each task, by name; each once, and no worker in trouble."""
    said: list[str] = []
    with on(address, send, say=said.append)(how, effort or Effort()) as runs:
        found = list(runs.run(tasks))
    assert [] == said
    assert len(found) == len(tasks)
    return {each.task.label.name: each for each in found}


def pids(address: str) -> set[int]:
    """The processes of the workers."""
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        return set(client.run(os.getpid).values())


def test_bad_documents_cost_themselves_alone(tmp_path: Path, address: str) -> None:
    """A hang, a crash and a memory bomb are each named with their cause, and no worker of Dask dies of them."""
    before = pids(address)
    tasks = [task(tmp_path, f"good-{number}", b"good %d" % number) for number in range(6)]
    tasks[1:1] = [task(tmp_path, "hang", HANG), task(tmp_path, "crash", CRASH), task(tmp_path, "bomb", BOMB)]

    found = results(address, tasks, Misbehaving(Quick()), effort=Effort(seconds=1.5, memory_bytes=300 * MB))

    causes = {name: each.result.cause for name, each in found.items() if isinstance(each.result, Failed)}
    assert {"hang": "timeout", "crash": "crash", "bomb": "memory"} == causes
    assert before == pids(address)


def test_content_travels_where_no_path_leads(tmp_path: Path, address: str) -> None:
    """The workers never look for the file; one that is gone before it could be sent has changed."""
    there, gone = task(tmp_path, "there", b"here it is"), task(tmp_path, "gone", b"gone")
    (tmp_path / "gone").unlink()

    found = results(address, [there, gone], Quick(), "content")

    assert isinstance(found["there"].result, Judged)
    assert isinstance(found["gone"].result, Failed) and found["gone"].result.cause == "changed"


@pytest.mark.parametrize("forgiven", [3, 0])
def test_a_worker_killed_mid_run_loses_nothing_and_blames_nobody(tmp_path: Path, forgiven: int) -> None:
    """The document that it had, and those that waited for it, are judged by the others; the journal and every byte are as on a quiet night.

    Two die: one that is killed from here, and one with a document in hand that kills it. So it is even where Dask forgives no death.
    """
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    for number in range(24):
        (inputs / f"{number:02}.md").write_text(f"wait 0.1 {number}")
    (inputs / "10.md").write_bytes(HOST + os.fsencode(tmp_path))
    (inputs / "empty.md").write_text("")
    wanted, killed = order(tmp_path, inputs), list[int]()

    with cluster(3, kept=1, forgiven=forgiven) as address:
        running = pids(address)

        def kill(runs: object) -> None:
            if len(watch.seen) == 5:
                killed.append(min(running))
                os.kill(killed[0], signal.SIGKILL)

        watch = Quiet(on_progress=kill)
        outcome = run(wanted, watch, lambda how, effort: Cluster(Murderous(Quick()), effort, address, "path"))
        left = pids(address)

    assert 3 == len(running) and killed and (tmp_path / "witness").exists()
    assert left != running
    assert (24, 1, 0, 25) == (outcome.tally.judged, outcome.tally.unreadable, outcome.tally.waiting, outcome.judged_now)
    assert {"empty.md"} == {name for name, result in summary(tmp_path / "results").items() if result != "Judged"}
    with contextlib.closing(sqlite3.connect(tmp_path / "results/journal.sqlite")) as journal:
        assert [("failed", 1, 1), ("judged", 24, 1)] == journal.execute(
            "SELECT state, count(*), max(attempts) FROM documents GROUP BY state ORDER BY state"
        ).fetchall()
    done(replace(wanted, folder=tmp_path / "quiet"))
    assert every_byte(tmp_path / "quiet", timeless=True) == every_byte(tmp_path / "results", timeless=True)
    again = Here()
    done(wanted, again)
    assert [] == again.tasks


def test_asked_to_finish_it_finishes_what_it_has(tmp_path: Path, address: str) -> None:
    """It takes no more; the rest waits, and another run goes on with it, on this computer too."""
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    for number in range(30):
        (inputs / f"{number:02}.md").write_text(f"wait 0.05 {number}")

    outcome = run(
        order(tmp_path, inputs),
        Quiet(on_progress=lambda runs: runs.finish()),
        lambda how, effort: Cluster(Quick(), effort, address, "path", most=2),
    )

    assert (1 <= outcome.judged_now <= 3) and 30 - outcome.judged_now == outcome.tally.waiting
    assert (0, 30) == ((again := done(order(tmp_path, inputs))).tally.waiting, again.tally.judged)


def test_the_same_reports_as_on_one_computer(tmp_path: Path, address: str) -> None:
    """From the command to every byte, with a pack of one's own, a path that is not absolute, and both ways of sending."""
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    for number in range(4):
        (inputs / f"{number}.md").write_text(f"# Harmful sexual behaviour\n\nThe lead refers concern {number} to social care.\n")
    pack = order(tmp_path).how.pack
    fixed = ["--criteria", os.path.relpath(pack), "--no-scorer", "--today", "2026-11-22"]
    told = {
        name: CliRunner().invoke(cli, ["batch", os.path.relpath(inputs), "-o", str(tmp_path / name), *fixed, *options])
        for name, options in {
            "local": ["--workers", "1"],
            "path": ["--scheduler", address],
            "content": ["--scheduler", address, "--send", "content"],
        }.items()
    }

    assert {0} == {each.exit_code for each in told.values()} or {1} == {each.exit_code for each in told.values()}, told
    local = every_byte(tmp_path / "local", timeless=True)
    assert local == every_byte(tmp_path / "path", timeless=True) == every_byte(tmp_path / "content", timeless=True)
    with (tmp_path / "content/summary.csv").open(encoding="utf-8-sig", newline="") as file:
        assert 4 == len(list(csv.DictReader(file)))


def test_a_plan_counts_the_workers_of_the_cluster(tmp_path: Path, address: str) -> None:
    """And measures there."""
    (tmp_path / "a.md").write_text("# Harmful sexual behaviour\n\nThe lead refers concerns to social care.\n")
    options = ["--plan", "--criteria", order(tmp_path).how.pack, "--no-scorer", "--scheduler", address, "--documents", "600"]

    told = CliRunner().invoke(cli, ["batch", str(tmp_path / "a.md"), "-o", str(tmp_path / "results"), *options])

    assert 0 == told.exit_code, told.output
    assert "600 documents on 3 workers" in told.output


def test_a_computer_that_would_judge_otherwise_judges_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program, other criteria and other libraries are each named; the same are welcome."""
    how = order(tmp_path).how
    wanted = seats.standard(how)
    by = identity(how)

    assert "" == seats.differs(how, wanted)
    assert "has another version of procheck: install" in seats.differs(how, replace(wanted, identity=replace(by, procheck="0.1")))
    assert "has other criteria" in seats.differs(how, replace(wanted, identity=replace(by, pack_sha256="")))
    assert "and this computer 1.2" in seats.differs(how, replace(wanted, libraries=(("lxml", "1.2"),)))
    assert "has no nonesuch" in seats.differs(how, replace(wanted, libraries=(("nonesuch", "1"),)))
    assert "cannot judge: " in seats.differs(replace(how, pack=str(tmp_path / "nowhere")), wanted)


def test_a_difference_ends_the_batch_before_it_begins(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is judged by a cluster whose reports would be others."""
    monkeypatch.setattr(seats, "_libraries", lambda: (("lxml", "1.2"),))

    with pytest.raises(CannotJudge, match=r"has lxml .*, and this computer 1\.2: .*install the same"):
        results(address, [task(tmp_path, "a", b"a")], Quick())


def test_workers_that_cannot_start_end_the_batch(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once all of them have said so, with the reason of one."""
    with pytest.raises(CannotJudge, match=r"on the computer .*has a mistake"):
        results(address, [task(tmp_path, f"{number}", b"%d" % number) for number in range(6)], Quick(fails="has a mistake"))


@pytest.mark.parametrize(
    ("given", "why"),
    [("tcp://127.0.0.1:{port}", "no scheduler answers at tcp://127.0.0.1"), ("nonsense://x", "is no address of a scheduler")],
)
def test_no_scheduler_is_one_sentence(tmp_path: Path, given: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do, and exit status 2."""
    monkeypatch.setattr("procheck.batch.cluster._CONNECTING", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        there = given.format(port=free.getsockname()[1])
        told = CliRunner().invoke(cli, ["batch", str(tmp_path), "-o", str(tmp_path / "results"), "--scheduler", there])

    assert 2 == told.exit_code and why in told.output
    assert 1 == len(told.output.strip().splitlines()), told.output


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of failing in an import."""
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(CannotJudge, match=r"needs the library Dask: install procheck\[dask\]"):
        threads("tcp://127.0.0.1:1")
