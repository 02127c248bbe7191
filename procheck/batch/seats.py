"""A batch's work on a computer of a cluster: what runs there, inside a worker of Dask.

Each document is judged in a child process, as on one computer, by a pool of one that stays warm between documents. Nothing here raises,
and a computer that would judge differently from the one that keeps the journal judges nothing.
"""

from __future__ import annotations

import functools
import os
import platform
import re
import threading
import time
from dataclasses import dataclass, fields, replace
from importlib import metadata
from multiprocessing.process import current_process
from queue import Empty, SimpleQueue
from typing import Any

from procheck.batch.identity import Identity, identity
from procheck.batch.judging import Judging
from procheck.batch.model import CannotJudge, Done, Effort, Failed, Prepares, Result, Task
from procheck.batch.pool import Pool

_IDLE = 60.0
"""Seconds after which a seat without work gives its memory back."""
_PAUSE = 3.0
"""Seconds that a computer in trouble keeps its next document, so that it does not draw all of them to itself."""
_WORDS = {
    "pack": "other criteria", "pack_version": "other criteria", "pack_title": "other criteria", "pack_sha256": "other criteria",
    "procheck": "another version of procheck", "scorer_sha256": "another learned scorer", "glossary_sha256": "another glossary",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standard:
    """By what the journal's computer judges, which every other one must share."""

    identity: Identity | None
    """None where the way of judging has none, as in tests."""
    libraries: tuple[tuple[str, str], ...]
    """Those that procheck stands on, and Python, with their versions."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document for the cluster."""

    task: Task
    how: Prepares
    effort: Effort
    standard: Standard


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a job."""

    result: Result | None
    """None where this computer cannot judge at all."""
    attempts: int = 1
    trouble: str = ""
    """Why it cannot, one sentence; with a result, that is to be trusted only if the document cannot be read elsewhere either."""
    where: str = ""
    """Address of the worker."""


def standard(how: Prepares) -> Standard:
    """This computer's. Raises DataFileError where the criteria are at fault."""
    return Standard(identity(how) if isinstance(how, Judging) else None, _libraries())


def differs(how: Prepares, wanted: Standard) -> str:
    """Why this computer would not judge as the journal's does, one sentence; "" where it would. Never raises."""
    try:
        here = standard(how)
    except Exception as error:
        return f"{_name()} cannot judge: {error}"
    if here.identity and wanted.identity:
        for field in fields(Identity):
            if getattr(here.identity, field.name) != getattr(wanted.identity, field.name):
                other = _WORDS.get(field.name, "other options")
                return f"{_name()} has {other}: install the same there as here, version {wanted.identity.procheck}."
    for name, version in wanted.libraries:
        found = _version(name)
        if found != version:
            has = f"{name} {found}" if found else f"no {name}"
            return f"{_name()} has {has}, and this computer {version}: reports must not depend on which judges, so install the same."
    return ""


@functools.cache
def _libraries() -> tuple[tuple[str, str], ...]:
    try:
        needed = metadata.requires("procheck") or []
    except metadata.PackageNotFoundError:
        needed = []
    names = {re.split(r"[^\w.-]", need, maxsplit=1)[0] for need in needed if "extra ==" not in need}
    return tuple((name, _version(name)) for name in ("Python", *sorted(names)))


def _version(name: str) -> str:
    if name == "Python":
        return ".".join(platform.python_version_tuple()[:2])
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def judge(job: Job) -> Answer:
    """What a worker of Dask runs for each document. Never raises."""
    try:
        return _judge(job)
    except Exception as error:
        return _in_trouble(f"{_name()} cannot judge ({type(error).__name__}: {error}).")


def _judge(job: Job) -> Answer:
    seat = _take(job)
    if isinstance(seat, str):
        return _in_trouble(seat)
    answer = seat.judge(job.task)
    if isinstance(answer, str):
        return _in_trouble(f"on {_name()} {answer}")
    _give_back(seat)
    result, task = answer.result, job.task
    unread = isinstance(result, Failed) and result.cause in ("changed", "refused")
    if unread and task.content is None and not os.access(task.path, os.R_OK):
        why = f"{_name()} cannot read {task.path}: share the folder with it under the same path, or use --send content."
        return replace(_in_trouble(why), result=result, attempts=answer.attempts)
    return Answer(result, answer.attempts, where=_address())


def _in_trouble(why: str) -> Answer:
    time.sleep(_PAUSE)
    return Answer(None, trouble=why, where=_address())


def _address() -> str:
    from distributed import get_worker

    try:
        return str(get_worker().address)
    except ValueError:  # not in a worker
        return ""


def _name() -> str:
    return f"the computer {platform.node() or 'without a name'}"


class Seat:
    """A warm child process for one document at a time, with the thread that keeps it: on Linux it ends when that thread does."""

    def __init__(self, how: Prepares, effort: Effort) -> None:
        self.kind = (how, effort)
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._answers: SimpleQueue[Done | str] = SimpleQueue()
        threading.Thread(target=self._run, name="procheck seat", daemon=True).start()

    def judge(self, task: Task) -> Done | str:
        """The result of one task; why none can be had, after which the seat is gone."""
        self._tasks.put(task)
        return self._answers.get()

    def leave(self) -> None:
        """Gives its memory back."""
        self._tasks.put(None)

    def _run(self) -> None:
        try:
            self._serve()
        except CannotJudge as error:
            self._answers.put(str(error))
        except Exception as error:
            self._answers.put(f"workers cannot start ({type(error).__name__}: {error}).")

    def _serve(self) -> None:
        how, effort = self.kind
        with Pool(how, effort) as pool:
            while True:
                try:
                    task = self._tasks.get(timeout=_IDLE)
                except Empty:
                    if _leaves(self):
                        return
                    continue
                if task is None:
                    return
                (done,) = pool.run([task])
                self._answers.put(done)


_LOCK = threading.Lock()
_FREE: list[Seat] = []
_PROVEN: set[tuple[Prepares, Standard]] = set()


def _take(job: Job) -> Seat | str:
    """A free seat, or a new one; why there is none."""
    kind = (job.how, replace(job.effort, workers=1))
    if (job.how, job.standard) not in _PROVEN:
        if why := differs(job.how, job.standard):
            return why
        _PROVEN.add((job.how, job.standard))
    with _LOCK:
        mine = next((seat for seat in _FREE if seat.kind == kind), None)
        if mine:
            _FREE.remove(mine)
            return mine
        for other in _FREE:
            other.leave()
        _FREE.clear()
    _allow_children()
    return Seat(*kind)


def _give_back(seat: Seat) -> None:
    with _LOCK:
        _FREE.append(seat)


def _leaves(seat: Seat) -> bool:
    """False where the seat has just been taken."""
    with _LOCK:
        if seat not in _FREE:
            return False
        _FREE.remove(seat)
        return True


def _allow_children() -> None:
    """Dask starts its workers as daemons, which Python forbids to have children, lest they stay behind: ours end with their parent."""
    config: dict[str, Any] = getattr(current_process(), "_config", {})
    config["daemon"] = False
