from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from procheck import reports
from procheck.reports.model import Report
from tests.reports import fake

GOLDEN = Path(__file__).parent / "golden"
SEVERAL = [fake.long_report(), fake.hostile(), fake.all_met(), fake.empty()]


@pytest.mark.parametrize("form", reports.FORMS)
def test_same_report_same_bytes(form: reports.Form) -> None:
    """The bytes hang on the report alone: two processes with different hash seeds write the same file."""
    code = (
        "import sys; from procheck import reports; from tests.reports import fake;"
        f"sys.stdout.buffer.write(reports.render([fake.long_report()], {form!r}))"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }

    assert len(made) == 1


@pytest.mark.parametrize("form", [form for form in reports.FORMS if form != "json"])
def test_several(form: reports.Form) -> None:
    """Every form but JSON holds several submissions, hostile and empty ones too."""
    assert reports.render(SEVERAL, form)


@pytest.mark.parametrize("form", reports.FORMS)
@pytest.mark.parametrize("report", SEVERAL, ids=lambda report: report.submission)
def test_one(form: reports.Form, report: Report) -> None:
    """Every form holds any single submission."""
    assert reports.render([report], form)


def test_json_holds_one() -> None:
    """Several submissions as one JSON file are refused with the form to use instead."""
    with pytest.raises(reports.OneReportOnly, match=r"there are 4: use the format jsonl"):
        reports.render(SEVERAL, "json")


def test_no_report() -> None:
    """A file with nothing in it is never written."""
    with pytest.raises(ValueError, match="no report"):
        reports.render([], "html")


def test_unknown_form() -> None:
    """A form that is none of ours is refused with those that are."""
    with pytest.raises(ValueError, match="pdf is no form of report: choose one of terminal, json"):
        reports.render([fake.small()], "pdf")


@pytest.mark.parametrize("form", ["json", "markdown", "terminal"])
def test_golden(form: reports.Form) -> None:
    """A small report is word for word what was last looked at; PROCHECK_WRITE_GOLDEN=1 writes it anew, to be read."""
    path = GOLDEN / f"small{reports.SUFFIXES[form]}"
    made = reports.render([fake.small()], form)
    assert isinstance(made, bytes)
    if os.environ.get("PROCHECK_WRITE_GOLDEN"):
        path.write_bytes(made)

    assert path.read_text(encoding="utf-8") == made.decode()


def test_loading_is_light() -> None:
    """Naming the forms loads no library that writes one."""
    code = "import sys, procheck.reports; print(sorted({'docx', 'jinja2', 'lxml', 'csv', 'json'} & set(sys.modules)))"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert made.stdout.strip() == "[]"
