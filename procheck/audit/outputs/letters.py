"""A feedback letter (DOCX) for each agency, on the board's own letterhead where it gives one."""

from __future__ import annotations

import re
from pathlib import Path

from procheck.audit.model import Audit, Submission
from procheck.audit.outputs import letter_facts, word
from procheck.audit.outputs.blocks import Block, Column, Span, Table, field
from procheck.audit.outputs.letter_facts import Letter
from procheck.audit.outputs.templates import Templates
from procheck.reports.wording import clean, day, sentence

FOLDER, BASE, TEMPLATE = "letters", "letter.docx", "letter.md"


def write(audit: Audit, folder: Path, templates: Path | None) -> list[Path]:
    """Writes a letter for each agency into the folder `letters`; none where the audit is anonymised.

    Raises TemplateProblem, and OSError where a file cannot be written.
    """
    if audit.anonymised:
        return []
    found = Templates(templates)
    (folder / FOLDER).mkdir(exist_ok=True)
    paths = []
    for submission in audit.submissions:
        path = folder / FOLDER / file_name(submission)
        path.write_bytes(render(audit, submission, found))
        paths.append(path)
    return paths


def file_name(submission: Submission) -> str:
    """ "A02 Riverside Academy.docx", of letters that every system allows in a file's name."""
    name = re.sub(r'[<>:"/\\|?*\s]+', " ", clean(submission.agency.name)).strip(" .")
    return f"{submission.agency.code} {name[:80].strip(' .')}".strip() + ".docx"


def render(audit: Audit, submission: Submission, templates: Templates) -> bytes:
    """One letter. Raises TemplateProblem."""
    made = letter_facts.letter(audit, submission)
    blocks = templates.blocks(
        TEMPLATE,
        {"actions": actions(made), "scores": scores(made)},
        audit=audit,
        board=audit.board,
        agency=submission.agency,
        letter=made,
    )
    base = templates.path(BASE)
    assert base is not None
    return word.letter_or_report(
        blocks,
        base,
        title=f"{clean(audit.title)}: {clean(submission.agency.name)}",
        board=audit.board.name,
        logo=audit.board.logo,
        as_of=audit.as_of,
        author=audit.board.name or f"procheck {audit.procheck}",
    )


def actions(made: Letter) -> tuple[Block, ...]:
    """The table that the agency fills in."""
    columns = (
        Column("Ref", 3.6), Column("What to do", 6.4), Column("Priority", 1.9), Column("Lead", 2.6), Column("By when", 2.3),
    )  # fmt: skip
    rows = tuple(
        (
            field(row.ref),
            field(sentence(row.gap), Span(f"Raised in {clean(row.since)}, and still open." if row.since else "", soft=True)),
            field(row.priority),
            field(row.lead),
            field(day(row.target_date) if row.target_date else ""),
        )
        for row in made.actions
    )
    return (Table(columns, rows, "Action plan"),) if rows else ()


def scores(made: Letter) -> tuple[Block, ...]:
    """Self-scores that differ from the rating."""
    columns = (Column("Point", 9.0), Column("Your score", 3.8), Column("From your documents", 3.8))
    rows = tuple((field(each.criterion.title), field(each.theirs), field(each.ours)) for each in made.compared)
    return (Table(columns, rows, "Your scores and what your documents show"),) if rows else ()
