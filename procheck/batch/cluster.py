"""A batch on many computers: documents go to a Dask cluster, and their results come back here, to the journal.

Dask is asked for little: one small job for each document, which `procheck.batch.seats` does there. What becomes of a document is decided
here, and only its own result counts: a worker that is lost, or that cannot judge, costs time alone.
"""

from __future__ import annotations

import contextlib
import logging
import os
import time
import uuid
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from procheck.batch import seats
from procheck.batch.judging import RETRY, Judging
from procheck.batch.model import CannotJudge, Done, Effort, Failed, Prepares, Task
from procheck.batch.pool import Runs

if TYPE_CHECKING:
    from distributed import Client, Future

Send = Literal["path", "content"]

_TICK = 0.25
"""Seconds between looks at what is to be done besides."""
_LOOK = 5.0
"""Seconds between looks at who is there."""
_BREATH = 1.0
"""Seconds before a document is given out again that the cluster has lost."""
_CONNECTING = 20.0
"""Seconds that the scheduler may take to answer."""
_ALONE = 300.0
"""Seconds for which a batch waits when there is no worker: computers that are started again come back."""
_LOSSES = 4
"""Times that Dask may give a document up, each after several workers that died."""
_UNDER_WAY = 256 * 1024 * 1024
"""Bytes of documents' content that may be under way at a time; one document may be larger."""
_INSTALL = "install procheck[dask]"


def on(address: str, send: Send, *, most: int | None = None, say: Callable[[str], None] = lambda line: None) -> Callable[
    [Prepares, Effort], AbstractContextManager[Runs]
]:  # fmt: skip
    """What makes a batch run on the cluster at `address`: see `procheck.batch.running.run`.

    `most`: documents at a time; as many as the cluster can take where it is None. `say` hears of computers that are of no use.
    """
    return lambda how, effort: Cluster(how, effort, address, send, most=most, say=say)


def threads(address: str) -> int:
    """How many documents the cluster takes at a time. Raises CannotJudge where it does not answer, or has no worker."""
    with contextlib.closing(_connected(address)) as client:
        return _threads(client, address)


@dataclass(slots=True)
class _Held:
    """A document that is with the cluster."""

    task: Task
    attempt: int
    future: Future[seats.Answer]


class Cluster:
    """The workers of a Dask cluster. To be used in a `with` statement, which takes back what was not begun."""

    def __init__(
        self, how: Prepares, effort: Effort, address: str, send: Send, *, most: int | None = None,
        say: Callable[[str], None] = lambda line: None,
    ) -> None:  # fmt: skip
        self._how, self._limits = _everywhere(how), how.limits if isinstance(how, Judging) else None
        self._effort, self._address, self._send, self._most, self._say = effort, address, send, most, say
        self._batch = uuid.uuid4().hex
        self._given = 0
        self._held: dict[str, _Held] = {}
        self._again: deque[tuple[float, Task, int]] = deque()
        """When to give it out, the document, and which attempt it will be."""
        self._answered: SimpleQueue[Future[seats.Answer]] = SimpleQueue()
        self._tasks: Iterator[Task] = iter(())
        self._more = False
        self._room = 0
        self._workers: frozenset[str] = frozenset()
        self._looked = self._served = time.monotonic()
        self._troubled: dict[str, str] = {}
        """Worker -> why it cannot judge, until it does."""

    def __enter__(self) -> Cluster:
        self._client = _connected(self._address)
        try:
            _threads(self._client, self._address)
            self._standard = seats.standard(self._how)
            self._look()
            self._prove()
        except BaseException:
            self._client.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with contextlib.suppress(Exception):
            self._client.cancel([held.future for held in self._held.values()], force=True)
        self._held.clear()
        with contextlib.suppress(Exception):
            self._client.close(timeout=5)

    def run(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """See `Runs`. Raises CannotJudge where the scheduler is lost, or no worker is left that can judge."""
        self._tasks, self._more = iter(tasks), True
        self._looked = self._served = time.monotonic()
        while True:
            yield from self._fill()
            if not (self._held or self._again or self._more):
                return
            with contextlib.suppress(Empty):
                yield from self._take(self._answered.get(timeout=_TICK))
            if time.monotonic() - self._looked > _LOOK:
                self._look()

    def finish(self) -> None:
        """See `Runs`."""
        self._more = False

    def _fill(self) -> Iterator[Done]:
        """Gives documents out for as long as there is room; those that cannot be sent are done with."""
        while len(self._held) < self._room:
            under_way = sum(len(held.task.content or b"") for held in self._held.values())
            following = self._next() if under_way < _UNDER_WAY else None
            if following is None:
                return
            task, attempt = following
            sent = self._as_sent(task)
            if isinstance(sent, Failed):
                yield Done(task, sent, attempt)
            else:
                self._give(sent, attempt)

    def _next(self) -> tuple[Task, int] | None:
        if self._again and self._again[0][0] <= time.monotonic():
            _, task, attempt = self._again.popleft()
            return task, attempt
        new = next(self._tasks, None) if self._more else None
        self._more = new is not None
        return (new, 1) if new else None

    def _as_sent(self, task: Task) -> Task | Failed:
        """The task as the cluster is to have it; why it cannot be read here."""
        from procheck.documents.errors import UnreadableDocument
        from procheck.documents.opening import file_bytes
        from procheck.documents.safety import DEFAULT_LIMITS

        path = Path(task.path).absolute()
        if self._send == "path" or task.content is not None:
            return replace(task, path=str(path))
        if not path.exists():
            return Failed("changed", "was changed while the batch ran", "give the same command again")
        try:
            return replace(task, path=str(path), content=file_bytes(path, self._limits or DEFAULT_LIMITS))
        except UnreadableDocument as refusal:
            return Failed("refused", refusal.problem, refusal.remedy)

    def _give(self, task: Task, attempt: int) -> None:
        self._given += 1
        key = f"procheck-{self._batch}-{self._given}"
        job = seats.Job(task, self._how, self._effort, self._standard)
        with _as_a_sentence(self._address), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it is large
            future = self._client.submit(seats.judge, job, key=key, pure=False)
        self._held[key] = _Held(task, attempt, future)
        future.add_done_callback(self._answered.put)

    def _take(self, future: Future[seats.Answer]) -> Iterator[Done]:
        """What came of a document that Dask is done with."""
        held = self._held.pop(str(future.key), None)
        if held is None:
            return
        answer = self._answer(future)
        future.release()
        if isinstance(answer, Exception):
            yield from self._lost(held, answer)
        elif answer.result is None or (answer.trouble and os.access(held.task.path, os.R_OK)):
            self._hear_of(answer)
            self._again.append((time.monotonic(), held.task, held.attempt))
        else:
            self._troubled.pop(answer.where, None)
            self._served = time.monotonic()
            yield Done(held.task, answer.result, held.attempt - 1 + answer.attempts)

    def _answer(self, future: Future[seats.Answer]) -> seats.Answer | Exception:
        try:
            answer: seats.Answer = future.result(timeout=self._effort.seconds + _ALONE)
        except Exception as error:
            return error
        return answer

    def _lost(self, held: _Held, error: Exception) -> Iterator[Done]:
        """Gives a document out again. Workers that died under it say little of it: it was in a child process of theirs."""
        from distributed import KilledWorker

        attempt = held.attempt
        if isinstance(error, KilledWorker):
            attempt += 1
            if attempt > _LOSSES:
                problem = f"has no report, because {_LOSSES} times the workers of the cluster that had it were lost"
                yield Done(held.task, Failed("killed", problem, RETRY), _LOSSES)
                return
        elif time.monotonic() - self._served > self._effort.seconds + _ALONE:
            raise CannotJudge(f"the cluster at {self._address} does no work ({type(error).__name__}): {_INSTALL} on each of its computers.")
        self._again.append((time.monotonic() + _BREATH, held.task, attempt))

    def _hear_of(self, answer: seats.Answer) -> None:
        """A worker cannot judge: the others do, and where there is no other the batch ends."""
        if answer.where not in self._troubled:
            self._say(f"A worker judges nothing, and the others go on: {answer.trouble}")
        self._troubled[answer.where] = answer.trouble
        if self._workers <= self._troubled.keys():
            raise CannotJudge(answer.trouble)

    def _look(self) -> None:
        """Sees who is there. Raises CannotJudge where the scheduler is gone, or nobody has been there for long."""
        with _as_a_sentence(self._address):
            there: Mapping[str, int] = self._client.nthreads()
        self._looked = time.monotonic()
        self._workers = frozenset(there)
        # One more for each worker, so that it has the next document when one is done.
        self._room = self._most or sum(there.values()) + len(there)
        if there:
            self._seen = self._looked
        elif self._looked - self._seen > _ALONE:
            raise CannotJudge(f"all workers have left the scheduler at {self._address}: start some, and give the same command again.")

    def _prove(self) -> None:
        """Raises CannotJudge where a worker would not judge as this computer does."""
        with _as_a_sentence(self._address):
            found: dict[str, Any] = self._client.run(seats.differs, self._how, self._standard, on_error="return")
        for worker, why in sorted(found.items()):
            if isinstance(why, ImportError | AttributeError):
                raise CannotJudge(f"the worker at {worker} has no procheck, or another version: {_INSTALL} of this version there.")
            if isinstance(why, str) and why:
                raise CannotJudge(why)


def _everywhere(how: Prepares) -> Prepares:
    """The same way of judging for a computer whose work goes on in another folder."""
    if not isinstance(how, Judging):
        return how
    own = Path(how.pack, "pack.yaml").is_file()
    glossary = how.glossary.absolute() if how.glossary else None
    return replace(how, pack=str(Path(how.pack).absolute()) if own else how.pack, glossary=glossary)


def _connected(address: str) -> Client:
    """Raises CannotJudge."""
    try:
        from distributed import Client
    except ImportError:
        raise CannotJudge(f"--scheduler needs the library Dask: {_INSTALL}, here and on each computer of the cluster.") from None
    for logger in ("distributed", "distributed.client"):
        logging.getLogger(logger).setLevel(logging.CRITICAL)  # what a person must know is said in a sentence
    with _as_a_sentence(address), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of versions that differ: `Cluster` looks at those that matter
        return Client(address, timeout=_CONNECTING, set_as_default=False)


def _threads(client: Client, address: str) -> int:
    with _as_a_sentence(address), contextlib.suppress(TimeoutError):
        client.wait_for_workers(1, timeout=_CONNECTING)
    with _as_a_sentence(address):
        there: Mapping[str, int] = client.nthreads()
    if not there:
        raise CannotJudge(f"no worker has come to the scheduler at {address}: start some with 'dask worker {address}'.")
    return sum(there.values())


@contextlib.contextmanager
def _as_a_sentence(address: str) -> Iterator[None]:
    """What Dask raises where it has no scheduler becomes CannotJudge."""
    try:
        yield
    except ValueError:
        raise CannotJudge(f"'{address}' is no address of a scheduler: give one such as tcp://192.168.1.20:8786.") from None
    except (OSError, RuntimeError):
        raise CannotJudge(
            f"no scheduler answers at {address}: check the address, or start one with 'dask scheduler'; then give the same command again."
        ) from None
