"""One folder, one procheck: a folder is held by the process that uses it, so that what others left behind can be told apart.

Documents in a temporary folder are removed when procheck ends. Where it was killed, or its window was closed, the next one
removes what that one left.
"""

from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_PREFIX = "procheck-page-"
_HELD = ".in-use"


class FolderInUse(Exception):
    """Another procheck uses the folder."""


@contextlib.contextmanager
def held(folder: Path) -> Iterator[Path]:
    """`folder`, kept from every other procheck while in the `with` statement. Raises `FolderInUse` where one has it."""
    file = (folder / _HELD).open("a+b")
    try:
        _lock(file)
    except OSError as error:
        file.close()
        raise FolderInUse(f"{folder} is used by another procheck: end that one, or choose another folder.") from error
    try:
        yield folder
    finally:
        file.close()
        with contextlib.suppress(OSError):
            (folder / _HELD).unlink()


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder that nobody but this user may read, emptied and removed at the end."""
    remove_left_behind(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        with held(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_left_behind(folder: Path) -> None:
    """Removes this user's temporary folders that no running procheck holds."""
    for left in folder.glob(f"{_PREFIX}*"):
        # Without the file it is only now being made, or not ours.
        if left.is_symlink() or not (left / _HELD).is_file():
            continue
        with contextlib.suppress(OSError, FolderInUse):
            with held(left):
                pass
            shutil.rmtree(left, ignore_errors=True)


def _lock(file: IO[bytes]) -> None:
    """Raises OSError where another process has locked it. The lock ends with the process, however that ends."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
