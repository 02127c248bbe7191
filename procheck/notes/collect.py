"""All the notes on one document, in the order in which reports show them."""

from __future__ import annotations

from datetime import date

from procheck.documents.model import Document
from procheck.notes.language import language_notes
from procheck.notes.outdated import outdated_notes
from procheck.notes.overdue import overdue_notes
from procheck.notes.passages import passages
from procheck.notes.placeholders import placeholder_notes
from procheck.notes.pointers import pointer_notes
from procheck.notes.unread import unread_notes
from procheck.reports.model import Note


def notes(document: Document, as_of: date) -> tuple[Note, ...]:
    """What an author may want to see to besides the criteria, and what was not read.

    `as_of` is the day from which "overdue" and "out of date" are counted. Every quote is a slice of `document.text`, or
    "" where there are no words to show.
    Raises DataFileError where a table in `criteria/notes/` is wrong.
    """
    sentences = passages(document)
    return (
        *unread_notes(document),
        *overdue_notes(document, as_of),
        *placeholder_notes(document, sentences),
        *outdated_notes(document, sentences, as_of),
        *pointer_notes(document, sentences),
        *language_notes(document, sentences),
    )
