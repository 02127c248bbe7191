"""Deciding cell by cell, as on the web page: an audit opened as it was judged last, and decisions that run over nobody else's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from procheck.audit.agencies import with_codes
from procheck.audit.database import Database
from procheck.audit.given import Asked, Given, as_before, earlier_round, outputs_folder, read_given, with_self_scores
from procheck.audit.history import ChangedMeanwhile, Decisions, Entry, read_seen
from procheck.audit.judging import digests_of, kept_results
from procheck.audit.model import Agency, Audit
from procheck.audit.previous import EarlierRound
from procheck.audit.results import Result, key_of
from procheck.audit.running import assembled, find_agencies

__all__ = ["ChangedMeanwhile", "Judged", "NotDecided", "decide", "judged_last", "open_audit"]
LONGEST_NOTE = 5_000


class NotDecided(ValueError):
    """A decision that cannot be taken, in one sentence for the person who made it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """All of an audit but what people have decided: slow to read, and the same from one decision to the next."""

    asked: Asked
    given: Given
    agencies: tuple[Agency, ...]
    results: Mapping[str, Result]
    earlier: EarlierRound | None
    problems: tuple[str, ...]

    def audit(self, database: Database) -> Audit:
        """The audit, with what people have decided by now."""
        return assembled(self.asked, self.given, database, self.agencies, self.results, self.earlier, self.problems)


def open_audit(folder: Path, as_of: date) -> Audit:
    """The audit of a folder as it was judged last, with what has been decided since.

    An agency whose documents have changed since, or that was never judged, is there with a `problem` that says so. Nothing is judged.
    Raises DataFileError.
    """
    with Database(folder, create=False) as database:
        return judged_last(folder, database, as_of).audit(database)


def judged_last(folder: Path, database: Database, as_of: date) -> Judged:
    """All of an audit but what people have decided, as in `open_audit`. Raises DataFileError."""
    asked = as_before(folder, database, as_of)
    given = read_given(asked)
    if given.wrong:
        raise given.wrong
    found, problems = find_agencies(asked, given.settings, outputs_folder(asked, database))
    digests = digests_of(found)
    agencies = with_codes([each.agency for each in found], {id: key_of({}, held.items()) for id, held in digests.items()}, database)
    agencies = with_self_scores(asked, given, agencies, lambda _: None)
    results = kept_results(asked, given, database, found, digests)
    return Judged(asked, given, agencies, results, earlier_round(asked, database, lambda _: None), problems)


def decide(database: Database, audit: Audit, ref: str, word: str, note: str, *, by: str, at: str, seen: str, source: str) -> Entry | None:
    """Takes a decision on the cell of `ref`; None where it was decided so already. Both texts empty take a decision back.

    `audit`: what the page shows; `seen`: the cell's `seen` as the page had it. `by`: who, `at`: ISO date and time. Raises `NotDecided`, and
    `ChangedMeanwhile` where another reviewer has decided on the cell since the page was made: show theirs and ask again.
    """
    cell = next((cell for submission in audit.submissions for cell in submission.cells if cell.ref == ref), None)
    had = read_seen(seen)
    if cell is None or had is None:
        raise NotDecided("There is no such rating in this audit: open the page again.")
    if word and audit.scale.find(word) is None:
        raise NotDecided(f"Choose one of the audit's words: {', '.join(audit.scale.words)}.")
    if not " ".join(by.split()):
        raise NotDecided("Say who decides: give your name.")
    if len(note) > LONGEST_NOTE:
        raise NotDecided(f"The note has {len(note):,} characters, and {LONGEST_NOTE:,} is the most: shorten it.")
    agency = audit.submission(cell.agency).agency
    return Decisions(database).decide(
        agency.id,
        cell.criterion,
        audit.scale.find(word) or "",
        note.strip(),
        by=" ".join(by.split()),
        at=at,
        seen=had,
        source=source,
        agencies=agency.formerly,
    )
