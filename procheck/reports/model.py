"""The report on one submission: all that any form of report (HTML, Word, JSON, ...) shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from procheck.documents.model import Unread
from procheck.judgement.model import CriterionFinding, Status

NoteKind = Literal["language", "placeholder", "overdue-review", "outdated-reference", "pointer", "unread", "accepted", "decision"]
Standing = Literal["stands", "opposed", "expired", "unused"]
STATUSES: tuple[Status, ...] = ("contradicted", "not-met", "partial", "met", "not-applicable")
"""Worst first: the order in which reports show them."""


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """Facts about one document that was read."""

    name: str
    sha256: str
    format: str
    pages: int | None
    words: int
    title: str | None = None
    owner: str | None = None
    version: str | None = None
    approved: str | None = None
    """ISO date ("2025-09-01") or, where only the month is given, "2025-09"."""
    review_due: str | None = None
    """Likewise."""
    unread: tuple[Unread, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something for the author besides the criteria: a leftover placeholder, an old reference, a word to reconsider."""

    kind: NoteKind
    message: str
    """One or two plain sentences."""
    quote: str
    """The words in the document; "" where there are none to show."""
    document: str
    page: int | None = None
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The author's record that an element is dealt with elsewhere or does not apply. It changes no value and no status."""

    element: str
    """Its id."""
    reason: str
    document: str = ""
    """Where it is dealt with ("Behaviour policy, s.4"); "" where that is not said."""
    until: str = ""
    """ISO date of the last day on which it holds; "" for no end."""
    recorded: str = ""
    """ISO date."""
    by: str = ""
    file: str = ""
    """Name of the file that holds the record."""
    standing: Standing = "stands"
    """`opposed`: the documents say the opposite, which no acceptance answers. `expired`: `until` is past.
    `unused`: the element falls short no longer, or the criteria do not have it."""


@dataclass(frozen=True, slots=True)
class PackSummary:
    """Which criteria the documents were tested against."""

    id: str
    version: str
    title: str
    source: str
    edition: str
    limits: tuple[str, ...] = ()
    """What every report must say about these criteria (a later edition exists, ...)."""


@dataclass(frozen=True, slots=True)
class Report:
    """One submission (one document, or several judged together) tested against one pack."""

    submission: str
    as_of: str
    """ISO date that "overdue" is counted from."""
    procheck: str
    """Version of the program."""
    pack: PackSummary
    documents: tuple[DocumentSummary, ...]
    criteria: tuple[CriterionFinding, ...]
    """In the pack's order."""
    notes: tuple[Note, ...] = ()
    scorer: str = ""
    """SHA-256 of the learned scorer that was heard beside the phrases; "" where phrases alone decided."""
    accepted: tuple[Acceptance, ...] = ()
    """The author's records, in the order of the criteria; those that are expired or unused too."""

    def counts(self) -> dict[Status, int]:
        """How many criteria have each status, every status present, worst first."""
        found = Counter(criterion.status for criterion in self.criteria)
        return {status: found[status] for status in STATUSES}

    @property
    def falls_short(self) -> bool:
        """True when some criterion is neither met nor not applicable."""
        return any(criterion.status not in ("met", "not-applicable") for criterion in self.criteria)

    def accepted_as(self, element: str) -> Acceptance | None:
        """The record by which an element that falls short is accepted; None where there is none in force."""
        return next(
            (each for each in self.accepted if each.element == element and each.standing in ("stands", "opposed")), None
        )
