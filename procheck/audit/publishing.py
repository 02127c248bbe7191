"""Outputs written whole or not at all, and never over what a person has changed or has open."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from procheck.audit.database import Database
from procheck.audit.model import Audit

FORMS = ("record", "workbook", "board_report", "letters")
"""Modules of `procheck.audit.outputs`, each with `write`."""
_UNFINISHED = ".procheck-"
_A_DAY = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Published:
    """What was written."""

    paths: tuple[Path, ...]
    problems: tuple[str, ...]
    """One sentence for each file that was put aside or could not be replaced."""


def publish(audit: Audit, folder: Path, templates: Path | None, database: Database, stamp: str) -> Published:
    """Writes every output into `folder`. `stamp`: a time for people, part of the name of a file that is put aside.

    Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    problems: list[str] = []
    paths: list[Path] = []
    _sweep(folder)
    # Beside the outputs, so that moving a file there takes no time and cannot fail for want of room.
    with tempfile.TemporaryDirectory(prefix=_UNFINISHED, dir=folder, ignore_cleanup_errors=True) as held:
        for name in FORMS:
            made = Path(held) / name
            made.mkdir()
            for path in _writer(name)(audit, made, templates):
                target = folder / path.relative_to(made)
                problem = _put(path, target, database, stamp)
                problems += [problem] if problem else []
                paths.append(target)
    _remove_old(folder, paths, database)
    return Published(tuple(paths), tuple(problems))


def _sweep(folder: Path) -> None:
    """Removes what a run that was killed has left unfinished."""
    for left in folder.glob(f"{_UNFINISHED}*"):
        if time.time() - left.stat().st_mtime > _A_DAY:
            shutil.rmtree(left, ignore_errors=True)


def _remove_old(folder: Path, paths: Sequence[Path], database: Database) -> None:
    """Removes earlier outputs that this run has not made, such as the letter to an agency that is called otherwise now."""
    here, now = folder.resolve(), {str(path.resolve()) for path in paths}
    for key, digest in database.rows("SELECT path, sha256 FROM written"):
        path = Path(str(key))
        if here in path.parents and str(key) not in now and path.is_file() and _digest(path) == digest:
            path.unlink(missing_ok=True)


def _writer(name: str) -> Callable[[Audit, Path, Path | None], Sequence[Path]]:
    try:
        module = import_module(f"procheck.audit.outputs.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"procheck.audit.outputs.{name}":
            raise
        return lambda audit, folder, templates: []
    write: Callable[[Audit, Path, Path | None], Sequence[Path]] = module.write
    return write


def _put(made: Path, target: Path, database: Database, stamp: str) -> str:
    """Moves a file to its place; "" or one sentence on what was put aside."""
    target.parent.mkdir(parents=True, exist_ok=True)
    key = str(target.resolve())
    digest = _digest(made)
    there = _digest(target) if target.exists() else ""
    known = database.rows("SELECT sha256 FROM written WHERE path = ?", key)
    problem = ""
    if there and there != digest and target.suffix in (".xlsx", ".docx") and (not known or known[0][0] != there):
        aside = _free(target.with_name(f"{target.stem} (kept {stamp}){target.suffix}"))
        try:
            target.replace(aside)
        except PermissionError:
            return _locked(made, target, stamp)
        remedy = (
            "take what was decided in it in with --decisions"
            if target.suffix == ".xlsx"
            else "make your changes in the new one, or use that"
        )
        problem = f"{target.name} had been changed by somebody, and was kept as {aside.name}: {remedy}."
    elif there and _is_open(target):
        return _locked(made, target, stamp)
    try:
        made.replace(target)
    except PermissionError:
        return _locked(made, target, stamp)
    database.do("INSERT INTO written VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256", key, digest)
    return problem


def _locked(made: Path, target: Path, stamp: str) -> str:
    beside = _free(target.with_name(f"{target.stem} (new {stamp}){target.suffix}"))
    shutil.move(made, beside)
    return f"{target.name} is open in another program, so the new one was written as {beside.name}: close the old one and delete it."


def _is_open(target: Path) -> bool:
    """True where an office program has it open: LibreOffice and Word leave a file that says so."""
    return any((target.parent / name).exists() for name in (f".~lock.{target.name}#", f"~${target.name}", f"~${target.name[2:]}"))


def _free(path: Path) -> Path:
    number, made = 1, path
    while made.exists():
        number += 1
        made = path.with_name(f"{path.stem} {number}{path.suffix}")
    return made


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_writable(folder: Path) -> bool:
    """True where outputs can be written to `folder`, or to the nearest folder above that is there."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK)
