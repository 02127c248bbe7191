"""How long `procheck annotate` takes from a cold start on a draft of thirty pages, as a Word file and as a PDF.

    python -m tests.bench.annotating_speed [--pages 30] [--runs 5] [--no-scorer]

The draft is made of the gold documents, one after another, until it has so many pages (400 words of policy on each). Each run is a process
of its own, by the clock and by processor time (which counts all its processes and threads); the median and the best are printed, and what
deciding and writing the comments takes by itself. Other work on the computer slows the clock's figures.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from procheck.checking import DEFAULT_PACK, check, find_judge
from procheck.documents.opening import read_bytes
from procheck.reports.annotated import annotated
from tests.bench.accuracy import GOLD
from tests.make_sample import make

_WORDS = 400
"""Of a page of a Word policy with headings, lists and tables."""


def markdown(pages: int) -> str:
    """The words of gold documents, as many as fill so many pages."""
    text: list[str] = []
    words = 0
    for path in sorted(GOLD.glob("*.md")):
        if path.name == "README.md" or words >= pages * _WORDS:
            continue
        text.append(path.read_text(encoding="utf-8"))
        words += len(text[-1].split())
    return "\n\n".join(text)


def as_pdf(markdown: str) -> bytes:
    """The same words as a PDF, a line of a paragraph below another."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()
    flow: list[Flowable] = []
    for line in markdown.splitlines():
        if found := re.match(r"(#+) (.*)", line):
            flow.append(Paragraph(_escaped(found[2]), styles[f"Heading{min(len(found[1]), 4)}"]))
        elif line.strip():
            flow.append(Paragraph(_escaped(line), styles["Normal"]))
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, invariant=True).build(flow)
    return buffer.getvalue()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cold(draft: Path, runs: int, *options: str) -> tuple[list[float], list[float]]:
    """Seconds by the clock and of processor time that the command took each time, in a process of its own."""
    clock, processor = [], []
    for _ in range(runs):
        before, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "procheck", "annotate", str(draft), "-o", str(draft.with_name(f"out{draft.suffix}")), *options]
        done = subprocess.run(command, capture_output=True, check=False, env=os.environ | {"PYTHONPATH": os.getcwd()})
        if done.returncode > 1:
            raise SystemExit(done.stderr.decode())
        now = resource.getrusage(resource.RUSAGE_CHILDREN)
        clock.append(time.perf_counter() - before)
        processor.append(now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime)
    return clock, processor


def writing(draft: Path) -> tuple[int, float]:
    """How many comments there are, and seconds of processor time that deciding and writing them takes by itself."""
    data = draft.read_bytes()
    document = read_bytes(data, draft.name)
    report = check([document], find_judge(DEFAULT_PACK, scored=False), submission="x", as_of=date(2026, 11, 22))
    before = time.process_time()
    made = annotated(data, document, report)
    return len(made.comments), time.process_time() - before


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--no-scorer", action="store_true")
    args = parser.parse_args()
    options = ["--no-scorer"] if args.no_scorer else []
    text = markdown(args.pages)
    print(f"{len(text.split()):,} words; load on this computer {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"{'':6}{'clock, median':>15}{'best':>7}{'processor, median':>20}{'best':>7}{'comments':>10}{'of it writing':>15}")
    with tempfile.TemporaryDirectory() as folder:
        for suffix, data in ((".docx", make(text)), (".pdf", as_pdf(text))):
            draft = Path(folder, f"draft{suffix}")
            draft.write_bytes(data)
            clock, processor = cold(draft, args.runs, *options)
            count, seconds = writing(draft)
            print(
                f"{suffix:6}{statistics.median(clock):15.1f}{min(clock):7.1f}{statistics.median(processor):20.1f}{min(processor):7.1f}"
                f"{count:10}{seconds:15.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
