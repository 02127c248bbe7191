"""The audit's own SQLite file, beside the agencies' folders: decisions with their history, and what was judged already.

It is in WAL mode, so that one program can read while another writes and a killed one loses nothing that was taken in. The tables of
decisions and of action plans are append-only: the file itself refuses to change or delete a row of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from procheck.datafiles import DataFileError

FILE = "audit.sqlite"
_VERSION = 1
_WAIT = 30.0
"""Seconds to wait for another program that is writing."""

_SCHEMA = """
CREATE TABLE agencies (id TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE results (key TEXT PRIMARY KEY, agency TEXT NOT NULL, as_of TEXT NOT NULL, content BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE evidence (fingerprint TEXT PRIMARY KEY, snapshot TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE shown (agency TEXT NOT NULL, criterion TEXT NOT NULL, fingerprint TEXT NOT NULL,
    PRIMARY KEY (agency, criterion)) WITHOUT ROWID;
CREATE TABLE written (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE decisions (number INTEGER PRIMARY KEY AUTOINCREMENT, agency TEXT NOT NULL, criterion TEXT NOT NULL, word TEXT NOT NULL,
    note TEXT NOT NULL, by TEXT NOT NULL CHECK (by <> ''), at TEXT NOT NULL, fingerprint TEXT NOT NULL, source TEXT NOT NULL);
CREATE INDEX decisions_of_cell ON decisions (agency, criterion, number);
CREATE TABLE actions (number INTEGER PRIMARY KEY AUTOINCREMENT, agency TEXT NOT NULL, element TEXT NOT NULL, priority TEXT NOT NULL,
    lead TEXT NOT NULL, target_date TEXT NOT NULL, evidence TEXT NOT NULL, progress TEXT NOT NULL, completed TEXT NOT NULL,
    since TEXT NOT NULL, by TEXT NOT NULL CHECK (by <> ''), at TEXT NOT NULL, source TEXT NOT NULL);
CREATE INDEX actions_of_row ON actions (agency, element, number);
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'the history of decisions is append-only'); END;
CREATE TRIGGER decisions_are_kept BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'the history of decisions is append-only'); END;
CREATE TRIGGER actions_stay BEFORE UPDATE ON actions BEGIN SELECT RAISE(ABORT, 'the history of actions is append-only'); END;
CREATE TRIGGER actions_are_kept BEFORE DELETE ON actions BEGIN SELECT RAISE(ABORT, 'the history of actions is append-only'); END;
"""


class Database:
    """The file, open. To be used in a `with` statement. One for each thread."""

    def __init__(self, folder: Path, *, create: bool = True) -> None:
        """Opens the file in `folder`, which is made if need be. Raises DataFileError where that cannot be done."""
        self.path = folder / FILE
        if not create and not self.path.is_file():
            raise DataFileError(self.path, None, f"there is no such file in {folder}: run procheck audit on that folder first.")
        try:
            self._connection = sqlite3.connect(self.path, timeout=_WAIT, isolation_level=None)
            # Where the disk cannot do WAL (some network shares), SQLite stays with its usual journal, which is as safe.
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._make()
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """What a SELECT finds."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def do(self, sql: str, *values: object) -> int:
        """Runs a statement; the number of the row that it put in."""
        try:
            return self._connection.execute(sql, values).lastrowid or 0
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All that is done inside is kept together or not at all, and nobody else writes meanwhile. Inside another it is part of that."""
        if self._connection.in_transaction:
            yield
            return
        self.do("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self.do("COMMIT")

    def about(self, key: str) -> str:
        """A remembered text; "" where there is none."""
        found = self.rows("SELECT value FROM about WHERE key = ?", key)
        return str(found[0][0]) if found else ""

    def remember(self, key: str, value: str) -> None:
        """Keeps a text under `key`."""
        self.do("INSERT INTO about VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value)

    def _make(self) -> None:
        version = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise DataFileError(self.path, None, "was made by a later version of procheck: use that version.")
        if version == 0:
            with self.writing():
                # Another program may have made them while this one waited.
                if self._connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                    for statement in _statements(_SCHEMA):
                        self._connection.execute(statement)
                    self._connection.execute(f"PRAGMA user_version = {_VERSION}")

    def _unusable(self, error: sqlite3.Error) -> DataFileError:
        said = str(error)
        if isinstance(error, sqlite3.OperationalError) and "locked" in said:
            return DataFileError(self.path, None, "is in use by another program that does not let go of it: close that and try again.")
        if isinstance(error, sqlite3.OperationalError):
            return DataFileError(self.path, None, f"cannot be written ({said}): check that you may write in {self.path.parent}.")
        if isinstance(error, sqlite3.IntegrityError):
            return DataFileError(self.path, None, f"refused a change ({said}).")
        remedy = "it holds the reviewers' decisions, so put back a copy of it, or move it away to begin again without them"
        return DataFileError(self.path, None, f"is damaged ({said}): {remedy}.")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: `executescript` would end the transaction."""
    held = ""
    for line in script.splitlines():
        held += line + "\n"
        if sqlite3.complete_statement(held):
            yield held
            held = ""
