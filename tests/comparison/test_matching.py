from __future__ import annotations

from dataclasses import replace

import pytest

from procheck.comparison.matching import NotComparable, compare, kind_of
from procheck.comparison.model import ChangeKind, Comparison
from procheck.judgement.model import ElementFinding, Evidence, Value
from procheck.reports.model import Note, Report
from tests.reports import fake
from tests.reports.fake_comparison import accepted, changed, with_values


def kinds(comparison: Comparison) -> dict[str, ChangeKind]:
    return {change.id: change.kind for change in comparison.changes if change.kind != "unchanged"}


def evidence(quote: str, value: Value = "yes") -> Evidence:
    stance = "contradicts" if value == "contradicted" else "says"
    return replace(fake.evidence(0, "yes"), quote=quote, value=value, stance=stance)  # type: ignore[arg-type]


def one_element(value: Value, *found: Evidence) -> Report:
    report = fake.small()
    element = ElementFinding("MA1.refer", "Refer.", True, value, "why", "add", found)
    return replace(report, criteria=(replace(report.criteria[0], elements=(element,), status="partial"),))


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        ("yes", "yes", "unchanged"),
        ("no", "no", "unchanged"),
        ("yes", "weak", "new"),
        ("yes", "contradicted", "new"),
        ("contradicted", "yes", "closed"),
        ("weak", "yes", "closed"),
        ("no", "weak", "better"),
        ("contradicted", "no", "better"),
        ("weak", "no", "worse"),
        ("no", "contradicted", "worse"),
    ],
)
def test_each_step_has_its_kind(before: Value, now: Value, kind: ChangeKind) -> None:
    """A gap is new or closed where the element leaves or reaches "yes"; between gaps it is better or worse; the opposite is worst."""
    assert kind_of(before, now) == kind


def test_changes_are_found_and_counted() -> None:
    """Each element is matched by its id, whatever else changed, and counted once."""
    before = fake.long_report()
    comparison = compare(before, with_values(before, WC1_recognise="no", WC2_patterns="weak", WC3_explore="no", WP1_displaying="yes"))

    assert kinds(comparison) == {"WC1.recognise": "new", "WC2.patterns": "better", "WC3.explore": "worse", "WP1.displaying": "closed"}
    assert comparison.counts() == {"new": 1, "worse": 1, "better": 1, "closed": 1, "unchanged": 39}
    assert comparison.got_worse


def test_better_alone_is_not_worse() -> None:
    """Gaps that close make nothing worse; nor does a comparison of a report with itself."""
    before = fake.long_report()
    assert not compare(before, with_values(before, WC2_patterns="yes", WC1_own_safeguarding="yes")).got_worse
    assert not compare(before, before).got_worse


def test_an_extra_that_is_lost_got_worse_too() -> None:
    """An extra moves no status, and is still told when it is lost."""
    before = fake.long_report()
    comparison = compare(before, with_values(before, WP3_privacy="no"))

    assert kinds(comparison) == {"WP3.privacy": "new"}
    (change,) = comparison.of_kind("new")
    assert change.before.status == change.now.status


def test_other_criteria_are_refused() -> None:
    """Reports on two packs are not compared, and the sentence says why."""
    other = replace(fake.small(), pack=replace(fake.PACK, id="nice-ng55"))
    with pytest.raises(NotComparable, match="hsb-learning-2017 and Hilltop Nursery against nice-ng55: only reports on the same"):
        compare(fake.small(), other)


def test_elements_of_one_report_alone_are_named() -> None:
    """Elements that one version of the criteria lacks, or that do not apply, are not compared and not forgotten."""
    comparison = changed()
    assert [(each.id, each.why) for each in comparison.uncompared] == [("SV2.tools", "the criteria no longer have it")]

    before = fake.small()
    first = replace(before.criteria[0], status="not-applicable")
    later = compare(before, replace(before, criteria=(first, *before.criteria[1:])))
    assert {each.why for each in later.uncompared} == {"its criterion does not apply now"}
    assert [each.id for each in later.uncompared] == [element.id for element in first.elements]
    assert {each.criterion for each in later.changes} == {"WP4", "PC1", "MA1"}


def test_the_passages_that_decided_are_shown() -> None:
    """A gap that closed shows the weak words before and the firm ones now, and a contradiction shows what it says."""
    before = one_element("weak", evidence("The lead may refer.", "weak"))
    now = one_element("yes", evidence("The lead refers at once.", "yes"), evidence("The lead may refer.", "weak"))
    (change,) = compare(before, now).changes
    assert change.before.passage and change.before.passage.quote == "The lead may refer."
    assert change.now.passage and change.now.passage.quote == "The lead refers at once."

    opposed = one_element("contradicted", evidence("The lead refers at once."), evidence("Never refer.", "contradicted"))
    (change,) = compare(now, opposed).changes
    assert change.now.passage and change.now.passage.quote == "Never refer."


def test_versions_of_one_passage_are_paired() -> None:
    """Where several passages decided, the pair that is the same sentence is shown, so that an edit is seen as one."""
    was, is_now = "The lead refers every concern to social care.", "The lead refers each concern to social care at once."
    before = one_element("yes", evidence("Records are kept for ten years."), evidence(was))
    now = one_element("yes", evidence("Another sentence altogether, first."), evidence(is_now))
    (change,) = compare(before, now).changes

    assert change.before.passage and change.before.passage.quote.startswith("The lead refers every")
    assert change.now.passage and change.now.passage.quote.startswith("The lead refers each")
    assert change.edited and not change.same_words


def test_words_that_stayed_are_known() -> None:
    """The same quote on another page is the same words; so is nothing on both sides."""
    passage = evidence("The lead refers.")
    (moved,) = compare(one_element("yes", passage), one_element("yes", replace(passage, page=99))).changes
    assert moved.same_words and not moved.edited
    (nothing,) = compare(one_element("no"), one_element("no")).changes
    assert nothing.same_words
    (lost,) = compare(one_element("yes", passage), one_element("no")).changes
    assert not lost.same_words and lost.now.passage is None


def test_notes_that_came_and_went() -> None:
    """A leftover that was filled in is gone, a new one is new, and one that only moved to another page is neither."""
    before, now = changed().before, changed().now
    gone, new = changed().notes_gone, changed().notes_new

    assert [note.quote for note in gone] == ["[insert name of DSL]", "XXXX Council"]
    assert [note.quote for note in new] == ["bad words"]
    moved = replace(before, notes=tuple(replace(note, page=77) for note in before.notes))
    assert not compare(before, moved).notes_gone
    assert any(note.kind == "unread" for note in now.notes)


def test_one_of_two_equal_notes_gone() -> None:
    """Where a word stood twice and stands once now, one note is gone."""
    note = Note("language", "Say it otherwise.", "bad words", "p.md")
    twice, once = replace(fake.small(), notes=(note, note)), replace(fake.small(), notes=(note,))
    assert len(compare(twice, once).notes_gone) == 1 and not compare(twice, once).notes_new


def test_records_go_with_their_side() -> None:
    """What is accepted stands with each change on its own side, and changes no kind."""
    (change,) = [each for each in compare(fake.long_report(), accepted()).changes if each.id == "WC3.explore"]
    assert change.kind == "unchanged" and change.before.accepted is None
    assert change.now.accepted and change.now.accepted.document == "Relationships policy, s.4"
