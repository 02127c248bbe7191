"""Files of the results: whole or not at all, and known by their hashes."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_CHUNK = 1024 * 1024


def write(path: Path, content: bytes) -> str:
    """Writes the file by way of a temporary one; its SHA-256."""
    with whole(path) as file:
        file.write(content)
    return hashlib.sha256(content).hexdigest()


@contextlib.contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """A file to write, which takes the place of `path` when all is written, and leaves nothing behind otherwise."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            yield file
        unfinished.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise


def sha256_of(path: Path) -> str:
    """The file's SHA-256; "" where there is no such file."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except FileNotFoundError:
        return ""
    return digest.hexdigest()
