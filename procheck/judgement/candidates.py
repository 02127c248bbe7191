"""Which statements bear on which elements: the pack's phrases found in a statement, and how it says them."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from procheck.criteria.model import Element, Pack
from procheck.criteria.phrases import Phrase, matches
from procheck.judgement.model import Value
from procheck.judgement.rules import Rule, Rules
from procheck.judgement.weighing import MAY_OPPOSE, Stand, weigh
from procheck.language.cues import Cues, Reading
from procheck.language.lexicon import Hits, Lexicon
from procheck.language.scope import Reach
from procheck.language.terms import Span
from procheck.language.words import Words
from procheck.scoring.model import Likelihood


@dataclass(frozen=True, slots=True)
class Candidate:
    """One element found in one statement, and how the statement says it."""

    element: Element
    stand: Stand
    value: Value
    """What the statement alone makes of the element; `no` where it was found but does not count."""
    reading: Reading
    phrase: Phrase | None
    """The phrase that found it; None where it was found by likeness."""
    spans: tuple[Span, ...]
    """Positions of the matched words in the statement's joined words."""
    part: str = ""
    """Which of the element's parts it is, where it has parts."""
    because: str = ""
    """What holds it below `yes`."""
    likelihood: Likelihood | None = None
    """What the scorer makes of the statement for the element; None without a scorer."""
    by_reference: bool = False
    """True where it counts only because a passage about HSB sends the reader to it."""
    embedding: Any = field(default=None, compare=False, repr=False)
    """Where the scorer places the statement; kept where likeness found it."""


class Finder:
    """Finds a pack's phrases in statements."""

    def __init__(self, pack: Pack) -> None:
        self._cue_lexicon = Lexicon(pack.cues)
        self._rules = Rules(pack)

    def cues(self, words: Words) -> Cues:
        """The cues of a statement."""
        return Cues.of(words, self._cue_lexicon)

    def candidates(
        self, words: Words, hits: Hits, around: Container[str], own_from: int, reach: Reach
    ) -> list[Candidate]:
        """Every phrase found in `words`, at least in part at or after position `own_from`, with what it is worth.

        `around` holds the concepts of heading, lead-in and sentence before; `own_from` is how many words of `words`
        are lead-in. Phrases found only in the lead-in are the lead-in's own.
        """
        if reach.subject == "off-topic":
            return []
        cues: Cues | None = None
        found: dict[tuple[str, Stand, str], Candidate] = {}
        for rule in self._rules.possible(hits):
            if _is_settled(rule, found):
                continue
            for spans in matches(rule.phrase, words, hits, around):
                if own_from and spans and all(end <= own_from for _, end in spans):
                    continue
                if rule.stand in ("apart", "unlike"):
                    matter = Candidate(rule.element, rule.stand, "no", Reading("says"), rule.phrase, spans)
                    found[rule.element.id, rule.stand, ""] = matter
                    break
                cues = cues or self.cues(words)
                weight = weigh(rule.element, rule.stand, spans, cues, reach)
                # Words that would say it, denied, say the opposite.
                stand: Stand = "contradicts" if weight.value == "contradicted" else rule.stand
                key = (rule.element.id, stand, rule.part)
                if key not in found or _RANK[weight.value] > _RANK[found[key].value]:
                    found[key] = Candidate(
                        element=rule.element,
                        stand=stand,
                        value=weight.value,
                        reading=weight.reading,
                        phrase=rule.phrase,
                        spans=spans,
                        part=rule.part,
                        because=weight.because,
                        by_reference=bool(reach.via),
                    )
                if weight.value not in ("no", "weak"):
                    break
        for key, candidate in found.items():
            if candidate.value == "contradicted" and (candidate.element.id, "apart", "") in found:
                found[key] = replace(candidate, value="no", because=MAY_OPPOSE)
        return sorted(found.values(), key=lambda each: (each.element.id, each.stand, each.part))


_RANK: Mapping[Value, int] = {"no": 0, "weak": 1, "yes": 2, "contradicted": 3}


def _is_settled(rule: Rule, found: Mapping[tuple[str, Stand, str], Candidate]) -> bool:
    """True where no more can be found by the rule than was found for its element, stand and part already."""
    against = found.get((rule.element.id, "contradicts", rule.part))
    if against is None or against.value != "contradicted":
        # A phrase that says it may still turn out to be denied.
        return False
    if rule.stand == "contradicts":
        return True
    known = found.get((rule.element.id, rule.stand, rule.part))
    return known is not None and known.value == ("yes" if rule.stand == "says" else "weak")
