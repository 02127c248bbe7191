"""The board report's tables: the matrix, criteria weakest first, contradictions, what was not read, agencies and their documents."""

from __future__ import annotations

from collections.abc import Sequence

from procheck.audit.model import Audit, Cell, Submission
from procheck.audit.outputs import overview, words
from procheck.audit.outputs.blocks import Block, Column, Field, Paragraph, Span, Table, field
from procheck.audit.scale import NOT_JUDGED
from procheck.reports.wording import clean, day, overdue, plural, sentence

FEW = 8
"""Up to so many agencies stand beside one another with their ratings in words; more stand below one another with marks."""
MOST_OPPOSED = 60
"""Contradictions that are shown in full before the others are only counted."""
LEGEND_PERSON = "*"
"""Marks a rating that a person should look at."""


def matrix(audit: Audit) -> tuple[Block, ...]:
    """Criteria by agencies, on wide pages."""
    if len(audit.submissions) <= FEW:
        return (*matrix_key(audit), _matrix_in_words(audit))
    codes = "; ".join(f"{criterion.id} {criterion.title}" for criterion in audit.criteria)
    return (*matrix_key(audit), _matrix_in_marks(audit), Paragraph((Span(sentence(codes)),), "soft"))


def matrix_key(audit: Audit) -> tuple[Block, ...]:
    """What the matrix's marks mean."""
    marks = {} if len(audit.submissions) <= FEW else words.marks(audit.scale)
    shown = {cell.final for _, cell in overview.agency_cells(audit)}
    spans: list[Span] = []
    for word in (*audit.scale.words, NOT_JUDGED):
        if word not in shown and word in (NOT_JUDGED, audit.scale.not_applicable):
            continue
        mark = marks.get(word, "")
        plain = words.rated(audit.scale, word)
        text = plain if mark in ("", word, words.NOT_JUDGED_SIGN) else f"{words.sign(audit.scale, word)} {mark} = {clean(word)}"
        spans += [Span(text, tone=audit.scale.tone(word)), Span("  ")]
    if overview.to_look_at(audit):
        spans.append(Span(f"{LEGEND_PERSON} a person should look at this rating.", soft=True))
    return (Paragraph(tuple(spans)),)


def _matrix_in_words(audit: Audit) -> Table:
    columns = [Column("Criterion", 8.0)]
    columns += [Column(words.name(submission.agency), 17.0 / max(4, len(audit.submissions))) for submission in audit.submissions]
    rows = []
    for criterion in audit.criteria:
        fields = [field(f"{criterion.id} {criterion.title}")]
        fields += [
            field(_final(cell, words.rated(audit.scale, cell.final)), tone=audit.scale.tone(cell.final))
            for cell in audit.column(criterion.id)
        ]
        rows.append(tuple(fields))
    return Table(tuple(columns), tuple(rows), "Ratings: criteria by agencies", look="small")


def _matrix_in_marks(audit: Audit) -> Table:
    marks = words.marks(audit.scale)
    columns = [Column("Agency", 5.2)]
    columns += [Column(criterion.id, 0.9, centred=True, unseen=f"{criterion.id} {criterion.title}") for criterion in audit.criteria]
    rows = []
    for submission in audit.submissions:
        fields = [field(f"{submission.agency.code} {words.name(submission.agency)}")]
        for cell in submission.cells:
            mark = Span(marks.get(cell.final, cell.final), bold=True, unseen=cell.final)
            fields.append(Field((_final(cell, mark),), audit.scale.tone(cell.final)))
        rows.append(tuple(fields))
    return Table(tuple(columns), tuple(rows), "Ratings: agencies by criteria", look="marks")


def _final(cell: Cell, shown: str | Span) -> tuple[Span, ...]:
    span = shown if isinstance(shown, Span) else Span(shown, bold=True)
    return (span, Span(LEGEND_PERSON, unseen=", a person should look")) if cell.needs_person else (span,)


def standings(audit: Audit) -> tuple[Block, ...]:
    """How many agencies have each rating, the weakest criterion first."""
    shown = [word for word in (*audit.scale.words, NOT_JUDGED) if _is_used(audit, word)]
    columns = [Column("Criterion", 9.0), *(Column(clean(word), words.room_for(word), centred=True) for word in shown)]
    rows = []
    for standing in overview.standings(audit):
        fields = [field(f"{standing.criterion.id} {standing.criterion.title}")]
        for word in shown:
            count = standing.counts.get(word, 0)
            fields.append(field(Span(str(count), bold=bool(count)), tone=audit.scale.tone(word) if count else None))
        rows.append(tuple(fields))
    return (Table(tuple(columns), tuple(rows), "How many agencies have each rating, the weakest criterion first"),)


def _is_used(audit: Audit, word: str) -> bool:
    if word not in (audit.scale.not_applicable, NOT_JUDGED):
        return True
    return any(cell.final == word for _, cell in overview.agency_cells(audit))


def contradictions(audit: Audit) -> tuple[Block, ...]:
    """Every passage that says the opposite of what is asked for; () where there is none."""
    found = overview.opposites(audit)
    rows = []
    for each in found[:MOST_OPPOSED]:
        several = bool(each.submission.report and len(each.submission.report.documents) > 1)
        quote = place = ""
        if each.evidence:
            quote, place = f"“{clean(each.evidence.quote)}”", words.where(each.evidence, several=several)
        rows.append((
            field(words.name(each.submission.agency), Span(each.cell.ref, soft=True)),
            field(f"{each.cell.criterion}: {sentence(each.element.title)}"),
            field(quote, Span(place, soft=True), quoted=True),
        ))  # fmt: skip
    if not rows:
        return ()
    columns = (Column("Agency", 3.6), Column("What is asked for", 4.8), Column("What the documents say", 8.6))
    table = Table(columns, tuple(rows), "Passages that say the opposite")
    return (table, *_rest(len(found) - len(rows), "contradiction", "Findings"))


def _rest(number: int, one: str, sheet: str) -> tuple[Block, ...]:
    if number <= 0:
        return ()
    return (Paragraph((Span(f"And {plural(number, f'more {one}')}: see the sheet {sheet} in the workbook."),), "soft"),)


def unread(audit: Audit) -> tuple[Block, ...]:
    """All that was not judged; () where there is nothing."""
    parts = overview.unread(audit)
    if not parts:
        return ()
    columns = (Column("Agency", 4.0), Column("Document", 4.2), Column("Where", 2.6), Column("Why, and what to do", 6.2))
    rows = tuple((field(part.agency), field(part.document), field(part.where), field(sentence(part.why))) for part in parts)
    return (Table(columns, rows, "What could not be read, and was not judged"),)


def documents(audit: Audit) -> tuple[Block, ...]:
    """Every agency with its documents and their dates."""
    columns = (
        Column("Agency", 4.2), Column("Document", 5.0), Column("Length", 2.6), Column("Approved", 2.4), Column("Review due", 2.8),
    )  # fmt: skip
    rows = [row for submission in audit.submissions for row in _document_rows(audit, submission)]
    return (Table(columns, tuple(rows), "Agencies and the documents that were read"),)


def _document_rows(audit: Audit, submission: Submission) -> Sequence[tuple[Field, ...]]:
    agency = submission.agency
    about = ", ".join(filter(None, [agency.code, agency.type, agency.nation]))
    name = field(agency.name, Span(about, soft=True))
    if not submission.report or not submission.report.documents:
        return [(name, field("None could be read."), field(), field(), field())]
    made = []
    for place, document in enumerate(submission.report.documents):
        late = overdue(document.review_due, audit.as_of)
        due = (Span(day(document.review_due)), Span(" (overdue)", bold=True)) if late else day(document.review_due)
        length = plural(document.pages, "page") if document.pages else plural(document.words, "word")
        made.append((
            name if not place else field(Span(words.name(agency), soft=True)),
            field(document.name, Span(document.title or "", soft=True)),
            field(length), field(day(document.approved)), field(due),
        ))  # fmt: skip
    return made
