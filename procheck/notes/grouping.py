"""Finds of one kind -> notes: repeated ones as one note with their number, and never more than a reader can use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from procheck.documents.model import Document
from procheck.notes.passages import block_at, quote
from procheck.reports.model import Note, NoteKind

_RUNNING = ("paragraph", "list-item", "table-row", "footnote")
MOST = 12
"""The most notes of one kind about one document; what is left over is counted in a last one."""


@dataclass(frozen=True, slots=True)
class Find:
    """Something found in a document."""

    name: str
    """Finds of one name are told in one note."""
    start: int
    """Offset in `Document.text`, in characters."""
    end: int


def grouped(finds: Iterable[Find]) -> dict[str, list[Find]]:
    """Finds by name, in the order in which each name first stands in the document."""
    groups: dict[str, list[Find]] = {}
    for find in sorted(finds, key=lambda find: (find.start, find.end)):
        groups.setdefault(find.name, []).append(find)
    return groups


def telling(document: Document, finds: Sequence[Find]) -> Find:
    """The find to quote: the first that stands in running text, for a heading alone tells a reader little."""
    return next((find for find in finds if block_at(document, find.start).kind in _RUNNING), finds[0])


def note(document: Document, kind: NoteKind, message: str, find: Find) -> Note:
    """A note whose quote is the sentence or table row about `find`, a verbatim slice of the document."""
    block = block_at(document, find.start)
    return Note(kind, message, quote(document, find.start, find.end), document.name, block.page, block.section)


def times(count: int) -> str:
    """How often, in words to follow a verb: "once", "twice", "7 times"."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def capped(made: Sequence[Note], kind: NoteKind, more: str) -> tuple[Note, ...]:
    """The first `MOST` notes, and where there are more, one that says how many, as `more` words it ("{} more ...")."""
    if len(made) <= MOST:
        return tuple(made)
    first = made[MOST - 1]
    rest = Note(kind, more.format(len(made) - MOST + 1), first.quote, first.document, first.page, first.section)
    return (*made[: MOST - 1], rest)
