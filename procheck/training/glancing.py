"""Fits first sight and the glance: what tells whether a statement could say anything, by its words alone and after a few layers.

Most statements of a policy say nothing that is asked for: in general text the words of half of them show it, and the first layers of most.
The student itself stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import nn

from procheck.training.network import Student, padded

EPOCHS, BATCH, RATE = 8, 256, 2e-3
NOISE, NOISE_OF_WORDS = 0.013, 0.001
"""What int8 arithmetic leaves of uncertainty in where the first layers place a statement, and in its words; both learn to live with it."""
_OPPOSITE_COUNTS = 2.0
"""An opposite asks for a person's eye from a lower likelihood on than what says an element counts from."""


def fit_glance(
    student: Student,
    encoded: Sequence[tuple[Sequence[int], Sequence[int]]],
    likelihoods: torch.Tensor,
    answers: torch.Tensor,
    *,
    seed: int = 1,
) -> None:
    """Fit `student.sight` and `student.glance` to statements, (ids, types) of each.

    `likelihoods` is what the student makes of them and `answers` what is known of them, both (statements, 3 outputs, elements): a
    statement is worth a look where either says something.
    """
    worth = torch.maximum(_most(likelihoods), _most(answers))
    torch.manual_seed(seed)
    _fit(student.glance, _each(student.glanced, encoded), worth, NOISE)
    torch.manual_seed(seed)
    _fit(student.sight, _each(student.sighted, encoded), worth, NOISE_OF_WORDS)


def _fit(part: nn.Sequential, places: torch.Tensor, worth: torch.Tensor, noise: float) -> None:
    mean, spread = places.mean(0), places.std(0).clamp(min=1e-4)
    places = (places - mean) / spread
    optimiser = torch.optim.AdamW(part.parameters(), lr=RATE, weight_decay=0.01)
    for epoch in range(EPOCHS):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - epoch / EPOCHS)
        for batch in torch.randperm(len(places)).split(BATCH):
            shaken = places[batch] + torch.randn(len(batch), len(mean)) * noise / spread
            loss = nn.functional.binary_cross_entropy_with_logits(part(shaken)[:, 0], worth[batch])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    first = part[0]
    assert isinstance(first, nn.Linear)
    with torch.no_grad():
        # What places were evened out by becomes part of the first layer.
        first.weight.div_(spread)
        first.bias.sub_(first.weight @ mean)


def worth_of(student: Student, encoded: Sequence[tuple[Sequence[int], Sequence[int]]]) -> torch.Tensor:
    """How likely a glance holds each statement to say anything, (statements,)."""
    with torch.no_grad():
        return torch.sigmoid(student.glance(_each(student.glanced, encoded))[:, 0])


def worth_at_sight(student: Student, encoded: Sequence[tuple[Sequence[int], Sequence[int]]]) -> torch.Tensor:
    """How likely first sight holds each statement to say anything, (statements,)."""
    with torch.no_grad():
        return torch.sigmoid(student.sight(_each(student.sighted, encoded))[:, 0])


def _most(outputs: torch.Tensor) -> torch.Tensor:
    return torch.maximum(outputs[:, 0].amax(1), (_OPPOSITE_COUNTS * outputs[:, 2].amax(1)).clamp(max=1.0))


_Seeing = Callable[[torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]


def _each(seeing: _Seeing, encoded: Sequence[tuple[Sequence[int], Sequence[int]]]) -> torch.Tensor:
    """What is seen of each statement, (statements, 2 x hidden)."""
    order = sorted(range(len(encoded)), key=lambda index: len(encoded[index][0]))
    batches = [order[first : first + 64] for first in range(0, len(order), 64)]
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        seen = torch.cat([seeing(*padded([encoded[index] for index in batch])).float() for batch in batches])
    result = torch.zeros_like(seen)
    result[order] = seen
    return result
