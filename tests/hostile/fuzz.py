"""Reads thousands of broken documents and tells of every one that did anything but be read or be refused.

    python -m tests.hostile.fuzz --kind docx|pdf|html [--inputs 20000] [--seeds FOLDER] [--first N] [--keep FOLDER]

Each input is a real document with some of it broken (`tests.hostile.mutating`), read in a process of its own with limits on time
and memory. A finding is a mistake in procheck (any error but `UnreadableDocument`), a crash, a file that took too long, or a block
whose text is not where it says. Findings are printed once a kind with the number of the first input, which `--first N --inputs 1
--keep FOLDER` makes again. Exit status 1 where there is one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from procheck.documents.errors import UnreadableDocument
from procheck.documents.isolated import IsolatedReader
from procheck.documents.model import Document
from procheck.documents.safety import MEGABYTE, Limits
from tests.bench.accuracy import GOLD
from tests.hostile.mutating import mutated, unpacked_pdf
from tests.hostile.seeds import made

LIMITS = Limits(seconds=20.0, memory_bytes=600 * MEGABYTE)
_MOST_SEEDS = 40
_FAULTS = ("because of a mistake in procheck", "crashed its reader", "took longer to read")


def seeds_of(kind: str, folder: Path) -> list[bytes]:
    """The smaller real documents of the folder, and files made with a little of everything."""
    found = sorted((path.read_bytes() for path in folder.glob(f"*.{kind}")), key=len)[:_MOST_SEEDS]
    seeds = [*made(kind), *found]
    return [*seeds, *map(unpacked_pdf, seeds)] if kind == "pdf" else seeds


def fault(reader: IsolatedReader, path: Path) -> str:
    """What went wrong with the file at `path` that never should; "" for a file that was read, "refused" for one refused in words."""
    try:
        document = reader.open(path)
    except UnreadableDocument as error:
        return error.problem if any(words in error.problem for words in _FAULTS) else "refused"
    return "" if is_sound(document) else "a block is not where it says"


def is_sound(document: Document) -> bool:
    """Whether every block's text stands in the document's text where the block says."""
    return all(document.text[block.start : block.start + len(block.text)] == block.text for block in document.blocks)


def main() -> None:
    """Runs and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kind", required=True, choices=("docx", "pdf", "html"))
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument("--seeds", type=Path, default=GOLD)
    parser.add_argument("--keep", type=Path, help="folder to keep the inputs in that something was found with")
    wanted = parser.parse_args()
    seeds = seeds_of(wanted.kind, wanted.seeds)
    first: dict[str, int] = {}
    counts: Counter[str] = Counter()
    longest = 0.0
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, IsolatedReader(LIMITS) as reader:
        path = Path(folder, f"input.{wanted.kind}")
        for number in range(wanted.first, wanted.first + wanted.inputs):
            data = mutated(seeds, wanted.kind, number)
            path.write_bytes(data)
            began = time.perf_counter()
            found = fault(reader, path)
            longest = max(longest, time.perf_counter() - began)
            counts[found or "read"] += 1
            if found and found != "refused":
                if found not in first:
                    print(f"input {number}: {found}", flush=True)
                    first[found] = number
                if wanted.keep:
                    wanted.keep.mkdir(parents=True, exist_ok=True)
                    (wanted.keep / f"{number}.{wanted.kind}").write_bytes(data)
            if (number + 1) % 2000 == 0:
                print(f"  {number + 1:,} done, {time.perf_counter() - start:,.0f} s", flush=True)
    seconds = time.perf_counter() - start
    print(f"{wanted.inputs:,} {wanted.kind} inputs from {len(seeds)} documents in {seconds:,.0f} s; the longest took {longest:.1f} s")
    print(f"read {counts['read']:,}, refused {counts['refused']:,}, findings {sum(counts[found] for found in first):,}")
    for found, number in first.items():
        print(f"  {counts[found]:6,} x {found} (input {number})")
    sys.exit(bool(first))


if __name__ == "__main__":
    main()
