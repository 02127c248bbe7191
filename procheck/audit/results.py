"""What was judged already, kept in the audit's database by what went into it: a later run judges only what has changed."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from procheck.audit.database import Database
from procheck.audit.model import UnreadFile
from procheck.reports.json import as_object, encoded
from procheck.reports.json_fields import DamagedReport
from procheck.reports.json_reading import report_from
from procheck.reports.model import Report
from procheck.resources import data_folder


@dataclass(frozen=True, slots=True)
class Result:
    """What was made of one agency's documents."""

    report: Report | None
    """None where none of them could be read."""
    unread: tuple[UnreadFile, ...] = ()
    problem: str = ""
    """One sentence where nothing was judged."""
    lasting: bool = True
    """False for what may turn out otherwise on the next run (a worker that was killed): it is not kept."""


class Results:
    """The results in an audit's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> Result | None:
        """The result that was kept under a key; None where there is none, or none that can be used."""
        rows = self._database.rows("SELECT content FROM results WHERE key = ?", key)
        if not rows:
            return None
        try:
            content = json.loads(zlib.decompress(rows[0][0]))  # type: ignore[arg-type]
            report = report_from(json.dumps(content["report"]).encode()) if content["report"] else None
            return Result(report, tuple(UnreadFile(*each) for each in content["unread"]), content["problem"])
        except (zlib.error, ValueError, KeyError, TypeError, DamagedReport):
            return None  # it is made again

    def keep(self, key: str, agency: str, result: Result) -> None:
        """Keeps a result under its key, in place of the agency's earlier ones."""
        if not result.lasting:
            return
        content: dict[str, Any] = {
            "report": as_object(result.report) if result.report else None,
            "unread": [astuple(each) for each in result.unread],
            "problem": result.problem,
        }
        packed = zlib.compress(encoded(json.dumps(content, ensure_ascii=False)))
        as_of = result.report.as_of if result.report else ""
        with self._database.writing():
            self._database.do("DELETE FROM results WHERE agency = ?", agency)
            self._database.do("INSERT INTO results VALUES (?, ?, ?, ?)", key, agency, as_of, packed)


def key_of(settings: Mapping[str, Any], files: Iterable[tuple[str, str]]) -> str:
    """The same for the same `settings` of the judging and the same files (name and digest)."""
    content = json.dumps([settings, sorted(files)], sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes; of why it cannot be read where it cannot."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"unreadable: {error.strerror}"


def scorer_digest(elements: Iterable[str]) -> str:
    """What tells one learned scorer from another; "" where there is none, or it knows none of the `elements`."""
    from procheck.scoring.scorer import FOLDER

    try:
        told = (FOLDER / "scorer.json").read_bytes()
        known = set(json.loads(told)["elements"])
    except (OSError, ValueError, KeyError):
        return ""
    return hashlib.sha256(told).hexdigest() if known & set(elements) else ""


def criteria_digest(pack: str) -> str:
    """SHA-256 of every file that the pack called `pack` is made of, its shared vocabulary and the tables behind the notes."""
    shipped = data_folder("criteria")
    own = Path(pack)
    folders = [shipped / pack] if (shipped / pack / "pack.yaml").is_file() else [own, own.parent / "lexicon", own.parent / "cues"]
    made = hashlib.sha256()
    for folder in [*folders, shipped / "lexicon", shipped / "cues", shipped / "notes"]:
        for path in sorted(folder.glob("*.yaml")):
            made.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    return made.hexdigest()
