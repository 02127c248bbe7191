"""Fit the network to rows, and score statements with it."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import Any

import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from procheck.scoring.model import Likelihood, ScorerInput
from procheck.training.data import Row
from procheck.training.network import LONGEST, OUTPUTS, Network, base_model, padded

BATCH = 32
EPOCHS = 3
ENCODER_RATE, HEAD_RATE = 2e-4, 1e-3
EMA_DECAY = 0.995
FINISHING_EPOCHS = 2
FINISHING_ENCODER_RATE, FINISHING_HEAD_RATE = 5e-5, 3e-4
FINISHING_KNOWN = 4
"""Rows that the network knows already, for each of plain prose."""


def tokenizer() -> Any:
    """The base encoder's tokenizer, cut to the longest statement that the network sees."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(base_model() / "tokenizer.json"))
    made.no_padding()
    made.enable_truncation(LONGEST)
    return made


def fit(rows: Sequence[Row], elements: Sequence[str], *, seed: int = 1) -> Network:
    """Train a fresh network on the rows. The same rows and seed give the same network on the same machine."""
    torch.manual_seed(seed)
    return _trained(Network(len(elements)), rows, elements, random.Random(seed), EPOCHS, (ENCODER_RATE, HEAD_RATE))


def finish(network: Network, rows: Sequence[Row], prose: Sequence[Row], elements: Sequence[str], *, seed: int = 1) -> Network:
    """Train a network that `fit` made a little further, gently, on plain prose among some of the rows that it knows.

    What real policies are mostly made of, background that says nothing, is rare among the rows, which were written to say something.
    """
    torch.manual_seed(seed)
    shuffler = random.Random(seed)
    known = shuffler.sample(list(rows), min(len(rows), FINISHING_KNOWN * len(prose)))
    return _trained(network, [*prose, *known], elements, shuffler, FINISHING_EPOCHS, (FINISHING_ENCODER_RATE, FINISHING_HEAD_RATE))


def _trained(
    network: Network, rows: Sequence[Row], elements: Sequence[str], shuffler: random.Random, epochs: int, rates: tuple[float, float]
) -> Network:
    # Word embeddings stay as they are: few words of the field are rare, and the vocabulary can be trimmed afterwards.
    network.encoder.embeddings.word_embeddings.weight.requires_grad = False
    encode = tokenizer()
    encoded = [(found.ids, found.type_ids) for found in (encode.encode(row.input.context, row.input.text) for row in rows)]
    answers, weights = _targets(rows, elements)
    steps = epochs * math.ceil(len(rows) / BATCH)
    body = [weight for weight in network.encoder.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": rates[0]}, {"params": network.head.parameters(), "lr": rates[1]}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / (0.06 * steps)) * max(0.02, 1 - step / steps)
    )
    # The running mean of the weights does better on new documents than where the last step happened to end.
    averaged = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(EMA_DECAY))  # type: ignore[no-untyped-call]
    network.train()
    step = 0
    for epoch in range(epochs):
        total = 0.0
        for batch in _batches(encoded, shuffler):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = network(*padded([encoded[index] for index in batch]))
            losses = torch.nn.functional.binary_cross_entropy_with_logits(
                logits.float(), answers[batch], reduction="none"
            )
            loss = (losses * weights[batch]).sum() / len(batch)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            averaged.update_parameters(network)
            total += loss.item()
            step += 1
            if step % 100 == 0:
                print(f"epoch {epoch + 1}, step {step} of {steps}", flush=True)
        print(f"epoch {epoch + 1}: mean loss {total / math.ceil(len(rows) / BATCH):.4f}", flush=True)
    result: Network = averaged.module
    return result.eval()


def score(network: Network, inputs: Sequence[ScorerInput], elements: Sequence[str]) -> list[dict[str, Likelihood]]:
    """The network's likelihoods for each statement."""
    encode = tokenizer()
    encoded = [(found.ids, found.type_ids) for found in (encode.encode(each.context, each.text) for each in inputs)]
    order = sorted(range(len(encoded)), key=lambda index: len(encoded[index][0]))
    scores: list[dict[str, Likelihood]] = [{} for _ in inputs]
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for first in range(0, len(order), 64):
            batch = order[first : first + 64]
            found = torch.sigmoid(network(*padded([encoded[index] for index in batch])).float()).tolist()
            for index, values in zip(batch, found, strict=True):
                scores[index] = {
                    element: Likelihood(*(values[output][place] for output in range(len(OUTPUTS))))
                    for place, element in enumerate(elements)
                }
    return scores


def _targets(rows: Sequence[Row], elements: Sequence[str]) -> tuple[torch.Tensor, torch.Tensor]:
    answers, weights = (torch.zeros(len(rows), len(OUTPUTS), len(elements)) for _ in range(2))
    for number, row in enumerate(rows):
        for (output, element), (answer, weight) in row.target.answers.items():
            place = (number, OUTPUTS.index(output), elements.index(element))
            answers[place], weights[place] = answer, weight
    return answers, weights


def _batches(encoded: Sequence[tuple[Sequence[int], Sequence[int]]], shuffler: random.Random) -> list[list[int]]:
    """Batches of statements of about one length, in random order."""
    order = list(range(len(encoded)))
    shuffler.shuffle(order)
    batches = []
    for first in range(0, len(order), BATCH * 30):
        stretch = sorted(order[first : first + BATCH * 30], key=lambda index: len(encoded[index][0]))
        batches += [stretch[at : at + BATCH] for at in range(0, len(stretch), BATCH)]
    shuffler.shuffle(batches)
    return batches
