"""Ctrl-C: the first lets the documents in hand be finished, the second ends all at once. Neither loses anything."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator
from types import FrameType

from procheck.batch.pool import Runs


class Stopping:
    """Answers the signals that ask a batch to end."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._runs: Runs | None = None
        self.asked = False
        """True once it was asked to end."""

    def watches(self, runs: Runs) -> None:
        """From now on the first Ctrl-C asks `runs` to finish."""
        self._runs = runs

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Answers signals in the `with` statement. Raises KeyboardInterrupt where all is to end at once."""
        before = {number: signal.signal(number, self._hear) for number in _signals()}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        if number != signal.SIGINT or self._runs is None or self.asked:
            raise KeyboardInterrupt
        self.asked = True
        self._runs.finish()
        self._say("Stopping: the documents in hand are finished first. Ctrl-C again stops at once.")


def _signals() -> list[signal.Signals]:
    return [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
