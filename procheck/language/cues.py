"""How a statement says what it says: as a duty, a choice, a hope, a plan, a denial, a memory or a quotation.

In the manner of ConText (Harkema et al. 2009): cue words, each reaching forward over part of the sentence. The cue
words are data (criteria/cues); the rules for how far each reaches are here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from procheck.language.clauses import FINITE, PAST, is_subordinate, joins_nouns, next_clause, past_verb, relative_end
from procheck.language.lexicon import Hits, Lexicon
from procheck.language.terms import Span
from procheck.language.words import IRREGULAR_FORMS, Words

Manner = Literal["says", "permissive", "softened", "deferred", "negated", "historic", "quoted", "guidance"]

NEGATION_REACH = 12
"""Words that a "not" reaches over where nothing ends its clause sooner."""
PERMISSION_REACH = 7
PERMISSION_REACH_UNBROKEN = 16
"""Words that a "may" reaches over where no comma, "and" or the like breaks its clause."""
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
_SPACE_AND_MARK = 2
_FORBIDDING = frozenset(("not", "n't", "cannot", "never", "no", "nothing", "nobody", "refrain"))
_BESIDE_VERBS = frozenset("be been being to ever normally also any a the in from need needed required asked expected obliged".split())
_LIMITS = frozenset(
    """unless until except if when where while without before after once only alone other others such themselves yourself
    himself herself directly details name names word words just until yet instead rather but because may might""".split()
)
_OTHERS = frozenset("other others why whether how explains says nor words terms expressions labels".split())
_DENYING = frozenset(("no", "not", "never", "without"))
_DENYING_SUBJECTS = frozenset(("no", "nobodi", "none", "noth", "neither"))
_SUBJECT_REACH = 5
_OPENING = 2
_HABITS = frozenset(("normally", "usually", "ordinarily"))
_SUFFERED = frozenset(("harm", "hurt", "abus", "injur", "affect", "expos", "victimis", "exploit"))
_RELATIVE_OPENERS = frozenset(("who", "which", "whoever", "whenev", "wherev"))
_PURPOSE_REACH = 8
_ASKED_ABOUT = frozenset(("what", "how", "why"))
_ASKING = frozenset(("ask", "request", "invit"))
_MODALS = frozenset(("may", "can", "could", "might"))
_PAST_AUXILIARIES = frozenset(("had", "should"))
_BREAKS = frozenset((",", "and", "or", "then", "who", "which", "that", "(", "|"))
_ARTICLES = frozenset(("a", "an", "the", "if", "whether", "making"))


@dataclass(frozen=True, slots=True)
class Reading:
    """How the matched words are said, and the cue that shows it."""

    manner: Manner
    cue: str = ""
    """The cue as written in the statement."""
    directive: bool = False
    """True where a duty word (must, will, should ...) governs the match."""


@dataclass(frozen=True)
class Cues:
    """The cues of one statement, worked out once and asked for every match in it."""

    words: Words
    hits: Hits

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
            permission = self._permission(spans, inside)
            if permission is not None:
                return Reading("permissive", self._shown(permission), directive)
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
            near = near and any(word in FINITE for word in lower[denied : denied + _SUBJECT_REACH])
        if "," in lower[denied:last] or list(spans) != sorted(spans):
            return ""  # another clause, or words from here and there
        if any(start <= denied < end and self._quote_follows(end) for start, end in spans):
            return ""  # 'never write "consensual"' is about a word
        told = any(word in PAST for word in lower[max(0, cue[0] - _SUBJECT_REACH) : cue[0]])
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
        return next((cue for cue in self._cues(kind) if not inside.intersection(range(*cue))), None)

    def _cues(self, kind: str) -> Iterator[Span]:
        """The cues of a kind, without those that stand in a longer wording which is none of that kind ("not later than")."""
        others = self.hits.get(f"not-{kind}", ())
        return (cue for cue in self.hits.get(kind, ()) if not any(start <= cue[0] and cue[1] <= end for start, end in others))

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
        for cue in self._cues("softened"):
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
        for cue in self._cues("negation"):
            if any(a <= cue[0] and cue[1] <= b and (a, b) != cue for a, b in self.hits["negation"]):
                continue
            end = self._reach(cue, NEGATION_REACH, ("boundary", "directive", "permissive"))
            found.append((cue, min(end, self._next_denial(cue), relative_end(self.words, cue, end), next_clause(self.words, cue[1], end))))
        return found

    def _next_denial(self, cue: Span) -> int:
        """Where "and", "or" or a comma begins the next clause that is denied in its own right."""
        for start, _ in self.hits.get("negation", ()):
            before = self.words.stems[cue[1] : start][-2:]
            if start >= cue[1] and any(word in ("and", "or", ",") for word in before):
                return start - 1
        return len(self.words)

    def _permission(self, spans: Sequence[Span], inside: set[int]) -> Span | None:
        for cue in self._cues("permissive"):
            if cue[0] not in inside and not (self._is_possibility(cue, inside) or self._is_denied_modal(cue)):
                end = self._permission_end(cue)
                if any(cue[1] <= start < end for start, _ in spans):
                    return cue
        return self._thought_about(spans, inside) if "consid" in self.words.stems else None

    def _thought_about(self, spans: Sequence[Span], inside: set[int]) -> Span | None:
        """The "consider" of "consider a referral", "consider telling": thinking of doing it is not doing it."""
        stems, lower = self.words.stems, self.words.lower
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

    def _permission_end(self, cue: Span) -> int:
        """Where the reach of a "may" ends: some words on, and further where nothing breaks the clause."""
        stems = self.words.stems
        most = PERMISSION_REACH_UNBROKEN
        aside = stems[cue[1] : cue[1] + 1] == (",",)
        # "may, after speaking to the head, and where she agrees, refer"
        end = self._reach(cue, most, ("boundary", "directive"))
        if aside:
            return end
        for at in range(cue[1] + PERMISSION_REACH, end):
            if stems[at] in _BREAKS and not joins_nouns(self.words, at):
                return at
        return end

    def _is_denied_modal(self, cue: Span) -> bool:
        """True for "may not" and "no adult may": they forbid."""
        stems = self.words.stems
        before = stems[max(0, cue[0] - _SUBJECT_REACH) : cue[0]]
        if "," in before:
            before = before[len(before) - before[::-1].index(",") :]  # "says no, the manager might" forbids nothing
        return stems[cue[1] : cue[1] + 1] == ("not",) or any(word in _DENYING_SUBJECTS for word in before)

    def _is_possibility(self, cue: Span, inside: set[int]) -> bool:
        """True for "may be at risk", "can show": what could be so, not what is left to choice."""
        stems = self.words.stems
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
        if any(word in _RELATIVES for word in before[-1:]) or "what" in before[-2:] or self._is_of_a_danger(cue):
            return True  # "behaviour that may harm", "what might lie behind it", "what others could do"
        if any(start in range(cue[0] - _PURPOSE_REACH, cue[0]) and stems[start] == "so" for start, _ in self.hits.get("boundary", ())):
            return True  # "so that the head teacher can"
        if stems[cue[0]] == "can" and ("so" in before or "whom" in before or "as" in before or before[-1:] in _YOU):
            return True  # "so that they can", "to whom she can turn", "as well as you can"
        if stems[cue[0]] in ("might", "could") and self._in_subordinate_clause(cue, relative=False):
            return True  # "unless telling them could put a child at risk"
        if stems[at] == "be":
            if at + 1 < len(stems) and stems[at + 1] in _SUFFERED:
                return True
            return at + 1 < len(stems) and at + 1 not in inside and not _is_participle(self.words.lower[at + 1])
        if stems[at] == "need" and not is_subordinate(self.words, cue[0]):
            return False  # "The child may also need a referral" is no referral; "a child who may need help" is one in need
        return stems[at] in _EPISTEMIC and at not in inside

    def _is_of_a_danger(self, cue: Span) -> bool:
        """True for "the danger that he or she may present", "the risks to which she might come back"."""
        stems = self.words.stems
        first = max(0, cue[0] - _DANGER_REACH)
        danger = next((at for at in range(cue[0] - 1, first - 1, -1) if stems[at] in _DANGERS), None)
        if danger is None or any(word in FINITE or word in _ENDS for word in self.words.lower[danger : cue[0]]):
            return False
        return any(word in ("that", "which") for word in stems[danger + 1 : danger + 4])

    def _is_directive(self, spans: Sequence[Span], inside: set[int]) -> bool:
        """True where a duty word stands among the matched words or reaches one of them."""
        return any(cue[0] in inside or any(cue[1] <= start < end for start, _ in spans) for cue, end in self._duties)

    @cached_property
    def _duties(self) -> Sequence[tuple[Span, int]]:
        """The duty words, each with where its reach ends."""
        return [(cue, self._reach(cue, NEGATION_REACH, ("boundary",))) for cue in self.hits.get("directive", ())]

    def _reach(self, cue: Span, most: int, enders: Iterable[str]) -> int:
        """The position where the cue's reach ends."""
        end = min(len(self.words), cue[1] + most)
        # The modal of "nobody may" and "no member of staff will" belongs to the denial and does not end it.
        first = cue[1] + (_SUBJECT_REACH if self.words.stems[cue[0]] in _DENYING_SUBJECTS else 0)
        if self.words.stems[cue[0]] in _MODALS:
            first = cue[1] + 1  # "may be asked to" is one verb
        for kind in enders:
            for start, _ in self.hits.get(kind, ()):
                if (first if kind != "boundary" else cue[1]) <= start < end and (start, _) != cue:
                    end = start
        end = next_clause(self.words, cue[1], end)
        if "(" in self.words.stems[: cue[0]] and ")" not in self.words.stems[self._last("(", cue[0]) : cue[0]]:
            for position in range(cue[1], end):
                if self.words.stems[position] == ")":
                    return position
        if self._in_subordinate_clause(cue):
            for position in range(cue[1], end):
                if self._ends_subordinate(position):
                    return position
        return end

    def _ends_subordinate(self, position: int) -> bool:
        """True for a comma that ends an "if" clause; "if nobody is hurt, and no bone broken, ..." carries on after its first."""
        stems = self.words.stems
        return stems[position] == "," and stems[position + 1 : position + 2] not in (("and",), ("or",))

    def _last(self, mark: str, before: int) -> int:
        """Position of the last `mark` before a position, which must have one."""
        return before - 1 - self.words.stems[:before][::-1].index(mark)

    def _in_subordinate_clause(self, cue: Span, *, relative: bool = True) -> bool:
        """True where the cue stands in an "if ..., " or "where ..., " clause that a comma ends.

        "Who ..." and "which ..." open one too, unless `relative` says to leave those out.
        """
        for start, _ in reversed(self.hits.get("subordinator", ())):
            if start >= cue[0] or self._is_main_verb(cue, start):
                continue
            if relative or self.words.stems[start] not in _RELATIVE_OPENERS:
                return not any(self._ends_subordinate(position) for position in range(start, cue[0]))
        return False

    def _is_main_verb(self, cue: Span, opener: int) -> bool:
        """True for the "may" of "the child who was hurt may": the clause that "who" opens had its verb before it."""
        between = self.words.lower[opener + 1 : cue[0]]
        is_modal = self.words.stems[cue[0]] in _MODALS
        return is_modal and self.words.stems[opener] == "who" and any(word in FINITE for word in between)


def _is_participle(word: str) -> bool:
    return word.endswith(("ed", "en")) or word in IRREGULAR_FORMS
