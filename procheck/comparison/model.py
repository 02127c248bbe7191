"""What changed between two reports: the earlier and the later, element by element."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from procheck.judgement.model import ElementFinding, Evidence, Status
from procheck.reports.model import Acceptance, Note, Report

ChangeKind = Literal["new", "worse", "better", "closed", "unchanged"]
KINDS: tuple[ChangeKind, ...] = ("new", "worse", "better", "closed", "unchanged")
"""What got worse first.

new: it was found, and now falls short (a new gap). worse: it fell short, and now does so more seriously. better: it falls
short less seriously. closed: it fell short, and is now found. unchanged: it has the same value.
"""


@dataclass(frozen=True, slots=True)
class Side:
    """One element in one of the two reports."""

    element: ElementFinding
    status: Status
    """Of the element's criterion."""

    passage: Evidence | None = None
    """The passage to show beside the other side's; None where nothing was found."""

    accepted: Acceptance | None = None
    needs_review: tuple[str, ...] = ()
    """Of the element's criterion: why a person should look."""


@dataclass(frozen=True, slots=True)
class Change:
    """One element in both reports."""

    kind: ChangeKind
    criterion: str
    criterion_title: str
    theme: str
    before: Side
    now: Side
    edited: bool = False
    """True where the two passages are versions of one another, so that their words can be compared."""

    @property
    def id(self) -> str:
        """The element's id."""
        return self.now.element.id

    @property
    def same_words(self) -> bool:
        """True where both sides rest on the same words, or neither on any."""
        return _quote(self.before) == _quote(self.now)


@dataclass(frozen=True, slots=True)
class Uncompared:
    """An element of one report that has no like in the other."""

    id: str
    title: str
    why: str
    """One plain clause: "the criteria no longer have it"."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports on the same criteria, and what changed from the one to the other."""

    before: Report
    now: Report
    changes: tuple[Change, ...]
    """In the order of the criteria."""

    uncompared: tuple[Uncompared, ...] = ()
    remarks: tuple[str, ...] = ()
    """Plain sentences: why a difference may come from something else than the words of the documents."""

    notes_gone: tuple[Note, ...] = ()
    notes_new: tuple[Note, ...] = ()

    def counts(self) -> dict[ChangeKind, int]:
        """How many elements changed in each way, every kind present, what got worse first."""
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in KINDS}

    def of_kind(self, kind: ChangeKind) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)

    @property
    def got_worse(self) -> bool:
        """True where there is a new gap or one that is more serious."""
        return any(change.kind in ("new", "worse") for change in self.changes)

    @property
    def still_short(self) -> tuple[Change, ...]:
        """The unchanged elements that fall short, as they did before."""
        return tuple(change for change in self.of_kind("unchanged") if change.now.element.value != "yes")


def _quote(side: Side) -> str:
    return side.passage.quote if side.passage else ""
