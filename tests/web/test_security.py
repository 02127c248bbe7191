from __future__ import annotations

import io
from pathlib import Path

import pytest

from procheck.web.desk import Desk
from procheck.web.security import Door, is_loopback, own_hosts
from tests.web.desks import HOME, POLICY, added, desk, given, sent, text_of, visitor


@pytest.fixture
def here(tmp_path: Path) -> Desk:
    """A desk with a checked document."""
    made = desk(tmp_path)
    added(made)
    return made


def _paths(here: Desk) -> list[str]:
    (submission,) = here.workspace
    return ["/", f"/s/{submission.id}/", f"/s/{submission.id}/report/json", "/progress", "/nowhere"]


def test_another_host_is_refused(here: Desk) -> None:
    """A name that was pointed at this computer (DNS rebinding) gets nothing, whatever it asks for, key or no key."""
    for host in ("evil.example:8765", "127.0.0.1:9999", "127.0.0.1", "localhost.evil.example:8765", "0.0.0.0:8765"):
        for path in [*_paths(here), "/static/base.css", f"/enter?key={here.door.key}"]:
            answer = visitor(here).get(path, base_url=HOME, headers={"Host": host})
            assert answer.status_code == 421, (host, path)
            assert "small" not in answer.text.lower() or "smaller" in answer.text.lower()


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765"])
def test_own_names_are_served(here: Desk, host: str) -> None:
    """Both names of this computer lead in, each through the door."""
    client = visitor(here, has_key=False)
    answer = client.get(f"/enter?key={here.door.key}", base_url=f"http://{host}")
    cookie = answer.headers["Set-Cookie"]

    assert (303, "/") == (answer.status_code, answer.headers["Location"])
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and here.door.cookie in cookie
    assert client.get("/", base_url=f"http://{host}").status_code == 200


def test_nothing_without_the_key(here: Desk) -> None:
    """Another person on this computer, who knows the port but not the key, reads nothing and is told why."""
    stranger = visitor(here, has_key=False)
    for path in _paths(here):
        answer = stranger.get(path, base_url=HOME)
        assert answer.status_code == 403
        assert "policy" not in text_of(answer.text).lower()
    stranger.set_cookie(here.door.cookie, "a guess", domain="127.0.0.1")
    assert stranger.get("/", base_url=HOME).status_code == 403
    assert stranger.get("/enter?key=guess", base_url=HOME).status_code == 403
    assert "use the whole address" in text_of(stranger.get("/", base_url=HOME).text)


def _changes(here: Desk) -> list[str]:
    (submission,) = here.workspace
    return ["/documents", f"/s/{submission.id}/decisions", f"/s/{submission.id}/remove"]


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://127.0.0.1:9999", "https://127.0.0.1:8765", "http://localhost:8765"])
def test_changes_come_from_our_own_page(here: Desk, origin: str | None) -> None:
    """A request that changes something is refused from any other origin, even with the key and the token."""
    headers = {"X-Token": here.door.token} | ({"Origin": origin} if origin else {})
    for path in _changes(here):
        answer = visitor(here).post(path, base_url=HOME, headers=headers)
        assert answer.status_code == 403
        assert "own page" in answer.get_json()["message"]
    assert len(list(here.workspace)) == 1


@pytest.mark.parametrize("token", ["", "wrong", "é"])
def test_changes_carry_the_token(here: Desk, token: str) -> None:
    """A form without our token changes nothing."""
    for path in _changes(here):
        answer = visitor(here).post(path, base_url=HOME, headers={"Origin": HOME}, data={"token": token})
        assert answer.status_code == 403
    assert len(list(here.workspace)) == 1


def test_with_both_it_works(here: Desk) -> None:
    """The page's own form and the page's own script get through."""
    (submission,) = here.workspace
    form = {"token": here.door.token, "documents": (io.BytesIO(POLICY), "again.md")}
    assert visitor(here).post("/documents", base_url=HOME, headers={"Origin": HOME}, data=form).status_code == 303
    assert visitor(here).post(f"/s/{submission.id}/remove", base_url=HOME, headers=sent(here)).status_code == 200


@pytest.mark.parametrize(
    ("site", "mode", "dest", "status"),
    [
        ("cross-site", "no-cors", "script", 403),
        ("same-site", "no-cors", "image", 403),
        ("cross-site", "navigate", "iframe", 403),
        ("cross-site", "navigate", "document", 200),
        ("same-origin", "cors", "empty", 200),
        ("none", "navigate", "document", 200),
    ],
)
def test_other_pages_cannot_load_ours(here: Desk, site: str, mode: str, dest: str, status: int) -> None:
    """Another page's script, picture or frame gets nothing; a plain link to our page works."""
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
    assert visitor(here).get("/", base_url=HOME, headers=headers).status_code == status


def test_headers_on_every_answer(here: Desk) -> None:
    """Pages, downloads, refusals and files all carry the policy, are kept by nobody and go into no frame."""
    (submission,) = here.workspace
    for path in [*_paths(here), "/static/sheet.js", f"/s/{submission.id}/report/html"]:
        for headers in ({}, {"Host": "evil.example"}):
            answer = visitor(here).get(path, base_url=HOME, headers=headers)
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
            assert "unsafe" not in policy and "http" not in policy
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_pages_hold_nothing_inline(here: Desk) -> None:
    """No page has a script or style of its own, or anything from outside: the policy would stop it."""
    (submission,) = here.workspace
    for path in ("/", f"/s/{submission.id}/", "/nowhere"):
        page = visitor(here).get(path, base_url=HOME).text
        assert " style=" not in page and "<style" not in page and " onclick=" not in page
        assert page.count("<script") == page.count('<script type="module" src="/static/')
        assert "http://" not in page.replace(HOME, "") and "https://" not in page


def test_words_of_documents_are_escaped(tmp_path: Path) -> None:
    """Markup in a document's words, name and decisions is shown as words."""
    here = desk(tmp_path)
    nasty = '"><img src=x onerror=alert(1)>'
    content = f"# Harmful sexual behaviour {nasty}\n\nStaff refer harmful sexual behaviour to social care {nasty} `x`.\n".encode()
    submission = added(here, given(content, f"{nasty}.md"), name=nasty)
    form = {"pack": "small", "criterion": "XX1", "status": "met", "reason": nasty, "by": nasty}
    assert visitor(here).post(f"/s/{submission.id}/decisions", base_url=HOME, headers=sent(here), data=form).status_code == 200
    page = visitor(here).get(f"/s/{submission.id}/", base_url=HOME).text

    assert "<img" not in page + visitor(here).get("/", base_url=HOME).text
    assert "&lt;img" in page


def test_loopback() -> None:
    """Only addresses of this computer count as its own, and each kind has its names."""
    assert is_loopback("127.0.0.1") and is_loopback("::1") and is_loopback("localhost") and is_loopback("127.8.8.8")
    assert not is_loopback("192.168.1.4") and not is_loopback("0.0.0.0") and not is_loopback("localhost.evil.example")
    assert own_hosts("::1", 80) == {"[::1]:80", "[::1]", "localhost:80", "localhost"}
    assert own_hosts("192.168.1.4", 8765) == {"192.168.1.4:8765"}


def test_each_run_has_its_own_key() -> None:
    """Keys and tokens are not the same twice, and the token does not tell the key."""
    first, second = Door(frozenset(), 1), Door(frozenset(), 1)
    assert first.key != second.key and first.token != second.token and first.key not in first.token
