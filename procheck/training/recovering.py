"""The scorer that is shipped -> a student that can learn on, so that new documents don't need a training from nothing.

The model's int8 weights are read back: what rounding took is lost, which moves a likelihood by 0.01 on average. Where columns were
evened out they stay so, which changes nothing. Word embeddings are those of the base encoder, which training leaves alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from procheck.training.network import HEADS, LONGEST, Student


def recovered(model: Path, elements: int) -> Student:
    """The student of which `model`, written by `onnx_model.write_model`, was made."""
    graph = onnx.load(str(model)).graph
    student = Student(elements)
    embeddings, layers = student.encoder.embeddings, list(student.encoder.encoder.layer)
    branch = next(node for node in graph.node if node.op_type == "If")
    rest = next(attribute.g for attribute in branch.attribute if attribute.name == "then_branch")
    steps, later = _Steps(graph), _Steps(rest)
    with torch.no_grad():
        embeddings.position_embeddings.weight[:LONGEST] = steps.constant("Slice", 0, at=1)
        types = embeddings.token_type_embeddings.weight
        gathered = [values for values in map(steps.kept, steps.inputs("Gather")) if values is not None]
        types.copy_(next(values for values in gathered if values.shape == types.shape))
        steps.linear(student.sight[0], student.sight[2])
        steps.norm(embeddings.LayerNorm)
        for number, layer in enumerate(layers):
            _read_layer(steps if number < len(layers) - _count(later) else later, layer)
        steps.linear(student.glance[0], student.glance[2])
        _read_heads(later, student)
    return student.eval()


def _count(steps: _Steps) -> int:
    """How many layers stand in a part of the model: each softens what it looked at once, and so do the heads."""
    return sum(node.op_type == "Softmax" for node in steps.nodes) - 1


def _read_layer(steps: _Steps, layer: Any) -> None:
    views = layer.attention.self
    steps.linear(views.query, views.key, views.value)
    scale = math.sqrt(views.query.in_features // views.num_attention_heads)
    views.query.weight.mul_(scale)
    views.query.bias.mul_(scale)
    steps.linear(layer.attention.output.dense)
    steps.norm(layer.attention.output.LayerNorm)
    steps.linear(layer.intermediate.dense, layer.output.dense)
    steps.norm(layer.output.LayerNorm)


def _read_heads(steps: _Steps, student: Student) -> None:
    width = student.queries.shape[1]
    steps.linear(student.keys, student.values, student.from_words)
    # Of the queries only what is made of them is in the model: asked for as they are, and taken along by a layer that gives just that.
    asked = steps.constant("FusedMatMul", 0, at=-1)[0] * math.sqrt(width // HEADS)
    student.queries.copy_(asked.transpose(0, 1).reshape(-1, width))
    student.ask.weight.copy_(torch.eye(width))
    student.ask.bias.zero_()
    kept = [values for values in map(steps.kept, steps.inputs("Add")) if values is not None]
    of_element = next(values for values in kept if values.shape == (student.elements, student.from_query.out_features))
    student.from_query.weight.copy_(torch.linalg.lstsq(student.queries, of_element).solution.T)
    steps.linear(student.from_whole)
    steps.norm(student.norm)
    apiece = next(values for values in map(steps.kept, steps.inputs("MatMul")) if values is not None and values.dim() == 3)
    apiece = apiece.transpose(1, 2)
    student.common.weight.copy_(apiece.mean(0))
    student.own.copy_(apiece - apiece.mean(0))
    student.common.bias.copy_(next(values for values in kept if values.shape == (len(student.common.bias), 1))[:, 0])
    steps.linear(student.head)


class _Steps:
    """A graph's steps, read in the order in which they were written."""

    def __init__(self, graph: Any) -> None:
        self.nodes = list(graph.node)
        self._kept = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
        self._made = {name: node for node in self.nodes for name in node.output}
        self._sums = iter([node for node in self.nodes if node.op_type == "MatMulIntegerToFloat"])
        self._norms = iter([node for node in self.nodes if node.op_type == "LayerNormalization"])

    def linear(self, *layers: nn.Linear) -> None:
        """Fill the layers from the next multiplications."""
        for layer, node in zip(layers, self._sums, strict=False):
            weights = self._kept[node.input[1]].astype(numpy.float32).T * self._kept[node.input[3]][:, None]
            evened = self._made[self._made[node.input[0]].input[0]]
            if evened.op_type == "Mul" and evened.input[1] in self._kept:
                weights = weights * self._kept[evened.input[1]]
            layer.weight.copy_(torch.from_numpy(weights))
            if layer.bias is not None:
                layer.bias.copy_(torch.from_numpy(self._kept[node.input[6]].copy()))

    def norm(self, layer: nn.LayerNorm) -> None:
        """Fill the layer from the next normalisation."""
        node = next(self._norms)
        layer.weight.copy_(torch.from_numpy(self._kept[node.input[1]].copy()))
        layer.bias.copy_(torch.from_numpy(self._kept[node.input[2]].copy()))

    def constant(self, operator: str, place: int, *, at: int) -> torch.Tensor:
        """The array that the step of this operator number `at` is given in this place."""
        node = [node for node in self.nodes if node.op_type == operator][at]
        values = self.kept(node.input[place])
        assert values is not None
        return values

    def inputs(self, operator: str) -> Iterator[str]:
        """What the steps of this operator are given, by name."""
        return (name for node in self.nodes if node.op_type == operator for name in node.input)

    def kept(self, name: str) -> torch.Tensor | None:
        """The array of this name, None where it is a step's result."""
        return torch.from_numpy(self._kept[name].copy()) if name in self._kept else None
