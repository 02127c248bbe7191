"""The manifest: what was read, by which program, with which result, each with its SHA-256; and the SHA-256 of the manifest itself."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from procheck.batch.files import write
from procheck.batch.rows import Row

NAME = "manifest.json"
SUM = "manifest.sha256"
SCHEMA = "procheck.manifest/1"
HOW = "give the folder that procheck batch has written, as it was"


class ManifestError(Exception):
    """There is no manifest that can be used: `str(error)` is one sentence."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One document, as the manifest has it."""

    document: str
    """Its name in the results."""
    id: str
    path: str
    """As it was given."""
    bytes: int
    sha256: str
    result: str
    """`State` of `procheck.batch.rows`."""
    why: str
    report: str
    """Path of the JSON report within the results; "" where there is none."""
    report_sha256: str
    page: str
    page_sha256: str


def programs() -> dict[str, str]:
    """The versions of Python, of the system, and of every library that is installed beside procheck."""
    found = {each.metadata["Name"]: each.version for each in metadata.distributions() if each.metadata["Name"]}
    libraries = sorted(found.items(), key=lambda item: item[0].lower())
    return {"Python": platform.python_version(), "system": platform.platform(), **dict(libraries)}


def entry(row: Row, report_sha256: str, page_sha256: str) -> Entry:
    """The document of a row."""
    return Entry(
        document=row.name,
        id=row.id,
        path=str(row.path).encode("utf-8", "replace").decode(),
        bytes=row.size,
        sha256=row.sha256,
        result=row.state,
        why=row.why,
        report=f"{row.stem}.json" if report_sha256 else "",
        report_sha256=report_sha256,
        page=f"{row.stem}.html" if page_sha256 else "",
        page_sha256=page_sha256,
    )


def content(head: Mapping[str, Any], files: Mapping[str, str], entries: Sequence[str]) -> bytes:
    """The file: the head, the hashes of the results' own files, and one line for each document, as `line` makes it."""
    top = json.dumps({"schema": SCHEMA, **head, "files": dict(files)}, ensure_ascii=False, indent=1)
    lines = ",\n  ".join(entries)
    return f'{top[:-2]},\n "documents": [\n  {lines}\n ]\n}}\n'.encode()


def line(entry: Entry) -> str:
    """One document, on one line."""
    return json.dumps({name: getattr(entry, name) for name in Entry.__slots__}, ensure_ascii=False)


def save(folder: Path, made: bytes) -> str:
    """Writes the manifest and its hash, the latter as `sha256sum -c` reads it; the hash."""
    digest = write(folder / NAME, made)
    write(folder / SUM, f"{digest}  {NAME}\n".encode())
    return digest


def withdraw(folder: Path) -> None:
    """Takes the manifest away before anything that it speaks of changes."""
    for name in (SUM, NAME):
        (folder / name).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest that was read."""

    sha256: str
    head: Mapping[str, Any]
    files: Mapping[str, str]
    entries: tuple[Entry, ...]


def read(folder: Path) -> Manifest:
    """The manifest of a folder of results. Raises ManifestError."""
    path = folder / NAME
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ManifestError(f"{path} cannot be read ({error.strerror}): {HOW}.") from None
    try:
        value = json.loads(data)
        if not isinstance(value, dict) or value.get("schema") != SCHEMA:
            raise ManifestError(f"{path} is no manifest of the kind {SCHEMA}: {HOW}.")
        entries = tuple(Entry(**each) for each in value.pop("documents"))
        files = {str(name): str(digest) for name, digest in value.pop("files").items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise ManifestError(f"{path} is damaged: {HOW}.") from None
    return Manifest(hashlib.sha256(data).hexdigest(), value, files, entries)


def noted(folder: Path) -> str:
    """The hash that was written beside the manifest; "" where there is none."""
    try:
        return (folder / SUM).read_text(encoding="utf-8", errors="replace").split(maxsplit=1)[0]
    except (OSError, IndexError):
        return ""


def reports(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """Every report and page, with its hash."""
    for each in entries:
        for path, digest in ((each.report, each.report_sha256), (each.page, each.page_sha256)):
            if path:
                yield path, digest
