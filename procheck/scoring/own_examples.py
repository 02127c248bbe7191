"""Elements that the scorer was not trained on: how likely a statement says one, by likeness to the element's own examples.

A statement counts as like an element where it lies clearly nearer to what says the element than to what does not and to what
says other elements, and near at all. Nearness is the mean cosine of the three nearest examples; three, because one alone may share
a heading or a turn of phrase by chance. On the pack nice-ng55, each example judged without itself, 36 in a hundred of what says an element
is found, and 88 in a hundred of what is found are right (`python -m tests.bench.own_examples`). That is too little to rate
anything alone: what is found in this way counts as weak at most, and asks a person to look.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from procheck.scoring.model import Bounds, Likelihood, Look, Scored, ScorerInput, ScoresStatements, Stance

NEAREST = 3
SHOWN = 2
MARGIN = 0.1
LEAST = 0.65
"""Nearness below which nothing is like an element, however much farther from it all else is."""
_STEEPNESS = 30.0
BOUNDS = Bounds(found=0.5, kept=0.0, firm=0.0, opposite=2.0, trusted=0.0, sure=2.0)
"""Found from a margin of MARGIN on, never sure, never against what a phrase finds, and never the opposite."""


@dataclass(frozen=True, slots=True)
class OwnExamples:
    """The examples of one element that come with its pack."""

    says: tuple[ScorerInput, ...]
    """What says it, firmly or weakly."""
    does_not: tuple[ScorerInput, ...]


class WithOwnExamples:
    """A scorer that knows other elements too, by likeness to their examples."""

    def __init__(self, scorer: ScoresStatements, examples: Mapping[str, OwnExamples]) -> None:
        """`examples` of each element that the scorer does not know; those it knows are left out."""
        self._scorer = scorer
        self._ids = tuple(id for id in examples if id not in scorer.elements and examples[id].says)
        self.sha256 = scorer.sha256
        self.elements = (*scorer.elements, *self._ids)
        self.bounds: Mapping[str, Bounds] = {**scorer.bounds, **dict.fromkeys(self._ids, BOUNDS)}
        self._examples = examples
        self._says = [self._embedded(examples[id].says) for id in self._ids]
        self._does_not = [self._embedded(examples[id].does_not) for id in self._ids]

    def score(self, inputs: Sequence[ScorerInput], *, looks: Sequence[Look] | None = None) -> Sequence[Scored]:
        """What the trained scorer makes of each statement, and how like it is to the examples of the others."""
        import numpy

        # What says nothing of the elements that the scorer knows may say something of these.
        scored = self._scorer.score(inputs, looks=None if self._ids else looks)
        if not scored:
            return []
        margins = self._margins(numpy.stack([each.embedding for each in scored]))
        return [
            Scored({**each.likelihoods, **self._own(row)}, each.embedding) for each, row in zip(scored, margins, strict=True)
        ]

    def alike(self, element: str, stance: Stance, embedding: Any) -> tuple[str, ...]:
        """As the trained scorer does; for an element that it does not know, the element's own examples."""
        if element not in self._ids:
            return self._scorer.alike(element, stance, embedding)
        import numpy

        cosines = self._says[self._ids.index(element)] @ embedding
        nearest = numpy.argsort(-cosines, kind="stable")[:SHOWN]
        return tuple(self._examples[element].says[at].text for at in nearest.tolist())

    def _own(self, margins: Sequence[float]) -> dict[str, Likelihood]:
        return {id: Likelihood(likely(margin), 1.0, 0.0) for id, margin in zip(self._ids, margins, strict=True)}

    def _embedded(self, inputs: Sequence[ScorerInput]) -> Any:
        import numpy

        return numpy.stack([each.embedding for each in self._scorer.score(inputs)]) if inputs else None

    def _margins(self, embeddings: Any) -> list[list[float]]:
        """For each statement and element: how much nearer it is to what says the element than to anything else."""
        import numpy

        if not self._ids:
            return [[] for _ in range(len(embeddings))]
        near = numpy.stack([_nearness(embeddings, says) for says in self._says], axis=1)
        against = numpy.stack([_nearness(embeddings, does_not) for does_not in self._does_not], axis=1)
        margins = numpy.empty_like(near)
        for place in range(len(self._ids)):
            others = numpy.delete(near, place, axis=1).max(axis=1, initial=-1.0)
            margins[:, place] = near[:, place] - numpy.maximum(against[:, place], others)
        margins[near < LEAST] = -1.0
        rows: list[list[float]] = margins.round(4).tolist()
        return rows


def likely(margin: float) -> float:
    """A margin as a likelihood: one half at MARGIN."""
    return round(1 / (1 + math.exp(-_STEEPNESS * (margin - MARGIN))), 4)


def _nearness(embeddings: Any, examples: Any) -> Any:
    """The mean cosine of each statement's nearest examples; -1 where there are none."""
    import numpy

    if examples is None:
        return numpy.full(len(embeddings), -1.0)
    cosines = numpy.sort(embeddings @ examples.T, axis=1)[:, -NEAREST:]
    return cosines.mean(axis=1)
