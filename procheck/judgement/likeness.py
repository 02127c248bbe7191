"""Phrases and the learned scorer together: each finds what the other misses, and a phrase's false alarms are dropped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from procheck.criteria.model import Element
from procheck.judgement.candidates import Candidate, Finder
from procheck.judgement.model import Value
from procheck.judgement.reading import ReadStatement
from procheck.judgement.weighing import DOUBTFUL, IN_PART, MAY_OPPOSE, Stand, weigh
from procheck.language.cues import Manner
from procheck.language.terms import Span
from procheck.scoring.model import Bounds, Likelihood, Look, Scored

ALARM = 0.3
"""Likelihood of the opposite from which a person is asked to read the passage, though it does not yet contradict."""
AFAR, HALF = 0.1, 0.5
"""What of the opposite is given up where a passage seems to speak of something else, and from which likelihood of the element on none.

What truly says the opposite of an element speaks of it, and the scorer holds it likely to say it, too: on 200 passages that likeness alone
called opposite, the mean is 0.52 for the right ones and 0.20 for the others. On our own documents 17 of 64 false ones go and 3 of 201
right ones.
"""
UNLIKE = 0.3
"""Likelihood of the opposite below which what a phrase finds opposite, or finds denied, only asks a person to read the passage.

On 33 documents with few opposites and many passages that sound like one, 0.3 takes 10 of 36 false ones away and no right one; on the gold
documents it changes nothing.
"""
VAGUE = 0.6
"""Likelihood of firmness below which what a phrase found, and the scorer too, is weak.

On our own unread documents 0.6 and 0.75 instead of 0.5 take away false mets and 0.001 and 0.002 of kappa; a person reads what became weak.
"""
SURELY_FIRM = 0.98
"""Likelihood of firmness from which a "may", a "normally" or a word of the past does not make a statement weak.

Of 149 passages of gold and own documents where cues and a scorer that had not learned them differ so, 134 are of elements that the labels
hold for firm, 101 of them by that very passage.
"""
SURELY_OPPOSITE = 0.95
"""Likelihood of the opposite from which a word of the past does not make it a memory: "What a child did elsewhere is behind them, and is
not brought into it". On our own documents two right contradictions more, one of them where nobody had looked, and no false one.
"""
_DENIED: frozenset[Manner] = frozenset(("negated",))
_NOT_FIRM: frozenset[Manner] = frozenset(("permissive", "softened", "deferred", "historic"))
LEAST_WORDS = 5
"""Longer words that a statement must have to be understood without a lead-in."""
_LEAST_LETTERS = 4
_MOST_SPANS = 14


def worth_scoring(statement: ReadStatement) -> bool:
    """False for what can't matter, or tells too little by itself: sections about something else, lead-ins, scraps of a few words.

    "The following should be kept in mind:" and "That is fine." are like anything that is asked for, and say none of it.
    """
    if statement.reach.subject == "off-topic" or statement.scorer_input.text.endswith(":"):
        return False
    return bool(statement.statement.lead_in) or len(_longer(statement.statement.words.lower)) >= LEAST_WORDS


def look(statement: ReadStatement, candidates: Sequence[Candidate]) -> Look:
    """How closely the scorer is to look at a statement.

    Wholly where phrases found something in it: what is left at a glance counts as unlikely, and would take it away. What is about concerns
    in general can be weak at most, and is left sooner.
    """
    is_general = statement.reach.subject == "general"
    if any(candidate.value != "no" for candidate in candidates):
        return "perhaps worth" if is_general else "whole"
    return "surely worth" if is_general else "worth"


def blend(
    statement: ReadStatement,
    candidates: Sequence[Candidate],
    scored: Scored,
    bounds: Mapping[str, Bounds],
    elements: Sequence[Element],
    finder: Finder,
) -> list[Candidate]:
    """The statement's candidates after the scorer was heard: phrases' finds kept or dropped, its own finds added."""
    if statement.reach.subject == "off-topic":
        return []
    result = [_heard(candidate, scored.likelihoods.get(candidate.element.id), bounds) for candidate in candidates]
    manners: dict[str, set[Manner]] = defaultdict(set)
    for each in candidates:
        if each.stand in ("says", "partly"):
            manners[each.element.id].add(each.reading.manner)
    contradicted = {each.element.id for each in result if each.value == "contradicted"}
    apart = {candidate.element.id for candidate in candidates if candidate.stand == "apart"}
    unlike = {candidate.element.id for candidate in candidates if candidate.stand == "unlike"}
    for element in elements:
        if scored.likely is not None and element.id not in scored.likely:
            continue
        likelihood = scored.likelihoods.get(element.id)
        if likelihood is None:
            continue
        bound = bounds[element.id]
        # A "not" or a "may" beside a phrase may be part of saying the thing: then what likeness makes of the whole sentence counts.
        if likelihood.says >= bound.found and manners[element.id] <= _overruled(likelihood, bound):
            found = _found(statement, element, "says", scored, bound, finder)
            is_doubtful = element.id in unlike and found.value == "yes"
            result.append(replace(found, value="weak", because=DOUBTFUL) if is_doubtful else found)
        # So may a "not" beside one that says the opposite.
        if likelihood.opposite >= ALARM and element.id not in contradicted:
            opposite = _found(statement, element, "contradicts", scored, bound, finder)
            if against(likelihood) >= bound.opposite and element.id not in apart:
                result.append(opposite)
            elif opposite.value == "contradicted":
                result.append(replace(opposite, value="no", because=MAY_OPPOSE))
    return _one_opposite(result)


def _one_opposite(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Of what likeness found opposite only the likeliest stays: a passage seldom denies two things. The others go to a person."""
    likely = [each.likelihood.opposite for each in candidates if each.value == "contradicted" and each.likelihood]
    return [
        replace(each, value="no", because=MAY_OPPOSE)
        if each.value == "contradicted" and each.phrase is None and each.likelihood and each.likelihood.opposite < max(likely)
        else each
        for each in candidates
    ]


def against(likelihood: Likelihood) -> float:
    """How likely a passage contradicts: the opposite counts for less where the passage does not seem to speak of the element."""
    return likelihood.opposite - AFAR * max(0.0, 1 - likelihood.says / HALF)


def _heard(candidate: Candidate, likelihood: Likelihood | None, bounds: Mapping[str, Bounds]) -> Candidate:
    """What a phrase found, with what likeness makes of it."""
    if likelihood is None or not bounds[candidate.element.id].doubts_phrases:
        return candidate
    value, because = _doubted(candidate, likelihood, bounds[candidate.element.id])
    return replace(candidate, likelihood=likelihood, value=value, because=because)


def _doubted(candidate: Candidate, likelihood: Likelihood, bound: Bounds) -> tuple[Value, str]:
    """What is left of a phrase's find, and what holds it below `yes`."""
    if candidate.value == "contradicted" and likelihood.opposite < UNLIKE:
        return "no", MAY_OPPOSE
    if candidate.stand == "contradicts" or candidate.value == "no" or candidate.part:
        return candidate.value, candidate.because
    if likelihood.says < bound.kept:
        return "no", "its words are alike, but it seems to speak of something else"
    if candidate.value == "yes" and likelihood.says < bound.trusted:
        return "weak", DOUBTFUL
    if candidate.value == "yes" and likelihood.says > 0.5 and likelihood.firmly < VAGUE:
        return "weak", IN_PART
    return candidate.value, candidate.because


def _found(
    statement: ReadStatement, element: Element, stand: Stand, scored: Scored, bound: Bounds, finder: Finder
) -> Candidate:
    spans = _content(statement)
    likelihood = scored.likelihoods[element.id]
    weight = weigh(
        element,
        stand,
        spans,
        finder.cues(statement.statement.joined),
        statement.reach,
        by_phrase=False,
        overruled=_overruled_for_opposite(likelihood) if stand == "contradicts" else _overruled(likelihood, bound),
    )
    value, because = weight.value, weight.because
    if value == "yes" and likelihood.firmly < bound.firm:
        value, because = "weak", IN_PART
    if value == "yes" and likelihood.says < bound.sure:
        value, because = "weak", DOUBTFUL
    return Candidate(
        element=element,
        stand=stand,
        value=value,
        reading=weight.reading,
        phrase=None,
        spans=spans,
        # Each statement that is like one of an element's parts is a part of its own.
        part=f"passage {statement.statement.index}" if element.parts and stand == "says" else "",
        because=because,
        likelihood=likelihood,
        by_reference=bool(statement.reach.via),
        embedding=scored.embedding,
    )


def _overruled(likelihood: Likelihood, bound: Bounds) -> frozenset[Manner]:
    """What the cues of a statement do not make of it where the scorer, which has read the whole sentence, is sure.

    "It cannot be kept secret" says that secrecy is no reason: the "not" is part of what is said.
    """
    if likelihood.says < bound.sure or likelihood.opposite >= ALARM:
        return frozenset()
    return _NOT_FIRM | _DENIED if likelihood.firmly >= SURELY_FIRM else _DENIED


def _overruled_for_opposite(likelihood: Likelihood) -> frozenset[Manner]:
    """The same for its opposite, which is mostly said with a "not"."""
    return _DENIED | {"historic"} if likelihood.opposite >= SURELY_OPPOSITE else _DENIED


def _content(statement: ReadStatement) -> tuple[Span, ...]:
    """The statement's own longer words, for the cues to reach or not, as a phrase's words would be."""
    words = statement.statement.joined
    own_from = len(statement.statement.lead_in)
    content = [own_from + at for at in _longer(words.lower[own_from:])]
    return tuple((at, at + 1) for at in content[:_MOST_SPANS])


def _longer(words: Sequence[str]) -> list[int]:
    """Positions of the words that carry what is said."""
    return [at for at, word in enumerate(words) if len(word) >= _LEAST_LETTERS]
