"""The report as Markdown that any viewer shows: plain headings, lists, quotes and tables, no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from procheck.judgement.model import CriterionFinding, ElementFinding, Evidence
from procheck.reports import ordering, wording
from procheck.reports.model import DocumentSummary, Report

_ACTIVE = re.compile(r"([\\`*_\[\]<>&|~{}$#@^])")
_AT_START = re.compile(r"^(\d+)([.)])|^([-+=:!])")


def render(reports: Sequence[Report]) -> bytes:
    """Every report in the order given, one after another, UTF-8."""
    parts = ("\n\n".join(filter(None, _report(report, number))) for number, report in enumerate(reports))
    return ("\n\n---\n\n".join(parts) + "\n").encode("utf-8", "replace")


def escaped(text: str) -> str:
    r"""`text` so that Markdown shows it as it is written: no emphasis, link, tag, table cell or heading of its own.

    >>> escaped("*not* <b>, see http://a.b|c")
    '\\*not\\* \\<b\\>, see http\\://a.b\\|c'
    """
    shown = _ACTIVE.sub(r"\\\1", wording.clean(text))
    shown = shown.replace("://", "\\://").replace("www.", "www\\.")
    return _AT_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", shown)


def slug(heading: str, repeat: int = 0) -> str:
    """The id that GitHub and most viewers give a heading; `repeat` counts earlier headings with the same words."""
    words = re.sub(r"[^\w\- ]", "", wording.clean(heading).lower()).replace(" ", "-")
    return f"{words}-{repeat}" if repeat else words


def _report(report: Report, number: int) -> Iterator[str]:
    yield f"# Gap report: {escaped(report.submission)}"
    yield f"{wording.day(report.as_of)}. Tested against {escaped(wording.tested_against(report.pack))}."
    yield from _summary(report, number)
    yield from _actions(report, number)
    if report.criteria:
        yield "## Criteria at a glance"
        yield _glance(report, number)
        yield "## Findings"
    for theme in ordering.by_theme(report):
        yield f"### {escaped(theme.name)}"
        for criterion in theme.criteria:
            yield from _finding(criterion, report)
    yield from _notes(report)
    yield "## Documents read"
    for document in report.documents:
        yield f"### {escaped(document.name)}"
        yield _facts(document, report)
    yield from _further(report)
    yield "## How to read this report, and its limits"
    yield _bullets(wording.limits(report))
    yield table(
        ("Status", "What it means"),
        [
            (f"{wording.STATUS_SYMBOLS[status]} {wording.STATUS_WORDS[status]}", escaped(wording.sentence(meaning)))
            for status, meaning in wording.STATUS_MEANINGS.items()
        ],
    )


def _summary(report: Report, number: int) -> Iterator[str]:
    yield "## Summary"
    yield f"**{wording.counts_sentence(report.counts())}**"
    unread = ordering.unread(report)
    if unread:
        yield f"**{wording.UNREAD}** {wording.UNREAD_MEANS}"
        yield "\n".join(
            f"- **{escaped(part.document + (', ' + part.where if part.where else ''))}:** {escaped(part.why)}"
            for part in unread
        )
    people = [criterion for criterion in report.criteria if criterion.needs_review]
    if people:
        links = ", ".join(f"[{escaped(criterion.id)}]({_link(criterion, number)})" for criterion in people)
        yield f"**{wording.person_sentence(report)}** Each says why: {links}."
    if wording.accepted_sentence(report):
        yield escaped(wording.accepted_sentence(report))
    yield f"{wording.SHORT_LIMITS} Its limits stand at the end."


def _actions(report: Report, number: int) -> Iterator[str]:
    groups = ordering.actions(report)
    if not groups:
        return
    yield "## What to add"
    yield wording.ADVICE
    for group in groups:
        yield f"### {group.title} ({len(group.actions)})"
        yield "\n".join(_action(action, report, number) for action in group.actions)


def _action(action: ordering.Action, report: Report, number: int) -> str:
    criterion = action.criterion
    said = ""
    if action.opposite:
        where = wording.place(action.opposite, several_documents=len(report.documents) > 1)
        said = f" The document says: “{escaped(action.opposite.quote)}” ({escaped(where)})."
    title = escaped(f"{criterion.id} {criterion.title}")
    return f"{action.number}. [{title}]({_link(criterion, number)}):{said} {escaped(action.advice)}"


def _link(criterion: CriterionFinding, number: int) -> str:
    return "#" + slug(f"{criterion.id} {criterion.title}", number)


def _glance(report: Report, number: int) -> str:
    return table(
        ("Criterion", "Status", "A person should look"),
        [
            (
                f"[{escaped(f'{criterion.id} {criterion.title}')}]({_link(criterion, number)})",
                f"{wording.STATUS_SYMBOLS[criterion.status]} {wording.STATUS_WORDS[criterion.status]}",
                "Yes" if criterion.needs_review else "No",
            )
            for theme in ordering.by_theme(report)
            for criterion in theme.criteria
        ],
    )


def _finding(criterion: CriterionFinding, report: Report) -> Iterator[str]:
    yield f"#### {escaped(f'{criterion.id} {criterion.title}')}"
    yield f"**Status: {wording.STATUS_SYMBOLS[criterion.status]} {wording.STATUS_WORDS[criterion.status]}**"
    if criterion.needs_review:
        yield f"**{wording.PERSON}.** {' '.join(escaped(wording.sentence(why)) for why in criterion.needs_review)}"
    for element in ordering.elements(criterion):
        yield from _element(element, report)
    if criterion.why_it_matters:
        source = f" (Source: {escaped(criterion.source)})" if criterion.source else ""
        yield f"**Why it matters.** {escaped(wording.sentence(criterion.why_it_matters))}{source}"
    if criterion.questions:
        yield "**Questions to ask**"
        yield _bullets(criterion.questions)


def _element(element: ElementFinding, report: Report) -> Iterator[str]:
    symbol = wording.STATUS_SYMBOLS[wording.VALUE_STATUS[element.value]]
    extra = "" if element.required else f" ({wording.EXTRA})"
    yield (
        f"**{symbol} {wording.VALUE_WORDS[element.value]}:** {escaped(wording.sentence(element.title))}{extra} "
        f"{escaped(wording.reason(element))}"
    )
    for evidence in ordering.shown(element):
        yield _passage(evidence, report)
    more = len(ordering.further(element))
    if more:
        yield f"{wording.plural(more, 'more passage')}: see “Further passages”."
    accepted = report.accepted_as(element.id)
    if accepted:
        yield f"**{wording.accepted_label(accepted)}:** {escaped(wording.accepted_words(accepted))}"
    if ordering.advice(element, accepted):
        yield f"**{wording.ADD}:** {escaped(ordering.advice(element, accepted))}"


def _passage(evidence: Evidence, report: Report, *, found: bool = True) -> str:
    where = wording.place(evidence, several_documents=len(report.documents) > 1)
    how = wording.found(evidence) if found else ""
    read = ". ".join(filter(None, ["; ".join(wording.reading(evidence)), wording.because(evidence).rstrip("."), how]))
    return f"> “{escaped(evidence.quote)}”\n>\n> {escaped(where)} · {escaped(read)}"


def _notes(report: Report) -> Iterator[str]:
    groups = ordering.notes_by_kind(report)
    if not groups:
        return
    yield "## Notes for the author"
    yield wording.NOTES_MEAN
    for kind, remarks in groups:
        yield f"### {wording.NOTE_WORDS[kind]}"
        lines = []
        for remark in remarks:
            lines.append(f"- {escaped(remark.message)}")
            for note in remark.examples:
                where = wording.note_place(note, several_documents=len(report.documents) > 1)
                quote = f"“{escaped(note.quote)}”" if note.quote else ""
                lines += [f"  - {', '.join(filter(None, [quote, escaped(where)]))}"] if quote or where else []
            lines += [f"  - {escaped(remark.more)}"] if remark.more else []
        yield "\n".join(lines)


def _facts(document: DocumentSummary, report: Report) -> str:
    return table(
        ("Fact", "What was found"), [(fact, escaped(value)) for fact, value in ordering.facts(document, report)]
    )


def _further(report: Report) -> Iterator[str]:
    rest = ordering.further_passages(report)
    if rest:
        yield "## Further passages"
        yield "Passages found besides those shown with the findings, in the order of the document."
    for evidence, ids in rest:
        yield f"{_passage(evidence, report, found=False)}\n>\n> For {escaped(', '.join(ids))}"


def _bullets(lines: Sequence[str]) -> str:
    return "\n".join(f"- {escaped(line)}" for line in lines)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of cells that are already escaped."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
