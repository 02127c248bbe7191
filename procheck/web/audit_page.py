"""What the templates show of an audit. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from procheck.audit.history import Entry
from procheck.audit.model import Agency, Audit, AuditedCriterion, Cell, Submission
from procheck.audit.outputs.words import marks, sign
from procheck.audit.scale import NOT_JUDGED, Scale, Tone
from procheck.judgement.model import Status

_LOOKS: Mapping[Tone, Status] = {
    "good": "met", "middling": "partial", "poor": "not-met", "opposed": "contradicted", "none": "not-applicable",
}  # fmt: skip
SHOWS: Mapping[str, str] = {"person": "A person should look", "again": "To be looked at again", "decided": "Decided"}
"""What the matrix can be narrowed to, besides the words of the scale."""


def look(scale: Scale, word: str) -> str:
    """The class of style by which a word is shown."""
    return f"s-{_LOOKS[scale.tone(word)]}"


def is_shown(cell: Cell, show: str) -> bool:
    """True where the matrix narrowed to `show` has the cell."""
    decided = cell.decision is not None
    match show:
        case "person":
            return bool(cell.needs_person)
        case "again":
            return cell.decision is not None and cell.decision.state == "look-again"
        case "decided":
            return decided
        case _:
            return not show or cell.final == show.removeprefix("=")


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of the matrix."""

    ref: str
    look: str
    mark: str
    """"◐ P": the sign with the word in short."""
    flags: str
    """Signs for what else is to be known of it; `said` has them in words."""
    said: str
    """All of it for a screen reader: "Riverside Academy, MA1: Partly met, decided by a person"."""
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What the matrix can be narrowed to."""

    value: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every agency by every criterion."""

    audit: Audit
    themes: tuple[tuple[str, int], ...]
    """Each theme, and over how many criteria it stands."""
    rows: tuple[tuple[Submission, tuple[Square, ...]], ...]
    key: tuple[tuple[str, str, str], ...]
    """Look, mark and word."""
    choices: tuple[Choice, ...]
    show: str
    """What it is narrowed to; "" for all."""


@dataclass(frozen=True, slots=True)
class Near:
    """A cell to go on to."""

    ref: str
    criterion: str
    title: str
    """The criterion's."""
    text: str
    """With the agency's name."""


@dataclass(frozen=True, slots=True)
class CellPage:
    """One agency by one criterion."""

    audit: Audit
    submission: Submission
    criterion: AuditedCriterion
    cell: Cell
    history: tuple[Entry, ...]
    """Latest first."""
    before: Near | None
    after: Near | None
    """The criteria beside it at the same agency."""
    task: Near | None
    """The next that a person should look at, or of what the matrix was narrowed to."""
    show: str

    @property
    def agency(self) -> Agency:
        """Whose cell it is."""
        return self.submission.agency

    @property
    def several(self) -> bool:
        """True where places must name their document."""
        return self.submission.report is not None and len(self.submission.report.documents) > 1


def matrix(audit: Audit, show: str) -> Matrix:
    """The matrix, narrowed to `show` where that is one of its choices."""
    cells = [cell for submission in audit.submissions for cell in submission.cells]
    words = [*audit.scale.words, *([NOT_JUDGED] if any(cell.final == NOT_JUDGED for cell in cells) else [])]
    found = [*SHOWS.items(), *((f"={word}", f"{sign(audit.scale, word)} {word}") for word in words)]
    choices = tuple(Choice(value, text, sum(is_shown(cell, value) for cell in cells)) for value, text in found)
    show = show if show in dict(found) else ""
    short = marks(audit.scale)
    rows = tuple((each, tuple(_square(audit, each, cell, short, show) for cell in each.cells)) for each in audit.submissions)
    return Matrix(
        audit=audit,
        themes=tuple((theme, len(list(each))) for theme, each in groupby(audit.criteria, lambda criterion: criterion.theme)),
        rows=tuple(row for row in rows if not show or any(square.is_shown for square in row[1])),
        key=tuple((look(audit.scale, word), f"{sign(audit.scale, word)} {short[word]}", word) for word in words),
        choices=(Choice("", "All", len(cells)), *(choice for choice in choices if choice.count or choice.value == show)),
        show=show,
    )


def cell_page(audit: Audit, ref: str, history: Sequence[Entry], show: str) -> CellPage | None:
    """The page of the cell of `ref`; None where there is none."""
    found = [(submission, place) for submission in audit.submissions for place, cell in enumerate(submission.cells) if cell.ref == ref]
    if not found:
        return None
    submission, place = found[0]
    cells = submission.cells
    return CellPage(
        audit=audit,
        submission=submission,
        criterion=audit.criteria[place],
        cell=cells[place],
        history=tuple(history),
        before=_near(audit, cells[place - 1]) if place else None,
        after=_near(audit, cells[place + 1]) if place + 1 < len(cells) else None,
        task=_task(audit, ref, show),
        show=show,
    )


def _task(audit: Audit, ref: str, show: str) -> Near | None:
    cells = [cell for submission in audit.submissions for cell in submission.cells]
    place = next(place for place, cell in enumerate(cells) if cell.ref == ref)
    for cell in [*cells[place + 1 :], *cells[:place]]:
        if is_shown(cell, show or "person"):
            return _near(audit, cell)
    return None


def _near(audit: Audit, cell: Cell) -> Near:
    title = next(criterion.title for criterion in audit.criteria if criterion.id == cell.criterion)
    return Near(cell.ref, cell.criterion, title, f"{audit.submission(cell.agency).agency.name}, {cell.criterion}")


def _square(audit: Audit, submission: Submission, cell: Cell, short: Mapping[str, str], show: str) -> Square:
    more = tuple(_more(cell))
    return Square(
        ref=cell.ref,
        look=look(audit.scale, cell.final),
        mark=f"{sign(audit.scale, cell.final)} {short.get(cell.final, cell.final)}",
        flags="".join(flag for flag, _ in more),
        said=", ".join([submission.agency.name, f"{cell.criterion}: {cell.final}", *(text for _, text in more)]),
        is_shown=is_shown(cell, show),
    )


def _more(cell: Cell) -> Iterator[tuple[str, str]]:
    """Signs and words for what else is to be known of a cell."""
    if cell.decision and cell.decision.state == "look-again":
        yield "!", "decision to be looked at again"
    elif cell.decision:
        yield "✎", "decided by a person" if cell.decision.word else "with a person's note"
    if cell.needs_person and not (cell.decision and cell.decision.state == "look-again"):
        yield "?", "a person should look"
