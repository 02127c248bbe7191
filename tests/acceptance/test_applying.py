from dataclasses import replace
from datetime import date

from procheck.acceptance.applying import with_accepted
from procheck.acceptance.model import Record, RecordFile
from procheck.reports.model import Report
from tests.reports import fake


def applied(*records: Record, report: Report | None = None) -> Report:
    return with_accepted(report or fake.long_report(), [RecordFile("p.accepted.yaml", records=records)])


def said(report: Report) -> list[str]:
    return [note.message for note in report.notes if note.kind == "accepted"]


def test_a_gap_is_accepted_and_nothing_else_changes() -> None:
    """An accepted gap carries its reason; values, statuses, counts and the verdict stay as they were."""
    before = fake.long_report()
    after = applied(Record("WC2.patterns", "Elsewhere.", document="Records policy", until=date(2026, 11, 22)))

    held = after.accepted_as("WC2.patterns")
    assert held and (held.reason, held.document, held.until, held.file) == ("Elsewhere.", "Records policy", "2026-11-22", "p.accepted.yaml")
    assert after.criteria == before.criteria and after.counts() == before.counts() and after.falls_short
    assert said(after) == []


def test_the_last_day_still_counts_and_the_next_does_not() -> None:
    """A record holds through its last day; after it, it is a note and no acceptance."""
    after = applied(Record("WC2.patterns", "Elsewhere.", until=date(2026, 11, 21)))
    assert after.accepted_as("WC2.patterns") is None
    assert after.accepted[0].standing == "expired"
    assert "was accepted until 21 November 2026, which is past" in said(after)[0] and "The reason was: Elsewhere." in said(after)[0]


def test_an_unused_record_is_told() -> None:
    """A record for what the document now says, or for an element that the criteria lack, is a note."""
    after = applied(Record("WC1.recognise", "Elsewhere."), Record("ZZ9.gone", "Elsewhere."))
    assert after.accepted_as("WC1.recognise") is None
    assert [each.standing for each in after.accepted] == ["unused", "unused"]
    assert "the document now says it: the record can be removed" in said(after)[0]
    assert "the criteria have no such element" in said(after)[1]


def test_nothing_answers_a_contradiction() -> None:
    """Where the document says the opposite, the record is shown as not helping, and told."""
    after = applied(Record("AT1.report", "The behaviour policy says when."))
    held = after.accepted_as("AT1.report")
    assert held and held.standing == "opposed"
    assert "the document says the opposite, which no record answers" in said(after)[0]


def test_records_of_other_criteria_wait() -> None:
    """Records for another pack are neither used nor called unused."""
    after = applied(Record("NG1.framework", "Elsewhere.", criteria="nice-ng55"), Record("WC2.patterns", "x", criteria="hsb-learning-2017"))
    assert [each.element for each in after.accepted] == ["WC2.patterns"] and said(after) == []


def test_two_files_of_one_submission() -> None:
    """Records of several documents count together, in the criteria's order; of two for one element the first counts."""
    one = RecordFile("a.accepted.yaml", records=(Record("MA4.meeting", "First."),))
    two = RecordFile("b.accepted.yaml", records=(Record("MA4.meeting", "Second."), Record("WC2.patterns", "Other.")))
    after = with_accepted(fake.long_report(), [one, two])
    assert [(each.element, each.reason, each.file) for each in after.accepted] == [
        ("WC2.patterns", "Other.", "b.accepted.yaml"),
        ("MA4.meeting", "First.", "a.accepted.yaml"),
    ]


def test_no_records_leave_the_report_alone() -> None:
    """Without records the report is the same, to the byte."""
    report = replace(fake.small())
    assert with_accepted(report, []) == report
