from __future__ import annotations

from dataclasses import replace

from procheck.audit.model import Audit, Decision
from procheck.audit.outputs import overview
from tests.audit.outputs.made import audit_of
from tests.audit.sample import sample_audit


def decided(audit: Audit, criterion: str, word: str) -> Audit:
    """The audit with a reviewer's decision on that criterion at the first agency."""
    first, *others = audit.submissions
    cells = tuple(
        replace(cell, decision=Decision(word, "Seen.", "A. Reader", "2026-11-20T10:15:00+00:00", "kept", "Red"))
        if cell.criterion == criterion
        else cell
        for cell in first.cells
    )
    return replace(audit, submissions=(replace(first, cells=cells), *others))


def test_the_weakest_criterion_comes_first() -> None:
    """Criteria are ordered by the share of agencies that meet them, those that are set aside or not judged left out."""
    weakest, *_ = overview.standings(sample_audit())

    assert (weakest.criterion.id, weakest.best, weakest.judged) == ("MA1", 0, 2)


def test_a_gap_that_a_person_has_settled_is_none() -> None:
    """Where a reviewer decided that a criterion is met, nothing of it is counted as a gap or a contradiction."""
    audit = audit_of(2)
    before, after = ({gap.element.id: len(gap.agencies) for gap in overview.gaps(each)} for each in (audit, decided(audit, "WC2", "Green")))

    assert (before["WC2.patterns"], after["WC2.patterns"]) == (2, 1)
    assert len(overview.opposites(audit)) == 6
    assert len(overview.opposites(decided(audit, "WP1", "Green"))) == 5
    assert len(overview.opposites(decided(audit, "WP1", "Amber"))) == 6


def test_the_commonest_gap_comes_first() -> None:
    """Gaps are ordered by how many agencies have them, the more serious first where they are alike, with who has them how."""
    audit = decided(audit_of(3), "PC2", "Green")
    gaps = overview.gaps(audit)

    assert [len(gap.agencies) for gap in gaps] == sorted((len(gap.agencies) for gap in gaps), reverse=True)
    assert gaps[0].opposed
    assert gaps[-1].element.id == "PC2.help"
    assert len(gaps[-1].missing) == 2


def test_nothing_that_does_not_apply_is_a_gap() -> None:
    """A criterion that the board set aside for an agency counts neither for nor against it."""
    (gap,) = (gap for gap in overview.gaps(sample_audit()) if gap.criterion.id == "MA1")

    assert {submission.agency.id for submission in gap.agencies} == {"riverside", "harbour-fc"}
    assert not [gap for gap in overview.gaps(sample_audit()) if gap.criterion.id == "PC1"]


def test_self_scores_are_compared_by_criterion_and_by_agency() -> None:
    """Steps by which self-scores are better are added up; what cannot be compared is left out."""
    by_criterion, by_agency = overview.differences(sample_audit())

    assert [(each.name[:3], each.better, each.steps) for each in by_criterion] == [("MA1", 1, 1)]
    assert [(each.name, each.better, each.same) for each in by_agency] == [("Riverside Academy", 1, 1)]


def test_all_that_was_not_read_is_told() -> None:
    """Empty agencies, whole files and parts of files are all there."""
    told = [(part.agency, part.document, part.where) for part in overview.unread(sample_audit())]

    assert told == [
        ("Riverside Academy", "policy.docx", "page 6"),
        ("Harbour Football Club", "scan.pdf", "The whole file"),
        ("Empty Trust", "Nothing was judged", ""),
    ]


def test_movement_needs_an_earlier_round() -> None:
    """Cells are counted by how they moved; without an earlier round there is no movement to tell."""
    by_criterion, by_agency = overview.moved(sample_audit())

    assert by_criterion[0].kinds == {"better": 1, "new": 2}
    assert [each.name for each in by_agency] == ["Riverside Academy", "Harbour Football Club", "Empty Trust"]
    assert overview.moved(replace(sample_audit(), previous=None)) == ((), ())
