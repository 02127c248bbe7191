"""An earlier round, read from the record (audit.json) among its outputs. The file is not trusted: what is not as it must be is named."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from procheck.audit.action_history import Fields as ActionFields
from procheck.audit.outputs.record import FILE, SCHEMA
from procheck.datafiles import DataFileError
from procheck.judgement.model import Status
from procheck.reports.json_fields import DamagedReport, Fields
from procheck.reports.json_reading import MOST_BYTES

_REMEDY = "give the folder that procheck audit wrote its outputs to (-o)"


@dataclass(frozen=True, slots=True)
class EarlierCell:
    """One agency by one criterion in the earlier round."""

    final: str
    """The word that counted, "" where nothing was judged."""
    status: Status | None
    """What the word stood for on the scale of that round; None for a word that only a person gave, or where nothing was judged."""


@dataclass(frozen=True, slots=True)
class EarlierAgency:
    """One agency of the earlier round."""

    id: str
    name: str
    formerly: tuple[str, ...]
    cells: Mapping[str, EarlierCell]
    """By criterion id."""


@dataclass(frozen=True, slots=True)
class EarlierAction:
    """One row of the earlier action plan."""

    agency: str
    element: str
    fields: ActionFields
    since: str
    """The round before that one in which it was first raised; "" for that round itself."""
    is_gap: bool
    """False where the documents said it in that round already."""


@dataclass(frozen=True, slots=True)
class EarlierRound:
    """What the present round is compared with."""

    title: str
    round: str
    as_of: str
    pack: str
    pack_version: str
    procheck: str
    scorer: str
    words: tuple[str, ...]
    """Of the scale of that round, best first, without the one for what does not apply."""
    agencies: tuple[EarlierAgency, ...]
    actions: tuple[EarlierAction, ...]

    @property
    def called(self) -> str:
        """How it is named to people: "Autumn 2025", or its title and date."""
        return self.round or f"the round of {self.as_of}"


def find_record(outputs: Path) -> Path:
    """The record in a folder of outputs, or the file itself. Raises DataFileError where there is none."""
    path = outputs if outputs.is_file() else outputs / FILE
    if not path.is_file():
        raise DataFileError(path, None, f"there is no such file in {outputs}: {_REMEDY}.")
    return path


def read_record(path: Path) -> EarlierRound:
    """The earlier round in the record at `path`. Raises DataFileError."""
    try:
        if path.stat().st_size > 5 * MOST_BYTES:
            raise DataFileError(path, None, f"is larger than any record of an audit: {_REMEDY}.")
        return round_from(path.read_bytes())
    except OSError as error:
        raise DataFileError(path, None, f"cannot be read ({error.strerror or error}): {_REMEDY}.") from None
    except DamagedReport as error:
        raise DataFileError(path, None, f"{str(error).split(': make one with')[0]}: {_REMEDY}.") from None


def round_from(data: bytes) -> EarlierRound:
    """The earlier round in a record's bytes. Raises `DamagedReport`."""
    try:
        value: Any = json.loads(data)
    except (ValueError, RecursionError):
        raise DamagedReport("is no JSON") from None
    top = Fields(value, "the record")
    if value.get("schema") != SCHEMA:
        raise DamagedReport(f"is no record of the kind {SCHEMA}")
    if value.get("anonymised"):
        raise DamagedReport("was made with --anonymise, so that nobody can tell its agencies")
    pack, scale = top.inner("criteria_pack"), top.inner("scale")
    words = scale.each("words", lambda each: (each.text("word", needed=True), each.texts("statuses")))
    aside = scale.text("not_applicable")
    statuses: dict[str, Status | None] = {word: _status(held) for word, held in words}
    statuses[aside] = "not-applicable"
    return EarlierRound(
        title=top.text("title"),
        round=top.text("round"),
        as_of=top.text("as_of", needed=True),
        pack=pack.text("id", needed=True),
        pack_version=pack.text("version"),
        procheck=top.text("procheck"),
        scorer=top.text("scorer"),
        words=tuple(word for word, _ in words),
        agencies=top.each("agencies", lambda each: _agency(each, statuses)),
        actions=top.each("actions", _action),
    )


def _status(held: tuple[str, ...]) -> Status | None:
    return next((status for status in get_args(Status) if status in held), None)


def _agency(fields: Fields, statuses: Mapping[str, Status | None]) -> EarlierAgency:
    def cell(each: Fields) -> tuple[str, EarlierCell]:
        final = each.text("final")
        return each.text("criterion", needed=True), EarlierCell(final if final in statuses else "", statuses.get(final))

    cells = dict(fields.each("ratings", cell))
    return EarlierAgency(fields.text("id", needed=True), fields.text("name"), fields.texts("formerly"), cells)


def _action(fields: Fields) -> EarlierAction:
    names = ("lead", "target_date", "evidence", "progress", "completed")
    priority = fields.text("priority") if fields.flag("own_priority") else ""
    filled = ActionFields(priority, *(fields.text(name) for name in names))
    is_gap = fields.text("state") != "no-longer-found"
    return EarlierAction(fields.text("agency", needed=True), fields.text("element", needed=True), filled, fields.text("since"), is_gap)
