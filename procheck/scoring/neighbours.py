"""The statements of the bank that a passage is most like, so that a find by likeness can be understood by a person."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from procheck.scoring.model import Stance

VECTORS, TEXTS = "neighbours.npy", "neighbours.json"
SCALE = 127.0
"""Embeddings have length 1; they are kept as whole numbers from -127 to 127 of their largest part."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A statement of the bank."""

    text: str
    likeness: float
    """Cosine, from -1 to 1."""


class Neighbours:
    """The bank's statements that say an element or its opposite, with the scorer's embedding of each."""

    def __init__(self, folder: Path) -> None:
        """Opens what `write` left in `folder` when it is first asked; without it nothing is ever near."""
        self._folder = folder

    def nearest(self, element: str, stance: Stance, embedding: Any, most: int = 2) -> tuple[Neighbour, ...]:
        """The statements of this element and stance that are most like the embedding (length 1), most alike first."""
        import numpy

        texts, vectors = self._known.get((element, stance), ((), None))
        if not texts:
            return ()
        likeness = (vectors @ numpy.asarray(embedding, dtype=numpy.float32)).astype(float).round(4)
        least = numpy.sort(likeness)[-most:][0]
        # Sorted by text where equally alike: the order of the bank says nothing.
        near = sorted((-likeness[at], texts[at]) for at in numpy.flatnonzero(likeness >= least).tolist())
        return tuple(Neighbour(text, round(-float(farness), 2)) for farness, text in near[:most])

    @cached_property
    def _known(self) -> Mapping[tuple[str, Stance], tuple[Sequence[str], Any]]:
        """By element and stance the statements, and their embeddings of length 1, an array (statements, width)."""
        import numpy

        if not (self._folder / TEXTS).is_file():
            return {}
        kept = numpy.load(self._folder / VECTORS, allow_pickle=False).astype(numpy.float32)
        kept /= numpy.linalg.norm(kept, axis=1, keepdims=True)
        places: dict[tuple[str, Stance], list[int]] = defaultdict(list)
        statements = json.loads((self._folder / TEXTS).read_text(encoding="utf-8"))
        for place, (element, stance, _) in enumerate(statements):
            places[element, stance].append(place)
        return {key: ([statements[at][2] for at in own], kept[own]) for key, own in places.items()}


def write(folder: Path, statements: Iterable[tuple[str, Stance, str]], vectors: Any) -> None:
    """Keep (element, stance, text) of each statement and its embedding (statements, width) in `folder`."""
    import numpy

    largest = numpy.abs(vectors).max(axis=1, keepdims=True)
    numpy.save(folder / VECTORS, numpy.round(vectors / largest * SCALE).astype(numpy.int8))
    (folder / TEXTS).write_text(json.dumps(list(statements), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
