"""Documents read in a process of their own, so that a file that hangs, crashes or takes all memory harms no other.

Nothing but ending its process stops a library that hangs in native code. One process reads all the files of a run; it is replaced
only when a file had to be given up.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import threading
import traceback
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType

from procheck.documents.confining import confine, end, end_with_parent
from procheck.documents.errors import UnreadableDocument
from procheck.documents.model import Document
from procheck.documents.safety import DEFAULT_LIMITS, MEGABYTE, Limits

_STARTING = 60.0
"""Seconds that the process has to start; a busy computer needs a few."""

_ANOTHER_WAY = "open it in its own program, save it as a new PDF and check that"


class IsolatedReader:
    """Opens documents as `open_document` does, within the limits of time and memory too.

    To be used in a `with` statement: the process starts on entering, while the caller gets on with other work.
    """

    def __init__(self, limits: Limits = DEFAULT_LIMITS, *, ocr: bool = False) -> None:
        """`ocr`: pages without a text layer go through text recognition."""
        self.limits = limits
        self._ocr = ocr
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._is_ready = False
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._using = threading.Lock()
        self._has_ended = False

    def __enter__(self) -> IsolatedReader:
        self._has_ended = False
        self._start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        # Another thread may be waiting for an answer: it gets none once the process has ended, and lets go by itself.
        self._has_ended = True
        if (process := self._process) is not None:
            end(process)
        with self._using:
            self._stop()

    def open(self, path: Path) -> Document:
        """The document in the file at `path`. May be called by several threads; one file is read at a time.

        Raises `UnreadableDocument` as `open_document` does, where the file takes too long, too much memory, or ends the process, and
        where the `with` statement was left meanwhile.
        """
        name = path.name or str(path)
        with self._using:
            try:
                return self._open(path, name)
            except UnreadableDocument:
                if self._has_ended:
                    raise UnreadableDocument(name, "was not read, because procheck was ended", "check it again") from None
                raise

    def _open(self, path: Path, name: str) -> Document:
        connection = self._connection or self._start()
        try:
            if self._has_ended:
                raise EOFError
            if not self._is_ready:
                self._is_ready = connection.poll(_STARTING) and connection.recv()
            connection.send(path)
            if not connection.poll(self.limits.seconds):
                self._stop()
                limit = f"{self.limits.seconds:,g} second{'s' if self.limits.seconds != 1 else ''}"
                raise UnreadableDocument(
                    name,
                    f"took longer to read than the limit of {limit}",
                    f"{_ANOTHER_WAY}, or allow more with --max-seconds",
                )
            answer: Document | UnreadableDocument = connection.recv()
        except (EOFError, ConnectionError) as error:
            self._stop()
            raise _too_much(name, self.limits) from error
        if isinstance(answer, UnreadableDocument):
            raise answer
        return answer

    def _start(self) -> Connection:
        # "spawn" alone is safe beside threads and the same on every system.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        if self._ocr:
            # Here, so that pages of a policy never stay behind on the disk when the process is ended.
            self._folder = tempfile.TemporaryDirectory(prefix="procheck-", ignore_cleanup_errors=True)
        folder = self._folder.name if self._folder else ""
        self._process = context.Process(target=_serve, args=(theirs, self.limits, self._ocr, folder, os.getpid()), daemon=True)
        self._process.start()
        theirs.close()
        self._connection, self._is_ready = ours, False
        return ours

    def _stop(self) -> None:
        if self._process is not None:
            end(self._process)
        if self._connection is not None:
            self._connection.close()
        if self._folder is not None:
            self._folder.cleanup()
        self._process = self._connection = self._folder = None


def _serve(connection: Connection, limits: Limits, ocr: bool, folder: str, parent: int) -> None:
    """The process: paths in, documents or refusals out, until the other end is closed. `folder`: for temporary files."""
    confine(limits.memory_bytes)
    end_with_parent(parent)
    if folder:
        tempfile.tempdir = os.environ["TMPDIR"] = os.environ["TMP"] = folder
    import procheck.documents.opening  # noqa: F401

    connection.send(True)
    while True:
        try:
            path: Path = connection.recv()
        except EOFError:
            return
        try:
            connection.send(_answer(path, limits, ocr))
        except BrokenPipeError:
            return
        except MemoryError:
            os._exit(1)  # nothing but the ending can still be told


def _answer(path: Path, limits: Limits, ocr: bool) -> Document | UnreadableDocument:
    from procheck.documents import opening

    try:
        return opening.open_document(path, limits, ocr=ocr)
    except UnreadableDocument as refusal:
        return refusal
    except MemoryError:
        return _too_much(path.name, limits)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        mistake = f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
        problem = f"could not be read because of a mistake in procheck ({mistake}), which should be reported"
        return UnreadableDocument(path.name, problem, _ANOTHER_WAY)


def _too_much(name: str, limits: Limits) -> UnreadableDocument:
    memory = f"{limits.memory_bytes // MEGABYTE:,} MB of memory"
    return UnreadableDocument(name, f"crashed its reader, because it is damaged or needs more than {memory}", _ANOTHER_WAY)
