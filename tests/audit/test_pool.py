from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from procheck.audit import pool as pools
from procheck.audit.folders import GivenFile
from procheck.audit.pool import Pool
from procheck.audit.worker import How, Job
from tests.audit.conftest import MET


@pytest.fixture
def jobs(tmp_path: Path) -> list[Job]:
    made = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}.md"
        path.write_text(MET, encoding="utf-8")
        made.append(Job(name, (GivenFile(path, path.name),)))
    return made


def test_a_process_that_ends_is_replaced_and_its_agency_tried_again(pack: Path, jobs: list[Job]) -> None:
    """Whatever ended it, the others are done, and so is that one."""
    with Pool(How(str(pack), date(2026, 11, 22), scored=False), workers=1) as pool:
        judging = pool.judge(jobs)
        first, *_ = next(judging)
        for worker in pool._workers.values():
            worker.kill()
            worker.join()
        second, result, progress = next(judging)
    assert [first.agency, second.agency] == ["one", "two"]
    assert result.report is not None and result.report.criteria[0].status == "met"
    assert (progress.done, progress.total) == (2, 2)


def test_an_agency_that_ends_its_process_each_time_is_given_up(pack: Path, jobs: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named, and what came of it is not kept as if it were judged."""
    monkeypatch.setattr(pools, "_TRIES", 1)
    with Pool(How(str(pack), date(2026, 11, 22), scored=False), workers=1) as pool:
        judging = pool.judge(jobs)
        next(judging)
        for worker in pool._workers.values():
            worker.kill()
            worker.join()
        job, result, _ = next(judging)
    assert job.agency == "two" and result.report is None and not result.lasting
    assert "the process that judged it ended" in result.problem
