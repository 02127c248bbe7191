"""The journal of a batch: one SQLite file that is right at every moment, whatever is killed.

Everything that was found out is in it, the reports too; all other results can be made from it again. Each step is one transaction of its
own in a write-ahead log, so that after `kill -9` or a full disk it holds what was finished by then, and nothing by half.
"""

from __future__ import annotations

import contextlib
import errno
import json
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

NAME = "journal.sqlite"
_VERSION = 1
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE runs (id INTEGER PRIMARY KEY, started TEXT NOT NULL, ended TEXT, how TEXT NOT NULL, facts TEXT NOT NULL);
CREATE TABLE inputs (
    position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, id TEXT NOT NULL, path BLOB NOT NULL, metadata TEXT NOT NULL,
    size INTEGER NOT NULL, sha256 TEXT NOT NULL, called TEXT NOT NULL, problem TEXT NOT NULL, remedy TEXT NOT NULL
);
CREATE INDEX inputs_by_content ON inputs (sha256, called);
CREATE TABLE files (path BLOB PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    sha256 TEXT NOT NULL, called TEXT NOT NULL, identity TEXT NOT NULL,
    position INTEGER NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, workers INTEGER NOT NULL DEFAULT 0,
    seconds REAL, peak_bytes INTEGER, cause TEXT, problem TEXT, remedy TEXT, limits TEXT, ended TEXT, facts TEXT, report BLOB,
    PRIMARY KEY (sha256, called, identity)
);
CREATE INDEX documents_in_turn ON documents (identity, state, attempts, position);
CREATE TABLE identities (key TEXT PRIMARY KEY, facts TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE written (
    name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, identity TEXT NOT NULL, report_sha256 TEXT NOT NULL, page_sha256 TEXT NOT NULL
) WITHOUT ROWID;
"""
"""`documents` has one row for each content, for what its name says of its format, and for what it was judged by. Its states: `waiting`,
`running`, `judged`, `failed`. `attempts` counts how often it was begun; `workers`, how many the last attempt took. `written` are the files
under reports/."""


class JournalError(Exception):
    """The journal cannot be used: `str(error)` is one sentence."""


class Journal:
    """The open journal. To be used in a `with` statement; no other process can open it meanwhile."""

    def __init__(self, folder: Path) -> None:
        """Opens the journal in the folder of results, or begins one. Raises JournalError; OSError where the folder cannot be used."""
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / NAME
        try:
            self._database = sqlite3.connect(self.path, isolation_level=None, timeout=0.5)
            # Held by one process, the write-ahead log needs no memory shared between several, and works on network drives too.
            self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")
            self._prepare()
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise JournalError(f"{folder} is in use by another procheck: wait for it, or give another folder with -o.") from None
            if is_full(error):
                raise
            raise unusable(folder, error) from None
        except sqlite3.DatabaseError as error:
            raise JournalError(
                f"{self.path} is damaged ({error}): move it away and give the same command again, which judges every document anew."
            ) from None

    def _prepare(self) -> None:
        with self.transaction():
            (version,) = self.one("PRAGMA user_version") or (0,)
            if version == 0:
                for statement in filter(str.strip, _TABLES.split(";")):
                    self._database.execute(statement)
                self._database.execute(f"PRAGMA user_version = {_VERSION}")
            elif version != _VERSION:
                raise JournalError(f"{self.path} was made by another version of procheck: give another folder with -o.")

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes it, and lets others open it."""
        with contextlib.suppress(sqlite3.Error):
            self._database.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """What is done in the `with` statement is kept whole or not at all."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._database.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._database.execute("ROLLBACK")
            raise

    def do(self, statement: str, *values: Any) -> int:
        """Runs one statement; how many rows it changed."""
        return self._database.execute(statement, values).rowcount

    def one(self, query: str, *values: Any) -> tuple[Any, ...] | None:
        """The first row that the query finds."""
        found: tuple[Any, ...] | None = self._database.execute(query, values).fetchone()
        return found

    def all(self, query: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """Every row that the query finds, one after another: never all in memory."""
        yield from self._database.execute(query, values)

    def kept(self, key: str) -> str:
        """What was kept under `key`; "" for nothing."""
        found = self.one("SELECT value FROM meta WHERE key = ?", key)
        return str(found[0]) if found else ""

    def keep(self, key: str, value: str) -> None:
        """Keeps a word about the batch."""
        self.do("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value)

    def begin_run(self, started: str, facts: Mapping[str, Any]) -> int:
        """Notes that a run begins, with its program, libraries and options; its number."""
        self.do("INSERT INTO runs (started, how, facts) VALUES (?, 'was ended from outside', ?)", started, json.dumps(facts))
        (number,) = self.one("SELECT last_insert_rowid()") or (0,)
        return int(number)

    def end_run(self, number: int, ended: str, how: str) -> None:
        """Notes how a run has ended: "finished", "stopped" ..."""
        self.do("UPDATE runs SET ended = ?, how = ? WHERE id = ?", ended, how, number)

    def has_ended(self) -> bool:
        """True where the last run has said how it ended."""
        found = self.one("SELECT ended FROM runs ORDER BY id DESC LIMIT 1")
        return bool(found and found[0])

    def runs(self) -> Iterator[dict[str, Any]]:
        """The runs, first to last."""
        for started, ended, how, facts in self.all("SELECT started, ended, how, facts FROM runs ORDER BY id"):
            yield {"started": started, "ended": ended, "how": how, **json.loads(facts)}


def unusable(folder: Path, error: sqlite3.Error) -> JournalError:
    """What to say of a journal that fails at work."""
    return JournalError(f"{folder / NAME} cannot be used ({error}): check the disk, and that you may write to the folder.")


def is_full(error: BaseException) -> bool:
    """True for the error of a full disk, from the system or from SQLite."""
    if isinstance(error, sqlite3.OperationalError):
        # SQLite tells a failed write to its log as an I/O error; on a disk that is not failing, that is for want of space.
        return error.sqlite_errorname in ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_TRUNCATE")
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
