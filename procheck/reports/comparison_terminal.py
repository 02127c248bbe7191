"""A comparison for a terminal: what got worse first, each with the words before and now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from procheck.comparison.model import Change, Comparison, Side
from procheck.reports import comparison_wording as words
from procheck.reports import ordering, wording
from procheck.reports.model import Report
from procheck.reports.paper import BOLD, CODES, LOUD, Paper, paper_for


def render(comparison: Comparison) -> bytes:
    """The comparison for a file, with what is unchanged too: 80 columns, UTF-8."""
    return text(comparison, Paper(), full=True).encode("utf-8", "replace")


def for_screen(comparison: Comparison, stream: TextIO | None = None) -> str:
    """The changes, as `stream` (standard output) can show them."""
    return text(comparison, paper_for(stream))


def text(comparison: Comparison, paper: Paper, *, full: bool = False) -> str:
    """The comparison as lines; `full` tells of what is unchanged too."""
    return "\n".join(_lines(comparison, paper, full)) + "\n"


def _lines(comparison: Comparison, paper: Paper, full: bool) -> Iterator[str]:
    yield from paper.title(wording.shortened(words.title(comparison), paper.width), "=")
    yield from paper.lines(f"{words.verdict(comparison)} {words.counts_line(comparison)}.", code=BOLD)
    yield from paper.lines(words.side_line(comparison.before), 2, hang=2, lead=f"{words.BEFORE}:")
    yield from paper.lines(words.side_line(comparison.now), 2, hang=2, lead=f"{words.NOW}:")
    for remark in comparison.remarks:
        yield ""
        yield from paper.lines(remark, code=LOUD)
    yield from changes(comparison, paper)
    if full:
        yield from _unchanged(comparison, paper)
    elif comparison.still_short:
        ids = wording.listed([change.id for change in comparison.still_short])
        yield ""
        yield from paper.lines(f"Still short, as before ({len(comparison.still_short)}): {ids}.")
    yield from notes(comparison, paper)
    for each in comparison.uncompared:
        yield ""
        yield from paper.lines(f"Not compared: {words.uncompared_line(each)}")
    yield ""
    yield from paper.lines(words.LIMITS)
    yield ""


def changes(comparison: Comparison, paper: Paper) -> Iterator[str]:
    """What changed, by kind, what got worse first."""
    for kind, found in words.told(comparison):
        yield ""
        yield from paper.title(f"{words.KIND_TITLES[kind]} ({len(found)})")
        for change in found:
            yield ""
            yield from _change(change, comparison, paper)


def _change(change: Change, comparison: Comparison, paper: Paper) -> Iterator[str]:
    code = CODES[words.KIND_STATUS[change.kind]]
    lead = f"{words.KIND_SYMBOLS[change.kind]} {words.KIND_WORDS[change.kind].upper()}"
    yield from paper.lines(f"{change.id} {wording.sentence(change.now.element.title)}{_extra(change)}", lead=lead, code=code, hang=2)
    yield from paper.lines(_criterion(change), 2, hang=2)
    yield from _side(words.BEFORE, change.before, comparison.before, paper)
    yield from _side(words.NOW, change.now, comparison.now, paper)
    yield from _what_to_do(change, paper)


def _extra(change: Change) -> str:
    return "" if change.now.element.required else f" ({wording.EXTRA})"


def _criterion(change: Change) -> str:
    before, now = wording.STATUS_WORDS[change.before.status], wording.STATUS_WORDS[change.now.status]
    status = now if before == now else f"{before} → {now}"
    return f"In {change.criterion} {wording.clean(change.criterion_title)}: {status}"


def _side(name: str, side: Side, report: Report, paper: Paper) -> Iterator[str]:
    symbol = wording.STATUS_SYMBOLS[wording.VALUE_STATUS[side.element.value]]
    said = f"{symbol} {words.value_words(side)}"
    if side.passage is None:
        yield from paper.lines(f"{name}: {said}", 4)
        return
    where = wording.place(side.passage, several_documents=len(report.documents) > 1)
    yield from paper.lines(f"{name}: {said}, {where}", 4, hang=2)
    yield from paper.lines(f"“{side.passage.quote}”", 6, hang=1)


def _what_to_do(change: Change, paper: Paper) -> Iterator[str]:
    now = change.now
    if now.element.value == "yes":
        return
    if now.passage and wording.because(now.passage):
        yield from paper.lines(wording.because(now.passage), 4, hang=2)
    if now.accepted:
        yield from paper.lines(wording.accepted_words(now.accepted), 4, hang=2, lead=f"{wording.accepted_label(now.accepted)}:")
    if ordering.advice(now.element, now.accepted):
        yield from paper.lines(f"{wording.ADD}: {ordering.advice(now.element, now.accepted)}", 4, hang=2)
    for reason in now.needs_review:
        yield from paper.lines(wording.sentence(reason), 4, hang=2, lead=f"{wording.PERSON}:", code=BOLD)


def _unchanged(comparison: Comparison, paper: Paper) -> Iterator[str]:
    found = comparison.of_kind("unchanged")
    if found:
        yield ""
        yield from paper.title(f"{words.KIND_TITLES['unchanged']} ({len(found)})")
    for change in found:
        yield ""
        symbol = wording.STATUS_SYMBOLS[wording.VALUE_STATUS[change.now.element.value]]
        yield from paper.lines(f"{symbol} {change.id} {wording.sentence(change.now.element.title)}{_extra(change)}", hang=2)
        if change.same_words:
            same = f"{words.value_words(change.now)}. {words.SAME_WORDS + ':' if change.now.passage else ''}".strip()
            yield from paper.lines(same, 4)
            if change.now.passage:
                yield from paper.lines(f"“{change.now.passage.quote}”", 6, hang=1)
        else:
            yield from _side(words.BEFORE, change.before, comparison.before, paper)
            yield from _side(words.NOW, change.now, comparison.now, paper)
        if change.now.accepted:
            lead = f"{wording.accepted_label(change.now.accepted)}:"
            yield from paper.lines(wording.accepted_words(change.now.accepted), 4, hang=2, lead=lead)


def notes(comparison: Comparison, paper: Paper) -> Iterator[str]:
    """Notes that came and went."""
    for title, found in (("Notes that are new", comparison.notes_new), ("Notes that are gone", comparison.notes_gone)):
        if found:
            yield ""
            yield from paper.title(f"{title} ({len(found)})")
            for line in words.notes_lines(found):
                yield from paper.lines(f"• {line}", 2, hang=2)
