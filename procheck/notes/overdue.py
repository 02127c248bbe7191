"""A review date that has passed."""

from __future__ import annotations

from datetime import date

from procheck.documents.model import Document
from procheck.notes.dates import dates, in_words, last_day
from procheck.notes.facts import summary
from procheck.notes.grouping import Find, note
from procheck.reports.model import Note


def overdue_notes(document: Document, as_of: date) -> tuple[Note, ...]:
    """One note where the date by which the document is to be reviewed lies before `as_of`, else none."""
    due = summary(document).review_due
    if due is None or last_day(due) >= as_of:
        return ()
    message = (
        f"This document was due for review by {in_words(due)}, which has passed. "
        "Review it, or put the new date in if that has been done."
    )
    for found in dates(document.text):
        if found.iso == due:
            return (note(document, "overdue-review", message, Find(due, found.start, found.end)),)
    return (Note("overdue-review", message, "", document.name),)
