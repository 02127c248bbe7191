"""Saves in a real folder, made the way that programs make them."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from procheck.documents.errors import UnreadableDocument
from procheck.watching.saves import changes, opened, settled

LONGEST = 20.0


class Watch:
    """Counts the changes of one file's folder in the background."""

    def __init__(self, draft: Path) -> None:
        self.seen = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(draft,), daemon=True)
        self._thread.start()

    def _run(self, draft: Path) -> None:
        for told in changes(draft.parent, [draft.name], stop=self._ended):
            self.seen += told

    def until_seen(self) -> bool:
        """Waits for a change, and forgets it."""
        until = time.monotonic() + LONGEST
        while not self.seen and time.monotonic() < until:
            time.sleep(0.02)
        seen, self.seen = self.seen, 0
        return bool(seen)

    def end(self) -> None:
        """Stops looking."""
        self._ended.set()
        self._thread.join(LONGEST)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "Polícy draft.docx"
    path.write_bytes(b"old")
    return path


@pytest.fixture
def watch(draft: Path) -> Iterator[Watch]:
    """A watch that has begun to see."""
    made = Watch(draft)
    until = time.monotonic() + LONGEST
    while not made.seen and time.monotonic() < until:
        draft.touch()
        time.sleep(0.1)
    time.sleep(0.8)
    made.seen = 0
    yield made
    made.end()


def _in_place(draft: Path) -> None:
    draft.write_bytes(b"written over")


def _as_word(draft: Path) -> None:
    """Word: a lock, a temporary file, the old one renamed away, the new one into its place."""
    lock, new, old = (draft.with_name(name) for name in ("~$lícy draft.docx", "~WRD0001.tmp", "~WRL0002.tmp"))
    lock.write_bytes(b"author")
    new.write_bytes(b"by Word")
    draft.rename(old)
    new.rename(draft)
    old.unlink()
    lock.unlink()


def _as_libreoffice(draft: Path) -> None:
    """LibreOffice: a lock, a temporary file, and that renamed over the old one."""
    lock, new = draft.with_name(f".~lock.{draft.name}#"), draft.with_name("lu1234abc.tmp")
    lock.write_bytes(b"author")
    new.write_bytes(b"by LibreOffice")
    new.replace(draft)
    lock.unlink()


@pytest.mark.parametrize("save", [_in_place, _as_word, _as_libreoffice])
def test_every_way_of_saving_is_seen_twice_over(save: Callable[[Path], None], draft: Path, watch: Watch) -> None:
    """A save is seen whichever way it is made, and the next one too, when the file is no longer the one that watching began with."""
    save(draft)
    assert watch.until_seen()
    assert settled(draft)
    time.sleep(0.6)
    watch.seen = 0
    save(draft)
    assert watch.until_seen()


def test_other_files_are_not_seen(draft: Path, watch: Watch) -> None:
    """Lock files, temporary files, and other documents of the folder are passed over."""
    for name in ("~$lícy draft.docx", f".~lock.{draft.name}#", "other.docx", "Polícy draft.docx.tmp", "~WRD0001.tmp"):
        draft.with_name(name).write_bytes(b"x")
    (draft.parent / "deeper").mkdir()
    (draft.parent / "deeper" / draft.name).write_bytes(b"x")
    time.sleep(1.5)
    assert not watch.seen


def test_a_reason_to_look_now_and_then(draft: Path) -> None:
    """Where the system tells of nothing, the caller is still asked to look."""
    assert next(changes(draft.parent, [draft.name])) is False


class Clock:
    """A sleep that does the next thing in place of waiting."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        self.steps = list(steps)
        self.slept = 0

    def __call__(self, seconds: float) -> None:
        """The next step."""
        self.slept += 1
        if self.steps:
            self.steps.pop(0)()


def test_a_half_written_file_is_waited_for(draft: Path) -> None:
    """As long as the file grows, or is away for a moment, nobody opens it."""
    grow = [lambda size=size: draft.write_bytes(b"x" * size) for size in (10, 20, 30)]
    clock = Clock(*grow, draft.unlink, lambda: None, lambda: draft.write_bytes(b"whole"))
    assert settled(draft, sleep=clock)
    assert clock.slept == 7 and draft.read_bytes() == b"whole"


def test_a_file_that_stays_away(draft: Path) -> None:
    """A file that was deleted is given up after a while."""
    draft.unlink()
    clock = Clock()
    assert not settled(draft, sleep=clock)
    assert clock.slept <= 11


def test_the_same_size_in_another_file_is_another_state(draft: Path) -> None:
    """A new file of the same size and time that took the place of the old one is not taken for it."""
    twin = draft.with_name("twin")
    twin.write_bytes(b"new")
    os.utime(twin, ns=(draft.stat().st_atime_ns, draft.stat().st_mtime_ns))
    clock = Clock(lambda: twin.replace(draft))
    assert settled(draft, sleep=clock) and clock.slept == 2


def test_a_file_that_looks_damaged_is_tried_again(draft: Path) -> None:
    """A file that cannot be read yet is tried again, and one that never can is refused with its own sentence."""
    tries: list[int] = []

    def third_time(path: Path) -> str:
        tries.append(1)
        if len(tries) < 3:
            raise UnreadableDocument(path.name, "is damaged", "save it again")
        return "read"

    assert opened(draft, third_time, sleep=Clock()) == "read"

    def never(path: Path) -> str:
        raise UnreadableDocument(path.name, "is damaged", "save it again")

    with pytest.raises(UnreadableDocument, match=r"is damaged: save it again\."):
        opened(draft, never, sleep=Clock())


def test_a_save_while_somebody_is_at_work_is_not_lost(draft: Path) -> None:
    """A save that comes while the last one is still being checked is told as soon as that is done."""
    ended = threading.Event()

    def touch() -> None:
        for _ in range(5):
            time.sleep(0.2)
            draft.touch()

    toucher = threading.Thread(target=touch, daemon=True)
    toucher.start()
    told = (each for each in changes(draft.parent, [draft.name], stop=ended) if each)
    next(told)
    toucher.join()
    time.sleep(0.6)  # at work, while whatever was touched last is told to nobody
    draft.write_bytes(b"saved meanwhile")
    threading.Timer(LONGEST, ended.set).start()
    assert next(told, False)
    ended.set()
