"""A hard night: a batch with hostile documents that is killed again and again must end as if nothing had happened.

    python -m tests.hard_night --documents 2000 [--no-scorer] [--workers 2] [--kills 3] [--folder DIR]

Makes documents of real length from the gold set (Word, PDF, HTML, varied wording), and among every twenty one that does harm: it hangs
in native code, crashes its reader, bombs its memory, is a zip bomb, a scan, empty, protected by a password, cut short, without words, or
has the wrong suffix. Judges them on a quiet night; then once more while the batch is killed with signal 9 at moments of chance, while its
workers are killed, and while its disk is full for a time (a small disk in memory, which only the superuser can mount; otherwise that is
left out). At the end every document must be accounted for once, each readable one with the same report, byte for byte. Exit status 0 where
that is so.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests.batch.making import BOMB, CRASH, HANG

DAY = date(2026, 11, 22)

@dataclass
class Night:
    """What is done to the batch, and what came of it."""

    documents: int
    pack: str
    scored: bool = True
    workers: int = 2
    timeout: float = 60.0
    memory: int = 2048
    kills: int = 3
    """Times that the batch itself is killed."""
    worker_kills: int = 6
    is_full: bool = True
    """Whether its disk is full for a time."""
    seed: int = 1
    harm: int = 20
    """One in so many documents does harm."""
    maker: Callable[[int], tuple[str, bytes]] | None = None
    """What makes document N; varied gold documents where none is given."""
    said: list[str] = field(default_factory=list)


def make_inputs(folder: Path, night: Night) -> dict[str, str]:
    """Writes the documents; name -> kind of harm, for those that do any."""
    from tests.bench.varied import document

    folder.mkdir(parents=True)
    harm = list(_harmful().items())
    done: dict[str, str] = {}
    for number in range(night.documents):
        if number % night.harm == night.harm // 2:
            kind, (suffix, content) = harm[number // night.harm % len(harm)]
            name, data = f"{kind}-{number:05}{suffix}", content(number)
            done[name] = kind
        else:
            name, data = (night.maker or document)(number)
        (folder / name).write_bytes(data)
    return done


def _harmful() -> dict[str, tuple[str, Callable[[int], bytes]]]:
    """Kind -> suffix and maker. Each number gives other bytes, so that each counts as a document of its own."""
    from tests.bench.varied import document
    from tests.documents.pdf_making import Paper
    from tests.documents.test_ocr import scan
    from tests.hostile.making import one_page, zip_bomb

    words = "# Policy {}\n\nStaff tell the lead about harmful sexual behaviour.\n\n"

    def bad(mark: bytes) -> Callable[[int], bytes]:
        return lambda number: words.format(number).encode() + mark

    def padded(make: Callable[[], bytes]) -> Callable[[int], bytes]:
        return lambda number: make() + b"\n%% %d\n" % number

    return {
        "hang": (".md", bad(HANG)),
        "crash": (".md", bad(CRASH)),
        "bomb": (".md", bad(BOMB)),
        "zip-bomb": (".docx", lambda number: _zip_comment(zip_bomb(30), number)),
        "empty": (".pdf", lambda number: b""),
        "scan": (".pdf", padded(lambda: scan(Paper()).page().done())),
        "password": (".pdf", padded(lambda: Paper(encrypt="secret").lines("Staff tell the lead.").page().done())),
        "cut-short": (".docx", lambda number: document(number - number % 3)[1][: 2000 + number]),
        "wrong-suffix": (".pdf", lambda number: document(number - number % 3)[1]),
        "no-words": (".pdf", padded(lambda: one_page(b""))),
    }


def _zip_comment(data: bytes, number: int) -> bytes:
    comment = b"%08d" % number
    return data[:-2] + len(comment).to_bytes(2, "little") + comment


def run_batch(inputs: Path, results: Path, night: Night) -> None:
    """The batch itself, in a process of its own: the run of `procheck batch`, with readers that can be made to misbehave."""
    from procheck.batch.judging import Judging
    from procheck.batch.model import Effort, Prepares
    from procheck.batch.pool import Pool
    from procheck.batch.running import DiskFull, Order, run
    from procheck.batch.stopping import Stopping
    from procheck.batch.telling import Teller, summary
    from procheck.documents.safety import Limits
    from tests.batch.making import Misbehaving

    def pools(how: Prepares, effort: Effort) -> Pool:
        return Pool(Misbehaving(how), effort)

    limits = Limits(seconds=night.timeout, memory_bytes=night.memory << 20)
    how = Judging(night.pack, DAY, scored=night.scored, limits=limits)
    order = Order((str(inputs),), results, how, Effort(night.workers, night.timeout, night.memory << 20))
    stopping = Stopping(print)
    try:
        with stopping.listening():
            outcome = run(order, Teller(on_start=stopping.watches), pools)
    except DiskFull as error:
        sys.exit(f"procheck: {error}")
    print("\n".join(summary(outcome, results)))


def batch_process(inputs: Path, results: Path, night: Night, log: Path) -> subprocess.Popen[bytes]:
    """Starts the batch."""
    options = [f"--timeout={night.timeout}", f"--memory={night.memory}", f"--workers={night.workers}", f"--pack={night.pack}"]
    command = [sys.executable, "-m", "tests.hard_night", "--batch", str(inputs), str(results), *options]
    command += [] if night.scored else ["--no-scorer"]
    with log.open("ab") as out:
        return subprocess.Popen(command, stdout=out, stderr=out, cwd=Path(__file__).parents[1])


def spoil(inputs: Path, results: Path, night: Night, expected: int, log: Path) -> None:
    """Runs the batch to its end, through all that the night brings. `expected`: how many reports there will be."""
    chance = random.Random(night.seed)
    # When how much is done: spread over the night, at moments of chance.
    moments = sorted(chance.uniform(0.05, 0.9) for _ in range(night.kills))
    full_at = chance.uniform(0.3, 0.6) if night.is_full else 2.0
    workers_at = sorted(chance.uniform(0.02, 0.95) for _ in range(night.worker_kills))
    while True:
        batch = batch_process(inputs, results, night, log)
        spoiled = False
        while batch.poll() is None:
            time.sleep(0.05)
            share = len(list((results / "reports").glob("*.json"))) / max(expected, 1)
            if workers_at and share >= workers_at[0]:
                victims = workers_of(batch.pid)
                if victims:
                    workers_at.pop(0)
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(chance.choice(victims), signal.SIGKILL)
                    night.said.append(f"{share:4.0%} done: a worker is killed")
            if share >= full_at:
                full_at = 2.0
                _fill(results, night, batch, share)
                spoiled = True
            elif moments and share >= moments[0]:
                moments.pop(0)
                time.sleep(chance.uniform(0, 0.5))
                batch.kill()
                batch.wait()
                spoiled = True
                night.said.append(f"{share:4.0%} done: the batch is killed")
        if batch.returncode == 0 and not moments:
            return
        if batch.returncode and not spoiled:
            raise SystemExit(f"the batch ended with {batch.returncode}: see {log}")


def _fill(results: Path, night: Night, batch: subprocess.Popen[bytes], share: float) -> None:
    """Leaves no byte free until the batch has ended for want of space."""
    ballast = results / "ballast"
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * (1 << 20))
    with contextlib.suppress(OSError), ballast.open("ab", buffering=0) as file:
        while True:
            file.write(b"x" * 512)
    code = batch.wait()
    ballast.unlink()
    night.said.append(f"{share:4.0%} done: the disk is full, and the batch ends with exit status {code}")
    if code != 1:
        raise SystemExit(f"a full disk ended the batch with {code}")


def workers_of(pid: int) -> list[int]:
    """The batch's workers."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
    except OSError:
        return []


def compare(quiet: Path, hard: Path, names: Sequence[str]) -> list[str]:
    """What is not as it should be; nothing where all is."""
    wrong = []
    before, after = table(quiet), table(hard)
    counted = Counter(row["Document"] for row in after)
    wrong += [f"{name} is accounted for {counted[name]} times" for name in names if counted[name] != 1]
    wrong += [f"{name} is no document of the night" for name in counted if name not in set(names)]
    results = {row["Document"]: row for row in after}
    for row in before:
        other = results.get(row["Document"], {})
        if (row["Result"], row["Why not"]) != (other.get("Result"), other.get("Why not")):
            wrong.append(f"{row['Document']}: {row['Result']} {row['Why not']} -> {other.get('Result')} {other.get('Why not')}")
    here, there = files(quiet / "reports"), files(hard / "reports")
    wrong += [f"reports/{name} is not the same" for name in sorted(here.keys() | there.keys()) if here.get(name) != there.get(name)]
    wrong += [f"{name} is not the same" for name in ("summary.csv", "findings.csv", "unreadable.csv", "index.html")
              if (quiet / name).read_bytes() != (hard / name).read_bytes()]  # fmt: skip
    return wrong


def table(results: Path) -> list[dict[str, str]]:
    """The summary's lines."""
    with (results / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def files(folder: Path) -> dict[str, bytes]:
    """Name -> content."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@contextlib.contextmanager
def small_disk(folder: Path, night: Night) -> Iterator[None]:
    """A disk in memory at the folder, where that can be had; otherwise there is no episode of a full disk."""
    folder.mkdir(parents=True)
    size = 200 + night.documents
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}m", "tmpfs", str(folder)]
    if night.is_full and (shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode):
        night.is_full = False
        night.said.append("No disk could be mounted: there is no episode of a full disk.")
    try:
        yield
    finally:
        if night.is_full:
            subprocess.run(["umount", "-l", str(folder)], check=False)


def hold(night: Night, folder: Path) -> list[str]:
    """The whole night; what is not as it should be."""
    inputs, quiet, hard = folder / "inputs", folder / "quiet", folder / "hard"
    harm = make_inputs(inputs, night)
    names = sorted(os.listdir(inputs))
    begun = time.monotonic()
    batch = batch_process(inputs, quiet, night, folder / "quiet.log")
    if batch.wait():
        raise SystemExit(f"the quiet night ended with {batch.returncode}: see {folder / 'quiet.log'}")
    middle = time.monotonic()
    reports = len(list((quiet / "reports").glob("*.json")))
    with small_disk(hard, night):
        spoil(inputs, hard / "results" if night.is_full else hard, night, reports, folder / "hard.log")
        at = hard / "results" if night.is_full else hard
        wrong = compare(quiet, at, names)
        results = Counter((harm.get(row["Document"], "good"), row["Result"]) for row in table(at))
    night.said += [
        f"{len(names)} documents, {reports} reports; quiet night {middle - begun:.0f} s, hard night {time.monotonic() - middle:.0f} s",
        *(f"  {kind:13} {count:5} {result}" for (kind, result), count in sorted(results.items())),
    ]
    expected = {kind: "Judged" if kind in ("wrong-suffix", "good") else "Could not be read" for kind in [*harm.values(), "good"]}
    wrong += [f"{count} documents of the kind {kind}: {result}" for (kind, result), count in results.items() if expected[kind] != result]
    return wrong


def main() -> None:
    """Hold the night, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--worker-kills", type=int, default=10)
    parser.add_argument("--timeout", type=float, default=60)
    parser.add_argument("--memory", type=int, default=1536)
    parser.add_argument("--pack", default="hsb-learning-2017")
    parser.add_argument("--no-scorer", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="keep everything in this new folder")
    parser.add_argument("--batch", nargs=2, type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    effort = (args.workers, args.timeout, args.memory)
    night = Night(args.documents, args.pack, not args.no_scorer, *effort, args.kills, args.worker_kills, seed=args.seed)
    if args.batch:
        inputs, results = args.batch
        run_batch(inputs, results, night)
        return
    with contextlib.ExitStack() as open:
        folder = args.folder or Path(open.enter_context(tempfile.TemporaryDirectory(prefix="procheck-night-")))
        wrong = hold(night, folder)
    print("\n".join(night.said))
    same = "Every document is accounted for once; every report is the same as on a quiet night, byte for byte."
    print("\n".join(wrong[:40]) if wrong else same)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
