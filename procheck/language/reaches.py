"""How far a cue reaches over its sentence, in the manner of ConText: to the end of its clause, and some words at most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from procheck.language.clauses import FINITE, joins_nouns, next_clause
from procheck.language.lexicon import Hits
from procheck.language.terms import Span
from procheck.language.words import Words

PERMISSION_REACH, PERMISSION_REACH_UNBROKEN = 7, 16
"""Words that a "may" reaches over, and how many where no comma, "and" or the like breaks its clause."""
DENYING_SUBJECTS = frozenset(("no", "nobodi", "none", "noth", "neither"))
"""Subjects that deny what follows them, as stems: "nobody may"."""
SUBJECT_REACH = 5
"""Words within which a subject and its verb stand together."""
_MODALS = frozenset(("may", "can", "could", "might"))
_BREAKS = frozenset((",", "and", "or", "then", "who", "which", "that", "(", "|"))
_RELATIVE_OPENERS = frozenset(("who", "which", "whoever", "whenev", "wherev"))


@dataclass(frozen=True)
class Marked:
    """A statement's words and the cues in them."""

    words: Words
    hits: Hits

    def cues(self, kind: str) -> Iterator[Span]:
        """The cues of a kind, without those that stand in a longer wording which is none of that kind ("not later than")."""
        others = self.hits.get(f"not-{kind}", ())
        return (cue for cue in self.hits.get(kind, ()) if not any(start <= cue[0] and cue[1] <= end for start, end in others))


def next_denial(marked: Marked, cue: Span) -> int:
    """Where "and", "or" or a comma begins the next clause that is denied in its own right."""
    for start, _ in marked.hits.get("negation", ()):
        before = marked.words.stems[cue[1] : start][-2:]
        if start >= cue[1] and any(word in ("and", "or", ",") for word in before):
            return start - 1
    return len(marked.words)


def permission_end(marked: Marked, cue: Span) -> int:
    """Where the reach of a "may" ends: some words on, and further where nothing breaks the clause."""
    stems = marked.words.stems
    end = reach(marked, cue, PERMISSION_REACH_UNBROKEN, ("boundary", "directive"))
    if stems[cue[1] : cue[1] + 1] == (",",):  # "may, after speaking to the head, and where she agrees, refer"
        return end
    for at in range(cue[1] + PERMISSION_REACH, end):
        if stems[at] in _BREAKS and not joins_nouns(marked.words, at):
            return at
    return end


def reach(marked: Marked, cue: Span, most: int, enders: Iterable[str]) -> int:
    """The position where the cue's reach ends."""
    end = min(len(marked.words), cue[1] + most)
    # The modal of "nobody may" and "no member of staff will" belongs to the denial and does not end it.
    first = cue[1] + (SUBJECT_REACH if marked.words.stems[cue[0]] in DENYING_SUBJECTS else 0)
    if marked.words.stems[cue[0]] in _MODALS:
        first = cue[1] + 1  # "may be asked to" is one verb
    for kind in enders:
        for start, _ in marked.hits.get(kind, ()):
            if (first if kind != "boundary" else cue[1]) <= start < end and (start, _) != cue:
                end = start
    end = next_clause(marked.words, cue[1], end)
    if "(" in marked.words.stems[: cue[0]] and ")" not in marked.words.stems[_last(marked, "(", cue[0]) : cue[0]]:
        for position in range(cue[1], end):
            if marked.words.stems[position] == ")":
                return position
    if in_subordinate_clause(marked, cue):
        for position in range(cue[1], end):
            if _ends_subordinate(marked, position):
                return position
    return end


def _ends_subordinate(marked: Marked, position: int) -> bool:
    """True for a comma that ends an "if" clause; "if nobody is hurt, and no bone broken, ..." carries on after its first."""
    stems = marked.words.stems
    return stems[position] == "," and stems[position + 1 : position + 2] not in (("and",), ("or",))


def _last(marked: Marked, mark: str, before: int) -> int:
    """Position of the last `mark` before a position, which must have one."""
    return before - 1 - marked.words.stems[:before][::-1].index(mark)


def in_subordinate_clause(marked: Marked, cue: Span, *, relative: bool = True) -> bool:
    """True where the cue stands in an "if ..., " or "where ..., " clause that a comma ends.

    "Who ..." and "which ..." open one too, unless `relative` says to leave those out.
    """
    for start, _ in reversed(marked.hits.get("subordinator", ())):
        if start >= cue[0] or _is_main_verb(marked, cue, start):
            continue
        if relative or marked.words.stems[start] not in _RELATIVE_OPENERS:
            return not any(_ends_subordinate(marked, position) for position in range(start, cue[0]))
    return False


def _is_main_verb(marked: Marked, cue: Span, opener: int) -> bool:
    """True for the "may" of "the child who was hurt may": the clause that "who" opens had its verb before it."""
    between = marked.words.lower[opener + 1 : cue[0]]
    is_modal = marked.words.stems[cue[0]] in _MODALS
    return is_modal and marked.words.stems[opener] == "who" and any(word in FINITE for word in between)
