"""How much of each gold document the PDF reader gives word for word as the Markdown reader does.

    python tests/bench/same_text_pdf.py FOLDER [--show NAME]

FOLDER holds pairs NAME.md and NAME.pdf. Prints for each pair the share of the Markdown file's blocks whose text is the
text of a PDF block too, and the share of those that also have the same kind, label and section. `--show` prints what
differs in one document.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Hashable
from difflib import unified_diff
from pathlib import Path

from procheck.documents.model import Block, Document
from procheck.documents.opening import open_document


def share(expected: Document, found: Document, key: Callable[[Block], Hashable]) -> float:
    """Of the expected document's blocks, the share with an equal in the found document."""
    wanted, given = Counter(map(key, expected.blocks)), Counter(map(key, found.blocks))
    return (wanted & given).total() / max(wanted.total(), 1)


def line(block: Block) -> str:
    """The block as one line to compare."""
    return f"{block.kind} [{block.label}] {block.text}  <{' > '.join(block.section)}>"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", help="print the differences of the document whose name begins so")
    wanted = parser.parse_args()
    totals = [0.0, 0.0, 0]
    for markdown in sorted(wanted.folder.glob("*.md")):
        pdf = markdown.with_suffix(".pdf")
        if not pdf.exists() or (wanted.show and not markdown.name.startswith(wanted.show)):
            continue
        expected, found = open_document(markdown), open_document(pdf)
        text = share(expected, found, lambda block: block.text)
        whole = share(expected, found, lambda block: (block.kind, block.label, block.text, block.section))
        totals = [totals[0] + text, totals[1] + whole, totals[2] + 1]
        print(f"{markdown.stem:40} text {text:6.1%}   with kind, label and section {whole:6.1%}")
        if wanted.show:
            print("\n".join(unified_diff(list(map(line, expected.blocks)), list(map(line, found.blocks)), n=0, lineterm="")))
    if totals[2]:
        print(f"{'mean':40} text {totals[0] / totals[2]:6.1%}   with kind, label and section {totals[1] / totals[2]:6.1%}")


if __name__ == "__main__":
    main()
