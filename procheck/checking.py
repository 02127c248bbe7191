"""The whole way in one place: open -> read -> judge -> Report."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from procheck import __version__
from procheck.acceptance.applying import with_accepted
from procheck.acceptance.model import RecordFile
from procheck.criteria.loading import load_pack
from procheck.criteria.model import Element, Pack
from procheck.datafiles import DataFileError, load
from procheck.documents.errors import UnreadableDocument
from procheck.documents.model import Document
from procheck.judgement.examples import SUBJECT
from procheck.judgement.judging import Judge
from procheck.notes import notes, summary
from procheck.reports.model import Note, PackSummary, Report
from procheck.resources import data_folder
from procheck.scoring.model import WITHIN, ScorerInput
from procheck.scoring.own_examples import OwnExamples, WithOwnExamples
from procheck.scoring.scorer import Scorer, available

DEFAULT_PACK = "hsb-learning-2017"
NEW_OBJECTS = 20_000
"""New objects after which Python looks for garbage among them; judging makes hardly any that only it could find."""
Glossary = Mapping[str, tuple[str, ...]]
"""Concepts of the lexicon, and the local names for each."""


def check(
    documents: Sequence[Document],
    judge: Judge,
    *,
    submission: str,
    as_of: date,
    unreadable: Sequence[UnreadableDocument] = (),
    accepted: Sequence[RecordFile] = (),
) -> Report:
    """The report on documents that are judged together as one submission.

    `unreadable` are files of the same submission that could not be read: the report names them and flags what was not
    found, because it may stand in them. `accepted` is what the author accepts as dealt with elsewhere: it is shown, and changes no value.
    """
    pack = judge.pack
    report = Report(
        submission=submission,
        as_of=as_of.isoformat(),
        procheck=__version__,
        pack=PackSummary(pack.id, pack.version, pack.title, pack.source, pack.edition, pack.limits),
        documents=tuple(summary(document) for document in documents),
        criteria=judge.judge(documents, unreadable=[error.name for error in unreadable]),
        notes=_notes(documents, unreadable, as_of),
        scorer=judge.scorer.sha256 if judge.scorer else "",
    )
    return with_accepted(report, accepted)


def dated(report: Report, documents: Sequence[Document], *, as_of: date, unreadable: Sequence[UnreadableDocument] = ()) -> Report:
    """A report made by `check` from the same documents, as it is on another day: what is overdue or out of date then."""
    return replace(report, as_of=as_of.isoformat(), notes=_notes(documents, unreadable, as_of))


def _notes(documents: Sequence[Document], unreadable: Sequence[UnreadableDocument], as_of: date) -> tuple[Note, ...]:
    return (
        *(Note("unread", f"This file could not be read: {error}", "", error.name) for error in unreadable),
        *(note for document in documents for note in notes(document, as_of)),
    )


def find_judge(name: str, glossary: Path | Glossary | None = None, *, scored: bool = True) -> Judge:
    """A judge by the pack called `name`, with the learned scorer where `scored`.

    Elements that the scorer was not trained on are found by likeness to their own examples.

    Raises DataFileError as `find_pack` does, and ScorerError where the scorer's files were changed.
    """
    # Tens of thousands of objects are made here that live as long as the process: looking through them again and again
    # for garbage would take a tenth of a short check. And what is made of a document lives until it was judged: looking
    # for garbage at every seven hundredth object, as Python does by itself, would take a tenth of judging.
    gc.set_threshold(NEW_OBJECTS)
    gc.disable()
    try:
        scored = scored and available()
        # The scorer was trained on the default pack and needs none of its examples, which take a while to read.
        pack = find_pack(name, glossary, examples=scored and name != DEFAULT_PACK)
        if not scored:
            return Judge(pack)
        scorer = Scorer()
        if all(element.id in scorer.elements for element in pack.elements):
            return Judge(pack, scorer)
        return Judge(pack, WithOwnExamples(scorer, own_examples(pack)))
    finally:
        gc.freeze()
        gc.enable()


def own_examples(pack: Pack) -> dict[str, OwnExamples]:
    """The examples of each element of a pack that was loaded with them."""
    return {element.id: _own(element) for element in pack.elements}


def _own(element: Element) -> OwnExamples:
    """The element's examples as the scorer reads statements: in a section about HSB, as examples are judged."""
    inputs = [
        (each.kind, ScorerInput(each.text, WITHIN.join(filter(None, [SUBJECT, each.heading])), each.before))
        for each in element.examples
    ]
    return OwnExamples(
        says=tuple(entry for kind, entry in inputs if kind in ("says", "weak")),
        does_not=tuple(entry for kind, entry in inputs if kind in ("does-not", "contradicts")),
    )


def find_pack(name: str, glossary: Path | Glossary | None = None, *, examples: bool = False) -> Pack:
    """The pack called `name`: the id of one that comes with procheck, or the path of a folder.

    Raises DataFileError where there is none, or where it or the glossary has a mistake.
    """
    shipped = data_folder("criteria")
    folder = shipped / name
    if not (folder / "pack.yaml").is_file():
        folder = Path(name)
        if not (folder / "pack.yaml").is_file():
            known = ", ".join(pack_ids())
            raise DataFileError(folder, None, f"there is no criteria pack '{name}': give one of {known}, or a folder.")
    own_lexicon = folder.parent / "lexicon"
    return load_pack(
        folder,
        lexicon_folder=own_lexicon if own_lexicon.is_dir() else shipped / "lexicon",
        glossary=read_glossary(glossary) if isinstance(glossary, Path) else glossary,
        examples=examples,
    )


def pack_ids() -> list[str]:
    """Ids of the packs that come with procheck."""
    return sorted(path.parent.name for path in data_folder("criteria").glob("*/pack.yaml"))


def read_glossary(path: Path) -> Glossary:
    """A glossary file: a concept of the lexicon, and the local names for it.

    social care:
      - Families First Hub

    Raises DataFileError.
    """
    data = load(path)
    return {concept: data.texts(concept) for concept in data}
