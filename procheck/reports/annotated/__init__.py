"""Drafts with procheck's comments in them: Word comments in a Word file, highlights with notes in a PDF."""

from __future__ import annotations

from procheck.documents.model import Document
from procheck.reports.annotated.model import AUTHOR, Annotated, CannotAnnotate, Comment
from procheck.reports.annotated.remarks import comments
from procheck.reports.model import Report

__all__ = ["AUTHOR", "FORMATS", "Annotated", "CannotAnnotate", "Comment", "annotated", "cleared"]

FORMATS = ("docx", "pdf")


def annotated(original: bytes, document: Document, report: Report, *, only_short: bool = False) -> Annotated:
    """The author's own file with comments by "procheck" in it, all else as it was. Those of an earlier time are replaced.

    Args:
        original: the whole file that `document` was read from.
        document: its words.
        report: the report on it, alone or together with others; its date is that of the comments.
        only_short: leave out what is said well.

    Raises:
        CannotAnnotate: the file's format holds no such comments, or this file allows none.
    """
    made = comments(document, report, only_short=only_short)
    return Annotated(_written(original, document, made, report.as_of), made)


def cleared(original: bytes, document: Document) -> bytes:
    """The file without the comments that procheck wrote into it. Raises as `annotated` does."""
    return _written(original, document, (), "")


def _written(original: bytes, document: Document, made: tuple[Comment, ...], date: str) -> bytes:
    if document.format == "docx":
        from procheck.reports.annotated import docx

        return docx.with_comments(original, document, made, date)
    if document.format == "pdf":
        from procheck.reports.annotated import pdf

        return pdf.with_comments(original, document, made, date)
    raise CannotAnnotate(
        f"{document.name} is neither a Word file nor a PDF, and only those take comments: save it as .docx and annotate that."
    )
