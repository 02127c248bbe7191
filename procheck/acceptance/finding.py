"""Which file of records belongs to a draft: the one of its name, or one that a renamed draft has left behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from procheck.acceptance import files
from procheck.acceptance.fingerprint import alike, fingerprint
from procheck.acceptance.model import RecordFile
from procheck.datafiles import DataFileError
from procheck.documents.finding import READABLE_SUFFIXES


@dataclass(frozen=True, slots=True)
class Found:
    """What was found beside a draft."""

    path: Path
    """Where the draft's records are, or would go."""

    file: RecordFile | None = None
    """None where there is none."""

    remark: str = ""
    """A sentence for the user, where it is not plain which file belongs to the draft; "" otherwise."""

    @property
    def records(self) -> tuple[RecordFile, ...]:
        """The file, or nothing."""
        return (self.file,) if self.file else ()

    @property
    def said(self) -> tuple[str, ...]:
        """What a user is told: what was picked up, from where, and how to leave it out."""
        read = [] if self.file is None else [f"{_counted(self.file)} read from {self.path.name}; --no-accepted leaves them out."]
        return tuple(filter(None, [self.remark, *read]))


def find(draft: Path, text: str) -> Found:
    """The file of records for a draft, whose words are `text`.

    A draft that was renamed is known by its words: where a file of records in the folder is of a draft that is no longer there, and whose
    words were nearly the same, it is used. Where that draft is still there, both may be drafts of their own: the remark says so, and it
    is left alone.

    Raises DataFileError where the draft's own file has a mistake.
    """
    own = files.path_beside(draft)
    if own.is_file():
        return Found(own, files.read(own))
    others = _others(draft)
    if not others:
        return Found(own)
    words = fingerprint(text)
    near = [(path, file) for path, file in others if alike(words, file.fingerprint)]
    left = [(path, file) for path, file in near if not _has_another(draft, path, file)]
    if len(left) == 1:
        path, file = left[0]
        why = "the draft that it was made for is gone, and its words were nearly the same"
        return Found(path, file, f"{path.name} is taken to be of {draft.name}: {why}.")
    if left:
        names = " and ".join(path.name for path, _ in left)
        return Found(own, None, f"{names} may each be of {draft.name}, so none was used: rename the right one to {own.name}.")
    if near:
        path, file = near[0]
        whose = f"because it is of {file.draft or 'another draft'}, whose words are nearly the same"
        return Found(own, None, f"{path.name} was not used, {whose}: copy it to {own.name} to use it.")
    return Found(own)


def check_files(drafts: Iterable[Path]) -> None:
    """Raises DataFileError for the first mistake in a file of records that has the name of one of the drafts.

    Before hours of work on many documents, rather than in the middle of it.
    """
    for path in dict.fromkeys(map(files.path_beside, drafts)):
        if path.is_file():
            files.read(path)


def _counted(file: RecordFile) -> str:
    return "1 record of what is accepted was" if len(file.records) == 1 else f"{len(file.records)} records of what is accepted were"


def _others(draft: Path) -> list[tuple[Path, RecordFile]]:
    """The other files of records in the draft's folder; one with a mistake in it belongs to another draft, and is passed over."""
    found = []
    for path in sorted(draft.parent.glob(f"*{files.SUFFIX}")):
        try:
            found.append((path, files.read(path)))
        except DataFileError:
            continue
    return found


def _has_another(draft: Path, path: Path, file: RecordFile) -> bool:
    """True where the draft that a file of records is of, by its own name or by what it says, is still there and is not `draft`."""
    stem = path.name.removesuffix(files.SUFFIX)
    kept = {*(f"{stem}{suffix}" for suffix in READABLE_SUFFIXES), Path(file.draft).name} - {draft.name, ""}
    return any((path.parent / name).exists() for name in kept)
