"""What the page's views share: where documents are kept, who checks them, who may come in."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from procheck.web import decisions
from procheck.web.audits import AuditDesk
from procheck.web.jobs import Checks
from procheck.web.model import Decision, Progress, Submission
from procheck.web.security import Door
from procheck.web.uploads import UploadLimits
from procheck.web.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class PackChoice:
    """A criteria pack that can be chosen."""

    name: str
    """As `find_pack` takes it."""

    title: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that a running page stands on."""

    workspace: Workspace
    checks: Checks
    door: Door
    limits: UploadLimits
    packs: tuple[PackChoice, ...]
    """The first is taken where none is chosen."""

    keeps: bool = False
    """True where documents stay in a folder that the user gave; False where they are gone when procheck ends."""

    today: Callable[[], date] = date.today
    stop: Callable[[], None] | None = None
    """Ends the page; None where it can't be ended from within."""

    audit: AuditDesk | None = None
    """The audit that is open, if any."""

    _writing: threading.Lock = field(default_factory=threading.Lock)

    def pack(self, name: str) -> PackChoice:
        """The pack of that name, or the first where there is none."""
        return next((pack for pack in self.packs if pack.name == name), self.packs[0])

    def progress(self, submission: Submission, pack: str) -> Progress:
        """How far the check has got; it is begun if it was not."""
        return self.checks.ask(submission, pack)

    def decisions(self, submission: Submission, pack: str) -> dict[str, Decision]:
        """The reviewers' decisions by criterion. Raises `DamagedDecisions`."""
        return decisions.read(self.workspace.file(submission, "decisions.json"), pack)

    def record(self, submission: Submission, pack: str, decision: Decision) -> None:
        """Keeps a decision in place of an earlier one on the same criterion."""
        self._change(submission, pack, decision.criterion, decision)

    def withdraw(self, submission: Submission, pack: str, criterion: str) -> None:
        """Drops the decision on a criterion."""
        self._change(submission, pack, criterion, None)

    def _change(self, submission: Submission, pack: str, criterion: str, decision: Decision | None) -> None:
        # The server has several threads, and two windows may show the same page.
        with self._writing:
            kept = self.decisions(submission, pack)
            kept.pop(criterion, None)
            if decision is not None:
                kept[criterion] = decision
            decisions.write(self.workspace.file(submission, "decisions.json"), pack, kept)
