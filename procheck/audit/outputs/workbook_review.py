"""The sheets that people work in: Matrix, Findings, Action plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from procheck.audit import columns
from procheck.audit.model import PRIORITIES, PROGRESS, ActionRow, Audit, Cell, Submission
from procheck.audit.outputs import overview, words
from procheck.audit.outputs.workbook_cells import (
    HEAD,
    SMALL,
    Head,
    Toned,
    Value,
    Verbatim,
    add_list,
    add_rows,
    add_sheet,
    colour_by_word,
    date_or_words,
    number_or_word,
    put,
)
from procheck.audit.scale import NOT_JUDGED, Tone
from procheck.judgement.model import ElementFinding, Evidence
from procheck.reports import ordering
from procheck.reports.wording import clean, day, section_path, sentence

if TYPE_CHECKING:
    from openpyxl import Workbook

MATRIX = "Matrix"
_STATES: Mapping[str, str] = {
    "new": "New",
    "open": "Still open",
    "no-longer-found": "No longer found: the documents now say it",
}
_PROGRESS_TONES: Mapping[str, Tone] = {"Red": "opposed", "Amber": "middling", "Green": "good"}
_PRIORITY_TONES: Mapping[str, Tone] = {"High": "opposed", "Medium": "middling", "Low": "none"}
FINDINGS_HEADS = (
    Head(columns.REF, 11), Head("Agency", 24), Head("Theme", 20), Head("Criterion", 28), Head("Rating", 13), Head("Evidence quote", 60),
    Head("Document", 24), Head("Section", 26), Head("Page", 14), Head("What is missing", 46), Head("Needs a person", 40),
    Head(columns.DECISION, 16, fill_in=True), Head(columns.NOTE, 36, fill_in=True), Head(columns.REVIEWER, 16, fill_in=True),
    Head("Decided on", 12), Head("Final rating", 13), Head("Self-score", 13), Head(columns.SEEN, 20, hidden=True),
)  # fmt: skip
ACTION_HEADS = (
    Head(columns.REF, 15), Head("Agency", 24), Head("Criterion", 28), Head("Gap", 40), Head("Action needed", 56),
    Head(columns.PRIORITY, 11, fill_in=True), Head(columns.LEAD, 18, fill_in=True), Head(columns.TARGET_DATE, 13, fill_in=True),
    Head(columns.EVIDENCE, 32, fill_in=True), Head(columns.PROGRESS, 11, fill_in=True), Head(columns.COMPLETED, 14, fill_in=True),
    Head("Raised", 16), Head("State", 22), Head(columns.SEEN, 20, hidden=True),
)  # fmt: skip


def matrix(workbook: Workbook, audit: Audit) -> None:
    """Agencies by criteria in words and colours, with counts at the right and below."""
    shown = (*audit.scale.words, NOT_JUDGED)
    heads = [Head("Code", 7), Head("Agency", 32), Head("Type", 20)]
    heads += [Head(f"{criterion.id} {criterion.title}", 14) for criterion in audit.criteria]
    heads += [Head(f"Ratings: {word}", 10) for word in shown] + [Head("For a person to look at", 10)]
    sheet = add_sheet(workbook, MATRIX, heads, freeze="D2")
    rows: list[list[Value]] = []
    for submission in audit.submissions:
        agency, counts = submission.agency, audit.counts(submission.cells)
        row: list[Value] = [agency.code, agency.name, agency.type]
        row += [Toned(cell.final, audit.scale.tone(cell.final)) for cell in submission.cells]
        row += [counts.get(word, 0) for word in shown]
        rows.append([*row, sum(bool(cell.needs_person) for cell in submission.cells)])
    add_rows(sheet, heads, rows)
    # Below the filtered rows, with one left empty between, so that sorting leaves them alone.
    below = len(rows) + 3
    for number, word in enumerate(shown):
        put(sheet.cell(below + number, 2), f"Agencies: {word}", HEAD)
        for place, criterion in enumerate(audit.criteria, 4):
            put(sheet.cell(below + number, place), audit.counts(audit.column(criterion.id)).get(word, 0), SMALL)
    sheet.row_dimensions[1].height = 80


def findings(workbook: Workbook, audit: Audit) -> None:
    """A row for each agency and criterion, with columns for the reviewer."""
    criteria = {criterion.id: criterion for criterion in audit.criteria}
    rows: list[list[Value]] = []
    for submission, cell in overview.agency_cells(audit):
        criterion = criteria[cell.criterion]
        quotes = _quotes(cell)
        decision, note = cell.to_fill_in
        kept = cell.decision if cell.decision and cell.decision.state == "kept" else None
        rows.append([
            cell.ref, submission.agency.name, criterion.theme, f"{criterion.id} {criterion.title}",
            _rating(audit, cell.program or NOT_JUDGED),
            _numbered([f"“{clean(found.quote)}”" for found in quotes]), _same([found.document for found in quotes]),
            _numbered([section_path(found.section) for found in quotes]), _numbered([_page(found) for found in quotes]),
            _missing(submission, cell), "\n".join(map(sentence, (*_again(cell), *cell.needs_person))),
            Toned(decision, "none") if decision else None, Verbatim(note), Verbatim(kept.by if kept else ""),
            date_or_words(kept.when[:10]) if kept else None, _rating(audit, cell.final),
            _rating(audit, cell.self_score.word) if cell.self_score else None, cell.seen,
        ])  # fmt: skip
    sheet = add_sheet(workbook, columns.FINDINGS, FINDINGS_HEADS, freeze="C2")
    add_rows(sheet, FINDINGS_HEADS, rows)
    place = _place(FINDINGS_HEADS, columns.DECISION)
    source = f"Lists!$A$1:$A${len(audit.scale.words)}"
    prompt = "Choose a word of the scale. Leave it empty to keep the program's rating. Say why in the next column."
    add_list(sheet, place, len(rows), source, title=columns.DECISION, prompt=prompt)
    colour_by_word(sheet, place, len(rows), [(word, audit.scale.tone(word)) for word in audit.scale.words])


def actions(workbook: Workbook, audit: Audit) -> None:
    """The action plan, with drop-down lists and filters."""
    names = {submission.agency.id: submission.agency.name for submission in audit.submissions}
    titles = {criterion.id: f"{criterion.id} {criterion.title}" for criterion in audit.criteria}
    rows = [_action(row, names.get(row.agency, row.agency), titles.get(row.criterion, row.criterion)) for row in audit.actions]
    sheet = add_sheet(workbook, columns.ACTIONS, ACTION_HEADS, freeze="C2")
    add_rows(sheet, ACTION_HEADS, rows)
    for title, source, tones in (
        (columns.PRIORITY, f"Lists!$B$1:$B${len(PRIORITIES)}", _PRIORITY_TONES),
        (columns.PROGRESS, f"Lists!$C$1:$C${len(PROGRESS)}", _PROGRESS_TONES),
    ):
        place = _place(ACTION_HEADS, title)
        add_list(sheet, place, len(rows), source, title=title, prompt="Choose a word from the list.")
        colour_by_word(sheet, place, len(rows), list(tones.items()))


def lists(workbook: Workbook, audit: Audit) -> None:
    """The words that the drop-down lists offer, out of sight."""
    sheet = workbook.create_sheet("Lists")
    sheet.sheet_state = "hidden"
    for column, offered in enumerate((audit.scale.words, PRIORITIES, PROGRESS), 1):
        for number, word in enumerate(offered, 1):
            value = number_or_word(word)
            put(sheet.cell(number, column), value)


def _place(heads: tuple[Head, ...], title: str) -> int:
    """The number of a column, from 1."""
    return next(number for number, head in enumerate(heads, 1) if head.title == title)


def _rating(audit: Audit, word: str) -> Toned:
    return Toned(word, audit.scale.tone(word))


def _quotes(cell: Cell) -> list[Evidence]:
    """One passage for each element that has any: the one that a reader needs first. The same passage stands once."""
    if cell.finding is None or cell.finding.status == "not-applicable":
        return []
    made: dict[tuple[str, int, str], Evidence] = {}
    for element in cell.finding.elements:
        for found in ordering.passages(element)[:1]:
            made.setdefault((found.document, found.paragraph, found.quote), found)
    return list(made.values())


def _numbered(parts: list[str]) -> str:
    """Lines with numbers, where there are several: the same number in each column belongs to the same quote."""
    return "\n".join(f"({number}) {part}" for number, part in enumerate(parts, 1)) if len(parts) > 1 else "".join(parts)


def _same(parts: list[str]) -> str:
    """As `_numbered`, or the one name where all are the same."""
    return clean(parts[0]) if len(set(parts)) == 1 else _numbered([clean(part) for part in parts])


def _page(found: Evidence) -> str:
    return str(found.page) if found.page else f"paragraph {found.paragraph}"


def _missing(submission: Submission, cell: Cell) -> str:
    if cell.not_applicable:
        return f"Does not apply: {sentence(cell.not_applicable)}"
    if cell.finding is None:
        return sentence(submission.problem)
    if cell.finding.status == "not-applicable":
        return ""
    return "\n".join(_said(element) for element in cell.finding.elements if element.value != "yes")


def _said(element: ElementFinding) -> str:
    return words.missing(element) if element.required else f"Extra, moves no rating. {words.missing(element)}"


def _again(cell: Cell) -> list[str]:
    """The decision that is to be looked at again, as it was: nothing stands in the reviewer's columns then."""
    decision = cell.decision
    if decision is None or decision.state != "look-again":
        return []
    note = f" ({clean(decision.note)})" if decision.note else ""
    word = f"“{clean(decision.word)}”" if decision.word else "a note"
    return [f"Look at this again. {clean(decision.by)} decided {word} on {day(decision.when[:10])}{note}"]


def _action(row: ActionRow, agency: str, criterion: str) -> list[Value]:
    return [
        row.ref, agency, criterion, sentence(row.gap), sentence(row.action), row.priority, Verbatim(row.lead),
        date_or_words(row.target_date), Verbatim(row.evidence), row.progress, date_or_words(row.completed), row.since or "This round",
        _STATES[row.state], row.seen,
    ]  # fmt: skip
