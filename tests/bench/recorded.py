"""The scorer's out-of-fold scores of the gold documents: each by a network that was trained without that document.

The scorer that is shipped was trained on all gold documents, so its own figures on them would say nothing.
`python -m tests.bench.recorded build/scorer` packs what `python -m procheck.scoring.training fold N` left.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from procheck.scoring.model import Bounds, Likelihood, ScorerInput
from procheck.scoring.scorer import FOLDER

FILE = Path(__file__).parent / "out_of_fold.json.gz"
LEAST = 0.004
"""Elements less likely than this are left out."""


class RecordedScorer:
    """Stands in for the scorer on gold documents."""

    sha256 = "out-of-fold"

    def __init__(self, file: Path = FILE) -> None:
        with gzip.open(file, "rt", encoding="utf-8") as stream:
            recorded = json.load(stream)
        self.elements: tuple[str, ...] = tuple(recorded["elements"])
        self._scores: Mapping[str, Mapping[str, Sequence[float]]] = recorded["scores"]
        settings = json.loads((FOLDER / "scorer.json").read_text(encoding="utf-8"))
        self.bounds: Mapping[str, Bounds] = {element: Bounds(*settings["bounds"][element]) for element in self.elements}
        self.missing = 0

    def score(self, inputs: Sequence[ScorerInput]) -> list[dict[str, Likelihood]]:
        """The recorded scores; statements that were not recorded have none and are counted in `missing`."""
        scores = []
        for entry in inputs:
            found = self._scores.get(_key(entry.context, entry.text))
            self.missing += found is None
            scores.append(
                {}
                if found is None
                else {each: Likelihood(*found.get(self._short(each), (0.0, 0.0, 0.0))) for each in self.elements}
            )
        return scores

    def _short(self, element: str) -> str:
        return str(self.elements.index(element))


def _key(context: str, text: str) -> str:
    return hashlib.sha256(f"{context}\n{text}".encode()).hexdigest()[:16]


def main() -> None:
    """Pack the fold files of a training folder."""
    entries = [
        entry
        for path in sorted(Path(sys.argv[1]).glob("fold*.json"))
        for entry in json.loads(path.read_text(encoding="utf-8"))
    ]
    elements = sorted(entries[0]["scores"])
    scores = {
        _key(entry["context"], entry["text"]): {
            str(place): values
            for place, element in enumerate(elements)
            if max((values := entry["scores"][element])[0], values[2]) >= LEAST
        }
        for entry in entries
    }
    packed = json.dumps({"elements": elements, "scores": scores}, separators=(",", ":")).encode()
    FILE.write_bytes(gzip.compress(packed, mtime=0))
    print(f"{len(scores)} statements, {FILE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
