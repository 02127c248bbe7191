"""A workbook that reviewers have filled in -> entries in the history, each row checked and what is wrong named by row."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from procheck.audit import columns
from procheck.audit.action_history import ActionEntry, Actions, Fields, SeenAction, latest_of, read_seen_action
from procheck.audit.database import Database
from procheck.audit.history import ChangedMeanwhile, Decisions, Entry, Seen, moment, read_seen
from procheck.audit.model import PRIORITIES, PROGRESS, Agency
from procheck.audit.scale import Scale
from procheck.audit.sheets import Row, Sheet, read_sheets
from procheck.datafiles import DataFileError

_REF = re.compile(r"A0*(\d{1,9})-(\S+)", re.IGNORECASE)
_LONGEST = 5_000
"""Characters of a note."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a workbook's rows are checked against."""

    agencies: Sequence[Agency]
    criteria: Collection[str]
    elements: Collection[str]
    scale: Scale
    carried: Mapping[tuple[str, str], ActionEntry] = field(default_factory=dict)
    """Rows of the action plan that came from an earlier round, by agency id and element id."""


@dataclass(frozen=True, slots=True)
class By:
    """Who takes a workbook in, and when."""

    name: str
    """For rows whose own column does not say who decided."""
    at: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of it."""

    decisions: int
    actions: int
    problems: tuple[str, ...]
    """One sentence for each row that could not be taken in."""


class _Wrong(Exception):
    """What is wrong with a row, as it follows the row's place."""


def take_in(path: Path, database: Database, rules: Rules, by: By) -> TakenIn:
    """Takes in what reviewers have changed in the workbook at `path`, all of it at once.

    Raises DataFileError where the workbook cannot be read or has neither sheet.
    """
    wanted = {columns.FINDINGS: (columns.REF, columns.DECISION), columns.ACTIONS: (columns.REF,)}
    sheets = read_sheets(path, wanted)
    if not sheets:
        message = (
            f"has no sheet '{columns.FINDINGS}' with the headings '{columns.REF}' and '{columns.DECISION}': give the audit's workbook."
        )
        raise DataFileError(path, None, message)
    taking = _Taking(path.name, database, rules, by)
    with database.writing():
        for name, take in ((columns.FINDINGS, taking.decision), (columns.ACTIONS, taking.action)):
            if name in sheets:
                for ref, rows in _by_ref(sheets[name]):
                    taking.one(name, ref, rows, take)
    return TakenIn(taking.decisions, taking.actions, tuple(taking.problems))


def _by_ref(sheet: Sheet) -> Iterator[tuple[str, list[Row]]]:
    rows: dict[str, list[Row]] = {}
    for row in sheet.rows:
        if row.get(columns.REF):
            rows.setdefault(row.get(columns.REF).upper(), []).append(row)
    yield from ((held[0].get(columns.REF), held) for held in rows.values())


class _Taking:
    def __init__(self, file: str, database: Database, rules: Rules, by: By) -> None:
        self.file, self.rules, self.by = file, rules, by
        self.history, self.plan = Decisions(database), Actions(database)
        self.database = database
        self.planned = self.plan.latest()
        self.plans = {entry.number: entry for entry in self.plan.entries()}
        self.decisions = self.actions = 0
        self.problems: list[str] = []

    def one(self, sheet: str, ref: str, rows: list[Row], take: object) -> None:
        """Takes in the rows of one Ref, or says what is wrong with them."""
        assert callable(take)
        place = f"{self.file}, {sheet}, row {rows[0].number}"
        try:
            agency, id = self._known(ref, self.rules.criteria if sheet == columns.FINDINGS else self.rules.elements)
            take(agency, id, rows, place)
        except _Wrong as error:
            self.problems.append(f"{place} ({ref}): {error}")

    def _known(self, ref: str, ids: Collection[str]) -> tuple[Agency, str]:
        found = _REF.fullmatch(ref)
        agency = next((each for each in self.rules.agencies if found and int(each.code[1:]) == int(found[1])), None)
        id = next((each for each in ids if found and each.casefold() == found[2].casefold()), None)
        if agency is None or id is None:
            raise _Wrong("this audit has no such reference: give the workbook that procheck made of it.")
        return agency, id

    def decision(self, agency: Agency, criterion: str, rows: list[Row], place: str) -> None:
        """Takes in what stands in the reviewer's columns."""
        filled = {(row.get(columns.DECISION), row.get(columns.NOTE)): row for row in rows}
        if len(filled) > 1:
            filled.pop(("", ""), None)
        if len(filled) > 1:
            numbers = " and ".join(str(row.number) for row in filled.values())
            raise _Wrong(f"rows {numbers} say different things of the same reference: keep one.")
        ((said, note), row), *_ = filled.items()
        ids = (agency.id, *agency.formerly)
        latest = max(
            (each for each in (self.history.latest(id, criterion) for id in ids) if each), key=lambda each: each.number, default=None
        )
        seen, shown = self._seen(row, ids, criterion, latest)
        if (said, note) == shown:
            return
        word = self.rules.scale.find(said) if said else ""
        if word is None:
            raise _Wrong(f"'{said[:60]}' is off the scale: its words are {', '.join(self.rules.scale.words)}.")
        if len(note) > _LONGEST:
            raise _Wrong(f"the note has {len(note):,} characters and {_LONGEST:,} is the most: shorten it.")
        if (word, note) == shown:
            return
        by = self._decider(row, seen)
        source = f"{self.file}, row {row.number}"
        try:
            made = self.history.decide(
                agency.id, criterion, word, note, by=by, at=self.by.at, seen=seen, source=source, agencies=agency.formerly
            )
        except ChangedMeanwhile as error:
            raise _Wrong(str(error)) from None
        self.decisions += made is not None

    def _decider(self, row: Row, seen: Seen) -> str:
        """Who decided: whom the row names, unless that is only who decided before, which was written there for reading."""
        named = " ".join(row.get(columns.REVIEWER).split())
        base = self.history.entry(seen.number) if seen.number else None
        return named if named and (base is None or named != base.by) else self.by.name

    def _seen(self, row: Row, ids: Sequence[str], criterion: str, latest: Entry | None) -> tuple[Seen, tuple[str, str]]:
        """What the reviewer had before them, and what stood in the two columns then."""
        seen = read_seen(row.get(columns.SEEN))
        base = self.history.entry(seen.number) if seen and seen.number else None
        if seen and (not seen.number or (base and base.agency in ids and base.criterion == criterion)):
            return seen, ("", "") if seen.again or base is None else (base.word, base.note)
        # A workbook of the board's own making: empty cells change nothing, others are taken to be said of what was shown last.
        rows = self.database.rows("SELECT fingerprint FROM shown WHERE agency = ? AND criterion = ?", ids[0], criterion)
        fingerprint = str(rows[0][0]) if rows else ""
        return Seen(latest.number if latest else 0, False, fingerprint), ("", "")

    def action(self, agency: Agency, element: str, rows: list[Row], place: str) -> None:
        """Takes in what stands in the columns of the action plan that people fill in."""
        row = rows[-1]
        said = Fields(*(" ".join(row.get(heading).split()) for heading in columns.ACTION_COLUMNS))
        ids = (agency.id, *agency.formerly)
        latest = latest_of(self.planned, ids, element) or self.rules.carried.get((agency.id, element))
        seen = read_seen_action(row.get(columns.SEEN)) or SeenAction(latest.number if latest else 0, said.priority)
        base = (
            latest if latest and latest.number == seen.number else next((e for e in self.plan.entries() if e.number == seen.number), None)
        )
        shown = replace(base.fields if base else Fields(), priority=seen.priority)
        if said == shown or said == Fields():
            return
        said = replace(said, priority=_one_of(said.priority, PRIORITIES, columns.PRIORITY))
        said = replace(said, progress=_one_of(said.progress, PROGRESS, columns.PROGRESS))
        own = base.fields.priority if base else ""
        said = replace(said, priority=own if said.priority == seen.priority else said.priority)
        if latest and latest.fields == said:
            return
        if latest and latest.number != seen.number:
            when = moment(latest.at)
            raise _Wrong(f"{latest.by} has changed this row meanwhile ({when}): look at it, and change it again if you still want to.")
        since = latest.since if latest else ""
        self.plan.add(agency.id, element, said, since=since, by=self.by.name, at=self.by.at, source=f"{self.file}, row {row.number}")
        self.actions += 1


def _one_of(said: str, known: Sequence[str], heading: str) -> str:
    found = next((word for word in known if word.casefold() == said.casefold()), None)
    if said and found is None:
        raise _Wrong(f"'{said[:60]}' is no {heading}: give one of {', '.join(known)}, or leave it empty.")
    return found or ""
