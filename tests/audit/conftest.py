from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from procheck.audit import judging, publishing
from procheck.audit.given import Asked
from procheck.audit.pool import Progress
from procheck.audit.results import Result
from procheck.audit.running import Done, run
from procheck.audit.worker import How, Job, result_of
from procheck.documents.model import Document
from procheck.documents.opening import open_document
from procheck.judgement.judging import Judge
from tests.building import write_pack

MET = "# Harmful sexual behaviour\n\nThe lead refers to social care immediately.\n"
WEAK = "# Harmful sexual behaviour\n\nThe lead may refer to social care.\n"
OPPOSITE = "# Harmful sexual behaviour\n\nThe lead must not refer to social care.\n"
NOTHING = "# Harmful sexual behaviour\n\nThe hall is swept on Fridays.\n"

Runs = Callable[..., Done]


def make_area(folder: Path) -> Path:
    """Four agencies: met by two documents together, weak, opposite, and an empty folder."""
    for agency, files in {
        "riverside": {"policy.md": "# Harmful sexual behaviour\n\nThe lead refers to social care.\n", "annex/policy.md": MET},
        "harbour-fc": {"handbook.md": WEAK},
        "hill-trust": {"policy.md": OPPOSITE},
        "empty": {},
    }.items():
        (folder / agency).mkdir(parents=True)
        for name, text in files.items():
            path = folder / agency / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack(tmp_path_factory.mktemp("packs"))


@pytest.fixture(scope="session")
def runs(pack: Path) -> Runs:
    """Runs an audit as of a fixed day, by phrases alone, against the small pack; `told` collects what was said."""

    def running(folder: Path, told: list[str] | None = None, **asked: object) -> Done:
        usual = Asked(
            folder, pack=str(pack), as_of=date(2026, 11, 22), now=datetime(2026, 11, 22, 10, 15, tzinfo=UTC), by="A. Reader", scored=False,
            workers=1,
        )  # fmt: skip
        return run(replace(usual, **asked), (told if told is not None else []).append)  # type: ignore[arg-type]

    return running


class _Here:
    """Judges as `Pool` does, in this process: starting others takes seconds."""

    def __init__(self, how: How, workers: int) -> None:
        self._how = how

    def __enter__(self) -> _Here:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def judge(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Result, Progress]]:
        judges: dict[object, Judge] = {}
        for number, job in enumerate(jobs, 1):
            yield job, result_of(job, self._how, _Reader(), judges), Progress(number, len(jobs))


class _Reader:
    def open(self, path: Path) -> Document:
        return open_document(path)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without other processes and without the forms that take longest to write."""
    monkeypatch.setattr(publishing, "FORMS", ("record", "workbook"))
    monkeypatch.setattr(judging, "Pool", _Here)


@pytest.fixture(scope="session")
def judged_once(tmp_path_factory: pytest.TempPathFactory, runs: Runs) -> Path:
    folder = make_area(tmp_path_factory.mktemp("area") / "returns")
    runs(folder)
    return folder.parent


@pytest.fixture
def judged(judged_once: Path, tmp_path: Path) -> Path:
    """A folder of four agencies that were judged, and its outputs beside it: later runs have nothing to judge."""
    shutil.copytree(judged_once, tmp_path / "area")
    return tmp_path / "area" / "returns"
