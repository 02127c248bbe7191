"""How a statement says what it says: as a duty, a choice, a hope, a plan, a denial, a memory or a quotation.

In the manner of ConText (Harkema et al. 2009): cue words, each reaching forward over part of the sentence. The cue
words are data (criteria/cues); how far each reaches is told in reaches.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from procheck.language.clauses import FINITE, PAST, is_subordinate, next_clause, past_verb, relative_end
from procheck.language.lexicon import Lexicon
from procheck.language.permission import permission
from procheck.language.reaches import SUBJECT_REACH, Marked, next_denial, reach
from procheck.language.terms import Span
from procheck.language.words import Words

Manner = Literal["says", "permissive", "softened", "deferred", "negated", "historic", "quoted", "guidance"]

NEGATION_REACH = 12
"""Words that a "not" reaches over where nothing ends its clause sooner."""
_SPACE_AND_MARK = 2
_FORBIDDING = frozenset(("not", "n't", "cannot", "never", "no", "nothing", "nobody", "refrain"))
_BESIDE_VERBS = frozenset("be been being to ever normally also any a the in from need needed required asked expected obliged".split())
_LIMITS = frozenset(
    """unless until except if when where while without before after once only alone other others such themselves yourself
    himself herself directly details name names word words just until yet instead rather but because may might""".split()
)
_OTHERS = frozenset("other others why whether how explains says nor words terms expressions labels".split())
_DENYING = frozenset(("no", "not", "never", "without"))
_OPENING = 2
_HABITS = frozenset(("normally", "usually", "ordinarily"))
_ASKED_ABOUT = frozenset(("what", "how", "why"))
_PAST_AUXILIARIES = frozenset(("had", "should"))


@dataclass(frozen=True, slots=True)
class Reading:
    """How the matched words are said, and the cue that shows it."""

    manner: Manner
    cue: str = ""
    """The cue as written in the statement."""
    directive: bool = False
    """True where a duty word (must, will, should ...) governs the match."""


@dataclass(frozen=True)
class Cues(Marked):
    """The cues of one statement, worked out once and asked for every match in it."""

    @classmethod
    def of(cls, words: Words, lexicon: Lexicon) -> Cues:
        """The cues in `words` by a lexicon of cue words."""
        return cls(words, lexicon.find(words))

    def reading(self, spans: Sequence[Span], *, permission_matters: bool = True, of_match: bool = True) -> Reading:
        """How the words at `spans` are said. Where they are the steps of a match, cues inside them are part of the match."""
        inside = {position for start, end in spans for position in range(start, end)}
        directive = self._is_directive(spans, inside)
        negations = self._negations(spans, inside)
        twice_denied = bool(negations) and len(negations) % 2 == 0
        for manner, found in (
            # "Parents were not told" denies nothing that is to be done.
            ("historic", None if directive else self._memory(spans, inside)),
            ("negated", negations[0] if negations and not twice_denied else None),
            ("quoted", self._anywhere("quoted-bad-practice", inside)),
            ("guidance", self._anywhere("guidance", inside)),
            ("deferred", self._anywhere("deferred", inside)),
        ):
            if found is not None:
                return Reading(manner, self._shown(found), directive)  # type: ignore[arg-type]
        # "Nobody may decide not to refer" leaves nothing to choice.
        if permission_matters and not twice_denied:
            inside = inside if of_match else set()
            choice = permission(self, spans, inside)
            if choice is not None:
                return Reading("permissive", self._shown(choice), directive)
            softener = self._softener(spans, inside)
            if softener is not None:
                return Reading("softened", self._shown(softener), directive)
        return Reading("says", "", directive)

    def denial(self, spans: Sequence[Span]) -> str:
        """The "not" that stands at the very words of a match and forbids or waives them as a rule; "" where none does.

        A denial under a condition that follows it ("not told until", "not told if"), one that is somebody's in particular
        ("other staff do not", "not by themselves") and one that is told or asked ("explains when they are not told")
        may leave the duty standing, and do not count.
        """
        inside = {position for start, end in spans for position in range(start, end)}
        negations = self._negations(spans, inside)
        if len(negations) != 1 or any(start in inside for start, _ in self.hits.get("negation", ())):
            return ""
        cue = negations[0]
        lower = self.words.lower
        utter = lower[cue[0]] == "no" and lower[cue[1] : cue[1] + 1] in (("circumstances",), ("account",))
        if lower[cue[0]] not in _FORBIDDING or (is_subordinate(self.words, cue[0]) and not utter):
            return ""
        denied = min((start for start, _ in spans if start >= cue[1]), default=len(lower))
        last = max(start for start, _ in spans)
        near = utter or all(word in _BESIDE_VERBS for word in lower[cue[1] : denied])
        if not utter and lower[cue[0]] in ("no", "nothing", "nobody"):
            near = near and any(word in FINITE for word in lower[denied : denied + SUBJECT_REACH])
        if "," in lower[denied:last] or list(spans) != sorted(spans):
            return ""  # another clause, or words from here and there
        if any(start <= denied < end and self._quote_follows(end) for start, end in spans):
            return ""  # 'never write "consensual"' is about a word
        told = any(word in PAST for word in lower[max(0, cue[0] - SUBJECT_REACH) : cue[0]])
        limited = told or any(word in _LIMITS for word in lower[cue[1] :]) or any(word in _OTHERS for word in lower[: cue[0]])
        return self._shown(cue) if near and not limited else ""

    def parts(self, spans: Sequence[Span]) -> bool:
        """True where a "not" among the matched words stands in a relative clause that ends before the rest of them.

        "A reporter who has heard nothing contacts social care" holds "nothing" and "contacts" and denies no contact.
        """
        inside = {position for start, end in spans for position in range(start, end)}
        for cue in self.hits.get("negation", ()):
            later = [start for start, _ in spans if start >= cue[1]]
            if cue[0] in inside and later and min(later) >= relative_end(self.words, cue, len(self.words)):
                return True
        return False

    def _quote_follows(self, at: int) -> bool:
        """True where a quotation mark, which is no word, stands between the word at `at` and the one before."""
        return at < len(self.words) and self.words.starts[at] - self.words.ends[at - 1] == _SPACE_AND_MARK

    def _shown(self, span: Span) -> str:
        return " ".join(self.words.lower[span[0] : span[1]])

    def _anywhere(self, kind: str, inside: set[int]) -> Span | None:
        if kind not in self.hits:
            return None
        return next((cue for cue in self.cues(kind) if not inside.intersection(range(*cue))), None)

    def _memory(self, spans: Sequence[Span], inside: set[int]) -> Span | None:
        """A word of the past; a year counts where the sentence opens with it ("guidance published in 2016" is no memory)."""
        for cue in self.hits.get("historic", ()):
            is_year = self.words.stems[cue[1] - 1].isdigit()
            told_aside = self.words.lower[cue[0]] in _PAST_AUXILIARIES and is_subordinate(self.words, cue[0])
            if cue[0] not in inside and not (is_year and cue[0] > _OPENING) and not told_aside:
                return cue
        return next((past for past in (past_verb(self.words, span) for span in spans) if past), None)

    def _softener(self, spans: Sequence[Span], inside: set[int]) -> Span | None:
        """A softening word anywhere but in an afterthought ("rings the parents, normally on the same day")."""
        last = max((end for _, end in spans), default=0)
        for cue in self.cues("softened"):
            afterthought = cue[0] >= last and self.words.stems[cue[0] - 1] == ","
            # "Should normally be told unless ..." gives the exception that "normally" stands for.
            excepted = self.words.lower[cue[0]] in _HABITS and "unless" in self.words.stems
            elsewhere = cue[1] - cue[0] == 1 and self._in_earlier_clause(cue, spans)
            before = self.words.stems[max(0, cue[0] - 3) : cue[0]]
            # "Nothing is to be hoped", and "find out what they are hoping to achieve", which is the child's hope.
            theirs = any(word in _DENYING or word in _ASKED_ABOUT for word in before)
            if not (cue[0] in inside or afterthought or excepted or elsewhere or theirs):
                return cue
        return None

    def _in_earlier_clause(self, cue: Span, spans: Sequence[Span]) -> bool:
        """True where a clause of its own follows the cue and holds the match ("They are often upset, and we help")."""
        first = min((start for start, _ in spans), default=0)
        return next_clause(self.words, cue[1], first) < first

    def _negations(self, spans: Sequence[Span], inside: set[int]) -> list[Span]:
        """The negations that reach one of the spans; two of them cancel."""
        reaching = [
            cue for cue, end in self._denials if cue[0] not in inside and any(cue[1] <= start < end for start, _ in spans)
        ]
        # "Neither ... nor" denies once.
        words = [self.words.stems[cue[0]] for cue in reaching]
        return [cue for cue, word in zip(reaching, words, strict=True) if word != "nor" or "neither" not in words]

    @cached_property
    def _denials(self) -> Sequence[tuple[Span, int]]:
        """The negations that are not within a longer one, each with where its reach ends."""
        found = []
        for cue in self.cues("negation"):
            if any(a <= cue[0] and cue[1] <= b and (a, b) != cue for a, b in self.hits["negation"]):
                continue
            end = reach(self, cue, NEGATION_REACH, ("boundary", "directive", "permissive"))
            found.append((cue, min(end, next_denial(self, cue), relative_end(self.words, cue, end), next_clause(self.words, cue[1], end))))
        return found

    def _is_directive(self, spans: Sequence[Span], inside: set[int]) -> bool:
        """True where a duty word stands among the matched words or reaches one of them."""
        return any(cue[0] in inside or any(cue[1] <= start < end for start, _ in spans) for cue, end in self._duties)

    @cached_property
    def _duties(self) -> Sequence[tuple[Span, int]]:
        """The duty words, each with where its reach ends."""
        return [(cue, reach(self, cue, NEGATION_REACH, ("boundary",))) for cue in self.hits.get("directive", ())]
