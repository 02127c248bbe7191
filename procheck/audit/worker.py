"""One agency's documents judged in a process of its own, which keeps its judge and its reader for the next agency."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from procheck.audit.folders import GivenFile
from procheck.audit.model import UnreadFile
from procheck.audit.results import Result
from procheck.checking import Glossary, check, dated, find_judge
from procheck.datafiles import DataFileError
from procheck.documents.errors import UnreadableDocument
from procheck.documents.isolated import IsolatedReader
from procheck.documents.model import Document
from procheck.documents.safety import DEFAULT_LIMITS, Limits
from procheck.reports.model import Report
from procheck.scoring.model import ScorerError

if TYPE_CHECKING:
    from procheck.judgement.judging import Judge


@dataclass(frozen=True, slots=True)
class How:
    """How all agencies of an audit are read and judged."""

    pack: str
    as_of: date
    scored: bool = True
    limits: Limits = DEFAULT_LIMITS
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One agency to judge."""

    agency: str
    """Its id."""
    files: tuple[GivenFile, ...]
    glossary: tuple[tuple[str, tuple[str, ...]], ...] = ()
    found: Report | None = None
    """A report on the same files, made on another day: only what depends on the day is made anew."""


def serve(connection: Connection, how: How, alone: bool) -> None:
    """The process: jobs in, results (or the sentence of a `ScorerError`) out, until the other end is closed.

    `alone`: it is the only one.
    """
    # Ctrl-C goes to every process of a terminal; the one that started this one decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if not alone:
        # Two processes with two threads each would get in each other's way on two cores; the scores do not depend on it.
        from procheck.scoring import scorer

        scorer.THREADS = 1
    judges: dict[object, Judge] = {}
    with IsolatedReader(how.limits, ocr=how.ocr) as reader:
        while True:
            try:
                job: Job = connection.recv()
            except EOFError:
                return
            try:
                answer: Result | str = result_of(job, how, reader, judges)
            except ScorerError as error:
                answer = str(error)
            except DataFileError as error:
                answer = Result(None, (), f"{job.agency} could not be judged: {error}", lasting=False)
            except Exception as error:
                answer = Result(None, (), _mistake(job, error), lasting=False)
            try:
                connection.send(answer)
            except (BrokenPipeError, ConnectionError):
                return


class Reads(Protocol):
    """What opens documents: an `IsolatedReader`."""

    def open(self, path: Path) -> Document:
        """The document at `path`. Raises UnreadableDocument."""
        ...


def result_of(job: Job, how: How, reader: Reads, judges: dict[object, Judge]) -> Result:
    """One agency judged. `judges` holds the judge made last, for the next job. Raises ScorerError and DataFileError."""
    documents, refusals, unread = _read(job.files, reader)
    if not documents:
        return Result(None, unread, nothing_read(job.agency, unread))
    if job.found:
        return Result(dated(job.found, documents, as_of=how.as_of, unreadable=refusals), unread)
    if job.glossary not in judges:
        # Few audits have more than one glossary, and each judge takes tens of megabytes.
        judges.clear()
        judges[job.glossary] = _judge(how, dict(job.glossary))
    report = check(documents, judges[job.glossary], submission=job.agency, as_of=how.as_of, unreadable=refusals)
    return Result(report, unread)


def _judge(how: How, glossary: Glossary) -> Judge:
    return find_judge(how.pack, glossary or None, scored=how.scored)


def _read(files: Sequence[GivenFile], reader: Reads) -> tuple[list[Document], list[UnreadableDocument], tuple[UnreadFile, ...]]:
    documents, refusals = [], []
    for file in files:
        try:
            documents.append(replace(reader.open(file.path), name=file.name))
        except UnreadableDocument as error:
            refusals.append(UnreadableDocument(file.name, error.problem, error.remedy))
    return documents, refusals, tuple(UnreadFile(refusal.name, str(refusal)) for refusal in refusals)


def nothing_read(agency: str, unread: Sequence[UnreadFile]) -> str:
    """The sentence on an agency of whose files none could be read, or that sent none."""
    if not unread:
        return f"The folder {agency} holds no documents: put the agency's documents there, or take the folder out."
    which = "its one document" if len(unread) == 1 else f"none of its {len(unread)} documents"
    could = "could not be read" if len(unread) == 1 else "could be read"
    return f"{agency} was not judged, because {which} {could}: ask for files that can be read."


def _mistake(job: Job, error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    mistake = f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
    return f"{job.agency} could not be judged because of a mistake in procheck ({mistake}), which should be reported."
