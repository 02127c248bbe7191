"""How long a batch will take and what it will cost, reckoned from rates that were measured."""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from procheck.batch.identity import identity
from procheck.batch.inputs import gather, look
from procheck.batch.journal import NAME, Journal
from procheck.batch.judging import Judging
from procheck.batch.model import Effort, Failed, Label, Task
from procheck.batch.pool import Pool
from procheck.batch.progress import duration
from procheck.batch.running import NothingToDo, Order, Pools
from procheck.batch.work import label_name
from procheck.documents.sniffing import called_by_name
from procheck.reports.wording import plural

_ENOUGH = 20
"""Documents that must have been judged before their times stand for the others."""
_SAMPLE = 12
"""Documents that are judged for the plan where that is not so."""
_SEED = 7


@dataclass(frozen=True, slots=True)
class Measured:
    """Times of documents."""

    documents: int
    mean: float
    """Seconds of one worker for one document."""
    error: float
    """Standard error of the mean."""
    unreadable: int
    source: str
    """Where the times are from, as a sentence."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a batch will take."""

    documents: int
    workers: int
    measured: Measured
    price: float | None
    """Of one worker for an hour; None where none was given."""

    @property
    def seconds(self) -> float:
        """By the clock."""
        return self.documents * self.measured.mean / self.workers

    @property
    def margin(self) -> float:
        """Seconds by which it may be wrong for want of measured documents, 19 times in 20."""
        return 1.96 * self.documents * self.measured.error / self.workers

    @property
    def cost(self) -> float | None:
        """In whatever the price is in."""
        return None if self.price is None else self.price * self.documents * self.measured.mean / 3600

    def lines(self) -> list[str]:
        """What a person is told."""
        least, most = max(0.0, self.seconds - self.margin), self.seconds + self.margin
        measured = self.measured
        said = [
            f"{plural(self.documents, 'document')} on {plural(self.workers, 'worker')}: about {duration(self.seconds)}"
            f" (between {duration(least)} and {duration(most)}).",
            f"{measured.source}: {measured.mean:.2f} seconds of one worker for a document"
            f"{f', {measured.unreadable} of them could not be read' if measured.unreadable else ''}.",
        ]
        if self.cost is not None:
            said.append(f"Cost: {self.cost:,.2f}, at {self.price:,.2f} for an hour of one worker.")
        said.append("Documents that take longer than these, or a computer that is busy with other work, make it longer.")
        return said


def plan(order: Order, *, documents: int | None, price: float | None, say: Callable[[str], None], pools: Pools = Pool) -> Plan:
    """The plan for the order, or for so many `documents` like its own. Judges a few where too few were judged before."""
    listed = [each.path for each in gather(order.paths)]
    if not listed:
        raise NothingToDo(f"no documents in {', '.join(order.paths)}: give a document, a folder or a list of them.")
    measured = _before(order.folder)
    if measured is None:
        chosen = random.Random(_SEED).sample(listed, min(_SAMPLE, len(listed)))
        say(f"Too few documents of this batch were judged before, so {len(chosen)} are judged now to measure.")
        measured = _now(chosen, order.how, order.effort, pools)
    return Plan(documents or len(listed), order.effort.workers, measured, price)


def _before(folder: Path) -> Measured | None:
    """Times of the batch in the folder; None where too few of its documents were judged."""
    if not (folder / NAME).is_file():
        return None
    with Journal(folder) as journal:
        query = "SELECT seconds, state = 'failed' FROM documents WHERE identity = ? AND state IN ('judged', 'failed')"
        found = list(journal.all(query, journal.kept("identity")))
    if len(found) < _ENOUGH:
        return None
    return _measured([seconds for seconds, _ in found], sum(failed for _, failed in found), "{} of this batch were judged before")


def _now(paths: Sequence[Path], how: Judging, effort: Effort, pools: Pools) -> Measured:
    identity(how)  # raises what is wrong with the criteria
    tasks = []
    for path in paths:
        seen = look(path)
        if seen.sha256:
            name = label_name(path)
            tasks.append(Task(seen.sha256, called_by_name(path.name), Label(name, name), str(path)))
    with pools(how, replace(effort, workers=max(1, min(effort.workers, len(tasks))))) as pool:
        results = [done.result for done in pool.run(tasks)]
    unreadable = sum(isinstance(result, Failed) for result in results) + len(paths) - len(tasks)
    return _measured([result.seconds for result in results], unreadable, "{} chosen by chance were judged now")


def _measured(seconds: Sequence[float], unreadable: int, source: str) -> Measured:
    mean = statistics.fmean(seconds) if seconds else 0.0
    error = statistics.stdev(seconds) / math.sqrt(len(seconds)) if len(seconds) > 1 else mean
    return Measured(len(seconds), mean, error, unreadable, source.format(plural(len(seconds), "document")))
