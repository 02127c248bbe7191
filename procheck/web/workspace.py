"""Submissions on the disk: a folder for each, with the documents as they were given and the reviewers' decisions.

    riverside-academy-3f2a/
        submission.json
        decisions.json
        documents/1/policy.docx
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from procheck.reports.wording import clean
from procheck.web.model import Given, Submission

_ABOUT = "submission.json"
_LONGEST_NAME = 100
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


class Workspace:
    """The submissions in one folder. Nothing outside the folder is read or written."""

    def __init__(self, folder: Path) -> None:
        """Takes up the submissions that are there; `problems` names those that cannot be used."""
        self.folder = folder
        self.problems: list[str] = []
        self._submissions: dict[str, Submission] = {}
        for about in sorted(folder.glob(f"*/{_ABOUT}")):
            try:
                self._submissions[about.parent.name] = _read(about)
            except (OSError, ValueError, KeyError, TypeError) as error:
                self.problems.append(f"{about.parent.name} cannot be used ({error}): put its {_ABOUT} right, or delete its folder.")

    def __iter__(self) -> Iterator[Submission]:
        return iter(tuple(self._submissions.values()))

    def get(self, id: str) -> Submission | None:
        """The submission of that id, if there is one."""
        return self._submissions.get(id)

    def add(self, name: str, documents: Sequence[Given]) -> Submission:
        """Keeps `documents` as one submission called `name`."""
        name = clean(name)[:_LONGEST_NAME] or "Submission"
        id = f"{_slug(name)}-{secrets.token_hex(3)}"
        folder = self.folder / id
        try:
            names = _keep(folder / "documents", documents)
            # Last, so that a submission is there whole or not at all.
            write_json(folder / _ABOUT, {"format": 1, "name": name, "documents": names})
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._submissions[id] = _read(folder / _ABOUT)
        return self._submissions[id]

    def remove(self, submission: Submission) -> None:
        """Deletes the submission with all that was kept of it."""
        if self._submissions.pop(submission.id, None) is not None:
            shutil.rmtree(self.folder / submission.id, ignore_errors=True)

    def file(self, submission: Submission, name: str) -> Path:
        """Where a file about the submission, such as its decisions, is kept."""
        return self.folder / submission.id / name


def safe_name(name: str) -> str:
    """The last part of a path as a file's name that does no harm on any system; its ending is kept.

    >>> safe_name("..\\\\..\\\\etc/pass?wd\\n.docx")
    'pass-wd.docx'
    """
    name = clean(re.split(r"[\\/]", name)[-1])
    name = re.sub(r'[<>:"|?*\x00-\x1f]', "-", unicodedata.normalize("NFC", name)).rstrip(" .").lstrip()
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    # A file system counts bytes.
    while len(stem.encode()) > _LONGEST_NAME:
        stem = stem[:-1]
    made = f"{stem.strip() or 'document'}{dot}{ending[:10]}"
    return f"document-{made}" if _RESERVED.fullmatch(made) else made


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Writes by way of a second file, so that the first is whole at every moment."""
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", errors="replace")
    unfinished.replace(path)


def _keep(folder: Path, documents: Sequence[Given]) -> list[str]:
    """Writes the documents, each in a folder of its own, and gives the names that they are kept under."""
    names: list[str] = []
    for number, document in enumerate(documents, 1):
        held = folder / str(number)
        held.mkdir(parents=True)
        names.append(_unlike(safe_name(document.name), names))
        with (held / names[-1]).open("xb") as file:
            shutil.copyfileobj(document.stream, file)
    return names


def _read(about: Path) -> Submission:
    content = json.loads(about.read_text(encoding="utf-8"))
    names = [safe_name(str(name)) for name in content["documents"]]
    files = tuple(about.parent / "documents" / str(number) / name for number, name in enumerate(names, 1))
    return Submission(about.parent.name, str(content["name"]), files)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "submission"


def _unlike(name: str, others: Sequence[str]) -> str:
    """`name`, numbered where one of the others has it: quotes say by name which document they are from."""
    made, number = name, 1
    while made.lower() in (other.lower() for other in others):
        number += 1
        made = f"{Path(name).stem} ({number}){Path(name).suffix}"
    return made
