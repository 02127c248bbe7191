"""Fit networks to rows, and score statements with them.

The recipe: two teachers learn from the rows by themselves; the student, whose elements look for their own words, begins as one of them
and learns on from the rows and from what both teachers say. Where they disagree or a row says nothing, it hears how likely a thing is.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from procheck.scoring.model import Likelihood, ScorerInput
from procheck.training.data import Row
from procheck.training.glancing import fit_glance
from procheck.training.network import LONGEST, OUTPUTS, Student, Teacher, base_model, padded

Net = TypeVar("Net", bound=Teacher)

BATCH = 32
EMA_DECAY = 0.995
FINISHING_KNOWN = 4
"""Rows that the network knows already, for each of plain prose."""


@dataclass(frozen=True)
class Course:
    """How long and how fast a network learns."""

    epochs: int
    encoder_rate: float
    head_rate: float
    told: float = 0.0
    """How much what the teachers say counts, beside the rows' own answers."""
    sharpens: bool = False
    """Whether its bend becomes an edge on the way."""


TEACHER = Course(3, 2e-4, 1e-3)
FINISHING = Course(2, 5e-5, 3e-4)
STUDENT = Course(2, 1e-4, 1e-3, told=0.5, sharpens=True)
FURTHER = Course(2, 6e-5, 6e-4, told=0.5)
FURTHER_KNOWN = 10_000
"""Rows that a student knows already, among which it learns on from new ones."""


def tokenizer() -> Any:
    """The base encoder's tokenizer, cut to the longest statement that the network sees."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(base_model() / "tokenizer.json"))
    made.no_padding()
    made.enable_truncation(LONGEST)
    return made


def fit(rows: Sequence[Row], prose: Sequence[Row], elements: Sequence[str], *, seed: int = 1) -> Teacher:
    """Train a fresh teacher on the rows, then gently a little further on plain prose among some of the rows that it knows.

    What real policies are mostly made of, background that says nothing, is rare among the rows, which were written to say something.
    The same rows and seed give the same network on the same machine.
    """
    torch.manual_seed(seed)
    teacher = _trained(Teacher(len(elements)), rows, elements, random.Random(seed), TEACHER)
    torch.manual_seed(seed)
    shuffler = random.Random(seed)
    known = shuffler.sample(list(rows), min(len(rows), FINISHING_KNOWN * len(prose)))
    return _trained(teacher, [*prose, *known], elements, shuffler, FINISHING)


def taught(
    teachers: Sequence[Teacher], rows: Sequence[Row], elements: Sequence[str], titles: Sequence[str], *, seed: int = 1
) -> Student:
    """The student that learns from rows and teachers. `titles`: what each element asks for, a sentence each."""
    inputs = [row.input for row in rows]
    told = _Told.everywhere(torch.stack([_outputs(teacher, inputs) for teacher in teachers]).mean(0))
    with torch.no_grad():
        first = teachers[0].embed(*padded(encoded([ScorerInput(title) for title in titles])))
    torch.manual_seed(seed)
    student = _trained(Student.of(teachers[0], first), rows, elements, random.Random(seed), STUDENT, told)
    fit_glance(student, encoded(inputs), _outputs(student, inputs), _targets(rows, elements)[0], seed=seed)
    return student


def taught_further(
    student: Student, new: Sequence[Row], known: Sequence[Row], elements: Sequence[str], *, seed: int = 1
) -> Student:
    """The student after it learned from new rows, among some of those that it knows, on which it also hears what it said of them before."""
    shuffler = random.Random(seed)
    rows = [*new, *shuffler.sample(list(known), min(len(known), FURTHER_KNOWN))]
    inputs = [row.input for row in rows]
    told = _Told.everywhere(_outputs(student, inputs))
    told.heard[: len(new)] = 0
    torch.manual_seed(seed)
    student = _trained(student, rows, elements, shuffler, FURTHER, told)
    fit_glance(student, encoded(inputs), _outputs(student, inputs), _targets(rows, elements)[0], seed=seed)
    return student


@dataclass(frozen=True)
class _Told:
    """What others say of each row, and how much it is to be heard, both (rows, 3 outputs, elements)."""

    outputs: torch.Tensor
    heard: torch.Tensor

    @classmethod
    def everywhere(cls, outputs: torch.Tensor) -> _Told:
        """Heard of every row; how firmly something is said is worth learning where it is said at all."""
        heard = torch.ones_like(outputs)
        heard[:, 1] = outputs[:, 0]
        return cls(outputs, heard)


def _trained(
    network: Net,
    rows: Sequence[Row],
    elements: Sequence[str],
    shuffler: random.Random,
    course: Course,
    told: _Told | None = None,
) -> Net:
    # Word embeddings stay as they are: few words of the field are rare, and the vocabulary can be trimmed afterwards.
    network.encoder.embeddings.word_embeddings.weight.requires_grad = False
    read = encoded([row.input for row in rows])
    answers, weights = _targets(rows, elements)
    steps = course.epochs * math.ceil(len(rows) / BATCH)
    body = [weight for name, weight in network.named_parameters() if name.startswith("encoder.") and weight.requires_grad]
    heads = [weight for name, weight in network.named_parameters() if not name.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": course.encoder_rate}, {"params": heads, "lr": course.head_rate}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / (0.06 * steps)) * max(0.02, 1 - step / steps)
    )
    # The running mean of the weights does better on new documents than where the last step happened to end.
    averaged = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(EMA_DECAY))  # type: ignore[no-untyped-call]
    network.train()
    step = 0
    for epoch in range(course.epochs):
        total = 0.0
        for batch in _batches(read, shuffler):
            if course.sharpens:
                network.sharpen(2 * step / steps)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = network(*padded([read[index] for index in batch]))
            loss = _loss(logits.float(), answers[batch], weights[batch])
            if told is not None:
                loss = loss + course.told * _loss(logits.float(), told.outputs[batch], told.heard[batch])
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
    result: Net = averaged.module
    if course.sharpens:
        result.sharpen(1.0)
    return result.eval()


def _loss(logits: torch.Tensor, answers: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    losses = torch.nn.functional.binary_cross_entropy_with_logits(logits, answers, reduction="none")
    return (losses * weights).sum() / len(logits)


def score(network: Teacher, inputs: Sequence[ScorerInput], elements: Sequence[str]) -> list[dict[str, Likelihood]]:
    """The network's likelihoods for each statement."""
    return [
        {
            element: Likelihood(*(values[output][place] for output in range(len(OUTPUTS))))
            for place, element in enumerate(elements)
        }
        for values in _outputs(network, inputs).tolist()
    ]


def _outputs(network: Teacher, inputs: Sequence[ScorerInput]) -> torch.Tensor:
    """Likelihoods (statements, 3 outputs, elements)."""
    read = encoded(inputs)
    order = sorted(range(len(read)), key=lambda index: len(read[index][0]))
    result = torch.zeros(len(read), len(OUTPUTS), network.elements)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for first in range(0, len(order), 64):
            batch = order[first : first + 64]
            result[batch] = torch.sigmoid(network(*padded([read[index] for index in batch])).float())
    return result


def encoded(inputs: Sequence[ScorerInput]) -> list[tuple[Sequence[int], Sequence[int]]]:
    """Token ids and types (0 around the statement, 1 its own) of each."""
    encode = tokenizer()
    return [(found.ids, found.type_ids) for found in (encode.encode(each.context, each.text) for each in inputs)]


def _targets(rows: Sequence[Row], elements: Sequence[str]) -> tuple[torch.Tensor, torch.Tensor]:
    answers, weights = (torch.zeros(len(rows), len(OUTPUTS), len(elements)) for _ in range(2))
    for number, row in enumerate(rows):
        for (output, element), (answer, weight) in row.target.answers.items():
            place = (number, OUTPUTS.index(output), elements.index(element))
            answers[place], weights[place] = answer, weight
    return answers, weights


def _batches(read: Sequence[tuple[Sequence[int], Sequence[int]]], shuffler: random.Random) -> list[list[int]]:
    """Batches of statements of about one length, in random order."""
    order = list(range(len(read)))
    shuffler.shuffle(order)
    batches = []
    for first in range(0, len(order), BATCH * 30):
        stretch = sorted(order[first : first + BATCH * 30], key=lambda index: len(read[index][0]))
        batches += [stretch[at : at + BATCH] for at in range(0, len(stretch), BATCH)]
    shuffler.shuffle(batches)
    return batches
