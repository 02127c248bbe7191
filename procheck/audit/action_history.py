"""What people filled in in the action plan, entry after entry: append-only like decisions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from procheck.audit.database import Database

_SEEN = re.compile(r"(\d{1,15})-(\w*)")


@dataclass(frozen=True, slots=True)
class Fields:
    """The columns that people fill in, in the order of `columns.ACTION_COLUMNS`."""

    priority: str = ""
    """"" where the program's own stands."""
    lead: str = ""
    target_date: str = ""
    evidence: str = ""
    progress: str = ""
    completed: str = ""


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """One row of the action plan as somebody left it."""

    number: int
    agency: str
    element: str
    fields: Fields
    since: str
    """The round in which the gap was first raised; "" for this one."""
    by: str
    at: str
    source: str


@dataclass(frozen=True, slots=True)
class SeenAction:
    """What somebody had before them: `ActionRow.seen` as text."""

    number: int = 0
    priority: str = ""
    """The priority that was shown."""

    def __str__(self) -> str:
        return f"{self.number}-{self.priority}"


def read_seen_action(text: str) -> SeenAction | None:
    """What `str(SeenAction)` gave; None for anything else."""
    found = _SEEN.fullmatch(text.strip())
    return SeenAction(int(found[1]), found[2]) if found else None


class Actions:
    """The history of action plans in an audit's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def entries(self) -> tuple[ActionEntry, ...]:
        """All of them, oldest first."""
        rows = self._database.rows(
            "SELECT number, agency, element, priority, lead, target_date, evidence, progress, completed, since, by, at, source"
            " FROM actions ORDER BY number"
        )
        return tuple(_entry(tuple(map(str, row))) for row in rows)

    def latest(self) -> dict[tuple[str, str], ActionEntry]:
        """The entry that counts for each agency and element."""
        return {(entry.agency, entry.element): entry for entry in self.entries()}

    def add(self, agency: str, element: str, fields: Fields, *, since: str, by: str, at: str, source: str) -> int:
        """Adds an entry; its number. The caller holds `Database.writing`, after looking what is there."""
        return self._database.do(
            "INSERT INTO actions (agency, element, priority, lead, target_date, evidence, progress, completed, since, by, at, source)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            agency, element, *astuple(fields), since, by, at, source,
        )  # fmt: skip


def latest_of(entries: dict[tuple[str, str], ActionEntry], agencies: Iterable[str], element: str) -> ActionEntry | None:
    """The latest entry on an element under any of an agency's ids."""
    held = [entries[agency, element] for agency in agencies if (agency, element) in entries]
    return max(held, key=lambda entry: entry.number, default=None)


def _entry(row: tuple[str, ...]) -> ActionEntry:
    number, agency, element, *fields, since, by, at, source = row
    return ActionEntry(int(number), agency, element, Fields(*fields), since, by, at, source)
