"""The statements of the bank that a passage is most like, so that a find by likeness can be understood by a person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
        """Opens what `write` left in `folder`; without it nothing is ever near."""
        import numpy

        self._places: dict[tuple[str, str], list[int]] = {}
        self._texts: list[str] = []
        if not (folder / TEXTS).is_file():
            return
        for place, (element, stance, text) in enumerate(json.loads((folder / TEXTS).read_text(encoding="utf-8"))):
            self._places.setdefault((element, stance), []).append(place)
            self._texts.append(text)
        self._vectors = numpy.load(folder / VECTORS, mmap_mode="r", allow_pickle=False)

    def nearest(self, element: str, stance: Stance, embedding: Sequence[float], most: int = 2) -> tuple[Neighbour, ...]:
        """The statements of this element and stance that are most like the embedding (length 1), most alike first."""
        import numpy

        places = self._places.get((element, stance), [])
        if not places:
            return ()
        vectors = numpy.asarray(self._vectors[places], dtype=numpy.float32)
        vectors /= numpy.linalg.norm(vectors, axis=1, keepdims=True)
        likeness = vectors @ numpy.asarray(embedding, dtype=numpy.float32)
        # Sorted by text where equally alike: the order of the bank says nothing.
        order = sorted(range(len(places)), key=lambda at: (-round(float(likeness[at]), 4), self._texts[places[at]]))
        return tuple(Neighbour(self._texts[places[at]], round(float(likeness[at]), 2)) for at in order[:most])


def write(folder: Path, statements: Iterable[tuple[str, Stance, str]], vectors: Any) -> None:
    """Keep (element, stance, text) of each statement and its embedding (statements, width) in `folder`."""
    import numpy

    largest = numpy.abs(vectors).max(axis=1, keepdims=True)
    numpy.save(folder / VECTORS, numpy.round(vectors / largest * SCALE).astype(numpy.int8))
    (folder / TEXTS).write_text(json.dumps(list(statements), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
