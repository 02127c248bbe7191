"""From a draft on the disk to the same draft with procheck's comments: read, judge, write."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from procheck.acceptance.finding import find
from procheck.acceptance.model import RecordFile
from procheck.checking import check
from procheck.documents.errors import UnreadableDocument
from procheck.documents.model import Document
from procheck.judgement.judging import Judge
from procheck.reports.annotated import FORMATS, Annotated, CannotAnnotate, annotated, cleared
from procheck.reports.annotated.model import Kind
from procheck.reports.model import Report
from procheck.reports.wording import listed, plural

MARK = "-annotated"
"""What the name of an annotated copy ends in, before its suffix."""


_TOLD: dict[Kind, str] = {
    "contradiction": "on what says the opposite",
    "missing": "on what is missing",
    "weak": "on what falls short",
    "doubt": "for a person to look at",
    "note": "on other things, such as placeholders",
    "evidence": "on what is said well",
    "summary": "on the whole",
}


class Opens(Protocol):
    """Opens documents, as `procheck.documents.isolated.IsolatedReader` does."""

    def open(self, path: Path) -> Document:
        """The document at `path`. Raises `UnreadableDocument`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written, and what the user is told of it."""

    path: Path
    report: Report
    annotated: Annotated
    said: tuple[str, ...] = ()
    """Sentences about records of what is accepted, and about the file that was written."""

    @property
    def told(self) -> str:
        """What was written, in a sentence or two."""
        counts = self.annotated.counts
        kinds = [f"{counts[kind]} {words}" for kind, words in _TOLD.items() if counts[kind]]
        return f"Wrote {self.path} with {plural(len(self.annotated.comments), 'comment')} by procheck: {listed(kinds)}."


def annotate(
    draft: Path,
    output: Path | None,
    judge: Judge,
    reader: Opens,
    save: Callable[[Path, bytes], None],
    *,
    as_of: date,
    only_short: bool = False,
    use_accepted: bool = True,
) -> Outcome:
    """Writes a copy of `draft` with comments to `output`, or beside it under a name that ends in "-annotated".

    A draft that has such a name already is written back to its own place. Where the copy beside a draft has the same words as the draft,
    the copy is brought up to date, so that what somebody answered or resolved in it is kept.

    Raises:
        UnreadableDocument: the draft cannot be read.
        CannotAnnotate: it takes no comments, or the copy beside it has other words, which are not to be lost.
        DataFileError: the draft's records of what is accepted have a mistake.
    """
    document = _opened(draft, reader)
    target = _target(draft, output)
    source, said = draft, []
    if output is None and target != draft and target.exists():
        document, source = _copy(target, draft, document, reader), target
        said.append(f"{target.name} was there and has the same words, so it was brought up to date: answers and resolved comments stay.")
    records, told = _accepted(draft, document.text) if use_accepted else ((), ())
    report = check([document], judge, submission=draft.stem, as_of=as_of, accepted=records)
    made = annotated(_bytes(source, document), document, report, only_short=only_short)
    save(target, made.content)
    return Outcome(target, report, made, (*told, *said))


def clear(draft: Path, output: Path | None, reader: Opens, save: Callable[[Path, bytes], None]) -> Path:
    """Takes procheck's comments out of a file, in its own place or to `output`: the path written. Raises as `annotate` does."""
    document = _opened(draft, reader)
    target = _target(draft, output) if output is not None else draft
    save(target, cleared(_bytes(draft, document), document))
    return target


def _opened(draft: Path, reader: Opens) -> Document:
    document = reader.open(draft)
    if document.format not in FORMATS:
        problem = "is neither a Word file nor a PDF, and only those take comments"
        raise CannotAnnotate(f"{draft.name} {problem}: open it in Word or LibreOffice, save it as .docx and annotate that.")
    return document


def _target(draft: Path, output: Path | None) -> Path:
    own = draft if draft.stem.endswith(MARK) else draft.with_name(f"{draft.stem}{MARK}{draft.suffix}")
    if output is None:
        return own
    if output.is_dir():
        return output / own.name
    if output.suffix.lower() != draft.suffix.lower():
        raise CannotAnnotate(f"{output.name} is no name for this copy, which stays in the draft's own format: end it in {draft.suffix}.")
    return output


def _copy(target: Path, draft: Path, document: Document, reader: Opens) -> Document:
    """The annotated copy beside a draft, where it has the same words."""
    try:
        copy = reader.open(target)
    except UnreadableDocument:
        copy = None
    if copy is None or copy.text != document.text or copy.format != document.format:
        raise CannotAnnotate(
            f"{target.name} is there already and has other words than {draft.name}: annotate that file, or say with -o where to write."
        )
    return copy


def _bytes(path: Path, document: Document) -> bytes:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise CannotAnnotate(f"{path.name} was changed while it was read: run this again once it is saved.")
    return data


def _accepted(draft: Path, text: str) -> tuple[tuple[RecordFile, ...], tuple[str, ...]]:
    """The records of a draft; an annotated copy has those of the draft that it was made from."""
    first = draft.with_name(f"{draft.stem.removesuffix(MARK)}{draft.suffix}")
    found = find(draft, text)
    if found.file is None and first != draft:
        found = find(first, text)
    return found.records, found.said
