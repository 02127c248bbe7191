"""audit.yaml -> Settings. Everything in it is checked, and a mistake is named with its line."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from procheck.audit.model import Board, NotApplicable, SelfScore
from procheck.audit.scale import SCALES, Rating, Scale
from procheck.datafiles import DataFileError, Map, line_of, load
from procheck.judgement.model import Status

FILE = "audit.yaml"
NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")
DEFAULT_TITLE = "Harmful sexual behaviour policies"
_KEYS = ("title", "round", "board", "scale", "criteria", "glossary", "self-scores", "agencies")
_BOARD_KEYS = ("name", "signed-by", "contact", "reply-by", "logo")
_SCALE_KEYS = ("name", "words", "not-applicable")
_AGENCY_KEYS = ("name", "type", "nation", "aliases", "formerly", "not-applicable", "glossary", "self-scores")
STATUS_NAMES: dict[str, Status] = {
    "met": "met", "partly met": "partial", "not met": "not-met", "contradicted": "contradicted",
}  # fmt: skip
"""What audit.yaml calls procheck's statuses."""

Glossary = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class AgencySettings:
    """What audit.yaml says of one agency."""

    id: str
    """Its folder's name."""
    line: int
    """Where it stands in audit.yaml."""
    name: str = ""
    type: str = ""
    nation: str = ""
    aliases: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    not_applicable: tuple[NotApplicable, ...] = ()
    glossary: Glossary = ()
    self_scores: tuple[SelfScore, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """All of audit.yaml; the defaults hold where there is none."""

    title: str = DEFAULT_TITLE
    round: str = ""
    board: Board = field(default_factory=Board)
    scale: Scale = field(default_factory=lambda: SCALES["procheck"])
    criteria: str = ""
    """Id or folder of the criteria pack; "" for the usual one."""
    glossary: Glossary = ()
    self_scores: str = ""
    """A CSV or XLSX file beside audit.yaml; "" for none."""
    agencies: tuple[AgencySettings, ...] = ()


def pack_named(path: Path) -> str:
    """The criteria pack that audit.yaml names, "" for none. Raises DataFileError."""
    return load(path).text("criteria", "")


def read_settings(path: Path, criteria: Collection[str], concepts: Collection[str]) -> Settings:
    """The settings in the file at `path`. `criteria` are the ids that the pack has, `concepts` the names that a glossary may use.

    Raises DataFileError.
    """
    data = load(path)
    data.check_keys(_KEYS, "the audit")
    scale = _scale(data)
    return Settings(
        title=_line(data, "title") or DEFAULT_TITLE,
        round=_line(data, "round"),
        board=_board(data.map("board"), path.parent),
        scale=scale,
        criteria=data.text("criteria", ""),
        glossary=_glossary(data, concepts),
        self_scores=data.text("self-scores", ""),
        agencies=tuple(_agencies(data.map("agencies"), scale, criteria, concepts)),
    )


def _line(data: Map, key: str) -> str:
    """A text on one line; "" where it is absent or empty. A year or a number needs no quotes."""
    value = data.get(key)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise DataFileError(data.path, data.lines[key], f"'{key}' must be text.")
    return " ".join(str(value).split())


def _board(data: Map, folder: Path) -> Board:
    data.check_keys(_BOARD_KEYS, "board")
    logo = _line(data, "logo")
    if logo:
        found = folder / logo
        if found.suffix.lower() not in (".png", ".jpg", ".jpeg"):
            raise DataFileError(data.path, data.lines["logo"], f"the logo '{logo}' must be a PNG or JPEG picture.")
        if not found.is_file():
            message = f"there is no file '{logo}' in this folder: give the logo's name, or take the line out."
            raise DataFileError(data.path, data.lines["logo"], message)
        logo = str(found)
    return Board(_line(data, "name"), _line(data, "signed-by"), str(data.get("contact") or "").strip(), _day(data, "reply-by"), logo)


def _day(data: Map, key: str) -> str:
    value = data.get(key)
    if value is None:
        return ""
    # A date with a time of day is a date to Python too.
    if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date):
        raise DataFileError(data.path, data.lines[key], f"'{key}' must be a date, such as 2027-01-15, without quotes.")
    return value.isoformat()


def _scale(data: Map) -> Scale:
    given = data.get("scale")
    if given is None:
        return SCALES["procheck"]
    line = data.lines["scale"]
    known = ", ".join(SCALES)
    if not isinstance(given, Map):
        # YAML reads 0-3 as text, but a board may well write 1-4 in quotes or RAG in capitals.
        name = " ".join(str(given).split()).lower()
        if name not in SCALES:
            raise DataFileError(data.path, line, f"there is no scale '{given}': give one of {known}, or your own words below 'words:'.")
        return SCALES[name]
    given.check_keys(_SCALE_KEYS, "scale", required=("words",))
    words = given.map("words")
    ratings = tuple(Rating(word, _statuses(words, word)) for word in words)
    if len(ratings) < 2:
        raise DataFileError(data.path, given.lines["words"], "a scale needs two words or more, best first.")
    counted = [status for rating in ratings for status in rating.statuses]
    for name, status in STATUS_NAMES.items():
        if counted.count(status) != 1:
            wrong = "belongs to no word" if status not in counted else "belongs to two words"
            raise DataFileError(data.path, given.lines["words"], f"'{name}' {wrong} of the scale: give each status to one word.")
    not_applicable = _line(given, "not-applicable") or "Not applicable"
    folded = [" ".join(word.split()).casefold() for word in (*words, not_applicable)]
    if len(set(folded)) < len(folded):
        raise DataFileError(data.path, given.lines["words"], "two words of the scale are the same: change one.")
    return Scale(_line(given, "name") or "The board's own words", ratings, not_applicable)


def _statuses(words: Map, word: str) -> tuple[Status, ...]:
    value = words[word]
    names = value if isinstance(value, list) else [] if value is None or value == "" else [value]
    for name in names:
        if not isinstance(name, str) or name.replace("-", " ").lower() not in STATUS_NAMES:
            known = ", ".join(STATUS_NAMES)
            raise DataFileError(words.path, line_of(name) or words.lines[word], f"unknown status '{name}': known are {known}.")
    return tuple(STATUS_NAMES[name.replace("-", " ").lower()] for name in names)


def _agencies(data: Map, scale: Scale, criteria: Collection[str], concepts: Collection[str]) -> Iterator[AgencySettings]:
    for id in data:
        agency = data.map(id)
        agency.check_keys(_AGENCY_KEYS, f"agency '{id}'")
        nation = _line(agency, "nation")
        found = next((known for known in NATIONS if known.lower() == nation.lower()), "")
        if nation and not found:
            raise DataFileError(data.path, agency.lines["nation"], f"unknown nation '{nation}': give {', '.join(NATIONS)}.")
        yield AgencySettings(
            id=id,
            line=data.lines[id],
            name=_line(agency, "name"),
            type=_line(agency, "type"),
            nation=found,
            aliases=agency.texts("aliases"),
            formerly=agency.texts("formerly"),
            not_applicable=tuple(_not_applicable(agency.map("not-applicable"), criteria)),
            glossary=_glossary(agency, concepts),
            self_scores=tuple(_self_scores(agency, scale, criteria)),
        )


def _not_applicable(data: Map, criteria: Collection[str]) -> Iterator[NotApplicable]:
    for id in data:
        _known(data, id, criteria)
        reason = _line(data, id)
        if not reason:
            raise DataFileError(data.path, data.lines[id], f"'{id}' has no reason: say why it does not apply.")
        yield NotApplicable(id, reason)


def _self_scores(agency: Map, scale: Scale, criteria: Collection[str]) -> Iterator[SelfScore]:
    if agency.get("self-scores") is None:
        return
    data = agency.map("self-scores")
    for id in data:
        _known(data, id, criteria)
        given = _line(data, id)
        word = scale.find(given)
        if word is None:
            message = f"'{given}' is off the scale: its words are {', '.join(scale.words)}."
            raise DataFileError(data.path, data.lines[id], message)
        yield SelfScore(id, word)


def _known(data: Map, id: str, criteria: Collection[str]) -> None:
    if id not in criteria:
        message = f"unknown criterion '{id}': the criteria are {', '.join(criteria)}."
        raise DataFileError(data.path, data.lines[id], message)


def _glossary(data: Map, concepts: Collection[str]) -> Glossary:
    given = data.map("glossary")
    for name in given:
        if name not in concepts:
            message = f"the glossary names an unknown concept '{name}': see procheck criteria words."
            raise DataFileError(data.path, given.lines[name], message)
    return tuple((name, given.texts(name)) for name in given)
