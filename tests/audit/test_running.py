from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from procheck.audit import columns, publishing
from procheck.audit.database import Database
from procheck.audit.history import ChangedMeanwhile, Decisions
from procheck.audit.model import Cell
from procheck.audit.reviewing import NotDecided, decide, open_audit
from procheck.audit.running import Done, SettingsWrong
from procheck.datafiles import DataFileError
from tests.audit.conftest import MET, NOTHING, WEAK, Runs

pytestmark = pytest.mark.usefixtures("quick")
LATER = datetime(2026, 12, 1, 9, tzinfo=UTC)


def final(done: Done) -> dict[str, str]:
    return {submission.agency.id: submission.cells[0].final for submission in done.audit.submissions}


def cell(done: Done, agency: str) -> Cell:
    return done.audit.submission(agency).cells[0]


def review(path: Path, agency: Cell, word: str | None, note: str | None = None, **plan: str) -> Path:
    """A copy of a workbook in which somebody has filled in one row."""
    book = openpyxl.load_workbook(path)
    for name, values in ((columns.FINDINGS, {columns.DECISION: word, columns.NOTE: note}), (columns.ACTIONS, plan)):
        sheet = book[name]
        head = next(row for row in sheet.iter_rows() if columns.REF in [each.value for each in row])
        places = {str(each.value): place for place, each in enumerate(head)}
        for row in sheet.iter_rows(min_row=(head[0].row or 0) + 1):
            if str(row[places[columns.REF]].value).split(".")[0] == agency.ref:
                for heading, value in values.items():
                    row[places[heading]].value = value
                break
    edited = path.with_name("edited.xlsx")
    book.save(edited)
    return edited


def test_an_agencys_documents_are_judged_together(judged: Path, runs: Runs) -> None:
    """What one of them says counts, each quote names its document, and an empty folder is named and never "not met"."""
    done = runs(judged)

    assert final(done) == {"empty": "Not judged", "harbour-fc": "Partly met", "hill-trust": "Contradicted", "riverside": "Met"}
    finding = cell(done, "riverside").finding
    assert finding is not None
    # Two files of one name are told apart by their folders.
    assert {found.document for found in finding.elements[0].evidence} == {"policy.md", "annex/policy.md"}
    assert "holds no documents" in done.audit.submission("empty").problem
    assert done.has_trouble


def test_a_second_run_judges_only_what_has_changed(judged: Path, runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing where nothing has; and one agency where one has."""
    assert (runs(judged).judged, runs(judged).unchanged) == (0, 3)
    (judged / "harbour-fc" / "handbook.md").write_text(MET, encoding="utf-8")
    done = runs(judged)
    assert (done.judged, done.unchanged, final(done)["harbour-fc"]) == (1, 2, "Met")


def test_the_same_folder_gives_the_same_bytes(judged: Path, runs: Runs, tmp_path: Path) -> None:
    """The record holds no clock and no path of this computer."""
    first = runs(judged, out=tmp_path / "one").out / "audit.json"
    second = runs(judged, out=tmp_path / "two", now=LATER).out / "audit.json"
    assert first.read_bytes() == second.read_bytes()
    assert str(tmp_path) not in first.read_text(encoding="utf-8")


def test_a_decision_is_kept_on_every_later_run(judged: Path, runs: Runs) -> None:
    """Beside the program's rating, with who and when; the action plan too."""
    done = runs(judged)
    edited = review(done.out / "workbook.xlsx", cell(done, "harbour-fc"), "met", "Seen on the visit", **{columns.LEAD: "Head"})
    done = runs(judged, decisions=edited)
    assert done.taken_in is not None and (done.taken_in.decisions, done.taken_in.actions) == (1, 1)

    for _ in range(2):
        held = cell(runs(judged), "harbour-fc")
        assert held.decision is not None
        assert (held.program, held.final, held.decision.by, held.decision.when) == (
            "Partly met",
            "Met",
            "A. Reader",
            "2026-11-22T10:15:00+00:00",
        )
        assert held.decision.program_then == "Partly met"
    # A criterion that a person holds to be met has no gaps left; what somebody works at stays in sight.
    assert [(row.state, row.lead) for row in done.audit.actions if row.agency == "harbour-fc"] == [("no-longer-found", "Head")]


def test_a_decision_whose_evidence_changed_is_to_be_looked_at_again(judged: Path, runs: Runs) -> None:
    """It is shown with why and counts no longer, until it is given anew on what is there now."""
    done = runs(judged)
    runs(judged, decisions=review(done.out / "workbook.xlsx", cell(done, "harbour-fc"), "Met"))
    (judged / "harbour-fc" / "handbook.md").write_text(NOTHING, encoding="utf-8")

    done = runs(judged)
    held = cell(done, "harbour-fc")
    assert held.decision is not None
    assert (held.decision.state, held.decision.word, held.final) == ("look-again", "Met", "Not met")
    assert "was Partly met and is now Not met" in held.needs_person[0]

    done = runs(judged, decisions=review(done.out / "workbook.xlsx", held, "Partly met"))
    assert cell(done, "harbour-fc").final == "Partly met"


def test_a_renamed_document_with_the_same_words_changes_no_decision(judged: Path, runs: Runs) -> None:
    """The evidence is the words, not what the file is called."""
    done = runs(judged)
    runs(judged, decisions=review(done.out / "workbook.xlsx", cell(done, "harbour-fc"), "Met"))
    (judged / "harbour-fc" / "handbook.md").rename(judged / "harbour-fc" / "handbook v2.md")
    done = runs(judged)
    assert done.judged == 1 and final(done)["harbour-fc"] == "Met"


def test_a_decision_on_an_agency_that_is_gone_is_shown(judged: Path, runs: Runs) -> None:
    """And comes back with the agency, also under a new folder name that audit.yaml tells of."""
    done = runs(judged)
    runs(judged, decisions=review(done.out / "workbook.xlsx", cell(done, "harbour-fc"), "Met"))
    (judged / "harbour-fc").rename(judged / "harbour-club")

    done = runs(judged)
    assert [(loose.agency, loose.decision.word) for loose in done.audit.loose] == [("harbour-fc", "Met")]
    code = done.audit.submission("harbour-club").agency.code
    (judged / "audit.yaml").write_text("agencies:\n  harbour-club:\n    formerly: [harbour-fc]\n", encoding="utf-8")
    done = runs(judged)
    assert done.audit.loose == () and final(done)["harbour-club"] == "Met"
    assert done.audit.submission("harbour-club").agency.code == code


def test_a_word_struck_off_the_scale_is_to_be_looked_at_again(judged: Path, runs: Runs) -> None:
    """What was decided in it stays in sight."""
    done = runs(judged)
    runs(judged, decisions=review(done.out / "workbook.xlsx", cell(done, "harbour-fc"), "Met"))
    (judged / "audit.yaml").write_text("scale: rag\n", encoding="utf-8")
    done = runs(judged)
    held = cell(done, "harbour-fc")
    assert (held.final, held.decision and held.decision.word) == ("Amber", "Met")
    # The empty cells of such a row take nothing back.
    done = runs(judged, decisions=done.out / "workbook.xlsx")
    assert done.taken_in is not None and done.taken_in.decisions == 0


def test_criteria_that_do_not_apply_are_set_aside(judged: Path, runs: Runs) -> None:
    """With the board's reason, no gap, no action, and no need of a person; the self-score has nothing to differ from."""
    (judged / "audit.yaml").write_text(
        "agencies:\n  hill-trust:\n    not-applicable:\n      XX1: Refers nobody.\n    self-scores:\n      XX1: Met\n", encoding="utf-8"
    )
    done = runs(judged)
    held = cell(done, "hill-trust")
    assert (held.final, held.not_applicable, held.gaps, held.needs_person, held.difference) == (
        "Not applicable",
        "Refers nobody.",
        (),
        (),
        None,
    )
    assert not [row for row in done.audit.actions if row.agency == "hill-trust"]


def test_self_scores_show_how_far_they_are_from_the_documents(judged: Path, runs: Runs, tmp_path: Path) -> None:
    """In steps on the board's scale; what audit.yaml says goes before the file."""
    (judged / "scores.csv").write_text("Agency,XX1\nriverside,Met\nHarbour Fc,Met\nHill Trust,Met\nNobody,Met\n", encoding="utf-8")
    (judged / "audit.yaml").write_text(
        "self-scores: scores.csv\nagencies:\n  hill-trust:\n    self-scores:\n      XX1: Not met\n", encoding="utf-8"
    )
    told: list[str] = []
    done = runs(judged, told)
    assert [cell(done, id).difference for id in ("riverside", "harbour-fc", "hill-trust", "empty")] == [0, 1, 1, None]
    assert any("scores.csv, row 5" in sentence for sentence in told)
    assert any("scores.csv, row 5" in sentence for sentence in done.audit.problems)


def test_a_later_round_shows_movement_and_carries_the_plan(judged: Path, runs: Runs, tmp_path: Path) -> None:
    """By agency and criterion, from the final words; the plan as people left it in the old workbook, though it was never taken in."""
    (judged / "audit.yaml").write_text("round: Autumn 2025\n", encoding="utf-8")
    old = runs(judged, as_of=date(2025, 11, 20))
    review(old.out / "workbook.xlsx", cell(old, "harbour-fc"), None, **{columns.LEAD: "Head", columns.PROGRESS: "Amber"})
    (old.out / "edited.xlsx").replace(old.out / "workbook.xlsx")

    new = tmp_path / "next" / "returns"
    for agency, text in {"harbour-fc": MET, "hill-trust": WEAK, "newcomer": NOTHING}.items():
        (new / agency).mkdir(parents=True)
        (new / agency / "policy.md").write_text(text, encoding="utf-8")
    (new / "audit.yaml").write_text("round: Autumn 2026\nscale: rag\n", encoding="utf-8")
    for asked in ({"previous": old.out}, {}):
        done = runs(new, **asked)  # it is remembered
        moves = {each.agency.id: each.cells[0].movement for each in done.audit.submissions}
        assert {id: (move.kind, move.before, move.steps) for id, move in moves.items() if move} == {
            "harbour-fc": ("better", "Partly met", 1),
            "hill-trust": ("better", "Contradicted", 1),
            "newcomer": ("new", "", 0),
        }
        assert done.audit.previous is not None
        assert done.audit.previous.round == "Autumn 2025" and set(done.audit.previous.gone) == {"Empty", "Riverside"}
        rows = {(row.agency, row.element): (row.state, row.since, row.lead, row.progress) for row in done.audit.actions}
        assert ("no-longer-found", "Autumn 2025", "Head", "Amber") in [row for (agency, _), row in rows.items() if agency == "harbour-fc"]
        assert rows["hill-trust", "XX1.refer"][:2] == ("open", "Autumn 2025")
        assert rows["newcomer", "XX1.refer"][:2] == ("new", "")
        assert any("rated in other words" in remark for remark in done.audit.remarks)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no such file"),
        ("{", "is no JSON"),
        ('{"schema": "other/1"}', "is no record"),
        ('{"schema": "procheck.audit/1", "anonymised": true}', "--anonymise"),
        ('{"schema": "procheck.audit/1", "agencies": 3}', "is damaged"),
    ],
)
def test_an_earlier_round_that_cannot_be_used_is_named(judged: Path, runs: Runs, tmp_path: Path, content: str | None, said: str) -> None:
    """Nothing is compared with half a record."""
    if content is not None:
        (tmp_path / "audit.json").write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError, match=said):
        runs(judged, previous=tmp_path)


def test_a_mistake_in_audit_yaml_is_told_first_and_loses_no_judging(judged: Path, runs: Runs) -> None:
    """The documents are judged, no outputs are written with the wrong settings, and the next run has nothing left to judge."""
    shutil.rmtree(runs(judged).out)
    (judged / "audit.yaml").write_text("title: x\nscale: stars\n", encoding="utf-8")
    (judged / "harbour-fc" / "handbook.md").write_text(MET, encoding="utf-8")
    told: list[str] = []
    with pytest.raises(SettingsWrong):
        runs(judged, told)
    assert told[0].startswith("audit.yaml, line 2: there is no scale 'stars'")
    assert not (judged.parent / "returns-audit").exists()

    (judged / "audit.yaml").unlink()
    assert runs(judged).judged == 0


def test_bad_input_is_named_and_the_rest_is_done(judged: Path, runs: Runs) -> None:
    """Two agencies of one name, an agency without a folder, a document in no folder, an unreadable one, one sent by two, no workbook."""
    (judged / "audit.yaml").write_text(
        "agencies:\n  riverside: {name: The Same}\n  hill-trust: {name: the same}\n  nowhere: {name: Nowhere}\n", encoding="utf-8"
    )
    (judged / "loose.pdf").write_bytes(b"%PDF-1.7")
    (judged / "harbour-fc" / "scan.pdf").write_bytes(b"%PDF-1.7 damaged")
    shutil.copy(judged / "riverside" / "policy.md", judged / "hill-trust" / "copied.md")
    locked = judged / "locked.xlsx"
    locked.write_bytes(b"\xd0\xcf\x11\xe0")
    told: list[str] = []
    done = runs(judged, told, decisions=locked)

    said = "\n".join(told)
    for problem in ("there is no folder 'nowhere'", "Two agencies are called The Same (the folders 'riverside' and 'hill-trust')",
                    "loose.pdf lies in no agency's folder", "harbour-fc: scan.pdf", "No decisions were taken in: locked.xlsx"):  # fmt: skip
        assert problem in said
    assert final(done)["harbour-fc"] == "Partly met"
    assert [each.agency.name for each in done.audit.submissions][:3] == ["The Same (riverside)", "the same (hill-trust)", "Nowhere"]
    assert "sent the same file" in done.audit.remarks[0]
    unread = done.audit.submission("harbour-fc").unread
    assert [file.name for file in unread] == ["scan.pdf"] and done.has_trouble


def test_folders_that_are_no_audit_are_named(tmp_path: Path, runs: Runs) -> None:
    """No folder, an empty one, and outputs among the agencies' folders that would be run over."""
    with pytest.raises(DataFileError, match="is no folder"):
        runs(tmp_path / "gone")
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataFileError, match="holds no folders"):
        runs(tmp_path / "empty")
    with pytest.raises(DataFileError, match="another folder for the outputs"):
        runs(tmp_path / "empty", out=tmp_path / "empty")


def test_outputs_inside_the_folder_are_no_agency(judged: Path, runs: Runs) -> None:
    """On this run and on later ones that write elsewhere."""
    runs(judged, out=judged / "results")
    done = runs(judged, out=judged.parent / "elsewhere")
    assert "results" not in [each.agency.id for each in done.audit.submissions]


def test_a_workbook_that_somebody_has_changed_is_never_written_over(judged: Path, runs: Runs) -> None:
    """It is kept under another name, and the run says so."""
    done = runs(judged)
    workbook = done.out / "workbook.xlsx"
    edited = review(workbook, cell(done, "harbour-fc"), "Met")
    edited.replace(workbook)
    changed = workbook.read_bytes()
    told: list[str] = []
    runs(judged, told)

    kept = done.out / "workbook (kept 2026-11-22 10.15.00).xlsx"
    assert kept.read_bytes() == changed and workbook.read_bytes() != changed
    assert any("had been changed by somebody" in sentence for sentence in told)
    assert runs(judged, decisions=kept).audit.submission("harbour-fc").cells[0].final == "Met"


def test_a_workbook_that_is_open_is_not_replaced(judged: Path, runs: Runs) -> None:
    """The new one is written beside it, and the run says so."""
    done = runs(judged)
    (done.out / ".~lock.workbook.xlsx#").write_text("somebody", encoding="utf-8")
    before = (done.out / "workbook.xlsx").read_bytes()
    told: list[str] = []
    runs(judged, told)
    assert (done.out / "workbook.xlsx").read_bytes() == before
    assert (done.out / "workbook (new 2026-11-22 10.15.00).xlsx").is_file()
    assert any("is open in another program" in sentence for sentence in told)


def test_a_run_that_fails_while_writing_leaves_the_old_outputs(judged: Path, runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    """An output is there whole or not at all."""
    done = runs(judged)
    before = {path: path.read_bytes() for path in done.out.rglob("*") if path.is_file()}
    monkeypatch.setattr(publishing, "FORMS", ("record", "no_such_form", "workbook"))
    monkeypatch.setattr("procheck.audit.outputs.workbook.write", lambda *_: 1 / 0)
    (judged / "harbour-fc" / "handbook.md").write_text(MET, encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        runs(judged)
    after = {path: path.read_bytes() for path in done.out.rglob("*") if path.is_file()}
    assert before.keys() == after.keys()
    assert before[done.out / "workbook.xlsx"] == after[done.out / "workbook.xlsx"]


def test_anonymised_outputs_name_nobody_and_can_be_decided_on(judged: Path, runs: Runs, tmp_path: Path) -> None:
    """No agency in any file, no letters, and the anonymised workbook's decisions count like any other."""
    done = runs(judged, anonymise=True)
    record = (done.out / "audit.json").read_text(encoding="utf-8")
    assert done.out.name == "returns-audit-anonymised"
    assert "iverside" not in record and "arbour" not in record
    assert json.loads(record)["agencies"][0]["name"] == "Agency 1"

    done = runs(judged, decisions=review(done.out / "workbook.xlsx", cell(done, "harbour-fc"), "Met"))
    assert final(done)["harbour-fc"] == "Met"


def test_letters_of_agencies_that_are_gone_do_not_stay(judged: Path, runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    """An old letter under an old name would be sent; one that somebody has changed stays."""
    monkeypatch.setattr(publishing, "FORMS", ("letters",))
    done = runs(judged)
    letters = done.out / "letters"
    before = {path.name for path in letters.iterdir()}
    (judged / "audit.yaml").write_text("agencies:\n  riverside: {name: Renamed School}\n", encoding="utf-8")
    runs(judged)
    after = {path.name for path in letters.iterdir()}
    assert len(after) == len(before) and any("Renamed" in name for name in after) and not any("Riverside" in name for name in after)


def test_cell_by_cell_two_reviewers_lose_nothing(judged: Path, runs: Runs) -> None:
    """As on a web page: both open the audit, the first decides, the second is shown that and decides again."""
    runs(judged)
    first = second = open_audit(judged, date(2026, 11, 22))
    one = first.cell("harbour-fc", "XX1")
    with Database(judged) as database:
        how = {"at": "2026-11-22T10:20:00+00:00", "source": "web page", "seen": one.seen}
        assert decide(database, first, one.ref, "Met", "Seen", by="First", **how)
        with pytest.raises(ChangedMeanwhile, match="First has decided 'Met'"):
            decide(database, second, one.ref, "Not met", "", by="Second", **how)
        for wrong in ({"ref": "A99-XX1"}, {"word": "Splendid"}, {"by": " "}, {"note": "x" * 6000}, {"seen": "rubbish"}):
            given = {"ref": one.ref, "word": "Met", "note": "", "by": "Second", **how, **wrong}
            with pytest.raises(NotDecided):
                decide(database, second, **given)
        assert len(Decisions(database).entries()) == 1
    assert open_audit(judged, date(2026, 11, 22)).cell("harbour-fc", "XX1").final == "Met"


def test_an_audit_opens_without_judging(judged: Path, runs: Runs) -> None:
    """Also on a later day; an agency whose documents changed since says so, and is not shown with its old ratings."""
    runs(judged)
    (judged / "harbour-fc" / "handbook.md").write_text(MET, encoding="utf-8")
    audit = open_audit(judged, date(2027, 1, 1))
    assert audit.cell("riverside", "XX1").final == "Met"
    assert audit.submission("harbour-fc").report is None and "has not been judged since" in audit.submission("harbour-fc").problem


def test_a_folder_without_an_audit_does_not_open(tmp_path: Path) -> None:
    """Looking makes no file."""
    with pytest.raises(DataFileError, match="run procheck audit"):
        open_audit(tmp_path, date(2026, 11, 22))
    assert list(tmp_path.iterdir()) == []


def test_local_names_count_for_the_agencies_that_use_them(judged: Path, runs: Runs) -> None:
    """The board's for all, an agency's own for itself alone."""
    for agency in ("one", "two"):
        (judged / agency).mkdir()
        named = "The lead refers to the {} immediately.\n\n"
        text = f"# Harmful sexual behaviour\n\n{named.format('Hub' + agency)}{named.format('Front Desk')}"
        (judged / agency / "policy.md").write_text(text, encoding="utf-8")
    (judged / "audit.yaml").write_text("agencies:\n  one:\n    glossary:\n      social care: [Hubone]\n", encoding="utf-8")
    done = runs(judged)
    assert (final(done)["one"], final(done)["two"]) == ("Met", "Not met")
    (judged / "audit.yaml").write_text("glossary:\n  social care: [Front Desk]\n", encoding="utf-8")
    assert final(runs(judged))["two"] == "Met"


@pytest.mark.parametrize("term", ["(Hub", "Hub)", "|", "a?b", "   ", "Hub (a|"])
def test_odd_local_names_stop_nothing(judged: Path, runs: Runs, term: str) -> None:
    """Whatever a board writes there, the agencies are judged."""
    (judged / "audit.yaml").write_text(f"glossary:\n  social care: [{json.dumps(term)}]\n", encoding="utf-8")
    done = runs(judged)
    assert final(done)["riverside"] == "Met", done.audit.submission("riverside").problem
