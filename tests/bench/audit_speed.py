"""How long an audit takes: 100 agencies with three documents each, from folders to outputs, and again with nothing changed.

    python -m tests.bench.audit_speed
    python -m tests.bench.audit_speed --agencies 20 --workers 2

The documents are those of tests/gold/, in Word, PDF, HTML and OpenDocument by turns. Besides the time it takes on this computer it tells
the processor time that all processes took together: half of that is what two idle cores need.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import tempfile
import time
from itertools import cycle
from pathlib import Path

from procheck.audit.given import Asked
from procheck.audit.pool import Progress, processors
from procheck.audit.running import run

GOLD = Path(__file__).parent.parent / "gold"
FORMATS = ("docx", "pdf", "html", "odt")


def make_area(folder: Path, agencies: int, documents: int) -> int:
    """Folders of so many agencies with so many documents each; how many words they hold together, by their Markdown."""
    stems = sorted(path.stem for path in GOLD.glob("d*.md"))
    words = {stem: len((GOLD / f"{stem}.md").read_text(encoding="utf-8").split()) for stem in stems}
    turns, total = cycle(stems), 0
    for number in range(agencies):
        place = folder / f"agency-{number:03}"
        place.mkdir(parents=True)
        for each in range(documents):
            stem, suffix = next(turns), FORMATS[(number + each) % len(FORMATS)]
            shutil.copy(GOLD / f"{stem}.{suffix}", place)
            total += words[stem]
    return total


def spent() -> float:
    """Processor seconds of this process and of those that it has waited for."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def measure(asked: Asked, what: str) -> None:
    """Runs the audit and tells what it took."""
    judged = 0.0

    def progress(so_far: Progress) -> None:
        nonlocal judged
        judged = time.monotonic()

    began, before = time.monotonic(), spent()
    done = run(asked, print, progress)
    ended = time.monotonic()
    print(
        f"{what}: {ended - began:.0f} s, of which {ended - max(judged, began):.0f} s writing the outputs; "
        f"processor time {spent() - before:.0f} s; "
        f"{done.judged} agencies judged, {len(done.published.paths)} files written"
    )


def main() -> None:
    """The measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agencies", type=int, default=100)
    parser.add_argument("--documents", type=int, default=3, help="of each agency")
    parser.add_argument("--workers", type=int, default=processors())
    parser.add_argument("--no-scorer", action="store_true", help="by phrases alone")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held) / "returns"
        words = make_area(folder, given.agencies, given.documents)
        print(f"{given.agencies} agencies with {given.documents} documents each, {words:,} words; {given.workers} processes")
        asked = Asked(folder, scored=not given.no_scorer, workers=given.workers)
        measure(asked, "first run")
        measure(asked, "again, nothing changed")
    largest = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    print(f"largest process: {largest:,.0f} MB")


if __name__ == "__main__":
    main()
