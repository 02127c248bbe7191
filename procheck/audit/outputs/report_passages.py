"""The board report's commonest gaps with a quote or two that name nobody, and questions for the challenge panel."""

from __future__ import annotations

from collections.abc import Callable

from procheck.audit.model import Audit
from procheck.audit.outputs import overview, words
from procheck.audit.outputs.blocks import Block, Bullet, Heading, Paragraph, Span
from procheck.reports.wording import clean, listed, plural, sentence

Scrub = Callable[[str, str], str]
"""An agency's id and words of its documents -> the words without names of agencies and people, addresses, telephone numbers."""
MOST_GAPS = 10
MOST_QUESTIONED = 8
"""Criteria that the panel is given questions on."""


def gaps(audit: Audit, scrub: Scrub) -> tuple[Block, ...]:
    """The commonest gaps; () where there is none."""
    found = overview.gaps(audit)
    blocks: list[Block] = []
    for number, gap in enumerate(found[:MOST_GAPS], 1):
        title = f"{number}. {clean(gap.element.title).rstrip('.')} "
        blocks.append(Heading(3, (Span(title), Span(f"({gap.criterion.id})", soft=True)), f"gap-{number}"))
        share = f"At {len(gap.agencies)} of {plural(gap.judged, 'agency', 'agencies')}"
        blocks.append(Paragraph((Span(share, bold=True), Span(f": {_how(gap)}."))))
        if gap.element.add:
            blocks.append(Paragraph((Span("What to ask for. ", bold=True), Span(sentence(gap.element.add)))))
        blocks += _quote(audit, gap.falls_short, scrub, "Falls short")
        blocks += _quote(audit, gap.says_it, scrub, "Says it")
    rest = len(found) - MOST_GAPS
    if rest > 0:
        more = f"And {plural(rest, 'gap')} that fewer agencies have: see the sheet Action plan in the workbook."
        blocks.append(Paragraph((Span(more),), "soft"))
    return tuple(blocks)


def _how(gap: overview.Gap) -> str:
    """ "the documents say the opposite at 1, it was not found at 9, and it is weak or general at 2"."""
    parts = []
    if gap.opposed:
        parts.append(f"the documents say the opposite at {len(gap.opposed)}")
    if gap.missing:
        parts.append(f"it was not found at {len(gap.missing)}")
    if gap.weak:
        parts.append(f"it is said in weak or general words at {len(gap.weak)}")
    return listed(parts)


def _quote(audit: Audit, passage: overview.Passage | None, scrub: Scrub, label: str) -> list[Block]:
    if passage is None:
        return []
    agency = passage.submission.agency
    shown = scrub(agency.id, passage.evidence.quote)
    whose = words.kind_of(agency, audit)
    because = passage.evidence.because if label == "Falls short" else ""
    after = f" ({whose}{'; ' + scrub(agency.id, clean(because)) if because else ''})"
    return [Paragraph((Span(f"{label}: ", bold=True), Span(f"“{clean(shown)}”"), Span(after, soft=True)), "quote")]


def questions(audit: Audit) -> tuple[Block, ...]:
    """For the criteria on which most agencies fall short: what to ask and whom; () where none does."""
    blocks: list[Block] = []
    asked = 0
    for standing in overview.standings(audit):
        pairs = [pair for pair in overview.agency_cells(audit) if pair[1].criterion == standing.criterion.id]
        pairs = [pair for pair in pairs if overview.falls_short(audit, pair[1])]
        # First those that the panel would ask first: the worst rated, and of those the ones that think best of themselves.
        pairs.sort(key=lambda pair: (-(audit.scale.rank(pair[1].final) or 0), -(pair[1].difference or 0)))
        short = [submission.agency.name for submission, _ in pairs]
        if not short or not standing.criterion.questions or asked == MOST_QUESTIONED:
            continue
        asked += 1
        criterion = standing.criterion
        blocks.append(Heading(3, (Span(f"{criterion.title} "), Span(f"({criterion.id})", soft=True)), f"ask-{criterion.id}"))
        blocks.append(Paragraph((Span("Ask: ", bold=True), Span(sentence(words.agencies(short))))))
        blocks += [Bullet((Span(question),)) for question in criterion.questions]
    return tuple(blocks)
