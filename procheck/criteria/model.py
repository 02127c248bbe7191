"""A pack of criteria, as it is once its files have been read and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from procheck.criteria.phrases import Phrase
from procheck.language.lexicon import Concept, Lexicon

ExampleKind = Literal["says", "weak", "does-not", "contradicts"]
EXAMPLE_KINDS: tuple[ExampleKind, ...] = ("says", "weak", "does-not", "contradicts")


@dataclass(frozen=True, slots=True)
class Example:
    """A statement as it would stand alone in an HSB section, and what the element should make of it."""

    kind: ExampleKind
    text: str
    heading: str = ""
    before: str = ""
    """The lead-in or the sentence before."""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """One single thing that a policy says or does not say."""

    id: str
    title: str
    """What it asks for, one plain sentence."""
    add: str
    """What to add where a policy lacks it: advice, not wording to paste."""
    required: bool = True
    """False for an extra: reported, but it does not move the criterion's status."""
    knowledge: bool = False
    """True where a plain statement of fact is enough, so that "may" does not weaken it."""
    general_counts: bool = True
    """True where general child protection text makes it `weak`; False where such text says nothing of it."""
    reference_counts: bool = True
    """False where text that an HSB section only sends the reader to makes it `weak`."""
    says: tuple[Phrase, ...] = ()
    partly: tuple[Phrase, ...] = ()
    """Wordings that say it only in part or too vaguely to act on: `weak` at best."""
    contradicts: tuple[Phrase, ...] = ()
    not_opposite: tuple[Phrase, ...] = ()
    """Wordings that sound like the opposite and are another matter: such a statement goes to a person and does not contradict."""
    unlike: tuple[Phrase, ...] = ()
    """Words like those that say it and mostly speak of something else: what likeness finds there is weak, for a person to check."""
    parts: Mapping[str, tuple[Phrase, ...]] | None = None
    """For an element that wants several things said: what counts as each. `needs` of them make `yes`."""
    needs: int = 2
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One learning point, its elements and what the report says about it."""

    id: str
    theme: str
    title: str
    source: str
    """Section of the publication that it comes from."""
    why_it_matters: str
    good_policy: str
    """What a good policy says."""
    questions: tuple[str, ...]
    """For an inspector to ask staff or children."""
    elements: tuple[Element, ...]


@dataclass(frozen=True)
class Pack:
    """A set of criteria with the vocabulary they are written in."""

    id: str
    version: str
    title: str
    source: str
    edition: str
    limits: tuple[str, ...]
    """What every report must say about these criteria."""
    criteria: tuple[Criterion, ...]
    lexicon: Lexicon
    cues: Mapping[str, Concept]

    @property
    def elements(self) -> Iterator[Element]:
        """Every element, in the pack's order."""
        return (element for criterion in self.criteria for element in criterion.elements)

    def element(self, id: str) -> Element | None:
        """The element of that id; None where there is none."""
        return next((element for element in self.elements if element.id == id), None)

    def criterion(self, id: str) -> Criterion | None:
        """The criterion of that id; None where there is none."""
        return next((criterion for criterion in self.criteria if criterion.id == id), None)
