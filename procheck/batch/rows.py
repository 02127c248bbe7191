"""What came of each document of the list, as all forms of the results show it."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from procheck.batch.identity import Identity
from procheck.batch.journal import Journal
from procheck.batch.labels import labelled
from procheck.batch.model import Called, Facts, Label
from procheck.batch.work import label_name, restored

State = Literal["judged", "unreadable", "waiting"]
REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class Row:
    """One document of the list."""

    name: str
    """What the results call it."""
    id: str
    path: Path
    """As it was given."""
    metadata: Mapping[str, str]
    size: int
    sha256: str
    """"" where there was no file to hash."""
    called: Called
    state: State
    facts: Facts | None = None
    """None unless it was judged."""
    problem: str = ""
    """Why it could not be read, as it follows the name; "" where it could."""
    remedy: str = ""
    cause: str = ""
    """`procheck.batch.model.Cause`, or "missing" where there was no file."""
    attempts: int = 0
    """How many workers the last attempt took."""

    @property
    def file(self) -> str:
        """The file's own name."""
        return label_name(self.path)

    @property
    def label(self) -> Label:
        """What the report calls it."""
        return Label(self.name, self.file)

    @property
    def stem(self) -> str:
        """Its reports' path in the results, without suffix: readable, the same in every run, and right for every file system."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-") or "document"
        return f"{REPORTS}/{slug}-{hashlib.sha256(self.name.encode()).hexdigest()[:10]}"

    @property
    def why(self) -> str:
        """Why it could not be read and what to do, in one sentence; "" where it could."""
        return f"{self.file} {self.problem}: {self.remedy}." if self.problem else ""


_QUERY = """
SELECT inputs.name, id, path, metadata, size, inputs.sha256, inputs.called, inputs.problem, inputs.remedy,
    state, facts, documents.problem, documents.remedy, cause, workers
FROM inputs LEFT JOIN documents
ON documents.sha256 = inputs.sha256 AND documents.called = inputs.called AND documents.identity = ?
"""


def rows(journal: Journal, key: str) -> Iterator[Row]:
    """Every document of the list in order, with what came of it by the identity `key`."""
    for found in journal.all(f"{_QUERY} ORDER BY inputs.position", key):
        yield _row(found)


def rows_of(journal: Journal, key: str, sha256: str, called: Called) -> list[Row]:
    """The documents of the list that hold the content."""
    return [_row(found) for found in journal.all(f"{_QUERY} WHERE inputs.sha256 = ? AND inputs.called = ?", key, sha256, called)]


def _row(found: tuple[object, ...]) -> Row:
    name, id, path, metadata, size, sha256, called, missing, mend, state, facts, problem, remedy, cause, attempts = found
    shared = (name, id, restored(path), json.loads(metadata), size, sha256, called)  # type: ignore[arg-type]
    if missing:
        return Row(*shared, "unreadable", problem=missing, remedy=mend, cause="missing")  # type: ignore[arg-type]
    if state == "judged":
        return Row(*shared, "judged", facts=Facts(**json.loads(facts)), attempts=attempts)  # type: ignore[arg-type]
    if state == "failed":
        return Row(*shared, "unreadable", problem=problem, remedy=remedy, cause=cause, attempts=attempts)  # type: ignore[arg-type]
    return Row(*shared, "waiting")  # type: ignore[arg-type]


def report_of(journal: Journal, key: str, row: Row) -> bytes:
    """The JSON report on a document that was judged, under its name."""
    query = "SELECT report FROM documents WHERE sha256 = ? AND called = ? AND identity = ?"
    (report,) = journal.one(query, row.sha256, row.called, key) or (b"",)
    return labelled(zlib.decompress(report), row.sha256, row.called, row.label)


def identity_of(journal: Journal) -> Identity | None:
    """What the batch was last judged by; None before the first run."""
    found = journal.one("SELECT facts FROM identities WHERE key = ?", journal.kept("identity"))
    return Identity(**json.loads(found[0])) if found else None
