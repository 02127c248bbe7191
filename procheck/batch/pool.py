"""Workers side by side on this computer. A document that hangs, crashes or takes all memory costs that document and no other."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Protocol

from procheck.batch.judging import ANOTHER_WAY, RETRY, TOO_MUCH_MEMORY
from procheck.batch.model import CannotJudge, Done, Effort, Failed, Prepares, Result, Task
from procheck.batch.worker import READY, Worker, remove_left_behind

_TICK = 0.25
"""Seconds between looks at clocks and memory."""

_CRASHES = 2
"""Workers that a document may crash before it is given up: one may have died of something else."""

_KILLS = 4
"""Workers that may be killed from outside (signal 9) while they have the document: most likely it had no part in it."""

_STARTS = 3
"""Workers in a row that may die before they are ready."""


class Runs(Protocol):
    """What judges tasks: this computer's own pool, or a cluster. Leaving its `with` statement ends what it is at."""

    def run(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """Each task with its result, in whatever order they finish. Takes tasks one by one, as it can use them."""
        ...

    def finish(self) -> None:
        """Takes no more tasks; those in hand are finished."""
        ...


class Pool:
    """Workers on this computer. To be used in a `with` statement, which ends them."""

    def __init__(self, how: Prepares, effort: Effort) -> None:
        self._how = how
        self._effort = effort
        self._workers: list[Worker] = []
        self._again: deque[tuple[Task, int]] = deque()
        self._tasks: Iterator[Task] = iter(())
        self._more = False
        self._failed_starts = 0

    def __enter__(self) -> Pool:
        remove_left_behind()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def run(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """See `Runs`. Raises CannotJudge where workers cannot start."""
        self._tasks, self._more = iter(tasks), True
        self._fill()
        while self._more or self._again or any(worker.task for worker in self._workers):
            yield from self._step()
            self._fill()

    def finish(self) -> None:
        """See `Runs`."""
        self._more = False

    def _fill(self) -> None:
        """Gives each idle worker a document, and starts workers that are missing."""
        for worker in list(self._workers):
            if worker.is_ready and worker.task is None:
                self._give(worker)
        missing = self._effort.workers - len(self._workers)
        if self._more or self._again:
            self._workers += [Worker(self._how, self._effort.memory_bytes) for _ in range(missing)]

    def _give(self, worker: Worker) -> None:
        following = self._next()
        if following is None:
            return
        task, attempt = following
        try:
            worker.give(task, attempt)
        except OSError:  # it died while idle: no document had a part in that
            worker.end()
            self._workers.remove(worker)
            self._again.appendleft((task, attempt))

    def _next(self) -> tuple[Task, int] | None:
        if self._again:
            return self._again.popleft()
        task = next(self._tasks, None) if self._more else None
        self._more = task is not None
        return (task, 1) if task else None

    def _step(self) -> Iterator[Done]:
        """Waits for a moment, and gives what is finished by then."""
        by_connection: dict[Connection, Worker] = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection), _TICK):
            worker = by_connection[connection]  # type: ignore[index]
            if worker not in self._workers:
                continue
            task, attempt = worker.task, worker.attempt
            try:
                answer = worker.receive()
            except (EOFError, OSError):
                yield from self._died(worker)
                continue
            if isinstance(answer, str):
                if answer != READY:
                    raise CannotJudge(answer)
                self._failed_starts = 0
            elif task is not None:
                self._recycle(worker, answer)
                # Before the caller has done its part with this document, so that the worker need not wait for it.
                self._fill()
                yield Done(task, answer, attempt)
        for worker in list(self._workers):
            yield from self._watch(worker)

    def _recycle(self, worker: Worker, answer: Result) -> None:
        """Replaces a worker that has done its share, that holds much memory, or whose memory may be in disorder."""
        disorder = isinstance(answer, Failed) and answer.cause in ("memory", "mistake")
        if disorder or worker.finished >= self._effort.recycled_after or worker.look() > self._effort.memory_bytes / 2:
            worker.end()
            self._workers.remove(worker)

    def _watch(self, worker: Worker) -> Iterator[Done]:
        """Ends a worker that is over its time or memory."""
        held, limit = worker.look(), self._effort.memory_bytes
        if worker.task is None:
            if not worker.is_ready and worker.seconds() > self._effort.starting:
                self._lost_in_starting(worker, f"took longer than {self._effort.starting:g} seconds")
            return
        if worker.seconds() > self._effort.seconds and not worker.connection.poll():
            time = f"{self._effort.seconds:,g} second{'s' if self._effort.seconds != 1 else ''}"
            problem = f"took longer to read and judge than the limit of {time}"
            yield self._given_up(worker, Failed("timeout", problem, f"{ANOTHER_WAY}, or allow more with --timeout"))
        elif held > limit:
            yield self._given_up(worker, Failed("memory", *TOO_MUCH_MEMORY))

    def _given_up(self, worker: Worker, why: Failed) -> Done:
        task, attempt, seconds, peak = worker.task, worker.attempt, worker.seconds(), worker.peak_bytes
        assert task is not None
        worker.end()
        self._workers.remove(worker)
        return Done(task, Failed(why.cause, why.problem, why.remedy, seconds, peak), attempt)

    def _died(self, worker: Worker) -> Iterator[Done]:
        """Tries the document of a worker that has died again, or gives it up."""
        task, attempt = worker.task, worker.attempt
        seconds, peak = worker.seconds(), worker.peak_bytes
        code = worker.end(patience=2)
        if task is None:
            if worker.is_ready:
                self._workers.remove(worker)
            else:
                self._lost_in_starting(worker, f"ended ({_ending(code)})")
            return
        self._workers.remove(worker)
        killed = code == -getattr(signal, "SIGKILL", 9)
        if attempt < (_KILLS if killed else _CRASHES):
            self._again.append((task, attempt + 1))
            return
        if killed:
            problem = f"has no report, because its reader was killed {attempt} times from outside, perhaps for want of memory"
            why = Failed("killed", problem, f"{RETRY} and fewer --workers", seconds, peak)
        elif peak > 0.8 * self._effort.memory_bytes:
            why = Failed("memory", *TOO_MUCH_MEMORY, seconds, peak)
        else:
            why = Failed("crash", f"crashed its reader {attempt} times ({_ending(code)})", ANOTHER_WAY, seconds, peak)
        yield Done(task, why, attempt)

    def _lost_in_starting(self, worker: Worker, how: str) -> None:
        if worker in self._workers:
            self._workers.remove(worker)
        worker.end()
        self._failed_starts += 1
        if self._failed_starts >= _STARTS:
            raise CannotJudge(f"workers cannot start (the last one {how}): close other programs, or allow more with --memory.")


def _ending(code: int) -> str:
    if code >= 0:
        return f"exit status {code}"
    try:
        return f"signal {-code}, {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"
