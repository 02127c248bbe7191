"""A pack's own examples, each judged as a statement that stands alone in an HSB section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from procheck.criteria.model import Element, Example, ExampleKind, Pack
from procheck.documents.assemble import assemble
from procheck.documents.model import Block, Document, Draft
from procheck.judgement.candidates import Candidate, Finder
from procheck.judgement.judging import candidates_of
from procheck.judgement.model import Value
from procheck.judgement.reading import read
from procheck.judgement.together import element_value

SUBJECT = "Harmful sexual behaviour"
_EXPECTED: dict[ExampleKind, tuple[Value, ...]] = {
    "says": ("yes",),
    "weak": ("weak",),
    "does-not": ("no", "weak"),
    "contradicts": ("contradicted",),
}
"""A `does-not` example may be weak: a permissive or deferred wording does not say it either."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one example."""

    element: Element
    example: Example
    value: Value
    candidates: tuple[Candidate, ...]
    """The phrases of the element that were found in it."""

    @property
    def right(self) -> bool:
        """True where the value is one that the example's kind allows."""
        if self.element.parts and self.example.kind == "says" and self.value == "weak":
            # One statement seldom has all the parts; having a firm one is what it is an example of.
            return any(each.value == "yes" and each.part for each in self.candidates)
        return self.value in _EXPECTED[self.example.kind]


def run_examples(pack: Pack) -> Iterator[Outcome]:
    """Judge every example of the pack, in order."""
    finder = Finder(pack)
    for element in pack.elements:
        for example in element.examples:
            yield outcome(pack, finder, element, example)


def outcome(pack: Pack, finder: Finder, element: Element, example: Example) -> Outcome:
    """Judge one example for one element."""
    document = alone(example)
    last = document.blocks[-1]
    found = [
        candidate
        for statement in read(document, pack.lexicon)
        if statement.statement.start >= last.start
        for candidate in candidates_of(statement, finder)
        if candidate.element.id == element.id
    ]
    return Outcome(element, example, element_value(element, found), tuple(found))


def alone(example: Example) -> Document:
    """The example as a document about HSB that has nothing else in it."""
    blocks = [Block("heading", SUBJECT, level=1)]
    if example.heading:
        blocks.append(Block("heading", example.heading, level=2))
    if example.before:
        blocks.append(Block("paragraph", example.before))
    if " | " in example.text:
        blocks.append(Block("table-row", example.text, cells=tuple(example.text.split(" | ")), table=0))
    else:
        kind = "list-item" if example.before.rstrip().endswith(":") else "paragraph"
        blocks.append(Block(kind, example.text, level=int(kind == "list-item")))  # type: ignore[arg-type]
    return assemble(Draft(blocks=blocks), name="example", sha256="", format="text")


LEAST = 10
"""Examples that say it, and examples that do not, that every element must have."""


def shortages(pack: Pack) -> Iterator[tuple[str, str]]:
    """(element id, sentence) for each element that has fewer than LEAST examples of either kind."""
    for element in pack.elements:
        for kinds, what in ((("says",), "that say it"), (("does-not", "weak", "contradicts"), "that do not")):
            number = sum(example.kind in kinds for example in element.examples)
            if number < LEAST:
                yield element.id, f"{element.id} has {number} examples {what}: it needs {LEAST}."
