"""How fast batches go, what isolation and journal cost, and how much memory the parent takes.

    python -m tests.bench.batch_rate [--documents 1000] [--no-scorer] [--dask] [--parents 100 1000 10000]

The documents are made from the gold documents that are not held out, as Word, PDF and HTML in turn, with new names in every sentence, so
that no cache helps. First they are read and judged in one bare process, without isolation, journal or results, and the share of each stage
is told; then by whole batches with one worker and with two, from the command to the manifest. Rates are by the clock, which other work on
the computer slows; the processor time of a document, the workers' and the parent's together, hardly changes with it. With --dask there
follow whole batches on a Dask cluster of two workers on this computer, with documents sent by path and by content; its processes are not
the batch's own, so that their processor time is not told.

For the parent's memory and the index page, 10,000 documents would take hours: there the documents are small, and workers make a report
of the usual size without judging. The parent does for them all that it does for others.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from unittest import mock

from procheck.checking import DEFAULT_PACK, check, find_judge
from procheck.documents.opening import open_document
from procheck.reports import html
from procheck.reports import json as json_report
from tests.bench.varied import document

DAY = date(2026, 11, 22)
_REPORT = 105_000
"""Bytes of a usual JSON report."""


def make(folder: Path, count: int, maker: Callable[[int], tuple[str, bytes]] = document) -> None:
    """Writes the documents."""
    folder.mkdir(parents=True)
    for number in range(count):
        name, data = maker(number)
        (folder / name).write_bytes(data)


def bare(paths: Iterable[Path], *, scored: bool) -> tuple[int, float, float, dict[str, float]]:
    """Documents, seconds by the clock, seconds of the processor, and processor seconds by stage, of reading and judging alone."""
    from procheck.judgement import judging
    from procheck.scoring import scorer

    scorer.THREADS = 1
    judge = find_judge(DEFAULT_PACK, scored=scored)
    stages = dict.fromkeys(("reading", "language", "judging", "writing (not in the rate)"), 0.0)
    language: Callable[..., Iterator[Any]] = judging.__dict__["read_each"]
    inside = 0.0

    def timed(*args: Any) -> Iterator[Any]:
        nonlocal inside
        statements = language(*args)
        while True:
            before = time.process_time()
            statement = next(statements, None)
            inside += time.process_time() - before
            if statement is None:
                return
            yield statement

    count, begun, clock = 0, time.process_time(), time.perf_counter()
    writing_clock = 0.0
    with mock.patch.object(judging, "read_each", timed):
        for path in paths:
            count, inside = count + 1, 0.0
            first = time.process_time()
            opened = open_document(path)
            second = time.process_time()
            report = check([opened], judge, submission=path.name, as_of=DAY)
            third, pause = time.process_time(), time.perf_counter()
            json_report.render(report)
            html.render([report])
            fourth = time.process_time()
            writing_clock += time.perf_counter() - pause
            for stage, seconds in zip(stages, (second - first, inside, third - second - inside, fourth - third), strict=True):
                stages[stage] += seconds
    writing = stages["writing (not in the rate)"]
    return count, time.perf_counter() - clock - writing_clock, time.process_time() - begun - writing, stages


def batch(inputs: Path, results: Path, options: Sequence[str], *, scored: bool) -> tuple[float, float, float]:
    """Seconds by the clock from command to manifest, seconds of judging alone, and seconds of the processor, of a whole batch."""
    command = [sys.executable, "-m", "procheck", "batch", str(inputs), "-o", str(results), *options, f"--today={DAY}"]
    before, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command if scored else [*command, "--no-scorer"], capture_output=True, check=False, text=True)
    clock = time.perf_counter() - clock
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stdout + done.stderr)
    found = json.loads((results / "manifest.json").read_text(encoding="utf-8"))
    judging = (_moment(found["ended"]) - _moment(found["started"])).total_seconds()
    return clock, judging, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def parent(folder: Path, count: int) -> None:
    """Runs a batch whose workers judge nothing, in this process; prints its peak memory in MB and its seconds."""
    from procheck.batch import memory
    from procheck.batch.judging import Judging
    from procheck.batch.model import Effort, Prepares
    from procheck.batch.pool import Pool
    from procheck.batch.running import Order, run
    from procheck.batch.telling import Teller
    from tests.batch.making import Quick

    def pools(how: Prepares, effort: Effort) -> Pool:
        return Pool(Quick(_REPORT), effort)

    clock = time.perf_counter()
    how = Judging(DEFAULT_PACK, DAY, pages=False)
    run(Order((str(folder / "inputs"),), folder / "results", how, Effort(2)), Teller(), pools)
    # Not what getrusage tells: that counts the process that has started this one, too.
    print(f"{memory.peak() / 2**20:.0f} {time.perf_counter() - clock:.0f}")


def parents(folder: Path, counts: Iterable[int]) -> None:
    """Prints the parent's memory for each count, and how fast the index page of the last opens and filters."""
    print(f"\n{'documents':>12}{'parent, MB':>14}{'seconds':>10}")
    for count in counts:
        at = folder / str(count)
        make(at / "inputs", count, lambda number: (f"{number:06} policy.txt", b"Policy number %d" % number))
        command = [sys.executable, "-m", "tests.bench.batch_rate", "--parent", str(at), str(count)]
        peak, seconds = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
        print(f"{count:12,}{peak:>14}{seconds:>10}", flush=True)
    index = (at / "results/index.html").read_text(encoding="utf-8")
    opened, filtered, sorted_by = browser(index)
    print(f"\nIndex page of {count:,} in Chromium, ms by the clock: open {opened:.0f}, search {filtered:.0f}, sort {sorted_by:.0f}")


def browser(page: str) -> tuple[float, float, float]:
    """Milliseconds by the clock until the page is laid out, until a search is, and until a new order is."""
    from tests.reports.browser import in_browser

    script = (
        "const laid = () => document.body.offsetHeight; laid(); const opened = performance.now();"
        "const words = document.querySelector('form.finder').words; words.value = 'policy 77';"
        "words.dispatchEvent(new Event('input', {bubbles: true})); laid(); const found = performance.now();"
        "words.value = ''; words.dispatchEvent(new Event('input', {bubbles: true})); laid(); const all = performance.now();"
        "document.querySelector('thead button').click(); laid(); return [opened, found - opened, performance.now() - all];"
    )
    opened, found, ordered = in_browser(page, script, clock=True)
    return opened, found, ordered


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--bare", type=int, default=100, help="documents for the bare process (default: 100)")
    parser.add_argument("--no-scorer", action="store_true")
    parser.add_argument("--dask", action="store_true", help="on a Dask cluster, too")
    parser.add_argument("--parents", type=int, nargs="*", default=[100, 1000, 10_000])
    parser.add_argument("--parent", nargs=2, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.parent:
        parent(Path(args.parent[0]), int(args.parent[1]))
        return
    scored = not args.no_scorer
    with tempfile.TemporaryDirectory(prefix="procheck-rate-") as name:
        folder = Path(name)
        if args.documents:
            make(folder / "inputs", args.documents)
            one = rates(folder, args.documents, args.bare, scored=scored)
            if args.dask:
                on_dask(folder, args.documents, one, scored=scored)
        if args.parents:
            parents(folder, args.parents)


def rates(folder: Path, documents: int, sample: int, *, scored: bool) -> float:
    """Prints rates and shares; documents a second with one worker."""
    print(f"{documents} documents, {'with the scorer' if scored else 'by phrases alone'}")
    count, clock, processor, stages = bare(sorted((folder / "inputs").iterdir())[:sample], scored=scored)
    whole = sum(stages.values())
    print("share of processor time: " + ", ".join(f"{stage} {seconds / whole:.0%}" for stage, seconds in stages.items()))
    print(f"\n{'':28}{'documents a second':>20}{'beside bare':>14}{'processor s a document':>26}{'beside bare':>14}")
    print(f"{f'bare, {count} documents':28}{count / clock:20.2f}{'':14}{processor / count:26.3f}", flush=True)
    one = 0.0
    for workers in (1, 2):
        seconds, judging, used = batch(folder / "inputs", folder / f"results{workers}", ("--workers", str(workers)), scored=scored)
        rate = documents / judging
        one = one or rate
        name, each = f"batch, {workers} worker{'s' if workers > 1 else ''}", used / documents
        print(f"{name:28}{rate:20.2f}{rate * clock / count:14.2f}{each:26.3f}{processor / count / each:14.2f}", flush=True)
        print(f"{'  with start and results':28}{documents / seconds:20.2f}{documents / seconds * clock / count:14.2f}", flush=True)
    print(f"two workers: {rate / one:.2f} times one")
    return one


def on_dask(folder: Path, documents: int, one: float, *, scored: bool) -> None:
    """Prints rates on a cluster of two workers, beside the rate of one worker without it."""
    from tests.batch.cluster import cluster

    for send in ("path", "content"):
        with cluster(2) as address:
            options = ("--scheduler", address, "--send", send)
            seconds, judging, _ = batch(folder / "inputs", folder / f"results-{send}", options, scored=scored)
        rate = documents / judging
        print(f"{f'Dask, 2 workers, by {send}':28}{rate:20.2f}   {rate / one:.2f} times one worker", flush=True)
        print(f"{'  with start and results':28}{documents / seconds:20.2f}", flush=True)


if __name__ == "__main__":
    main()
