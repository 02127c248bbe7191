"""FOLDER -> the agencies' folders in it with their documents, and what lies where nobody will look at it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from procheck.documents.finding import find_documents

_SMALL = frozenset("and at for in of on the under".split())


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A document of an agency."""

    path: Path
    name: str
    """The file's own name; with its folder below the agency's own where two files of the agency have the same name."""


@dataclass(frozen=True, slots=True)
class AgencyFolder:
    """One agency's folder."""

    id: str
    """The folder's name."""
    files: tuple[GivenFile, ...]
    path: Path


def agency_folders(folder: Path, *, without: Iterable[Path] = ()) -> tuple[AgencyFolder, ...]:
    """The folders in `folder`, by name; hidden ones and those `without` (such as the outputs') are passed over.

    Raises OSError where `folder` is none or cannot be read.
    """
    left_out = {path.resolve() for path in without}
    inside = sorted((path for path in folder.iterdir() if path.is_dir()), key=lambda path: path.name.casefold())
    found: dict[str, AgencyFolder] = {}
    for path in inside:
        if not path.name.startswith((".", "__MACOSX", "~$")) and path.resolve() not in left_out:
            # Two names may differ only in how their accents are written.
            id = agency_id(path)
            while id in found:
                id += "'"
            found[id] = AgencyFolder(id, given_files(path), path)
    return tuple(found.values())


def loose_documents(folder: Path) -> tuple[Path, ...]:
    """Documents that lie in `folder` itself and so belong to no agency."""
    beside = [path for path in folder.iterdir() if path.is_file() and path.suffix.lower() in (".docx", ".pdf", ".doc", ".odt", ".rtf")]
    return tuple(sorted(path for path in beside if not path.name.startswith((".", "~$"))))


def agency_id(folder: Path) -> str:
    """A folder's name as audit.yaml has it, whichever system wrote either of them."""
    return unicodedata.normalize("NFC", folder.name)


def given_files(folder: Path) -> tuple[GivenFile, ...]:
    """The documents in an agency's folder at any depth, sorted."""
    found = find_documents([folder])
    # Quotes say by name which document they are from.
    often = Counter(path.name.casefold() for path in found)
    return tuple(GivenFile(path, path.relative_to(folder).as_posix() if often[path.name.casefold()] > 1 else path.name) for path in found)


def name_from(id: str) -> str:
    """A folder's name as a name for people: "riverside-academy" is "Riverside Academy"; one with spaces or capitals keeps its words."""
    words = id.split() if " " in id.strip() else id.replace("_", " ").replace("-", " ").split()
    if id == id.lower():
        words = [word if place and word in _SMALL else word[:1].upper() + word[1:] for place, word in enumerate(words)]
    return " ".join(words) or id
