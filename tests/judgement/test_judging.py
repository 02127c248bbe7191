from pathlib import Path

import pytest

from procheck.documents.model import Unread
from procheck.judgement.judging import Judge
from procheck.judgement.model import CriterionFinding
from tests.building import document, small_pack

HSB = "# Harmful sexual behaviour policy"


def judged(tmp_path: Path, *lines: str, unread: tuple[Unread, ...] = ()) -> CriterionFinding:
    return Judge(small_pack(tmp_path)).judge([document(*lines, unread=unread)])[0]


def values(tmp_path: Path, *lines: str) -> list[str]:
    return [element.value for element in judged(tmp_path, *lines).elements]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The lead refers the matter to social care.", "yes"),
        ("The lead may refer the matter to social care.", "weak"),
        ("Where possible the lead refers to social care.", "weak"),
        ("A way to refer to social care will be developed.", "weak"),
        ("Staff must never refer the matter to social care.", "contradicted"),
        ("In 2019 the lead rang social care after a month.", "no"),
        ("KCSIE says that schools refer to social care.", "no"),
        ("The lead is kind.", "no"),
    ],
)
def test_how_it_is_said_decides_the_value(tmp_path: Path, text: str, value: str) -> None:
    """Duty, choice, hope, plan, denial, memory and guidance each have the value the guide gives them."""
    assert values(tmp_path, HSB, text)[0] == value


def test_general_text_is_weak(tmp_path: Path) -> None:
    """The same duty in a general section of a general policy is weak, with the reason."""
    finding = judged(tmp_path, "# Safeguarding policy", "## Reporting", "The lead refers concerns to social care.")

    assert finding.elements[0].value == "weak"
    assert finding.elements[0].evidence[0].because == "it is about concerns in general, not HSB"
    assert finding.elements[0].evidence[0].scope == "general"


def test_a_contradiction_is_not_cancelled(tmp_path: Path) -> None:
    """A firm yes elsewhere does not make up for the opposite."""
    finding = judged(tmp_path, HSB, "The lead refers to social care.", "Staff never refer to social care.")

    assert finding.elements[0].value == "contradicted"
    assert finding.status == "contradicted"
    assert finding.elements[0].evidence[0].stance == "contradicts"


def test_headings_and_contents_prove_nothing(tmp_path: Path) -> None:
    """A heading that names the duty is no evidence."""
    assert values(tmp_path, HSB, "## Referral to social care", "Text.")[0] == "no"


def test_a_list_item_is_judged_after_its_lead_in(tmp_path: Path) -> None:
    """The item is quoted, the lead-in decides how it is said."""
    finding = judged(tmp_path, HSB, "The lead may:", "- refer to social care")

    assert finding.elements[0].value == "weak"
    assert finding.elements[0].evidence[0].quote == "refer to social care"


def test_a_table_row_is_judged_under_its_headings(tmp_path: Path) -> None:
    """A cell's duty counts, read with the heading of its column."""
    finding = judged(tmp_path, HSB, "Who | Refer to", "The lead | Social care")

    assert finding.elements[0].value == "yes"
    assert finding.elements[0].evidence[0].quote == "The lead | Social care"


def test_quotes_are_slices_with_their_place(tmp_path: Path) -> None:
    """A quote stands word for word in the document, is at most 60 words long and says where it stands."""
    long = (
        "The lead, "
        + "who is kind and careful, " * 20
        + "refers to social care immediately, "
        + "and is glad, " * 20
        + "always."
    )
    made = document(HSB, "## 4.2 Acting", long)
    evidence = Judge(small_pack(tmp_path)).judge([made])[0].elements[1].evidence[0]

    assert evidence.quote in made.text
    assert len(evidence.quote.split()) <= 60
    assert "refers to social care immediately" in evidence.quote
    assert (evidence.section, evidence.paragraph) == (("Harmful sexual behaviour policy", "4.2 Acting"), 3)


def test_statuses_follow_the_guide(tmp_path: Path) -> None:
    """All required yes is met, all no is not met, else partial; an extra does not count."""
    assert judged(tmp_path, HSB, "The lead refers to social care immediately.").status == "met"
    assert judged(tmp_path, HSB, "The lead tells parents.").status == "not-met"
    assert judged(tmp_path, HSB, "The lead refers to social care.").status == "partial"


def test_unread_parts_send_what_is_missing_to_a_person(tmp_path: Path) -> None:
    """What was not found is flagged where a page could not be read, and named."""
    finding = judged(tmp_path, HSB, "Text.", unread=(Unread("page", "a scan", page=6),))

    assert any("page 6 of policy.md" in reason for reason in finding.needs_review)
    assert not judged(tmp_path, HSB, "Text.").needs_review


def test_several_documents_are_judged_together(tmp_path: Path) -> None:
    """An element may be met in any of a submission's documents; the quote names which."""
    one = document(HSB, "The lead refers to social care.", name="one.md")
    two = document(HSB, "The lead rings social care immediately.", name="two.md")
    finding = Judge(small_pack(tmp_path)).judge([one, two])[0]

    assert finding.status == "met"
    assert {evidence.document for evidence in finding.elements[0].evidence} == {"one.md", "two.md"}


def test_judging_is_the_same_every_time(tmp_path: Path) -> None:
    """The same documents and pack give equal findings."""
    made = document(HSB, "The lead refers to social care.", "Parents are told immediately.")
    judge = Judge(small_pack(tmp_path))

    assert judge.judge([made]) == judge.judge([made]) == Judge(small_pack(tmp_path)).judge([made])


def test_parts_are_counted(tmp_path: Path) -> None:
    """An element with parts is yes when enough different ones are said, weak with fewer."""
    from procheck.criteria.loading import load_pack
    from tests.building import CRITERION, write_pack

    parts = """  XX1.record:
    title: Records are good.
    add: Say what is recorded.
    needs: 2
    parts:
      when: ["{promptly}"]
      whom: ["{parent}"]
"""
    judge = Judge(load_pack(write_pack(tmp_path, criterion=CRITERION + parts)))

    def value(*lines: str) -> str:
        return judge.judge([document(HSB, *lines)])[0].elements[3].value

    assert [value("Done immediately."), value("Done immediately.", "Name the parents."), value("Sing.")] == [
        "weak",
        "yes",
        "no",
    ]


def test_passages_that_contradict_one_another_are_shown_side_by_side(tmp_path: Path) -> None:
    """Where the document says a thing and its opposite, both passages are cited for a person."""
    finding = judged(tmp_path, HSB, "4.1 The lead refers to social care.", "7.3 Staff never refer to social care.")

    assert [reason for reason in finding.needs_review if "says both" in reason] == [
        "Concerns are referred to social care. The document says both: "
        '"The lead refers to social care." (4.1), and "Staff never refer to social care." (7.3). It cannot mean both.'
    ]


def test_the_opposite_in_general_text_goes_to_a_person(tmp_path: Path) -> None:
    """General text that says the opposite does not contradict, but a person is asked to read it."""
    finding = judged(tmp_path, "# Safeguarding policy", "Staff never refer a matter to social care.")

    assert finding.elements[0].value == "no"
    assert any("may say the opposite" in reason for reason in finding.needs_review)
