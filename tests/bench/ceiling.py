"""How well documents would be judged if the learned scorer made no mistakes of one kind or another: which kind costs what.

    python -m tests.bench.ceiling [--gold FOLDER]

The scorer's likelihoods are put right by the labels' quotes, one way at a time: nothing quoted is missed; nothing is found that is not
quoted; how firmly a quoted passage says it; all of these and the opposites. Phrases, scope and grammar stay as they are, so the last line
is what they reach with a scorer that is never wrong. A firm passage that a label did not quote counts as a false find here, so the second
line promises a little too much. For our own folders the scorer is the one that was trained without the document's third.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from procheck.checking import DEFAULT_PACK, find_pack
from procheck.judgement.judging import Judge
from procheck.scoring.model import Likelihood, Look, Scored, ScorerInput, ScoresStatements, Stance
from procheck.training.data import folded, is_quoted
from tests.bench.accuracy import GOLD, HELD_OUT, SEEN, held_out, labelled, scorer_for
from tests.bench.scoring import Tally

CERTAIN, HALF_SAID = Likelihood(1.0, 1.0, 0.0), Likelihood(1.0, 0.4, 0.0)
OPPOSITE = Likelihood(0.6, 0.0, 1.0)
NOTHING = Likelihood(0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Right:
    """In what the scorer is put right."""

    misses: bool = False
    false_finds: bool = False
    firmness: bool = False
    opposites: bool = False


WAYS: Mapping[str, Right] = {
    "as it is": Right(),
    "nothing quoted is missed": Right(misses=True),
    "nothing else is found": Right(false_finds=True),
    "how firmly is right": Right(firmness=True),
    "no miss, firmness right": Right(misses=True, firmness=True),
    "never wrong": Right(misses=True, false_finds=True, firmness=True, opposites=True),
}


class PutRight:
    """A scorer whose likelihoods are put right by the labels of the document that is being judged."""

    def __init__(self, scorer: ScoresStatements, right: Right) -> None:
        self._scorer, self._right = scorer, right
        self.sha256, self.elements, self.bounds = "put right", scorer.elements, scorer.bounds
        self.quotes: Sequence[tuple[str, str, str]] = ()
        """Of the document at hand: element, its value and the folded quote."""

    def score(self, inputs: Sequence[ScorerInput], *, looks: Sequence[Look] | None = None) -> list[Scored]:
        """What the scorer says of each statement, put right."""
        return [self._put_right(entry, scored) for entry, scored in zip(inputs, self._scorer.score(inputs, looks=looks), strict=True)]

    def alike(self, element: str, stance: Stance, embedding: Any) -> tuple[str, ...]:
        """Nothing: what a passage is like decides nothing."""
        return ()

    def _put_right(self, entry: ScorerInput, scored: Scored) -> Scored:
        own = folded(entry.text)
        truth: dict[str, Likelihood] = {}
        for element, value, quote in self.quotes:
            if is_quoted(own, quote):
                truth[element] = {"yes": CERTAIN, "weak": HALF_SAID, "contradicted": OPPOSITE}[value]
        right = {element: self._mended(found, truth.get(element, NOTHING)) for element, found in scored.likelihoods.items()}
        return Scored(right, scored.embedding)

    def _mended(self, found: Likelihood, true: Likelihood) -> Likelihood:
        says, firmly, opposite = found.says, found.firmly, found.opposite
        if true.says and self._right.misses:
            says = max(says, true.says)
        if not true.says and self._right.false_finds:
            says = 0.0
        if true.says and self._right.firmness:
            firmly = true.firmly
        if self._right.opposites:
            opposite = true.opposite
        return Likelihood(says, firmly, opposite)


def main() -> None:
    """Print a line for each way, for the documents that were seen and those held out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD)
    args = parser.parse_args()
    pack, scorer = find_pack(DEFAULT_PACK), scorer_for(args.gold)
    documents = list(labelled(args.gold))
    names = ("element kappa", "status accuracy", "false met", "contradicted F1")
    print(f"{'':36}" + "".join(f"{name:>17}" for name in names))
    for way, right in WAYS.items():
        told = PutRight(scorer, right)
        judge = Judge(pack, told)
        tallies = {HELD_OUT: Tally(), SEEN: Tally()}
        for path, labels, document in documents:
            told.quotes = [
                (element, label["value"], folded(quote))
                for element, label in labels.items()
                if label["value"] != "no"
                for quote in label["quotes"]
            ]
            findings = [finding for criterion in judge.judge([document]) for finding in criterion.elements]
            tallies[HELD_OUT if held_out(path) else SEEN].add(labels, findings)
        for which, tally in tallies.items():
            figures = tally.figures()
            print(f"{f'{way}, {which}':36}" + "".join(f"{figures[each]:17.3f}" for each in names), flush=True)


if __name__ == "__main__":
    main()
