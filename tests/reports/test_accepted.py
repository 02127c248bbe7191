"""What the author accepts, in every form of the gap report."""

from __future__ import annotations

import csv as standard
import io
import json as standard_json
import re

import docx
import pytest

from procheck.reports import ordering, render, wording
from procheck.reports.model import Acceptance
from tests.reports import fake
from tests.reports.fake_comparison import ACCEPTED, accepted


def shown(form: str) -> str:
    """All words of one form, white space folded."""
    made = render([accepted()], form)
    if form == "docx":
        document = docx.Document(io.BytesIO(made))
        return " ".join(str(each.text) for each in document.element.iter("{*}t"))
    return " ".join(re.sub(r"<[^>]+>", " ", made.decode()).replace("\\", "").split())


@pytest.mark.parametrize("form", ["terminal", "html", "markdown", "docx"])
def test_an_accepted_gap_is_shown_with_its_reason_and_as_a_gap(form: str) -> None:
    """Each form tells the reason, the other document, until when and by whom, and keeps every count."""
    made = " ".join(shown(form).split())
    assert re.search(r"Accepted by the author\W+Dealt with in Relationships policy, s\.4\. The relationships policy sets this out\.", made)
    assert "(Until 1 September 2027, recorded 1 October 2026 by A. Fenwick.)" in made
    assert "1 gap is accepted by the author as dealt with elsewhere or as not applying (recorded in policy.accepted.yaml)." in made
    assert wording.counts_sentence(fake.long_report().counts()) in made
    assert "PC2.help was accepted until 31 January 2026, which is past." in made


@pytest.mark.parametrize("form", ["terminal", "html", "markdown", "docx"])
def test_a_record_does_not_answer_a_contradiction(form: str) -> None:
    """Where the document says the opposite, the record is shown as not helping and the advice stays."""
    made = " ".join(shown(form).split())
    assert re.search(r"Accepted by the author, but the document says the opposite\W+The behaviour policy says when\.", made)


def test_it_is_no_longer_among_what_to_add() -> None:
    """An accepted gap stands last with its reason in place of advice; one that the document contradicts stays first."""
    groups = {group.title.split(":")[0]: group.actions for group in ordering.actions(accepted())}
    assert "AT1.report" in [action.element.id for action in groups["Change first"]]
    assert [action.element.id for action in groups["Accepted by the author"]] == ["WC3.explore"]
    assert groups["Accepted by the author"][0].advice.startswith("Someone finds out what lies behind the behaviour. Dealt with in")
    assert "WC3.explore" not in [action.element.id for action in groups["Strengthen"]]
    assert sum(map(len, groups.values())) == sum(len(group.actions) for group in ordering.actions(fake.long_report()))


def test_csv_has_columns_for_it() -> None:
    """A spreadsheet shows what is accepted beside a value and status that it does not change."""
    text = render([accepted()], "csv").decode("utf-8-sig")
    row = next(row for row in standard.DictReader(io.StringIO(text, newline="")) if row["Element"] == "WC3.explore")
    assert (row["Accepted"], row["Accepted because"], row["Dealt with in"], row["Accepted until"]) == (
        "Accepted by the author", "The relationships policy sets this out", "Relationships policy, s.4", "2027-09-01",
    )  # fmt: skip
    assert row["Status"] == "Partly met" and row["Value"] == "Found, but weak" and row["What to add"] == ""


def test_json_only_gains_fields() -> None:
    """In JSON the record stands with its element and in one list; all else is what it was without records."""
    made, plain = (standard_json.loads(render([report], "json")) for report in (accepted(), fake.long_report()))
    assert [each["element"] for each in made.pop("accepted")] == [each.element for each in ACCEPTED] and plain.pop("accepted") == []
    held = {}
    for criterion in made["criteria"]:
        for element in criterion["elements"]:
            held[element["id"]] = element.pop("accepted", None)
    assert held["WC3.explore"] == {
        "reason": "The relationships policy sets this out", "document": "Relationships policy, s.4",
        "until": "2027-09-01", "standing": "stands",
    }  # fmt: skip
    assert held["PC2.help"] is None and held["AT1.report"]["standing"] == "opposed"
    made["notes"].pop()
    assert made == plain


def test_words_of_a_record() -> None:
    """A record says only what it holds."""
    assert wording.accepted_words(Acceptance("X", "Because")) == "Because."
    assert wording.accepted_words(Acceptance("X", "Because", by="A. Fenwick")) == "Because. (By A. Fenwick.)"
    assert wording.accepted_words(Acceptance("X", "Because", "Policy B", "2027-01-01")) == (
        "Dealt with in Policy B. Because. (Until 1 January 2027.)"
    )
