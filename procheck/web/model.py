"""What the page keeps: submissions with their files, how far a check has got, and reviewers' decisions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from procheck.documents.errors import UnreadableDocument
from procheck.documents.model import Document
from procheck.judgement.model import Status
from procheck.reports.model import Report

Stage = Literal["waiting", "reading", "judging", "ready", "failed"]


@dataclass(frozen=True, slots=True)
class Given:
    """A document as it comes in."""

    name: str
    """As it was given: nobody may trust it."""

    stream: IO[bytes]


@dataclass(frozen=True, slots=True)
class Submission:
    """One document, or several that are judged together."""

    id: str
    """Lower-case letters, digits and hyphens: its folder's name and its address."""

    name: str
    """As the person gave it: a file's name without its ending, or an organisation."""

    files: tuple[Path, ...]
    """The documents as they were given, in that order; no two have the same name."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a check made of a submission."""

    report: Report
    documents: tuple[Document, ...]
    """Those that could be read, in order."""

    unreadable: tuple[UnreadableDocument, ...] = ()
    first_look: bool = False
    """True where phrases alone have judged so far, and the whole judgement is still being made."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the check of one submission against one pack has got."""

    stage: Stage
    message: str
    """One plain sentence for the person who waits."""

    done: int = 0
    steps: int = 1
    """`done` of so many steps."""

    result: Result | None = None
    """There when ready, and earlier for a first look."""

    @property
    def finished(self) -> bool:
        """True when nothing more will come."""
        return self.stage in ("ready", "failed")


@dataclass(frozen=True, slots=True)
class Decision:
    """A reviewer's own rating of one criterion, kept beside procheck's and never in its place."""

    criterion: str
    """Its id."""

    status: Status
    reason: str
    by: str
    """Who decided; "" where that was not said."""

    on: str
    """ISO date."""

    found: Status
    """What procheck had found when it was decided."""
