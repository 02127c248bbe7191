"""How alike one document reads in different formats: for each gold document and format, the share of blocks equal to the Markdown's.

    python tests/bench/same_text.py [--show d01] [FOLDER]

prints one line a document with the share of blocks whose kind, label, words and section path are those of the Markdown (and, in
brackets, the share whose words alone are), then the means. `--show` prints the differences of one document; documents with a number that
divides by 3 are held out and never shown.
"""

from __future__ import annotations

import argparse
import difflib
from pathlib import Path

from procheck.documents.model import Block
from procheck.documents.opening import open_document
from procheck.training.data import number_of

FORMATS = ("docx", "html", "odt", "pdf")


def key(block: Block) -> tuple[str, str, str, tuple[str, ...]]:
    """What must be equal of two blocks that say the same."""
    return block.kind, block.label, block.text, block.section


def share(ours: list[object], theirs: list[object]) -> float:
    """Matching blocks in order, as a share of the longer list."""
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    return sum(match.size for match in matcher.get_matching_blocks()) / max(len(ours), len(theirs), 1)


def show(ours: list[Block], theirs: list[Block]) -> None:
    """Prints what only one of two readings has."""
    left, right = [str(key(block)) for block in ours], [str(key(block)) for block in theirs]
    for line in difflib.unified_diff(left, right, "markdown", "other", lineterm="", n=0):
        print("   ", line[:300])


def main() -> None:
    """Runs over the folder of gold documents."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[1] / "gold")
    parser.add_argument("--show", default="", help="start of a document's name")
    parser.add_argument("--formats", default=",".join(FORMATS))
    chosen = parser.parse_args()
    formats = chosen.formats.split(",")
    totals: dict[str, list[tuple[float, float]]] = {format: [] for format in formats}
    for markdown in sorted(chosen.folder.rglob("d*.md")):
        if chosen.show and not markdown.name.startswith(chosen.show):
            continue
        held_out = number_of(markdown.name) % 3 == 0
        ours = list(open_document(markdown).blocks)
        shares = []
        for format in formats:
            other = markdown.with_suffix(f".{format}")
            if not other.exists():
                continue
            theirs = list(open_document(other).blocks)
            whole = share([key(block) for block in ours], [key(block) for block in theirs])
            words = share([block.text for block in ours], [block.text for block in theirs])
            totals[format].append((whole, words))
            shares.append(f"{format} {whole:6.1%} ({words:6.1%})")
            if chosen.show and not held_out:
                show(ours, theirs)
        print(f"{markdown.stem:36}", "  ".join(shares))
    for format, pairs in totals.items():
        if pairs:
            whole, words = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
            print(f"mean of {len(pairs)} {format}: {whole:.2%} of blocks equal, {words:.2%} by their words alone")


if __name__ == "__main__":
    main()
