"""Is this about HSB? The whole document, the section, the sentence, or text that an HSB section sends the reader to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from procheck.documents.model import Document
from procheck.language.clauses import FINITE
from procheck.language.crossrefs import pointing_at, referred_sections
from procheck.language.lexicon import Lexicon
from procheck.language.statements import Statement
from procheck.language.titles import Headings, Subject, is_about_hsb, is_for_hsb

RUN_IN_WORDS = 8
"""Most words of a title that runs into its paragraph ("The child who did it. ...")."""
_ENOUGH_MENTIONS = 3
_ENOUGH_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Reach:
    """What a statement is about."""

    subject: Subject
    via: str = ""
    """The cross-reference that brings it into HSB's scope; "" where it is so by itself."""


def scopes(document: Document, made: Sequence[Statement], mentions: Sequence[bool], lexicon: Lexicon) -> tuple[Reach, ...]:
    """What each statement is about, in order. `mentions` tells of each whether its own words speak of HSB."""
    title = next((block.section[0] for block in document.blocks if block.kind == "heading"), "")
    headings = Headings(lexicon, title)
    whole = is_about_hsb(document, headings) or is_for_hsb(document, made, mentions, lexicon)
    busy = _busy_sections(made, mentions)
    headed = _headed_blocks(document, headings)
    reaches: list[Reach] = []
    for statement in made:
        subject = headed.get(statement.block) or headings.subject(statement.section, whole)
        if subject == "general" and statement.section in busy:
            subject = "hsb"
        if subject == "general" and _mentions(statement, made, mentions):
            subject = "hsb"
        reaches.append(Reach(subject))
    if not whole:
        about = [reach.subject == "hsb" for reach in reaches]
        referred = referred_sections(document, made, about)
        for number in pointing_at(document, made, about):
            if reaches[number].subject == "general":
                reaches[number] = Reach("hsb")
        for number, via in referred.items():
            if reaches[number].subject == "general":
                reaches[number] = Reach("hsb", via)
    return tuple(reaches)


def _headed_blocks(document: Document, headings: Headings) -> dict[int, Subject]:
    """Blocks that a heading in their own first words tells the subject of: "24. Children who harm other children."

    Where the block is numbered and its number has parts ("(1)", "(a)", a list), those are about the same. Rows of a list of services
    are about none of what is asked for.
    """
    found: dict[int, Subject] = {}
    carried: Subject | None = None
    for number, block in enumerate(document.blocks):
        numbered = block.label.strip(".").isdigit()
        if numbered or block.section != document.blocks[number - 1].section:
            carried = None
        if carried:
            found[number] = carried
        if block.kind == "table-row" and headings.lists_services(block.header):
            found[number] = "off-topic"
        if block.kind not in ("paragraph", "list-item"):
            continue
        title, mark, _ = block.text.partition(".")
        words = title.lower().split()
        if mark and len(words) <= RUN_IN_WORDS and not FINITE.intersection(words):
            subject = headings.of(title)
            if subject:
                found[number] = subject
                carried = subject if numbered else None
    return found


def _busy_sections(made: Sequence[Statement], mentions: Sequence[bool]) -> set[tuple[str, ...]]:
    """Sections that are about HSB by what they say, whatever their heading."""
    by_section: dict[tuple[str, ...], list[bool]] = defaultdict(list)
    for statement, speaks in zip(made, mentions, strict=True):
        by_section[statement.section].append(speaks)
    return {section for section, flags in by_section.items() if sum(flags) >= _ENOUGH_MENTIONS and sum(flags) / len(flags) >= _ENOUGH_SHARE}


def _mentions(statement: Statement, made: Sequence[Statement], mentions: Sequence[bool]) -> bool:
    """True where the sentence, its lead-in or the sentence before it in the paragraph speaks of HSB."""
    if mentions[statement.index]:
        return True
    if statement.introduced_by is not None and _mentions(made[statement.introduced_by], made, mentions):
        return True
    return statement.carries_on and mentions[statement.index - 1]
