"""Words as the phrase language compares them: lower case, hyphens and possessives set aside, inflections folded.

"Referred", "refers" and "refer" are one word here, and so are "child-on-child" and "child on child". The folding is the
Snowball English stemmer's (https://snowballstem.org) over a table of irregular forms.
"""

from __future__ import annotations

import itertools
import operator
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "is are was were been being am 's 're",
        "have": "has had having 've",
        "do": "does did done doing",
        "child": "children childrens kids kid",
        "person": "people persons",
        "tell": "told",
        "speak": "spoke spoken",
        "write": "wrote written",
        "keep": "kept",
        "make": "made making",
        "take": "took taken",
        "give": "gave given",
        "send": "sent",
        "think": "thought",
        "bring": "brought",
        "hold": "held",
        "see": "saw seen",
        "seek": "sought",
        "hear": "heard",
        "lead": "led",
        "meet": "met meeting meetings",
        "leave": "left",
        "find": "found",
        "know": "knew known",
        "show": "shown",
        "draw": "drew drawn",
        "begin": "began begun",
        "get": "got gotten",
        "go": "goes went gone",
        "come": "came",
        "say": "said",
        "put": "putting",
        "set": "setting",
        "feel": "felt",
        "lose": "lost",
        "mean": "meant",
        "teach": "taught",
        "understand": "understood",
        "undertake": "undertook undertaken",
        "build": "built",
        "ring": "rang rung",
        "read": "reading",
        "lie": "lying lay lain",
        "become": "became",
        "fall": "fell fallen",
        "grow": "grew grown",
        "forget": "forgot forgotten",
        "withhold": "withheld",
        "overlook": "overlooked overlooking",
        "oversee": "oversaw overseen",
        "deal": "dealt",
        "pay": "paid",
        "shake": "shook shaken",
        "spend": "spent",
        "wait": "awaiting await awaits awaited",
        "not": "n't cannot",
        "behaviour": "behavior behaviors behaviours",
        "organise": "organize",
        "mum": "mums mom",
        "will": "'ll",
        "would": "'d",
        "refer": "referral referrals",
    }.items()
    for form in forms.split()
}
IRREGULAR_FORMS = frozenset(_IRREGULAR)
"""Forms of irregular words: told, kept, written ..."""
_KEPT_APART = frozenset(
    """informal informally information general generally later lately organ hardly university policy policies
    police party parties harmful careful carefully caring carer carers conference confer organisation
    organisations minor minority consent consensual personal conferences timely officers officer office
    personnel need needs needed news this his was as is us its""".split()
)
"""Words that the stemmer would fold into another word of the field ("informal" into "inform")."""

_OR_MORE = ("(s)", "(es)", "(ren)")
"""As in "parent(s)": one or more are meant."""
_DROPPED = frozenset(("-", "–", "—", "'s", "’s", "s'", "'", "’", "“", "”", '"', "*", "‑", *_OR_MORE))


_MOST_WORDS = 100_000
_NEW = ("", "", 0)
_WORDS: dict[int, tuple[str, str, int] | None] = {}
"""What is made of each token, by spaCy's number of its lower case form, which is a hash of the form."""


@lru_cache(maxsize=_MOST_WORDS)
def stem(word: str) -> str:
    """One word -> the form that all its inflections share; a number or a mark comes back unchanged."""
    word = word.lower().replace("’", "'")
    word = _IRREGULAR.get(word, word)
    if word in _KEPT_APART:
        return {"policies": "policy", "carers": "carer", "organisations": "organisation", "needs": "need",
                "parties": "party", "informally": "informal", "needed": "need", "conferences": "conference",
                "officers": "officer"}.get(word, word)  # fmt: skip
    return str(_stemmer().stemWord(word)) if word.isalpha() else word


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


@cache
def english() -> Language:
    """spaCy's English tokeniser and rule-based sentence splitter; no trained model."""
    from spacy.lang.en import English

    class Reading(English):  # type: ignore[no-untyped-call]
        """English, with some marks that spaCy leaves within words."""

        class Defaults(English.Defaults):  # type: ignore[misc, valid-type]
            infixes = (*(English.Defaults.infixes or ()), r"(?<=[A-Za-z0-9)])[/|](?=[A-Za-z0-9(])")
            # "Perpetrator(s)", and "victim/ perpetrator" or "victim /perpetrator", which tables often have.
            suffixes = (
                *(English.Defaults.suffixes or ()), *(rf"(?<=[A-Za-z]){re.escape(ending)}" for ending in _OR_MORE), r"(?<=[A-Za-z])/",
            )  # fmt: skip
            prefixes = (*(English.Defaults.prefixes or ()), r"/(?=[A-Za-z])")

    # Set on the tokeniser afterwards, each would make it load its exceptions anew.
    nlp = Reading()
    nlp.add_pipe("sentencizer")
    return nlp


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words ready for matching, each with its place in the document's text."""

    stems: tuple[str, ...]
    lower: tuple[str, ...]
    starts: tuple[int, ...]
    """Offsets of the words in `Document.text`, in characters."""
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.stems)

    def __add__(self, other: Words) -> Words:
        return Words(
            self.stems + other.stems, self.lower + other.lower, self.starts + other.starts, self.ends + other.ends
        )


def words_of(tokens: Doc, offset: int = 0) -> Words:
    """The tokens of a text that starts at `offset` in the document -> Words."""
    from spacy.attrs import IDX, LOWER

    forms, starts = tokens.to_array([LOWER, IDX]).T.tolist()
    return _words(forms, starts, offset)


def sentences_of(tokens: Doc, offset: int = 0) -> Iterator[tuple[int, int, Words]]:
    """Each sentence of a text that starts at `offset` in the document: its start and end in the text, in characters, and its Words."""
    from spacy.attrs import IDX, LENGTH, LOWER, SENT_START

    forms, starts, lengths, openings = tokens.to_array([LOWER, IDX, LENGTH, SENT_START]).T.tolist()
    firsts = [number for number, opens in enumerate(openings) if opens == 1]
    for first, following in zip(firsts, [*firsts[1:], len(forms)], strict=True):
        end = starts[following - 1] + lengths[following - 1]
        yield starts[first], end, _words(forms[first:following], starts[first:following], offset)


def _words(forms: Sequence[int], starts: Sequence[int], offset: int) -> Words:
    """Numbers of tokens' lower case forms, and their places in the text -> Words."""
    # Numbers, and each word looked at once: making an object of every token takes three times as long.
    known = list(map(_WORDS.get, forms, itertools.repeat(_NEW)))
    if _NEW in known:
        strings = english().vocab.strings
        _WORDS.update((form, _word(strings[form])) for form, word in zip(forms, known, strict=True) if word is _NEW)
        known = list(map(_WORDS.get, forms))
        if len(_WORDS) > _MOST_WORDS:
            _WORDS.clear()
    places = [offset + start for word, start in zip(known, starts, strict=True) if word]
    words = list(filter(None, known))
    stems, lower, lengths = zip(*words, strict=True) if words else ((), (), ())
    return Words(stems, lower, tuple(places), tuple(map(operator.add, places, lengths)))


def _word(text: str) -> tuple[str, str, int] | None:
    """A token in lower case -> its stem, its form and its length in characters; None where it is no word to match."""
    if text in _DROPPED or text.isspace():
        return None
    if text.endswith(")") and len(text) > 1:  # "parent(s)" of "parent(s)/carer(s)"
        text = next((text.removesuffix(ending) for ending in _OR_MORE if text.endswith(ending)), text)
    return stem(text), intern(text.replace("’", "'")), len(text)


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of a term or sentence that stands alone: "a child's needs" -> ("a", "child", "need")."""
    return words_of(english().tokenizer(text)).stems


EMPTY = Words((), (), (), ())
