"""The learned scorer: an ONNX model run on the CPU by onnxruntime, checked by its SHA-256 before it is used."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from procheck.scoring.model import LIKELY, Bounds, Likelihood, Look, Scored, ScorerError, ScorerInput, Stance
from procheck.scoring.neighbours import Neighbours

FOLDER = Path(__file__).parent / "files"
THREADS = 2
"""Enough to halve the wait on any machine; the scores do not depend on it."""
TOGETHER = 8
"""Statements that are scored at once: more take more memory, and no less time each."""
NOTHING_LEFT = (0.0, 0.0)
"""How much worth a statement must be, at first sight and at a glance, that is looked at wholly."""
LONGEST = 112
"""Word pieces of context and text together; the rest of a longer statement is not seen."""


class Scorer:
    """Scores statements. A statement always gets the same scores on the same machine, whatever else is scored."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Raises ScorerError where the files in `folder` are missing or were changed."""
        settings = _settings(folder)
        self.sha256: str = settings["sha256"]
        self.elements: tuple[str, ...] = tuple(settings["elements"])
        self._least_worth: Mapping[Look, Sequence[float]] = {"whole": NOTHING_LEFT, **settings["least_worth"]}
        self.bounds: Mapping[str, Bounds] = {id: Bounds(*settings["bounds"][id]) for id in self.elements}
        self._places = {id: place for place, id in enumerate(self.elements)}
        self._session = _session(folder / "scorer.onnx", self.sha256)
        self._tokenizer = _tokenizer(folder / "tokenizer.json")
        self._neighbours = Neighbours(folder)

    def score(self, inputs: Sequence[ScorerInput], *, looks: Sequence[Look] | None = None) -> Sequence[Scored]:
        """What it makes of each statement, in the order given. `looks` tells how closely each is looked at; None: all wholly.

        Statements of one length are scored together. The model sums whole numbers, and the rest row by row, so that what is scored
        beside a statement moves no score of it.
        """
        if not inputs:
            return []
        encoded = self._tokenizer.encode_batch([(each.context, each.text) for each in inputs])
        least = [self._least_worth[look] for look in looks] if looks else [NOTHING_LEFT] * len(inputs)
        together = _of_one_length(encoded)
        given = [_arrays([encoded[at] for at in places], [least[at] for at in places]) for places in together]
        with ThreadPoolExecutor(THREADS) as threads:
            made = list(threads.map(lambda arrays: self._session.run(["scores", "embedding"], arrays), given))
        by_place = dict(zip(itertools.chain(*together), itertools.chain(*(self._read(*each) for each in made)), strict=True))
        return [by_place[at] for at in range(len(inputs))]

    def alike(self, element: str, stance: Stance, embedding: Any) -> tuple[str, ...]:
        """Those statements of the bank that say this element, or its opposite, and are most like it."""
        return tuple(each.text for each in self._neighbours.nearest(element, stance, embedding))

    def _read(self, scores: Any, embeddings: Any) -> Iterator[Scored]:
        """What the model gave of some statements, (statements, 3, elements) and (statements, width)."""
        likely = scores[:, ::2].max(axis=1) >= LIKELY
        for own, embedding, is_likely in zip(scores, embeddings, likely, strict=True):
            # Each embedding is copied: a view would keep those of all statements scored with it in memory.
            yield Scored(
                _Likelihoods(self._places, own),
                embedding.copy() if own.any() else None,
                tuple(self.elements[at] for at in is_likely.nonzero()[0]),
            )


def _of_one_length(encoded: Sequence[Any]) -> list[list[int]]:
    """Places of the statements that are scored together, the longest first: then the threads end at about the same time."""
    by_length: dict[int, list[int]] = {}
    for place, each in enumerate(encoded):
        by_length.setdefault(len(each.ids), []).append(place)
    return [
        places[start : start + TOGETHER]
        for _, places in sorted(by_length.items(), reverse=True)
        for start in range(0, len(places), TOGETHER)
    ]


def _arrays(encoded: Sequence[Any], least: Sequence[Sequence[float]]) -> dict[str, Any]:
    import numpy

    at_sight, at_a_glance = numpy.array(least, dtype=numpy.float32).T

    return {
        "input_ids": numpy.array([each.ids for each in encoded], dtype=numpy.int64),
        "token_type_ids": numpy.array([each.type_ids for each in encoded], dtype=numpy.int64),
        "least_worth_at_sight": at_sight,
        "least_worth": at_a_glance,
    }


_NONE = Likelihood(0.0, 0.0, 0.0)


class _Likelihoods(Mapping[str, Likelihood]):
    """One statement's scores, an array (3, elements), by element. A long document has millions: each is made only where it is asked for."""

    __slots__ = ("_outputs", "_places")

    def __init__(self, places: Mapping[str, int], row: Any) -> None:
        self._places = places
        self._outputs: list[list[float]] = row.astype("float64").round(4).tolist() if row.any() else []

    def __getitem__(self, element: str) -> Likelihood:
        place = self._places[element]
        if not self._outputs:
            return _NONE
        says, firmly, opposite = self._outputs
        return Likelihood(says[place], firmly[place], opposite[place])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def available(folder: Path = FOLDER) -> bool:
    """True where the model files are there."""
    return (folder / "scorer.json").is_file() and (folder / "scorer.onnx").is_file()


def _settings(folder: Path) -> dict[str, Any]:
    try:
        settings: dict[str, Any] = json.loads((folder / "scorer.json").read_text(encoding="utf-8"))
    except OSError:
        raise ScorerError("the scorer's files are missing: install procheck again, or use --no-scorer.") from None
    return settings


def _session(path: Path, sha256: str) -> Any:
    try:
        model = path.read_bytes()
    except OSError:
        raise ScorerError(f"{path.name} is missing: install procheck again, or use --no-scorer.") from None
    if hashlib.sha256(model).hexdigest() != sha256:
        raise ScorerError(f"{path.name} is not the file that belongs to this version: install procheck again.")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = 1, 1
    options.log_severity_level = 3
    # The arena never gives back what the longest statement took: without it scoring takes less memory and is no slower.
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _tokenizer(path: Path) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return tokenizer
