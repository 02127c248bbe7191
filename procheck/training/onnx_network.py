"""The student's layers as steps of an ONNX graph, in int8."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy
import torch
from onnx import TensorProto
from torch import nn

from procheck.training.network import HEADS, LONGEST, OUTPUTS
from procheck.training.onnx_graph import MICROSOFT, Graph
from procheck.training.quantising import Given
from procheck.training.running import First, Layer, Rest

_MOST = 127


class Network(Graph):
    """The parts of the student as steps."""

    def __init__(self, prefix: str, read: Mapping[nn.Linear, Given], width: int) -> None:
        super().__init__(prefix)
        self._read = read
        self._width = width

    def words(self, first: First, ids: str) -> str:
        """The word pieces by themselves: (statements, pieces, hidden)."""
        words, scales = _int8(first.words.weight)
        pieces, sizes = (self.step("Gather", each, ids, axis=0) for each in (self.constant(words, numpy.int8), self.constant(scales)))
        return str(self.step("Mul", self.step("Cast", pieces, to=TensorProto.FLOAT), sizes))

    def embedded(self, first: First, words: str, types: str) -> str:
        """The word pieces' states before the first layer: (statements, pieces, hidden)."""
        many = self.step("Slice", self.step("Shape", types), *(self.constant([at], numpy.int64) for at in (1, 2)))
        where = self.step("Slice", self.constant(_array(first.positions)[:LONGEST]), self.constant([0], numpy.int64), many)
        kind = self.step("Gather", self.constant(_array(first.types.weight)), types, axis=0)
        return self.evenly(self.step("Add", self.step("Add", words, kind), where), first.norm)

    def layer(self, hidden: str, layer: Layer) -> str:
        """One layer of the encoder."""
        query, key, value = self._views(hidden, layer.views, 3, layer.heads, layer.joined)
        near = self.step("Softmax", self.step("FusedMatMul", query, key, domain=MICROSOFT, transB=1), axis=-1)
        found = self.joined(self.step("MatMul", near, value))
        hidden = self.evenly(self.step("Add", hidden, self.linear(found, layer.joined, is_even=True)), layer.joined_norm)
        # What is below zero becomes zero where the narrow layer reads it: uint8 has nothing less.
        assert self._read[layer.narrow].zero == 0
        (wide,) = self._parts(hidden, layer.wide, 1, over=self._read[layer.narrow].sizes)
        return self.evenly(self.step("Add", hidden, self.linear(wide, layer.narrow, is_even=True)), layer.norm)

    def worth(self, part: nn.Sequential, hidden: str, own: str) -> str:
        """How likely each statement is worth the next layers, (statements,). `own`: 1 for its pieces, 0 for what is around it."""
        around = self.step("Sub", self.constant(1.0), own)
        seen = self.step("Concat", self.mean(hidden, own), self.mean(hidden, around), axis=1)
        wide, _, narrow = part
        glanced = self.linear(self.step("Gelu", self.linear(seen, wide), domain=MICROSOFT), narrow)
        return str(self.step("Squeeze", self.step("Sigmoid", glanced), self.constant([1], numpy.int64)))

    def heads(self, rest: Rest, hidden: str, own: str) -> tuple[str, str]:
        """Likelihoods (statements, 3 outputs, elements) and place (statements, 2 x hidden), of length 1."""
        whole = self.mean(hidden, own)
        start = self.step("Gather", hidden, self.constant(0, numpy.int64), axis=1)
        place = self.step("Concat", whole, start, axis=1)
        found = self.linear(self._looked_up(rest, hidden), rest.from_words, is_even=True)
        mixed = self.step("Add", found, self.constant(_array(rest.of_element)))
        about = self.step("Unsqueeze", self.linear(whole, rest.from_whole), self.constant([1], numpy.int64))
        mixed = self.step("Gelu", self.evenly(self.step("Add", mixed, about), rest.norm), domain=MICROSOFT)
        # What all elements make of it and what each makes of it are one multiplication, of one row each: so that no sum is made
        # in another order where more statements are scored at once.
        apiece = self.constant(_array((rest.own + rest.common.weight).transpose(1, 2)))
        row = self.step("MatMul", self.step("Unsqueeze", mixed, self.constant([2], numpy.int64)), apiece)
        beside = self.step("Transpose", self.step("Squeeze", row, self.constant([2], numpy.int64)), perm=[0, 2, 1])
        looked = self.step("Add", beside, self.constant(_array(rest.common.bias)[:, None]))
        shape = self.constant([0, len(OUTPUTS), rest.elements], numpy.int64)
        logits = self.step("Add", self.step("Reshape", self.linear(place, rest.head), shape), looked)
        return self.step("Sigmoid", logits), self.step("LpNormalization", place, axis=1)

    def _looked_up(self, rest: Rest, hidden: str) -> str:
        keys, values = self._views(hidden, rest.views, 2, HEADS, rest.from_words)
        ask = self.constant(_array(rest.ask)[None])
        shares = self.step("Softmax", self.step("FusedMatMul", ask, keys, domain=MICROSOFT, transB=1), axis=-1)
        return self.joined(self.step("MatMul", shares, values))

    def _views(self, hidden: str, layer: nn.Linear, many: int, heads: int, then: nn.Linear) -> list[str]:
        """Each of a layer's views of the states, (statements, heads, pieces, each). `then` is given what is found of the last."""
        shape = self.constant([0, 0, heads, self._width // heads], numpy.int64)
        over = torch.cat([*[torch.ones(self._width)] * (many - 1), self._read[then].sizes])
        parts = self._parts(hidden, layer, many, over=over)
        return [self.step("Transpose", self.step("Reshape", part, shape), perm=[0, 2, 1, 3]) for part in parts]

    def joined(self, heads: str) -> str:
        """What the heads found, beside one another: (statements, heads, n, each) -> (statements, n, hidden)."""
        apart = self.step("Transpose", heads, perm=[0, 2, 1, 3])
        return self.step("Reshape", apart, self.constant([0, 0, self._width], numpy.int64))

    def evenly(self, states: str, norm: nn.LayerNorm) -> str:
        """Layer normalisation."""
        weight, bias = self.constant(_array(norm.weight)), self.constant(_array(norm.bias))
        return self.step("LayerNormalization", states, weight, bias, axis=-1, epsilon=norm.eps)

    def mean(self, hidden: str, counted: str) -> str:
        """The mean of the states of the pieces that are counted, (statements, hidden)."""
        last = self.constant([1], numpy.int64)
        shares = self.step("Div", counted, self.step("ReduceSum", counted, last, keepdims=1))
        return self.step("Squeeze", self.step("MatMul", self.step("Unsqueeze", shares, last), hidden), last)

    def linear(self, given: str, layer: nn.Linear, *, is_even: bool = False) -> str:
        """A linear layer in int8: whole numbers sum to the same in any order. `is_even`: its columns come evened out."""
        return self._parts(given, layer, 1, is_even=is_even)[0]

    def _parts(
        self, given: str, layer: nn.Linear, many: int, *, is_even: bool = False, over: torch.Tensor | None = None
    ) -> list[str]:
        """The same, with its results in as many parts, and each column of them divided by `over`, (columns,)."""
        read = self._read[layer]
        divisor = torch.ones(len(layer.weight)) if over is None else over
        weights, scales = _int8(layer.weight * read.sizes / divisor[:, None])
        bias = _array((0.0 if layer.bias is None else layer.bias) / divisor)
        scale, zero = self.constant(read.scale), self.constant(read.zero, numpy.uint8)
        evened = given if is_even else self.step("Mul", given, self.constant(_array(1 / read.sizes)))
        rounded = self.step("QuantizeLinear", evened, scale, zero)
        parts = zip(*(numpy.split(each, many) for each in (weights, scales[:, 0], bias)), strict=True)
        return [
            self.step(
                "MatMulIntegerToFloat",
                rounded,
                self.constant(own.T, numpy.int8),
                scale,
                self.constant(own_scales),
                zero,
                self.constant(numpy.zeros(len(own)), numpy.int8),
                self.constant(own_bias),
                domain=MICROSOFT,
            )
            for own, own_scales, own_bias in parts
        ]


def _int8(weights: torch.Tensor) -> tuple[numpy.ndarray[Any, Any], numpy.ndarray[Any, Any]]:
    """Weights (rows, columns) as int8 with a scale for each row, (rows, 1)."""
    values = _array(weights)
    scales = numpy.maximum(numpy.abs(values).max(1, keepdims=True), 1e-9) / _MOST
    return numpy.round(values / scales).astype(numpy.int8), scales


def _array(values: torch.Tensor) -> numpy.ndarray[Any, Any]:
    array: numpy.ndarray[Any, Any] = values.detach().float().numpy()
    return array
