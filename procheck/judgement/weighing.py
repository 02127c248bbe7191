"""What a statement is worth to an element that it speaks of: how it says it, and what it is about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from procheck.criteria.model import Element
from procheck.judgement.model import Value
from procheck.language.cues import Cues, Manner, Reading
from procheck.language.scope import Reach
from procheck.language.terms import Span

Stand = Literal["says", "partly", "contradicts", "apart", "unlike"]
"""What words are to an element; "apart": they sound like its opposite and are another matter; "unlike": likewise, like what says it."""

DOUBTFUL = "the program is not sure that the passage says this"
MAY_OPPOSE = "a passage may say the opposite"
OPPOSED = "another passage may say the opposite"
REFERRED = "it rests on a cross-reference alone, and the program is not sure of it"
UNSETTLED = frozenset((DOUBTFUL, OPPOSED, REFERRED))
"""What makes weak what a person may find firm."""
DENIES = "'{cue}' forbids or waives the very thing that is asked for"
APART = "what is denied is something else"
GENERAL = "it is about concerns in general, not HSB"
IN_PART = "it says so only in part, or too vaguely to act on"
_BECAUSE = {
    "permissive": "'{cue}' leaves it to choice",
    "softened": "'{cue}' makes it less than a duty",
    "deferred": "'{cue}': it is promised, not yet in place",
}
_DROPPED = {
    "negated": "'{cue}' denies it",
    "quoted": "it is given as an example of what not to do",
    "historic": "it tells of something that happened ('{cue}')",
    "guidance": "it tells what guidance says, not what is done here",
}


@dataclass(frozen=True, slots=True)
class Weight:
    """What a statement makes of an element."""

    value: Value
    reading: Reading
    because: str = ""
    """What holds it below `yes`."""


def weigh(
    element: Element,
    stand: Stand,
    spans: Sequence[Span],
    cues: Cues,
    reach: Reach,
    *,
    by_phrase: bool = True,
    overruled: Collection[Manner] = (),
) -> Weight:
    """The value of words at `spans` that take this `stand` towards the element.

    `by_phrase` is False where the spans are the statement's words at large, whose denial need not deny the element; `overruled` are
    manners that the cues may seem to show and that the statement is known not to have.
    """
    matters = not element.knowledge and stand != "contradicts"
    reading = cues.reading(spans, permission_matters=matters, of_match=by_phrase)
    if reading.manner in overruled:
        reading = replace(reading, manner="says")
    if by_phrase and stand == "says" and reading.manner == "negated" and _denies(element, spans, cues, reach):
        return Weight("contradicted", reading, DENIES.format(cue=reading.cue))
    if reading.manner in _DROPPED:
        return Weight("no", reading, _DROPPED[reading.manner].format(cue=reading.cue))
    if stand == "contradicts" and cues.parts(spans):
        return Weight("no", reading, APART)
    if stand == "contradicts":
        # General text that says the opposite is a reason for a person to look, not a verdict about HSB.
        if reach.subject == "hsb" and reading.manner == "says":
            return Weight("contradicted", reading)
        return Weight("no", reading, GENERAL)
    if reach.subject == "general":
        why = GENERAL
        return Weight("weak" if element.general_counts else "no", reading, why)
    if reading.manner != "says":
        return Weight("weak", reading, _BECAUSE[reading.manner].format(cue=reading.cue))
    if reach.via and not element.reference_counts:
        return Weight("weak", reading, "it sends the reader to what is done about concerns in general")
    if stand == "partly":
        return Weight("weak", reading, IN_PART)
    return Weight("yes", reading)


def _denies(element: Element, spans: Sequence[Span], cues: Cues, reach: Reach) -> bool:
    """True where the words that would say the element are themselves denied as a rule.

    Only for duties that have an opposite: where the guide names none, not doing it is no more than not saying it.
    """
    has_opposite = bool(element.contradicts) and not element.knowledge and not element.parts
    return has_opposite and reach.subject == "hsb" and not reach.via and bool(cues.denial(spans))
