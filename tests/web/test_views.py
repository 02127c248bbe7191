from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path

import pytest

from procheck.web.desk import Desk
from procheck.web.uploads import MOST_FILES
from tests.web.desks import HOME, POLICY, added, desk, given, sent, text_of, visitor, wait


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    """A desk with nothing on it, that takes documents of up to 1 MB."""
    return desk(tmp_path)


def _give(here: Desk, *files: tuple[bytes, str], **form: str) -> tuple[int, dict[str, str]]:
    data = {**form, "documents": [(io.BytesIO(content), name) for content, name in files]}
    answer = visitor(here).post("/documents", base_url=HOME, headers=sent(here), data=data)
    return answer.status_code, answer.get_json()


def _page(here: Desk, path: str) -> str:
    return text_of(visitor(here).get(path, base_url=HOME).text)


def test_one_document_leads_to_its_sheet(here: Desk) -> None:
    """A document that is given is checked, and its page shows its text, its passages and its gaps."""
    status, made = _give(here, (POLICY, "policy.md"))
    (submission,) = here.workspace
    wait(here, submission)
    page = _page(here, made["to"])

    assert status == 200
    assert made["to"] == f"/s/{submission.id}/?pack=small"
    assert "Staff will refer harmful sexual behaviour to social care." in page
    assert "It is done early." in page and "Say when." in page
    assert "<script>alert(1)</script> & bicycles" not in visitor(here).get(made["to"], base_url=HOME).text


def test_two_together_or_apart(here: Desk) -> None:
    """Two documents become one submission with the name given, or one each, as the person chose."""
    _, made = _give(here, (POLICY, "a.md"), (b"# Annex\n\nWords.", "b.md"), how="together", name="Riverside Academy")
    (both,) = here.workspace
    assert (both.name, len(both.files)) == ("Riverside Academy", 2)
    assert made["to"].startswith(f"/s/{both.id}/")
    _, made = _give(here, (POLICY, "a.md"), (POLICY, "sub/b.md"), how="apart")

    assert made["to"] == "/"
    assert [each.name for each in here.workspace][1:] == ["a", "b"]
    wait(here, both)
    page = _page(here, f"/s/{both.id}/")
    assert "Text of" not in page and "b.md" in page and "a.md" in page


def test_too_large_is_said(here: Desk) -> None:
    """A document over the limit, and a request over it, are refused with the limit and what to do; nothing is kept."""
    status, made = _give(here, (b"x" * (1024 * 1024 + 1), "big.docx"))
    assert (status, list(here.workspace)) == (400, [])
    assert "big.docx is larger than the limit of 1 MB" in made["message"]
    status, made = _give(here, *[(b"x" * 1024 * 1024, f"{n}.docx") for n in range(4)])

    assert (status, list(here.workspace)) == (413, [])
    assert "together of at most 3 MB" in made["message"]


def test_too_many_and_none(here: Desk) -> None:
    """No document, or more than the limit, is refused in a sentence."""
    assert "No document was given" in _give(here)[1]["message"]
    assert "21 documents, and 20" in _give(here, *[(b"x", f"{n}.md") for n in range(MOST_FILES + 1)])[1]["message"]
    assert list(here.workspace) == []


def test_a_bad_document_is_named(here: Desk) -> None:
    """A document that cannot be read has a page that says why, and that it was not judged."""
    bad = added(here, given(b"PK\x03\x04 and no more", "bad.docx"))
    page = _page(here, f"/s/{bad.id}/")

    assert "bad.docx could not be checked" in page
    assert "damaged" in page and "was not judged" in page
    assert "bad.docx is damaged" in _page(here, "/")


def test_packs_are_switched(here: Desk) -> None:
    """The page of another pack begins that check; an unknown pack is the first."""
    submission = added(here)
    assert "Checking policy.md" in _page(here, f"/s/{submission.id}/?pack=other") or here.checks.known(submission)["other"]
    wait(here, submission, "other")

    assert "Early referral" in _page(here, f"/s/{submission.id}/?pack=other")
    assert "Early referral" in _page(here, f"/s/{submission.id}/?pack=../../etc")


def test_decisions_by_script_and_by_form(here: Desk) -> None:
    """A decision is kept, shown and withdrawn, by our script and by a plain form."""
    submission = added(here)
    where, form = f"/s/{submission.id}/decisions", {"pack": "small", "criterion": "XX1", "status": "met", "reason": "It is in the annex."}
    made = visitor(here).post(where, base_url=HOME, headers=sent(here), data=form).get_json()
    assert made["said"].startswith("decided met on 22 November 2026, where procheck had found partly met.")
    assert "It is in the annex." in _page(here, f"/s/{submission.id}/")
    plain = form | {"token": here.door.token, "withdraw": "yes"}
    answer = visitor(here).post(where, base_url=HOME, headers={"Origin": HOME}, data=plain)

    assert answer.headers["Location"].endswith("#XX1")
    assert here.decisions(submission, "small") == {}
    refused = visitor(here).post(where, base_url=HOME, headers=sent(here), data=form | {"reason": ""})
    assert (refused.status_code, "Give your reason" in refused.get_json()["message"]) == (400, True)


def test_downloads_carry_them(here: Desk) -> None:
    """Each form comes as a file with a name of its own; the JSON has the decisions in it."""
    submission = added(here)
    form = {"pack": "small", "criterion": "XX1", "status": "met", "reason": "It is in the annex."}
    visitor(here).post(f"/s/{submission.id}/decisions", base_url=HOME, headers=sent(here), data=form)
    for kind, ending in (("html", "html"), ("docx", "docx"), ("markdown", "md"), ("csv", "csv"), ("json", "json"), ("terminal", "txt")):
        answer = visitor(here).get(f"/s/{submission.id}/report/{kind}?pack=small", base_url=HOME)
        assert answer.headers["Content-Disposition"] == f"attachment; filename=policy-gap-report.{ending}"
        if kind == "json":
            assert json.loads(answer.data)["decisions"][0]["reason"] == "It is in the annex."
    assert visitor(here).get(f"/s/{submission.id}/report/exe", base_url=HOME).status_code == 404


def test_the_draft_with_comments(here: Desk) -> None:
    """A Word draft comes back with procheck's comments in it; what takes no comments is not offered, and refused in a sentence."""
    sample = (Path(__file__).parents[2] / "reports/sample/sample-policy.docx").read_bytes()
    word, plain = added(here, given(sample, "my draft.docx")), added(here)
    assert f"/s/{word.id}/comments/0" in visitor(here).get(f"/s/{word.id}/", base_url=HOME).text
    assert "/comments/" not in visitor(here).get(f"/s/{plain.id}/", base_url=HOME).text
    answer = visitor(here).get(f"/s/{word.id}/comments/0?pack=small", base_url=HOME)

    assert answer.headers["Content-Disposition"] == 'attachment; filename="my draft-annotated.docx"'
    assert "word/comments.xml" in zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert visitor(here).get(f"/s/{word.id}/comments/1", base_url=HOME).status_code == 404
    refused = visitor(here).get(f"/s/{plain.id}/comments/0", base_url=HOME)
    assert (refused.status_code, "only those take comments" in text_of(refused.text)) == (409, True)


def test_a_damaged_decision_file_is_said(here: Desk) -> None:
    """A decision file that somebody broke is told on the page; it is not taken for no decision."""
    submission = added(here)
    here.workspace.file(submission, "decisions.json").write_text("{")
    answer = visitor(here).get(f"/s/{submission.id}/", base_url=HOME)
    assert (answer.status_code, "put the file right" in text_of(answer.text)) == (500, True)


def test_removing(here: Desk) -> None:
    """A removed submission is gone from the page and from the disk."""
    submission = added(here)
    visitor(here).post(f"/s/{submission.id}/remove", base_url=HOME, headers=sent(here))

    assert list(here.workspace.folder.iterdir()) == []
    answer = visitor(here).get(f"/s/{submission.id}/", base_url=HOME)
    assert (answer.status_code, "drop it again" in text_of(answer.text)) == (404, True)


def test_a_mistake_of_ours_is_a_sentence(here: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """A fault in procheck shows no trace of the program to the person, and tells the terminal."""
    monkeypatch.setattr("procheck.web.page.row", lambda *args: 1 / 0)
    added(here)
    answer = visitor(here).get("/", base_url=HOME)

    assert answer.status_code == 500
    assert "made a mistake" in text_of(answer.text) and "ZeroDivision" not in answer.text
    assert "ZeroDivisionError" in caplog.text


def test_unfinished_checks_are_not_sent_on(here: Desk, tmp_path: Path) -> None:
    """Nothing is downloaded or decided before the whole judgement is there."""
    slow = desk(tmp_path / "slow", before=lambda path: time.sleep(0.3))
    submission = slow.workspace.add("x", [given()])
    answer = visitor(slow).get(f"/s/{submission.id}/report/json", base_url=HOME)
    assert (answer.status_code, "not finished yet" in text_of(answer.text)) == (409, True)
    wait(slow, submission)
