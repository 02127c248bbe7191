"""One check after another of the same draft, each compared with the one before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from procheck.acceptance.finding import find
from procheck.acceptance.model import RecordFile
from procheck.checking import check
from procheck.comparison.matching import compare
from procheck.comparison.model import Comparison
from procheck.documents.model import Document
from procheck.judgement.judging import Judge
from procheck.reports.model import Report


class Opens(Protocol):
    """What opens a file that was just saved."""

    def __call__(self, path: Path) -> Document:
        """The document; raises UnreadableDocument."""
        ...


@dataclass(frozen=True, slots=True)
class Round:
    """What one check found."""

    report: Report
    first: bool = False
    since_last: Comparison | None = None
    """None in the first round, and where neither the words nor the records were changed."""
    since_start: Comparison | None = None
    """None until there are rounds before the last one."""
    said: tuple[str, ...] = ()
    """Sentences about records picked up, where they are others than before."""


class Rounds:
    """Checks a draft again and again, and remembers what was there before."""

    def __init__(self, draft: Path, judge: Judge, opens: Opens, *, as_of: date, accepted: bool = True) -> None:
        self._draft = draft
        self._judge = judge
        self._opens = opens
        self._as_of = as_of
        self._accepted = accepted
        self._first: Report | None = None
        self._last: Report | None = None
        self._seen: tuple[str, tuple[RecordFile, ...]] | None = None
        self._said: tuple[str, ...] = ()
        self._number = 0

    def again(self) -> Round:
        """Checks the draft as it is now.

        Raises UnreadableDocument where it cannot be read and DataFileError where its records have a mistake; what was there before is kept.
        """
        document = self._opens(self._draft)
        records: tuple[RecordFile, ...] = ()
        said: tuple[str, ...] = ()
        if self._accepted:
            found = find(self._draft, document.text)
            records, said = found.records, found.said
        news, self._said = (said if said != self._said else ()), said
        if self._last is not None and self._seen == (document.text, records):
            return Round(self._last, said=news)
        report = check([document], self._judge, submission=self._draft.stem, as_of=self._as_of, accepted=records)
        first, last = self._first, self._last
        self._seen, self._last, self._first = (document.text, records), report, first or report
        self._number += 1
        return Round(
            report,
            first=last is None,
            since_last=compare(last, report) if last else None,
            since_start=compare(first, report) if first and self._number > 2 else None,
            said=news,
        )
