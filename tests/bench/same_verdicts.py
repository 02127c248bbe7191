"""Whether one document has the same verdicts in every format it can be in.

    python -m tests.bench.same_verdicts [FOLDER] [--show d01]

FOLDER holds each document as NAME.md and in other formats. Prints for each document and format the share of elements whose
value is that of the Markdown, judged by phrases alone, then the means. `--show` prints which elements differ and the words that
each rests on; documents with a number that divides by 3 are held out and never shown. Exit status 1 where a format's mean is
below 99 %.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from procheck.checking import DEFAULT_PACK, find_pack
from procheck.documents.opening import open_document
from procheck.judgement.judging import Judge
from procheck.judgement.model import ElementFinding
from tests.bench.accuracy import GOLD, held_out

FORMATS = ("docx", "pdf", "html", "odt")
LEAST = 0.99


def elements(judge: Judge, path: Path) -> list[ElementFinding]:
    """Every element's finding in one document."""
    return [finding for criterion in judge.judge([open_document(path)]) for finding in criterion.elements]


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
        expected = elements(judge, markdown)
        columns = []
        for form in FORMATS:
            other = markdown.with_suffix(f".{form}")
            if not other.exists():
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
    sys.exit(any(share < LEAST for share in shares.values()))


if __name__ == "__main__":
    main()
