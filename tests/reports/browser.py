"""Runs a page and a script in headless Chromium, for tests that need a real browser."""

from __future__ import annotations

import contextlib
import functools
import html
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

AXE = "4.10.3"
"""The version of axe-core that the page is tested with."""

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_NARROWEST = 500
"""Headless Chromium opens no narrower window; narrower pages are put in a frame."""


def chromium() -> str:
    """The browser's path; skips the test where there is none."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if not found:
        pytest.skip("no Chromium or Chrome on this machine (set CHROMIUM to its path): the page was not tried in one")
    return found


def axe() -> str:
    """The source of axe-core, fetched once with npm into the user's cache; skips the test where it cannot be had."""
    source = _fetched()
    if not source.exists():
        pytest.skip(f"{source} is not there and npm could not fetch axe-core {AXE}: accessibility was not tested")
    return source.read_text(encoding="utf-8")


@functools.cache
def _fetched() -> Path:
    """Where axe-core lies, after one attempt to fetch it if it is not there."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "procheck-tests" / f"axe-core-{AXE}"
    source = cache / "node_modules" / "axe-core" / "axe.min.js"
    npm = shutil.which("npm")
    if npm and not source.exists():
        cache.mkdir(parents=True, exist_ok=True)
        quiet = ("--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=0")
        command = [npm, "install", *quiet, "--prefix", str(cache), f"axe-core@{AXE}"]
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(command, timeout=60, capture_output=True, check=False)
    return source


def in_browser(page: str, script: str, *, width: int = 1200, dark: bool = False, clock: bool = False) -> Any:
    """What `script`, the body of an async function, returns when run at the end of `page`.

    Time in the browser runs ahead of the clock, so that waiting costs nothing; `clock`: it does not, and the script must not wait.
    The page's own policy, which would stop `script`, is taken out first.
    """
    page = re.sub(r"<meta http-equiv=.Content-Security-Policy.*?>", "", page)
    run = (
        f"(async () => {{ {script} }})().catch(error => 'failed: ' + error)"
        ".then(made => top.document.documentElement.setAttribute('data-made', JSON.stringify(made)))"
    )
    # Scripts come last, so that the page's own has run.
    page = page.replace("</body>", f"<script>{run}</script></body>")
    if width < _NARROWEST:
        framed = f'<iframe width="{width}" height="844" style="border:0" srcdoc="{html.escape(page)}"></iframe>'
        page = f"<!doctype html>{framed}"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "page.html"
        path.write_text(page, encoding="utf-8")
        made = subprocess.run(
            [
                chromium(),
                *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
                *("--disable-component-update", "--disable-sync", f"--user-data-dir={folder}/profile"),
                f"--window-size={max(width, _NARROWEST)},900",
                f"--blink-settings=preferredColorScheme={0 if dark else 1}",
                *(() if clock else ("--virtual-time-budget=60000",)),
                "--dump-dom",
                path.as_uri(),
            ],
            capture_output=True,
            timeout=120,
            check=True,
        ).stdout.decode()
    found = re.search(r'<html[^>]* data-made="([^"]*)"', made)
    assert found, "the script in the page did not finish"
    return json.loads(html.unescape(found.group(1)))
