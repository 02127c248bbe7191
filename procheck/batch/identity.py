"""By what a batch judges. A document judged by the same once is not judged again; where any of it changes, all are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from procheck import __version__
from procheck.batch.judging import Judging
from procheck.datafiles import DataFileError, load
from procheck.resources import data_folder


@dataclass(frozen=True, slots=True)
class Identity:
    """The pack, the program and the options that a report depends on. Limits are not among them: they only decide what has none."""

    pack: str
    """Its id."""
    pack_version: str
    pack_title: str
    pack_sha256: str
    """Of the pack's files and of the vocabulary, cues and notes that it is used with: those change between versions, too."""
    procheck: str
    scorer_sha256: str
    """"" where phrases alone decide."""
    as_of: str
    glossary_sha256: str
    """"" where there is none."""
    ocr: bool

    @property
    def key(self) -> str:
        """The same for the same identity."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def identity(how: Judging) -> Identity:
    """What the batch judges by. Raises DataFileError where there is no such pack or glossary, or its head has a mistake."""
    from procheck.checking import pack_ids

    shipped = data_folder("criteria")
    folder = shipped / how.pack
    if not (folder / "pack.yaml").is_file():
        folder = Path(how.pack)
        if not (folder / "pack.yaml").is_file():
            raise DataFileError(
                folder, None, f"there is no criteria pack '{how.pack}': give one of {', '.join(pack_ids())}, or a folder."
            )
    head = load(folder / "pack.yaml")
    own = folder.parent / "lexicon"
    words = folder.parent if own.is_dir() else shipped
    folders = (folder, words / "lexicon", words / "cues", shipped / "cues", shipped / "notes")
    return Identity(
        pack=head.text("id"),
        pack_version=head.text("version"),
        pack_title=head.text("title"),
        pack_sha256=_digest(folders),
        procheck=__version__,
        scorer_sha256=_scorer() if how.scored else "",
        as_of=how.as_of.isoformat(),
        glossary_sha256=_digest_of(how.glossary) if how.glossary else "",
        ocr=how.ocr,
    )


def named(as_of: str) -> date:
    """The date of an identity."""
    return date.fromisoformat(as_of)


def _digest(folders: tuple[Path, ...]) -> str:
    digest = hashlib.sha256()
    for place, folder in enumerate(folders):
        for name, path in _files(folder):
            digest.update(f"{place}/{name}\0{_digest_of(path)}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    yield from sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*.yaml"))


def _digest_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise DataFileError(path, None, f"cannot be read ({error.strerror}).") from None


def _scorer() -> str:
    """The hash of the scorer's model, without loading it: as `Scorer.sha256`."""
    from procheck.scoring.scorer import FOLDER, available

    if not available():
        return ""
    settings = json.loads((FOLDER / "scorer.json").read_text(encoding="utf-8"))
    return str(settings["sha256"])
