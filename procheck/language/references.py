"""What a sentence sends its reader to: "follow the procedure in section 5", "as outlined in Reporting", "steps 4 and 5 of A3"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PARTS = ("section", "part", "chapter", "card", "sheet", "module", "unit")
"""What the numbered parts of a document are called in their own headings."""
PART = "|".join(PARTS)
_NUMBER = re.compile(r"\d")
_PLACES = ("appendix", "annex", "schedule", "part", "section")
"""What a sentence must hold, or else a number, to send its reader to a section by number or letter."""
_NUMBERED = re.compile(
    rf"\b(?:{PART}|sections|paragraph|paragraphs|para|paras|clause|step)\s+"
    r"(\d{1,2}(?:\.\d{1,2}){0,3})(?:\s*(?:to|and|-|–|,)\s*(\d{1,2}(?:\.\d{1,2}){0,3}))?",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\b(?:in|under|at|see|follow|by|as per|in line with|accordance with)\s+(\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)\b", re.IGNORECASE
)
_LETTERED = re.compile(
    r"\b(appendix|annex|annexe|schedule|part|section)(?:s|es)?\s+([A-Z]|\d{1,2})\b(?:\s*(?:and|,|&)\s*([A-Z])\b)?", re.IGNORECASE
)
_LETTER_AND_NUMBER = re.compile(r"\b([A-Z]\d{1,2}(?:\.\d{1,2})?)\b(?:\s*(?:and|to|or|,|-|–)\s*([A-Z]\d{1,2})\b)?")
_FOLLOW = re.compile(
    # What shows that a bare "A4" or a name in capitals is a place in the document.
    r"\b(follow|use|appl|set out|described|accordance|subject to|under|see|procedure|process|steps|same way|way that|outlined|"
    r"explained|given|listed|recorded|record|report|refer|as in|as for|with|in line|"
    r"read|go(es|ne)? (through|over)|know|session|cover|train|briefed)",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(
    r"\b(act|regulations?|kcsie|safe in education|working together|crown|"
    r"(statutory|government|national|official|dfe|nspcc|ukcis|ofsted)\b[^.;]{0,20}\bguidance)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
"""A law or another body's text, whose section it may be."""
_NOT_OURS_NEXT = re.compile(r"\b(act|regulations?|kcsie|safe in education|working together|guidance|code)\b[\s,:(\d]*$", re.IGNORECASE)
"""One that stands next to the section, annex or schedule."""
_OURS = re.compile(r"^\s*\)?\s*(of|in|to)\s+(this|our|these)\b", re.IGNORECASE)
_NOT_OURS_AFTER = re.compile(
    r"^\s*((of|in)\s+(the\s+)?(\w+\s+){0,6}(act|regulations?|kcsie|working together|guidance)|"
    # "Section 47 enquiries" are made under the Children Act.
    r"(child protection )?(enquir|inquir|assessment|investigation|duty|duties|order|agreement)\w*)\b",
    re.IGNORECASE,
)


_DENIED_BEFORE = re.compile(
    r"\b(not|never|instead of|rather than|without|exempt(ed)? from|outside|except|other than|apart from)\b"
    r"((?!\b(but|and)\b)[^.;,:]){0,45}$",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"^\s*(\([^)]*\)\s*)?(therefore |also |itself )?(do(es)?|is|are|will|shall|need|must|should) not\b", re.IGNORECASE
)
_AS_SUBJECT = re.compile(r"(^|[.;:]\s+)(the\s+)?$", re.IGNORECASE)
_SENDS = re.compile(
    # What makes of "Section 4 ..." more than a word about section 4.
    r"\b(appl(y|ies)|follow|use[ds]?|sets?|tells?|says?|describes?|explain|cover|governs?|gives?|shows?|holds?|deals?|lists?|contains?|has\b|"
    r"together|procedure|steps|must|shall|read|train|session|part of|known?\b|go(es|ne)? )|^\W*$",
    re.IGNORECASE,
)
_CHOICE_BEFORE = re.compile(
    r"\b((may|might|can|could) ((also|then|choose to|decide to|wish to) )*(follow|apply|use|turn to|refer to)|"
    r"(where|if) (appropriate|thought fit|useful|helpful)|consider (following|using|applying)|discretion to \w+)\b[^.;:]{0,45}$",
    re.IGNORECASE,
)
"""What leaves it to choice whether the section is followed."""
_CHOICE_AFTER = re.compile(r"^\s*(may|might|can|could) (also |then )?be (follow|appl|use)", re.IGNORECASE)
_THING_THERE = re.compile(
    r"\b(forms?( [A-Z]{0,3}\d*)?|sheets?|numbers?|contacts?|details|definitions?|examples?|glossary|lists?|flow ?charts?|templates?)\s+"
    r"(as\s+|is\s+|are\s+|which is\s+|given\s+|found\s+|set out\s+)*(in|at|under|on|of|from)\s+(the\s+)?$",
    re.IGNORECASE,
)
"""A thing that lies in the section: the rest of the section is not meant."""
_POINTED = re.compile(r"^[\"'”’*)]*,?\s*\(?(above|below|overleaf|on page \d+|section\b|heading\b|procedure\b|steps\b)", re.IGNORECASE)
_POINTING = re.compile(
    r"\b(sections?|part|chapter|heading|procedures?|steps|arrangements|said|written) "
    r"(of this \w+ |set out |described |explained |outlined |above |below |earlier )*"
    r"((headed|called|entitled|titled|named|on|about|for|under|in|below) )?[\"'“‘*(]*(the )?$",
    re.IGNORECASE,
)
_NAMING = re.compile(r"\b(follow|see|under|in|of|as per|go to|turn to|refer to|use|apply|with)\s+[\"'“‘*(]*$", re.IGNORECASE)
_SET_OUT = re.compile(r"(\b(set out|described|explained|outlined|detailed) (above )?(in|under)|\(see)\s+[\"'“‘*(]*$", re.IGNORECASE)
"""After this even one word in capitals is a section's name."""
_OPENING_MARKS, _CLOSING_MARKS = "\"'“‘*", "\"'”’*"
_STEPS = re.compile(
    r"\b(?:steps?|points?|items?|stages?|paragraphs?|numbers?|boxes|box|rows?)\s+"
    r"((?:\d{1,2}|[a-z])(?:(?:\s*(?:,|to|and|or|-|–)\s*)+(?:\d{1,2}|[a-z])\b)*)\s+(?:of|in|under|from|at)\s+[\"'“‘*(]*(?:the\s+)?$",
    re.IGNORECASE,
)
_NAMED_ROW = re.compile(r"\b([A-Z][a-z]+ \d{1,2}|[A-Z][a-z]+ [A-Z])\s+(?:of|in|under)\s+[\"'“‘*(]*(?:the\s+)?$")
_IN_FULL = re.compile(r"\b(follow\w*|appl(y|ies|ied)|procedures?|process|steps|accordance|in full|same way)\b", re.IGNORECASE)
_LEAST_NAME = 4
_NAME_WORDS = 3
_SMALL_WORDS = frozenset("a an the of in on to for and or with by at from is as about who".split())


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reference sends its reader."""

    label: str = ""
    """A section's or paragraph's label: "5", "4.2", "appendix c"."""
    heading: str = ""
    """A section's heading in lower case, where it is named and not numbered."""
    steps: tuple[str, ...] = ()
    """The labels or first words of the only items of it that are meant: "4", "route 1"; empty for all of it."""
    in_passing: bool = False
    """True for "as in A3": one point is meant, so a paragraph is followed and a long section is not."""


def targets(text: str, names: Sequence[str]) -> Iterator[Target]:
    """What the sentence sends its reader to. `names` are headings that it may call by name, the longest first."""
    # Most sentences have none, and each of the patterns takes as long as finding that out.
    has_number = _NUMBER.search(text) is not None
    lowered = text.lower()
    if has_number or any(place in lowered for place in _PLACES):
        yield from _labelled(text)
    lettered = list(_LETTER_AND_NUMBER.finditer(text)) if has_number else []
    if not (lettered or names) or not _FOLLOW.search(text):
        return
    for found in lettered:
        if not _is_denied(text, *found.span()):
            # A postcode, a road or a form is a label of nothing in the document.
            passing = not _IN_FULL.search(text)
            yield from (Target(label.lower(), in_passing=passing) for label in filter(None, found.groups()))
    yield from _named(text, names)


def _labelled(text: str) -> Iterator[Target]:
    """Sections and paragraphs that the sentence calls by number or letter, with a word for what they are."""
    for found in _NUMBERED.finditer(text):
        if _is_elsewhere(text, *found.span(), near=False) or _is_denied(text, *found.span()):
            continue
        steps = _steps(text[: found.start()])
        passing = bool(_THING_THERE.search(text[: found.start()]))
        first, last = found.group(1), found.group(2)
        yield Target(first, steps=steps, in_passing=passing)
        if last:
            yield from (Target(label, steps=steps, in_passing=passing) for label in _between(first, last))
    yield from (Target(found.group(1)) for found in _BARE.finditer(text) if not _is_denied(text, *found.span(1)))
    for found in _LETTERED.finditer(text):
        # "The guidance is in Appendix 2" speaks of an appendix here: a law's schedules stand next to its name.
        near = found.group(1).lower() not in PARTS
        if not (_is_elsewhere(text, *found.span(), near=near) or _is_denied(text, *found.span())):
            for letter in filter(None, found.group(2, 3)):
                yield Target(f"{found.group(1)} {letter}".lower(), steps=_steps(text[: found.start()]))


def _named(text: str, names: Sequence[str]) -> Iterator[Target]:
    """Sections that the sentence calls by name: "as set out under Reporting below", "follow If You Are Worried"."""
    lower = text.lower()
    for name in names:
        at = lower.find(name.lower()) if len(name) > _LEAST_NAME else -1
        while at >= 0:
            before, after = text[:at], text[at + len(name) :]
            whole = not (before[-1:].isalnum() or after[:1].isalnum())
            if whole and _is_name(name, text[at : at + len(name)], before, after) and not _is_denied(text, at, at + len(name)):
                yield Target(heading=name.lower(), steps=_steps(before))
                break
            at = lower.find(name.lower(), at + 1)


def _is_name(name: str, written: str, before: str, after: str) -> bool:
    """True where the words are used as a section's name and not for what they mean."""
    words = [word for word in written.split() if word.lower() not in _SMALL_WORDS]
    as_title = all(word[:1].isupper() or not word[:1].isalpha() for word in words)
    # "Making a referral", written as the heading is.
    as_heading = written == name and written[:1].isupper() and len(words) > 1
    if not before or not written[:1].isupper():
        return False
    if (as_title or as_heading) and (_POINTED.match(after) or _POINTING.search(before)):
        return True
    is_named = _NAMING.search(before) or _STEPS.search(before)
    is_quoted = before[-1] in _OPENING_MARKS and after[:1] != "" and after[0] in _CLOSING_MARKS
    # Several words in capitals in the midst of a sentence are a name; a single one may be a person's or a service's.
    if is_named and (is_quoted or as_heading or (as_title and len(name.split()) >= _NAME_WORDS)):
        return True
    return as_title and _SET_OUT.search(before) is not None


def _is_elsewhere(text: str, start: int, end: int, *, near: bool) -> bool:
    """True for "section 5 of the Criminal Law Act", which is none of the document's.

    `near` asks that the other text is named next to it, where it is named before it.
    """
    before, after = text[:start][-60:], text[end:]
    named = _NOT_OURS_NEXT.search(before) or (not near and _NOT_OURS.search(before))
    return bool((named or _NOT_OURS_AFTER.match(after)) and not _OURS.match(after))


def _is_denied(text: str, start: int, end: int) -> bool:
    """True for "section 5 does not apply", "may follow section 5" and "Section 5 was written for adults"."""
    before, after = text[:start], text[end:]
    only_spoken_of = _AS_SUBJECT.search(before) and not _SENDS.search(after)
    at_choice = _CHOICE_BEFORE.search(before) or _CHOICE_AFTER.match(after)
    return bool(_DENIED_BEFORE.search(before) or _DENIED_AFTER.match(after) or at_choice or only_spoken_of)


def _steps(before: str) -> tuple[str, ...]:
    """The items that are picked out of what follows: "steps 4 and 5 of", "Route 1 in"."""
    found = _STEPS.search(before)
    if found is None:
        row = _NAMED_ROW.search(before)
        return (row.group(1).lower(),) if row else ()
    picked = re.findall(r"\b(?:\d{1,2}|[a-z])\b", found.group(1).lower())
    if re.search(r"\d\s*(to|-|–)\s*\d", found.group(1)):
        numbers = [int(each) for each in picked if each.isdigit()]
        return tuple(str(number) for number in range(numbers[0], numbers[-1] + 1))
    return tuple(picked)


def _between(first: str, last: str) -> Iterator[str]:
    """Labels after `first` up to `last` where the two differ in their final number only."""
    stem, _, low = first.rpartition(".")
    other, _, high = last.rpartition(".")
    if stem == other and 0 < int(high) - int(low) <= 12:
        for number in range(int(low) + 1, int(high) + 1):
            yield f"{stem}.{number}".lstrip(".")
    else:
        yield last
