"""How far a batch has got, how fast it goes, and how long it will take."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

_REMEMBERED = 60
"""Documents that the rate is reckoned from, so that it follows the batch's pace."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A moment of a run."""

    done: int
    total: int
    unreadable: int
    per_second: float
    """0 while nothing is known."""

    @property
    def seconds_left(self) -> float | None:
        """None while nothing is known."""
        return (self.total - self.done) / self.per_second if self.per_second else None

    def __str__(self) -> str:
        parts = [f"{self.done:,} of {self.total:,} documents"]
        if self.per_second:
            parts.append(rate(self.per_second))
            if self.done < self.total:
                parts.append(f"{duration(self.seconds_left or 0)} left")
        if self.unreadable:
            parts.append(f"{self.unreadable:,} could not be read")
        return ", ".join(parts)


class Pace:
    """Counts documents as they are finished."""

    def __init__(self, total: int, *, done: int = 0, unreadable: int = 0, clock: Callable[[], float] = time.monotonic) -> None:
        """`done`: how many are from an earlier run."""
        self._total, self._done, self._unreadable, self._clock = total, done, unreadable, clock
        self._times: deque[float] = deque([clock()], maxlen=_REMEMBERED)

    def count(self, *, unreadable: bool) -> Progress:
        """One more is finished."""
        self._done += 1
        self._unreadable += unreadable
        self._times.append(self._clock())
        return self.now()

    def now(self) -> Progress:
        """How far it has got."""
        elapsed = self._times[-1] - self._times[0]
        rate = (len(self._times) - 1) / elapsed if elapsed > 0 else 0.0
        return Progress(self._done, self._total, self._unreadable, rate)


def rate(per_second: float) -> str:
    """ "2.4 a second", "31 a minute", "12 an hour"."""
    if per_second >= 1:
        return f"{per_second:.1f} a second"
    return f"{per_second * 60:.0f} a minute" if per_second >= 0.1 else f"{per_second * 3600:.0f} an hour"


def duration(seconds: float) -> str:
    """ "40 seconds", "12 minutes", "3 h 5 min"."""
    whole = round(seconds)
    if whole < 90:
        return f"{whole} second{'s' if whole != 1 else ''}"
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes < 90 else f"{minutes // 60:,} h {minutes % 60} min"
