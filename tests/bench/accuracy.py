"""How well procheck agrees with the labels of the gold documents, over all and per element.

    python -m tests.bench.accuracy [--form md|docx|pdf|html|odt] [--criteria PACK] [--gold FOLDER]

Prints the figures for the documents that were looked at while the phrases were written and, apart, for those that nobody
looked at: every third by number, each from an organisation of its own. "Both" is phrases and the learned scorer together, for each
document the scorer as trained without that document's third (`tests.bench.out_of_fold`); for documents of another FOLDER, or with
--shipped, the scorer that procheck ships, which was trained on all labelled documents here.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from procheck.checking import DEFAULT_PACK, find_pack
from procheck.documents.model import Document
from procheck.documents.opening import open_document
from procheck.judgement.judging import Judge
from procheck.scoring.model import ScoresStatements
from procheck.scoring.scorer import Scorer, available
from procheck.training.data import number_of
from tests.bench.out_of_fold import OutOfFold
from tests.bench.scoring import Tally, kappa, share

GOLD = Path(__file__).resolve().parents[1] / "gold"
OWN_DOCUMENTS = GOLD.parents[1] / "procheck" / "training" / "documents"
SEEN, HELD_OUT = "seen", "held out"
Labels = dict[str, dict[str, Any]]
"""By element its `value` and `quotes`."""


def held_out(path: Path) -> bool:
    """True for the gold documents that nobody looks at while writing phrases: every third by number."""
    return number_of(path.name) % 3 == 0


def scorer_for(folder: Path, *, shipped: bool = False) -> ScoresStatements:
    """For labelled documents of our own the scorers that were not trained on them, else the one that is shipped."""
    ours = folder.resolve() in (GOLD, OWN_DOCUMENTS.resolve())
    return OutOfFold() if ours and not shipped else Scorer()


def labelled(folder: Path, form: str = "md") -> Iterator[tuple[Path, Labels, Document]]:
    """Every labelled document of a folder in this form: the file of its labels, they themselves by element, and the document."""
    for label_file in sorted(folder.glob("*.labels.json")):
        labels = json.loads(label_file.read_text(encoding="utf-8"))["elements"]
        yield label_file, labels, open_document(label_file.with_name(label_file.name.replace(".labels.json", f".{form}")))


def tallies(judge: Judge, gold: Path, form: str) -> dict[str, Tally]:
    """The labels of every document in `gold` against what `judge` makes of it in this form."""
    result = {SEEN: Tally(), HELD_OUT: Tally()}
    for label_file, labels, document in labelled(gold, form):
        findings = [finding for criterion in judge.judge([document]) for finding in criterion.elements]
        result[HELD_OUT if held_out(label_file) else SEEN].add(labels, findings)
    return result


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--form", default="md", choices=("md", "docx", "pdf", "html", "odt"))
    parser.add_argument("--criteria", default=DEFAULT_PACK)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--shipped", action="store_true", help="use the shipped scorer on documents it was trained on, too")
    args = parser.parse_args()
    pack = find_pack(args.criteria)
    columns = {f"phrases, {name}": tally for name, tally in tallies(Judge(pack), args.gold, args.form).items()}
    if args.criteria == DEFAULT_PACK and available():
        both = tallies(Judge(pack, scorer_for(args.gold, shipped=args.shipped)), args.gold, args.form)
        columns |= {f"both, {name}": tally for name, tally in both.items()}
    print(f"{'':22}" + "".join(f"{name:>19}" for name in columns))
    figures = [tally.figures() for tally in columns.values()]
    for name in figures[0]:
        print(f"{name:22}" + "".join(f"{each[name]:19.3f}" for each in figures))
    print("\naccuracy and kappa of each element")
    for element in next(iter(columns.values())).elements:
        pairs = [tally.elements[element] for tally in columns.values()]
        print(f"{element:22}" + "".join(f"{share(a == b for a, b in each):12.2f} {kappa(each):6.2f}" for each in pairs))


if __name__ == "__main__":
    main()
