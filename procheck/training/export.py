"""Trained network -> the files that procheck ships: a small int8 ONNX model, its tokenizer and its settings."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy
import torch
from torch import nn

from procheck.scoring.model import ScorerInput, Stance
from procheck.scoring.neighbours import write
from procheck.scoring.scorer import Scorer
from procheck.training.calibration import LEAST_WORTH, calibrated
from procheck.training.data import Row, bank_lines, bank_rows, labelled_documents, prose_rows
from procheck.training.fitting import encoded, tokenizer
from procheck.training.network import Student, base_model
from procheck.training.onnx_model import write_model
from procheck.training.quantising import watched
from procheck.training.running import First, Rest, run

LONGEST_SHOWN = 30
"""Words of a statement of the bank that reports may name; longer ones tell a reader little."""
WATCHED = 400
"""Statements by which is seen what the layers are given."""
COMMON = 12_000
"""Word pieces kept whatever the training texts hold: the vocabulary lists the commonest first."""


def export(work: Path, folder: Path) -> None:
    """Write scorer.onnx, tokenizer.json and scorer.json into `folder` from what training left in `work`.

    The network that is shipped was trained on every labelled document. What is measured is measured with the folds' networks,
    each on the documents that it was trained without, and so a little low.
    """
    saved = torch.load(work / "all.pt")
    elements: list[str] = saved["elements"]
    network = Student(len(elements))
    network.load_state_dict(saved["weights"])
    network.eval()
    folder.mkdir(parents=True, exist_ok=True)
    rows = _every_row(elements)
    first, rest = First(network).eval(), Rest(network).eval()
    sample = encoded([row.input for row in random.Random(0).sample(rows, WATCHED)])
    read = watched([first, rest], lambda: run(first, rest, sample))
    kept = _kept_pieces(rows)
    _trim(first, kept)
    _write_tokenizer(folder / "tokenizer.json", kept)
    write_model(first, rest, read, folder / "scorer.onnx")
    settings = {
        "sha256": hashlib.sha256((folder / "scorer.onnx").read_bytes()).hexdigest(),
        "least_worth": dict(LEAST_WORTH),
        "elements": elements,
        "bounds": {element: list(bounds) for element, bounds in _bounds(work, folder, elements).items()},
    }
    (folder / "scorer.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    _write_neighbours(folder, elements)
    print(f"{(folder / 'scorer.onnx').stat().st_size / 1e6:.1f} MB, {len(kept)} word pieces", flush=True)


def _bounds(work: Path, folder: Path, elements: list[str]) -> Mapping[str, Sequence[float]]:
    """Bounds chosen by the folds' scores; where training left none, because a network only learned further, those that it had."""
    if any(work.glob("fold?.json")):
        return calibrated(work, elements)
    before: Mapping[str, Sequence[float]] = json.loads((folder / "scorer.json").read_text(encoding="utf-8"))["bounds"]
    return before


def _write_neighbours(folder: Path, elements: list[str]) -> None:
    """The bank's statements that say an element or its opposite, as the finished scorer embeds them."""
    stances: dict[str, Stance] = {"yes": "says", "contradicted": "contradicts"}
    lines = [
        (element, stances[entry["value"]], entry)
        for element, entry in bank_lines(elements)
        # What only what stands before it makes clear would tell a reader nothing.
        if entry["value"] in stances and len(entry["text"].split()) <= LONGEST_SHOWN and not entry.get("before")
    ]
    inputs = [ScorerInput(entry["text"], entry.get("heading", ""), entry.get("before", "")) for _, _, entry in lines]
    vectors = [scored.embedding for scored in Scorer(folder).score(inputs)]
    write(folder, [(element, stance, entry["text"]) for element, stance, entry in lines], numpy.stack(vectors))


def _every_row(elements: list[str]) -> list[Row]:
    documents = labelled_documents(elements)
    return [*bank_rows(elements), *prose_rows(elements), *(row for document in documents for row in document.rows)]


def _kept_pieces(rows: Sequence[Row]) -> list[int]:
    """Ids of the base vocabulary to keep, in order: the commonest, single letters, and those of the training texts."""
    encode = tokenizer()
    vocabulary: dict[str, int] = encode.get_vocab()
    kept = {id for piece, id in vocabulary.items() if id < COMMON or len(piece.removeprefix("##")) == 1}
    kept |= {id for piece, id in vocabulary.items() if piece.startswith("[") and not piece.startswith("[unused")}
    for row in rows:
        kept.update(encode.encode(row.input.context, row.input.text).ids)
    unused = {id for piece, id in vocabulary.items() if piece.startswith("[unused")}
    return sorted(kept - unused)


def _trim(first: First, kept: list[int]) -> None:
    new = nn.Embedding(len(kept), first.words.weight.shape[1])
    with torch.no_grad():
        new.weight.copy_(first.words.weight[kept])
    first.words = new


def _write_tokenizer(path: Path, kept: list[int]) -> None:
    """The base tokenizer with only the pieces in `kept`, renumbered; other words fall into smaller pieces."""
    settings: dict[str, Any] = json.loads((base_model() / "tokenizer.json").read_text(encoding="utf-8"))
    renumbered = {old: new for new, old in enumerate(kept)}
    vocabulary: dict[str, int] = settings["model"]["vocab"]
    settings["model"]["vocab"] = {piece: renumbered[id] for piece, id in vocabulary.items() if id in renumbered}
    settings["added_tokens"] = [
        {**token, "id": renumbered[token["id"]]} for token in settings["added_tokens"] if token["id"] in renumbered
    ]
    for token in settings["post_processor"].get("special_tokens", {}).values():
        token["ids"] = [renumbered[id] for id in token["ids"]]
    for key in ("sep", "cls"):
        if key in settings["post_processor"]:
            piece, id = settings["post_processor"][key]
            settings["post_processor"][key] = [piece, renumbered[id]]
    settings["truncation"] = settings["padding"] = None
    path.write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
