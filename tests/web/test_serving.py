"""`procheck serve` as a process of its own."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from procheck.web.holding import held
from procheck.web.serving import CannotServe, _listen
from tests.building import write_pack

ROOT = Path(__file__).parents[2]
POLICY = "# Harmful sexual behaviour\n\nStaff refer harmful sexual behaviour to social care.\n"


@contextmanager
def _running(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], urllib.parse.SplitResult]]:
    """The process, and the address that it printed. Its temporary files go to `folder`/tmp."""
    (folder / "tmp").mkdir(exist_ok=True)
    pack = write_pack(folder)
    command = [sys.executable, "-m", "procheck", "serve", "--no-browser", "--no-scorer", "--criteria", str(pack), *options]
    running = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "TMPDIR": str(folder / "tmp")}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    said = ""
    try:
        assert running.stdout is not None
        while "To end it" not in said:
            line = running.stdout.readline()
            assert line, said
            said += line
        found = re.search(r"http://\S+", said)
        assert found
        yield running, urllib.parse.urlsplit(found.group())
    finally:
        running.kill()
        running.wait()


def _ask(address: urllib.parse.SplitResult, path: str, cookie: str = "") -> tuple[int, str, str]:
    """Status, text and cookie of an answer."""
    assert address.hostname is not None
    connection = http.client.HTTPConnection(address.hostname, address.port or 0, timeout=120)
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    return answer.status, answer.read().decode(), (answer.getheader("Set-Cookie") or "").split(";")[0]


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="signals of Unix: the ending of the page was not tried")
def test_serves_until_it_is_ended(tmp_path: Path) -> None:
    """Documents named on the command line are read by the isolated reader and shown to who has the key; when the terminal is closed, all
    that was held of them is removed."""
    policy = tmp_path / "draft.md"
    policy.write_text(POLICY)
    with _running(tmp_path, str(policy)) as (running, address):
        assert address.hostname == "127.0.0.1"
        assert _ask(address, "/")[0] == 403
        _, _, cookie = _ask(address, f"{address.path}?{address.query}")
        for _ in range(1200):
            status, page, _ = _ask(address, "/", cookie)
            if "partly met" in page:
                break
            time.sleep(0.1)
        assert (status, "draft.md" in page, "partly met" in page) == (200, True, True)
        assert list((tmp_path / "tmp").rglob("draft.md"))
        running.send_signal(signal.SIGHUP)
        assert running.wait(120) == 0
    assert list((tmp_path / "tmp").iterdir()) == []
    assert policy.is_file()


def test_its_button_ends_it(tmp_path: Path) -> None:
    """Stop on the page says that procheck has ended, ends it, and removes what it held."""
    with _running(tmp_path) as (running, address):
        _, _, cookie = _ask(address, f"{address.path}?{address.query}")
        token = re.search(r'name="token" value="(\w+)"', _ask(address, "/", cookie)[1])
        assert token
        headers = {"Cookie": cookie, "Origin": f"http://{address.netloc}", "Content-Type": "application/x-www-form-urlencoded"}
        connection = http.client.HTTPConnection(address.hostname or "", address.port or 0, timeout=120)
        connection.request("POST", "/stop", f"token={token.group(1)}", headers)
        assert "procheck has ended" in connection.getresponse().read().decode()
        assert running.wait(120) == 0
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without telling it: the ending of the page was not tried")
def test_a_workspace_stays(tmp_path: Path) -> None:
    """With a workspace the documents are there after its end, and the next procheck shows them."""
    policy, kept = tmp_path / "draft.md", tmp_path / "kept"
    policy.write_text(POLICY)
    with _running(tmp_path, "--workspace", str(kept), str(policy)) as (running, address):
        running.send_signal(signal.SIGTERM)
        assert running.wait(120) == 0
    assert [path.read_text() for path in kept.rglob("draft.md")] == [POLICY]
    with _running(tmp_path, "--workspace", str(kept)) as (_, address):
        _, _, cookie = _ask(address, f"{address.path}?{address.query}")
        assert "draft.md" in _ask(address, "/", cookie)[1]


def test_what_cannot_be_served(tmp_path: Path) -> None:
    """A port or address that is not to be had, and every address at once, are refused with what to do; without a port the next is taken."""
    with _listen("127.0.0.1", None) as first, _listen("127.0.0.1", None) as second:
        taken = first.getsockname()[1]
        assert second.getsockname()[1] != taken
        with pytest.raises(CannotServe, match=f"port {taken} cannot be used .*: choose another"), _listen("127.0.0.1", taken):
            pass
    for host in ("0.0.0.0", "::"):
        with pytest.raises(CannotServe, match="give with --host"), _listen(host, None):
            pass
    with pytest.raises(CannotServe, match="choose another --port or --host"), _listen("192.0.2.1", None):
        pass
    with held(tmp_path):
        made = subprocess.run(
            [sys.executable, "-m", "procheck", "serve", "--no-browser", "--workspace", str(tmp_path)],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert (made.returncode, "used by another procheck" in made.stderr) == (2, True)
