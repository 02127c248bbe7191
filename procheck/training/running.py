"""The student as it is run: one statement at a time, as few and as large steps as it can be.

It gives what `Student` gives for one statement without padding, in two thirds of the time: the three views of attention are one
multiplication, no word is masked, and what only the elements decide is worked out once. It comes in two halves, so that what a glance
finds worth nothing can be left after the first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import torch
from torch import nn

from procheck.training.network import GLANCE_LAYERS, HEADS, OUTPUTS, Student


class First(nn.Module):
    """The layers that a glance needs. Token ids and types (0 around the statement, 1 its own), each (1, tokens) -> their states
    (1, tokens, hidden), and how likely the statement is worth these layers and the rest (2,)."""

    def __init__(self, student: Student) -> None:
        """Takes over the student's parts."""
        super().__init__()
        embeddings = student.encoder.embeddings
        self.words, self.types = embeddings.word_embeddings, embeddings.token_type_embeddings
        self.positions = nn.Parameter(embeddings.position_embeddings.weight.detach().clone())
        self.norm = embeddings.LayerNorm
        self.layers = nn.Sequential(*(Layer(layer) for layer in student.encoder.encoder.layer[:GLANCE_LAYERS]))
        self.sight, self.glance = student.sight, student.glance

    def forward(self, ids: torch.Tensor, types: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """States and worth of one statement."""
        words = self.words(ids)
        hidden = self.layers(self.norm(words + self.types(types) + self.positions[: ids.shape[1]]))
        at_sight, at_a_glance = (torch.cat([_mean(seen, types), _mean(seen, 1 - types)], 1) for seen in (words, hidden))
        return hidden, torch.sigmoid(torch.cat([self.sight(at_sight), self.glance(at_a_glance)]))[:, 0]


class Rest(nn.Module):
    """The other layers and the heads. States and types -> likelihoods (1, 3 outputs, elements) and where the statement is placed
    (1, 2 x hidden), of length 1."""

    def __init__(self, student: Student) -> None:
        """Takes over the student's parts."""
        super().__init__()
        self.layers = nn.Sequential(*(Layer(layer) for layer in student.encoder.encoder.layer[GLANCE_LAYERS:]))
        self.elements = student.elements
        self.head = student.head
        self.views = nn.Linear(width := student.queries.shape[1], 2 * width)
        self.from_words, self.from_whole = student.from_words, student.from_whole
        self.norm, self.common, self.own = student.norm, student.common, student.own
        with torch.no_grad():
            self.views.weight.copy_(torch.cat([student.keys.weight, student.values.weight]))
            self.views.bias.copy_(torch.cat([student.keys.bias, student.values.bias]))
            ask = student.ask(student.queries).view(self.elements, HEADS, width // HEADS).transpose(0, 1)
            self.ask = nn.Parameter(ask / math.sqrt(width // HEADS))
            self.of_element = nn.Parameter(student.from_query(student.queries))

    def forward(self, hidden: torch.Tensor, types: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Likelihoods and place of one statement."""
        hidden = self.layers(hidden)
        whole = _mean(hidden, types)
        place = torch.cat([whole, hidden[:, 0]], 1)
        mixed = self.from_words(self._looked_up(hidden)) + self.of_element + self.from_whole(whole).unsqueeze(1)
        mixed = nn.functional.gelu(self.norm(mixed))
        looked = self.common(mixed) + (mixed.unsqueeze(2) * self.own).sum(-1)
        logits = self.head(place).view(-1, len(OUTPUTS), self.elements) + looked.transpose(1, 2)
        return torch.sigmoid(logits), nn.functional.normalize(place, dim=1)

    def _looked_up(self, hidden: torch.Tensor) -> torch.Tensor:
        width = hidden.shape[2]
        keys, values = self.views(hidden).view(1, -1, 2, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        shares = torch.matmul(self.ask.unsqueeze(0), keys.transpose(-1, -2)).softmax(-1)
        return torch.matmul(shares, values).transpose(1, 2).reshape(1, self.elements, width)


def run(first: First, rest: Rest, encoded: Iterable[tuple[Sequence[int], Sequence[int]]]) -> None:
    """Run all layers over (ids, types) of each statement, for what watches them."""
    with torch.no_grad():
        for ids, types in encoded:
            own = torch.tensor([types])
            rest(first(torch.tensor([ids]), own)[0], own)


def _mean(hidden: torch.Tensor, counted: torch.Tensor) -> torch.Tensor:
    shares = counted.unsqueeze(-1).to(hidden.dtype)
    mean: torch.Tensor = (hidden * shares).sum(1) / shares.sum(1)
    return mean


class Layer(nn.Module):
    """One layer of BERT, without dropout and masks."""

    def __init__(self, layer: Any) -> None:
        """Takes over the layer's parts."""
        super().__init__()
        views = layer.attention.self
        self.heads: int = views.num_attention_heads
        width: int = views.query.in_features
        self.views = nn.Linear(width, 3 * width)
        scale = 1 / math.sqrt(width // self.heads)
        with torch.no_grad():
            self.views.weight.copy_(torch.cat([views.query.weight * scale, views.key.weight, views.value.weight]))
            self.views.bias.copy_(torch.cat([views.query.bias * scale, views.key.bias, views.value.bias]))
        self.joined, self.joined_norm = layer.attention.output.dense, layer.attention.output.LayerNorm
        self.wide, self.narrow, self.norm = layer.intermediate.dense, layer.output.dense, layer.output.LayerNorm

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        """States (1, tokens, hidden) -> states."""
        width = hidden.shape[2]
        query, key, value = self.views(hidden).view(1, -1, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        shares = torch.matmul(query, key.transpose(-1, -2)).softmax(-1)
        found = torch.matmul(shares, value).transpose(1, 2).reshape(1, -1, width)
        hidden = self.joined_norm(hidden + self.joined(found))
        result: torch.Tensor = self.norm(hidden + self.narrow(torch.relu(self.wide(hidden))))
        return result
