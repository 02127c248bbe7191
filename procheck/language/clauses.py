"""Where clauses begin and end, told by their small words alone: no parser is run.

A cue reaches no further than its own clause, and the clause ends where another begins: ", and the head tells", "; she
must", "Behaviour that is not right for the age | is reported". What cannot be told is left as one clause.
"""

from __future__ import annotations

from procheck.language.terms import Span
from procheck.language.words import Words

FINITE = frozenset("""is are was were has have had does do did will must shall should would can may could might ought needs""".split())
"""Verbs that open a predicate, as written in lower case."""
PAST = frozenset(("was", "were", "did", "had"))
"""Those that put their clause into the past."""
_SUBJECTS = frozenset("they he she we you i it everyone everybody anyone nobody someone staff".split())
_DETERMINERS = frozenset("the a an any all each every this that these those both our his her their no".split())
_COORDINATORS = frozenset(("and", "but", "so", "then", "or", "yet"))
_AFTER_NOUNS = frozenset("to of for in with at by from on , . ;".split())
_OPENERS = frozenset(("who", "which", "that", "whoever"))
_OBJECTS = frozenset(("nothing", "nobody", "none"))
_SUBORDINATE = frozenset(
    """if where when who whom whose which what whether that because since after before once until unless although though
    while whatever whoever whenever wherever how why as than""".split()
)
_SKIPPED = frozenset("not n't also never always then promptly first later ever been be being only".split())
_NO_SUBJECT = frozenset("have has having may might could should would must , . ; : | ( ?".split())
"""Before "had" or "was" these show that it is no plain past: "may have had", "Was anyone bigger?"."""
_NO_NOUNS = FINITE | _OPENERS | _SUBORDINATE | _DETERMINERS | _SKIPPED
_OWN_TEXT = frozenset("policy procedure procedures document guidance protocol handbook code".split())
"""What "was written" tells nothing of the past of: it says what a document rests on."""
_PREDICATE_WITHIN = 6
_RELATIVE_REACH = 4
_RELATIVE_START = 6
_LEAST_VERB = 4


def next_clause(words: Words, start: int, end: int) -> int:
    """Where, from `start` up to `end`, a coordinated clause with a subject of its own begins; `end` where none does."""
    return next((at for at in range(start, end) if _begins_clause(words, at)), end)


def _begins_clause(words: Words, at: int) -> bool:
    lower = words.lower
    if lower[at] not in _COORDINATORS or at + 2 >= len(lower):
        return False
    following = lower[at + 1]
    if following in ("it", "you"):
        return lower[at + 2] in FINITE
    if following in _SUBJECTS:
        return True
    if lower[at + 2] in FINITE and following.isalpha() and following not in _NO_NOUNS:
        return True  # "and support is put in place"
    if following not in _DETERMINERS:
        return False
    for place in range(at + 2, min(at + 2 + _PREDICATE_WITHIN, len(lower))):
        word = lower[place]
        if word in _AFTER_NOUNS or word in _COORDINATORS or word in _SUBORDINATE:
            return False
        if word in FINITE:
            return True
        # ", and the lead refers it": the "s" of the third person, a noun or more after the determiner.
        is_verb = len(word) > _LEAST_VERB and word.endswith("s") and not word.endswith("ss")
        if lower[at - 1] == "," and place > at + 2 and is_verb:
            return True
    return False


def joins_nouns(words: Words, at: int) -> bool:
    """True where the "and" at `at` joins no more than two nouns: "the carer and the team to work out"."""
    lower = words.lower
    return lower[at + 1 : at + 2] != () and lower[at + 1] in _DETERMINERS and any(word in _AFTER_NOUNS for word in lower[at + 2 : at + 4])


def relative_end(words: Words, cue: Span, end: int) -> int:
    """Where the reach of a "not" in a relative clause ends: "Behaviour that is not right for the age | is reported"."""
    lower = words.lower
    opener = next((at for at in range(cue[0] - 1, max(-1, cue[0] - 4), -1) if lower[at] in _OPENERS), None)
    if opener is None or not 0 < opener <= _RELATIVE_START or any(word in FINITE for word in lower[:opener]):
        return end
    if opener + 1 < cue[0] and lower[opener + 1] not in FINITE:
        return end  # "that he is not": it says what is so and belongs to no noun
    main = next((at for at in range(cue[1] + 1, len(lower)) if lower[at] in FINITE), None)
    if main is not None and not any(word in _COORDINATORS for word in lower[cue[1] : main]):
        return min(end, main)
    if lower[cue[0]] in _OBJECTS and cue[0] > opener + 1:
        return cue[1]  # "who has heard nothing | contacts"
    return end if main is not None else min(end, cue[1] + _RELATIVE_REACH)


def is_subordinate(words: Words, at: int) -> bool:
    """True where the word at `at` stands in a clause of "if", "who", "whether" and the like that no comma has ended."""
    for place in range(at - 1, -1, -1):
        word = words.lower[place]
        if word in (",", ";", "|", ":"):
            return False
        if word in _SUBORDINATE:
            return True
    return False


def past_verb(words: Words, span: Span) -> Span | None:
    """The "was", "did" or "had" that puts the verb at `span` into the past, in a clause that tells of what happened."""
    lower = words.lower
    at = span[0]
    while at < span[1] and lower[at] in _SKIPPED:
        at += 1
    if at == span[1] or lower[at] not in PAST:
        at -= 1
        while at >= 0 and lower[at] in _SKIPPED:
            at -= 1
    if at < 1 or lower[at] not in PAST or lower[at - 1] in _NO_SUBJECT | _OWN_TEXT or is_subordinate(words, at):
        return None
    return at, at + 1
