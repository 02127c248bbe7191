"""Audits of any size for the tests of the outputs, made of stock findings: no real organisation, no words of a real policy."""

from __future__ import annotations

from dataclasses import replace

from procheck.audit.model import (
    ActionRow,
    Agency,
    Audit,
    AuditedCriterion,
    Board,
    Cell,
    Movement,
    PreviousRound,
    SelfScore,
    Submission,
    UnreadFile,
)
from procheck.audit.scale import SCALES, Scale
from procheck.judgement.model import Value
from procheck.reports.model import Report
from tests.reports import fake

LONG = "The Very Long Name of Saint Somebody's Church of England Voluntary Aided Primary School and Nursery, part of a Trust of Many"


def audit_of(
    agencies: int, *, scale: Scale = SCALES["rag"], force: Value | None = None, report: Report | None = None, scores: bool = True
) -> Audit:
    """Every agency by all 23 criteria; `force` gives every element the same value, `report` is what each of them sent."""
    held = report or replace(fake.long_report(), criteria=fake.criteria(force))
    submissions = tuple(_submission(number, scale, held, scores=scores) for number in range(1, agencies + 1))
    return Audit(
        title="Harmful sexual behaviour: deep dive",
        round="Autumn 2026",
        as_of="2026-11-22",
        procheck="0.1.0",
        pack=fake.PACK,
        criteria=tuple(
            AuditedCriterion(each.id, each.theme, each.title, each.why_it_matters, each.source, each.questions) for each in held.criteria
        ),
        scale=scale,
        submissions=submissions,
        board=Board("Marrowshire Partnership", "J. Okafor, Business Manager", "board@marrowshire.example", "2027-01-15"),
        actions=tuple(row for submission in submissions for row in _actions(submission)),
        previous=PreviousRound("Harmful sexual behaviour: deep dive", "Autumn 2025", "2025-11-20"),
    )


def _submission(number: int, scale: Scale, report: Report, *, scores: bool) -> Submission:
    agency = Agency(f"agency-{number}", f"A{number:02d}", LONG if number == 2 else f"Place {number} School", "School", "England")
    cells = []
    for finding in report.criteria:
        word = scale.word(finding.status)
        score = SelfScore(finding.id, scale.words[0]) if scores else None
        difference = scale.steps(scale.words[0], word) if scores else None
        cells.append(
            Cell(
                f"{agency.code}-{finding.id}", agency.id, finding.id, finding, word, "", None, score, difference,
                Movement("same", word), seen="0-aa",
            )
        )  # fmt: skip
    unread = (UnreadFile("scan.pdf", "scan.pdf holds no words that procheck can read: check it with --ocr."),) if number % 4 == 3 else ()
    return Submission(agency, replace(report, submission=agency.name), tuple(cells), unread)


def _actions(submission: Submission) -> list[ActionRow]:
    return [
        ActionRow(f"{submission.agency.code}-{element.id}", cell.agency, cell.criterion, element.id, f"Not found: {element.title}",
                  element.add, "High" if element.value == "no" else "Medium", seen="0-High")
        for cell in submission.cells
        for element in cell.gaps
    ]  # fmt: skip


def hostile_audit(scale: Scale = SCALES["rag"]) -> Audit:
    """Every string tries to break out of the form it is put in."""
    report = fake.hostile()
    bad = f"=HYPERLINK(1) [[actions]] {{{{ 7*7 }}}} # {fake.HOSTILE}"
    criteria = tuple(AuditedCriterion(each.id, bad, bad, bad, bad, (bad,)) for each in report.criteria)
    agency = Agency("x", "A01", f"@{bad}", bad, "England", (bad,))
    cells = tuple(
        Cell(f"A01-{finding.id}", "x", finding.id, finding, scale.word(finding.status), self_score=SelfScore(finding.id, "Green", bad))
        for finding in report.criteria
    )
    submission = Submission(agency, report, cells, (UnreadFile(bad, bad),))
    made = Audit(bad, bad, "2026-11-22", "0.1.0", fake.PACK, criteria, scale, (submission,), Board(bad, bad, bad), problems=(bad,))
    return replace(made, actions=tuple(_actions(submission)), remarks=(bad,))
