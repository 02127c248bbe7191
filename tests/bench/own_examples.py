"""How well elements that the scorer was not trained on are found by likeness to their own examples.

    python -m tests.bench.own_examples [--criteria nice-ng55]

Each example of the pack is judged without itself: for its own element, and, where it says that one, for all the others.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from procheck.checking import find_pack, own_examples
from procheck.criteria.model import Pack
from procheck.scoring.model import Look, Scored, ScorerInput
from procheck.scoring.own_examples import BOUNDS, OwnExamples, WithOwnExamples
from procheck.scoring.scorer import Scorer

Judged = tuple[bool, bool]
"""Whether an example says the element, and whether likeness finds it."""


def judged(pack: Pack, scorer: Scorer) -> Iterator[Judged]:
    """Every example for every element that it is known to say or not to say."""
    examples = own_examples(pack)
    for id, own in examples.items():
        for entry in dict.fromkeys((*own.says, *own.does_not)):
            without = {other: _without(each, entry) for other, each in examples.items()}
            (found,) = WithOwnExamples(scorer, without).score([entry])
            likely = {id for id, likelihood in found.likelihoods.items() if id in examples and likelihood.says >= BOUNDS.found}
            says = entry in own.says
            yield says, id in likely
            if says:
                yield from ((False, other in likely) for other in examples if other != id)


def _without(examples: OwnExamples, entry: ScorerInput) -> OwnExamples:
    return OwnExamples(
        tuple(each for each in examples.says if each != entry), tuple(each for each in examples.does_not if each != entry)
    )


class Remembering(Scorer):
    """The scorer, reading each statement once."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[ScorerInput, Scored] = {}

    def score(self, inputs: Sequence[ScorerInput], *, looks: Sequence[Look] | None = None) -> list[Scored]:
        """As the scorer does, always in full."""
        new = [each for each in dict.fromkeys(inputs) if each not in self._known]
        self._known |= dict(zip(new, super().score(new), strict=True))
        return [self._known[each] for each in inputs]


def main() -> None:
    """Print precision and recall."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--criteria", default="nice-ng55")
    args = parser.parse_args()
    pairs = list(judged(find_pack(args.criteria, examples=True), Remembering()))
    right = sum(says and found for says, found in pairs)
    print(f"{sum(says for says, _ in pairs)} examples say an element: {right} found")
    print(f"{sum(found for _, found in pairs)} finds among {len(pairs)} judged: {right} right")


if __name__ == "__main__":
    main()
