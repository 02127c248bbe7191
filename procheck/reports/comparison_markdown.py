"""A comparison as Markdown that any viewer shows."""

from __future__ import annotations

from collections.abc import Iterator

from procheck.comparison.model import Change, Comparison, Side
from procheck.reports import comparison_wording as words
from procheck.reports import ordering, wording
from procheck.reports.markdown import escaped, table
from procheck.reports.model import STATUSES, Report


def render(comparison: Comparison) -> bytes:
    """The whole comparison, UTF-8."""
    return ("\n\n".join(filter(None, _parts(comparison))) + "\n").encode("utf-8", "replace")


def _parts(comparison: Comparison) -> Iterator[str]:
    yield f"# What changed: {escaped(words.title(comparison))}"
    yield f"**{words.verdict(comparison)} {words.counts_line(comparison)}.**"
    sides = ((words.BEFORE, comparison.before), (words.NOW, comparison.now))
    yield "\n".join(f"- **{name}:** {escaped(words.side_line(report))}" for name, report in sides)
    yield f"Tested against {escaped(wording.tested_against(comparison.now.pack))}."
    for remark in comparison.remarks:
        yield f"**{escaped(remark)}**"
    yield "## Criteria before and now"
    yield _counts(comparison)
    moved = words.moved(comparison)
    if moved:
        yield table(
            ("Criterion", words.BEFORE, words.NOW),
            [(escaped(f"{each.id} {each.title}"), _status(each.before), _status(each.now)) for each in moved],
        )
    for kind, changes in words.told(comparison):
        yield f"## {words.KIND_TITLES[kind]} ({len(changes)})"
        for change in changes:
            yield from _change(change, comparison)
    yield from _unchanged(comparison)
    for title, notes in (("Notes that are new", comparison.notes_new), ("Notes that are gone", comparison.notes_gone)):
        if notes:
            yield f"## {title} ({len(notes)})"
            yield "\n".join(f"- {escaped(line)}" for line in words.notes_lines(notes))
    if comparison.uncompared:
        yield "## Not compared"
        yield "\n".join(f"- {escaped(words.uncompared_line(each))}" for each in comparison.uncompared)
    yield "## How to read this"
    yield table(
        ("Change", "What it means"),
        [
            (f"{words.KIND_SYMBOLS[kind]} {words.KIND_WORDS[kind]}", escaped(wording.sentence(meaning)))
            for kind, meaning in words.KIND_MEANINGS.items()
        ],
    )
    yield words.LIMITS


def _status(status: str) -> str:
    known = next(each for each in STATUSES if each == status)
    return f"{wording.STATUS_SYMBOLS[known]} {wording.STATUS_WORDS[known]}"


def _counts(comparison: Comparison) -> str:
    before, now = comparison.before.counts(), comparison.now.counts()
    return table(("Status", words.BEFORE, words.NOW), [(_status(each), str(before[each]), str(now[each])) for each in STATUSES])


def _change(change: Change, comparison: Comparison) -> Iterator[str]:
    extra = "" if change.now.element.required else f" ({wording.EXTRA})"
    yield f"### {words.KIND_SYMBOLS[change.kind]} {escaped(f'{change.id} {wording.sentence(change.now.element.title)}')}{extra}"
    before, now = _status(change.before.status), _status(change.now.status)
    yield f"In {escaped(f'{change.criterion} {change.criterion_title}')}: {now if before == now else f'{before} → {now}'}"
    yield from _side(words.BEFORE, change.before, comparison.before)
    yield from _side(words.NOW, change.now, comparison.now)
    element = change.now.element
    if element.value == "yes":
        return
    accepted = change.now.accepted
    if accepted:
        yield f"**{wording.accepted_label(accepted)}:** {escaped(wording.accepted_words(accepted))}"
    if ordering.advice(element, accepted):
        yield f"**{wording.ADD}:** {escaped(ordering.advice(element, accepted))}"
    for reason in change.now.needs_review:
        yield f"**{wording.PERSON}.** {escaped(wording.sentence(reason))}"


def _side(name: str, side: Side, report: Report) -> Iterator[str]:
    symbol = wording.STATUS_SYMBOLS[wording.VALUE_STATUS[side.element.value]]
    yield f"**{name}: {symbol} {words.value_words(side)}.** {escaped(wording.reason(side.element))}".strip()
    if side.passage:
        where = wording.place(side.passage, several_documents=len(report.documents) > 1)
        because = wording.because(side.passage)
        yield f"> “{escaped(side.passage.quote)}”\n>\n> {escaped(' · '.join(filter(None, [where, because])))}"


def _unchanged(comparison: Comparison) -> Iterator[str]:
    changes = comparison.of_kind("unchanged")
    if not changes:
        return
    yield f"## {words.KIND_TITLES['unchanged']} ({len(changes)})"
    yield table(("Element", "Before and now", "Words"), [_row(change) for change in changes])


def _row(change: Change) -> tuple[str, str, str]:
    side = change.now
    symbol = wording.STATUS_SYMBOLS[wording.VALUE_STATUS[side.element.value]]
    accepted = f" ({wording.accepted_label(side.accepted)})" if side.accepted else ""
    if change.same_words:
        quotes = f"“{escaped(side.passage.quote)}”" if side.passage else "–"
    else:
        before, now = (f"“{escaped(each.passage.quote)}”" if each.passage else "–" for each in (change.before, change.now))
        quotes = f"{words.BEFORE}: {before} {words.NOW}: {now}"
    return escaped(f"{change.id} {side.element.title}"), f"{symbol} {words.value_words(side)}{escaped(accepted)}", quotes
