"""Makes reports/sample/page.png: the local web page with the sample policy, as the README shows it.

    python -m tests.make_screenshots

Needs Chromium and Playwright, as the tests of the page do, and the learned scorer.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

from procheck.checking import find_judge
from tests.make_sample import SAMPLE
from tests.web.browsing import browser, served, window
from tests.web.desks import given, wait

PICTURE = SAMPLE / "page.png"
_COLOURS = 200
"""Few enough to keep the file small, enough that nobody sees it."""


def picture() -> bytes:
    """The page at work, as PNG: a criterion is chosen, and the text has moved to its evidence."""
    with tempfile.TemporaryDirectory() as folder, browser() as opened, served(Path(folder), judges=find_judge) as site:
        policy = given((SAMPLE / "sample-policy.docx").read_bytes(), "policy.docx")
        submission = site.desk.workspace.add("Marrowfield Primary School", [policy])
        wait(site.desk, submission, site.desk.packs[0].name)
        with window(opened, site, width=1240, height=800) as page:
            page.goto(f"{site.home}s/{submission.id}/")
            page.wait_for_selector("html.scripted")
            page.locator("#AT1 > details > summary").click()
            page.locator("#AT1").evaluate("card => card.scrollIntoView({block: 'start'})")
            page.wait_for_timeout(1000)
            return _small(page.screenshot())


def _small(png: bytes) -> bytes:
    """The same picture in fewer colours, where Pillow is there to make it so."""
    try:
        from PIL import Image
    except ImportError:
        return png
    held = io.BytesIO()
    whole: Any = Image.open(io.BytesIO(png)).convert("RGB")
    whole.quantize(_COLOURS, dither=Image.Dither.NONE).save(held, "PNG", optimize=True)
    return held.getvalue()


if __name__ == "__main__":
    PICTURE.write_bytes(picture())
    print(f"{PICTURE.name}: {PICTURE.stat().st_size:,} bytes")
