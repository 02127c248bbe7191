"""How well procheck agrees with the labels of the gold documents, over all and per element.

    python -m tests.bench.accuracy [--form md] [--criteria PACK] [--only seen|held-out]

Prints the figures for the documents that were looked at while the phrases were written and, apart, for those that nobody
looked at: every third by number, each from an organisation of its own.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from procheck.checking import find_pack
from procheck.documents.opening import open_document
from procheck.judgement.judging import Judge
from tests.bench.scoring import Tally, kappa, share

GOLD = Path(__file__).resolve().parents[1] / "gold"
SEEN, HELD_OUT = "seen while writing", "held out"


def held_out(path: Path) -> bool:
    """True for the gold documents that nobody looks at while writing phrases: every third by number."""
    return int(path.name[1:3]) % 3 == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--form", default="md", choices=("md", "docx", "pdf", "html", "odt"))
    parser.add_argument("--criteria", default="hsb-learning-2017")
    parser.add_argument("--gold", type=Path, default=GOLD)
    args = parser.parse_args()
    judge = Judge(find_pack(args.criteria))
    tallies = {SEEN: Tally(), HELD_OUT: Tally()}
    for label_file in sorted(args.gold.glob("*.labels.json")):
        labels = json.loads(label_file.read_text(encoding="utf-8"))["elements"]
        document = open_document(label_file.with_name(label_file.name.replace(".labels.json", f".{args.form}")))
        findings = [finding for criterion in judge.judge([document]) for finding in criterion.elements]
        tallies[HELD_OUT if held_out(label_file) else SEEN].add(labels, findings)
    print(f"{'':18}{SEEN:>20}{HELD_OUT:>20}")
    columns = [tally.figures() for tally in tallies.values()]
    for name in columns[0]:
        print(f"{name:18}" + "".join(f"{figures[name]:20.3f}" for figures in columns))
    print(f"\n{'element':22}{'accuracy':>10}{'kappa':>8}{'accuracy':>14}{'kappa':>8}")
    for element in tallies[SEEN].elements:
        row = "".join(
            f"{share(a == b for a, b in tally.elements[element]):{width}.2f}{kappa(tally.elements[element]):8.2f}"
            for tally, width in ((tallies[SEEN], 10), (tallies[HELD_OUT], 14))
        )
        print(f"{element:22}{row}")


if __name__ == "__main__":
    main()
