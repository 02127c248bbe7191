"""What a batch says on the terminal: progress while it runs, and at the end what could not be read first."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from procheck.batch.manifest import NAME
from procheck.batch.pool import Runs
from procheck.batch.progress import Progress
from procheck.batch.results import Tally
from procheck.batch.running import Outcome, Stage
from procheck.batch.verifying import Proof
from procheck.reports.wording import clean, plural

_SELDOM = 60.0
"""Seconds between lines where nobody watches: in a log."""
_STAGES: dict[Stage, str] = {"listing": "Listing", "judging": "Judging", "writing": "Writing results"}


class Teller:
    """Tells of a run on a terminal, in one line that changes, or in a log, in a line now and then."""

    def __init__(self, out: TextIO = sys.stderr, *, on_start: Callable[[Runs], None] = lambda runs: None) -> None:
        self._out = out
        self._on_start = on_start
        self._is_terminal = out.isatty()
        self._last = -_SELDOM
        self._line = ""

    def stage(self, stage: Stage, done: int, total: int) -> None:
        """See `procheck.batch.running.Watch`."""
        count = f"{done:,} of {total:,}" if total else f"{done:,}"
        self._show(f"{_STAGES[stage]}: {count} documents", now=done == total)

    def progress(self, progress: Progress) -> None:
        """See `procheck.batch.running.Watch`."""
        self._show(str(progress), now=progress.done == progress.total)

    def started(self, runs: Runs) -> None:
        """See `procheck.batch.running.Watch`."""
        self._on_start(runs)

    def say(self, sentence: str) -> None:
        """A line that stays."""
        self.clear()
        self._out.write(f"{sentence}\n")
        self._out.flush()

    def clear(self) -> None:
        """Takes the changing line away."""
        if self._is_terminal and self._line:
            self._out.write("\r\x1b[K")
            self._out.flush()
            self._line = ""

    def _show(self, line: str, *, now: bool) -> None:
        if self._is_terminal:
            self._line = line[: shutil.get_terminal_size().columns - 1]
            self._out.write(f"\r\x1b[K{self._line}")
            self._out.flush()
        elif now or time.monotonic() - self._last >= _SELDOM:
            self._last = time.monotonic()
            self._out.write(f"{line}\n")
            self._out.flush()


def summary(outcome: Outcome, folder: Path) -> list[str]:
    """The last words of a run: first what could not be read."""
    tally = outcome.tally
    lines = []
    if tally.unreadable:
        lines.append(f"{plural(tally.unreadable, 'document')} could not be read, and must be looked at by a person:")
        lines += [f"  {clean(why)}" for why in tally.named]
        if tally.unreadable > len(tally.named):
            lines.append(f"  and {tally.unreadable - len(tally.named):,} more: see {folder / 'unreadable.csv'}")
        lines.append("")
    lines.append(_judged(tally, outcome.judged_now))
    if tally.waiting:
        lines.append(f"{plural(tally.waiting, 'document')} not judged yet: give the same command again to go on.")
    lines += [
        "",
        f"Open {folder / 'index.html'} to search them; {folder / 'summary.xlsx'} has the same as a table.",
        f"SHA-256 of {NAME}, to be noted for later proof: {tally.manifest_sha256}",
    ]
    return lines


def _judged(tally: Tally, now: int) -> str:
    parts = [
        f"{tally.contradicting:,} contradict a criterion" if tally.contradicting != 1 else "1 contradicts a criterion",
        f"{tally.falling_short:,} fall short of some" if tally.falling_short != 1 else "1 falls short of some",
        f"{tally.for_a_person:,} need a person's look" if tally.for_a_person != 1 else "1 needs a person's look",
    ]
    before = " All results were there already." if not now and tally.documents else ""
    return f"{plural(tally.judged, 'document')} judged: {', '.join(parts)}.{before}"


def proven(proof: Proof) -> list[str]:
    """What a person is told of a proof: what is wrong first."""
    lines = []
    for heading, sentences in (("Wrong:", proof.wrong), ("Not tested:", proof.untested), ("Proven:", proof.shown)):
        if sentences:
            lines += [heading, *(f"  {clean(sentence)}" for sentence in sentences)]
    return lines
