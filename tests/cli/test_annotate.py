"""`procheck annotate`: a copy of the draft with comments, and nothing of anybody's lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from procheck.acceptance.files import path_beside, write
from procheck.acceptance.model import Record, RecordFile
from procheck.annotating import MARK, annotate
from procheck.checking import check, find_judge
from procheck.cli.annotate import annotate as command
from procheck.documents.model import Document
from procheck.documents.opening import open_document
from procheck.judgement.judging import Judge
from procheck.reports.annotated import CannotAnnotate
from tests.building import small_pack
from tests.documents.docx_making import make, para, part
from tests.reports.annotated.word import comments, parts

MAY = "The lead may refer pupils to social care about harmful sexual behaviour."
FIRM = "The lead refers pupils to social care immediately, and tells parents about harmful sexual behaviour."
DAY = date(2026, 11, 22)


class Reader:
    """Opens documents here and now."""

    def open(self, path: Path) -> Document:
        """The document at `path`."""
        return open_document(path)


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    """A judge by that pack."""
    folder = tmp_path / "judge"
    folder.mkdir()
    return Judge(small_pack(folder))


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft that leaves the referral to choice."""
    path = tmp_path / "draft.docx"
    path.write_bytes(make(para("Harmful sexual behaviour", style="Heading1"), para(MAY)))
    return path


def _save(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _run(*args: object) -> Result:
    return CliRunner().invoke(command, [*map(str, args), "--today", "2026-11-22"], standalone_mode=True)


def test_the_command_writes_a_copy(draft: Path, pack: Path) -> None:
    """The copy goes beside the draft, which is not touched, and its comments are counted by kind; exit status 1 for gaps, 0 for none."""
    before = draft.read_bytes()
    result = _run(draft, "--criteria", pack)
    copy = draft.with_name("draft-annotated.docx")
    assert (result.exit_code, draft.read_bytes()) == (1, before)
    assert f"Wrote {copy} with {len(comments(copy.read_bytes()))} comments by procheck: " in result.output
    assert "1 on what falls short" in result.output
    assert b'w:date="2026-11-22T00:00:00Z"' in parts(copy.read_bytes())["word/comments.xml"]

    draft.write_bytes(make(para("Harmful sexual behaviour", style="Heading1"), para(FIRM)))
    assert _run(draft, "--criteria", pack, "-o", draft.with_name("good.docx")).exit_code == 0
    short = _run(draft, "--criteria", pack, "--only", "short", "-o", draft.with_name("short.docx"))
    assert "1 comment by procheck: 1 on the whole." in short.output


def test_the_copy_is_annotated_in_its_place(draft: Path, judge: Judge) -> None:
    """Work goes on in the copy: annotated again it is written back to itself, whatever the draft says."""
    copy = annotate(draft, None, judge, Reader(), _save, as_of=DAY).path
    copy.write_bytes(make(para("Harmful sexual behaviour", style="Heading1"), para(FIRM)))
    again = annotate(copy, None, judge, Reader(), _save, as_of=DAY)
    assert again.path == copy
    assert again.annotated.counts["weak"] == 0


def test_a_copy_with_the_same_words_is_brought_up_to_date(draft: Path, judge: Judge) -> None:
    """Annotating the draft again keeps what somebody did in the copy; a copy with other words is not written over unless it is named."""
    copy = annotate(draft, None, judge, Reader(), _save, as_of=DAY).path
    with_other = make(
        para("Harmful sexual behaviour", style="Heading1"),
        para(MAY),
        parts={"word/comments.xml": part("comments", '<w:comment w:id="0" w:author="Jo"><w:p/></w:comment>')},
    )
    copy.write_bytes(with_other)
    outcome = annotate(draft, None, judge, Reader(), _save, as_of=DAY)
    assert list(comments(copy.read_bytes(), "Jo")) == ["0"]
    assert "brought up to date" in outcome.said[-1]

    draft.write_bytes(make(para("Harmful sexual behaviour", style="Heading1"), para(FIRM)))
    kept = copy.read_bytes()
    with pytest.raises(CannotAnnotate, match=r"draft-annotated\.docx is there already and has other words than draft\.docx"):
        annotate(draft, None, judge, Reader(), _save, as_of=DAY)
    assert copy.read_bytes() == kept
    annotate(draft, copy, judge, Reader(), _save, as_of=DAY)
    assert not comments(copy.read_bytes(), "Jo")


def test_remove_takes_the_comments_out(draft: Path, pack: Path) -> None:
    """The copy without procheck's comments has the draft's main part again, in its own place or where it is asked for."""
    _run(draft, "--criteria", pack)
    copy = draft.with_name(f"draft{MARK}.docx")
    clean = draft.with_name("clean.docx")
    assert "no comments by procheck" in _run(copy, "--remove", "-o", clean).output
    assert not comments(clean.read_bytes())
    assert comments(copy.read_bytes())
    assert _run(copy, "--remove").exit_code == 0
    assert copy.read_bytes() == clean.read_bytes()


def test_mistakes_are_one_sentence(draft: Path, pack: Path, tmp_path: Path) -> None:
    """What cannot be annotated is named with what to do: exit status 3 where it cannot be read, 2 for the rest."""
    markdown = tmp_path / "policy.md"
    markdown.write_text("# Policy\n\nStaff are kind.\n", encoding="utf-8")
    for arguments, status, said in (
        ((tmp_path / "gone.docx",), 3, "gone.docx does not exist: check the spelling of the path."),
        ((markdown,), 2, "open it in Word or LibreOffice, save it as .docx and annotate that."),
        ((draft, "-o", tmp_path / "out.pdf"), 2, "out.pdf is no name for this copy, which stays in the draft's own format: end it in"),
    ):
        result = _run(*arguments, "--criteria", pack)
        assert (result.exit_code, result.output.count("\n")) == (status, 1)
        assert said in result.output
    assert not list(tmp_path.glob(f"*{MARK}*"))


def test_a_draft_that_changes_meanwhile_is_not_annotated(draft: Path, judge: Judge) -> None:
    """Comments are never put into other words than those that were judged."""

    class Slow(Reader):
        def open(self, path: Path) -> Document:
            document = open_document(path)
            path.write_bytes(make(para("Other words.")))
            return document

    with pytest.raises(CannotAnnotate, match="changed while it was read"):
        annotate(draft, None, judge, Slow(), _save, as_of=DAY)


def test_what_is_accepted_goes_with_the_copy(draft: Path, judge: Judge) -> None:
    """The records beside a draft hold for its annotated copy too."""
    found = annotate(draft, None, judge, Reader(), _save, as_of=DAY)
    assert found.annotated.counts["missing"]
    write(path_beside(draft), RecordFile("draft.accepted.yaml", records=(Record("XX1.early", "The flowchart says when."),)))
    again = annotate(found.path, None, judge, Reader(), _save, as_of=DAY)
    assert again.report.accepted_as("XX1.early") is not None
    assert any("draft.accepted.yaml" in sentence for sentence in again.said)
    assert annotate(found.path, None, judge, Reader(), _save, as_of=DAY, use_accepted=False).report.accepted == ()


def test_the_report_is_that_of_check(draft: Path) -> None:
    """Annotating judges as checking does."""
    judge = find_judge("hsb-learning-2017", scored=False)
    outcome = annotate(draft, None, judge, Reader(), _save, as_of=DAY)
    assert outcome.report == check([open_document(draft)], judge, submission="draft", as_of=DAY)
