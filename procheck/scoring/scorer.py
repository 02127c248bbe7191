"""The learned scorer: an ONNX model run on the CPU by onnxruntime, checked by its SHA-256 before it is used."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from procheck.scoring.model import Bounds, Likelihood, ScorerError, ScorerInput

FOLDER = Path(__file__).parent / "files"
BATCH = 32
"""Statements scored at a time. Fixed, because the int8 model's rounding depends on what is scored together."""
THREADS = 2
"""Enough to halve the wait on any machine; the scores do not depend on it."""
TOKENISED_TOGETHER = 512
OUTPUTS = 3
LONGEST = 112
"""Word pieces of context and text together; the rest of a longer statement is not seen."""


class Scorer:
    """Scores statements. The same statements in the same order always get the same scores on the same machine."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Raises ScorerError where the files in `folder` are missing or were changed."""
        settings = _settings(folder)
        self.sha256: str = settings["sha256"]
        self.elements: tuple[str, ...] = tuple(settings["elements"])
        self.bounds: Mapping[str, Bounds] = {id: Bounds(*settings["bounds"][id]) for id in self.elements}
        self._session = _session(folder / "scorer.onnx", self.sha256)
        self._tokenizer = _tokenizer(folder / "tokenizer.json")

    def score(self, inputs: Sequence[ScorerInput]) -> Sequence[Mapping[str, Likelihood]]:
        """For each statement the likelihoods of every element that the scorer knows, in the order given."""
        import numpy

        pieces = list(self._pieces(inputs))
        order = sorted(range(len(inputs)), key=lambda index: (len(pieces[index].ids), index))
        scores = numpy.zeros((len(inputs), OUTPUTS, len(self.elements)), dtype=numpy.float32)
        for first in range(0, len(order), BATCH):
            batch = order[first : first + BATCH]
            width = max(len(pieces[index].ids) for index in batch)
            ids, types, mask = (numpy.zeros((len(batch), width), dtype=numpy.int64) for _ in range(3))
            for row, index in enumerate(batch):
                length = len(pieces[index].ids)
                ids[row, :length] = pieces[index].ids
                types[row, pieces[index].own_from : length] = 1
                mask[row, :length] = 1
            (found,) = self._session.run(
                ["scores"], {"input_ids": ids, "token_type_ids": types, "attention_mask": mask}
            )
            scores[batch] = found
        places = {id: place for place, id in enumerate(self.elements)}
        return [_Scores(places, row) for row in scores]

    def _pieces(self, inputs: Sequence[ScorerInput]) -> Iterator[_Pieces]:
        """The word pieces of each statement. The tokenizer's own records take kilobytes each: few are kept at a time."""
        import numpy

        for first in range(0, len(inputs), TOKENISED_TOGETHER):
            some = inputs[first : first + TOKENISED_TOGETHER]
            for encoded in self._tokenizer.encode_batch([(each.context, each.text) for each in some]):
                types = encoded.type_ids
                yield _Pieces(numpy.array(encoded.ids, dtype=numpy.int32), len(types) - sum(types))


@dataclass(frozen=True, slots=True)
class _Pieces:
    ids: Any
    """numpy array of int32: word pieces of the context and then of the text."""
    own_from: int
    """Where the text's own begin."""


class _Scores(Mapping[str, Likelihood]):
    """One statement's row of scores. A long document has millions: each is made only where it is asked for."""

    __slots__ = ("_places", "_row")

    def __init__(self, places: Mapping[str, int], row: Any) -> None:
        self._places = places
        self._row = row

    def __getitem__(self, element: str) -> Likelihood:
        return Likelihood(*(round(float(each), 4) for each in self._row[:, self._places[element]]))

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
    options.intra_op_num_threads, options.inter_op_num_threads = THREADS, 1
    options.log_severity_level = 3
    # The arena never gives back what the widest batch took: without it scoring takes less memory and is no slower.
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _tokenizer(path: Path) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return tokenizer
