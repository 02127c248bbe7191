"""Records of what is accepted, as they stand in one file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Record:
    """One element that the author accepts as dealt with elsewhere or as not applying."""

    element: str
    reason: str
    title: str = ""
    """What the element asks for, for readers of the file; nothing hangs on it."""
    document: str = ""
    """Where it is dealt with; "" where that is not said."""
    until: date | None = None
    """The last day on which it holds; None for no end."""
    recorded: date | None = None
    by: str = ""
    criteria: str = ""
    """Id of the criteria pack that the element belongs to; "" for whichever has it."""


@dataclass(frozen=True, slots=True)
class RecordFile:
    """The records on one draft."""

    name: str
    """The file's own name."""

    draft: str = ""
    """Name of the draft when something was last recorded."""

    fingerprint: str = ""
    """Of the draft's words then, by which a renamed draft is known again."""

    records: tuple[Record, ...] = ()

    def with_record(self, record: Record) -> RecordFile:
        """The same with `record`, in place of an earlier one for its element."""
        return replace(self, records=(*self.without(record.element).records, record))

    def without(self, element: str) -> RecordFile:
        """The same with no record for `element`."""
        return replace(self, records=tuple(each for each in self.records if each.element != element))

    def has(self, element: str) -> bool:
        """True where there is a record for `element`."""
        return any(each.element == element for each in self.records)
