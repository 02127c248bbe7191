"""Two reports -> their comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from procheck.comparison.model import Change, ChangeKind, Comparison, Side, Uncompared
from procheck.comparison.remarks import remarks
from procheck.comparison.words import EDITED, likeness
from procheck.judgement.model import CriterionFinding, ElementFinding, Evidence, Value
from procheck.reports.model import Note, Report
from procheck.reports.ordering import passages

_WORTH: dict[Value, int] = {"contradicted": 0, "no": 1, "weak": 2, "yes": 3}

Places = dict[str, tuple[CriterionFinding, ElementFinding]]


class NotComparable(ValueError):
    """Two reports on different sets of criteria; `str(error)` is a sentence."""


def compare(before: Report, now: Report) -> Comparison:
    """What changed from one report to another. Elements are matched by id.

    Raises `NotComparable` where the reports are on different criteria packs.
    """
    if before.pack.id != now.pack.id:
        raise NotComparable(
            f"{before.submission} was tested against {before.pack.id} and {now.submission} against {now.pack.id}: "
            "only reports on the same criteria can be compared."
        )
    old, new = _places(before), _places(now)
    return Comparison(
        before=before,
        now=now,
        changes=tuple(_change(id, old[id], new[id], before, now) for id in new if id in old and _applies(old[id], new[id])),
        uncompared=tuple(_uncompared(old, new)),
        remarks=remarks(before, now),
        notes_gone=_without(before.notes, now.notes),
        notes_new=_without(now.notes, before.notes),
    )


def kind_of(before: Value, now: Value) -> ChangeKind:
    """What the step from one value to another is.

    >>> kind_of("yes", "weak"), kind_of("contradicted", "no"), kind_of("weak", "yes")
    ('new', 'better', 'closed')
    """
    if before == now:
        return "unchanged"
    if "yes" in (before, now):
        return "closed" if now == "yes" else "new"
    return "better" if _WORTH[now] > _WORTH[before] else "worse"


def _places(report: Report) -> Places:
    return {element.id: (criterion, element) for criterion in report.criteria for element in criterion.elements}


def _applies(*places: tuple[CriterionFinding, ElementFinding]) -> bool:
    return all(criterion.status != "not-applicable" for criterion, _ in places)


def _change(
    id: str, old: tuple[CriterionFinding, ElementFinding], new: tuple[CriterionFinding, ElementFinding], before: Report, now: Report
) -> Change:
    kind = kind_of(old[1].value, new[1].value)
    was, is_now, alike = _pair(old[1], new[1])
    return Change(
        kind=kind,
        criterion=new[0].id,
        criterion_title=new[0].title,
        theme=new[0].theme,
        before=Side(old[1], old[0].status, was, before.accepted_as(id), old[0].needs_review),
        now=Side(new[1], new[0].status, is_now, now.accepted_as(id), new[0].needs_review),
        edited=EDITED <= alike < 1,
    )


def _pair(old: ElementFinding, new: ElementFinding) -> tuple[Evidence | None, Evidence | None, float]:
    """The passage to show for each side, and how alike the two are.

    The two most alike of those that decided, where they are versions of one another; else the best of each side.
    """
    olds, news = _deciding(old), _deciding(new)
    if not olds or not news:
        return (olds[0] if olds else None), (news[0] if news else None), 0.0
    # The first of equals: both lists are best first.
    alike, was, is_now = max(
        ((likeness(one.quote, other.quote), one, other) for one in olds for other in news), key=lambda pair: pair[0]
    )
    if alike < EDITED:
        return olds[0], news[0], likeness(olds[0].quote, news[0].quote)
    return was, is_now, alike


def _deciding(element: ElementFinding) -> Sequence[Evidence]:
    """The passages that made an element what it is: those of the best one's own value."""
    every = passages(element)
    return [each for each in every if each.value == every[0].value and each.stance == every[0].stance]


def _uncompared(old: Places, new: Places) -> Iterator[Uncompared]:
    for id, (criterion, element) in new.items():
        if id not in old:
            yield Uncompared(id, element.title, "it is new in the criteria")
        elif not _applies(old[id], (criterion, element)):
            when = "did not apply before" if criterion.status != "not-applicable" else "does not apply now"
            yield Uncompared(id, element.title, f"its criterion {when}")
    for id, (_, element) in old.items():
        if id not in new:
            yield Uncompared(id, element.title, "the criteria no longer have it")


def _without(notes: Sequence[Note], others: Sequence[Note]) -> tuple[Note, ...]:
    """The notes that the other report lacks, wherever they stand in the document. What was unread is told apart."""
    left = Counter(map(_key, others))
    found = []
    for note in notes:
        if note.kind == "unread":
            continue
        if left[_key(note)]:
            left[_key(note)] -= 1
        else:
            found.append(note)
    return tuple(found)


def _key(note: Note) -> tuple[str, str, str]:
    return note.kind, note.message, note.quote
