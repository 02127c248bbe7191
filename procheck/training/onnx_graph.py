"""An ONNX graph, built a step at a time."""

from __future__ import annotations

from typing import Any

import numpy
from onnx import helper, numpy_helper

MICROSOFT = "com.microsoft"
"""The domain of onnxruntime's own operators."""
OPSET = 17


class Graph:
    """Steps and constants so far. Names of one graph must not be those of another that it is part of: hence `prefix`."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._count = 0
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, values: Any, kind: Any = numpy.float32) -> str:
        """Keep an array; its name."""
        name = self._name("kept")
        self.constants.append(numpy_helper.from_array(numpy.asarray(values, dtype=kind), name))
        return name

    def step(self, operator: str, *inputs: str, results: int = 1, domain: str = "", **attributes: Any) -> Any:
        """Add a step; the name of its result, or the names where there are several."""
        names = [self._name(operator) for _ in range(results)]
        self.nodes.append(helper.make_node(operator, inputs, names, domain=domain, **attributes))
        return names[0] if results == 1 else names

    def named(self, result: str, name: str) -> None:
        """Give a result the name by which it is asked for."""
        self.nodes.append(helper.make_node("Identity", [result], [name]))

    def _name(self, what: str) -> str:
        self._count += 1
        return f"{self._prefix}/{what} {self._count}"
