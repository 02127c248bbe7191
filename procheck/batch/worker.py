"""One worker: a child process that stays warm from document to document, and can be ended at any moment."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from procheck.batch import memory
from procheck.batch.model import Prepares, Result, Task
from procheck.documents.confining import confine, end, end_with_parent

READY = "ready"
_FOLDERS = "procheck-batch-"


class Worker:
    """A child process and what it is at."""

    def __init__(self, how: Prepares, memory_bytes: int) -> None:
        """Starts the process, which then makes itself ready."""
        context = multiprocessing.get_context("spawn")  # safe beside threads, and the same on every system
        self.connection, theirs = context.Pipe()
        # Here, so that pages of a policy never stay behind on the disk when the process is ended.
        self._folder = tempfile.TemporaryDirectory(prefix=f"{_FOLDERS}{os.getpid()}-", ignore_cleanup_errors=True)
        self._process = context.Process(target=_serve, args=(theirs, how, memory_bytes, self._folder.name, os.getpid()), daemon=True)
        with _without_interrupts():
            self._process.start()
        theirs.close()
        self.is_ready = False
        self.task: Task | None = None
        self.attempt = 0
        self.since = time.monotonic()
        """When it started, or was given its task."""
        self.finished = 0
        """Documents that it has done."""
        self.peak_bytes = 0

    def give(self, task: Task, attempt: int) -> None:
        """Gives it a document. Raises OSError where it has died."""
        self.task, self.attempt, self.since, self.peak_bytes = task, attempt, time.monotonic(), 0
        self.connection.send(task)

    def receive(self) -> str | Result:
        """What it has to say: `READY`, why it cannot start, or the result of its task. Raises EOFError or OSError where it has died."""
        answer: str | Result = self.connection.recv()
        if isinstance(answer, str):
            self.is_ready = answer == READY
        else:
            self.finished += 1
            self.task = None
        return answer

    def seconds(self) -> float:
        """How long it has been at what it is at."""
        return time.monotonic() - self.since

    def look(self) -> int:
        """Bytes that it has in memory; notes the most that it had with its task."""
        pid = self._process.pid or 0
        self.peak_bytes = max(self.peak_bytes, memory.peak(pid))
        return memory.now(pid)

    def end(self, patience: float = 0) -> int:
        """Ends it, where it does not end by itself within `patience` seconds; its exit code, -N where signal N has ended it."""
        self._process.join(patience)
        code = self._process.exitcode
        end(self._process)
        self.connection.close()
        self._folder.cleanup()
        return (self._process.exitcode or 0) if code is None else code


def remove_left_behind() -> None:
    """Removes the temporary folders of batches that were killed: pages of a policy may be in them."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDERS}*-*"):
        number = folder.name.removeprefix(_FOLDERS).partition("-")[0]
        if number.isdigit() and not folder.is_symlink() and not _is_running(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(pid: int) -> bool:
    if os.name != "posix":
        return True  # there is no harmless way to ask
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """What is started here never hears of Ctrl-C, which is for the batch to answer."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, how: Prepares, memory_bytes: int, folder: str, parent: int) -> None:
    """The process: tasks in, results out, until the other end is closed. `folder`: for temporary files."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    confine(memory_bytes)
    end_with_parent(parent)
    tempfile.tempdir = os.environ["TMPDIR"] = os.environ["TMP"] = folder
    from procheck.datafiles import DataFileError
    from procheck.scoring.model import ScorerError

    try:
        judge = how.prepare()
    except (DataFileError, ScorerError) as error:
        connection.send(str(error))
        return
    except MemoryError:
        connection.send("workers need more memory to start than they may have: allow more with --memory.")
        return
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
        connection.send(f"workers cannot start because of a mistake in procheck ({where}), which should be reported.")
        return
    connection.send(READY)
    while True:
        try:
            task: Task = connection.recv()
        except EOFError:
            return
        try:
            connection.send(judge(task))
        except BrokenPipeError:
            return
        except MemoryError:
            os._exit(1)  # nothing but the ending can still be told
