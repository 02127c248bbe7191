"""An audit on the page: the matrix, a cell with its quotes, and decisions of several reviewers."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from procheck.audit.database import Database
from procheck.audit.history import Decisions, Entry
from procheck.datafiles import DataFileError
from procheck.web.audits import AuditDesk, Wanted, audit_at
from procheck.web.desk import Desk
from procheck.web.serving import CannotServe, parted
from tests.audit.conftest import MET, Runs, judged, judged_once, pack, runs  # noqa: F401 (fixtures)
from tests.reports.browser import axe
from tests.web.browsing import browser, faults, served, window
from tests.web.desks import HOME, TODAY, desk, text_of, visitor

NOW = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)


@pytest.fixture
def site(judged: Path, tmp_path: Path) -> Desk:  # noqa: F811
    """A desk with the audit of four agencies open."""
    return replace(desk(tmp_path / "desk"), audit=AuditDesk(judged, today=lambda: TODAY, now=lambda: NOW))


def ref(site: Desk, agency: str) -> str:
    assert site.audit
    return site.audit.opened().audit.cell(agency, "XX1").ref


def seen(page: TestResponse) -> str:
    """What the page's form will give back."""
    found = re.search(r'name="seen" value="([^"]*)"', page.text)
    assert found
    return html.unescape(found[1])


def send(site: Desk, client: FlaskClient, ref: str, seen: str, **form: str) -> TestResponse:
    """The answer to a form that was filled in."""
    given = {"word": "Met", "note": "Seen on the visit.", "by": "First", "seen": seen, "token": site.door.token, **form}
    return client.post(f"/audit/{ref}/decision", data=given, base_url=HOME, headers={"Origin": HOME})


def get(client: FlaskClient, path: str) -> TestResponse:
    return client.get(path, base_url=HOME)


def entries(site: Desk) -> tuple[Entry, ...]:
    assert site.audit
    with Database(site.audit.folder, create=False) as database:
        return Decisions(database).entries()


def test_the_matrix_has_every_agency_and_leads_to_the_quotes(site: Desk) -> None:
    """Each rating has its word for a screen reader besides its sign, and its page shows the passage with its document."""
    client = visitor(site)
    matrix = get(client, "/audit/")
    said = text_of(matrix.text)
    for words in ("riverside, XX1: Met", "harbour fc, XX1: Partly met", "hill trust, XX1: Contradicted", "empty, XX1: Not judged"):
        assert words.lower() in said.lower()
    assert f'href="/audit/{ref(site, "hill-trust")}"' in matrix.text

    cell = text_of(get(client, f"/audit/{ref(site, 'riverside')}").text)
    assert "“The lead refers to social care immediately.”" in cell and "annex/policy.md" in cell


def test_the_key_opens_the_matrix(site: Desk) -> None:
    """Whoever comes through the door stands before the audit; without the key there is nothing to see."""
    client = visitor(site, has_key=False)
    assert get(client, "/audit/").status_code == 403
    assert get(client, f"/enter?key={site.door.key}").location == "/audit/"
    assert get(client, "/audit/").status_code == 200


def test_a_decision_is_kept_and_shown(site: Desk) -> None:
    """With who and when, beside the program's rating; the name is there already on the next cell."""
    client, cell = visitor(site), ref(site, "harbour-fc")
    answer = send(site, client, cell, seen(get(client, f"/audit/{cell}")), by="  Zoë   O’Neill ")
    assert answer.status_code == 303 and answer.location == f"/audit/{cell}?kept=yes#kept"

    shown = text_of(get(client, answer.location).text)
    assert "Kept." in shown and "Met , by Zoë O’Neill on 22 November 2026, 10:15" in shown and "Seen on the visit." in shown
    assert "By program ◐ Partly met By a person ✓ Met" in shown
    assert "XX1: Met, decided by a person" in text_of(get(client, "/audit/").text)
    assert 'value="Zoë O’Neill"' in get(client, f"/audit/{ref(site, 'hill-trust')}").text
    assert [(each.word, each.by, each.source) for each in entries(site)] == [("Met", "Zoë O’Neill", "the web page")]


def test_two_reviewers_at_once_lose_nothing(site: Desk) -> None:
    """Both open the cell; the second is shown what the first decided, keeps what was typed, and decides anew."""
    first, second, cell = visitor(site), visitor(site), ref(site, "harbour-fc")
    one, other = seen(get(first, f"/audit/{cell}")), seen(get(second, f"/audit/{cell}"))
    assert send(site, first, cell, one).status_code == 303

    refused = send(site, second, cell, other, word="Not met", note="It is <b>too</b> weak.", by="Second")
    said = text_of(refused.text)
    assert refused.status_code == 409 and len(entries(site)) == 1
    assert "Not kept. First has decided 'Met' meanwhile" in said and "Seen on the visit." in said
    assert "It is &lt;b&gt;too&lt;/b&gt; weak." in refused.text
    assert re.search(r'value="Not met" checked', refused.text) and 'value="Second"' in refused.text

    assert send(site, second, cell, seen(refused), word="Not met", note="Agreed with First.", by="Second").status_code == 303
    assert [(each.by, each.word) for each in entries(site)] == [("First", "Met"), ("Second", "Not met")]
    history = text_of(get(first, f"/audit/{cell}").text).split("Everything that was decided here")[1]
    assert history.index("Second") < history.index("First")


def test_of_many_at_the_same_moment_one_is_kept(site: Desk) -> None:
    """Eight reviewers, half of them on a second procheck that has the same audit open, press the button together."""
    assert site.audit
    other, cell = replace(site, audit=AuditDesk(site.audit.folder, today=lambda: TODAY)), ref(site, "harbour-fc")
    had = seen(get(visitor(site), f"/audit/{cell}"))
    together = threading.Barrier(8)

    def press(number: int) -> int:
        at = (site, other)[number % 2]
        client = visitor(at)
        together.wait()
        return send(at, client, cell, had, word="Not met", note=f"Reason {number}.", by=f"Reviewer {number}").status_code

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(press, range(8)))
    assert answers == [303, *[409] * 7] and len(entries(site)) == 1


def test_a_decision_from_elsewhere_is_shown_at_once(site: Desk) -> None:
    """What a second procheck took in is on the page when it is next opened."""
    assert site.audit
    other, cell = AuditDesk(site.audit.folder, today=lambda: TODAY), ref(site, "harbour-fc")
    get(visitor(site), f"/audit/{cell}")
    other.decide(Wanted(cell, "Met", "From the workbook.", "Elsewhere", other.latest(cell)))
    assert "From the workbook." in text_of(get(visitor(site), f"/audit/{cell}").text)


def test_without_names_a_note_is_kept_as_it_was(judged: Path, runs: Runs, tmp_path: Path) -> None:  # noqa: F811
    """The anonymised page shows a note without names; saving another rating with it does not put that in place of the note."""
    plain, bare = AuditDesk(judged, today=lambda: TODAY), AuditDesk(judged, anonymised=True, today=lambda: TODAY)
    cell = plain.opened().audit.cell("riverside", "XX1").ref
    plain.decide(Wanted(cell, "Not met", "Riverside has no lead.", "First", plain.latest(cell)))
    site = replace(desk(tmp_path / "desk"), audit=bare)
    client = visitor(site)
    page = get(client, f"/audit/{cell}")
    assert "riverside" not in page.text.lower()
    found = re.search(r"<textarea[^>]*>([^<]*)</textarea>", page.text)
    assert found and "lead" in found[1]
    assert send(site, client, cell, seen(page), word="Partly met", note=html.unescape(found[1])).status_code == 303
    assert [each.note for each in entries(site)] == ["Riverside has no lead."] * 2


def test_a_decision_on_evidence_that_changed_is_asked_again(site: Desk, runs: Runs) -> None:  # noqa: F811
    """An agency's new document came between opening the page and saving: nothing is kept until the reviewer has seen it."""
    assert site.audit
    client, cell = visitor(site), ref(site, "harbour-fc")
    stale = seen(get(client, f"/audit/{cell}"))
    (site.audit.folder / "harbour-fc" / "handbook.md").write_text(MET, encoding="utf-8")
    runs(site.audit.folder)

    refused = send(site, client, cell, stale, word="Not met", note="Weak.")
    assert refused.status_code == 409 and "has changed since you opened the page" in text_of(refused.text) and not entries(site)
    assert "refers to social care immediately" in refused.text
    assert send(site, client, cell, seen(refused), word="Met", note="").status_code == 303


def test_what_another_reviewer_does_is_told_to_an_open_page(site: Desk) -> None:
    """The page's script asks, and hears something else than it shows."""
    client, cell = visitor(site), ref(site, "harbour-fc")
    had = seen(get(client, f"/audit/{cell}"))
    assert get(client, f"/audit/{cell}/progress").json == {"seen": had}
    send(site, visitor(site), cell, had)
    assert get(client, f"/audit/{cell}/progress").json != {"seen": had}


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"by": " "}, "give your name"),
        ({"by": "x" * 101}, "shorten it"),
        ({"note": ""}, "Give your reason"),
        ({"word": "", "note": " "}, "Choose a rating, or write a note"),
        ({"word": "Splendid"}, "Choose one of the audit's words"),
        ({"note": "x" * 5001}, "shorten it"),
        ({"seen": "rubbish"}, "open the page again"),
    ],
)
def test_what_cannot_be_kept_is_said(site: Desk, form: dict[str, str], said: str) -> None:
    """In a sentence, with the form as it was filled in; nothing is written."""
    client, cell = visitor(site), ref(site, "harbour-fc")
    refused = send(site, client, cell, **{"seen": seen(get(client, f"/audit/{cell}")), **form})
    assert refused.status_code == 400 and said in text_of(refused.text) and not entries(site)


def test_a_decision_can_be_taken_back(site: Desk) -> None:
    """It no longer counts, and stays in the history."""
    client, cell = visitor(site), ref(site, "harbour-fc")
    send(site, client, cell, seen(get(client, f"/audit/{cell}")))
    answer = send(site, client, cell, seen(get(client, f"/audit/{cell}")), withdraw="yes")
    shown = text_of(get(client, answer.location).text)
    assert "Taken back." in shown and "By a person not decided" in shown and len(entries(site)) == 2


def test_other_pages_and_strangers_decide_nothing(site: Desk) -> None:
    """Without the key, from another origin or without the token a decision is refused."""
    client, cell = visitor(site), ref(site, "harbour-fc")
    had = seen(get(client, f"/audit/{cell}"))
    form = {"word": "Met", "note": "x", "by": "y", "seen": had}
    assert send(site, visitor(site, has_key=False), cell, had).status_code == 403
    assert send(site, client, cell, had, token="").status_code == 403
    path, token = f"/audit/{cell}/decision", {"token": site.door.token}
    assert client.post(path, data=form | token, base_url=HOME, headers={"Origin": "http://elsewhere.example"}).status_code == 403
    assert not entries(site)


def test_the_matrix_can_be_narrowed(site: Desk) -> None:
    """To what a person has decided, or to one word of the scale; anything else shows all."""
    client, cell = visitor(site), ref(site, "harbour-fc")
    send(site, client, cell, seen(get(client, f"/audit/{cell}")))
    shown: Callable[[str], int] = lambda show: get(client, f"/audit/?show={show}").text.count('class="square s-') - 6  # noqa: E731
    assert (shown("decided"), shown("%3DContradicted"), shown("nonsense")) == (1, 1, 4)


def test_nothing_of_a_document_is_markup(site: Desk, runs: Runs) -> None:  # noqa: F811
    """A quote with tags in it is shown as it was written."""
    assert site.audit
    (site.audit.folder / "harbour-fc" / "handbook.md").write_text(
        "# Harmful sexual behaviour\n\nThe lead refers to social care \\<img src=x onerror=alert(1)\\> immediately.\n", encoding="utf-8"
    )
    runs(site.audit.folder)
    page = get(visitor(site), f"/audit/{ref(site, 'harbour-fc')}").text
    assert "&lt;img src=x" in page and "<img" not in page


def test_without_an_audit_there_are_no_such_pages(tmp_path: Path) -> None:
    """The page for documents knows nothing of audits, and a reference that is not there is named."""
    assert get(visitor(desk(tmp_path)), "/audit/").status_code == 404


def test_an_unknown_rating_is_named(site: Desk) -> None:
    """An address of an agency that is gone leads back to the matrix."""
    assert "no such rating" in text_of(get(visitor(site), "/audit/A99-XX1").text)


def test_the_folder_or_its_outputs_open_the_audit(judged: Path, runs: Runs, tmp_path: Path) -> None:  # noqa: F811
    """Both lead to the same audit; the anonymised outputs show no names; a folder without an audit is told so."""
    assert audit_at(judged) == (judged, False)
    assert audit_at(runs(judged).out) == (judged, False)
    out = runs(judged, anonymise=True).out
    assert audit_at(out) == (judged, True)
    with pytest.raises(DataFileError, match="holds no audit"):
        audit_at(tmp_path)

    site = replace(desk(tmp_path / "desk"), audit=AuditDesk(judged, anonymised=True, today=lambda: TODAY))
    matrix, cell = get(visitor(site), "/audit/").text, get(visitor(site), f"/audit/{ref(site, 'riverside')}").text
    assert "Agency " in matrix and "riverside" not in (matrix + cell).lower()


def test_two_folders_are_too_many(tmp_path: Path) -> None:
    """One audit is open at a time; documents may be opened beside it."""
    (tmp_path / "a.md").write_text("# A")
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    assert parted([tmp_path / "a.md", tmp_path / "one"]) == ((tmp_path / "a.md",), tmp_path / "one")
    with pytest.raises(CannotServe, match="one audit"):
        parted([tmp_path / "one", tmp_path / "two"])


def test_in_a_browser(judged: Path, tmp_path: Path) -> None:  # noqa: F811
    """By keyboard from the matrix to a cell, deciding there, and back; axe-core finds no fault, wide, dark or narrow."""
    with (
        browser() as chrome,
        served(tmp_path, audit=AuditDesk(judged, today=lambda: TODAY)) as site,
        window(chrome, site) as page,
        window(chrome, site, width=390, height=844, dark=True) as other,
    ):
        assert faults(page, axe()) == [] and faults(other, axe()) == []
        page.locator("a.square").first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name=re.compile("harbour.fc", re.I)).wait_for()
        other.goto(page.url)
        assert faults(page, axe()) == [] and faults(other, axe()) == []
        assert other.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        for each, word, name in ((page, "Met", "First"), (other, "Not met", "Second")):
            each.get_by_role("radio", name=re.compile(f"^{word}")).check()
            each.get_by_label("Reason or note").fill(f"{name} looked.")
            each.get_by_label("Your name").fill(name)
        page.get_by_role("button", name="Save the decision").click()
        page.get_by_text("Kept.").wait_for()
        other.get_by_role("button", name="Save the decision").click()
        assert "First has decided 'Met' meanwhile" in other.get_by_role("alert").inner_text()
        assert other.get_by_label("Reason or note").input_value() == "Second looked." and faults(other, axe()) == []
        page.get_by_role("link", name="The matrix").click()
        assert "decided by a person" in (page.locator("a.square:focus").text_content() or "")
