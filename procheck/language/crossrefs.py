"""Cross-references: "follow the procedure in section 5" makes section 5 part of what is said here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from procheck.documents.model import Document
from procheck.language.references import PART, PARTS, Target, targets
from procheck.language.statements import Statement

_PREFIXES = ("", *(f"{part} " for part in PARTS))
_CHOICE_OF_STEPS = re.compile(r"\b(may|might|could) (also |then )?(include|be)\b[^.;]*:?$", re.IGNORECASE)
"""A lead-in whose items may be done, or not."""
_LEFT_OUT = re.compile(r"\bthis (section|part|chapter|procedure) (do|does|shall|will) not apply\b", re.IGNORECASE)
_HEADING_LABEL = re.compile(
    rf"^(({PART}|appendix|annex|annexe)\s+([A-Z]|\d{{1,2}})|[A-Z]?\d{{1,2}}(\.\d{{1,2}})*|[A-Z](?=[.):]))[.):]*\s+(?=\S)",
    re.IGNORECASE,
)
_MOST_IN_PASSING = 4


def referred_sections(document: Document, made: Sequence[Statement], about: Sequence[bool]) -> dict[int, str]:
    """Statement -> the cross-reference that sends the reader there from a statement `about` HSB.

    A reference is by number ("section 5"), by name ("follow If You Are Worried, above") or to some steps of either. One
    that is denied ("section 5 does not apply") sends nobody, and a section that leaves HSB out is reached by none. The
    value is worded for the report: "cross-reference from 4.3".
    """
    reached: dict[int, str] = {}
    names = _names(document)
    left_out = {
        statement.section
        for statement in made
        if about[statement.index] and _LEFT_OUT.search(document.text[statement.start : statement.end])
    }
    places = _Places(document, made)
    for statement in made:
        if not about[statement.index]:
            continue
        text = document.text[statement.start : statement.end]
        lead_in = made[statement.introduced_by] if statement.introduced_by is not None else None
        if lead_in and _CHOICE_OF_STEPS.search(document.text[lead_in.start : lead_in.end]):
            continue
        label = document.blocks[statement.block].label
        source = label if any(mark.isalnum() for mark in label) else (statement.section or ("above",))[-1]
        for target in targets(text, names):
            standing = [other for other in places.of(target) if not about[other.index]]
            if target.in_passing and len(standing) > _MOST_IN_PASSING:
                continue
            some = [other for other in standing if _is_step(document, other, target.steps)]
            for other in some or standing:
                if other.index not in reached and other.section not in left_out:
                    reached[other.index] = f"cross-reference from {source}"
    return reached


def pointing_at(document: Document, made: Sequence[Statement], about: Sequence[bool]) -> list[int]:
    """Statements that speak of a section about HSB by its number: "Section 9 is explained to all staff at induction".

    So does what stands under a heading that does ("After a report under section 9"). A section counts where every one of its statements
    is `about` HSB.
    """
    places = _Places(document, made)

    def points(text: str) -> bool:
        reached = (places.of(target) for target in targets(text, ()))
        return any(inside and all(about[other.index] for other in inside) for inside in reached)

    headings = {heading: points(heading) for heading in {heading for statement in made for heading in statement.section}}
    return [
        statement.index
        for statement in made
        if not about[statement.index]
        and (any(headings[heading] for heading in statement.section) or points(document.text[statement.start : statement.end]))
    ]


class _Places:
    """What stands in the places that references send to; each is looked up once, for long documents name the same ones again and again."""

    def __init__(self, document: Document, made: Sequence[Statement]) -> None:
        self._made = made
        self._known: dict[tuple[str, str], list[Statement]] = {}
        # Many statements share a section, and few have a label.
        self._by_section: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._by_label: dict[str, list[int]] = defaultdict(list)
        for each in made:
            self._by_section[each.section].append(each.index)
            self._by_label[document.blocks[each.block].label.strip("().").lower()].append(each.index)

    def of(self, target: Target) -> list[Statement]:
        """The statements of the section or paragraph that is meant."""
        key = (target.label, target.heading)
        if key not in self._known:
            places = {index for section, own in self._by_section.items() if _is_section(section, target) for index in own}
            if not target.heading:
                places |= {index for label, own in self._by_label.items() if _is_part(label, target.label) for index in own}
            # What a numbered lead-in introduces stands where it does: "13.2 The entry must state: - when ...".
            self._known[key] = [each for each in self._made if each.index in places or each.introduced_by in places]
        return self._known[key]


def _names(document: Document) -> tuple[str, ...]:
    """The document's headings without their labels, but those of its title; the longest first."""
    headings = {heading for block in document.blocks for depth, heading in enumerate(block.section) if depth or len(block.section) == 1}
    return tuple(sorted((unlabelled(heading) for heading in headings), key=lambda name: (-len(name), name)))


def unlabelled(heading: str) -> str:
    """A heading without its number or letter: "Contacts" for "Appendix C Contacts"."""
    return _HEADING_LABEL.sub("", heading).strip(" :.*")


def _is_step(document: Document, statement: Statement, steps: Sequence[str]) -> bool:
    """True where the statement stands in one of the items, or where all are meant."""
    block = document.blocks[statement.block]
    label = block.label.strip("().: ").lower()
    text = block.text.lower()
    return not steps or any(
        label == step or label.endswith(f" {step}") or (len(step) > 1 and re.match(rf"{re.escape(step)}\b", text)) for step in steps
    )


def _is_section(section: Sequence[str], target: Target) -> bool:
    if target.heading:
        return any(unlabelled(heading).lower() == target.heading for heading in section)
    return any(_is_labelled(heading.lower(), target.label) for heading in section)


def _is_part(label: str, target: str) -> bool:
    """True for "5.1" and "5" where "5" is meant."""
    return label == target or (label.startswith(f"{target}.") and target[0].isdigit())


def _is_labelled(heading: str, target: str) -> bool:
    for prefix in _PREFIXES:
        if heading.startswith(prefix + target):
            after = heading[len(prefix + target) :]
            return not after or not (after[0].isalnum() or (after[0] == "." and after[1:2].isdigit()))
    return False
