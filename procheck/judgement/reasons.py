"""Why an element has its value, and why a person should look: plain sentences."""

from __future__ import annotations

from collections.abc import Sequence

from procheck.criteria.model import Element
from procheck.documents.model import Document
from procheck.judgement.candidates import Candidate
from procheck.judgement.model import Value
from procheck.judgement.reading import ReadStatement
from procheck.judgement.weighing import DOUBTFUL, GENERAL, MAY_OPPOSE, REFERRED, UNSETTLED

_WHAT = {"image": "a picture", "diagram": "a diagram", "object": "an embedded object"}

DENIAL = 0.1
"""Likelihood of the opposite from which a negated passage is worth a person's look."""
MOST_CITED = 30
"""Words of a passage that a reason cites."""

Found = Sequence[tuple[Candidate, ReadStatement]]


def why(element: Element, value: Value, found: Found) -> str:
    """One plain sentence: what made the value so, or what was looked for and not found."""
    if value == "contradicted":
        return "The document says the opposite."
    if value == "yes":
        parts = _parts(found, "yes")
        if len(parts) >= element.needs and element.parts:
            return f"The document says it about HSB, firmly enough: {_and(parts)}."
        via = {read.reach.via for each, read in found if each.value == "yes"}
        by = f" (by {min(via)})" if via and "" not in via else ""
        return f"The document says it about HSB, firmly enough{by}."
    if value == "weak":
        parts = _parts(found, "yes", "weak")
        if parts:
            return f"Only in part or in general: {_and(parts)}."
        weak = [each.because for each, _ in found if each.value == "weak" and each.because]
        reason = next((because for because in weak if because in UNSETTLED), next(iter(weak), ""))
        return f"The document says it, but {reason}." if reason else "The document says it only in part."
    dropped = next((each.because for each, _ in found if each.because and each.stand != "contradicts"), "")
    if dropped:
        return f"Not found. The nearest passage does not count: {dropped}."
    return f"Not found. Looked for: {element.title[0].lower()}{element.title[1:].rstrip('.')}."


def _parts(found: Found, *values: Value) -> list[str]:
    """Names of the element's parts that were found, and how many more passages are like one of them."""
    parts = sorted({each.part for each, _ in found if each.part and each.value in values and each.phrase})
    others = len({each.part for each, _ in found if each.part and each.value in values and not each.phrase})
    if others:
        parts.append(f"{others} passage{'s' if others > 1 else ''} much like what is asked for")
    return parts


def unread_parts(documents: Sequence[Document]) -> list[str]:
    """What could not be read in documents that were, each worded to follow "it may stand in"."""
    parts = []
    for document in documents:
        for unread in document.unread:
            place = f"page {unread.page} of {document.name}" if unread.page else document.name
            parts.append(place if unread.what == "page" else f"{_WHAT.get(unread.what, 'a part')} in {place}")
    return list(dict.fromkeys(parts))


def needs_review(element: Element, value: Value, found: Found, unread: Sequence[str] = ()) -> list[str]:
    """What the program can't settle about an element, one sentence each.

    `unread` names what could not be read: an element that was not found may stand there.
    """
    reasons = []
    if value == "no" and element.required and unread:
        more = f" or {len(unread) - 3} other places" if len(unread) > 3 else ""
        reasons.append(
            f"{element.title} Not found in what could be read; it may stand in {', '.join(unread[:3])}{more}, "
            "which could not be read."
        )
    both = _both_sides(found) if value == "contradicted" else None
    if both:
        reasons.append(f"{element.title} The document says both: {both[0]}, and {both[1]}. It cannot mean both.")
    opposing = next((read for each, read in found if _may_oppose(each)), None)
    if value != "contradicted" and opposing:
        reasons.append(f"{element.title} This passage may say the opposite: {_cited(opposing)}. Read it.")
    if value == "yes" and element.required and _denied(element, found):
        reasons.append(f"{element.title} One passage says it and another seems to deny it: read both.")
    yes = [(each, read) for each, read in found if each.value == "yes"]
    referred = value == "weak" and any(each.because == REFERRED for each, _ in found)
    if element.required and (referred or (value == "yes" and yes and all(read.reach.via for _, read in yes))):
        reasons.append(f"{element.title} It rests on a cross-reference alone: check that it leads where it should.")
    alone = {(read.document.name, read.statement.index) for _, read in yes}
    if value == "yes" and element.required and len(alone) == 1 and not any(each.phrase for each, _ in yes):
        reasons.append(f"{element.title} One passage says it, in words that the criteria do not list: check that it does.")
    if value == "weak" and element.required and any(each.because == DOUBTFUL for each, _ in found):
        reasons.append(f"{element.title} It may be there, but the program is not sure: read the passage.")
    return reasons


def _may_oppose(candidate: Candidate) -> bool:
    """True for the opposite that is likely but not sure, or stands in text about concerns in general."""
    return candidate.because == MAY_OPPOSE or (
        candidate.stand == "contradicts" and candidate.because == GENERAL and candidate.reading.manner == "says"
    )


def _denied(element: Element, found: Found) -> bool:
    """True where a passage about HSB, other than those that say the element, seems to deny it."""
    saying = {(read.document.name, read.statement.index) for each, read in found if each.value == "yes"}
    return not element.parts and any(
        each.stand == "says"
        and each.reading.manner == "negated"
        and read.reach.subject == "hsb"
        and not read.reach.via
        and (each.likelihood is None or each.likelihood.opposite >= DENIAL)
        and (read.document.name, read.statement.index) not in saying
        for each, read in found
    )


def _both_sides(found: Found) -> tuple[str, str] | None:
    """A passage that says the element firmly and one that says the opposite, each quoted with its place."""
    opposite = next((read for each, read in found if each.value == "contradicted"), None)
    against = {(read.document.name, read.statement.start) for each, read in found if each.value == "contradicted"}
    says = next(
        (read for each, read in found if each.value == "yes" and (read.document.name, read.statement.start) not in against), None
    )
    return (_cited(says), _cited(opposite)) if says and opposite else None


def _cited(read: ReadStatement) -> str:
    text = " ".join(read.document.text[read.statement.start : read.statement.end].split()[:MOST_CITED])
    label = read.document.blocks[read.statement.block].label.strip("•")
    place = label or (read.statement.section[-1] if read.statement.section else "")
    return f"\"{text}\"" + (f" ({place})" if place else "")


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
