"""Agencies judged by several processes at a time, with how far it has got. A process that ends harms no agency but the one it was at.

Not the pool of a batch, where a document that hangs costs itself alone because its worker is ended: here a worker has many documents of one
agency in hand, and reads each in a process of its own (`IsolatedReader`), which a batch's workers must not have.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import connection as connections
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import cast

from procheck.audit.results import Result
from procheck.audit.worker import How, Job, serve
from procheck.scoring.model import ScorerError

_MOST = 8
"""Processes at a time, each with a judge of its own in memory."""
_TRIES = 2
"""The first may have been ended for want of memory that another process took."""
_SURE_AFTER = 5.0
"""Seconds before which no time left is told: the start says little of the rest."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the judging has got."""

    done: int
    total: int
    seconds_left: float | None = None
    """None while that cannot be told."""


class Pool:
    """Processes that judge. To be used in a `with` statement."""

    def __init__(self, how: How, workers: int = 0) -> None:
        """`workers`: how many processes; 0 for as many as the computer has processors."""
        self._how = how
        self._most = workers or min(_MOST, processors())
        self._workers: dict[Connection, SpawnProcess] = {}
        self._alone = True

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for ours in list(self._workers):
            self._end(ours, kill=kind is not None)

    def judge(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Result, Progress]]:
        """Each job with its result, in the order in which they are done. Raises ScorerError."""
        waiting = deque((job, 1) for job in jobs)
        self._alone = min(self._most, len(jobs)) < 2
        busy: dict[Connection, tuple[Job, int]] = {}
        began, done, weight, weight_done = time.monotonic(), 0, sum(map(_weight, jobs)), 0
        while waiting or busy:
            while waiting and len(busy) < self._most:
                ours = next((each for each in self._workers if each not in busy), None) or self._start()
                busy[ours] = waiting.popleft()
                self._send(ours, busy[ours][0])
            for ours in cast("list[Connection]", connections.wait(list(busy))):
                job, tries = busy.pop(ours)
                answer = self._answer(ours)
                if answer is None and tries < _TRIES:
                    waiting.append((job, tries + 1))
                    continue
                done, weight_done = done + 1, weight_done + _weight(job)
                taken = time.monotonic() - began
                left = taken / weight_done * (weight - weight_done) if taken > _SURE_AFTER else None
                yield job, answer or _given_up(job), Progress(done, len(jobs), left)

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        worker = context.Process(target=serve, args=(theirs, self._how, self._alone))
        worker.start()
        theirs.close()
        self._workers[ours] = worker
        return ours

    def _send(self, ours: Connection, job: Job) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionError):  # its end is told when its answer is waited for
            ours.send(job)

    def _answer(self, ours: Connection) -> Result | None:
        """What a worker has to say; None where it has ended."""
        try:
            answer: Result | str = ours.recv()
        except (EOFError, ConnectionError):
            self._end(ours, kill=True)
            return None
        if isinstance(answer, str):
            raise ScorerError(answer)
        return answer

    def _end(self, ours: Connection, *, kill: bool) -> None:
        worker = self._workers.pop(ours)
        ours.close()
        if kill:
            worker.kill()
        worker.join(10)


def processors() -> int:
    """How many processors this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _weight(job: Job) -> int:
    return max(1, len(job.files))


def _given_up(job: Job) -> Result:
    problem = (
        f"{job.agency} could not be judged, because the process that judged it ended twice, perhaps for want of memory: "
        "close other programs and run the audit again."
    )
    return Result(None, (), problem, lasting=False)
