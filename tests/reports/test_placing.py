from __future__ import annotations

from datetime import date

import pytest

from procheck.checking import DEFAULT_PACK, check, find_judge
from procheck.documents.model import Document
from procheck.judgement.judging import Judge
from procheck.reports.model import Report
from procheck.reports.placing import Place, places
from tests.building import document


@pytest.fixture(scope="module")
def judge() -> Judge:
    """A judge by phrases alone."""
    return find_judge(DEFAULT_PACK, scored=False)


def _checked(judge: Judge, *documents: Document) -> Report:
    return check(documents, judge, submission="x", as_of=date(2026, 1, 1))


POLICY = (
    "# Safeguarding policy",
    "## 1 Attendance",
    "Pupils arrive by nine and sign in at the office.",
    "## 2 Harmful sexual behaviour between children",
    "Where a child shows harmful sexual behaviour the DSL refers both children to children's social care.",
    "The DSL writes a safety plan with each child.",
    "## 3 Parents and carers",
    "Parents and carers can see this policy on the website and are invited to a meeting each year.",
    "## 4 Safer recruitment",
    "References are taken up before anyone starts.",
)


def test_the_rest_of_a_criterion_goes_where_it_is_begun(judge: Judge) -> None:
    """What is missing of a criterion is placed after the passage that says another part of it, and says why."""
    policy = document(*POLICY)
    report = _checked(judge, policy)
    missing = {element.id for criterion in report.criteria for element in criterion.elements if element.value == "no"}
    made = places(report, [policy])

    assert "MA1.follow-up" in missing
    assert made["MA1.follow-up"].block == 4
    assert made["MA1.follow-up"].section[-1] == "2 Harmful sexual behaviour between children"
    assert made["MA1.follow-up"].because.startswith("this section already says something of MA1")
    assert set(made) == missing


def test_otherwise_the_section_nearest_in_subject(judge: Judge) -> None:
    """Help for parents goes to the section about parents, though that says nothing about harmful sexual behaviour."""
    policy = document(*POLICY)
    made = places(_checked(judge, policy), [policy])

    assert made["PC2.help"].section[-1] == "3 Parents and carers"
    assert made["PC2.help"] == Place(
        "policy.md", 7, 6, ("Safeguarding policy", "3 Parents and carers"), "this section is the nearest to it in subject"
    )


def test_where_nothing_is_near_it_needs_a_section_of_its_own(judge: Judge) -> None:
    """A document about something else gets no far-fetched place: the end, and a word that a section may be needed."""
    policy = document("# Car park", "Drivers keep to five miles an hour.", "Bicycles stand by the gate.")
    made = places(_checked(judge, policy), [policy])

    assert {(place.block, place.section) for place in made.values()} == {(2, ())}
    assert "one of its own" in made["MA1.refer"].because


def test_several_documents(judge: Judge) -> None:
    """Of several documents, the place is in the one that is about it; contents lines and empty documents hold none."""
    first = document("# Car park", "Drivers keep to five miles an hour.", name="car-park.md")
    policy = document(*POLICY)
    report = _checked(judge, first, policy)

    assert places(report, [first, policy])["MA1.follow-up"].document == "policy.md"
    assert places(report, []) == {}
