"""Ways of judging for tests: one that takes no time, and one by which certain documents hang, crash or take all memory."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from procheck.batch.labels import blank
from procheck.batch.model import Facts, Failed, Judged, Prepares, Result, Task

HANG, CRASH, BOMB, ONCE = b"TEST: HANG", b"TEST: CRASH", b"TEST: BOMB", b"TEST: CRASH ONCE AT "
"""Documents with these words misbehave under `Misbehaving`; after `ONCE` stands the path of a file that is made by the first crash."""
HOST = b"TEST: HOST "
"""After it stands a folder: by it a document kills what has started its worker, one time only."""


@dataclass(frozen=True)
class Quick:
    """Judges nothing: a report of the right form for each document, at once. Empty documents are refused."""

    size: int = 0
    """Bytes by which each report is longer; less than none is a mistake."""
    fails: str = ""
    """Why no worker can start, if none can."""

    def prepare(self) -> Callable[[Task], Result]:
        """See `Prepares`."""
        if self.fails:
            from procheck.datafiles import DataFileError

            raise DataFileError(Path("pack.yaml"), 3, self.fails)
        if self.size < 0:
            raise ZeroDivisionError
        return self._judge

    def _judge(self, task: Task) -> Result:
        data = task.content if task.content is not None else Path(task.path).read_bytes()
        if not data:
            return Failed("refused", "is empty", "check it")
        if data.startswith(b"wait "):
            time.sleep(float(data.split()[1]))
        names = blank(task.sha256, task.called)
        report = {
            "submission": names.submission,
            "documents": [{"name": names.name, "sha256": task.sha256}],
            "criteria": [_criterion("AA1", names.name), _criterion("AA2", names.name)],
            "filling": "x" * self.size,
        }
        made = zlib.compress(json.dumps(report).encode())
        facts = Facts({"AA1": "met", "AA2": "not-met"}, 1, 0, "A title", "text", None, len(data), None, None, 0)
        return Judged(made, b"", facts, 0.01, 1)


def _criterion(id: str, name: str) -> dict[str, object]:
    element = {"id": f"{id}.a", "title": "T", "required": True, "value": "no", "why": "W", "evidence": []}
    person = [f"It may stand in {name}."]
    return {"id": id, "title": f"Title {id}", "theme": "Theme", "status": "met", "needs_review": person, "elements": [element]}


@dataclass(frozen=True)
class Misbehaving:
    """Judges as another way does, but for documents that do harm."""

    how: Prepares

    def prepare(self) -> Callable[[Task], Result]:
        """See `Prepares`."""
        judge = self.how.prepare()

        def judged(task: Task) -> Result:
            data = Path(task.path).read_bytes()
            if ONCE in data:
                witness = Path(data.partition(ONCE)[2].split(b"\n")[0].decode())
                if not witness.exists():
                    witness.touch()
                    os.kill(os.getpid(), signal.SIGKILL)
            if HANG in data:
                ctypes.PyDLL(None).pause()  # in native code, with Python's own lock held: no thread of Python's can end it
            elif CRASH in data and ONCE not in data:
                os.kill(os.getpid(), signal.SIGSEGV)
            elif BOMB in data:
                held = []
                try:
                    while True:
                        held.append(bytearray(b"x") * (32 << 20))
                except MemoryError:
                    held.clear()
                    return Failed("memory", "needs more memory than the limit", "allow more")
            return judge(task)

        return judged


@dataclass(frozen=True)
class Murderous:
    """Judges as another way does, but for documents that kill, one time only, the process that has started this one."""

    how: Prepares

    def prepare(self) -> Callable[[Task], Result]:
        """See `Prepares`."""
        judge = self.how.prepare()

        def judged(task: Task) -> Result:
            data = task.content if task.content is not None else Path(task.path).read_bytes()
            if HOST in data:
                witness = Path(data.partition(HOST)[2].decode(), "witness")
                if not witness.exists():
                    witness.touch()
                    os.kill(os.getppid(), signal.SIGKILL)
                    time.sleep(60)  # until it is noticed
            return judge(task)

        return judged
