"""How fast Word files are read: procheck's whole reading of each file against python-docx's reading of its paragraphs and tables.

    python tests/bench/docx_speed.py [FILE or FOLDER ...]

prints, for each file, the best of several runs of either in milliseconds and their ratio, then the mean ratio. python-docx is given
its easiest task (`Document`, then the text of every paragraph and cell in order); procheck unpacks, checks, reads, finds headings
and contents, and assembles. Only ratios compare between machines.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from procheck.documents.opening import find_documents, read_bytes

RUNS = 7


def with_python_docx(data: bytes) -> int:
    """Characters of every paragraph and cell, as python-docx gives them."""
    import docx
    from docx.table import Table

    def length(container: Any) -> int:
        count = 0
        for block in container.iter_inner_content():
            if isinstance(block, Table):
                count += sum(length(cell) for row in block.rows for cell in row.cells)
            else:
                count += len(block.text)
        return count

    return length(docx.Document(io.BytesIO(data)))


def best(function: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Runs over the files given, the gold documents where none is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[Path(__file__).parents[1] / "gold"])
    ratios = []
    for path in find_documents(parser.parse_args().paths):
        if path.suffix.lower() != ".docx":
            continue
        data = path.read_bytes()
        theirs, ours = best(partial(with_python_docx, data)), best(partial(read_bytes, data, "policy.docx"))
        ratios.append(ours / theirs)
        print(f"{path.name:44} python-docx {theirs * 1000:7.1f} ms   procheck {ours * 1000:7.1f} ms   ratio {ours / theirs:.2f}")
    if ratios:
        print(f"mean ratio over {len(ratios)} files: {sum(ratios) / len(ratios):.2f}, largest {max(ratios):.2f}")


if __name__ == "__main__":
    main()
