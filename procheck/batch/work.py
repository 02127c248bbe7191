"""Which documents wait, are at work, are judged or failed: the journal's side of a run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from procheck.batch.identity import Identity
from procheck.batch.inputs import Listed, Seen
from procheck.batch.journal import Journal
from procheck.batch.model import Done, Failed, Label, Task
from procheck.documents.sniffing import called_by_name


@dataclass(frozen=True, slots=True)
class Counts:
    """Contents of the batch, by state."""

    waiting: int
    judged: int
    failed: int


def now() -> str:
    """The moment, as the journal keeps it: ISO, UTC, whole seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Work:
    """The work of one batch, by one identity, as the journal has it."""

    def __init__(self, journal: Journal, identity: Identity) -> None:
        self._journal = journal
        self._key = identity.key
        with journal.transaction():
            journal.do("INSERT OR IGNORE INTO identities VALUES (?, ?)", self._key, json.dumps(asdict(identity)))
            journal.keep("identity", self._key)

    def set_inputs(self, documents: Iterable[tuple[Listed, Seen]]) -> None:
        """Puts the batch's list of documents in place of the one before. All of it, or nothing where it is interrupted."""
        do = self._journal.do
        with self._journal.transaction():
            do("DELETE FROM inputs")
            for position, (listed, seen) in enumerate(documents):
                path = stored(listed.path)
                do(
                    "INSERT INTO inputs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    *(position, listed.name, listed.id, path, json.dumps(dict(listed.metadata))),
                    *(seen.size, seen.sha256, called_by_name(listed.path.name), seen.problem, seen.remedy),
                )
                if seen.sha256:
                    do("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", path, seen.size, seen.mtime_ns, seen.sha256)

    def known(self, path: Path) -> Seen | None:
        """What was seen of the file in an earlier run."""
        found = self._journal.one("SELECT size, mtime_ns, sha256 FROM files WHERE path = ?", stored(path))
        return Seen(*found) if found else None

    def begin(self, limits: str, *, retry_failed: bool) -> None:
        """Makes every content of the list wait that has no result by this identity.

        What was at work when an earlier run ended waits again. So does what failed, where `retry_failed`, or where it failed under other
        `limits`; and what had changed under way, or was killed from outside, because that said nothing about the document.
        """
        do = self._journal.do
        with self._journal.transaction():
            do("UPDATE documents SET state = 'waiting' WHERE state = 'running'")
            do(
                "INSERT INTO documents (sha256, called, identity, position, state)"
                " SELECT sha256, called, ?, min(position), 'waiting' FROM inputs WHERE sha256 != '' GROUP BY sha256, called"
                " ON CONFLICT DO UPDATE SET position = excluded.position",
                self._key,
            )
            do(
                "UPDATE documents SET state = 'waiting' WHERE identity = ? AND state = 'failed' AND"
                " (? OR cause IN ('changed', 'killed') OR (limits != ? AND cause != 'mistake'))"
                " AND EXISTS (SELECT 1 FROM inputs WHERE inputs.sha256 = documents.sha256 AND inputs.called = documents.called)",
                *(self._key, retry_failed, limits),
            )
            # What waits from a list of before, and is not on this one, is no part of the work.
            do(
                "DELETE FROM documents WHERE identity = ? AND state = 'waiting' AND NOT EXISTS"
                " (SELECT 1 FROM inputs WHERE inputs.sha256 = documents.sha256 AND inputs.called = documents.called)",
                self._key,
            )

    def claim(self) -> Task | None:
        """The next document, now at work; None where none waits.

        What was at work when an earlier run ended comes last: should it be what ended that run, all others are done first.
        """
        with self._journal.transaction():
            found = self._journal.one(
                "SELECT sha256, called, position FROM documents WHERE identity = ? AND state = 'waiting'"
                " ORDER BY attempts, position LIMIT 1",
                self._key,
            )
            if found is None:
                return None
            sha256, called, position = found
            self._journal.do(
                "UPDATE documents SET state = 'running', attempts = attempts + 1 WHERE sha256 = ? AND called = ? AND identity = ?",
                *(sha256, called, self._key),
            )
            name, path = self._journal.one("SELECT name, path FROM inputs WHERE position = ?", position) or ("", b"")
        where = restored(path)
        return Task(sha256, called, Label(name, label_name(where)), str(where))

    def claims(self) -> Iterator[Task]:
        """Every document that waits, one after another."""
        while (task := self.claim()) is not None:
            yield task

    def finish(self, done: Done, limits: str) -> None:
        """Keeps what came of a document."""
        result, task = done.result, done.task
        if isinstance(result, Failed):
            made: tuple[object, ...] = ("failed", result.cause, result.problem, result.remedy, None, None)
        else:
            made = ("judged", None, None, None, json.dumps(asdict(result.facts)), result.report)
        self._journal.do(
            "UPDATE documents SET state = ?, cause = ?, problem = ?, remedy = ?, facts = ?, report = ?,"
            " seconds = ?, peak_bytes = ?, workers = ?, limits = ?, ended = ? WHERE sha256 = ? AND called = ? AND identity = ?",
            *(*made, round(result.seconds, 3), result.peak_bytes, done.attempts, limits, now()),
            *(task.sha256, task.called, self._key),
        )

    def release(self) -> None:
        """What is at work waits again."""
        self._journal.do("UPDATE documents SET state = 'waiting' WHERE state = 'running'")

    def counts(self) -> Counts:
        """How many contents of the list there are in each state; those at work wait."""
        found = dict(
            self._journal.all(
                "SELECT state, count(*) FROM documents WHERE identity = ? AND EXISTS (SELECT 1 FROM inputs"
                " WHERE inputs.sha256 = documents.sha256 AND inputs.called = documents.called) GROUP BY state",
                self._key,
            )
        )
        return Counts(found.get("waiting", 0) + found.get("running", 0), found.get("judged", 0), found.get("failed", 0))


def label_name(path: Path) -> str:
    """The file's name, as reports show it."""
    return (path.name or str(path)).encode("utf-8", "replace").decode()


def stored(path: Path) -> bytes:
    """A path as the journal keeps it: file systems allow names that are no text."""
    return str(path).encode("utf-8", "surrogateescape")


def restored(path: bytes) -> Path:
    """The path again."""
    return Path(path.decode("utf-8", "surrogateescape"))
