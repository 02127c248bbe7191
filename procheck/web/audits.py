"""An audit that the page shows: found by its folder or by its outputs, opened anew whenever something of it changed, decided upon."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from procheck.audit.anonymising import anonymise
from procheck.audit.database import FILE, Database
from procheck.audit.history import Decisions, Entry, read_seen
from procheck.audit.model import Audit, Cell
from procheck.audit.outputs.record import FILE as RECORD
from procheck.audit.reviewing import Judged, NotDecided, decide, judged_last
from procheck.datafiles import DataFileError
from procheck.reports.wording import clean

LONGEST_NAME = 100
SOURCE = "the web page"


class EvidenceChanged(Exception):
    """What a decision was made on is no longer what the audit shows; `str(error)` is one sentence."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An audit at one moment."""

    audit: Audit
    """With the agencies' names: what decisions are made on."""

    shown: Audit
    """The same for people's eyes: without names where the anonymised outputs were asked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A decision as the form gives it."""

    ref: str
    word: str
    """"" for a note alone."""
    note: str
    by: str
    seen: str
    """What the reviewer had before them: `Cell.seen`."""
    take_back: bool = False


class AuditDesk:
    """One audit. Its views may ask from several threads, and other programs may work on the same audit meanwhile."""

    def __init__(
        self, folder: Path, *, anonymised: bool = False, today: Callable[[], date] = date.today, now: Callable[[], datetime] | None = None
    ) -> None:
        """`folder` holds the agencies' folders. Raises DataFileError where it was never audited."""
        self.folder = folder
        self._anonymised = anonymised
        self._today = today
        self._now = now or (lambda: datetime.now().astimezone())
        self._opening = threading.Lock()
        self._judged: tuple[object, Judged] | None = None
        self._held: tuple[object, Opened] | None = None

    def opened(self) -> Opened:
        """The audit as it is now. Nothing is judged. Raises DataFileError."""
        with self._opening:
            with Database(self.folder, create=False) as database:
                judged_at, decided_at = self._judged_at(database), _decided_at(database)
                if self._judged is None or self._judged[0] != judged_at:
                    self._judged = judged_at, judged_last(self.folder, database, self._today())
                    self._held = None
                if self._held is None or self._held[0] != decided_at:
                    audit = self._judged[1].audit(database)
                    self._held = decided_at, Opened(audit, anonymise(audit) if self._anonymised else audit)
            return self._held[1]

    def history(self, ref: str) -> tuple[Entry, ...]:
        """Every decision on the cell of `ref`, the latest first."""
        audit = self.opened().audit
        cell = _cell(audit, ref)
        # Earlier notes may name agencies.
        if cell is None or self._anonymised:
            return ()
        agencies = (cell.agency, *audit.submission(cell.agency).agency.formerly)
        with Database(self.folder, create=False) as database:
            entries = Decisions(database).entries()
        return tuple(each for each in reversed(entries) if each.agency in agencies and each.criterion == cell.criterion)

    def latest(self, ref: str) -> str:
        """What a reader of the cell of `ref` sees now: other than `Cell.seen` of a page, something has changed since. "" for no cell."""
        cell = _cell(self.opened().audit, ref)
        return cell.seen if cell else ""

    def decide(self, wanted: Wanted) -> Entry | None:
        """Keeps a decision; None where it had been decided so. Raises NotDecided, ChangedMeanwhile, EvidenceChanged and DataFileError."""
        audit = self.opened().audit
        cell = _cell(audit, wanted.ref)
        had, now = read_seen(wanted.seen), read_seen(cell.seen) if cell else None
        if had and now and had.number == now.number and had.fingerprint != now.fingerprint:
            raise EvidenceChanged(
                "What the agency's documents say on this has changed since you opened the page: look at it, and decide again."
            )
        word, note = ("", "") if wanted.take_back else (wanted.word, self._note(wanted))
        if not wanted.take_back:
            _check(audit, word, note, cell.program if cell else None)
        if len(wanted.by) > LONGEST_NAME:
            raise NotDecided(f"The name has {len(wanted.by)} characters, and {LONGEST_NAME} is the most: shorten it.")
        at = self._now().isoformat(timespec="seconds")
        with Database(self.folder, create=False) as database:
            return decide(database, audit, wanted.ref, word, note, by=wanted.by, at=at, seen=wanted.seen, source=SOURCE)

    def _note(self, wanted: Wanted) -> str:
        """The note; as it was where the form gave back what it had been shown: cleaned, and perhaps without names."""
        opened, note = self.opened(), clean(wanted.note)
        for audit in (opened.shown, opened.audit):
            held = _cell(audit, wanted.ref)
            if held and clean(held.to_fill_in[1]) == note:
                return (_cell(opened.audit, wanted.ref) or held).to_fill_in[1]
        return note

    def _judged_at(self, database: Database) -> object:
        """Other when what was judged, or anything that the audit is made of, may be other."""
        results = database.rows("SELECT key, as_of FROM results ORDER BY key")
        about = database.rows("SELECT key, value FROM about ORDER BY key")
        return self._today(), results, about, sorted(_files(self.folder))


def _decided_at(database: Database) -> object:
    """Other when somebody has decided something since."""
    return database.rows("SELECT (SELECT max(number) FROM decisions), (SELECT max(number) FROM actions)")


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """What tells whether a file may have changed."""
    for path in folder.rglob("*"):
        # Somebody may take a file away while this looks.
        with contextlib.suppress(OSError):
            if not path.name.startswith(FILE):
                held = path.lstat()
                yield str(path), held.st_mtime_ns, held.st_size


def _cell(audit: Audit, ref: str) -> Cell | None:
    return next((cell for submission in audit.submissions for cell in submission.cells if cell.ref == ref), None)


def _check(audit: Audit, word: str, note: str, program: str | None) -> None:
    """A rating other than the program's must be defended before a panel, so that it needs a reason. Raises NotDecided."""
    if not word and not note:
        raise NotDecided("Choose a rating, or write a note: there is nothing to keep yet.")
    if word and not note and audit.scale.find(word) != program:
        raise NotDecided("Give your reason: your rating is not the program's, and a panel will ask why.")


def audit_at(path: Path) -> tuple[Path, bool]:
    """The folder of the audit that `path` belongs to, and whether it is to be shown without names.

    `path`: the folder with the agencies' folders, or one that the audit's outputs were written to. Raises DataFileError.
    """
    if (path / FILE).is_file():
        return path, False
    if not (path / RECORD).is_file():
        message = "holds no audit: give the folder with the agencies' folders, after procheck audit was run on it, or its outputs."
        raise DataFileError(path, None, message)
    wanted = path.resolve()
    for folder in (wanted.parent, *sorted(each for each in wanted.parent.iterdir() if each.is_dir())):
        if not (folder / FILE).is_file():
            continue
        with Database(folder, create=False) as database:
            for key in ("out", "out anonymised"):
                remembered = database.about(key)
                if remembered and (folder / remembered).resolve() == wanted:
                    return folder, key != "out"
    message = "holds an audit's outputs, and the audit itself lies elsewhere: give the folder with the agencies' folders instead."
    raise DataFileError(path, None, message)
