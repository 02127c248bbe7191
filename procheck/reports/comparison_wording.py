"""The words and the order that every form of a comparison shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from procheck.comparison.model import KINDS, Change, ChangeKind, Comparison, Side, Uncompared
from procheck.judgement.model import Status
from procheck.reports.model import STATUSES, Note, Report
from procheck.reports.wording import VALUE_WORDS, clean, counts_sentence, day, listed, plural, sentence

KIND_WORDS: Mapping[ChangeKind, str] = {
    "new": "New gap",
    "worse": "Worse",
    "better": "Better",
    "closed": "Closed",
    "unchanged": "Unchanged",
}
KIND_SYMBOLS: Mapping[ChangeKind, str] = {"new": "▼", "worse": "▽", "better": "△", "closed": "▲", "unchanged": "="}
KIND_TITLES: Mapping[ChangeKind, str] = {
    "new": "New gaps",
    "worse": "Worse",
    "better": "Better, but still short",
    "closed": "Closed",
    "unchanged": "Unchanged",
}
KIND_MEANINGS: Mapping[ChangeKind, str] = {
    "new": "it was found before, and now falls short",
    "worse": "it fell short before, and now does so more seriously",
    "better": "it falls short less seriously than before",
    "closed": "it fell short before, and is now found",
    "unchanged": "it counts for the same as before, in the same or in other words",
}
KIND_STATUS: Mapping[ChangeKind, Status] = {
    "new": "contradicted",
    "worse": "not-met",
    "better": "partial",
    "closed": "met",
    "unchanged": "not-applicable",
}
"""The status whose colour a kind of change borrows."""

BEFORE, NOW = "Before", "Now"
NOTHING = "Nothing was found."
SAME_WORDS = "The words are the same as before"
LIMITS = (
    "This compares two reports on the words of documents, not practice, and is no legal or inspection judgement. A person must review it: "
    "where words were changed and not their sense, a program can take it for better or worse."
)


@dataclass(frozen=True, slots=True)
class Moved:
    """A criterion whose status changed."""

    id: str
    title: str
    before: Status
    now: Status


def title(comparison: Comparison) -> str:
    """ "Draft 3 → Draft 4"; one name where both have the same."""
    return " → ".join(dict.fromkeys(clean(report.submission) for report in (comparison.before, comparison.now)))


def counts_line(comparison: Comparison) -> str:
    """ "1 new gap, 2 worse, 3 better, 4 closed, 33 unchanged": kinds that are there, what got worse first."""
    unchanged = len(comparison.of_kind("unchanged"))
    said = filter(None, [changes_line(comparison), f"{unchanged} unchanged" if unchanged else ""])
    return ", ".join(said) or "nothing could be compared"


def changes_line(comparison: Comparison) -> str:
    """The same without those unchanged; "" where all are."""
    return ", ".join(
        plural(count, "new gap") if kind == "new" else f"{count} {KIND_WORDS[kind].lower()}"
        for kind, count in comparison.counts().items()
        if count and kind != "unchanged"
    )


def verdict(comparison: Comparison) -> str:
    """Whether anything got worse, in a sentence."""
    if comparison.got_worse:
        return "Something got worse."
    counts = comparison.counts()
    return "Nothing got worse." if counts["better"] or counts["closed"] else "Nothing got better or worse."


def side_line(report: Report) -> str:
    """One side in a line: its documents with version and length, the date, its criteria by status."""
    named = []
    for document in report.documents:
        facts = filter(None, [f"version {clean(document.version)}" if document.version else "", plural(document.words, "word")])
        named.append(f"{clean(document.name)} ({', '.join(facts)})")
    return f"{listed(named) or clean(report.submission)}, tested {day(report.as_of)}: {counts_sentence(report.counts())}"


def moved(comparison: Comparison) -> tuple[Moved, ...]:
    """The criteria whose status changed, those that are worst now first."""
    before = {criterion.id: criterion.status for criterion in comparison.before.criteria}
    found = [
        Moved(criterion.id, criterion.title, before[criterion.id], criterion.status)
        for criterion in comparison.now.criteria
        if before.get(criterion.id, criterion.status) != criterion.status
    ]
    return tuple(sorted(found, key=lambda each: STATUSES.index(each.now)))


def told(comparison: Comparison) -> tuple[tuple[ChangeKind, tuple[Change, ...]], ...]:
    """The changes by kind, what got worse first, without those unchanged; empty kinds are left out."""
    return tuple((kind, comparison.of_kind(kind)) for kind in KINDS if kind != "unchanged" and comparison.of_kind(kind))


def uncompared_line(each: Uncompared) -> str:
    """What was not compared, and why: "XX1.new Something new: it is new in the criteria."."""
    return f"{each.id} {clean(each.title).rstrip('.')}: {sentence(each.why)}"


def value_words(side: Side) -> str:
    """An element's value in words."""
    return VALUE_WORDS[side.element.value]


def notes_lines(notes: tuple[Note, ...]) -> tuple[str, ...]:
    """Notes as lines, those of one message together with their quotes."""
    ordered = sorted(notes, key=lambda note: (note.kind, note.message))
    made = []
    for message, group in groupby(ordered, key=lambda note: note.message):
        each = list(group)
        quotes = [f"“{clean(note.quote)}”" for note in each if note.quote]
        shown = listed(quotes[:3]) + (f" and {plural(len(quotes) - 3, 'more place')}" if len(quotes) > 3 else "")
        made.append(f"{clean(message)} {shown}".strip())
    return tuple(made)
