"""Whether one document has the same verdicts in every format it can be in.

    python -m tests.bench.same_verdicts [FOLDER] [--show d01]

FOLDER holds each document as NAME.md and in other formats; "bold" is a Word file made of its Markdown whose headings are marked by
bold letters alone, as in half of the Word policies that were looked at. Prints for each document and format the share of elements whose
value is that of the Markdown, judged by phrases alone, then the means. `--show` prints which elements differ and the words that
each rests on; documents with a number that divides by 3 are held out and never shown. Exit status 1 where the mean of
a format, "bold" apart, is below 99 %.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from procheck.checking import DEFAULT_PACK, find_pack
from procheck.documents.model import Document
from procheck.documents.opening import open_document, read_bytes
from procheck.judgement.judging import Judge
from procheck.judgement.model import ElementFinding
from tests.bench.accuracy import GOLD, held_out

FORMATS = ("docx", "pdf", "html", "odt", "bold")
LEAST = 0.99


def elements(judge: Judge, document: Document) -> list[ElementFinding]:
    """Every element's finding in one document."""
    return [finding for criterion in judge.judge([document]) for finding in criterion.elements]


def in_form(markdown: Path, form: str) -> Document | None:
    """The same document in another form; None where there is no such file."""
    if form == "bold":
        return read_bytes(with_bold_headings(open_document(markdown)), "bold.docx")
    other = markdown.with_suffix(f".{form}")
    return open_document(other) if other.exists() else None


def with_bold_headings(document: Document) -> bytes:
    """A Word file with the document's blocks, no heading style, and its headings in bold letters of the text's own size."""
    import docx

    made = docx.Document()
    current: int | None = None
    for block in document.blocks:
        if block.kind == "table-row":
            if block.table != current:
                table, current = made.add_table(rows=0, cols=len(block.cells)), block.table
            for cell, text in zip(table.add_row().cells, block.cells, strict=False):
                cell.text = text
            continue
        bullet = block.label == "•"
        shown = block.text if bullet else f"{block.label} {block.text}".strip()
        run = made.add_paragraph(style="List Bullet" if bullet else None).add_run(shown)
        run.bold = block.kind == "heading"
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def quotes(finding: ElementFinding) -> str:
    """The value and the words that it rests on, in one line."""
    return f"{finding.value}: " + " / ".join(each.quote for each in finding.evidence[:3])


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--show", default="", help="start of a document's name")
    parser.add_argument("--criteria", default=DEFAULT_PACK)
    wanted = parser.parse_args()
    judge = Judge(find_pack(wanted.criteria))
    same = dict.fromkeys(FORMATS, 0)
    total = dict.fromkeys(FORMATS, 0)
    print(f"{'document':40}{'elements':>10}" + "".join(f"{form:>8}" for form in FORMATS))
    for markdown in sorted(wanted.folder.glob("*.md")):
        if not markdown.with_suffix(".labels.json").exists() or not markdown.name.startswith(wanted.show):
            continue
        expected = elements(judge, open_document(markdown))
        columns = []
        for form in FORMATS:
            other = in_form(markdown, form)
            if other is None:
                columns.append(f"{'':8}")
                continue
            pairs = list(zip(expected, elements(judge, other), strict=True))
            equal = sum(left.value == right.value for left, right in pairs)
            same[form], total[form] = same[form] + equal, total[form] + len(pairs)
            columns.append(f"{equal / len(pairs):8.1%}")
            if wanted.show and not held_out(markdown):
                for left, right in pairs:
                    if left.value != right.value:
                        print(f"  {left.id}\n    md    {quotes(left)}\n    {form:5} {quotes(right)}")
        print(f"{markdown.stem:40}{len(expected):10}" + "".join(columns), flush=True)
    shares = {form: same[form] / total[form] for form in FORMATS if total[form]}
    print(f"{'all':40}{sum(total.values()):10}" + "".join(f"{shares[form]:8.2%}" if form in shares else f"{'':8}" for form in FORMATS))
    sys.exit(any(share < LEAST for form, share in shares.items() if form != "bold"))


if __name__ == "__main__":
    main()
