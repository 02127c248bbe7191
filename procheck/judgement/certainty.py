"""Whether what says an element firmly is sure enough to settle it, by the scorer's likelihoods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from procheck.judgement.candidates import Candidate
from procheck.judgement.weighing import DOUBTFUL, OPPOSED, REFERRED

# Of 98 things wrongly held said firmly in our own documents after which no phrase was written, most hung on one passage alone, and what
# a reference alone brings was wrong in a third. So one passage must be surer than several, above all where no phrase or only a
# reference found it. Of the settings tried, these are the strictest that keep element kappa at 0.80 there.
SEVERAL = 0.6
"""Likelihood, of saying the element and firmly, that the surest of several passages must have."""
BY_PHRASE = 0.7
"""What a passage that is alone must have where a phrase found it."""
BY_LIKENESS = 0.95
"""Where likeness alone did."""
BY_REFERENCE = 0.95
"""Where it counts only because a passage about HSB sends the reader to it."""

OPPOSING, SPEAKS = 0.6, 0.3
"""Likelihoods of the opposite, and of the element at all, from which a passage leaves open whether the document says the element.

Of the passages of those documents where both are reached and which did not contradict, a third did by their labels.
"""


def settled(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates of one element, in their order: those that are firm become weak where together they settle nothing.

    Where the scorer was not heard, or the element is contradicted anyway, nothing changes.
    """
    firm = [each for each in candidates if each.value == "yes"]
    if all(each.likelihood is None for each in firm) or any(each.value == "contradicted" for each in candidates):
        return list(candidates)
    if any(map(_leaves_open, candidates)):
        because = OPPOSED
    elif _is_sure(firm):
        because = ""
    else:
        because = REFERRED if all(each.by_reference for each in firm) else DOUBTFUL
    return unsettled(candidates, because) if because else list(candidates)


def unsettled(candidates: Sequence[Candidate], because: str) -> list[Candidate]:
    """The candidates with those that are firm made weak."""
    return [replace(each, value="weak", because=because) if each.value == "yes" else each for each in candidates]


def _is_sure(firm: Sequence[Candidate]) -> bool:
    """A step of a procedure, or one role of several, is found by its own words; the scorer knows only the whole."""
    likelihoods = [each.likelihood for each in firm if each.likelihood]
    return any(each.part for each in firm) or max(each.says * each.firmly for each in likelihoods) >= _needed(firm)


def _needed(firm: Sequence[Candidate]) -> float:
    if len(firm) > 1:
        return SEVERAL
    if firm[0].by_reference:
        return BY_REFERENCE
    return BY_PHRASE if firm[0].phrase else BY_LIKENESS


def _leaves_open(candidate: Candidate) -> bool:
    likelihood = candidate.likelihood
    if candidate.stand != "contradicts" or likelihood is None:
        return False
    return likelihood.opposite >= OPPOSING and likelihood.says >= SPEAKS
