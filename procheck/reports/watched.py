"""What a person sees who keeps a draft watched: where it stands, and what each save changed."""

from __future__ import annotations

from collections.abc import Iterator

from procheck.comparison.model import Comparison
from procheck.reports import comparison_terminal, ordering, wording
from procheck.reports import comparison_wording as words
from procheck.reports.model import Report
from procheck.reports.paper import BOLD, CODES, Paper

HOW_IT_GOES_ON = "Save the draft and it is checked again. Ctrl-C ends."


def first(report: Report, name: str, clock: str, paper: Paper) -> str:
    """Where the draft stands when watching begins: every gap in a line. `clock` is the time of day."""
    return _joined(_first(report, name, clock, paper))


def same(clock: str, paper: Paper) -> str:
    """A save that changed no word."""
    return _joined(paper.lines(f"{clock}  Saved. The words are as they were."))


def changed(last: Comparison, start: Comparison | None, clock: str, paper: Paper) -> str:
    """What a save changed since the last one, and in short since watching began (`start`; None where that is the same)."""
    return _joined(_changed(last, start, clock, paper))


def sentence(text: str, clock: str, paper: Paper) -> str:
    """Something that went otherwise."""
    return _joined(paper.lines(f"{clock}  {text}", hang=10))


def _joined(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"


def _first(report: Report, name: str, clock: str, paper: Paper) -> Iterator[str]:
    yield from paper.lines(f"{clock}  {wording.clean(name)}: {wording.counts_sentence(report.counts())}.", code=BOLD)
    if wording.accepted_sentence(report):
        yield from paper.lines(wording.accepted_sentence(report))
    if ordering.unread(report):
        yield from paper.lines(f"{wording.UNREAD} procheck check names the parts.", code=BOLD)
    for group in ordering.actions(report):
        yield ""
        yield from paper.lines(f"{group.title} ({len(group.actions)})")
        for action in group.actions:
            status = wording.VALUE_STATUS[action.element.value]
            lead = wording.STATUS_SYMBOLS[status]
            title = wording.shortened(f"{action.element.id} {action.element.title}", paper.width - 6)
            yield from paper.lines(title, 2, hang=2, lead=lead, code=CODES[status])
    yield ""
    yield from paper.lines(HOW_IT_GOES_ON)


def _changed(last: Comparison, start: Comparison | None, clock: str, paper: Paper) -> Iterator[str]:
    standing = f"Now {wording.counts_sentence(last.now.counts())}."
    if not words.told(last):
        yield from paper.lines(f"{clock}  Saved. Every finding is as before. {standing}", code=BOLD, hang=10)
    else:
        yield from paper.lines(f"{clock}  Saved: {words.changes_line(last)}. {standing}", code=BOLD, hang=10)
    yield from comparison_terminal.changes(last, paper)
    yield from comparison_terminal.notes(last, paper)
    if start is not None:
        yield ""
        yield from paper.lines(f"Since you began: {words.changes_line(start) or 'every finding is as it was'}.")
    yield ""
