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
from dataclasses import dataclass
from pathlib import Path

from procheck.scoring.model import ScorerInput
from procheck.scoring.scorer import FOLDER, Scorer
from procheck.training.data import PROSE

HALF = 0.5


@dataclass
class Tally:
    """Right finds, false ones and misses."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def add(self, said: bool, found: bool) -> None:
        """Count one element of one statement."""
        self.right += said and found
        self.false += found and not said
        self.missed += said and not found

    def __str__(self) -> str:
        """The share of what is said that is found, the share of what is found that is right, and F1."""
        recall = self.right / max(1, self.right + self.missed)
        precision = self.right / max(1, self.right + self.false)
        both = 2 * self.right / max(1, 2 * self.right + self.false + self.missed)
        return f"{recall:.2f} {precision:.2f} {both:.2f}"


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=sorted((PROSE / "kept").glob("*.jsonl")))
    parser.add_argument("--scorer", type=Path, default=FOLDER)
    parser.add_argument("--elements", action="store_true")
    args = parser.parse_args()
    scorer = Scorer(args.scorer)
    of_element: dict[str, Tally] = defaultdict(Tally)
    for path in args.files:
        entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        scored = scorer.score([ScorerInput(entry["text"], entry["heading"], entry["before"]) for entry in entries])
        said, likely, bound = Tally(), Tally(), Tally()
        for entry, scores in zip(entries, scored, strict=True):
            values = entry["values"]
            for element, likelihood in scores.likelihoods.items():
                value = values.get(element, "no")
                likely.add(value == "contradicted", likelihood.opposite >= HALF)
                bound.add(value == "contradicted", likelihood.opposite >= scorer.bounds[element].opposite)
                if value != "contradicted" and element not in entry.get("unknown", ()):
                    for tally in (said, of_element[element]):
                        tally.add(value != "no", likelihood.says >= HALF)
        print(f"{path.stem:28} {len(entries):5}   said {said}   opposite {likely}   from the bound on {bound}")
    if args.elements:
        for element, tally in sorted(of_element.items()):
            print(f"  {element}: {tally}")


if __name__ == "__main__":
    main()
