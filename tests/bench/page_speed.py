"""How long a person waits at the local web page, in real Chromium, and how smoothly long documents move.

    python -m tests.bench.page_speed [--pages 10 30 100 300]

Starts `procheck serve` as a user does, drops Word files of so many pages (450 words each, made of the policies in tests/gold) on
the page, and prints for each, in seconds of the clock from the drop:

- first result: the document's own text beside the criteria, judged by phrases (a first look) or, where it is short, wholly;
- whole result: judged with the learned scorer too;

and of the page that shows it: its size, how long a frame takes while the whole document is scrolled through in 120 steps, and how
long it takes from choosing a criterion until its passage is in sight (milliseconds, middle and worst of all criteria).

Other work on the computer counts: the load is printed with the figures.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.accuracy import GOLD
from tests.bench.reading_speed import long_docx

_MOVES = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const height = document.documentElement.scrollHeight;
    const frames = [];
    for (let step = 1; step <= 120; step += 1) {
        const before = performance.now();
        window.scrollTo(0, height * step / 120);
        await frame();
        frames.push(performance.now() - before);
    }
    const jumps = [];
    let lost = 0;
    for (const summary of document.querySelectorAll('article.criterion > details > summary')) {
        const before = performance.now();
        summary.click();
        await frame(); await frame(); await frame();
        jumps.push(performance.now() - before);
        const here = document.querySelector('mark.here, .gaps .here');
        const box = here && here.getBoundingClientRect();
        if (!box || box.bottom < 0 || box.top > innerHeight) { lost += 1; }
    }
    return {frames, jumps, lost, size: document.documentElement.outerHTML.length, elements: document.querySelectorAll('*').length};
}"""


def main() -> None:
    """Prints the table."""
    from playwright.sync_api import sync_playwright

    from tests.reports.browser import chromium

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[10, 30, 100, 300])
    asked = parser.parse_args()
    sources = sorted(GOLD.glob("d*.md"))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        serving = subprocess.Popen(
            [sys.executable, "-m", "procheck", "serve", "--no-browser"],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"TMPDIR": folder},
        )
        try:
            door = _address(serving)
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.set_default_timeout(600_000)
            page.goto(door)
            _drop(page, door, Path(folder, "warm.docx"), long_docx(sources, 2))
            print(f"load of the computer: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
            print(f"{'pages':>6}{'first result':>14}{'whole result':>14}{'page':>9}{'elements':>10}{'frame':>15}{'jump':>15}  lost")
            for pages in asked.pages:
                first, whole = _drop(page, door, Path(folder, f"{pages}-pages.docx"), long_docx(sources, pages))
                moved = page.evaluate(_MOVES)
                print(
                    f"{pages:6}{first:12.1f} s{whole:12.1f} s{moved['size'] / 1e6:6.1f} MB{moved['elements']:10,}"
                    f"{_spread(moved['frames']):>15}{_spread(moved['jumps']):>15}{moved['lost']:6}",
                    flush=True,
                )
        finally:
            serving.send_signal(signal.SIGINT)
            serving.wait(60)


def _address(serving: subprocess.Popen[str]) -> str:
    assert serving.stdout is not None
    for line in serving.stdout:
        if found := re.search(r"http://\S+", line):
            return found.group()
    raise SystemExit("procheck serve did not start.")


def _drop(page: Any, door: str, path: Path, content: bytes) -> tuple[float, float]:
    """Seconds until the first and until the whole result."""
    path.write_bytes(content)
    page.goto(door)
    start = time.perf_counter()
    page.set_input_files("#documents", path)
    page.wait_for_selector("html.scripted #criteria-title")
    first = time.perf_counter() - start
    page.wait_for_function("() => document.querySelector('html.scripted #criteria-title') && !document.querySelector('#first-look')")
    return first, time.perf_counter() - start


def _spread(values: list[float]) -> str:
    return f"{median(values):.0f} / {max(values):.0f} ms"


if __name__ == "__main__":
    main()
