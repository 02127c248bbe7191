"""Batches over made-up documents, run in a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from procheck.batch.judging import Judging
from procheck.batch.model import Done, Effort, Prepares, Task
from procheck.batch.pool import Runs
from procheck.batch.progress import Progress
from procheck.batch.running import Order, Outcome, Stage, run
from tests.batch.making import Quick
from tests.building import write_pack

DAY = date(2026, 11, 22)


def order(tmp_path: Path, *paths: Path | str, **changes: Any) -> Order:
    """An order by a small pack, with results in `tmp_path`/results."""
    pack = tmp_path / "pack"
    if not pack.exists():
        pack.mkdir()
        write_pack(pack)
    how = Judging(str(pack / "small"), DAY, scored=False, pages=False)
    made = Order(tuple(map(str, paths)), tmp_path / "results", how, Effort(1))
    return replace(made, **changes)


@dataclass
class Quiet:
    """Watches a run, and remembers."""

    seen: list[Progress] = field(default_factory=list)
    on_progress: Callable[[Runs], None] = lambda runs: None
    runs: Runs | None = None

    def stage(self, stage: Stage, done: int, total: int) -> None:
        """See `Watch`."""

    def progress(self, progress: Progress) -> None:
        """See `Watch`."""
        self.seen.append(progress)
        if self.runs:
            self.on_progress(self.runs)

    def started(self, runs: Runs) -> None:
        """See `Watch`."""
        self.runs = runs


@dataclass
class Here:
    """Judges in this process, one after another, by another way than the batch asks for."""

    how: Prepares = field(default_factory=Quick)
    tasks: list[str] = field(default_factory=list)
    """What was judged, by name."""
    before: Callable[[Task], None] = lambda task: None

    @contextmanager
    def pool(self, how: Prepares, effort: Effort) -> Iterator[Runs]:
        """Stands for `Pool`."""
        yield self

    def run(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """See `Runs`."""
        self._more = True
        judge = self.how.prepare()
        for task in tasks:
            self.before(task)
            self.tasks.append(task.label.name)
            yield Done(task, judge(task))
            if not self._more:
                return

    def finish(self) -> None:
        """See `Runs`."""
        self._more = False


def done(wanted: Order, here: Here | None = None, watch: Quiet | None = None) -> Outcome:
    """Runs the order in this process."""
    return run(wanted, watch or Quiet(), (here or Here()).pool)
