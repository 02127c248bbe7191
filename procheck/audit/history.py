"""What people decided, entry after entry: nothing is changed or deleted, and a change that another made meanwhile is not run over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from procheck.audit.database import Database
from procheck.reports.wording import day

_SEEN = re.compile(r"(\d{1,15})(!?)-([0-9a-f]*)")


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody had before them when they decided: `Cell.seen` as text."""

    number: int = 0
    """Of the latest entry on the cell, 0 for none."""
    again: bool = False
    """True where that was to be looked at again, so that the reviewer's columns stood empty."""
    fingerprint: str = ""
    """Of the evidence; "" where that is not known."""

    def __str__(self) -> str:
        return f"{self.number}{'!' if self.again else ''}-{self.fingerprint}"


def read_seen(text: str) -> Seen | None:
    """What `str(Seen)` gave; None for anything else."""
    found = _SEEN.fullmatch(text.strip())
    return Seen(int(found[1]), bool(found[2]), found[3]) if found else None


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision of one person on one cell, as it was made."""

    number: int
    agency: str
    criterion: str
    word: str
    """"" for a note alone, and, with an empty note, where an earlier decision was taken back."""
    note: str
    by: str
    at: str
    """ISO date and time to the second with the offset from UTC."""
    fingerprint: str
    """Of the evidence that it was decided on."""
    source: str
    """Where it came from: "workbook.xlsx, row 14", "the web page"."""


class ChangedMeanwhile(Exception):
    """Somebody else has decided on the same cell since; `str(error)` is one sentence, `theirs` what they decided."""

    def __init__(self, theirs: Entry) -> None:
        said = f"'{theirs.word}'" if theirs.word else "a note" if theirs.note else "to take the decision back"
        when = moment(theirs.at)
        super().__init__(f"{theirs.by} has decided {said} meanwhile ({when}): look at it, and decide again if you still want to.")
        self.theirs = theirs


def moment(at: str) -> str:
    """An ISO date and time for people: "22 November 2026, 10:15"."""
    return f"{day(at[:10])}, {at[11:16]}" if len(at) >= 16 else day(at)


class Decisions:
    """The history of decisions in an audit's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def entries(self) -> tuple[Entry, ...]:
        """All of them, oldest first."""
        return self._entries("")

    def latest(self, agency: str, criterion: str) -> Entry | None:
        """The one that counts for a cell now."""
        found = self._entries("WHERE agency = ? AND criterion = ? ORDER BY number DESC LIMIT 1", agency, criterion)
        return found[0] if found else None

    def entry(self, number: int) -> Entry | None:
        """The one of that number."""
        return next(iter(self._entries("WHERE number = ?", number)), None)

    def decide(
        self, agency: str, criterion: str, word: str, note: str, *, by: str, at: str, seen: Seen, source: str, agencies: Iterable[str] = ()
    ) -> Entry | None:
        """Adds a decision. `word` and `note` both empty take back what was decided. `agencies`: former ids of the agency.

        None where the latest entry says the same and was made on the same evidence. Raises `ChangedMeanwhile` where there is a later entry
        than the one in `seen`, and it says something else.
        """
        with self._database.writing():
            held = [self.latest(each, criterion) for each in (agency, *agencies)]
            latest = max((entry for entry in held if entry), key=lambda entry: entry.number, default=None)
            if latest and (latest.word, latest.note) == (word, note):
                # Said again on other evidence it is a decision of its own.
                if latest.number != seen.number or latest.fingerprint == seen.fingerprint:
                    return None
            elif latest and latest.number != seen.number:
                raise ChangedMeanwhile(latest)
            elif latest is None and not word and not note:
                return None
            number = self._database.do(
                "INSERT INTO decisions (agency, criterion, word, note, by, at, fingerprint, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                agency, criterion, word, note, by, at, seen.fingerprint, source,
            )  # fmt: skip
        return Entry(number, agency, criterion, word, note, by, at, seen.fingerprint, source)

    def _entries(self, where: str, *values: object) -> tuple[Entry, ...]:
        rows = self._database.rows(
            f"SELECT number, agency, criterion, word, note, by, at, fingerprint, source FROM decisions {where or 'ORDER BY number'}",
            *values,
        )
        return tuple(Entry(int(str(number)), *(str(value) for value in rest)) for number, *rest in rows)
