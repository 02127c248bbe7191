"""What a "may", a "can" or a "consider" leaves to choice, and when it tells only of what is possible."""

from __future__ import annotations

from collections.abc import Sequence

from procheck.language.clauses import FINITE, is_subordinate
from procheck.language.reaches import DENYING_SUBJECTS, PERMISSION_REACH, SUBJECT_REACH, Marked, in_subordinate_clause, permission_end
from procheck.language.terms import Span
from procheck.language.words import IRREGULAR_FORMS

_EPISTEMIC = frozenset(
    """have need indicate display show suffer pose arise happen occur come feel experience involve affect
    include cause mean become seem appear exist point signal reflect result lead also not get want wish believ""".split()
)
"""After "may" these say what is possible, not what is allowed (as stems; "may be" is judged by what follows)."""
_RELATIVES = frozenset(("that", "what", "which", "who", "whatev"))
_DANGERS = frozenset(("danger", "risk", "threat", "harm", "hazard"))
_DANGER_REACH = 8
_ENDS = frozenset((",", ";", ":", "."))
_ADVERBS = frozenset(("also", "well", "still", "themselv", "too", "therefor", "sometim", "often"))
_YOU = (("you",), ("he",), ("she",))
_SUFFERED = frozenset(("harm", "hurt", "abus", "injur", "affect", "expos", "victimis", "exploit"))
_PURPOSE_REACH = 8
_ASKING = frozenset(("ask", "request", "invit"))
_ARTICLES = frozenset(("a", "an", "the", "if", "whether", "making"))


def permission(marked: Marked, spans: Sequence[Span], inside: set[int]) -> Span | None:
    """The cue that leaves the words at `spans` to choice; None where none does. Cues at positions `inside` are passed over."""
    for cue in marked.cues("permissive"):
        if cue[0] not in inside and not (_is_possibility(marked, cue, inside) or _is_denied_modal(marked, cue)):
            end = permission_end(marked, cue)
            if any(cue[1] <= start < end for start, _ in spans):
                return cue
    return _thought_about(marked, spans, inside) if "consid" in marked.words.stems else None


def _thought_about(marked: Marked, spans: Sequence[Span], inside: set[int]) -> Span | None:
    """The "consider" of "consider a referral", "consider telling": thinking of doing it is not doing it."""
    stems, lower = marked.words.stems, marked.words.lower
    for position, word in enumerate(stems):
        if word != "consid" or position in inside:
            continue
        following = lower[position + 1] if position + 1 < len(stems) else ""
        # "Considers the guideline to be the standard" is what it holds, not what it thinks of doing.
        holds = lower[position] == "considers" and ("to", "be") in zip(stems[position:], stems[position + 1 :], strict=False)
        thinking = (following in _ARTICLES or following.endswith("ing")) and not holds
        near = any(position < start <= position + PERMISSION_REACH for start, _ in spans)
        # "Asks the council to consider whether": the asking is done, and the thinking is another's.
        asked = stems[position - 1 : position] == ("to",) and any(
            stems[at] in _ASKING and stems[at - 1 : at] != ("be",) for at in range(max(0, position - PERMISSION_REACH), position)
        )
        if thinking and near and not asked:
            return (position, position + 1)
    return None


def _is_denied_modal(marked: Marked, cue: Span) -> bool:
    """True for "may not" and "no adult may": they forbid."""
    stems = marked.words.stems
    before = stems[max(0, cue[0] - SUBJECT_REACH) : cue[0]]
    if "," in before:
        before = before[len(before) - before[::-1].index(",") :]  # "says no, the manager might" forbids nothing
    return stems[cue[1] : cue[1] + 1] == ("not",) or any(word in DENYING_SUBJECTS for word in before)


def _is_possibility(marked: Marked, cue: Span, inside: set[int]) -> bool:
    """True for "may be at risk", "can show": what could be so, not what is left to choice."""
    stems = marked.words.stems
    if cue[1] - cue[0] > 1 or stems[cue[0]] not in ("may", "can", "could", "might"):
        return False
    at = cue[1]
    while at < len(stems) and stems[at] in _ADVERBS:
        at += 1
    if at >= len(stems):
        return False
    before = stems[max(0, cue[0] - 4) : cue[0]]
    if stems[cue[0]] == "can" and any(word in ("ensur", "sure") for word in stems[: cue[0]]):
        return True  # "we make sure that every child can see a therapist"
    if any(word in _RELATIVES for word in before[-1:]) or "what" in before[-2:] or _is_of_a_danger(marked, cue):
        return True  # "behaviour that may harm", "what might lie behind it", "what others could do"
    if any(start in range(cue[0] - _PURPOSE_REACH, cue[0]) and stems[start] == "so" for start, _ in marked.hits.get("boundary", ())):
        return True  # "so that the head teacher can"
    if stems[cue[0]] == "can" and ("so" in before or "whom" in before or "as" in before or before[-1:] in _YOU):
        return True  # "so that they can", "to whom she can turn", "as well as you can"
    if stems[cue[0]] in ("might", "could") and in_subordinate_clause(marked, cue, relative=False):
        return True  # "unless telling them could put a child at risk"
    if stems[at] == "be":
        if at + 1 < len(stems) and stems[at + 1] in _SUFFERED:
            return True
        return at + 1 < len(stems) and at + 1 not in inside and not _is_participle(marked.words.lower[at + 1])
    if stems[at] == "need" and not is_subordinate(marked.words, cue[0]):
        return False  # "The child may also need a referral" is no referral; "a child who may need help" is one in need
    return stems[at] in _EPISTEMIC and at not in inside


def _is_of_a_danger(marked: Marked, cue: Span) -> bool:
    """True for "the danger that he or she may present", "the risks to which she might come back"."""
    stems = marked.words.stems
    first = max(0, cue[0] - _DANGER_REACH)
    danger = next((at for at in range(cue[0] - 1, first - 1, -1) if stems[at] in _DANGERS), None)
    if danger is None or any(word in FINITE or word in _ENDS for word in marked.words.lower[danger : cue[0]]):
        return False
    return any(word in ("that", "which") for word in stems[danger + 1 : danger + 4])


def _is_participle(word: str) -> bool:
    return word.endswith(("ed", "en")) or word in IRREGULAR_FORMS
