"""Which words of a text are people's names.

No program finds every name. This one would rather take a word too many than leave one: a capitalised word inside a sentence that is neither
ordinary nor known to all the field is taken for a name.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from procheck.audit.vocabulary import AMBIGUOUS_NAMES, GIVEN_NAMES, SHARED_NAMES, ordinary_words, stem

_TOKEN = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?\.?|\d+|\S")
_TITLES = frozenset(
    "Mr Mrs Ms Miss Mx Dr Prof Professor Sir Dame Lady Rev Revd Reverend Fr Father Sister Brother Canon Pastor Imam Rabbi Sheikh Deacon"
    " PC DC DS DI DCI Sgt Sergeant Inspector Superintendent Constable Cllr Councillor".split()
)
_PARTICLES = frozenset("de van von der den la al el ap ab bin ibn".split())
_ROLES = frozenset(
    "academy adviser advisor assistant author chair chairperson chief child class co-ordinator coach contact coordinator ddsl deputy"
    " designated director doctor dsl dsm dso dsp executive family governor head headteacher health key lado lead leader manager named nurse"
    " officer owner pastoral person practitioner principal protection registered safeguarding secretary senco sencos sendco senior service"
    " social support teacher team treasurer trustee welfare worker youth".split()
)
"""What stands before or after a person's name and is no part of it."""
_INTRODUCE = frozenset(
    [*_ROLES, "is", "are", "by", "named", "called", "ask", "tell", "ring", "email", "telephone", "to", "with", "or", "and"]
)
_FIRST = GIVEN_NAMES | AMBIGUOUS_NAMES
_MONTHS = frozenset(["Jan"])
"""Short for a month where a number stands beside it."""
_MARKS = frozenset(":,(–—-|")
_STARTS = frozenset('.!?:;•|“"‘(')


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    spaced: bool
    """True where nothing but white space stands between it and the word before."""

    @property
    def bare(self) -> str:
        """Without a full stop and 's."""
        return re.sub(r"['’]s$", "", self.text.rstrip("."))

    @property
    def is_capitalised(self) -> bool:
        return self.text[:1].isupper()

    @property
    def is_initial(self) -> bool:
        return self.is_capitalised and len(self.text.rstrip(".")) == 1 and self.bare not in ("I", "A")

    @property
    def is_acronym(self) -> bool:
        """Capital letters alone, as in CPOMS and DSLs: no name that people have, unless it is a given name in capitals."""
        letters = self.bare.removesuffix("s")
        return len(letters) > 1 and letters.isupper() and self.bare.capitalize() not in GIVEN_NAMES


class People:
    """Finds people's names. Pure: the same text always gives the same names."""

    def __init__(self, vocabulary: Collection[str] = ()) -> None:
        """`vocabulary`: stems of more words that are ordinary here."""
        self._known = ordinary_words() | frozenset(vocabulary)

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where the names in `text` stand, each with its title and initials: (start, end), in order."""
        words = _words(text)
        named = [False] * len(words)
        for place in range(len(words)):
            named[place] = self._is_name(words, place, named)
        # A name that begins a sentence is known by where it stands inside another.
        surnames = {word.bare for word, is_named in zip(words, named, strict=True) if is_named and not self.is_ordinary(word.bare)}
        named = [is_named or word.bare in surnames for word, is_named in zip(words, named, strict=True)]
        # An initial, a title or a given name belongs to the name after it.
        for place in reversed(range(len(words) - 1)):
            word, after = words[place], words[place + 1]
            begins = word.is_initial or word.bare in _FIRST or word.text.rstrip(".") in _TITLES or (word.text == "A" and after.is_initial)
            named[place] |= named[place + 1] and after.spaced and begins
        return tuple(_runs(words, named))

    def is_ordinary(self, word: str) -> bool:
        """True for a word of the language or of the field, whatever its case."""
        bare = re.sub(r"['’]s$", "", word)
        if word in SHARED_NAMES or bare in SHARED_NAMES:
            return True
        if bare in GIVEN_NAMES:
            return False
        return all(len(part) < 3 or part in SHARED_NAMES or stem(part) in self._known for part in re.split(r"[-’']", bare) if part)

    def _is_name(self, words: list[_Word], place: int, named: list[bool]) -> bool:
        word = words[place]
        before = words[place - 1] if place else None
        after = words[place + 1] if place + 1 < len(words) and words[place + 1].spaced else None
        if word.text in _PARTICLES and before and after:
            follows = after.is_capitalised or after.text in _PARTICLES
            return follows and (named[place - 1] or before.text.rstrip(".") in _TITLES)
        in_capitals = bool(before and word.spaced and named[place - 1] and before.bare.isupper() and not before.is_initial)
        if not word.is_capitalised or word.is_initial or len(word.bare) < 2 or (word.is_acronym and not in_capitals):
            return False
        bare = word.bare.capitalize() if word.bare.isupper() else word.bare
        adjoins = before is not None and word.spaced
        if bare in GIVEN_NAMES and bare not in SHARED_NAMES:
            return not (bare in _MONTHS and any(each and each.text[:1].isdigit() for each in (before, after)))
        if (
            before
            and adjoins
            and (before.text.rstrip(".") in _TITLES or _initial_of_name(words, place, is_ordinary=self.is_ordinary(bare)))
        ):
            return bare.lower() not in _ROLES
        if before and adjoins and named[place - 1] and not before.text.endswith(("'s", "’s")):
            return bare.lower() not in _ROLES and bare not in SHARED_NAMES
        if bare in AMBIGUOUS_NAMES:
            return bool(after and after.is_capitalised and not after.is_acronym and after.bare.lower() not in _ROLES) and (
                not self.is_ordinary(after.bare if after else "")
                or before is None
                or before.text.lower() in _INTRODUCE
                or before.text in _MARKS
            )
        if self.is_ordinary(word.bare):
            return False
        if before is None or before.text[-1] in _STARTS:
            # The first word of a sentence has its capital for another reason, unless the rest of a name follows it.
            return bool(after and after.is_capitalised and not after.is_acronym and not self.is_ordinary(after.bare))
        return True


def _initial_of_name(words: list[_Word], place: int, *, is_ordinary: bool) -> bool:
    """True after the initials of a name ("J. Smith", "A J Smith"), which the label of a list item ("B. The") is not."""
    first = place - 1
    while first > 0 and words[first - 1].is_initial:
        first -= 1
    if not words[place - 1].is_initial:
        return False
    begins = not first or (words[first - 1].text[-1] in _STARTS and words[first - 1].text not in ("(", ":"))
    stands_out = words[place - 1].text.endswith(".") or place - first > 1 or words[first - 1].text in _MARKS
    return stands_out and not (begins and is_ordinary and place - first == 1)


def _words(text: str) -> list[_Word]:
    found: list[_Word] = []
    last = 0
    for each in _TOKEN.finditer(text):
        word = each[0]
        # The full stop of an initial or a title is part of it; that of a sentence is a mark.
        stops = word.endswith(".") and len(word) > 2 and word.rstrip(".") not in _TITLES
        end = each.end() - 1 if stops else each.end()
        found.append(_Word(text[each.start() : end], each.start(), end, not text[last : each.start()].strip() and each.start() > 0))
        if stops:
            found.append(_Word(".", end, end + 1, False))
        last = each.end()
    return found


def _runs(words: list[_Word], named: list[bool]) -> list[tuple[int, int]]:
    made: list[tuple[int, int]] = []
    for place, word in enumerate(words):
        if not named[place]:
            continue
        end = word.start + len(word.bare) if word.text.endswith(("'s", "’s")) else word.end
        if made and place and named[place - 1] and word.spaced:
            made[-1] = (made[-1][0], end)
        else:
            made.append((word.start, end))
    return made
