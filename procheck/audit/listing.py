"""The history of an audit as people and programs read it: every decision and every change of the action plan, oldest first."""

from __future__ import annotations

import csv
import io
import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from procheck.audit.action_history import ActionEntry, Actions
from procheck.audit.columns import ACTION_COLUMNS
from procheck.audit.database import FILE, Database
from procheck.audit.history import Decisions, Entry
from procheck.datafiles import DataFileError
from procheck.reports.wording import clean

_WIDTH = 96


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of either history."""

    at: str
    by: str
    ref: str
    agency: str
    """The folder's name."""
    what: str
    """Decided, noted, took back or changed the action plan: in words."""
    note: str
    source: str


def listing(folder: Path, agency: str = "", form: str = "terminal") -> str:
    """The history in `form` (terminal, csv or json), of one agency (a folder's name or a code) or of all.

    Raises DataFileError where there is no audit in the folder, or no such agency in its history.
    """
    if not (folder / FILE).is_file():
        raise DataFileError(folder / FILE, None, f"is not there: no audit was made of {folder}. Run procheck audit on it first.")
    with Database(folder, create=False) as database:
        codes = {str(id): f"A{int(str(number)):02}" for id, number in database.rows("SELECT id, number FROM agencies")}
        lines = _lines(Decisions(database).entries(), Actions(database).entries(), codes)
    if agency:
        wanted = {id for id, code in codes.items() if agency.casefold() in (id.casefold(), code.casefold())}
        if not wanted:
            raise DataFileError(folder, None, f"has no agency '{agency}': give its folder's name, or its number (A07).")
        lines = [line for line in lines if line.agency in wanted]
    if form == "json":
        return json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=1) + "\n"
    if form == "csv":
        return _csv(lines)
    return "".join(map(_told, lines)) or "Nothing has been decided yet.\n"


def _lines(decisions: Sequence[Entry], actions: Sequence[ActionEntry], codes: Mapping[str, str]) -> list[Line]:
    before: dict[tuple[str, str], str] = {}
    lines = []
    for entry in decisions:
        key = (entry.agency, entry.criterion)
        ref = f"{codes.get(entry.agency, entry.agency)}-{entry.criterion}"
        lines.append(Line(entry.at, entry.by, ref, entry.agency, _decided(entry, before.get(key)), entry.note, entry.source))
        before[key] = entry.word
    for action in actions:
        filled = zip(ACTION_COLUMNS, asdict(action.fields).values(), strict=True)
        what = "action plan: " + (", ".join(f"{heading} {said}" for heading, said in filled if said) or "emptied")
        ref = f"{codes.get(action.agency, action.agency)}-{action.element}"
        lines.append(Line(action.at, action.by, ref, action.agency, what, "", action.source))
    return sorted(lines, key=lambda line: line.at)


def _decided(entry: Entry, before: str | None) -> str:
    if entry.word:
        return f"decided {entry.word}" + (f" instead of {before}" if before and before != entry.word else "")
    if before:
        return f"took back {before}" + (" and left a note" if entry.note else "")
    return "left a note"


def _told(line: Line) -> str:
    when = re.sub(r"T(\d\d:\d\d).*", r" \1", line.at)
    head = f"{when}  {line.ref:<12} {clean(line.by)} {clean(line.what)} ({clean(line.agency)}; {clean(line.source)})"
    said = textwrap.fill(head, _WIDTH, subsequent_indent=" " * 18, break_on_hyphens=False) + "\n"
    if line.note:
        said += textwrap.fill(f"“{clean(line.note)}”", _WIDTH, initial_indent=" " * 18, subsequent_indent=" " * 18) + "\n"
    return said


def _csv(lines: Sequence[Line]) -> str:
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(["when", "who", "ref", "agency", "what", "note", "source"])
    for line in lines:
        # A spreadsheet would run a cell that begins with one of these.
        writer.writerow([f"'{said}" if said.startswith(("=", "+", "-", "@", "\t", "\r")) else said for said in asdict(line).values()])
    return held.getvalue()
