"""A batch from beginning to end: list, judge what has no result yet, and write the results out."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal, Protocol

from procheck.batch import manifest, results
from procheck.batch.exporting import Exporter
from procheck.batch.identity import Identity, identity
from procheck.batch.inputs import Listed, Seen, gather, look
from procheck.batch.journal import Journal, is_full, unusable
from procheck.batch.judging import Judging
from procheck.batch.model import Effort, Failed, Prepares
from procheck.batch.pool import Pool, Runs
from procheck.batch.progress import Pace, Progress
from procheck.batch.results import Tally
from procheck.batch.work import Work, now

Stage = Literal["listing", "judging", "writing"]
_OFTEN = 500


class NothingToDo(Exception):
    """The list names no document."""


class DiskFull(Exception):
    """The disk that holds the results is full; what was finished is kept."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"the disk that holds {folder} is full: free some space and give the same command again, which goes on from here.")


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for."""

    paths: tuple[str, ...]
    folder: Path
    """Where the results go."""
    how: Judging
    effort: Effort = field(default_factory=Effort)
    retry_failed: bool = False
    today: date | None = None
    """The date that was asked for; otherwise it stays the one of the batch's first run."""


class Watch(Protocol):
    """Who hears how a run goes, and may end it."""

    def stage(self, stage: Stage, done: int, total: int) -> None:
        """Hears how far a stage has got; `total` 0 where it is not known."""
        ...

    def progress(self, progress: Progress) -> None:
        """Hears of each document that is finished."""
        ...

    def started(self, runs: Runs) -> None:
        """Is given what judges, so that it can be told to finish."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run."""

    tally: Tally
    judged_now: int
    """How many contents this run has judged or given up; the others were done before."""


Pools = Callable[[Prepares, Effort], AbstractContextManager[Runs]]


def run(order: Order, watch: Watch, pools: Pools = Pool) -> Outcome:
    """Does what was asked for, or what is left of it. The journal in the folder knows what was done before.

    `pools` makes what judges. Raises NothingToDo, DiskFull, ListError, JournalError, CannotJudge, DataFileError, OSError.
    """
    try:
        return _run(order, watch, pools)
    except (OSError, sqlite3.Error) as error:
        if is_full(error):
            raise DiskFull(order.folder) from error
        if isinstance(error, sqlite3.Error):
            raise unusable(order.folder, error) from error
        raise


def _run(order: Order, watch: Watch, pools: Pools) -> Outcome:
    with Journal(order.folder) as journal:
        how = replace(order.how, as_of=_as_of(journal, order))
        by = identity(how)
        before = _state(journal)
        journal.keep("as_of", by.as_of)
        journal.keep("pages", str(how.pages))
        work = Work(journal, by)
        work.set_inputs(_looked_at(order, work, watch))
        (total,) = journal.one("SELECT count(*) FROM inputs") or (0,)
        if not total:
            raise NothingToDo(f"no documents in {', '.join(order.paths)}: give a document, a folder or a list of them.")
        limits = repr((order.effort.seconds, order.effort.memory_bytes, how.limits))
        work.begin(limits, retry_failed=order.retry_failed)
        finished = 0
        # Where nothing changes no run is noted, so that the same command gives the same manifest.
        if work.counts().waiting or _state(journal) != before or not journal.has_ended():
            manifest.withdraw(order.folder)
            number = journal.begin_run(now(), {"procheck": by.procheck, "options": options(order, how), "programs": manifest.programs()})
            finished = _judge(journal, work, how, order, by, watch, pools, limits)
            journal.end_run(number, now(), "stopped" if work.counts().waiting else "finished")
        tally = results.make(
            *(journal, by, order.folder),
            pages=how.pages,
            told=lambda done: watch.stage("writing", done, total) if done % _OFTEN == 0 or done == total else None,
        )
        return Outcome(tally, finished)


def _as_of(journal: Journal, order: Order) -> date:
    """A batch that goes on after midnight counts from the day on which it began."""
    kept = journal.kept("as_of")
    return order.today or (date.fromisoformat(kept) if kept else order.how.as_of)


def _looked_at(order: Order, work: Work, watch: Watch) -> Iterator[tuple[Listed, Seen]]:
    for number, listed in enumerate(gather(order.paths), 1):
        yield listed, look(listed.path, work.known(listed.path))
        if number % _OFTEN == 0:
            watch.stage("listing", number, 0)


def _judge(
    journal: Journal, work: Work, how: Judging, order: Order, by: Identity, watch: Watch, pools: Pools, limits: str
) -> int:
    """Judges what waits; how many contents came to an end."""
    counts = work.counts()
    if not counts.waiting:
        return 0
    everything = counts.waiting + counts.judged + counts.failed
    exporter = Exporter(journal, by.key, order.folder, pages=how.pages)
    pace = Pace(everything, done=everything - counts.waiting, unreadable=counts.failed)
    effort = replace(order.effort, workers=min(order.effort.workers, counts.waiting))
    watch.stage("judging", everything - counts.waiting, everything)
    finished = 0
    with ExitStack() as open:
        open.callback(lambda: _release(work))
        runs = open.enter_context(pools(how, effort))
        watch.started(runs)
        for done in runs.run(work.claims()):
            work.finish(done, limits)
            exporter.finished(done)
            finished += 1
            watch.progress(pace.count(unreadable=isinstance(done.result, Failed)))
    return finished


def _release(work: Work) -> None:
    try:
        work.release()
    except sqlite3.Error:  # a full disk: the next run does it
        return


def _state(journal: Journal) -> str:
    """Changes where the list or what it is judged by does."""
    digest = hashlib.sha256(f"{journal.kept('identity')} {journal.kept('pages')}".encode())
    for row in journal.all("SELECT name, id, path, metadata, sha256, problem FROM inputs ORDER BY position"):
        digest.update(repr(row).encode())
    return digest.hexdigest()


def options(order: Order, how: Judging) -> dict[str, Any]:
    """What was asked for, as the manifest tells it."""
    return {
        "inputs": list(order.paths),
        "criteria": how.pack,
        "glossary": str(how.glossary) if how.glossary else None,
        "scorer": how.scored,
        "ocr": how.ocr,
        "pages": how.pages,
        "as_of": how.as_of.isoformat(),
        "seconds": order.effort.seconds,
        "memory_bytes": order.effort.memory_bytes,
        "limits": asdict(how.limits),
    }
