"""Cross-references: "follow the procedure in section 5" makes section 5 part of what is said here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from procheck.documents.model import Document
from procheck.language.statements import Statement

_NUMBERED = re.compile(
    r"\b(?:section|sections|paragraph|paragraphs|para|paras|part|clause|step|chapter)\s+"
    r"(\d{1,2}(?:\.\d{1,2}){0,3})(?:\s*(?:to|and|-|–|,)\s*(\d{1,2}(?:\.\d{1,2}){0,3}))?",
    re.IGNORECASE,
)
_BARE = re.compile(r"\b(?:in|under|at|see|follow|by|as per)\s+(\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)\b", re.IGNORECASE)
_LETTERED = re.compile(r"\b(appendix|annex|annexe|schedule|part|section)\s+([A-Z]|\d{1,2})\b", re.IGNORECASE)
_FOLLOW = re.compile(
    r"\b(follow|use|appl|set out|described|accordance|under|see|procedure|process|steps|same way|way that|outlined|"
    r"explained|given|listed|recorded|record|report|refer|as in|as for|with|in line|"
    r"read|go(es|ne)? (through|over)|know|session|cover|train|briefed)",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(r"\b(act|regulations?|kcsie|education|working together|guidance|code|crown)\b[^.;]{0,40}$", re.IGNORECASE)
_NOT_OURS_AFTER = re.compile(r"^\s*(of|in)\s+(the\s+)?(\w+\s+){0,6}(act|regulations?|kcsie|working together|guidance)\b", re.IGNORECASE)


def referred_sections(document: Document, made: Sequence[Statement], about: Sequence[bool]) -> dict[int, str]:
    """Statement -> the cross-reference that sends the reader there from a statement `about` HSB.

    The value is worded for the report: "cross-reference from 4.3".
    """
    reached: dict[int, str] = {}
    for statement in made:
        if not about[statement.index]:
            continue
        text = document.text[statement.start : statement.end]
        label = document.blocks[statement.block].label
        source = label if any(mark.isalnum() for mark in label) else (statement.section or ("above",))[-1]
        for target in _targets(text):
            for other in made:
                if other.index not in reached and not about[other.index] and _stands_in(document, other, target):
                    reached[other.index] = f"cross-reference from {source}"
    return reached


def pointing_at(document: Document, made: Sequence[Statement], about: Sequence[bool]) -> list[int]:
    """Statements that speak of a section about HSB by its number: "Section 9 is explained to all staff at induction".

    A section counts where every one of its statements is `about` HSB.
    """
    found = []
    for statement in made:
        if about[statement.index]:
            continue
        for target in _targets(document.text[statement.start : statement.end]):
            inside = [other.index for other in made if _stands_in(document, other, target)]
            if inside and all(about[number] for number in inside):
                found.append(statement.index)
                break
    return found


def _targets(text: str) -> Iterator[str]:
    """Labels that the sentence sends its reader to: "5", "4.2", "appendix c"."""
    if not _FOLLOW.search(text):
        return
    for found in _NUMBERED.finditer(text):
        if _NOT_OURS.search(text[: found.start()][-60:]) or _NOT_OURS_AFTER.match(text[found.end() :]):
            continue
        first, last = found.group(1), found.group(2)
        yield first
        if last:
            yield from _between(first, last)
    yield from (found.group(1) for found in _BARE.finditer(text))
    for found in _LETTERED.finditer(text):
        yield f"{found.group(1)} {found.group(2)}".lower()


def _between(first: str, last: str) -> Iterator[str]:
    """Labels after `first` up to `last` where the two differ in their final number only."""
    stem, _, low = first.rpartition(".")
    other, _, high = last.rpartition(".")
    if stem == other and 0 < int(high) - int(low) <= 12:
        for number in range(int(low) + 1, int(high) + 1):
            yield f"{stem}.{number}".lstrip(".")
    else:
        yield last


def _stands_in(document: Document, statement: Statement, target: str) -> bool:
    label = document.blocks[statement.block].label.strip("().").lower()
    if label == target or (label.startswith(f"{target}.") and target[0].isdigit()):
        return True
    return any(_is_labelled(heading.lower(), target) for heading in statement.section)


def _is_labelled(heading: str, target: str) -> bool:
    for prefix in ("", "section ", "part ", "chapter "):
        if heading.startswith(prefix + target):
            after = heading[len(prefix + target) :]
            return not after or not (after[0].isalnum() or (after[0] == "." and after[1:2].isdigit()))
    return False
