"""The board report's comparisons: self-scores with documents, people's decisions with the program's ratings, this round with the last."""

from __future__ import annotations

from collections.abc import Sequence

from procheck.audit.model import Audit, Cell, MovementKind, Submission
from procheck.audit.outputs import overview, words
from procheck.audit.outputs.blocks import Block, Bullet, Column, Field, Paragraph, Span, Table, field
from procheck.reports.wording import clean, day, plural, sentence

MOST, MOST_AGENCIES = 40, 20
"""Rows of one table before the others are only counted."""
_KINDS: dict[MovementKind, str] = {
    "better": "▲ Better",
    "worse": "▼ Worse",
    "same": "= The same",
    "new": "New",
    "not-comparable": "Cannot be compared",
}


def self_scores(audit: Audit) -> tuple[Block, ...]:
    """By criterion and by agency, where self-scores are better than documents show; () where none differs."""
    by_criterion, by_agency = overview.differences(audit)
    if not by_criterion:
        return ()
    return (
        _differences("Criterion", by_criterion, "Self-scores beside documents, the largest difference first"),
        _differences("Agency", by_agency[:MOST_AGENCIES], "Agencies whose self-scores differ most from their documents"),
        Paragraph((Span("Every self-score stands beside its rating on the sheet Self-score differences in the workbook."),), "soft"),
    )


def _differences(title: str, rows: Sequence[overview.Differences], caption: str) -> Table:
    columns = (
        Column(title, 8.0), Column("Self-score better", 2.4, centred=True), Column("The same", 2.2, centred=True),
        Column("Self-score worse", 2.4, centred=True), Column("Steps above, added up", 2.4, centred=True),
    )  # fmt: skip
    made = tuple((field(each.name), *(field(str(number)) for number in (each.better, each.same, each.worse, each.steps))) for each in rows)
    return Table(columns, made, caption)


def decisions(audit: Audit) -> tuple[Block, ...]:
    """Where a person decided: the program's rating beside the person's, those that differ or must be looked at again; () where none."""
    pairs = [pair for pair in overview.decided(audit) if _differs(pair[1])]
    rows = [_decision_row(audit, submission, cell) for submission, cell in pairs[:MOST]]
    lost: tuple[Block, ...] = ()
    if audit.loose:
        number = plural(len(audit.loose), "decision")
        lost = (Paragraph((Span(f"{number} of agencies or criteria that are no longer in the audit: see the sheet Method."),), "soft"),)
    if not rows:
        return lost
    columns = (
        Column("Agency", 3.4), Column("Criterion", 3.8), Column("By program", 2.7), Column("By person", 2.7),
        Column("Who, when and why", 4.6),
    )  # fmt: skip
    return (Table(columns, tuple(rows), "Ratings by program and by person"), *_rest(len(pairs) - len(rows), "Findings"), *lost)


def _differs(cell: Cell) -> bool:
    decision = cell.decision
    return decision is not None and (decision.state == "look-again" or decision.word != cell.program)


def _decision_row(audit: Audit, submission: Submission, cell: Cell) -> tuple[Field, ...]:
    decision = cell.decision
    assert decision is not None
    again = decision.state == "look-again"
    return (
        field(words.name(submission.agency)), field(_criterion(audit, cell)), field(words.badge(audit.scale, cell.program or cell.final)),
        field(words.badge(audit.scale, decision.word), Span("To be looked at again" if again else "", bold=True)),
        field(f"{clean(decision.by)}, {day(decision.when[:10])}", sentence(decision.note), Span(sentence(decision.look_again), soft=True)),
    )  # fmt: skip


def movement(audit: Audit) -> tuple[Block, ...]:
    """What became better and worse since the previous round, by criterion and by agency; () without one."""
    by_criterion, by_agency = overview.moved(audit)
    if not by_criterion:
        return ()
    blocks: list[Block] = [_moved("Criterion", by_criterion, "Movement by criterion"), *_fell(audit)]
    blocks.append(_moved("Agency", by_agency, "Movement by agency"))
    return tuple(blocks)


def _moved(title: str, rows: tuple[overview.Moved, ...], caption: str) -> Table:
    kinds = [kind for kind in _KINDS if kind in ("better", "worse", "same") or any(row.kinds.get(kind) for row in rows)]
    columns = (Column(title, 8.0), *(Column(_KINDS[kind], 2.2, centred=True) for kind in kinds))
    made = tuple((field(row.name), *(field(str(row.kinds.get(kind, 0))) for kind in kinds)) for row in rows)
    return Table(columns, made, caption)


def _fell(audit: Audit) -> tuple[Block, ...]:
    """Every rating that became worse: nobody should have to look for those."""
    pairs = [pair for pair in overview.agency_cells(audit) if pair[1].movement and pair[1].movement.kind == "worse"]
    if not pairs:
        return (Paragraph((Span("No rating became worse."),)),)
    rows = []
    for submission, cell in pairs[:MOST]:
        assert cell.movement is not None
        rows.append((
            field(words.name(submission.agency)), field(_criterion(audit, cell)), field(clean(cell.movement.before)),
            field(words.badge(audit.scale, cell.final)),
        ))  # fmt: skip
    columns = (Column("Agency", 5.6), Column("Criterion", 6.0), Column("Last round", 2.8), Column("This round", 2.8))
    return (Table(columns, tuple(rows), "Ratings that became worse"), *_rest(len(pairs) - len(rows), "Movement"))


def actions(audit: Audit) -> tuple[Block, ...]:
    """What became of the actions of earlier rounds; () where none were carried forward."""
    still = [row for row in audit.actions if row.state == "open"]
    done = [row for row in audit.actions if row.state == "no-longer-found"]
    if not still and not done:
        return ()
    late = [row for row in still if row.target_date and row.target_date[:10] < audit.as_of and row.target_date[:4].isdigit()]
    lines = [
        f"{plural(len(still), 'action')} of earlier rounds {'is' if len(still) == 1 else 'are'} still open: the gap is still there.",
        f"{plural(len(done), 'gap')} of earlier rounds {'is' if len(done) == 1 else 'are'} no longer found: the documents now say it.",
    ]
    if late:
        lines.append(f"{plural(len(late), 'open action')} {'is' if len(late) == 1 else 'are'} past the target date.")
    return tuple(Bullet((Span(line),)) for line in lines)


def _criterion(audit: Audit, cell: Cell) -> str:
    return next(f"{each.id} {each.title}" for each in audit.criteria if each.id == cell.criterion)


def _rest(number: int, sheet: str) -> tuple[Block, ...]:
    return (Paragraph((Span(f"And {number:,} more: see the sheet {sheet} in the workbook."),), "soft"),) if number > 0 else ()
