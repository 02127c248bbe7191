"""Putting a record into the file beside a draft, and taking it out again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from procheck.acceptance import files
from procheck.acceptance.finding import Found, find
from procheck.acceptance.fingerprint import fingerprint
from procheck.acceptance.model import Record, RecordFile
from procheck.documents.model import Document


@dataclass(frozen=True, slots=True)
class Written:
    """The file after a change."""

    path: Path
    """Where the records are now; the file is gone where none is left."""
    file: RecordFile
    moved_from: str = ""
    """Name of the file that they were in before, where the draft was renamed."""


def record(draft: Path, document: Document, new: Record) -> Written:
    """Record `new` in the file beside the draft, in place of an earlier record of its element.

    Raises DataFileError where that file has a mistake, OSError where it cannot be written.
    """
    found = find(draft, document.text)
    before = found.file or RecordFile("")
    return _keep(draft, document, found, before.with_record(new))


def remove(draft: Path, document: Document, element: str) -> Written | None:
    """Take the record of `element` out; None where there is none. Raises as `record` does."""
    found = find(draft, document.text)
    if found.file is None or not found.file.has(element):
        return None
    return _keep(draft, document, found, found.file.without(element))


def _keep(draft: Path, document: Document, found: Found, file: RecordFile) -> Written:
    path = files.path_beside(draft)
    file = replace(file, name=path.name, draft=draft.name, fingerprint=fingerprint(document.text))
    if file.records:
        files.write(path, file)
    else:
        path.unlink(missing_ok=True)
    moved = found.file is not None and found.path != path
    if moved:
        found.path.unlink(missing_ok=True)
    return Written(path, file, found.path.name if moved else "")
