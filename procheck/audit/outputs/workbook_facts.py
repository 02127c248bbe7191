"""The sheets to read: Self-score differences, Movement, Unread, Documents, Method."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from procheck.audit.model import Audit
from procheck.audit.outputs import overview, words
from procheck.audit.outputs.workbook_cells import HEAD, Head, Toned, Value, add_rows, add_sheet, date_or_words, put
from procheck.reports import wording
from procheck.reports.model import Report
from procheck.reports.wording import clean, day, overdue, sentence

if TYPE_CHECKING:
    from openpyxl import Workbook

_MOVES = {"better": "Better", "worse": "Worse", "same": "The same", "new": "New", "not-comparable": "Cannot be compared"}

_MADE = (
    "All that an agency sent was read together. procheck compared the words with each criterion and kept the passage that its rating "
    "rests on. The same rules were used for every agency. A rating is the program's until a person decides otherwise."
)
_NAMES = "Names of agencies and people, addresses and telephone numbers were taken out by a program: read it through before you publish it."
_REVIEW = (
    "On the sheet Findings choose a word under “Reviewer's decision”, say why under “Reviewer's note” and who you are under “Reviewer”. "
    "Save the workbook, and give it with --decisions. Leave the decision empty to keep the program's rating. You may sort, filter, hide "
    "and move columns and add your own; keep the headings, and the hidden column Seen."
)
_PLAN = "On the sheet Action plan the blue columns are yours. They are kept, and carried into the next round."
_COLUMNS = (
    "Rating: by the program. Final rating: the person's where one has decided, else the program's. Where several quotes stand in one cell "
    "they are numbered, and the numbers in Document, Section and Page belong to them."
)


def self_scores(workbook: Workbook, audit: Audit) -> None:
    """Every self-score beside the rating, the largest difference first."""
    heads = (
        Head("Ref", 11), Head("Agency", 28), Head("Criterion", 34), Head("Self-score", 14), Head("The agency's evidence", 34),
        Head("Rating", 14), Head("Steps", 8), Head("Difference", 24), Head("What is missing", 50),
    )  # fmt: skip
    titles = {criterion.id: f"{criterion.id} {criterion.title}" for criterion in audit.criteria}
    rows: list[list[Value]] = []
    for submission, cell in overview.self_scored(audit):
        score = cell.self_score
        assert score is not None
        compared = "Cannot be compared" if cell.difference is None else f"Self-score {words.steps(cell.difference)}"
        rows.append([
            cell.ref, submission.agency.name, titles[cell.criterion], Toned(score.word, audit.scale.tone(score.word)), score.comment,
            Toned(cell.final, audit.scale.tone(cell.final)), cell.difference, compared if cell.difference != 0 else "The same",
            "\n".join(map(words.missing, overview.open_gaps(audit, cell))),
        ])  # fmt: skip
    _sheet(workbook, "Self-score differences", heads, rows, "No self-scores were given for this audit.")


def movement(workbook: Workbook, audit: Audit) -> None:
    """Every rating beside that of the previous round; no sheet without one."""
    if audit.previous is None:
        return
    heads = (
        Head("Ref", 11), Head("Agency", 28), Head("Criterion", 40), Head("Last round", 16), Head("This round", 16), Head("Movement", 20),
        Head("Steps", 8),
    )  # fmt: skip
    titles = {criterion.id: f"{criterion.id} {criterion.title}" for criterion in audit.criteria}
    rows: list[list[Value]] = [
        [
            cell.ref, submission.agency.name, titles[cell.criterion], cell.movement.before, Toned(cell.final, audit.scale.tone(cell.final)),
            _MOVES[cell.movement.kind], cell.movement.steps if cell.movement.kind in ("better", "worse", "same") else None,
        ]
        for submission, cell in overview.agency_cells(audit)
        if cell.movement
    ]  # fmt: skip
    _sheet(workbook, "Movement", heads, rows, "Nothing can be compared.")


def unread(workbook: Workbook, audit: Audit) -> None:
    """All that was not judged."""
    heads = (Head("Agency", 30), Head("Document", 36), Head("Where", 30), Head("Why, and what to do", 80))
    rows: list[list[Value]] = [[part.agency, part.document, part.where, sentence(part.why)] for part in overview.unread(audit)]
    _sheet(workbook, "Unread", heads, rows, "Nothing that the program knows of: every page of every document was read.")


def documents(workbook: Workbook, audit: Audit) -> None:
    """Every document that was read, with what it says of itself and its fingerprint."""
    heads = (
        Head("Agency", 30), Head("Type", 20), Head("Nation", 14), Head("Document", 34), Head("Title", 34), Head("Owner", 24),
        Head("Version", 10), Head("Approved", 14), Head("Review due", 14), Head("Overdue", 10), Head("Pages", 8), Head("Words", 9),
        Head("Remarks", 34), Head("SHA-256", 30),
    )  # fmt: skip
    rows: list[list[Value]] = [
        [
            submission.agency.name, submission.agency.type, submission.agency.nation, document.name, document.title, document.owner,
            document.version,
            _day(document.approved), _day(document.review_due), "Overdue" if overdue(document.review_due, audit.as_of) else "",
            document.pages, document.words, " ".join(map(sentence, document.remarks)), document.sha256,
        ]
        for submission in audit.submissions
        if submission.report
        for document in submission.report.documents
    ]  # fmt: skip
    _sheet(workbook, "Documents", heads, rows, "No document could be read.")


def _day(iso: str | None) -> Value:
    made = date_or_words(iso or "")
    return day(iso) if iso and not hasattr(made, "year") else made if iso else None


def method(workbook: Workbook, audit: Audit) -> None:
    """How the workbook was made, how to use it, and what it is not."""
    heads = (Head("About", 30), Head("What there is to know", 110))
    rows: list[list[Value]] = [[about, said] for about, said in _method(audit)]
    sheet = add_sheet(workbook, "Method", heads)
    add_rows(sheet, heads, rows)
    for number in range(2, len(rows) + 2):
        sheet.cell(number, 1).style = HEAD
    sheet.auto_filter.ref = None


def _method(audit: Audit) -> Iterator[tuple[str, str]]:
    yield "Audit", ", ".join(filter(None, [clean(audit.title), clean(audit.round)]))
    if audit.board.name:
        yield "Board", audit.board.name
    yield "Date", day(audit.as_of)
    yield "Criteria", f"{wording.tested_against(audit.pack)} Source: {sentence(audit.pack.source)}"
    yield "How ratings were made", _MADE
    if audit.anonymised:
        yield "Names", _NAMES
    yield "How to review", _REVIEW
    yield "How to plan", _PLAN
    yield "What the columns mean", _COLUMNS
    for rating in audit.scale.ratings:
        statuses = "; or ".join(wording.STATUS_MEANINGS[status] for status in rating.statuses)
        yield f"Rating: {rating.word}", sentence(rating.meaning or statuses or "given by a person only")
    yield f"Rating: {audit.scale.not_applicable}", "The criterion does not apply to this agency."
    yield from _settings(audit)
    for number, remark in enumerate((*audit.remarks, *audit.problems), 1):
        yield f"Remark {number}", sentence(remark)
    for loose in audit.loose:
        decision = loose.decision
        yield (
            f"Decision without a place: {loose.agency}, {loose.criterion}",
            (
                f"{clean(decision.by)} decided “{clean(decision.word)}” on {day(decision.when[:10])}. "
                f"The agency or the criterion is no longer in the audit; the decision is kept. {sentence(decision.note)}"
            ),
        )
    empty = Report("", audit.as_of, audit.procheck, audit.pack, (), ())
    for number, limit in enumerate(wording.limits(empty), 1):
        yield f"Limit {number}", limit
    if audit.scorer:
        yield "Learned scorer", f"SHA-256 {audit.scorer}"


def _settings(audit: Audit) -> Iterator[tuple[str, str]]:
    """What the board set for single agencies."""
    for submission in audit.submissions:
        agency = submission.agency
        for each in agency.not_applicable:
            yield f"Does not apply: {agency.name}, {each.criterion}", sentence(each.reason)
        if agency.glossary:
            said = "; ".join(f"{concept}: {', '.join(names)}" for concept, names in agency.glossary)
            yield f"Local names: {agency.name}", sentence(said)


def _sheet(workbook: Workbook, title: str, heads: tuple[Head, ...], rows: list[list[Value]], nothing: str) -> None:
    """A sheet with rows and filters, or one line that says that there is nothing."""
    sheet = add_sheet(workbook, title, heads, freeze="C2" if heads[0].title == "Ref" else "B2")
    if rows:
        add_rows(sheet, heads, rows)
    else:
        put(sheet.cell(2, 1), nothing)
        sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=min(4, len(heads)))
