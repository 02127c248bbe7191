"""What the scorer is given and what it gives back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Stance = Literal["says", "contradicts"]

Look = Literal["whole", "perhaps worth", "worth", "surely worth"]
"""How closely a statement is looked at: wholly, or only where first sight and a glance find that it may be worth that, is likely to be, or
surely is. What they leave has no likelihood above zero and no embedding."""

WITHIN = " > "
"""Stands between a heading and the one above it."""
INNER_WORDS, OUTER_WORDS, BEFORE_WORDS = 8, 3, 8
"""Most words that the scorer is given of the heading, of the one above it (its last) and of what comes before (its last)."""
LIKELY = 0.1
"""Likelihood below which nothing counts for anything: bounds, and what only asks a person to read, lie well above."""


class ScorerError(Exception):
    """The scorer's files are missing or are not those that belong to this version; one sentence for the person."""


@dataclass(frozen=True, slots=True)
class ScorerInput:
    """A statement and what stands around it, as the scorer was trained to read them."""

    text: str
    """The statement's own words."""
    heading: str = ""
    """The two innermost headings without their numbers, joined by WITHIN."""
    before: str = ""
    """Its lead-in, its column headings, or the sentence that it carries on from; "" where there is none."""

    @property
    def context(self) -> str:
        """Heading and what comes before, cut to the words that tell most, as one text; never empty.

        Half of what the scorer reads stands around a statement, and the title of a document is in all of them: whole, it takes a
        fifth more time and tells no more.
        """
        outer, between, inner = self.heading.rpartition(WITHIN)
        heading = " ".join(outer.split()[-OUTER_WORDS:]) + between + " ".join(inner.split()[:INNER_WORDS])
        return f"{heading} : {' '.join(self.before.split()[-BEFORE_WORDS:])}".strip(" :") or "policy"


@dataclass(frozen=True, slots=True)
class Likelihood:
    """What the scorer makes of one statement for one element, each from 0 to 1."""

    says: float
    """That the statement speaks of the element at all, firmly or weakly."""
    firmly: float
    """That it does so firmly, given that it does."""
    opposite: float
    """That it says the opposite."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What the scorer makes of one statement."""

    likelihoods: Mapping[str, Likelihood]
    """By element, for every element that the scorer knows."""
    embedding: Any = field(default=None, compare=False, repr=False)
    """Where the scorer places the statement, an array (width,) of length 1: statements that say alike lie near."""
    likely: Collection[str] | None = field(default=None, compare=False, repr=False)
    """The elements that it may speak of: of all others both it and its opposite are less likely than LIKELY. None where any may be."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """From which likelihood on the scorer counts, set on whole documents that it was not trained on."""

    found: float
    """`says` from here on is evidence where no phrase was found."""
    kept: float
    """A phrase's find with `says` below this is dropped as a false alarm."""
    firm: float
    """`firmly` below this makes evidence weak."""
    opposite: float
    """`opposite` from here on contradicts."""
    trusted: float
    """A phrase's find with `says` below this is weak at most, and a person should look."""
    sure: float
    """Likewise for what was found by likeness alone."""

    @property
    def doubts_phrases(self) -> bool:
        """Whether what a phrase found may be doubted at all; not by likeness to a pack's own examples."""
        return self.trusted > 0


class ScoresStatements(Protocol):
    """What judging needs of a scorer."""

    sha256: str
    elements: tuple[str, ...]
    bounds: Mapping[str, Bounds]

    def score(self, inputs: Sequence[ScorerInput], *, looks: Sequence[Look] | None = None) -> Sequence[Scored]:
        """What it makes of each statement, in the order given. `looks` tells how closely each is looked at; None: all wholly."""
        ...

    def alike(self, element: str, stance: Stance, embedding: Any) -> tuple[str, ...]:
        """The known statements of this element and stance that lie nearest to what `score` placed there, nearest first."""
        ...
