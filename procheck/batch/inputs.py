"""What a person gives -> the documents of the batch, each with a name of its own: files, folders, lists of paths and tables."""

from __future__ import annotations

import csv
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from procheck.documents.finding import find_documents

_PATH_COLUMNS = ("path", "file", "filename", "file name", "document", "location")
_ID_COLUMNS = ("id", "urn", "reference", "ref", "number")
_CHUNK = 1024 * 1024


class ListError(Exception):
    """A list of documents that cannot be used; `str(error)` is one sentence."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One document of the batch, before anything of it is read."""

    name: str
    """What it is called in the results; no other document of the batch has the same."""
    path: Path
    id: str = ""
    """As the table gives it; "" where there is no table, or it has no ids."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """Further columns of the table."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at the file itself tells."""

    size: int = 0
    mtime_ns: int = 0
    sha256: str = ""
    """"" where there is nothing to hash."""
    problem: str = ""
    """Why it cannot be read, as `UnreadableDocument` words it."""
    remedy: str = ""


def gather(paths: Sequence[str]) -> Iterator[Listed]:
    """The documents under `paths`, in order: files, folders at any depth, `@LIST` and `.csv` tables. Raises ListError."""
    taken: dict[str, int] = {}
    several = sum(Path(path).is_dir() for path in paths) > 1
    for listed in _gathered(paths, several):
        name = base = _writable(listed.name)
        number = taken.get(base.casefold(), 0)
        while name.casefold() in taken:
            number += 1
            name = f"{base} ({number})"
        taken[base.casefold()] = max(number, 1)
        taken[name.casefold()] = taken.get(name.casefold(), 1)
        yield Listed(name, listed.path, listed.id, listed.metadata)


def _gathered(paths: Sequence[str], several: bool) -> Iterator[Listed]:
    seen: set[Path] = set()
    for given in paths:
        if given.startswith("@") and not Path(given).exists():
            path = Path(given[1:])
            yield from _table(path) if path.suffix.lower() == ".csv" else _lines(path)
        elif given.lower().endswith(".csv"):
            yield from _table(Path(given))
        else:
            for listed in _under(Path(given), prefixed=several):
                if listed.path not in seen:
                    seen.add(listed.path)
                    yield listed


def _under(path: Path, *, prefixed: bool) -> Iterator[Listed]:
    """A file, or the documents of a folder, called by their paths within it."""
    if not path.is_dir():
        yield Listed(path.name or str(path), path)
        return
    for found in find_documents([path]):
        within = found.relative_to(path).as_posix()
        yield Listed(f"{path.resolve().name}/{within}" if prefixed else within, found)


def _lines(path: Path) -> Iterator[Listed]:
    for line in _text(path).splitlines():
        written = line.strip()
        if not written or written.startswith("#"):
            continue
        target = path.parent / written
        if target.is_dir():
            yield from _under(target, prefixed=True)
        else:
            yield Listed(written, target)


def _table(path: Path) -> Iterator[Listed]:
    text = _text(path)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    try:
        header = [" ".join(cell.split()) for cell in next(rows, [])]
        where = _column(header, _PATH_COLUMNS)
        if where is None:
            raise ListError(f"{path.name} has no column of paths: give one of its columns the heading 'path'.")
        by = _column(header, _ID_COLUMNS)
        records = [row for row in rows if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise ListError(f"{path.name} is not a table that can be read ({error}): save it as CSV again.") from None
    ids: dict[str, int] = {}
    for row in records:
        if by is not None and by < len(row):
            ids[row[by].strip()] = ids.get(row[by].strip(), 0) + 1
    for number, row in enumerate(records, 2):
        written = row[where].strip() if where < len(row) else ""
        if not written:
            raise ListError(f"{path.name}, row {number}, has no path: fill it in, or take the row out.")
        id = row[by].strip() if by is not None and by < len(row) else ""
        metadata = {name: row[place].strip() if place < len(row) else ""
                    for place, name in enumerate(header) if name and place not in (where, by)}  # fmt: skip
        target = path.parent / written
        for listed in _under(target, prefixed=False) if target.is_dir() else [Listed(written, target)]:
            alone = id and ids[id] == 1 and not target.is_dir()
            name = id if alone else f"{id} - {listed.path.name}" if id else listed.name
            yield Listed(name, listed.path, id, metadata)


def _column(header: Iterable[str], names: Sequence[str]) -> int | None:
    headings = [heading.casefold() for heading in header]
    return next((headings.index(name) for name in names if name in headings), None)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ListError(f"the list {path} cannot be read ({error.strerror}): check the path.") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # as Excel saves it on Windows


def _writable(name: str) -> str:
    """A name that every file and database can hold: a file system may give bytes that are no text."""
    return name.encode("utf-8", "replace").decode()


def look(path: Path, known: Seen | None = None) -> Seen:
    """The file's size, time and hash; what is wrong where it has none. `known` is kept where size and time are still the same."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return Seen(problem="does not exist", remedy="check the spelling of the path")
    except PermissionError:
        return Seen(problem="may not be read by you", remedy="ask its owner for permission, or check a copy of it")
    except (OSError, ValueError):
        return Seen(problem="cannot be opened", remedy="check the path and that the disk or share is connected")
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        os.close(handle)
        return Seen(problem="is no plain file", remedy="give the path of a document")
    with os.fdopen(handle, "rb", buffering=0) as file:
        if known and known.sha256 and (known.size, known.mtime_ns) == (found.st_size, found.st_mtime_ns):
            return known
        digest = hashlib.sha256()
        try:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        except OSError:
            return Seen(problem="cannot be read from the disk", remedy="copy it to this computer and check the copy")
    return Seen(found.st_size, found.st_mtime_ns, digest.hexdigest())
