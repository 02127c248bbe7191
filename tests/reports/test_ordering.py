from __future__ import annotations

from dataclasses import replace

import pytest

from procheck.documents.model import Unread
from procheck.reports import ordering
from procheck.reports.model import STATUSES, Note
from tests.reports import fake


def test_themes_keep_the_packs_order_and_criteria_are_worst_first() -> None:
    """Gaps come first inside a theme; themes stay where readers of other reports look for them."""
    report = fake.long_report()
    themes = ordering.by_theme(report)

    assert [theme.name for theme in themes][:3] == [
        "Looking at the wider context",
        "Who needs protection",
        "Professional attitudes",
    ]
    for theme in themes:
        ranks = [STATUSES.index(found.status) for found in theme.criteria]
        assert sorted(ranks) == ranks
    assert 23 == sum(len(theme.criteria) for theme in themes)


def test_actions_are_ordered_by_seriousness() -> None:
    """Contradictions first, then what is missing, then what is weak; extras last; numbered through."""
    groups = ordering.actions(fake.long_report())

    assert ["Change", "Add:", "Strengthen:", "Also"] == [group.title.split()[0] for group in groups]
    numbers = [action.number for group in groups for action in group.actions]
    assert list(range(1, len(numbers) + 1)) == numbers
    values = [{action.element.value for action in group.actions} for group in groups]
    assert [{"contradicted"}, {"no"}, {"weak"}] == values[:3]
    assert all(action.element.required for group in groups[1:3] for action in group.actions)
    assert not any(action.element.required for action in groups[3].actions)


def test_every_shortfall_has_an_action() -> None:
    """No element that falls short is left out of the list of what to add."""
    report = fake.long_report()
    listed = {action.element.id for group in ordering.actions(report) for action in group.actions}

    assert listed == {found.id for criterion in report.criteria for found in criterion.elements if found.value != "yes"}


def test_nothing_to_add() -> None:
    """A report with everything met, and one where a criterion does not apply, ask for nothing."""
    assert ordering.actions(fake.all_met()) == ()
    report = fake.long_report()
    skipped = tuple(replace(found, status="not-applicable") for found in report.criteria)
    assert ordering.actions(replace(report, criteria=skipped)) == ()


def test_advice_is_never_empty_where_something_is_missing() -> None:
    """Where the pack has no advice, the element's own title says what to add."""
    element = replace(fake.small().criteria[0].elements[-1], value="no", add="")

    assert ordering.advice(element).startswith("Say this: ")
    assert ordering.advice(replace(element, value="yes")) == ""


def test_a_contradiction_is_shown_first() -> None:
    """Where an element is contradicted, the passage that does so comes before those that say it."""
    element = next(found for found in fake.long_report().criteria if found.id == "AT1").elements[1]
    assert element.evidence[0].stance == "says"

    assert [found.stance for found in ordering.shown(element)] == ["contradicts", "says"]


def test_shown_and_further_are_all() -> None:
    """Every passage is either shown with its element or kept for the end, once."""
    report = fake.long_report()
    for criterion in report.criteria:
        for element in criterion.elements:
            assert ordering.shown(element) + ordering.further(element) == ordering.passages(element)
    kept = {
        (found.paragraph, found.quote, name) for found, names in ordering.further_passages(report) for name in names
    }
    assert kept == {
        (found.paragraph, found.quote, element.id)
        for criterion in report.criteria
        for element in criterion.elements
        for found in ordering.further(element)
    }


def test_notes_with_one_message_are_told_once() -> None:
    """Seven uses of one word make one remark with three quotes and a count of the rest."""
    kinds = dict(ordering.notes_by_kind(fake.long_report()))
    (remark,) = kinds["language"]

    assert len(remark.examples) == 3
    assert remark.more == "and 4 more places: pages 10 to 12 and 20"
    assert next(iter(kinds)) == "placeholder"


def test_a_whole_file_that_could_not_be_read_is_told_with_the_unread_parts() -> None:
    """A file of the submission that was not read at all is as loud as an unread page, and is told once."""
    report = fake.long_report()
    lost = Note("unread", "This file could not be read: it is encrypted", "", "annex.pdf")
    made = replace(report, notes=(*report.notes, lost))

    assert [(part.document, part.why) for part in ordering.unread(made)][2:] == [
        ("annex.pdf", "This file could not be read: it is encrypted.")
    ]
    assert "unread" not in dict(ordering.notes_by_kind(made))


def test_unread_pages_are_told_together() -> None:
    """Pages with one reason make one line."""
    where = [(part.where, part.why) for part in ordering.unread(fake.long_report())]

    assert where == [
        ("page 6", "A picture with no text layer: perhaps a flowchart."),
        ("pages 16 to 19 and 24", "A scanned page with no text layer."),
    ]


def test_unread_parts_without_pages_are_placed_by_section() -> None:
    """In a format with no pages the section says where to look, and many are counted."""
    parts = tuple(Unread("image", "A picture.", section=(f"{number} Part",)) for number in range(1, 6))
    report = replace(fake.all_met(), documents=(replace(fake.all_met().documents[0], unread=parts),))

    assert ordering.unread(report)[0].where == "1 Part; 2 Part; 3 Part; 2 more sections"


@pytest.mark.parametrize(
    ("pages", "said"),
    [([], ""), ([4, 4], "page 4"), ([3, 2], "pages 2 and 3"), ([1, 2, 3, 9], "pages 1 to 3 and 9")],
)
def test_page_range(pages: list[int], said: str) -> None:
    """Runs of three pages or more are told by their ends."""
    assert said == ordering.page_range(pages)


def test_facts_say_what_is_unknown_or_late() -> None:
    """A fact that was not found is said to be so, and a review date that has passed is marked."""
    report = fake.long_report()
    facts = dict(ordering.facts(report.documents[0], report))

    assert facts["Review due"] == "September 2026 (overdue)"
    assert facts["Length"] == "31 pages, 14,207 words"
    other = dict(ordering.facts(fake.all_met().documents[0], fake.all_met()))
    assert (other["Owner"], other["Could not be read"]) == ("not found", "nothing that the program knows of")
