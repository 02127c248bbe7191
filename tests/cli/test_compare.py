from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from procheck.cli import cli

HEADING = "# Harmful sexual behaviour\n\n"
WEAK, FIRM, NONE = "The lead may refer to social care.", "The lead refers to social care immediately.", "Children sing."


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    folder = tmp_path / "drafts"
    folder.mkdir()
    for name, words in (("weak", WEAK), ("firm", FIRM), ("none", NONE)):
        (folder / f"{name}.md").write_text(HEADING + words, encoding="utf-8")
    return folder


def run(*args: object) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args])


def compare(old: Path, new: Path, pack: Path, *args: object) -> Result:
    return run("compare", old, new, "--criteria", pack, "--today", "2026-11-22", *args)


def test_exit_status_says_whether_something_got_worse(drafts: Path, pack: Path) -> None:
    """0 where nothing got worse, 1 where something did, 2 where it could not run, 3 where a document could not be read."""
    assert compare(drafts / "weak.md", drafts / "firm.md", pack).exit_code == 0
    assert compare(drafts / "firm.md", drafts / "weak.md", pack).exit_code == 1
    assert compare(drafts / "weak.md", drafts / "weak.md", pack).exit_code == 0
    assert run("compare", drafts / "weak.md").exit_code == 2
    assert compare(drafts / "weak.md", drafts / "gone.md", pack).exit_code == 3


def test_both_quotes_are_shown(drafts: Path, pack: Path) -> None:
    """The terminal shows the words before and the words now."""
    made = compare(drafts / "firm.md", drafts / "weak.md", pack).stdout
    assert "▼ NEW GAP XX1.refer" in made and f"“{FIRM}”" in made and f"“{WEAK}”" in made
    assert "Both were made from the same file" in compare(drafts / "weak.md", drafts / "weak.md", pack).stdout


def test_an_earlier_report_stands_for_its_document(drafts: Path, pack: Path, tmp_path: Path) -> None:
    """Reports and documents can be compared in any mixture, with the same result, when the document is long gone."""
    for name in ("firm", "weak"):
        run("check", drafts / f"{name}.md", "--criteria", pack, "--today", "2026-11-22", "-o", tmp_path / f"{name}.json")
    wanted = compare(drafts / "firm.md", drafts / "weak.md", pack, "--format", "json")
    mixed = compare(tmp_path / "firm.json", drafts / "weak.md", pack, "--format", "json")
    (drafts / "firm.md").unlink()
    (drafts / "weak.md").unlink()
    both = run("compare", tmp_path / "firm.json", tmp_path / "weak.json", "--format", "json")

    assert wanted.stdout == mixed.stdout == both.stdout
    assert wanted.exit_code == mixed.exit_code == both.exit_code == 1
    assert json.loads(both.stdout)["changes"][0]["before"]["evidence"]["quote"] == FIRM


def test_a_folder_is_one_submission(drafts: Path, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All documents of a folder are judged together, and one that cannot be read is named while the rest is compared."""
    later = tmp_path / "later"
    later.mkdir()
    (later / "policy.md").write_text(HEADING + FIRM, encoding="utf-8")
    (later / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    made = compare(drafts, later, pack, "--format", "json")

    report = json.loads(made.stdout)
    assert report["before"]["submission"] == "drafts" and len(report["before"]["documents"]) == 3
    assert made.exit_code == 3 and "broken.docx" in made.stderr
    assert any("Not everything could be read in what is compared now" in remark for remark in report["remarks"])
    monkeypatch.chdir(drafts)
    assert compare(Path("."), Path("."), pack, "--format", "json").exit_code == 0
    (tmp_path / "empty").mkdir()
    nothing = compare(drafts, tmp_path / "empty", pack)
    assert nothing.exit_code == 3 and "empty holds no documents: give a document, a folder" in nothing.stderr


def test_files_of_every_form(drafts: Path, pack: Path, tmp_path: Path) -> None:
    """-o's suffix chooses the form, and an unknown one is refused before anything is read."""
    for name, begins in (("c.html", "<!doctype html>"), ("c.md", "# What changed: firm → weak"), ("c.json", "{"), ("c.txt", "firm → weak")):
        assert compare(drafts / "firm.md", drafts / "weak.md", pack, "-o", tmp_path / "out" / name).exit_code == 1
        assert (tmp_path / "out" / name).read_text(encoding="utf-8").lstrip().startswith(begins)
    made = compare(drafts / "firm.md", drafts / "weak.md", pack, "-o", tmp_path / "c.docx")
    assert made.exit_code == 2 and "say with --format what form the comparison should have (terminal, html, markdown, json)" in made.output
    assert not list((tmp_path / "out").glob("*.part"))


def test_reports_on_other_criteria(drafts: Path, pack: Path, tmp_path: Path) -> None:
    """Reports on two sets of criteria are refused, and a document is judged by the criteria of the report beside it."""
    run("check", drafts / "firm.md", "--criteria", "nice-ng55", "-o", tmp_path / "ng.json")
    run("check", drafts / "firm.md", "--criteria", pack, "-o", tmp_path / "small.json")
    made = run("compare", tmp_path / "ng.json", tmp_path / "small.json")
    assert made.exit_code == 2 and "only reports on the same criteria can be compared" in " ".join(made.output.split())
    beside = json.loads(run("compare", tmp_path / "ng.json", drafts / "weak.md", "--format", "json").stdout)
    assert beside["now"]["criteria_pack"]["id"] == "nice-ng55"


def test_a_document_is_judged_as_the_report_was(drafts: Path, tmp_path: Path) -> None:
    """Beside a report made by phrases alone, the document is judged so too, and that is said."""
    run("check", drafts / "firm.md", "--no-scorer", "--today", "2026-11-22", "-o", tmp_path / "r.json")
    made = run("compare", tmp_path / "r.json", drafts / "firm.md", "--format", "json", "--today", "2026-11-22")
    assert json.loads(made.stdout)["now"]["scorer"] is None and made.exit_code == 0
    assert "the earlier report was made by phrases alone, and so is the new one; --scorer judges with the scorer." in made.stderr


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"schema": "procheck.report/1"}', b"\x00\xff", b'{"schema": "other"}'])
def test_damaged_reports_are_named(content: bytes, drafts: Path, tmp_path: Path) -> None:
    """A JSON file that is no report is named in a sentence."""
    from procheck.datafiles import DataFileError

    (tmp_path / "r.json").write_bytes(content)
    made = run("compare", tmp_path / "r.json", drafts / "weak.md")
    assert isinstance(made.exception, DataFileError)
    assert str(made.exception).startswith("r.json: is ") and str(made.exception).endswith(".")


def test_records_of_both_sides(drafts: Path, pack: Path) -> None:
    """Records beside each document are picked up and said; nothing gets better or worse by them."""
    run("accept", drafts / "weak.md", "XX1.refer", "--reason", "Elsewhere.", "--criteria", pack)
    made = compare(drafts / "none.md", drafts / "weak.md", pack, "--format", "json")
    change = next(each for each in json.loads(made.stdout)["changes"] if each["element"] == "XX1.refer")
    assert change["kind"] == "better" and change["now"]["accepted"]["reason"] == "Elsewhere."
    assert "read from weak.accepted.yaml" in made.stderr
    assert "accepted" not in compare(drafts / "none.md", drafts / "weak.md", pack, "--no-accepted").output
