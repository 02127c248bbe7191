"""When a file has been saved: waits for changes in its folder, whichever way a program saves.

Word writes a temporary file and renames it into place, LibreOffice does so or writes over the old one, and both put lock files beside it
(~$draft.docx, .~lock.draft.docx#). A watch on the file itself would lose it at the first renaming, so the folder is watched and the name
decides.
"""

from __future__ import annotations

import os
import threading
import time
import unicodedata
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TypeVar

from procheck.documents.errors import UnreadableDocument

_DEBOUNCE_MS = 400
_STEP_MS = 100
_LOOK_MS = 2000
_STILL = 0.3
"""Seconds that a file must stay as it is to count as written."""
_GONE = 3.0
"""Seconds that a file may be away while a program saves it."""
_AGAIN = (0.5, 1.0, 2.0)
"""Seconds to wait before a file that could not be read is tried again: the program may still be writing it."""

_Opened = TypeVar("_Opened")


def changes(folder: Path, names: Collection[str], *, stop: threading.Event | None = None) -> Iterator[bool]:
    """Yields True whenever one of the files `names` in `folder` was written, renamed into place or taken away.

    In between it yields False every two seconds: shared folders may tell of nothing, so that the caller should look then too.
    Changes while the caller is at work are kept and yielded at once. Ends by `stop` alone; raises KeyboardInterrupt on Ctrl-C.
    """
    from watchfiles import Change, watch

    wanted = {_plain(name) for name in names}

    def ours(change: Change, path: str) -> bool:
        return _plain(Path(path).name) in wanted

    for found in watch(
        folder,
        watch_filter=ours,
        stop_event=stop,
        recursive=False,
        debounce=_DEBOUNCE_MS,
        step=_STEP_MS,
        rust_timeout=_LOOK_MS,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    ):
        yield bool(found)


def _plain(name: str) -> str:
    """A file's name as the system compares it: macOS takes accents apart, Windows and macOS heed no capitals."""
    return unicodedata.normalize("NFC", os.path.normcase(name))


def settled(path: Path, *, sleep: Callable[[float], None] = time.sleep) -> bool:
    """Waits until the file is there and is written no more; False where it stays away."""
    before, away = state(path), 0.0
    while True:
        sleep(_STILL)
        now = state(path)
        if now is not None and now == before:
            return True
        away = away + _STILL if now is None else 0.0
        if away >= _GONE:
            return False
        before = now


def state(path: Path) -> tuple[int, int, int] | None:
    """Size, time of change and number of a file, which together tell one save from another; None where it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


def opened(path: Path, open_it: Callable[[Path], _Opened], *, sleep: Callable[[float], None] = time.sleep) -> _Opened:
    """What `open_it` makes of a saved file, tried again for a while, because half of a file looks like a damaged one.

    Raises UnreadableDocument where it stays unreadable.
    """
    for wait in _AGAIN:
        try:
            return open_it(path)
        except UnreadableDocument:
            sleep(wait)
            settled(path, sleep=sleep)
    return open_it(path)
