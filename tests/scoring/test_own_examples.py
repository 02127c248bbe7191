"""Elements that the scorer was not trained on, by likeness to their own examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy

from procheck.scoring.model import Bounds, Likelihood, Look, Scored, ScorerInput
from procheck.scoring.own_examples import MARGIN, OwnExamples, WithOwnExamples, likely

WORDS = ("tell", "parents", "wait", "lunch")


class Counting:
    """A stand-in for the trained scorer: knows one element, and embeds a statement as which of four words it has."""

    sha256 = "0"
    elements: tuple[str, ...] = ("A.known",)
    bounds: Mapping[str, Bounds] = {"A.known": Bounds(0.6, 0.1, 0.5, 0.5, 0.3, 0.7)}

    def score(self, inputs: Sequence[ScorerInput], *, looks: Sequence[Look] | None = None) -> Sequence[Scored]:
        """One quarter for everything, and which words each statement has."""
        counts = numpy.array([[float(word in each.text) for word in WORDS] for each in inputs]) + 0.01
        lengths = numpy.linalg.norm(counts, axis=1, keepdims=True)
        return [Scored({"A.known": Likelihood(0.25, 0.25, 0.25)}, row) for row in counts / lengths]

    def alike(self, element: str, stance: str, embedding: Any) -> tuple[str, ...]:
        """One known statement."""
        return ("a statement of the bank",)


def examples(*texts: str) -> tuple[ScorerInput, ...]:
    return tuple(ScorerInput(text) for text in texts)


NEW = OwnExamples(says=examples("tell parents", "parents we tell"), does_not=examples("tell", "wait", "lunch"))
OTHER = OwnExamples(says=examples("lunch"), does_not=examples("tell parents"))


def test_likeness_to_what_says_it_is_found() -> None:
    """A statement near an element's own examples, and far from what does not say it, is likely; another is not."""
    scorer = WithOwnExamples(Counting(), {"B.new": NEW, "B.other": OTHER})
    near, far = (each.likelihoods for each in scorer.score(examples("parents: tell", "wait")))
    assert near["B.new"].says > 0.9 > 0.5 > far["B.new"].says
    assert near["B.other"].says < 0.1


def test_what_the_scorer_was_trained_on_is_left_to_it() -> None:
    """An element that the scorer knows keeps the scorer's own likelihood and bounds, whatever its examples."""
    scorer = WithOwnExamples(Counting(), {"A.known": NEW, "B.new": NEW})
    (found,) = scorer.score(examples("tell parents"))
    assert scorer.elements == ("A.known", "B.new")
    assert found.likelihoods["A.known"] == Likelihood(0.25, 0.25, 0.25)
    assert scorer.bounds["A.known"] == Counting.bounds["A.known"]


def test_an_element_without_examples_is_not_scored() -> None:
    """Where there is nothing to be like, nothing is claimed."""
    assert WithOwnExamples(Counting(), {"B.new": OwnExamples((), ())}).elements == ("A.known",)


def test_the_bound_lies_at_the_margin() -> None:
    """The likelihood is one half where a statement is as much nearer as was found to be right mostly."""
    assert likely(MARGIN) == 0.5
    assert likely(MARGIN + 0.1) > 0.5 > likely(MARGIN - 0.1)


def test_what_a_statement_is_like() -> None:
    """A statement is named the examples of an element of one's own; for elements that were trained, statements of the bank."""
    scorer = WithOwnExamples(Counting(), {"B.new": NEW})
    (found,) = scorer.score(examples("parents: tell"))
    assert scorer.alike("B.new", "says", found.embedding) == ("tell parents", "parents we tell")
    assert scorer.alike("A.known", "says", found.embedding) == ("a statement of the bank",)
