"""The learned scorer as it would judge documents it was not trained on: its scores for every labelled document, kept in a file.

    python -m tests.bench.out_of_fold WORK

packs what `python -m procheck.training fold 0`, `1` and `2` left in WORK into out_of_fold.npz: for each labelled document the
scores of the network that was trained without that document's third. The network that procheck ships was trained on all of
them, so its own figures on these documents would tell nothing. What `further --half` left there is added to what the file holds: for the
newest documents the scores of a network that learned from the other half of them.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from procheck.scoring.model import Bounds, Likelihood, Look, Scored, ScorerInput, Stance
from procheck.scoring.scorer import FOLDER, NOTHING_LEFT

FILE = Path(__file__).with_name("out_of_fold.npz")
_STEPS = 65535
_MOST_UNKNOWN = 0.02
_NOTHING = Likelihood(0.0, 0.0, 0.0)


class OutOfFold:
    """A scorer that looks its scores up. Statements of other documents are not known to it."""

    def __init__(self, file: Path = FILE, settings: Path = FOLDER / "scorer.json") -> None:
        import numpy

        with numpy.load(file, allow_pickle=False) as kept:
            self._rows = {key.decode(): row for row, key in enumerate(kept["keys"].tolist())}
            self._scores, self._worths = kept["scores"], numpy.stack([kept["sights"], kept["worths"]], axis=1)
            self.elements: tuple[str, ...] = tuple(kept["elements"].tolist())
        shipped = json.loads(settings.read_text(encoding="utf-8"))
        bounds, least = shipped["bounds"], {"whole": NOTHING_LEFT, **shipped["least_worth"]}
        self._least_worth = {look: [round(worth * _STEPS) for worth in worths] for look, worths in least.items()}
        self.bounds: Mapping[str, Bounds] = {element: Bounds(*bounds[element]) for element in self.elements}
        self.sha256 = "out of fold"

    def score(self, inputs: Sequence[ScorerInput], *, looks: Sequence[Look] | None = None) -> list[Scored]:
        """The kept scores, none where first sight or a glance would have left the statement.

        Raises LookupError where so many are unknown that the readers must have changed since.
        """
        rows = [self._rows.get(_key(each.context, each.text)) for each in inputs]
        if inputs and rows.count(None) > max(2, _MOST_UNKNOWN * len(inputs)):
            raise LookupError(f"{rows.count(None)} of {len(inputs)} statements have no score: train the folds and pack them again")
        least = [self._least_worth[look] for look in looks or ["whole"] * len(inputs)]
        return [
            Scored(
                dict.fromkeys(self.elements, _NOTHING)
                if row is None or (self._worths[row] < lowest).any()
                else {
                    element: Likelihood(*(float(value) / _STEPS for value in self._scores[row, :, place]))
                    for place, element in enumerate(self.elements)
                }
            )
            for row, lowest in zip(rows, least, strict=True)
        ]

    def alike(self, element: str, stance: Stance, embedding: Any) -> tuple[str, ...]:
        """Nothing: what a passage is like decides nothing."""
        return ()


def pack(work: Path, file: Path = FILE) -> int:
    """Write the scores of every fold and half in `work` into `file`; how many statements.

    Where there are only halves, what the file holds of other statements stays.
    """
    import numpy

    entries: dict[str, Any] = {}
    folds = sorted(work.glob("fold?.json"))
    for path in (*folds, *sorted(work.glob("half?.json"))):
        for entry in json.loads(path.read_text(encoding="utf-8")):
            entries[_key(entry["context"], entry["text"])] = entry
    elements = sorted(next(iter(entries.values()))["scores"])
    new = sorted(entries)
    scores = numpy.array([[entries[key]["scores"][element] for element in elements] for key in new]).transpose(0, 2, 1)
    packed = {
        "keys": numpy.array([key.encode() for key in new]),
        "sights": numpy.round(numpy.array([entries[key]["sight"] for key in new]) * _STEPS).astype(numpy.uint16),
        "worths": numpy.round(numpy.array([entries[key]["worth"] for key in new]) * _STEPS).astype(numpy.uint16),
        # Three decimals, and nothing below 0.005: the bounds lie far above, and the file stays small.
        "scores": numpy.round(numpy.where(scores < 0.005, 0, scores).round(3) * _STEPS).astype(numpy.uint16),
    }
    if not folds:
        with numpy.load(file, allow_pickle=False) as before:
            stays = ~numpy.isin(before["keys"], packed["keys"])
            packed = {name: numpy.concatenate([before[name][stays], values]) for name, values in packed.items()}
    arrays: dict[str, Any] = {"elements": numpy.array(elements), **packed}
    numpy.savez_compressed(file, **arrays)
    return len(packed["keys"])


def _key(context: str, text: str) -> str:
    return hashlib.sha256(f"{context}\n{text}".encode()).hexdigest()[:16]


if __name__ == "__main__":
    print(f"{pack(Path(sys.argv[1]))} statements")
