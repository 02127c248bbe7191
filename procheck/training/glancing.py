"""Fits the glance: what tells after a few layers of the student whether a statement could say anything of any element.

Most statements of a policy say nothing that is asked for, and the first layers see it. The student itself stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn

from procheck.training.network import Student, padded

EPOCHS, BATCH, RATE = 8, 256, 2e-3
NOISE = 0.013
"""What int8 arithmetic leaves of uncertainty in where the first layers place a statement; the glance learns to live with it."""
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
    """Fit `student.glance` to statements, (ids, types) of each.

    `likelihoods` is what the student makes of them and `answers` what is known of them, both (statements, 3 outputs, elements): a
    statement is worth a look where either says something.
    """
    torch.manual_seed(seed)
    places = _glanced(student, encoded)
    worth = torch.maximum(_most(likelihoods), _most(answers))
    mean, spread = places.mean(0), places.std(0).clamp(min=1e-4)
    places = (places - mean) / spread
    optimiser = torch.optim.AdamW(student.glance.parameters(), lr=RATE, weight_decay=0.01)
    for epoch in range(EPOCHS):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - epoch / EPOCHS)
        for batch in torch.randperm(len(places)).split(BATCH):
            shaken = places[batch] + torch.randn(len(batch), len(mean)) * NOISE / spread
            loss = nn.functional.binary_cross_entropy_with_logits(student.glance(shaken)[:, 0], worth[batch])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    first = student.glance[0]
    assert isinstance(first, nn.Linear)
    with torch.no_grad():
        # What places were evened out by becomes part of the first layer.
        first.weight.div_(spread)
        first.bias.sub_(first.weight @ mean)


def worth_of(student: Student, encoded: Sequence[tuple[Sequence[int], Sequence[int]]]) -> torch.Tensor:
    """How likely a glance holds each statement to say anything, (statements,)."""
    with torch.no_grad():
        return torch.sigmoid(student.glance(_glanced(student, encoded))[:, 0])


def _most(outputs: torch.Tensor) -> torch.Tensor:
    return torch.maximum(outputs[:, 0].amax(1), (_OPPOSITE_COUNTS * outputs[:, 2].amax(1)).clamp(max=1.0))


def _glanced(student: Student, encoded: Sequence[tuple[Sequence[int], Sequence[int]]]) -> torch.Tensor:
    order = sorted(range(len(encoded)), key=lambda index: len(encoded[index][0]))
    result = torch.zeros(len(encoded), 2 * student.encoder.config.hidden_size)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for first in range(0, len(order), 64):
            batch = order[first : first + 64]
            result[batch] = student.glanced(*padded([encoded[index] for index in batch])).float()
    return result
