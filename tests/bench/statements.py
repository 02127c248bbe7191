"""What the learned scorer by itself makes of single labelled statements that no network learned from.

    python -m tests.bench.statements [FILE ...] [--scorer FOLDER] [--elements]

FILE: statements labelled for all elements, as those in procheck/training/prose/kept, which are read where none is named. Prints for each
file recall, precision and F1 of the things said (from a likelihood of 0.5 on) and of the opposites (from 0.5, and from the scorer's own
bound on); with --elements also those of each element.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from procheck.scoring.model import ScorerInput
from procheck.scoring.scorer import FOLDER, Scorer
from procheck.training.data import PROSE
from tests.bench.scoring import Pair, f1, share

HALF = 0.5
SAID, NOT_SAID = "said", "not said"


def figures(pairs: Sequence[Pair]) -> str:
    """The share of what is said that is found, the share of what is found that is right, and F1."""
    recall = share(found == SAID for said, found in pairs if said == SAID)
    precision = share(said == SAID for said, found in pairs if found == SAID)
    return f"{recall:.2f} {precision:.2f} {f1(pairs, {SAID}):.2f}"


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=sorted((PROSE / "kept").glob("*.jsonl")))
    parser.add_argument("--scorer", type=Path, default=FOLDER)
    parser.add_argument("--elements", action="store_true")
    args = parser.parse_args()
    scorer = Scorer(args.scorer)
    of_element: dict[str, list[Pair]] = defaultdict(list)
    for path in args.files:
        entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        scored = scorer.score([ScorerInput(entry["text"], entry["heading"], entry["before"]) for entry in entries])
        said: list[Pair] = []
        likely: list[Pair] = []
        bound: list[Pair] = []
        for entry, scores in zip(entries, scored, strict=True):
            values = entry["values"]
            for element, likelihood in scores.likelihoods.items():
                value = values.get(element, "no")
                is_opposite = _named(value == "contradicted")
                likely.append((is_opposite, _named(likelihood.opposite >= HALF)))
                bound.append((is_opposite, _named(likelihood.opposite >= scorer.bounds[element].opposite)))
                if value != "contradicted" and element not in entry.get("unknown", ()):
                    pair = _named(value != "no"), _named(likelihood.says >= HALF)
                    said.append(pair)
                    of_element[element].append(pair)
        print(f"{path.stem:28} {len(entries):5}   said {figures(said)}   opposite {figures(likely)}   from the bound on {figures(bound)}")
    if args.elements:
        for element, pairs in sorted(of_element.items()):
            print(f"  {element}: {figures(pairs)}")


def _named(said: bool) -> str:
    return SAID if said else NOT_SAID


if __name__ == "__main__":
    main()
