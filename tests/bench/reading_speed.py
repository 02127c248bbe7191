"""How fast documents are read and checked, as ratios to what other libraries take in the same run, and how cost grows with length.

    python -m tests.bench.reading_speed [FOLDER] [--documents 12] [--no-growth]

FOLDER holds PDF and Word files, of which as many as asked for are taken, evenly spread. Prints

- for each PDF the time of procheck's whole reading of it, and of its whole check (reading, judging by phrases, judging with the
  learned scorer where there is one, the report for the terminal), beside that of pdfplumber's `extract_text` of every page;
- for each Word file the time of procheck's whole reading beside that of python-docx for the text of all paragraphs and tables;
- for 10, 100 and 1,000 pages of them the time a page, and the most memory that a fresh process takes.

Times are seconds of processor time, the best of several runs, so that other work on the computer counts little. What is
loaded once for any number of documents (libraries, criteria) is counted apart. One column is by the clock, which tells
something on an idle computer alone. Only ratios compare between computers.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from procheck.checking import check, find_judge
from procheck.documents.model import Document
from procheck.documents.opening import read_bytes
from procheck.judgement.judging import Judge
from procheck.reports import render
from tests.bench.accuracy import GOLD

RUNS = 3
PAGES = (10, 100, 1_000)
WORDS_A_PAGE = 450
_IN_A_FRESH_PROCESS = """
import re, resource, sys, time
from datetime import date
from pathlib import Path
from procheck.checking import check, find_judge
from procheck.documents.opening import open_document
path, scored, whole = Path(sys.argv[1]), sys.argv[2] == "scored", sys.argv[2] != "reading"
judge = find_judge("hsb-learning-2017", scored=scored) if whole else None
start = time.process_time()
document = open_document(path)
if judge:
    check([document], judge, submission="x", as_of=date(2026, 1, 1))
seconds = time.process_time() - start
try:  # the usual figure counts what the process was started from as well
    kilobytes = int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text()).group(1))
except OSError:
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(seconds, kilobytes / 1024)
"""


def best(function: Callable[[], object], runs: int = RUNS, clock: Callable[[], float] = time.process_time) -> float:
    """The least time of several runs, in seconds: of the processor, or by another clock."""
    times = []
    for _ in range(runs):
        start = clock()
        function()
        times.append(clock() - start)
    return min(times)


def with_pdfplumber(data: bytes) -> int:
    """Characters of every page, as pdfplumber gives them."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return sum(len(page.extract_text() or "") for page in document.pages)


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


def whole_check(data: bytes, judge: Judge) -> None:
    """From bytes to the report for the terminal, which is the usual one."""
    document: Document = read_bytes(data, "policy")
    render([check([document], judge, submission="policy", as_of=date(2026, 1, 1))], "terminal")


def spread(paths: Sequence[Path], count: int) -> list[Path]:
    """`count` of the paths, evenly spread."""
    return list(paths) if len(paths) <= count else [paths[place * len(paths) // count] for place in range(count)]


def pdf_table(paths: Sequence[Path], judges: Sequence[Judge]) -> None:
    """Prints the table of PDF files."""
    # The scorer works on two cores at once: by the clock a person waits for less than the processor's time.
    names = ["reading", *["check by phrases", "check with scorer", "by the clock"][: 2 * len(judges) - 1]]
    print(f"\n{'PDF':36}{'pages':>6}{'pdfplumber':>12}" + "".join(f"{name:>19}" for name in names))
    sums = [0.0] * (len(names) + 1)
    for path in paths:
        data = path.read_bytes()
        pages = read_bytes(data, path.name).pages
        times = [
            best(lambda data=data: with_pdfplumber(data), 2),  # type: ignore[misc]
            best(lambda data=data: read_bytes(data, "policy.pdf")),  # type: ignore[misc]
            *(best(lambda data=data, judge=judge: whole_check(data, judge), 2) for judge in judges),  # type: ignore[misc]
            *(best(lambda data=data, judge=judge: whole_check(data, judge), 2, time.perf_counter) for judge in judges[1:]),  # type: ignore[misc]
        ]
        sums = [total + one for total, one in zip(sums, times, strict=True)]
        print(f"{path.stem[:35]:36}{pages:6}" + _ratios(times), flush=True)
    print(f"{'all':36}{'':6}" + _ratios(sums))


def _ratios(times: Sequence[float]) -> str:
    return f"{times[0]:11.2f}s" + "".join(f"{each:10.3f}s {each / times[0]:7.3f}" for each in times[1:])


def docx_table(paths: Sequence[Path]) -> None:
    """Prints the table of Word files."""
    print(f"\n{'Word file':42}{'python-docx':>12}{'reading':>19}")
    ratios, sums = [], [0.0, 0.0]
    for path in paths:
        data = path.read_bytes()
        theirs = best(lambda data=data: with_python_docx(data), 7)  # type: ignore[misc]
        ours = best(lambda data=data: read_bytes(data, "policy.docx"), 7)  # type: ignore[misc]
        ratios.append(ours / theirs)
        sums = [sums[0] + theirs, sums[1] + ours]
        print(f"{path.stem[:41]:42}{theirs:11.3f}s{ours:10.3f}s {ours / theirs:7.2f}", flush=True)
    print(f"{'all':42}{sums[0]:11.3f}s{sums[1]:10.3f}s {sums[1] / sums[0]:7.2f}   largest {max(ratios):.2f}")


def long_pdf(paths: Sequence[Path], pages: int) -> bytes:
    """A PDF of so many pages out of these files, taken again from the first where they do not suffice."""
    import pypdfium2 as pdfium

    with pdfium.PdfDocument.new() as whole:
        while len(whole) < pages:
            for path in paths:
                with pdfium.PdfDocument(path) as document:
                    whole.import_pages(document, list(range(min(len(document), pages - len(whole)))))
                if len(whole) == pages:
                    break
        buffer = io.BytesIO()
        whole.save(buffer)
        return buffer.getvalue()


def long_docx(paths: Sequence[Path], pages: int) -> bytes:
    """A Word file of as many words as so many pages hold, with the headings, paragraphs, items and tables of these Markdown files."""
    import docx

    whole = docx.Document()
    words = 0
    for block in _endless(paths):
        if words >= pages * WORDS_A_PAGE:
            break
        words += len(block.text.split())
        if block.kind == "heading":
            whole.add_heading(block.text, min(block.level, 9))
        elif block.kind == "table-row":
            table = whole.add_table(rows=1, cols=len(block.cells))
            for cell, text in zip(table.rows[0].cells, block.cells, strict=True):
                cell.text = text
        else:
            whole.add_paragraph(block.text, style="List Bullet" if block.kind == "list-item" else None)
    buffer = io.BytesIO()
    whole.save(buffer)
    return buffer.getvalue()


def _endless(paths: Sequence[Path]) -> Iterator[Any]:
    documents = [read_bytes(path.read_bytes(), path.name) for path in paths]
    while True:
        for document in documents:
            yield from document.blocks


def growth_table(folder: Path, ways: Sequence[str]) -> None:
    """Prints cost and memory by length."""
    print(f"\n{'growth':10}{'pages':>7}" + "".join(f"{way:>12}{'a page':>11}{'memory':>9}" for way in ways))
    with tempfile.TemporaryDirectory() as place:
        for form, make in (("pdf", long_pdf), ("docx", long_docx)):
            sources = sorted(folder.glob("d*.pdf" if form == "pdf" else "d*.md"))
            for pages in PAGES:
                path = Path(place, f"{pages}.{form}")
                path.write_bytes(make(sources, pages))
                columns = []
                for way in ways:
                    command = [sys.executable, "-c", _IN_A_FRESH_PROCESS, str(path), way]
                    done = subprocess.run(command, capture_output=True, text=True, check=True)
                    seconds, megabytes = map(float, done.stdout.split())
                    columns.append(f"{seconds:11.2f}s{1000 * seconds / pages:8.1f} ms{megabytes:6.0f} MB")
                print(f"{form:10}{pages:7,}" + "".join(columns), flush=True)


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--documents", type=int, default=12)
    parser.add_argument("--no-growth", action="store_true")
    wanted = parser.parse_args()
    start = time.process_time()
    judges = [find_judge("hsb-learning-2017", scored=False)]
    scored = find_judge("hsb-learning-2017")
    if scored.scorer is not None:
        judges.append(scored)
    print(f"criteria and scorer loaded once, in {time.process_time() - start:.2f} s")
    pdf_table(spread(sorted(wanted.folder.glob("*.pdf")), wanted.documents), judges)
    docx_table(spread(sorted(wanted.folder.glob("*.docx")), wanted.documents))
    if not wanted.no_growth:
        growth_table(wanted.folder, ["reading", "phrases", *(["scored"] if len(judges) > 1 else [])])


if __name__ == "__main__":
    main()
