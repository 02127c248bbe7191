"""Why an element has its value, and why a person should look: plain sentences."""

from __future__ import annotations

from collections.abc import Sequence

from procheck.criteria.model import Element
from procheck.documents.model import Document
from procheck.judgement.candidates import Candidate
from procheck.judgement.model import Value
from procheck.judgement.reading import ReadStatement

_WHAT = {"image": "a picture", "diagram": "a diagram", "object": "an embedded object"}

Found = Sequence[tuple[Candidate, ReadStatement]]


def why(element: Element, value: Value, found: Found) -> str:
    """One plain sentence: what made the value so, or what was looked for and not found."""
    if value == "contradicted":
        return "The document says the opposite."
    if value == "yes":
        if element.parts:
            parts = sorted({each.part for each, _ in found if each.part and each.value == "yes"})
            if len(parts) >= element.needs:
                return f"The document says it about HSB, firmly enough: {_and(parts)}."
        via = next((read.reach.via for each, read in found if each.value == "yes"), "")
        return f"The document says it about HSB, firmly enough{f' (by {via})' if via else ''}."
    if value == "weak":
        if element.parts:
            parts = sorted({each.part for each, _ in found if each.part and each.value != "no"})
            if parts:
                return f"Only in part or in general: {_and(parts)}."
        reason = next((each.because for each, _ in found if each.value == "weak" and each.because), "")
        return f"The document says it, but {reason}." if reason else "The document says it only in part."
    dropped = next((each.because for each, _ in found if each.because), "")
    if dropped:
        return f"Not found. The nearest passage does not count: {dropped}."
    return f"Not found. Looked for: {element.title[0].lower()}{element.title[1:].rstrip('.')}."


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
    if value == "yes" and any(each.reading.manner == "negated" and each.stand == "says" for each, _ in found):
        reasons.append(f"{element.title} One passage says it and another seems to deny it: read both.")
    yes = [(each, read) for each, read in found if each.value == "yes"]
    if value == "yes" and yes and all(read.reach.via for _, read in yes):
        reasons.append(f"{element.title} It rests on a cross-reference alone: check that it leads where it should.")
    return reasons


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
