"""New criterion files for people to fill in: they load and pass their own tests from the start."""

from __future__ import annotations

import json
import os
import re
import shutil
from datetime import date
from pathlib import Path

from procheck.criteria.scaffold_texts import CRITERION, HEAD
from procheck.datafiles import load
from procheck.resources import data_folder

SCHEMAS = ("criterion.json", "pack.json", "lexicon.json")
"""JSON Schemas that editors complete and check pack files by."""
_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,19}")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ,()'-]*")
_NOT_TEXT = frozenset(("yes", "no", "on", "off", "true", "false", "null", "y", "n"))


class ScaffoldError(ValueError):
    """No criterion was made; the message is one sentence that says why and what to do."""


def new_criterion(folder: Path, id: str, title: str = "", *, today: date) -> tuple[Path, ...]:
    """Write ID.yaml in `folder`, and pack.yaml and the schemas where they are not there; the files written.

    `today` dates a new pack.
    Raises ScaffoldError where that would overwrite or mix up anything, DataFileError where the folder's pack.yaml has a
    mistake, OSError where files cannot be written.
    """
    _check_id(id)
    head = folder / "pack.yaml"
    is_new = not head.is_file()
    others = sorted(path for path in folder.glob("*.yaml")) if folder.is_dir() else []
    if is_new:
        _check_folder(folder, others)
    same = [path for path in others if path.stem.lower() == id.lower()]
    if same:
        raise ScaffoldError(f"{same[0]} is there already: edit it, or choose another id.")
    _check_not_ours(folder, id)
    themes = ("Our own criteria",) if is_new else load(head).texts("themes")
    if not themes:
        raise ScaffoldError(f"{head} lists no themes: add one, for the new criterion to stand under.")
    folder.mkdir(parents=True, exist_ok=True)
    schemas, written = _schemas(folder)
    names = {"id": id, "schemas": schemas, "pack": as_argument(folder)}
    if is_new:
        head.write_text(HEAD.substitute(names, id=_pack_id(folder), edition=f"{today:%B %Y}"), encoding="utf-8")
        written.insert(0, head)
    path = folder / f"{id}.yaml"
    title = " ".join(title.split()) or "What this criterion is about"
    path.write_text(CRITERION.substitute(names, title=_yaml(title), theme=_yaml(themes[0])), encoding="utf-8")
    return (path, *written)


def _check_id(id: str) -> None:
    if not _ID.fullmatch(id) or id.lower() == "pack":
        raise ScaffoldError(
            f"'{id}' cannot be the id of a criterion: use a letter and then letters, digits or hyphens, 20 at most, "
            "such as OV1."
        )


def _check_folder(folder: Path, others: list[Path]) -> None:
    """A new pack has a folder of its own, and is not taken for one that comes with procheck."""
    if others:
        raise ScaffoldError(
            f"{folder} holds {others[0].name} but no pack.yaml, so it is no folder of criteria: give one of its own, such as "
            "--in my-criteria."
        )
    if (data_folder("criteria") / folder / "pack.yaml").is_file():
        raise ScaffoldError(f"'{folder}' is the name of criteria that come with procheck: give the folder another name.")


def _check_not_ours(folder: Path, id: str) -> None:
    """An id of the criteria that come with procheck would be taken for theirs."""
    for path in sorted(data_folder("criteria").glob(f"*/{id}.yaml")):
        if (path.parent / "pack.yaml").is_file() and path.parent.resolve() != folder.resolve():
            raise ScaffoldError(f"{id} is a criterion of {path.parent.name}, which comes with procheck: choose another id.")


def _schemas(folder: Path) -> tuple[str, list[Path]]:
    """Where the schemas lie, seen from `folder`, and which files were written for it.

    They are copied, so that a pack can be moved or passed on and an editor still finds them.
    """
    if all((folder.parent / "schema" / name).is_file() for name in SCHEMAS):
        return "../schema", []
    target = folder / "schema"
    target.mkdir(exist_ok=True)
    written = []
    for name in SCHEMAS:
        if not (target / name).exists():
            shutil.copyfile(data_folder("criteria") / "schema" / name, target / name)
            written.append(target / name)
    return "schema", written


def _pack_id(folder: Path) -> str:
    return re.sub(r"[^a-z0-9]+", "-", Path(os.path.abspath(folder)).name.lower()).strip("-") or "my-criteria"


def as_argument(folder: Path) -> str:
    """The folder as it is typed after --criteria."""
    path = folder.as_posix()
    return f'"{path}"' if " " in path else path


def _yaml(text: str) -> str:
    """`text` as a YAML value on one line, in quotes where it needs them (JSON strings are YAML)."""
    plain = _PLAIN.fullmatch(text) and not text.endswith(" ") and text.lower() not in _NOT_TEXT
    return text if plain else json.dumps(text, ensure_ascii=False)
