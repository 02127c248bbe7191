from __future__ import annotations

import json as standard
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from procheck.datafiles import DataFileError
from procheck.reports import json
from procheck.reports.json_fields import DamagedReport
from procheck.reports.json_reading import is_report, read_report, report_from
from procheck.reports.model import Report
from tests.reports import fake
from tests.reports.fake_comparison import accepted

REPORTS = {
    "long": fake.long_report(), "hostile": fake.hostile(), "met": fake.all_met(), "empty": fake.empty(), "accepted": accepted(),
    "scored": replace(fake.small(), scorer="ab" * 32),
}  # fmt: skip
SAMPLE = Path(__file__).parents[2] / "reports" / "sample" / "gap-report.json"


@pytest.mark.parametrize("name", REPORTS)
def test_what_was_written_is_read_again(name: str) -> None:
    """Every field of a report comes back as it was, hostile words and records too."""
    assert report_from(json.render(REPORTS[name])) == REPORTS[name]


def test_the_sample_s_report_is_read(tmp_path: Path) -> None:
    """A report of a real check is read, and written again gives the same values."""
    report = read_report(SAMPLE)
    assert len(report.criteria) == 23
    written = standard.loads(json.render(report))
    kept = standard.loads(SAMPLE.read_text(encoding="utf-8"))
    assert {key: written[key] for key in kept if key != "accepted"} == {key: kept[key] for key in kept if key != "accepted"}


def test_the_bare_contract_is_enough() -> None:
    """A report with none of the fields that were added to the contract since is read; what is lacking is empty."""
    made: dict[str, Any] = standard.loads(json.render(fake.long_report()))
    for key in ("scorer", "accepted"):
        del made[key]
    del made["criteria_pack"]["title"], made["criteria_pack"]["limits"]
    for criterion in made["criteria"]:
        for key in ("why_it_matters", "source", "questions"):
            del criterion[key]
        for element in criterion["elements"]:
            del element["title"], element["add"]
            for found in element["evidence"]:
                del found["value"], found["because"], found["found_by"]
    for note in made["notes"]:
        del note["section"]
    report = report_from(standard.dumps(made).encode())

    assert report.counts() == fake.long_report().counts()
    assert report.pack.title == "hsb-learning-2017" and report.criteria[0].elements[0].title == "WC1.recognise"
    assert report.criteria[0].elements[1].evidence[0].value == "weak"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_any_encoding_that_a_shell_writes(encoding: str, tmp_path: Path) -> None:
    """A report that a shell's ">" wrote in UTF-16 or with a byte order mark is read, also with another suffix."""
    path = tmp_path / "report.out"
    path.write_bytes(json.render(fake.small()).decode().encode(encoding))
    assert is_report(path) and read_report(path) == fake.small()


def test_one_line_of_json_lines(tmp_path: Path) -> None:
    """A JSON Lines file with one report is a report; one with several says so."""
    path = tmp_path / "all.jsonl"
    path.write_bytes(json.render_lines([fake.small()]))
    assert read_report(path) == fake.small()
    path.write_bytes(json.render_lines([fake.small(), fake.empty()]))
    with pytest.raises(DataFileError, match=r"all\.jsonl: holds several reports: give a file that holds one\."):
        read_report(path)


def test_what_is_taken_for_a_report(tmp_path: Path) -> None:
    """The suffix or the first bytes decide; a policy that speaks of JSON is a document."""
    for name, content, wanted in (
        ("r.json", b"", True), ("r", json.render(fake.small()), True), ("p.md", b'# {"schema": "procheck.report/1"}', False),
        ("p.txt", b"{}", False), ("gone.md", None, False),
    ):  # fmt: skip
        if content is not None:
            (tmp_path / name).write_bytes(content)
        assert is_report(tmp_path / name) is wanted, name


def _without(key: str) -> Callable[[dict[str, Any]], Any]:
    return lambda made: made.pop(key)


def _first_element(made: dict[str, Any]) -> dict[str, Any]:
    element: dict[str, Any] = made["criteria"][0]["elements"][0]
    return element


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_without("submission"), "'submission' of the report is not text"),
        (_without("schema"), "is not a report of the kind procheck.report/1 (it names no such schema)"),
        (lambda made: made.update(schema="procheck.report/2"), "(its schema is procheck.report/2)"),
        (lambda made: made.update(schema="procheck.comparison/1"), "(its schema is procheck.comparison/1)"),
        (lambda made: made.update(criteria="none"), "'criteria' of the report is not a list"),
        (lambda made: made.update(criteria_pack=None), "'criteria_pack' is not an object"),
        (lambda made: made["criteria"].insert(0, 7), "an item of 'criteria' is not an object"),
        (lambda made: made["criteria"][0].update(status="splendid"), "'status' of an item of 'criteria' is not one of met, partial"),
        (lambda made: made["criteria"][0].update(status=["met"]), "'status' of an item of 'criteria' is not one of met"),
        (lambda made: _first_element(made).update(required="yes"), "'required' of an item of 'elements' is not true or false"),
        (lambda made: _first_element(made).pop("value"), "'value' of an item of 'elements' is not one of yes, weak"),
        (lambda made: _first_element(made).update(evidence=[{"quote": 5}]), "'quote' of an item of 'evidence' is not text"),
        (lambda made: made["documents"][0].update(pages=True), "'pages' of an item of 'documents' is not a whole number"),
        (lambda made: made["documents"][0].update(remarks=[1]), "'remarks' of an item of 'documents' is not a list of texts"),
        (lambda made: made["criteria"].append(made["criteria"][0]), "stands in it twice"),
    ],
)
def test_damage_is_named(damage: Callable[[dict[str, Any]], Any], said: str) -> None:
    """A field of the wrong kind is named with what it should be and how to make a report."""
    made: dict[str, Any] = standard.loads(json.render(fake.long_report()))
    damage(made)
    with pytest.raises(DamagedReport) as caught:
        report_from(standard.dumps(made).encode())
    assert said in str(caught.value) and "make one with: procheck check" in str(caught.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "is not JSON"), (b"\xff\xfe\x00", "is not JSON"), (b"[" * 100_000, "nested too deeply"), (b"[]", "the report is not an object"),
     (b'{"a": ' + b"9" * 5000 + b"}", "is not JSON"), (b"%PDF-1.7", "is not JSON"), (b"\x00" * 40, "is not JSON")],
)  # fmt: skip
def test_no_json_at_all(data: bytes, said: str) -> None:
    """Whatever is in the file, the answer is one sentence."""
    with pytest.raises(DamagedReport) as caught:
        report_from(data)
    assert said in str(caught.value) and len(str(caught.value)) < 300


def test_every_value_can_be_shown(tmp_path: Path) -> None:
    """A report that was read back can be written in every form."""
    from procheck.reports import FORMS, render

    report: Report = report_from(json.render(fake.hostile()))
    for form in FORMS:
        assert render([report], form)
