"""What goes to a worker and what comes back: small frozen records that can be sent to another process or computer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from procheck.judgement.model import Status

Called = Literal["markdown", "html", ""]
"""What a file's name says about its format, where the name counts at all: `procheck.documents.sniffing.called_by_name`."""

Cause = Literal["refused", "timeout", "memory", "crash", "killed", "changed", "mistake"]
"""Why a document has no report. `refused`: it is damaged, protected, no document ... `changed`: it is not what it was when the batch
began. `killed`: something from outside ended its worker, again and again. `mistake`: one of procheck's own."""


@dataclass(frozen=True, slots=True)
class Label:
    """What one report calls a document. The judgement does not depend on it."""

    submission: str
    name: str
    """The file's name."""


@dataclass(frozen=True, slots=True)
class Task:
    """One document to judge."""

    sha256: str
    """Of the whole file. A file that is no longer the same is not judged."""
    called: Called
    label: Label
    """For the page that a person reads; the report itself is without names (`procheck.batch.labels`)."""
    path: str = ""
    """Where the worker finds the file."""
    content: bytes | None = None
    """The whole file, for a worker that cannot reach the path."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the summary and the index say about a document that was judged."""

    statuses: Mapping[str, Status]
    """Criterion -> status, in the pack's order."""
    person: int
    """How many criteria a person should look at."""
    unread: int
    """How many parts of the document could not be read."""
    title: str | None
    format: str
    pages: int | None
    words: int
    approved: str | None
    review_due: str | None
    notes: int
    """How many notes the report has besides."""

    @property
    def falls_short(self) -> bool:
        """True when some criterion is neither met nor not applicable."""
        return any(status not in ("met", "not-applicable") for status in self.statuses.values())


@dataclass(frozen=True, slots=True)
class Judged:
    """A document's report."""

    report: bytes
    """The JSON report without names, compressed (zlib)."""
    page: bytes
    """The report as a page, labelled, compressed; b"" where no pages are wanted."""
    facts: Facts
    seconds: float = 0.0
    """Of the clock, for reading, judging and writing."""
    peak_bytes: int = 0
    """Most memory that the worker had meanwhile, with what it holds for all documents; 0 where the system does not tell."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a document has no report, as `UnreadableDocument` words it: "NAME problem: remedy."."""

    cause: Cause
    problem: str
    remedy: str
    seconds: float = 0.0
    peak_bytes: int = 0


Result = Judged | Failed


@dataclass(frozen=True, slots=True)
class Done:
    """A task that is finished with, whatever came of it."""

    task: Task
    result: Result
    attempts: int = 1
    """How many workers have tried."""


class Prepares(Protocol):
    """How to judge: sent once to each worker, which then makes ready what all documents share."""

    def prepare(self) -> Callable[[Task], Result]:
        """A function that judges one task and never raises. Raises DataFileError or ScorerError where the criteria are at fault."""
        ...


class CannotJudge(Exception):
    """No worker can start: `str(error)` is one sentence that says why."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much a batch may take."""

    workers: int = 1
    seconds: float = 300.0
    """For one document."""
    memory_bytes: int = 2048 * 1024 * 1024
    """For one worker."""
    recycled_after: int = 200
    """Documents after which a worker is replaced, so that what its libraries leak does not add up."""
    starting: float = field(default=300.0, kw_only=True)
    """Seconds that a worker has to start; a busy computer with a cold disk needs many."""
