"""What a template left to be filled in, decided or taken out. A form's blanks are no placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from procheck.documents.model import Document
from procheck.notes.grouping import Find, capped, grouped, note, times
from procheck.notes.passages import Passage
from procheck.notes.subject import names_hsb
from procheck.notes.tables import table
from procheck.reports.model import Note

_SQUARE = re.compile(r"\[([^\[\]\n]{1,160})\]")
_ROUND = re.compile(
    r"\(((?:please )?(?:insert|enter|add|state|specify)\b [^()\n]{2,100}|to be (?:confirmed|decided)|tbc|tba)\)",
    re.IGNORECASE,
)
_ANGLED = re.compile(r"<<?([A-Za-z][^<>@\n/]{2,60})>>?|«([^«»\n]{2,60})»|\{\{?([A-Za-z][A-Za-z0-9_ ]{2,60})\}?\}")
_SURE = re.compile(
    r"(?P<xs>\b[Xx]{4,}\b|\b(?:Mr|Mrs|Ms|Miss|Dr)\.?\s[Xx]{2,}\b|\b[Xx]{2}[/.][Xx]{2}[/.](?:[Xx]{2,4}|20[Xx]{2})|\b20[Xx]{2}\b|\b0[Xx]{3,}\b"
    r"|\b[Dd]{2}/[Mm]{2}/[Yy]{2,4}\b)"
    r"|(?P<tbc>\bTBC\b|\bTBA\b|(?<=[:|] )[Tt]o be (?:confirmed|advised)\b(?=\s*(?:$|[|.;)])))"
    r"|(?P<lorem>\blorem ipsum\b)"
    r"|(?P<control>\bClick (?:or tap )?(?:here )?to (?:enter|add) (?:text|a date|date)\b|\bClick here to enter (?:text|a date)\b|\bChoose an item\b|\b[Ee]nter text here\b"
    r"|\b[Tt]ype (?:text|your text) here\b)"
    r"|(?P<insert>\bINSERT [A-Z]{3,}[A-Z ,/]*\b|\b[Ii]nsert (?:school|setting|organisation|academy|club|church)(?:'s|’s)? (?:name|logo|details|address)(?: here)?\b"
    r"|\b[Ii]nsert (?:name|names|text|logo|date|link|contact details|phone number|telephone number) here\b)",
)
_FOLLOWS = re.compile(
    r"^\W*(?:(?:this |the )?(?:text|section|page|content|appendix|details?|wording)\b[\w ]{0,20}\W+)?(?:is |are )?(?:to follow\b|to be (?:added|written|completed|drafted|inserted|confirmed|developed)\b|under development\b"
    r"|coming soon\b|(?:currently )?being (?:written|drafted)\b|(?:section|page) (?:held|reserved)\b|held for\b)"
    r"|\(to follow\)\W*$|\(to be (?:added|written|completed)\)\W*$",
    re.IGNORECASE,
)
_RESERVED = re.compile(r"^\W*(?:section|page) (?:held|reserved)\b", re.IGNORECASE)
_FOR_THE_TEMPLATE = re.compile(
    r"\b(?:(?:text|words?|wording|passages?|sections?|parts?) (?:in|within|inside) (?:\[?square\]? |\[?\w+ )?brackets?\]?|(?:yellow|highlighted|coloured|red|italic) (?:text|highlight\w*|wording)"
    r"|passages in \[?square brackets\]?)[^.]{0,80}\b(?:complete[d]?|delete[d]?|amend(?:ed)?|remove[d]?|replace[d]?|taken out|take out|adapt(?:ed)?|fill(?:ed)? in)\b"
    r"|\b(?:complete|delete|amend|remove|replace|adapt|fill in)\w*\b[^.]{0,60}\b(?:text|words?|wording|passages?|sections?) (?:in|within) (?:\[?square\]? |yellow |red )?(?:brackets?|highlight\w*|italics?)\b",
    re.IGNORECASE,
)
_APPENDIX = re.compile(r"^(?:appendix|annex|schedule)\b", re.IGNORECASE)
_NUMBER = re.compile(r"^[\W\d]*$|^[a-zA-Z]{1,2}$|^[ivxIVX]+$|^(?:19|20)\d\d\b")
_LINK = re.compile(r"^(?:https?:|www\.|mailto:)|@")
_LONGEST_LEFTOVER = 25


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
    for name, those in grouped(finds).items():
        again = f" ({times(len(those))})" if len(those) > 1 else ""
        message = f'"{document.text[those[0].start : those[0].end]}" looks like a placeholder still to be filled in or taken out{again}.'
        made.append((those[0].start, note(document, "placeholder", message, those[0])))
    for find in template[:1]:
        message = "This is an instruction from a template to whoever completes it. Take it out when that is done."
        made.append((find.start, note(document, "placeholder", message, find)))
    made += [
        (find.start, note(document, "placeholder", find.name, find))
        for find in (*_unwritten(document), *_empty(document))
    ]
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
    in_a_form = any(
        re.search(rf"\b{re.escape(form)}\b", heading, re.IGNORECASE)
        for heading in passage.block.section
        for form in _words("forms")
    )
    about_a_case = any(re.search(rf"\b{re.escape(blank)}\b", low) for blank in _words("case-blanks"))
    return (
        about_a_case
        and (
            in_a_form
            or re.match(
                r"(?:insert |full )?(?:name|names|date|age|address) of (?:the )?(?:child|pupil|student|young|parent|learner)",
                low,
            )
            is not None
        )
        or (in_a_form and re.match(r"(?:date|time|name|signature|details)$", low) is not None)
    )


def _asks_to_be_filled(inner: str) -> bool:
    low = inner.lower()
    return any(low == word or re.match(rf"{re.escape(word)}\b", low) for word in _words("fill")) or any(
        word in low for word in _words("holds")
    )


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


def _unwritten(document: Document) -> Iterator[Find]:
    """Short blocks that say that their text is still to come."""
    for block in document.blocks:
        if len(block.text.split()) <= _LONGEST_LEFTOVER and block.kind != "table-row" and _FOLLOWS.search(block.text):
            names_itself = block.kind in ("heading", "contents") or block.text.rstrip().endswith(")")
            where = f'"{block.section[-1]}"' if block.section and not names_itself else "This part"
            yield Find(f"{where} is still to be written.", block.start, block.start + len(block.text))


def _empty(document: Document) -> Iterator[Find]:
    """Headings of appendices and of HSB sections with nothing under them, where all could be read."""
    if document.unread:
        return
    blocks = document.blocks
    for number, block in enumerate(blocks):
        if block.kind != "heading" or number < 3:
            continue
        appendix = _APPENDIX.match(f"{block.label} {block.text}".strip())
        if not appendix and not names_hsb(block.text):
            continue
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        if after is None or (after.kind == "heading" and after.level <= block.level):
            yield Find("This heading has nothing under it.", block.start, block.start + len(block.text))


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(str(word).lower() for word in table("placeholders").texts(key))
