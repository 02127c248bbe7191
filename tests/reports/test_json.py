from __future__ import annotations

import json as standard

import pytest

from procheck.reports import json
from procheck.reports.model import Report
from tests.reports import fake

CONTRACT = {
    "": ["schema", "procheck", "criteria_pack", "submission", "as_of", "documents", "summary", "criteria", "notes"],
    "criteria_pack": ["id", "version", "source", "edition"],
    "documents": ["name", "sha256", "format", "pages", "words", "title", "approved", "review_due", "unread"],
    "summary": ["met", "partial", "not-met", "contradicted", "not-applicable"],
    "criteria": ["id", "theme", "title", "status", "needs_review", "elements"],
    "elements": ["id", "required", "value", "why", "evidence"],
    "evidence": ["quote", "document", "page", "section", "paragraph", "strength", "scope", "stance"],
    "notes": ["kind", "message", "quote", "document", "page"],
}
"""The fields of the contract, in its order."""


@pytest.mark.parametrize("report", [fake.long_report(), fake.hostile(), fake.empty()], ids=["long", "hostile", "empty"])
def test_contract(report: Report) -> None:
    """Every field of the contract is there, at every level, in the contract's order."""

    def check(value: object, name: str) -> None:
        if isinstance(value, dict):
            if name in CONTRACT:
                assert [key for key in value if key in CONTRACT[name]] == CONTRACT[name]
            for key, inner in value.items():
                check(inner, key)
        elif isinstance(value, list):
            for inner in value:
                check(inner, name)

    check(standard.loads(json.render(report)), "")


def test_values() -> None:
    """The numbers and words are the report's own, and the schema is named."""
    report = fake.long_report()
    made = standard.loads(json.render(report))

    assert made["schema"] == "procheck.report/1"
    assert made["summary"] == {"met": 9, "partial": 7, "not-met": 4, "contradicted": 3, "not-applicable": 0}
    assert [found["id"] for found in made["criteria"]] == [found.id for found in report.criteria]
    assert made["documents"][0]["unread"][1] == {
        "what": "page",
        "page": 16,
        "why": "A scanned page with no text layer.",
        "section": [],
    }


def test_via_is_absent_when_direct() -> None:
    """`via` is there for a passage that a cross-reference reached, and for no other."""
    made = standard.loads(json.render(fake.long_report()))
    found = [one for criterion in made["criteria"] for element in criterion["elements"] for one in element["evidence"]]

    assert {"cross-reference from 5.2", None} == {one.get("via") for one in found}


def test_words_are_kept_as_they_are() -> None:
    """JSON is for programs: no word of a quote is cleaned, not even a character that no other form would show."""
    report = fake.hostile()
    made = standard.loads(json.render(report))

    assert (
        made["criteria"][0]["elements"][0]["evidence"][0]["quote"] == report.criteria[0].elements[0].evidence[0].quote
    )


def test_lone_surrogate() -> None:
    """Half a surrogate pair, which UTF-8 cannot hold, is written as JSON's own escape and read back the same."""
    report = fake.all_met()
    object.__setattr__(report, "submission", "half \ud83d")

    assert standard.loads(json.render(report))["submission"] == "half \ud83d"


def test_lines() -> None:
    """Several reports are one object a line, in the order given, each the same as its own file."""
    reports = [fake.small(), fake.hostile(), fake.empty()]
    lines = json.render_lines(reports).decode().split("\n")

    assert lines.pop() == ""
    assert [standard.loads(line) for line in lines] == [standard.loads(json.render(report)) for report in reports]
