"""The two halves of the student -> one int8 ONNX model that runs each only for the statements that seem worth it.

The first half is run for those that first sight finds worth it, the second for those of them that a glance after the first does.

Written step by step rather than exported: of what torch makes, onnxruntime needs a third more time for the same arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy
from onnx import TensorProto, checker, helper, save
from torch import nn

from procheck.training.network import OUTPUTS
from procheck.training.onnx_graph import MICROSOFT, OPSET, Graph
from procheck.training.onnx_network import Network
from procheck.training.quantising import Given
from procheck.training.running import First, Rest

IDS, TYPES, LEAST_AT_SIGHT, LEAST = "input_ids", "token_type_ids", "least_worth_at_sight", "least_worth"
"""Word pieces and their types (statements, pieces), all statements of one length; and how much worth each must be (statements,), at first
sight and at a glance."""
SCORES, PLACE = "scores", "embedding"
"""Likelihoods (statements, 3 outputs, elements) and place (statements, 2 x hidden), of length 1; zeros for what was left."""


def write_model(first: First, rest: Rest, read: Mapping[nn.Linear, Given], target: Path) -> None:
    """Write the model to `target`. `read` tells of each of the large layers how it reads what it is given."""
    width: int = first.words.weight.shape[1]
    sizes = {SCORES: [len(OUTPUTS), rest.elements], PLACE: [2 * width]}
    graph = Network("first", read, width)
    words, own = graph.words(first, IDS), graph.step("Cast", TYPES, to=TensorProto.FLOAT)
    seen = _places(graph, graph.worth(first.sight, words, own), LEAST_AT_SIGHT)
    words, own, types, least = (graph.step("Gather", each, seen, axis=0) for each in (words, own, TYPES, LEAST))
    hidden = graph.embedded(first, words, types)
    for layer in first.layers:
        hidden = graph.layer(hidden, layer)
    here = _places(graph, graph.worth(first.glance, hidden, own), least)
    empty = {name: _zeros(graph, LEAST, size) for name, size in sizes.items()}
    looked_at = Network("rest", read, width)
    kept, kept_own = (looked_at.step("Gather", each, here, axis=0) for each in (hidden, own))
    for layer in rest.layers:
        kept = looked_at.layer(kept, layer)
    rows = looked_at.step("Unsqueeze", looked_at.step("Gather", seen, here, axis=0), looked_at.constant([1], numpy.int64))
    for name, result in zip((SCORES, PLACE), looked_at.heads(rest, kept, kept_own), strict=True):
        looked_at.named(looked_at.step("ScatterND", empty[name], rows, result), name)
    left = Graph("left")
    for name, zeros in empty.items():
        left.named(zeros, name)
    any_worth = graph.step("Greater", graph.step("Size", here), graph.constant(0, numpy.int64))
    branches = {"then_branch": _branch(looked_at, sizes), "else_branch": _branch(left, sizes)}
    graph.nodes.append(helper.make_node("If", [any_worth], [SCORES, PLACE], **branches))
    whole = helper.make_graph(
        graph.nodes,
        "scorer",
        [
            helper.make_tensor_value_info(IDS, TensorProto.INT64, ["statements", "pieces"]),
            helper.make_tensor_value_info(TYPES, TensorProto.INT64, ["statements", "pieces"]),
            helper.make_tensor_value_info(LEAST_AT_SIGHT, TensorProto.FLOAT, ["statements"]),
            helper.make_tensor_value_info(LEAST, TensorProto.FLOAT, ["statements"]),
        ],
        _results(sizes),
        initializer=graph.constants,
    )
    imports = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
    model = helper.make_model(whole, opset_imports=imports, ir_version=8)
    checker.check_model(model)
    save(model, str(target))


def _places(graph: Graph, worth: str, least: str) -> str:
    """The places of the statements that are worth enough, (statements that are,)."""
    found = graph.step("NonZero", graph.step("GreaterOrEqual", worth, least))
    return str(graph.step("Squeeze", found, graph.constant([0], numpy.int64)))


def _zeros(graph: Graph, statements: str, size: list[int]) -> str:
    """Zeros of this size for each of the statements."""
    shape = graph.step("Concat", graph.step("Shape", statements), graph.constant(size, numpy.int64), axis=0)
    return str(graph.step("ConstantOfShape", shape))


def _branch(graph: Graph, sizes: Mapping[str, list[int]]) -> Any:
    return helper.make_graph(graph.nodes, "branch", [], _results(sizes), initializer=graph.constants)


def _results(sizes: Mapping[str, list[int]]) -> list[Any]:
    return [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["statements", *size]) for name, size in sizes.items()]
