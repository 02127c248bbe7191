"""What a worker does: one task in, one result out, by the same way as `procheck check`."""

from __future__ import annotations

import errno
import hashlib
import time
import traceback
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from procheck.batch import labels, memory
from procheck.batch.model import Cause, Facts, Failed, Judged, Result, Task
from procheck.documents.errors import UnreadableDocument
from procheck.documents.safety import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from procheck.judgement.judging import Judge
    from procheck.reports.model import Report

ANOTHER_WAY = "open it in its own program, save it as a new PDF and check that"
_AGAIN = "give the same command again"
_QUICK = 1
"""How hard to compress: more takes longer than it saves."""


@dataclass(frozen=True, slots=True)
class Judging:
    """How the documents of a batch are read and judged."""

    pack: str
    """Id of a pack that comes with procheck, or a folder."""
    as_of: date
    glossary: Path | None = None
    scored: bool = True
    limits: Limits = DEFAULT_LIMITS
    ocr: bool = False
    pages: bool = True
    """Make the page that a person reads, too."""

    def prepare(self) -> Callable[[Task], Result]:
        """See `Prepares`."""
        from procheck.checking import find_judge
        from procheck.scoring import scorer

        # There is a worker for each core; more threads in each would only wait for one another. No score depends on it.
        scorer.THREADS = 1
        judge = find_judge(self.pack, self.glossary, scored=self.scored)
        return lambda task: judged(task, judge, self)


def judged(task: Task, judge: Judge, how: Judging) -> Result:
    """The result of one task; never raises but for what must end the process."""
    started = time.perf_counter()
    memory.forget_peak()
    try:
        report, page, facts = _report(task, judge, how)
    except UnreadableDocument as refusal:
        return _failed(started, "refused", refusal.problem, refusal.remedy)
    except _Changed:
        return _failed(started, "changed", "was changed while the batch ran", _AGAIN)
    except MemoryError:
        return _failed(started, "memory", *TOO_MUCH_MEMORY)
    except Exception as error:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            problem = "could not be read because the disk for temporary files is full"
            return _failed(started, "mistake", problem, f"free some space, and {RETRY}")
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
        problem = f"could not be judged because of a mistake in procheck ({where}), which should be reported"
        return _failed(started, "mistake", problem, ANOTHER_WAY)
    return Judged(zlib.compress(report, _QUICK), page, facts, time.perf_counter() - started, memory.peak())


RETRY = "give the same command again with --retry failed"
TOO_MUCH_MEMORY = ("needs more memory than the limit", f"{ANOTHER_WAY}, or allow more with --memory")


class _Changed(Exception):
    """The file is not what it was when the batch began."""


def _report(task: Task, judge: Judge, how: Judging) -> tuple[bytes, bytes, Facts]:
    from procheck.checking import check
    from procheck.documents.opening import read_bytes
    from procheck.reports import json

    data = task.content if task.content is not None else _still_there(task, how)
    if hashlib.sha256(data).hexdigest() != task.sha256:
        raise _Changed
    without = labels.blank(task.sha256, task.called)
    document = read_bytes(data, without.name, how.limits, ocr=how.ocr)
    report = check([document], judge, submission=without.submission, as_of=how.as_of)
    content = json.render(report)
    page = b""
    if how.pages:
        page = zlib.compress(page_of(labels.labelled(content, task.sha256, task.called, task.label)), _QUICK)
    return content, page, facts(report)


def _still_there(task: Task, how: Judging) -> bytes:
    from procheck.documents.opening import file_bytes

    path = Path(task.path)
    if not path.exists():
        raise _Changed
    return file_bytes(path, how.limits)


def page_of(report: bytes) -> bytes:
    """A JSON report as the page that a person reads."""
    from procheck.reports import html
    from procheck.reports.json_reading import report_from

    return html.render([report_from(report)])


def facts(report: Report) -> Facts:
    """What the summary says of a report on one document."""
    (document,) = report.documents
    return Facts(
        statuses={criterion.id: criterion.status for criterion in report.criteria},
        person=sum(bool(criterion.needs_review) for criterion in report.criteria),
        unread=len(document.unread),
        title=document.title,
        format=document.format,
        pages=document.pages,
        words=document.words,
        approved=document.approved,
        review_due=document.review_due,
        notes=len(report.notes),
    )


def _failed(started: float, cause: Cause, problem: str, remedy: str) -> Failed:
    return Failed(cause, problem, remedy, time.perf_counter() - started, memory.peak())
