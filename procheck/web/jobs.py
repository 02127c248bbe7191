"""Checks in the background: one worker reads and judges, while the page asks how far it has got.

One worker is enough for one person, and keeps the computer usable. Documents go through the isolated reader, as on the command
line, so that a file that hangs or crashes its reader harms nothing else.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Protocol

from procheck.documents.errors import UnreadableDocument
from procheck.documents.model import Document
from procheck.reports.wording import plural
from procheck.web.model import Progress, Result, Submission

if TYPE_CHECKING:
    from procheck.judgement.judging import Judge

_LOG = logging.getLogger(__name__)
_WORTH_A_FIRST_LOOK = 4_000
"""Words from which on a first look, by phrases alone, is shown before the whole judgement: shorter ones are done within moments."""

MOST_KEPT = 30
"""Checks kept in memory; an older one is made again when somebody opens it."""

Key = tuple[str, str]
"""Submission id, pack."""


class Reads(Protocol):
    """What opens documents: an `IsolatedReader`."""

    def open(self, path: Path) -> Document:
        """The document at `path`. Raises UnreadableDocument."""
        ...


@dataclass(frozen=True, slots=True)
class _Read:
    documents: tuple[Document, ...]
    unreadable: tuple[UnreadableDocument, ...]


class Checks:
    """Every check that was asked for, and the worker that makes them."""

    def __init__(self, reader: Reads, judges: Callable[[str], Judge], *, today: Callable[[], date] = date.today) -> None:
        """`judges` makes the judge by a pack's name; it is called once for each pack. `today` is asked at each check."""
        self._reader = reader
        self._find_judge = judges
        self._today = today
        self._judges: dict[str, tuple[Judge, Judge]] = {}
        self._read: dict[str, _Read] = {}
        self._progress: OrderedDict[Key, Progress] = OrderedDict()
        self._lock = threading.Lock()
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._worker = threading.Thread(target=self._work, name="checks", daemon=True)

    def start(self, warm: str = "") -> None:
        """Starts the worker, which first makes the judge by the pack `warm`, so that the first check has not to wait for it."""
        if warm:
            self._queue.put(lambda: void(self._judge(warm)))
        self._worker.start()

    def stop(self) -> None:
        """Lets the worker end after what it is at; all other checks come to nothing."""
        with self._lock:
            self._progress.clear()
        self._queue.put(None)

    def ask(self, submission: Submission, pack: str) -> Progress:
        """How far the check has got; it is begun if nobody asked for it before."""
        key = (submission.id, pack)
        with self._lock:
            if key in self._progress:
                self._progress.move_to_end(key)
                return self._progress[key]
            self._progress[key] = waiting = Progress("waiting", "Waiting for its turn.")
            self._drop_old()
        self._queue.put(lambda: self._check(submission, pack))
        return waiting

    def known(self, submission: Submission) -> Mapping[str, Progress]:
        """How far each check of the submission that was asked for has got, by pack, the latest first."""
        with self._lock:
            return {pack: each for (id, pack), each in reversed(self._progress.items()) if id == submission.id}

    def forget(self, submission: Submission) -> None:
        """Drops all that is known of the submission; a check of it that is being made comes to nothing."""
        with self._lock:
            for key in [key for key in self._progress if key[0] == submission.id]:
                del self._progress[key]
            self._read.pop(submission.id, None)

    def _drop_old(self) -> None:
        done = [key for key, each in self._progress.items() if each.finished]
        for key in done[: max(0, len(self._progress) - MOST_KEPT)]:
            del self._progress[key]
            if not any(id == key[0] for id, _ in self._progress):
                self._read.pop(key[0], None)

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            job()

    def _say(self, key: Key, progress: Progress) -> bool:
        """Keeps how far a check has got; False where nobody waits for it any more."""
        with self._lock:
            if key not in self._progress:
                return False
            self._progress[key] = progress
            return True

    def _check(self, submission: Submission, pack: str) -> None:
        key = (submission.id, pack)
        try:
            self._read_and_judge(submission, pack)
        except Exception:
            # Whatever it is, the person waits for a sentence, and the worker for the next document.
            _LOG.exception("The check of %s failed.", submission.id)
            text = f"{submission.name} could not be checked because of a mistake in procheck, which should be reported."
            self._say(key, Progress("failed", text))

    def _read_and_judge(self, submission: Submission, pack: str) -> None:
        key, files = (submission.id, pack), submission.files
        steps = len(files) + 2
        if submission.id not in self._read:
            documents, unreadable = [], []
            for number, path in enumerate(files):
                which = f" ({number + 1} of {len(files)})" if len(files) > 1 else ""
                if not self._say(key, Progress("reading", f"Reading {path.name}{which}.", number, steps)):
                    return
                try:
                    documents.append(self._reader.open(path))
                except UnreadableDocument as error:
                    unreadable.append(error)
            self._read[submission.id] = _Read(tuple(documents), tuple(unreadable))
        read = self._read[submission.id]
        if not read.documents:
            self._say(key, Progress("failed", " ".join(map(str, read.unreadable))))
            return
        words = sum(document.words for document in read.documents)
        judging = f"Judging {plural(words, 'word')} against the criteria."
        if not self._say(key, Progress("judging", judging, len(files), steps)):
            return
        whole, by_phrases = self._judge(pack)
        if whole is not by_phrases and words >= _WORTH_A_FIRST_LOOK:
            first = self._judged(submission, read, by_phrases, first_look=True)
            if self._say(key, Progress("judging", judging, len(files) + 1, steps, first)):
                # At the end of the queue, so that other documents get their first look before this one gets its second.
                self._queue.put(lambda: self._finish(submission, pack, read, whole, steps))
            return
        self._finish(submission, pack, read, whole, steps)

    def _finish(self, submission: Submission, pack: str, read: _Read, judge: Judge, steps: int) -> None:
        with self._lock:
            if (submission.id, pack) not in self._progress:
                return
        result = self._judged(submission, read, judge)
        self._say((submission.id, pack), Progress("ready", "Done.", steps, steps, result))

    def _judged(self, submission: Submission, read: _Read, judge: Judge, *, first_look: bool = False) -> Result:
        from procheck.checking import check

        report = check(read.documents, judge, submission=submission.name, as_of=self._today(), unreadable=read.unreadable)
        return Result(report, read.documents, read.unreadable, first_look)

    def _judge(self, pack: str) -> tuple[Judge, Judge]:
        """The judge by the pack, and one that goes by phrases alone; the same where there is no scorer."""
        from procheck.judgement.judging import Judge

        if pack not in self._judges:
            judge = self._find_judge(pack)
            self._judges[pack] = (judge, judge if judge.scorer is None else Judge(judge.pack))
        return self._judges[pack]


def void(_: object) -> None:
    """Nothing, whatever it is given."""
