"""How int8 arithmetic reads what a network's layers are given: columns evened out, and one scale from samples for each layer.

A few columns of what an encoder's layers pass on are far larger than the rest, and int8 takes one scale for all. Dividing each column
by its size and multiplying the next layer's weights by it changes nothing but what is lost in rounding (SmoothQuant, Xiao et al. 2023).
The scale is chosen beforehand, not for each batch: then the scores of a statement don't depend on what is scored beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import torch
from torch import nn

FROM_COLUMNS = 0.7
"""How much of the unevenness the weights take over; 0.5 made it worse than none, 0.8 and 0.9 are as good."""
STEPS = 255
_CLIPPED_TO = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4)
"""Shares of the range seen that a scale may cover: what is cut off at the ends is lost, and the rest is told apart more finely."""
_KEPT_VALUES = 4_000
_LEAST = 1e-5


@dataclass(frozen=True)
class Given:
    """What a linear layer is given: by what its columns are divided, (columns,), and the scale and zero of uint8."""

    sizes: torch.Tensor
    scale: float
    zero: int


def watched(networks: Iterable[nn.Module], run: Callable[[], object]) -> Mapping[nn.Linear, Given]:
    """How each linear layer reads its input. `run` runs the networks over statements like those that they will see; it is run twice."""
    layers = [layer for network in networks for layer in network.modules() if isinstance(layer, nn.Linear)]
    largest: dict[nn.Linear, torch.Tensor] = {}
    _watch(layers, run, lambda layer, given: largest.__setitem__(layer, _larger(largest.get(layer), given.abs().amax(0))))
    sizes = {layer: _sizes(layer, columns) for layer, columns in largest.items()}
    values: dict[nn.Linear, list[torch.Tensor]] = {layer: [] for layer in layers}
    _watch(layers, run, lambda layer, given: values[layer].append(_sample(given / sizes[layer])))
    return {layer: Given(sizes[layer], *_scale(torch.cat(seen))) for layer, seen in values.items() if seen}


def _watch(layers: Iterable[nn.Linear], run: Callable[[], object], see: Callable[[nn.Linear, torch.Tensor], object]) -> None:
    def hook(layer: nn.Module, given: tuple[torch.Tensor, ...]) -> None:
        assert isinstance(layer, nn.Linear)
        see(layer, given[0].reshape(-1, given[0].shape[-1]))

    hooks = [layer.register_forward_pre_hook(hook) for layer in layers]
    with torch.no_grad():
        run()
    for each in hooks:
        each.remove()


def _larger(before: torch.Tensor | None, columns: torch.Tensor) -> torch.Tensor:
    return columns if before is None else torch.maximum(before, columns)


def _sizes(layer: nn.Linear, largest: torch.Tensor) -> torch.Tensor:
    weights = layer.weight.detach().abs().amax(0).clamp(min=_LEAST)
    sizes: torch.Tensor = largest.clamp(min=_LEAST) ** FROM_COLUMNS / weights ** (1 - FROM_COLUMNS)
    return sizes / sizes.median()


def _sample(values: torch.Tensor) -> torch.Tensor:
    """Some of the values, the least and the greatest always among them."""
    flat = values.flatten()
    some = flat[:: max(1, len(flat) // _KEPT_VALUES)]
    return torch.cat([some, flat.min().reshape(1), flat.max().reshape(1)])


def _scale(values: torch.Tensor) -> tuple[float, int]:
    """The scale and zero by which rounding to uint8 loses least."""
    tried = []
    for share in _CLIPPED_TO:
        least, most = min(0.0, share * values.min().item()), max(0.0, share * values.max().item())
        scale = max((most - least) / STEPS, _LEAST)
        zero = round(-least / scale)
        read = ((values / scale).round() + zero).clamp(0, STEPS)
        tried.append((((read - zero) * scale - values).square().mean().item(), scale, zero))
    _, scale, zero = min(tried)
    return scale, zero
