"""Two paths -> their comparison: documents are checked, earlier JSON reports are read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from procheck.acceptance.finding import check_files, find
from procheck.acceptance.model import RecordFile
from procheck.checking import DEFAULT_PACK, check, find_judge
from procheck.comparison.matching import compare
from procheck.comparison.model import Comparison
from procheck.documents.errors import UnreadableDocument
from procheck.documents.finding import find_documents
from procheck.documents.model import Document
from procheck.judgement.judging import Judge
from procheck.reports.json_reading import is_report, read_report
from procheck.reports.model import Report


class Reader(Protocol):
    """What opens documents."""

    def open(self, path: Path) -> Document:
        """The document at `path`; raises UnreadableDocument."""
        ...


@dataclass(frozen=True, slots=True)
class How:
    """How documents are judged."""

    as_of: date
    pack: str | None = None
    """Id or folder of a criteria pack; None for the one that an earlier report was made with."""
    glossary: Path | None = None
    scored: bool | None = None
    """Whether the learned scorer is heard; None: as for an earlier report."""
    accepted: bool = True
    """Whether records of what is accepted are picked up."""


@dataclass(slots=True)
class Told:
    """What came up on the way that the user should know."""

    sentences: list[str] = field(default_factory=list)
    unreadable: list[UnreadableDocument] = field(default_factory=list)


def compare_paths(old: Path, new: Path, reader: Reader, how: How, told: Told) -> Comparison:
    """What changed from `old` to `new`: each a document, a folder of documents that belong together, or a JSON report.

    Sentences for the user, and documents of a folder that could not be read, are put into `told`.
    Raises UnreadableDocument where nothing of one side could be read, DataFileError for a damaged report, pack or record file, and
    NotComparable where the two were tested against different criteria.
    """
    earlier = {path: read_report(path) for path in (old, new) if path.is_file() and is_report(path)}
    judge = None
    if len(earlier) < len({old, new}):
        if how.accepted:
            check_files(find_documents(path for path in (old, new) if path not in earlier))
        model = next(iter(earlier.values()), None)
        scored = how.scored if how.scored is not None else model is None or bool(model.scorer)
        if how.scored is None and not scored:
            told.sentences.append("the earlier report was made by phrases alone, and so is the new one; --scorer judges with the scorer.")
        judge = find_judge(how.pack or (model.pack.id if model else DEFAULT_PACK), how.glossary, scored=scored)

    def side(path: Path) -> Report:
        if path in earlier:
            return earlier[path]
        assert judge is not None
        return report_on(path, reader, judge, how, told)

    return compare(side(old), side(new))


def report_on(path: Path, reader: Reader, judge: Judge, how: How, told: Told) -> Report:
    """The report on a document, or on all documents of a folder together. Raises UnreadableDocument where none could be read."""
    documents: list[Document] = []
    records: list[RecordFile] = []
    unreadable: list[UnreadableDocument] = []
    paths = find_documents([path])
    for each in paths:
        try:
            document = reader.open(each)
        except UnreadableDocument as error:
            unreadable.append(error)
            continue
        documents.append(document)
        if how.accepted:
            found = find(each, document.text)
            told.sentences += found.said
            records += found.records
    if not documents:
        raise _nothing(path, paths, unreadable)
    told.unreadable += unreadable
    name = path.resolve().name if path.is_dir() else path.stem
    return check(documents, judge, submission=name, as_of=how.as_of, unreadable=unreadable, accepted=records)


def _nothing(path: Path, paths: Sequence[Path], unreadable: Sequence[UnreadableDocument]) -> UnreadableDocument:
    if len(paths) == 1 and unreadable:
        return unreadable[0]
    problem = "holds no document that can be read" if paths else "holds no documents"
    return UnreadableDocument(path.name or str(path), problem, "give a document, a folder of documents, or a JSON report")
