"""The page in real Chromium, through Playwright."""

from __future__ import annotations

import contextlib
import functools
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from procheck.checking import DEFAULT_PACK, find_judge
from procheck.judgement.judging import Judge
from procheck.web.app import create_app
from procheck.web.audits import AuditDesk
from procheck.web.desk import Desk, PackChoice
from procheck.web.jobs import Checks
from procheck.web.security import Door, own_hosts
from procheck.web.uploads import UploadLimits
from procheck.web.workspace import Workspace
from tests.reports.browser import chromium
from tests.web.desks import TODAY, InProcess

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LIMIT = 1024 * 1024
_RUN_AXE = """async () => {
    const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const made = await axe.run(document, {runOnly: rules, resultTypes: ['violations']});
    return {ran: made.passes.length, faults: made.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 200))])};
}"""


@functools.cache
def judge(pack: str) -> Judge:
    """A judge by phrases alone, made once for all tests."""
    return find_judge(pack, scored=False)


@dataclass(frozen=True, slots=True)
class Site:
    """A page that is being served."""

    desk: Desk
    home: str
    door: str
    """The address with the key."""


@contextlib.contextmanager
def served(
    folder: Path,
    before: Callable[[Path], object] = lambda path: None,
    judges: Callable[[str], Judge] = judge,
    audit: AuditDesk | None = None,
) -> Iterator[Site]:
    """The page, served from this process with documents in `folder`."""
    from waitress.server import create_server

    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        checks = Checks(InProcess(before), judges, today=lambda: TODAY)
        packs = (
            PackChoice(DEFAULT_PACK, "Learning from case reviews about harmful sexual behaviour"),
            PackChoice("nice-ng55", "NICE guideline on harmful sexual behaviour"),
        )
        door = Door(own_hosts("127.0.0.1", port), port)
        desk = Desk(Workspace(folder), checks, door, UploadLimits(LIMIT), packs, today=lambda: TODAY, audit=audit)
        server = create_server(create_app(desk), sockets=[listening], threads=4)
        checks.start()
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        threading.Thread(target=server.run, daemon=True).start()
        home = f"http://127.0.0.1:{port}/"
        try:
            yield Site(desk, home, f"{home}enter?key={door.key}")
        finally:
            checks.stop()
            server.close()


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Debian's or Google's Chromium; skips the test where there is none, or no Playwright."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: the page was not tried in a browser")
    path = chromium()
    with api.sync_playwright() as playwright:
        # Without a sandbox, because tests run as root on build machines; the only page opened is our own.
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        try:
            yield opened
        finally:
            opened.close()


@contextlib.contextmanager
def window(browser: Browser, site: Site, *, width: int = 1280, height: int = 900, dark: bool = False) -> Iterator[Page]:
    """A window of its own that has come through the door; at its end no script may have failed and nothing been forbidden."""
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.set_default_timeout(120_000)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(site.door)
    try:
        yield page
        # What the server refuses on purpose is also told to the console.
        assert [each for each in complaints if "status of 4" not in each] == []
    finally:
        context.close()


def faults(page: Page, axe: str) -> list[Any]:
    """What axe-core finds wrong with the page as it is now: rule and places."""
    # What the browser has not laid out has no true place that axe could measure.
    page.evaluate("() => document.querySelectorAll('.stretch').forEach(each => { each.style.contentVisibility = 'visible'; })")
    page.evaluate(axe)
    made = page.evaluate(_RUN_AXE)
    assert made["ran"] > 15
    found: list[Any] = made["faults"]
    return found


def in_sight(page: Page, selector: str) -> bool:
    """True where the first such element is within the window and nothing lies over it."""
    return bool(
        page.evaluate(
            """selector => {
                const found = document.querySelector(selector);
                const box = found && found.getClientRects()[0];
                if (!box || box.top < 0 || box.bottom > innerHeight) { return false; }
                const top = document.elementFromPoint(box.left + Math.min(4, box.width / 2), box.top + box.height / 2);
                return found === top || found.contains(top) || (top !== null && top.contains(found));
            }""",
            selector,
        )
    )
