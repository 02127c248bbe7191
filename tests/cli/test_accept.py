from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from procheck.cli import cli

SHORT = "# Harmful sexual behaviour\n\nThe lead may refer to social care. The lead helps, and listens to each child who comes.\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft 3.md"
    path.write_text(SHORT, encoding="utf-8")
    return path


def run(*args: object) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args])


def accept(draft: Path, pack: Path, *args: object) -> Result:
    return run("accept", draft, *args, "--criteria", pack, "--today", "2026-11-22")


def check(draft: Path, pack: Path, *args: object) -> Result:
    return run("check", draft, "--criteria", pack, "--today", "2026-11-22", *args)


def test_accepted_shown_and_removed(draft: Path, pack: Path) -> None:
    """A record is made, picked up by check with a word about it, listed, and taken out; the verdict stays the same all along."""
    assert check(draft, pack).exit_code == 1
    elsewhere = ("--document", "Other policy, s.4", "--until", "2027-09-01")
    made = accept(draft, pack, "XX1.refer", "--reason", "The other policy\n says it", *elsewhere)
    assert made.exit_code == 0 and "Recorded in draft 3.accepted.yaml: XX1.refer Concerns are referred" in made.output
    kept = yaml.safe_load((draft.parent / "draft 3.accepted.yaml").read_text(encoding="utf-8"))
    assert kept["accepted"]["XX1.refer"]["reason"] == "The other policy says it" and kept["accepted"]["XX1.refer"]["criteria"] == "small"

    checked = check(draft, pack)
    assert checked.exit_code == 1
    assert "1 record of what is accepted was read from draft 3.accepted.yaml; --no-accepted leaves them out." in checked.stderr
    assert "Accepted by the author: Dealt with in Other policy, s.4. The other policy" in checked.stdout
    left_out = check(draft, pack, "--no-accepted")
    assert left_out.stderr == "" and "Accepted by" not in left_out.stdout

    listed = accept(draft, pack, "--list").output
    for words in ("draft 3.accepted.yaml: 1 record", "Until: 1 September 2027", "Dealt with in: Other policy, s.4"):
        assert words in listed
    removed = accept(draft, pack, "XX1.refer", "--remove").output
    assert "XX1.refer is taken out of draft 3.accepted.yaml, and the file with it" in removed
    assert not list(draft.parent.glob("*.yaml")) and "Nothing is recorded" in accept(draft, pack, "--list").output


def test_records_survive_edits_and_a_new_name(draft: Path, pack: Path) -> None:
    """A draft that was edited and renamed keeps its records, and the next record moves the file to the new name."""
    accept(draft, pack, "XX1.refer", "--reason", "Elsewhere.")
    renamed = draft.rename(draft.with_name("final.md"))
    renamed.write_text(SHORT.replace("helps, and", "helps and"), encoding="utf-8")
    checked = check(renamed, pack, "--format", "json")
    report = json.loads(checked.stdout)
    assert report["criteria"][0]["elements"][0]["accepted"]["reason"] == "Elsewhere." and report["accepted"][0]["standing"] == "stands"
    assert "draft 3.accepted.yaml is taken to be of final.md" in checked.stderr

    assert "draft 3.accepted.yaml is now final.accepted.yaml" in accept(renamed, pack, "XX1.early", "--reason", "Too.").output
    assert [path.name for path in renamed.parent.glob("*.yaml")] == ["final.accepted.yaml"]


def test_expired_and_unused_records_are_notes(draft: Path, pack: Path) -> None:
    """Records that are past, or for what the draft now says, are reported, and do not count."""
    accept(draft, pack, "XX1.early", "--reason", "Next year.", "--until", "2026-11-22")
    accept(draft, pack, "XX1.refer", "--reason", "Elsewhere.")
    draft.write_text(SHORT.replace("may refer", "refers"), encoding="utf-8")
    made = run("check", draft, "--criteria", pack, "--today", "2026-11-23")
    words = " ".join(made.stdout.split())
    assert "XX1.early (It is done early) was accepted until 22 November 2026, which is past" in words
    assert "XX1.refer (Concerns are referred to social care) is recorded as accepted, but the document now says it" in words
    assert "(past: no longer accepted)" in run("accept", draft, "--list", "--criteria", pack, "--today", "2026-11-23").output


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["XX1.refer"], "say why XX1.refer is accepted: --reason"),
        (["XX1.refer", "--reason", "  "], "say why XX1.refer is accepted"),
        ([], "say which element"),
        (["XX1", "--reason", "x"], "XX1 asks for several things: accept them one by one: XX1.refer, XX1.early, XX1.parents."),
        (["ZZ9", "--reason", "x"], "no criterion or element 'ZZ9'"),
        (["XX1.refer", "--reason", "x", "--until", "2026-11-21"], "--until 2026-11-21 is past"),
        (["XX1.refer", "--reason", "x", "--until", "soon"], "soon"),
        (["XX1.refer", "--remove"], "nothing is recorded for XX1.refer"),
        (["XX1.refer", "--remove", "--reason", "x"], "leave --reason away"),
        (["XX1.refer", "--list"], "--list goes with no element"),
    ],
)
def test_mistakes_say_what_to_do(args: list[str], said: str, draft: Path, pack: Path) -> None:
    """Each mistake is told with what to do, and nothing is written."""
    made = accept(draft, pack, *args)
    assert made.exit_code == 2 and said in " ".join(made.output.split())
    assert not list(draft.parent.glob("*.yaml"))


def test_a_draft_that_cannot_be_read(draft: Path, pack: Path) -> None:
    """A missing or empty draft is named, with exit status 3, and nothing is recorded for it."""
    draft.write_bytes(b"")
    assert accept(draft, pack, "XX1.refer", "--reason", "x").exit_code == 3
    assert accept(draft.with_name("gone.md"), pack, "--list").exit_code == 3
    assert not list(draft.parent.glob("*.yaml"))


def test_a_mistake_in_the_file_stops_a_check(draft: Path, pack: Path) -> None:
    """A broken file of records is named with its line before anything is judged; --no-accepted goes on without it."""
    from procheck.datafiles import DataFileError

    draft.with_name("draft 3.accepted.yaml").write_text("accepted:\n  XX1.refer: {}\n", encoding="utf-8")
    made = check(draft, pack)
    assert isinstance(made.exception, DataFileError)
    assert str(made.exception) == "draft 3.accepted.yaml, line 2: the record of XX1.refer has no 'reason': add it."
    assert check(draft, pack, "--no-accepted").exit_code == 1


def test_documents_judged_together_bring_their_records(draft: Path, pack: Path) -> None:
    """With --together each document's records count for the whole."""
    annex = draft.with_name("annex.md")
    annex.write_text("# Annex\n\nNothing much is said in this annex about anything at all.\n", encoding="utf-8")
    accept(annex, pack, "XX1.early", "--reason", "See the annex.")
    made = run("check", draft, annex, "--together", "Both", "--criteria", pack, "--format", "json")
    assert [each["file"] for each in json.loads(made.stdout)["accepted"]] == ["annex.accepted.yaml"]
