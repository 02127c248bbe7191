from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from procheck.audit import columns
from procheck.audit.action_history import ActionEntry, Actions, Fields
from procheck.audit.database import Database
from procheck.audit.history import Decisions, Seen
from procheck.audit.model import Agency
from procheck.audit.scale import SCALES
from procheck.audit.taking_in import By, Rules, TakenIn, take_in
from procheck.datafiles import DataFileError

RULES = Rules(
    (Agency("riverside", "A02", "Riverside Academy"), Agency("harbour", "A11", "Harbour FC", formerly=("old-harbour",))),
    ("MA1", "PC1"),
    ("MA1.refer", "PC1.inform"),
    SCALES["rag"],
)
FINDINGS = (columns.REF, columns.DECISION, columns.NOTE, columns.REVIEWER, columns.SEEN)
PLAN = (columns.REF, *columns.ACTION_COLUMNS, columns.SEEN)
Row = tuple[str | None, ...]


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path)


def workbook(folder: Path, findings: list[Row], plan: list[Row] | None = None, *, headings: tuple[str, ...] = FINDINGS) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = columns.FINDINGS
    for row in (headings, *findings):
        sheet.append(row)
    if plan is not None:
        sheet = book.create_sheet(columns.ACTIONS)
        for row in (PLAN, *plan):
            sheet.append(row)
    path = folder / "workbook.xlsx"
    book.save(path)
    return path


def take(database: Database, findings: list[Row], plan: list[Row] | None = None, *, by: str = "Officer", rules: Rules = RULES) -> TakenIn:
    return take_in(workbook(database.path.parent, findings, plan), database, rules, By(by, "2026-11-22T10:15:00+00:00"))


def words(database: Database) -> list[tuple[str, str, str, str, str]]:
    return [(entry.agency, entry.criterion, entry.word, entry.note, entry.by) for entry in Decisions(database).entries()]


def test_decisions_and_notes_are_taken_in(database: Database) -> None:
    """With who decided: the row's reviewer, or whoever takes the workbook in; a note alone is kept too."""
    rows: list[Row] = [
        ("A02-MA1", "green", "Seen on the visit", "B. Second", "0-aa"),
        ("a2-pc1", " Amber ", None, None, "0-bb"),
        ("A11-MA1", None, "Ask them", None, "0-cc"),
        ("A11-PC1", None, None, None, "0-dd"),
    ]
    assert take(database, rows) == TakenIn(3, 0, ())
    assert words(database) == [
        ("riverside", "MA1", "Green", "Seen on the visit", "B. Second"),
        ("riverside", "PC1", "Amber", "", "Officer"),
        ("harbour", "MA1", "", "Ask them", "Officer"),
    ]
    first = Decisions(database).entries()[0]
    assert (first.fingerprint, first.at, first.source) == ("aa", "2026-11-22T10:15:00+00:00", "workbook.xlsx, row 2")


def test_what_is_wrong_is_named_by_row_and_the_rest_is_taken_in(database: Database) -> None:
    """Unknown references, words off the scale, and rows that say different things."""
    rows: list[Row] = [
        ("A99-MA1", "Green", None, None, "0-aa"),
        ("A02-ZZ1", "Green", None, None, "0-aa"),
        ("total", "Green", None, None, None),
        ("A02-MA1", "Splendid", "note", None, "0-aa"),
        ("A02-PC1", "Green", None, None, "0-aa"),
        ("A02-PC1", "Red", None, None, "0-aa"),
        ("A11-MA1", "Red", None, None, "0-aa"),
    ]
    taken = take(database, rows)

    assert taken.decisions == 1 and words(database) == [("harbour", "MA1", "Red", "", "Officer")]
    assert [problem.split(" (")[0].rsplit(" ", 1)[1] for problem in taken.problems] == ["2", "3", "4", "5", "6"]
    assert "Green, Amber, Red, Not applicable" in taken.problems[3]
    assert "rows 6 and 7" in taken.problems[4]


def test_a_reference_may_stand_in_several_rows(database: Database) -> None:
    """One row for each quote: what stands in one of them counts, and what stands in all alike."""
    rows: list[Row] = [
        ("A02-MA1", None, None, None, "0-aa"),
        ("A02-MA1", "Green", None, None, "0-aa"),
        ("A02-PC1", "Red", None, None, "0-aa"),
        ("A02-PC1", "Red", None, None, "0-aa"),
    ]
    assert take(database, rows) == TakenIn(2, 0, ())


def test_an_old_workbook_takes_nothing_back(database: Database) -> None:
    """Rows that a reviewer has not touched change nothing, though others have decided since the workbook was made."""
    take(database, [("A02-MA1", "Green", None, None, "0-aa")], by="First")
    assert take(database, [("A02-MA1", None, None, None, "0-aa")]) == TakenIn(0, 0, ())
    assert take(database, [("A02-MA1", "Green", None, None, "1-aa")]) == TakenIn(0, 0, ())


def test_a_change_that_another_has_made_meanwhile_is_not_run_over(database: Database) -> None:
    """The row is named with what the other decided, and nothing of either is lost."""
    take(database, [("A02-MA1", "Green", "mine", None, "0-aa")], by="First")
    taken = take(database, [("A02-MA1", "Red", None, None, "0-aa")], by="Second")

    assert taken.decisions == 0 and "First has decided 'Green' meanwhile" in taken.problems[0]
    assert words(database) == [("riverside", "MA1", "Green", "mine", "First")]


def test_emptying_a_row_takes_the_decision_back(database: Database) -> None:
    """Where the workbook showed a decision and the cells are empty now."""
    take(database, [("A02-MA1", "Green", None, None, "0-aa")])
    assert take(database, [("A02-MA1", None, None, None, "1-aa")]).decisions == 1
    assert [word for _, _, word, _, _ in words(database)] == ["Green", ""]


def test_a_decision_to_look_at_again_is_given_anew_by_writing_it(database: Database) -> None:
    """Its cells stood empty: empty they change nothing, and the same word written again is a decision on the new evidence."""
    take(database, [("A02-MA1", "Green", "why", None, "0-aa")])
    assert take(database, [("A02-MA1", None, None, None, "1!-bb")]) == TakenIn(0, 0, ())
    assert take(database, [("A02-MA1", "Green", "why", None, "1!-bb")]).decisions == 1
    assert [entry.fingerprint for entry in Decisions(database).entries()] == ["aa", "bb"]


def test_who_decided_before_is_not_taken_for_who_decides_now(database: Database) -> None:
    """The reviewer's column shows the last one: unchanged, it says nothing of who changed the word."""
    take(database, [("A02-MA1", "Green", None, "First", "0-aa")])
    take(database, [("A02-MA1", "Red", None, "First", "1-aa")], by="Second")
    take(database, [("A02-MA1", "Amber", None, "Third", "2-aa")], by="Second")
    assert [by for *_, by in words(database)] == ["First", "Second", "Third"]


def test_a_workbook_without_the_hidden_column_is_taken_in_too(database: Database) -> None:
    """A board's own sheet: words are taken to be said of what was shown last, and empty cells change nothing."""
    database.do("INSERT INTO shown VALUES ('riverside', 'MA1', 'aa')")
    path = workbook(database.path.parent, [("A02-MA1", "Green"), ("A02-PC1", None)], headings=FINDINGS[:2])
    for _ in range(2):
        take_in(path, database, RULES, By("Officer", "t"))
    path = workbook(database.path.parent, [("A02-MA1", None)], headings=FINDINGS[:2])
    take_in(path, database, RULES, By("Officer", "t"))

    assert words(database) == [("riverside", "MA1", "Green", "", "Officer")]
    assert Decisions(database).entries()[0].fingerprint == "aa"


def test_a_forged_hidden_column_is_not_believed(database: Database) -> None:
    """A number of another cell's entry is as good as none: what another decided still stands in the way."""
    take(database, [("A02-MA1", "Green", None, None, "0-aa"), ("A02-PC1", "Red", None, None, "0-aa")])
    take(database, [("A02-MA1", "Red", None, None, "2-aa")])
    assert [(word, criterion) for _, criterion, word, _, _ in words(database)] == [("Green", "MA1"), ("Red", "PC1"), ("Red", "MA1")]


def test_decisions_of_a_former_folder_are_known(database: Database) -> None:
    """An agency whose folder has a new name keeps its history."""
    Decisions(database).decide("old-harbour", "MA1", "Green", "", by="First", at="t", seen=Seen(0, False, "aa"), source="s")
    assert take(database, [("A11-MA1", "Green", None, None, "1-aa")]) == TakenIn(0, 0, ())


def test_formulas_and_line_breaks_are_text(database: Database) -> None:
    """A note that begins with = is what it says; the lines of a note stay."""
    take(database, [("A02-MA1", None, "'=SUM(A1)\nsecond line", None, "0-aa")])
    assert words(database)[0][3] == "'=SUM(A1)\nsecond line"


def test_the_action_plan_is_taken_in(database: Database) -> None:
    """What people fill in, with words of the lists in any case; a priority counts only where a person changed it."""
    plan: list[Row] = [
        ("A02-MA1.refer", "High", "Deputy head", "2027-02-01", None, "amber", None, "0-High"),
        ("A02-PC1.inform", "Low", None, None, None, None, None, "0-Medium"),
        ("A11-MA1.refer", "Medium", None, None, None, None, None, "0-Medium"),
        ("A11-PC1.inform", "Medium", None, None, None, "Purple", None, "0-Medium"),
    ]
    taken = take(database, [], plan)

    assert taken.actions == 2 and "'Purple' is no Progress RAG" in taken.problems[0] and "row 5" in taken.problems[0]
    entries = Actions(database).latest()
    assert entries["riverside", "MA1.refer"].fields == Fields("", "Deputy head", "2027-02-01", "", "Amber", "")
    assert entries["riverside", "PC1.inform"].fields == Fields("Low")
    assert take(database, [], plan).actions == 0


def test_rows_that_nobody_touched_stay_as_they_were_carried_forward(database: Database) -> None:
    """The earlier round's lead and date are no change of this one; a change keeps the round in which the gap was raised."""
    held = ActionEntry(0, "riverside", "MA1.refer", Fields("", "Head", "2026-05-01"), "Autumn 2025", "", "", "the earlier round")
    rules = Rules(RULES.agencies, RULES.criteria, RULES.elements, RULES.scale, {("riverside", "MA1.refer"): held})
    row: Row = ("A02-MA1.refer", "High", "Head", "2026-05-01", None, None, None, "0-High")
    assert take(database, [], [row], rules=rules).actions == 0
    row = ("A02-MA1.refer", "High", "Head", "2026-05-01", "Policy v5", "Green", "2026-04-20", "0-High")
    assert take(database, [], [row], rules=rules).actions == 1
    (entry,) = Actions(database).entries()
    assert entry.since == "Autumn 2025" and entry.fields.completed == "2026-04-20"


def test_an_action_that_another_changed_meanwhile_is_named(database: Database) -> None:
    """As with decisions."""
    take(database, [], [("A02-MA1.refer", "High", "Head", None, None, None, None, "0-High")], by="First")
    taken = take(database, [], [("A02-MA1.refer", "High", "Deputy", None, None, None, None, "0-High")])
    assert taken.actions == 0 and "First has changed this row meanwhile" in taken.problems[0]


def test_another_workbook_is_named(database: Database) -> None:
    """A file without the sheet is a mistake and not an empty workbook."""
    path = workbook(database.path.parent, [], headings=("Name", "Score"))
    with pytest.raises(DataFileError, match="no sheet 'Findings'"):
        take_in(path, database, RULES, By("Officer", "t"))
