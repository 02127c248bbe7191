"""The two halves of the student -> one int8 ONNX model that runs the second only where a glance finds a statement worth it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

from procheck.training.running import First, Rest

IDS, TYPES, LEAST, HIDDEN, WORTH = "input_ids", "token_type_ids", "least_worth", "hidden", "worth"
RESULTS = ("scores", "embedding")
"""Likelihoods (1, 3 outputs, elements) and place (1, 2 x hidden), of length 1; both zero where the second half was not run."""


def write_model(first: First, rest: Rest, work: Path, target: Path) -> None:
    """Write the model to `target`, with inputs IDS and TYPES (1, tokens) and LEAST (1,), and the RESULTS. Files by the way go to `work`."""
    import onnx

    types = (torch.arange(16) > 7).long().unsqueeze(0)
    ids = torch.ones_like(types)
    with torch.no_grad():
        hidden, _ = first(ids, types)
        shapes = [list(each.shape) for each in rest(hidden, types)]
    first_half = _half(first, (ids, types), [IDS, TYPES], [HIDDEN, WORTH], work / "first.onnx")
    rest_half = _half(rest, (hidden, types), [HIDDEN, TYPES], RESULTS, work / "rest.onnx")
    model = _joined(onnx.load(str(first_half)), onnx.load(str(rest_half)), shapes)
    onnx.checker.check_model(model)
    onnx.save(model, str(target))


def _half(half: nn.Module, given: tuple[torch.Tensor, ...], names: Sequence[str], results: Sequence[str], path: Path) -> Path:
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    torch.onnx.export(
        half,
        given,
        str(path),
        input_names=list(names),
        output_names=list(results),
        dynamic_axes={name: {1: "pieces"} for name in (*names, HIDDEN)},
        opset_version=17,
        dynamo=False,
    )
    quantised = path.with_suffix(".int8.onnx")
    # A scale for each channel: with one for a whole matrix, int8 costs 0.02 of element kappa, with this nothing.
    quantize_dynamic(
        str(path),
        str(quantised),
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather", "Gemm"],
        per_channel=True,
        # The glance is small, and what it is given is not evened out. (quantize_dynamic first makes a MatMul of each Gemm.)
        nodes_to_exclude=[f"{node.name}_MatMul" for node in onnx.load(str(path)).graph.node if "/glance/" in node.name],
    )
    return quantised


def _joined(first: Any, rest: Any, shapes: Sequence[Sequence[int]]) -> Any:
    """One model: the first half, and the second under a condition. `shapes` are those of the RESULTS."""
    from onnx import TensorProto, compose, helper

    # Inputs keep their names: a branch takes what it needs from the graph around it.
    rest = compose.add_prefix(rest, "rest/", rename_inputs=False)
    looked_at = helper.make_graph(
        list(rest.graph.node), "looked at", [], list(rest.graph.output), initializer=list(rest.graph.initializer)
    )
    sizes = dict(zip(RESULTS, shapes, strict=True))
    kinds = [helper.make_tensor_value_info(f"left/{name}", TensorProto.FLOAT, shape) for name, shape in sizes.items()]
    zeros = [
        helper.make_node(
            "ConstantOfShape",
            [f"left/{name}/shape"],
            [f"left/{name}"],
            value=helper.make_tensor("zero", TensorProto.FLOAT, [1], [0.0]),
        )
        for name in RESULTS
    ]
    kept = [helper.make_tensor(f"left/{name}/shape", TensorProto.INT64, [len(shape)], shape) for name, shape in sizes.items()]
    left = helper.make_graph(zeros, "left", [], kinds, initializer=kept)
    condition = helper.make_node("GreaterOrEqual", [WORTH, LEAST], ["is worth it"])
    choice = helper.make_node("If", ["is worth it"], list(RESULTS), then_branch=looked_at, else_branch=left)
    graph = helper.make_graph(
        [*first.graph.node, condition, choice],
        "scorer",
        [*first.graph.input, helper.make_tensor_value_info(LEAST, TensorProto.FLOAT, [1])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in sizes.items()],
        initializer=list(first.graph.initializer),
    )
    imports = {each.domain: each for each in (*first.opset_import, *rest.opset_import)}
    return helper.make_model(graph, opset_imports=list(imports.values()), ir_version=first.ir_version)
