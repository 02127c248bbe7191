"""The report for a terminal: gaps first, every line wrapped, colour only where the caller asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from procheck.judgement.model import CriterionFinding, ElementFinding, Evidence
from procheck.reports import ordering, wording
from procheck.reports.model import Report
from procheck.reports.paper import BOLD, CODES, LOUD, Paper, paper_for


def render(reports: Sequence[Report], *, colour: bool = False) -> bytes:
    """Every report in full for a file: 80 columns, UTF-8."""
    return text(reports, colour=colour, full=True).encode("utf-8", "replace")


def for_screen(reports: Sequence[Report], stream: TextIO | None = None) -> str:
    """Every report in short, as `stream` (standard output) can show it: its width, its colour, its letters."""
    return _text(reports, paper_for(stream), full=False)


def text(
    reports: Sequence[Report], *, width: int = 80, colour: bool = False, full: bool = False, ascii_only: bool = False
) -> str:
    """Every report as lines for a screen that is `width` columns wide.

    Short, it tells what falls short, why, and what to add; `full` tells of every criterion with its passages, why it
    matters, questions, notes and document facts. `ascii_only` is for a terminal whose encoding lacks the symbols.
    """
    return _text(reports, Paper(max(40, width), colour, ascii_only), full=full)


def _text(reports: Sequence[Report], paper: Paper, *, full: bool) -> str:
    return "\n".join(line for report in reports for line in _report(report, paper, full)) + "\n"


def _report(report: Report, paper: Paper, full: bool) -> Iterator[str]:
    name = wording.shortened(report.submission, paper.width)
    yield from paper.title(name, "=")
    yield from paper.lines(wording.counts_sentence(report.counts()), code=BOLD)
    tested = f"{wording.day(report.as_of)}. Tested against {wording.tested_against(report.pack)}."
    yield from paper.lines(tested)
    unread = ordering.unread(report)
    if unread:
        yield ""
        yield from paper.lines(wording.UNREAD.upper(), code=LOUD)
        yield from paper.lines(wording.UNREAD_MEANS)
        for part in unread:
            where = f"{part.document}, {part.where}" if part.where else part.document
            yield from paper.lines(f"{where}: {part.why}", 2, hang=2)
    if wording.person_sentence(report):
        yield ""
        yield from paper.lines(wording.person_sentence(report))
    if wording.accepted_sentence(report):
        yield ""
        yield from paper.lines(wording.accepted_sentence(report))
    if full:
        yield from _everything(report, paper)
    else:
        yield from _gaps(report, paper)
    yield ""
    yield from paper.lines(wording.SHORT_LIMITS)
    yield ""


def _gaps(report: Report, paper: Paper) -> Iterator[str]:
    """What falls short, worst first, each with what to add."""
    short = [found for found in ordering.worst_first(report.criteria) if found.status not in ("met", "not-applicable")]
    if short:
        yield from _title("What falls short", paper)
    for criterion in short:
        yield ""
        yield from _criterion_line(criterion, paper)
        for element in ordering.elements(criterion):
            if (element.required and element.value != "yes") or element.value == "contradicted":
                yield from _element(element, report, paper, passages=ordering.shown(element)[:1])
    kinds = ordering.notes_by_kind(report)
    if kinds:
        counted = [
            f"{wording.NOTE_WORDS[kind].split(' (')[0].lower()} ({sum(note.kind == kind for note in report.notes)})"
            for kind, _ in kinds
        ]
        yield ""
        yield from paper.lines(f"Notes for the author: {wording.listed(counted)}.")
    for note in report.notes:
        if note.kind == "accepted":
            yield ""
            yield from paper.lines(note.message)


def _everything(report: Report, paper: Paper) -> Iterator[str]:
    """Every criterion by theme, notes, documents, limits."""
    for theme in ordering.by_theme(report):
        yield from _title(theme.name, paper)
        for criterion in theme.criteria:
            yield ""
            yield from _criterion_line(criterion, paper)
            for element in ordering.elements(criterion):
                yield from _element(element, report, paper, passages=ordering.passages(element))
            if criterion.why_it_matters:
                yield from paper.lines(f"Why it matters: {wording.sentence(criterion.why_it_matters)}", 2, hang=2)
            for question in criterion.questions:
                yield from paper.lines(f"Ask: {question}", 2, hang=2)
    for kind, remarks in ordering.notes_by_kind(report):
        yield from _title(wording.NOTE_WORDS[kind], paper)
        for remark in remarks:
            yield from paper.lines(remark.message, 2)
            for note in remark.examples:
                where = wording.note_place(note, several_documents=len(report.documents) > 1)
                quote = f"“{note.quote}”" if note.quote else ""
                if quote or where:
                    yield from paper.lines(", ".join(filter(None, [quote, where])), 4, hang=2)
            if remark.more:
                yield from paper.lines(remark.more, 4)
    for document in report.documents:
        yield from _title(document.name, paper)
        for fact, value in ordering.facts(document, report):
            yield from paper.lines(f"{fact}: {value}", 2, hang=2)
    yield from _title("Limits", paper)
    for limit in wording.limits(report):
        yield from paper.lines(limit, 2)


def _title(words: str, paper: Paper) -> Iterator[str]:
    yield ""
    yield from paper.title(words)


def _criterion_line(criterion: CriterionFinding, paper: Paper) -> Iterator[str]:
    lead = f"{wording.STATUS_SYMBOLS[criterion.status]} {wording.STATUS_WORDS[criterion.status].upper()}"
    yield from paper.lines(f"{criterion.id} {criterion.title}", lead=lead, code=CODES[criterion.status], hang=2)
    for reason in criterion.needs_review:
        yield from paper.lines(wording.sentence(reason), 2, hang=2, lead=f"{wording.PERSON}:", code=BOLD)


def _element(element: ElementFinding, report: Report, paper: Paper, *, passages: Sequence[Evidence]) -> Iterator[str]:
    status = wording.VALUE_STATUS[element.value]
    lead = f"{wording.STATUS_SYMBOLS[status]} {wording.VALUE_WORDS[element.value]}:"
    extra = "" if element.required else f" ({wording.EXTRA})"
    yield from paper.lines(f"{wording.sentence(element.title)}{extra}", 2, hang=2, lead=lead, code=CODES[status])
    if wording.reason(element):
        yield from paper.lines(wording.reason(element), 6)
    for evidence in passages:
        where = wording.place(evidence, several_documents=len(report.documents) > 1)
        yield from paper.lines(f"“{evidence.quote}”", 6, hang=1)
        read = ". ".join(filter(None, ["; ".join(wording.reading(evidence)), wording.because(evidence)]))
        yield from paper.lines(f"{where} · {read}", 8)
    accepted = report.accepted_as(element.id)
    if accepted:
        yield from paper.lines(wording.accepted_words(accepted), 6, hang=2, lead=f"{wording.accepted_label(accepted)}:", code=BOLD)
    if ordering.advice(element, accepted):
        yield from paper.lines(f"{wording.ADD}: {ordering.advice(element, accepted)}", 6, hang=2)
