"""Made-up pairs of reports, with records of what is accepted."""

from __future__ import annotations

from dataclasses import replace

from procheck.comparison.matching import compare
from procheck.comparison.model import Comparison
from procheck.judgement.model import CriterionFinding, ElementFinding, Value
from procheck.reports.model import Acceptance, Note, Report
from tests.reports import fake

ACCEPTED = (
    Acceptance("WC3.explore", "The relationships policy sets this out", "Relationships policy, s.4", "2027-09-01", "2026-10-01",
               "A. Fenwick", "policy.accepted.yaml"),
    Acceptance("AT1.report", "The behaviour policy says when", "", "", "2026-10-01", "", "policy.accepted.yaml", "opposed"),
    Acceptance("PC2.help", "It is planned", "", "2026-01-31", "2025-10-01", "", "policy.accepted.yaml", "expired"),
)  # fmt: skip


def accepted() -> Report:
    """The long report with a record in force, one that the document contradicts, and one that is past."""
    report = fake.long_report()
    note = Note("accepted", "PC2.help was accepted until 31 January 2026, which is past.", "", "policy.accepted.yaml")
    return replace(report, accepted=ACCEPTED, notes=(*report.notes, note))


def with_values(report: Report, **values: Value) -> Report:
    """The report with other values: with_values(report, WC1_recognise="no") and the statuses that follow."""
    wanted = {key.replace("_", ".", 1).replace("_", "-"): value for key, value in values.items()}
    return replace(report, criteria=tuple(_criterion(criterion, wanted) for criterion in report.criteria))


def _criterion(criterion: CriterionFinding, wanted: dict[str, Value]) -> CriterionFinding:
    elements = tuple(_element(element, wanted.get(element.id, element.value)) for element in criterion.elements)
    return replace(criterion, elements=elements, status=fake.status(elements))


def _element(element: ElementFinding, value: Value) -> ElementFinding:
    if value == element.value:
        return element
    found = {
        "yes": (fake.evidence(0, "yes"),), "weak": (fake.evidence(1, "weak"),), "no": (), "contradicted": (fake.opposite(1),),
    }  # fmt: skip
    return replace(element, value=value, why=f"It is {value} now.", evidence=found[value])


def changed() -> Comparison:
    """Something of every kind: new gaps, worse, better, closed, unchanged; records, notes that came and went, what is not compared."""
    before = accepted()
    now = with_values(
        before, WC1_recognise="no", WC4_record="weak", WC3_explore="no", AT1_report="weak", WC2_patterns="yes", WP1_displaying="yes"
    )
    dropped = replace(now.criteria[-1], elements=now.criteria[-1].elements[:1])
    return compare(
        before,
        replace(
            now,
            submission="Riverside Academy, draft 5",
            criteria=(*now.criteria[:-1], dropped),
            pack=replace(now.pack, version="1.1"),
            notes=(*now.notes[2:], Note("language", "Say it otherwise.", "bad words", fake.POLICY.name, 2)),
        ),
    )


def same() -> Comparison:
    """Nothing changed at all."""
    return compare(fake.small(), fake.small())


def hostile() -> Comparison:
    """Two reports whose every string tries to break out of the form it is put in."""
    before = fake.hostile()
    held = Acceptance("MA1.early", fake.HOSTILE, fake.HOSTILE, "2027-01-01", "not a date", fake.HOSTILE, fake.HOSTILE)
    now = replace(with_values(before, MA1_refer="no"), accepted=(held,), notes=(Note("language", fake.HOSTILE + "2", fake.HOSTILE, "x"),))
    return compare(before, replace(now, procheck=fake.HOSTILE))


def empty() -> Comparison:
    """A scan before and after: nothing could be judged."""
    return compare(fake.empty(), fake.empty())


ALL = {"changed": changed, "same": same, "hostile": hostile, "empty": empty}
