"""What an audit starts from: audit.yaml and the criteria, self-scores, an earlier round, a workbook of decisions, and where outputs go."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path

from procheck.audit import settings as settings_file
from procheck.audit.agencies import names_of, with_scores
from procheck.audit.carrying import carried, read_outputs
from procheck.audit.database import Database
from procheck.audit.model import Agency
from procheck.audit.previous import EarlierRound, round_from
from procheck.audit.publishing import is_writable
from procheck.audit.self_scores import read_self_scores
from procheck.audit.settings import Settings, read_settings
from procheck.audit.taking_in import By, Rules, TakenIn, take_in
from procheck.checking import DEFAULT_PACK, find_pack
from procheck.criteria.model import Pack
from procheck.datafiles import DataFileError
from procheck.documents.safety import DEFAULT_LIMITS, Limits
from procheck.reports.json_fields import DamagedReport

Wrong = Callable[[Sequence[str]], None]
"""Hears one sentence for each thing given that cannot be used; the rest is done."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person asked for."""

    folder: Path
    out: Path | None = None
    """None for where the last outputs went, or else beside the folder."""
    pack: str = ""
    """"" for what audit.yaml says, or else the usual one."""
    as_of: date = field(default_factory=date.today)
    now: datetime = field(default_factory=lambda: datetime.now().astimezone())
    by: str = "unknown"
    decisions: Path | None = None
    previous: Path | None = None
    self_scores: Path | None = None
    templates: Path | None = None
    anonymise: bool = False
    scored: bool = True
    afresh: bool = False
    """True to judge everything again."""
    limits: Limits = DEFAULT_LIMITS
    ocr: bool = False
    workers: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """What audit.yaml says, and the criteria."""

    settings: Settings
    pack: Pack
    pack_name: str
    """As `find_pack` takes it."""
    wrong: DataFileError | None = None
    """What is wrong with audit.yaml; the settings are then the usual ones."""

    @property
    def criteria(self) -> list[str]:
        """The criteria's ids."""
        return [criterion.id for criterion in self.pack.criteria]


def remember(asked: Asked, database: Database) -> None:
    """Keeps how an audit was judged, for `as_before`."""
    how = {"pack": asked.pack, "scored": asked.scored, "limits": asdict(asked.limits), "ocr": asked.ocr}
    database.remember("how", json.dumps(how))


def as_before(folder: Path, database: Database, as_of: date) -> Asked:
    """What was asked for when the audit was judged last; the defaults where that is not known."""
    try:
        how = json.loads(database.about("how") or "{}")
        limits = Limits(**how.get("limits", {}))
        return Asked(
            folder, pack=how.get("pack", ""), as_of=as_of, scored=how.get("scored", True), limits=limits, ocr=how.get("ocr", False)
        )
    except (ValueError, TypeError):
        return Asked(folder, as_of=as_of)


def outputs_folder(asked: Asked, database: Database) -> Path:
    """Where the outputs go. Raises DataFileError where nothing can be written there."""
    remembered = database.about("out anonymised" if asked.anonymise else "out")
    usual = asked.folder.resolve().name + ("-audit-anonymised" if asked.anonymise else "-audit")
    out = asked.out or asked.folder / (remembered or os.path.join(os.pardir, usual))
    if out.exists() and not out.is_dir():
        raise DataFileError(out, None, "is a file: give a folder for the outputs (-o).")
    if out.resolve() == asked.folder.resolve():
        raise DataFileError(out, None, "holds the agencies' folders: give another folder for the outputs (-o).")
    if not is_writable(out):
        raise DataFileError(out, None, "cannot be written: give another folder for the outputs (-o).")
    return Path(os.path.normpath(out))


def read_given(asked: Asked) -> Given:
    """What audit.yaml says, and the criteria that it or the person names. Raises DataFileError where there are no such criteria."""
    path = asked.folder / settings_file.FILE
    usual = asked.pack or DEFAULT_PACK
    if not path.is_file():
        return Given(Settings(), find_pack(usual), usual)
    try:
        name = asked.pack or settings_file.pack_named(path) or DEFAULT_PACK
        own = asked.folder / name
        if not asked.pack and (own / "pack.yaml").is_file():
            name = str(own)
        pack = find_pack(name)
        concepts = [concept for concept in pack.lexicon.concepts if "/" not in concept]
        return Given(read_settings(path, [criterion.id for criterion in pack.criteria], concepts), pack, name)
    except DataFileError as error:
        return Given(Settings(), find_pack(usual), usual, error)


def with_self_scores(asked: Asked, given: Given, agencies: Sequence[Agency], wrong: Wrong) -> tuple[Agency, ...]:
    """The agencies with their self-scores from the file that the person or audit.yaml names."""
    named = given.settings.self_scores
    path = asked.self_scores or (asked.folder / named if named else None)
    if path is None:
        return tuple(agencies)
    try:
        read = read_self_scores(path, names_of(agencies), given.criteria, given.settings.scale)
    except DataFileError as error:
        wrong([f"The self-scores were left out: {error}"])
        return tuple(agencies)
    wrong(read.problems)
    return tuple(with_scores(agency, read.scores) for agency in agencies)


def earlier_round(asked: Asked, database: Database, wrong: Wrong) -> EarlierRound | None:
    """The round that was that the person names, else the one that an earlier run of this audit was given. Raises DataFileError."""
    if asked.previous:
        text, problems = read_outputs(asked.previous)
        wrong(problems)
        database.remember("previous", text)
    kept = database.about("previous")
    try:
        return round_from(kept.encode()) if kept else None
    except DamagedReport as error:
        raise DataFileError(database.path, None, f"the earlier round that is kept there {error}: give it again with --previous.") from None


def decisions_taken(
    asked: Asked, database: Database, given: Given, agencies: Sequence[Agency], earlier: EarlierRound | None, wrong: Wrong
) -> TakenIn | None:
    """What was taken in from the workbook that the person names; None where there is none or it cannot be read."""
    if asked.decisions is None:
        return None
    rules = Rules(
        agencies=agencies,
        criteria=given.criteria,
        elements=[element.id for element in given.pack.elements],
        scale=given.settings.scale,
        carried=carried(earlier, agencies) if earlier else {},
    )
    try:
        taken_in = take_in(asked.decisions, database, rules, By(asked.by, asked.now.isoformat(timespec="seconds")))
    except DataFileError as error:
        wrong([f"No decisions were taken in: {error}"])
        return None
    wrong(taken_in.problems)
    return taken_in
