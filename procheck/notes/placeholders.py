"""What a template left to be filled in, decided or taken out. A form's blanks are no placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from procheck.documents.model import Document
from procheck.notes.grouping import Find, capped, grouped, note, times
from procheck.notes.passages import Passage
from procheck.notes.tables import table
from procheck.notes.unwritten import unwritten
from procheck.reports.model import Note

_SQUARE = re.compile(r"\[([^\[\]\n]{1,160})\]")
_ROUND = re.compile(
    r"\(((?:please )?(?:insert|enter|add|state|specify)\b [^()\n]{2,100}|to be (?:confirmed|decided)|tbc|tba)\)",
    re.IGNORECASE,
)
_ANGLED = re.compile(r"<<?([A-Za-z][^<>@\n/]{2,60})>>?|«([^«»\n]{2,60})»|\{\{?([A-Za-z][A-Za-z0-9_ ]{2,60})\}?\}")
_SURE = re.compile(
    r"""
      \b[Xx]{4,}\b | \b(?:Mr|Mrs|Ms|Miss|Dr)\.?\s[Xx]{2,}\b | \b0[Xx]{3,}\b
    | \b[Xx]{2}[/.][Xx]{2}[/.](?:[Xx]{2,4}|20[Xx]{2}) | \b20[Xx]{2}\b | \b[Dd]{2}/[Mm]{2}/[Yy]{2,4}\b
    | \bTBC\b | \bTBA\b | (?<=[:|]\ )[Tt]o\ be\ (?:confirmed|advised)\b(?=\s*(?:$|[|.;)]))
    | (?i:\blorem\ ipsum\b)
    | \bClick\ (?:or\ tap\ )?(?:here\ )?to\ (?:enter|add)\ (?:text|a\ date|date)\b
    | \bChoose\ an\ item\b | \b[Ee]nter\ text\ here\b | \b[Tt]ype\ (?:your\ )?text\ here\b
    | \bINSERT\ [A-Z]{3,}[A-Z ,/]*\b
    | \b[Ii]nsert\ (?:school|setting|organisation|academy|club|church)(?:['’]s)?\ (?:name|logo|details|address)\b
    | \b[Ii]nsert\ (?:names?|text|logo|date|link|contact\ details|(?:tele)?phone\ number)\ here\b
    """,
    re.VERBOSE,
)
_MARKED = r"(?:in|within|inside)\ (?:\[?square\ |\w+\ )?brackets?\]?"
_FINISH = r"(?:complete|delete|amend|remove|replace|adapt|take\ out|taken\ out|fill(?:ed)?\ in)"
_FOR_THE_TEMPLATE = re.compile(
    rf"""\b(?:text|words?|wording|passages?|sections?|parts?)\ {_MARKED}[^.]{{0,80}}\b{_FINISH}
    | \b(?:yellow|highlighted|coloured|red|italic)\ (?:text|highlight\w*|wording)[^.]{{0,80}}\b{_FINISH}
    | \b{_FINISH}\w*\b[^.]{{0,60}}\b(?:text|words?|wording|passages?)\ (?:{_MARKED}|in\ (?:yellow|red|italics))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER = re.compile(r"^[\W\d]*$|^[a-zA-Z]{1,2}$|^[ivxIVX]+$|^(?:19|20)\d\d\b")
_LINK = re.compile(r"^(?:https?:|www\.|mailto:)|@")


@dataclass(frozen=True, slots=True)
class _Bracketed:
    find: Find
    sure: bool


def placeholder_notes(document: Document, sentences: Sequence[Passage]) -> tuple[Note, ...]:
    """Notes on leftovers, the same one told once with how often it stands."""
    brackets = [found for passage in sentences for found in _brackets(passage)]
    template = [find for passage in sentences for find in _instructions(passage)]
    tells_of_brackets = bool(template) or any(found.sure for found in brackets)
    finds = [found.find for found in brackets if found.sure or tells_of_brackets]
    finds += [find for passage in sentences for find in _plain(passage)]
    made: list[tuple[int, Note]] = []
    for those in grouped(finds).values():
        again = f" ({times(len(those))})" if len(those) > 1 else ""
        written = document.text[those[0].start : those[0].end]
        message = f'"{written}" looks like a placeholder still to be filled in or taken out{again}.'
        made.append((those[0].start, note(document, "placeholder", message, those[0])))
    for find in template[:1]:
        message = "This is an instruction from a template to whoever completes it. Take it out when that is done."
        made.append((find.start, note(document, "placeholder", message, find)))
    made += [(find.start, note(document, "placeholder", find.name, find)) for find in unwritten(document)]
    made.sort(key=lambda pair: pair[0])
    return capped(
        [one for _, one in made], "placeholder", "{} more placeholders are still to be filled in or taken out."
    )


def _brackets(passage: Passage) -> Iterator[_Bracketed]:
    for found in _SQUARE.finditer(passage.text):
        inner = found.group(1).strip()
        if not _is_never(inner, passage, found.start(), found.end()):
            find = Find(inner.lower(), passage.start + found.start(), passage.start + found.end())
            yield _Bracketed(find, _asks_to_be_filled(inner))


def _is_never(inner: str, passage: Passage, start: int, end: int) -> bool:
    low = inner.lower()
    if (
        _NUMBER.match(inner)
        or _LINK.search(inner)
        or any(low == word or low.startswith(word + " ") for word in _words("never"))
    ):
        return True
    if passage.is_quoted(start, end) or passage.text[end : end + 1] == "(":
        return True
    return _is_a_blank_of_a_form(low, passage)


def _is_a_blank_of_a_form(low: str, passage: Passage) -> bool:
    """True for "[name of child]" and, within a form or letter, for what is filled in for each child."""
    headings = " ".join(passage.block.section).lower()
    in_a_form = any(re.search(rf"\b{re.escape(form)}\b", headings) for form in _words("forms"))
    about_a_case = any(re.search(rf"\b{re.escape(blank)}\b", low) for blank in _words("case-blanks"))
    if in_a_form:
        return about_a_case or low in ("date", "time", "name", "signature", "details")
    return about_a_case and re.match(r"(?:insert |full )?(?:name|names|date|age|address) of ", low) is not None


def _asks_to_be_filled(inner: str) -> bool:
    low = inner.lower()
    begins = any(re.match(rf"{re.escape(word)}\b", low) for word in _words("fill"))
    return begins or any(word in low for word in _words("holds"))


def _plain(passage: Passage) -> Iterator[Find]:
    for found in _SURE.finditer(passage.text):
        yield Find(found.group().lower(), passage.start + found.start(), passage.start + found.end())
    for found in _ROUND.finditer(passage.text):
        if not _is_a_blank_of_a_form(found.group(1).lower(), passage):
            yield Find(found.group(1).lower(), passage.start + found.start(), passage.start + found.end())
    for found in _ANGLED.finditer(passage.text):
        inner = next(filter(None, found.groups())).strip()
        if (_asks_to_be_filled(inner) or re.search(r"\bname\b", inner, re.IGNORECASE)) and not _is_a_blank_of_a_form(
            inner.lower(), passage
        ):
            yield Find(inner.lower(), passage.start + found.start(), passage.start + found.end())


def _instructions(passage: Passage) -> Iterator[Find]:
    found = _FOR_THE_TEMPLATE.search(passage.text)
    if found:
        yield Find("template", passage.start + found.start(), passage.start + found.end())


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(str(word).lower() for word in table("placeholders").texts(key))
