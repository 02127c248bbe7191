"""Proof, later, that results are those of the inputs and were not changed."""

from __future__ import annotations

import hashlib
import random
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from procheck.batch import labels, manifest
from procheck.batch.files import sha256_of
from procheck.batch.identity import identity
from procheck.batch.inputs import Listed, gather, look
from procheck.batch.judging import Judging
from procheck.batch.manifest import Entry, Manifest
from procheck.batch.model import Effort, Judged, Label, Task
from procheck.batch.pool import Pool
from procheck.batch.rows import REPORTS
from procheck.datafiles import DataFileError
from procheck.documents.safety import Limits
from procheck.documents.sniffing import called_by_name
from procheck.reports.wording import plural


@dataclass(slots=True)
class Proof:
    """What was tested and what was found."""

    shown: list[str] = field(default_factory=list)
    """What holds, one sentence each."""
    wrong: list[str] = field(default_factory=list)
    """What does not."""
    untested: list[str] = field(default_factory=list)
    """What could not be tested, and why."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be proven."""

    folder: Path
    """The results."""
    against: tuple[str, ...] = ()
    """Where the inputs are now; where none is given the sample is looked for where it was."""
    expected: str = ""
    """The manifest's SHA-256 as somebody noted it when the batch had ended."""
    sample: int = 10
    """How many documents are judged again."""
    seed: int | None = None
    glossary: Path | None = None


def verify(question: Question, say: Callable[[str], None] = lambda line: None) -> Proof:
    """Tests the manifest, every file that it names, the inputs, and a sample judged again. Raises ManifestError, ListError."""
    made = manifest.read(question.folder)
    proof = Proof()
    _manifest(question, made, proof)
    _files(question.folder, made, proof)
    inputs = _inputs(question, made, proof) if question.against else _as_given(made)
    if question.sample:
        _sample(question, made, inputs, proof, say)
    return proof


def _manifest(question: Question, made: Manifest, proof: Proof) -> None:
    if question.expected and question.expected.lower() != made.sha256:
        proof.wrong.append(f"The manifest is not the one that was noted: its SHA-256 is {made.sha256}.")
    elif question.expected:
        proof.shown.append("The manifest is the one that was noted.")
    elif manifest.noted(question.folder) != made.sha256:
        proof.wrong.append(f"{manifest.NAME} was changed: its SHA-256 is not the one in {manifest.SUM}.")
    else:
        proof.untested.append(
            f"That the manifest is the one of that day: compare its SHA-256, {made.sha256}, with the one that was noted then,"
            " or give that with --expect."
        )
    if not made.head.get("complete"):
        proof.untested.append("Documents that were not judged yet when the batch was stopped.")


def _files(folder: Path, made: Manifest, proof: Proof) -> None:
    named = dict(made.files) | dict(manifest.reports(made.entries))
    changed = 0
    for path, digest in named.items():
        found = sha256_of(folder / path) if _within(path) else ""
        if found != digest:
            changed += 1
            proof.wrong.append(f"{path} {'was changed' if found else 'is missing'}.")
    for extra in sorted(path.name for path in (folder / REPORTS).glob("*") if f"{REPORTS}/{path.name}" not in named):
        changed += 1
        proof.wrong.append(f"{REPORTS}/{extra} is not of this batch.")
    if not changed:
        proof.shown.append(f"All {plural(len(named), 'file')} of the results are as they were written.")


def _within(path: str) -> bool:
    """A manifest is not trusted: it must not make anybody read files elsewhere."""
    return not Path(path).is_absolute() and ".." not in Path(path).parts


def _as_given(made: Manifest) -> dict[str, Path]:
    """Content -> the file that held it."""
    return {entry.sha256: Path(entry.path) for entry in made.entries if entry.sha256}


def _inputs(question: Question, made: Manifest, proof: Proof) -> dict[str, Path]:
    """Tests that the inputs are those of the batch; content -> a file that holds it."""
    there: dict[str, list[Listed]] = {}
    for listed in gather(question.against):
        there.setdefault(look(listed.path).sha256, []).append(listed)
    there.pop("", None)
    known = {entry.sha256 for entry in made.entries if entry.sha256}
    before = {entry.document for entry in made.entries}
    now = {listed.name for each in there.values() for listed in each}
    wrong = []
    for entry in made.entries:
        if entry.sha256 and entry.sha256 not in there:
            changed = "was changed since it was judged" if entry.document in now else "is not among the inputs"
            wrong.append(f"{entry.document} {changed}.")
    added = [listed.name for digest, each in there.items() if digest not in known for listed in each]
    wrong += [f"{name} was not judged in this batch." for name in added if name not in before]
    proof.wrong += wrong
    if not wrong:
        proof.shown.append(f"The inputs are those of the batch: the contents of {plural(len(known), 'file')} are the same.")
    return {digest: each[0].path for digest, each in there.items()}


def _sample(question: Question, made: Manifest, inputs: dict[str, Path], proof: Proof, say: Callable[[str], None]) -> None:
    """Judges some documents again: the reports must be the same, byte for byte."""
    how = _how(question, made, proof)
    if how is None:
        return
    judged = [entry for entry in made.entries if entry.report and entry.sha256 in inputs]
    chosen = []
    for entry in random.Random(question.seed).sample(judged, len(judged)):
        if look(inputs[entry.sha256]).sha256 == entry.sha256:
            chosen.append(entry)
        if len(chosen) == question.sample:
            break
    if not chosen:
        proof.untested.append("Reports, by judging documents again: no document is where it was. Say with --against where they are.")
        return
    say(f"Judging {plural(len(chosen), 'document')} again ...")
    by_content = {(entry.sha256, called_by_name(Path(entry.path).name)): entry for entry in chosen}
    same = 0
    with Pool(how, Effort()) as pool:
        for done in pool.run(_tasks(by_content.values(), inputs)):
            entry = by_content[done.task.sha256, done.task.called]
            if not isinstance(done.result, Judged):
                proof.wrong.append(f"{entry.document} was judged, and now {done.result.problem}.")
            elif _labelled(done.result, done.task) != sha256_of(question.folder / entry.report):
                proof.wrong.append(f"{entry.document} is judged differently now: {entry.report} is not what procheck makes of it.")
            else:
                same += 1
    if same:
        again = "was judged again" if same == 1 else "were judged again"
        proof.shown.append(f"{plural(same, 'document')} chosen by chance {again}, with the same report, byte for byte.")


def _tasks(entries: Iterable[Entry], inputs: dict[str, Path]) -> Iterator[Task]:
    for entry in entries:
        name = Path(entry.path).name
        yield Task(entry.sha256, called_by_name(name), Label(entry.document, name), str(inputs[entry.sha256]))


def _labelled(result: Judged, task: Task) -> str:
    report = labels.labelled(zlib.decompress(result.report), task.sha256, task.called, task.label)
    return hashlib.sha256(report).hexdigest()


def _how(question: Question, made: Manifest, proof: Proof) -> Judging | None:
    """How the batch was judged; None where that cannot be done again here."""
    options = made.head.get("options")
    try:
        assert isinstance(options, dict)
        how = Judging(
            pack=str(options["criteria"]),
            as_of=date.fromisoformat(str(made.head["as_of"])),
            glossary=question.glossary or (Path(options["glossary"]) if options["glossary"] else None),
            scored=bool(options["scorer"]),
            limits=Limits(**options["limits"]),
            ocr=bool(options["ocr"]),
            pages=False,
        )
        now = identity(how)
    except (AssertionError, KeyError, TypeError, ValueError, DataFileError) as error:
        proof.untested.append(f"Reports, by judging documents again: {error}")
        return None
    pack = made.head.get("criteria_pack") or {}
    then = {
        f"procheck {made.head.get('procheck')}": now.procheck == made.head.get("procheck"),
        f"version {pack.get('version')} of the criteria, as they were then": now.pack_sha256 == pack.get("sha256"),
        "the scorer of that version": (now.scorer_sha256 or None) == made.head.get("scorer_sha256"),
        "the glossary as it was then": (now.glossary_sha256 or None) == made.head.get("glossary_sha256"),
    }
    lacking = [name for name, there in then.items() if not there]
    if lacking:
        proof.untested.append(f"Reports, by judging documents again: that needs {' and '.join(lacking)}.")
        return None
    return how
