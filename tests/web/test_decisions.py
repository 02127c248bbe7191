from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from procheck.reports import render
from procheck.web.decisions import DamagedDecisions, NotDecided, decide, read, told, write
from procheck.web.downloads import download, offered, with_decisions
from procheck.web.model import Decision
from tests.reports import fake

REPORT = fake.small()
MADE = Decision("MA1", "partial", "The exception in 5.10 goes.", "A. Reader", "2026-11-22", "met")


def test_a_decision_keeps_what_was_found() -> None:
    """A decision says who, when, why, and what procheck had found at the time."""
    made = decide(REPORT, "WC4", "met", "  It is in\nthe annex. ", "A. Reader", "2026-11-22")
    found = next(criterion.status for criterion in REPORT.criteria if criterion.id == "WC4")

    assert made == Decision("WC4", "met", "It is in the annex.", "A. Reader", "2026-11-22", found)


@pytest.mark.parametrize(
    ("criterion", "status", "reason", "word"),
    [
        ("XX9", "met", "Because.", "no such criterion"),
        ("MA1", "", "Because.", "Choose what you decide"),
        ("MA1", "perfect", "Because.", "Choose what you decide"),
        ("MA1", "met", " \n ", "Give your reason"),
        ("MA1", "met", "x" * 2001, "2,001 characters"),
    ],
)
def test_what_is_no_decision(criterion: str, status: str, reason: str, word: str) -> None:
    """A decision without reason, without rating or on nothing is refused in a sentence."""
    with pytest.raises(NotDecided, match=word):
        decide(REPORT, criterion, status, reason, "", "2026-11-22")


def test_kept_by_pack(tmp_path: Path) -> None:
    """Decisions are there again for the pack that they were made on, and those on another pack stay."""
    path = tmp_path / "decisions.json"
    write(path, "one", {"MA1": MADE})
    write(path, "two", {})

    assert read(path, "one") == {"MA1": MADE}
    assert read(path, "two") == {} == read(tmp_path / "none.json", "one")


@pytest.mark.parametrize("content", ["{", "[]", '{"one": [{"status": "met"}]}', json.dumps({"one": [{**dict.fromkeys(
    ("criterion", "reason", "by", "on", "found"), "x"), "status": "perfect"}]})])  # fmt: skip
def test_a_damaged_file_is_never_taken_for_none(tmp_path: Path, content: str) -> None:
    """Decisions in a file that somebody broke are not dropped in silence."""
    path = tmp_path / "decisions.json"
    path.write_text(content)
    with pytest.raises(DamagedDecisions, match="put the file right"):
        read(path, "one")


def test_json_has_a_field_for_them() -> None:
    """The JSON report is the usual one with the field `decisions` added."""
    made = json.loads(with_decisions(REPORT, {"MA1": MADE}))
    usual = json.loads(render([REPORT], "json"))

    assert made.pop("decisions") == [asdict(MADE)]
    assert list(asdict(MADE)) == ["criterion", "status", "reason", "by", "on", "found"]
    assert made == usual
    assert json.loads(with_decisions(REPORT, {}))["decisions"] == []


@pytest.mark.parametrize("form", [form for form, _ in offered() if form not in ("docx", "json", "csv")])
def test_forms_for_people_tell_them(form: str) -> None:
    """Each form that is read as it is shows the decision with its reason, and the ratings stay as procheck found them."""
    content = download(REPORT, {"MA1": MADE}, form).content.decode()

    assert "The exception in 5.10 goes." in " ".join(content.split())
    assert told(REPORT, {"MA1": MADE}).criteria == REPORT.criteria


def test_the_table_has_columns_for_them() -> None:
    """CSV is the usual table with columns for the decision, which no spreadsheet takes for a formula."""
    nasty = replace(MADE, reason='=HYPERLINK("http://x")')
    rows = list(csv.DictReader(io.StringIO(download(REPORT, {"MA1": nasty}, "csv").content.decode("utf-8-sig"))))
    usual = list(csv.DictReader(io.StringIO(render([REPORT], "csv").decode("utf-8-sig"))))
    decided = [row for row in rows if row["Criterion"] == "MA1"]

    assert [{key: row[key] for key in usual[0]} for row in rows] == usual
    assert {row["Reviewer's decision"] for row in decided} == {"Partly met"}
    assert {row["Reviewer's reason"] for row in decided} == {"'" + nasty.reason}
    assert {row["Reviewer"] for row in rows if row not in decided} == {""}


def test_files_have_names_for_any_system() -> None:
    """A download is called after the submission, without letters that a file system refuses."""
    made = download(fake.hostile(), {}, "docx")
    assert made.name.endswith("-gap-report.docx")
    assert not set(made.name) & set('\\/:*?"<>|')


def test_unknown_forms_are_refused() -> None:
    """Only the forms that are offered can be asked for."""
    assert {"html", "docx", "markdown", "csv", "json", "terminal"} <= {form for form, _ in offered()}
    with pytest.raises(ValueError, match="no form"):
        download(REPORT, {}, "jsonl")
