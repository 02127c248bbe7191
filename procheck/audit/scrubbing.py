"""Words of a document with nobody in them: agencies' names replaced, people's names and ways to reach them taken out.

A person must still read what is published: no program finds every name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from re import Match

from procheck.audit.people import People
from procheck.audit.vocabulary import shared_acronyms

NAME, EMAIL, TELEPHONE, WEB, POSTCODE, ADDRESS = (
    "[name]",
    "[e-mail address]",
    "[telephone number]",
    "[web address]",
    "[postcode]",
    "[address]",
)

_WORD = r"[A-Z][\w’'-]*"
_POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b"
_STREET = r"(?:Road|Street|Lane|Avenue|Crescent|Terrace|Grove|Mews|Rd|Ave)"
_WAY = r"(?:Close|Drive|Way|Place|Square|Court|Gardens|Hill|Park|Row|Walk|Parade|Green|Rise|View|St|Ln|Dr)"
_TOWN = rf"(?:,\s*[A-Z][a-z’'-]+(?:\s[A-Z][a-z’'-]+){{0,2}}){{0,3}}(?:,?\s+{_POSTCODE})?"
_ENDING = r"(?:uk|com|org|net|info|wales|scot|cymru|london|eu)"
_CONTACTS: tuple[tuple[str, str], ...] = (
    (EMAIL, r"[\w.+'-]+\s?@\s?[\w-]+(?:\.[\w-]+)+"),
    (EMAIL, r"[\w.+-]+\s?[\[(]\s?at\s?[\])]\s?[\w-]+(?:\s?(?:\.|[\[(]\s?dot\s?[\])])\s?[\w-]+)+"),
    (WEB, r"\b(?:https?://|www\.)[^\s<>\"”)]*[^\s<>\"”).,;:!?]"),
    (WEB, rf"(?<![\w@./-])[\w-]+(?:\.[\w-]+)*\.{_ENDING}\b(?:/[^\s<>\"”).,;]*)?"),
)
_PLACES: tuple[tuple[str, str], ...] = (
    (ADDRESS, rf"\b\d{{1,4}}[A-Za-z]?(?:\s?[-–]\s?\d{{1,4}})?,?\s+(?:{_WORD}\s+){{1,4}}(?:{_STREET}|{_WAY})\b\.?{_TOWN}"),
    (ADDRESS, rf"\b(?:{_WORD}\s+){{1,3}}{_STREET}\b{_TOWN}"),
    (POSTCODE, rf"\b{_POSTCODE}"),
    (TELEPHONE, r"(?<![\w.])(?:\+44|0044)[\s-]?(?:\(0\))?[\s-]?\d(?:[\s-]?\d){7,10}\b"),
    (TELEPHONE, r"(?<![\w.])(?:\(0\d{2,5}\)|0\d{2,5})(?:[\s-]?\d){4,8}\b(?:\s*(?:ext\.?|extension|x)\s*\d{1,6})?"),
    (TELEPHONE, r"\b(?:ext\.?|extension)\s*\d{3,6}\b"),
)


class Scrubber:
    """Takes names and addresses out of text. The same agencies and text always give the same words."""

    def __init__(self, names: Mapping[str, Collection[str]], vocabulary: Collection[str] = ()) -> None:
        """`names`: what stands for each agency -> all that it may be called by. `vocabulary`: stems of more ordinary words."""
        pairs = {name: label for label, held in names.items() for each in held for name in variants(each)}
        longest_first = sorted(pairs.items(), key=lambda pair: (-len(pair[0]), pair[0]))
        self._agencies = [(_first_word(name), name_pattern(name), label) for name, label in longest_first]
        self._people = People(vocabulary)
        self._done: dict[str, str] = {}

    def scrub(self, text: str, said: Callable[[str], str] | None = None) -> str:
        """`text` without names. `said` turns what stands for an agency into what is written ("Agency 7" into "another agency")."""
        if said is not None:
            return self._scrubbed(text, said)
        if text not in self._done:
            # Headings and reasons come again and again.
            self._done[text] = self._scrubbed(text, str)
        return self._done[text]

    def _scrubbed(self, text: str, said: Callable[[str], str]) -> str:
        held: list[str] = []
        text = re.sub("[\x01\x02]", "", text)

        def put(mark: str) -> str:
            # What was put in is out of reach of the patterns that follow. A mark is no letter, so that it ends a word.
            held.append(mark)
            return f"\x01{len(held) - 1}\x02"

        for mark, pattern in _CONTACTS:
            text = re.sub(pattern, _putting(put, mark), text, flags=re.IGNORECASE)
        there = {_first_word(word) for word in re.split(r"[\s_–-]+", text)}
        for first, name, label in self._agencies:
            # An audit has hundreds of names, and a quote none or one of them.
            if first in there:
                text = name.sub(_putting(put, said(label)), text)
        for mark, pattern in _PLACES:
            text = re.sub(pattern, self._placing(put, mark), text)
        for start, end in reversed(self._people.spans(text)):
            text = text[:start] + NAME + text[end:]
        return re.sub(r"\x01(\d+)\x02", lambda found: held[int(found[1])], text)

    def _placing(self, put: Callable[[str], str], mark: str) -> Callable[[Match[str]], str]:
        def replaced(found: Match[str]) -> str:
            # "The High Street" and "Safe Lane" are nobody's address.
            words = [word for word in re.findall(_WORD, found[0]) if not re.fullmatch(_STREET, word)]
            named = (
                found[0][:1].isdigit() or mark != ADDRESS or any(not self._people.is_ordinary(word) for word in words) or "," in found[0]
            )
            return put(mark) if named else found[0]

        return replaced


def _putting(put: Callable[[str], str], mark: str) -> Callable[[Match[str]], str]:
    return lambda found: put(mark) + ("'s" if found.groupdict().get("own") else "")


_GENERIC = frozenset(
    "academic academy acute agency ambulance and area association athletic athletics board borough boys brigade british c cadets care"
    " cathedral catholic ce central centre chapel charity child children childrens church city club coe cofe college community company"
    " constabulary council county cricket dance diocese district early east eastern education england english families family fc"
    " federation first football force form fostering foundation free girls gp grammar great group guides gymnastics health healthcare"
    " help high home homes hospice hospital hospitals house hub independent infant infants international ireland irish junior juniors"
    " justice kingdom learning leisure life limited little local lower ltd madrasah medical mental mentoring middle ministry mosque"
    " multi multi-agency national network new nhs north northern nurseries nursery of old organisation outdoor parish partnership"
    " people police practice preparatory primary probation project public rc referral regional residential rfc rugby safe safeguarding"
    " school schools scotland scottish scout scouts secondary service services sixth social society south southern special sports"
    " support surgery swimming team temple tennis the theatre together trust tuition unit united university upper voluntary wales"
    " welsh west western working young youth".split()
)
"""Words of organisations' names that many share; what is left of a name without them is its own."""
_MORE = rf"\s+(?:(?:and|&|of|the)\s+)*(?:{'|'.join(sorted(word.capitalize() for word in _GENERIC if len(word) > 2))}|CofE|CE|RC|NHS|FC)\b"


def variants(name: str) -> Iterator[str]:
    """What else an organisation may be called by: its initials, and its own words alone ("Riverside" for "Riverside Academy")."""
    words = name.split()
    if not words or len(name.strip()) < 3:
        return
    yield name
    initials = "".join(word[0] for word in words if word.lower() not in ("and", "of", "the", "for", "in", "&")).upper()
    if len(initials) > 2 and initials.isalpha() and initials not in shared_acronyms():
        yield initials
    if words[0].lower() == "the" and len(words) > 2:
        yield " ".join(words[1:])
    own = [place for place, word in enumerate(words) if _plain(word) and _plain(word) not in _GENERIC]
    if not own or len(own) == len(words) or own != list(range(own[0], own[0] + len(own))):
        return
    short = [words[place] for place in own]
    if len("".join(short)) > 3:
        yield " ".join(short)


def _plain(word: str) -> str:
    return re.sub(r"[^\w]", "", re.sub(r"['’]s$", "s", word)).lower()


def name_pattern(name: str) -> re.Pattern[str]:
    """A pattern for a name however its spaces, hyphens, apostrophes and "and" are written; a single word only with its capital letter."""
    parts = [part for part in re.split(r"[\s_–-]+", name.strip()) if part]
    made = r"[\s_–-]+".join(map(_part, parts))
    if len(parts) == 1 and not parts[0].isupper():
        made = f"(?:{_part(parts[0][:1].upper() + parts[0][1:])}|{_part(parts[0].upper())})"
    if len(parts) > 1:
        made = f"(?i:{made})"
    # "Riverside High School" is Riverside, whatever it calls itself there.
    return re.compile(rf"(?<![\w@])(?:[Tt]he\s+)?{made}(?:{_MORE})*(?P<own>['’]s)?(?!\w)")


def _first_word(name: str) -> str:
    """The first word of a name in the one way of writing it that tells which names to look for in a text."""
    first = re.split(r"[\s_–-]+", name.strip())[0].lower().replace("’", "'")
    return {"&": "and", "saint": "st"}.get(re.sub(r"'s$", "", first), re.sub(r"[^\w&]|s$", "", re.sub(r"'s$", "", first)))


def _part(part: str) -> str:
    if part.lower() in ("and", "&"):
        return "(?:and|&)"
    if part.lower().rstrip(".") in ("st", "saint"):
        return r"(?:St\.?|Saint)"
    return re.sub(r"\\?['’]", "['’]?", re.escape(part))
