"""The judgement in a batch is that of `procheck check`, whatever a document is called."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from procheck.batch.judging import Judging, judged, page_of
from procheck.batch.labels import labelled
from procheck.batch.model import Failed, Judged, Label, Task
from procheck.checking import check
from procheck.documents.opening import open_document
from procheck.documents.safety import Limits
from procheck.documents.sniffing import called_by_name
from procheck.judgement.judging import Judge
from procheck.reports import render
from tests.batch.building import DAY
from tests.building import small_pack
from tests.documents.pdf_making import Paper
from tests.documents.test_ocr import scan

POLICY = "# Harmful sexual behaviour\n\nThe lead refers concerns to social care.\n\n- Parents [insert name] are told.\n"
HOW = Judging("small", DAY, scored=False)


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    """By a small pack."""
    folder = tmp_path / "packs"
    folder.mkdir()
    return Judge(small_pack(folder))


def task(path: Path, submission: str = "s") -> Task:
    """The task of judging the file."""
    return Task(hashlib.sha256(path.read_bytes()).hexdigest(), called_by_name(path.name), Label(submission, path.name), str(path))


@pytest.mark.parametrize("name", ["policy.md", "policy.txt", "polícy “2”\\.md", "name", "page.html", "&lt;.markdown"])
def test_the_report_is_that_of_check(tmp_path: Path, judge: Judge, name: str) -> None:
    """The same bytes, as JSON and as a page, under any name and submission."""
    path = tmp_path / name
    path.write_text(POLICY if not name.endswith("html") else f"<html><body><p>{POLICY}</p></body></html>")
    expected = check([open_document(path)], judge, submission='A "b" \\ c', as_of=DAY)

    each = task(path, 'A "b" \\ c')
    result = judged(each, judge, HOW)

    assert isinstance(result, Judged)
    report = labelled(zlib.decompress(result.report), each.sha256, each.called, each.label)
    assert render([expected], "json") == report
    assert render([expected], "html") == zlib.decompress(result.page) == page_of(report)


def test_names_stand_also_within_sentences(tmp_path: Path, judge: Judge) -> None:
    """What could not be read is named by the file's own name, not by the one it was judged under."""
    path = tmp_path / "part scan.pdf"
    path.write_bytes(scan(Paper().lines("Staff must tell the lead about harmful sexual behaviour.").page()).page().done())
    each = task(path)
    result = judged(each, judge, HOW)

    assert isinstance(result, Judged)
    report = labelled(zlib.decompress(result.report), each.sha256, each.called, each.label)
    assert render([check([open_document(path)], judge, submission="s", as_of=DAY)], "json") == report
    assert b"page 2 of part scan.pdf" in report and each.sha256.encode() in report
    assert 1 == result.facts.unread


def test_a_refusal_has_its_problem_and_remedy(tmp_path: Path, judge: Judge) -> None:
    """As the sentence of `procheck check` has them."""
    path = tmp_path / "empty.pdf"
    path.touch()

    result = judged(task(path), judge, HOW)

    assert isinstance(result, Failed)
    assert ("refused", "is empty") == (result.cause, result.problem)


def test_a_file_that_was_changed_is_not_judged(tmp_path: Path, judge: Judge) -> None:
    """Nor is one that has gone: a report must be of what was listed."""
    path = tmp_path / "policy.md"
    path.write_text(POLICY)
    each = task(path)
    path.write_text(POLICY + "More.")
    changed = judged(each, judge, HOW)
    path.unlink()
    gone = judged(each, judge, HOW)

    assert ["changed", "changed"] == [result.cause for result in (changed, gone) if isinstance(result, Failed)]


def test_a_document_can_travel_by_its_content(tmp_path: Path, judge: Judge) -> None:
    """A worker that cannot reach the file makes the same report."""
    path = tmp_path / "policy.md"
    path.write_text(POLICY)
    each = task(path)

    by_path, by_content = judged(each, judge, HOW), judged(replace(each, path="", content=path.read_bytes()), judge, HOW)

    assert isinstance(by_path, Judged) and isinstance(by_content, Judged)
    assert by_path.report == by_content.report and by_path.page == by_content.page


def test_a_mistake_of_ours_is_a_result(tmp_path: Path, judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never an exception: it names the place, and says that it should be reported."""
    path = tmp_path / "policy.md"
    path.write_text(POLICY)
    monkeypatch.setattr("procheck.reports.json.render", lambda report: 1 / 0)

    result = judged(task(path), judge, HOW)

    assert isinstance(result, Failed)
    assert "mistake" == result.cause and "ZeroDivisionError in test_judging.py" in result.problem


def test_limits_are_kept(tmp_path: Path, judge: Judge) -> None:
    """A file over a limit is refused with the option that allows more."""
    path = tmp_path / "policy.md"
    path.write_text(POLICY)

    result = judged(task(path), judge, replace(HOW, limits=Limits(file_bytes=10)))

    assert isinstance(result, Failed) and "--max-size" in result.remedy
