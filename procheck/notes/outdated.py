"""Bodies, schemes and guidance that something has replaced, and old editions of guidance that has a newer one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from procheck.datafiles import Map
from procheck.documents.model import Document
from procheck.notes.grouping import Find, capped, grouped, note, telling, times
from procheck.notes.nation import is_school, nation
from procheck.notes.passages import Passage
from procheck.notes.tables import records, stands, words_pattern
from procheck.reports.model import Note

_FILLER = r"""(?:[\s,:;()\[\]'"“”‘’*_–—-]|\b(?:the|an?|edition|version|statutory|guidance|guide|advice|DfE|Department
|for|Education|HM|HMG|Government|of|in|dated|from|as|published|issued|update[ds]?|revised|amended|last|schools|and|colleges|to
|safeguard|children|young|people|parents|carers|providing|safeguarding|services|KCSIE|KCSiE|WTSC|WTTSC|EYFS|part|one|two
|five|Scotland|Northern|Ireland|January|February|March|April|May|June|July|August|September|October|November|December
|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|\d{1,2}(?:st|nd|rd|th)?)\b)""".replace("\n", "")
"""What may stand between the name of a piece of guidance and its year."""
_YEAR = r"(?:19|20)\d\d"


def outdated_notes(document: Document, sentences: Sequence[Passage], as_of: date) -> tuple[Note, ...]:
    """Notes on references that were out of date on `as_of`, each name told once with how often it stands."""
    made: list[tuple[int, Note]] = []
    for entry in records("outdated", "replaced"):
        if stands(entry.texts("words"), document.text) and _holds(entry, document, as_of):
            made.extend(_replaced(entry, document, sentences))
    for entry in records("outdated", "editions"):
        if stands(entry.texts("words"), document.text):
            made.extend(_editions(entry, document, sentences, as_of))
    made.sort(key=lambda pair: pair[0])
    return capped([one for _, one in made], "outdated-reference", "{} more references look out of date.")


def _holds(entry: Map, document: Document, as_of: date) -> bool:
    if date.fromisoformat(entry.text("since")) > as_of:
        return False
    nations = entry.texts("nations")
    if nations:
        here = nation(document)
        if here not in nations and not (here is None and not entry.get("strict")):
            return False
    if entry.get("schools") and not is_school(document):
        return False
    unless = entry.texts("unless")
    return not (unless and stands(unless, document.text))


def _replaced(entry: Map, document: Document, sentences: Sequence[Passage]) -> Iterator[tuple[int, Note]]:
    name = entry.text("name")
    words = entry.texts("words")
    finds = list(_finds(name, words + entry.texts("short"), entry, sentences))
    if len(finds) >= int(entry.get("least", 1)):
        shown = telling(document, finds)
        written = document.text[shown.start : shown.end]
        message = f'"{written}" appears {times(len(finds))}. {entry.text("says")} {entry.text("do")}'
        yield finds[0].start, note(document, "outdated-reference", message, shown)


def _finds(name: str, words: tuple[str, ...], entry: Map, sentences: Sequence[Passage]) -> Iterator[Find]:
    pattern = words_pattern(words)
    near, not_near = entry.texts("near"), entry.texts("not-near")
    for passage in sentences:
        if not pattern.search(passage.text) or passage.is_history:
            continue
        if near and (passage.block.kind == "heading" or not words_pattern(near).search(pattern.sub(" ", passage.text))):
            continue
        if not_near and words_pattern(not_near).search(passage.text):
            continue
        last = -9
        for found in pattern.finditer(passage.text):
            in_brackets_after_its_name = found.start() - last <= 2
            last = found.end()
            if not in_brackets_after_its_name:
                yield Find(name, passage.start + found.start(), passage.start + found.end())


def _editions(entry: Map, document: Document, sentences: Sequence[Passage], as_of: date) -> Iterator[tuple[int, Note]]:
    in_force = _in_force(entry, as_of)
    not_near = entry.texts("not-near")
    pattern = _with_year(entry.texts("words"))
    finds: list[Find] = []
    for passage in sentences:
        if not pattern.search(passage.text) or passage.is_history:
            continue
        if not_near and words_pattern(not_near).search(passage.text):
            continue
        for found in pattern.finditer(passage.text):
            years = [int(year) for year in re.findall(rf"\b{_YEAR}\b", found.group())]
            if years and int(entry["first"]) <= max(years) < in_force[0]:
                finds.append(Find(str(max(years)), passage.start + found.start(), passage.start + found.end()))
    for year, those in grouped(finds).items():
        message = _edition_message(entry, int(year), len(those), in_force, as_of)
        yield those[0].start, note(document, "outdated-reference", message, telling(document, those))


def _in_force(entry: Map, as_of: date) -> tuple[int, bool]:
    """(the edition in force on a day, whether that is known or only usual)."""
    editions = _newer(entry)
    known = max((edition for edition, since in editions if since <= as_of), default=0)
    yearly = entry.text("yearly", "")
    if yearly and known == max(edition for edition, _ in editions):
        usual = as_of.year if as_of.strftime("%m-%d") >= yearly else as_of.year - 1
        if usual > known:
            return usual, False
    return known, True


def _edition_message(entry: Map, year: int, count: int, in_force: tuple[int, bool], as_of: date) -> str:
    edition, known = in_force
    last_known = max(newer for newer, since in _newer(entry) if since <= as_of)
    stands = f"The {year} edition of {entry.text('name')} appears {times(count)}."
    if known:
        return f"{stands} The {edition} edition has replaced it. Check what changed, and cite the edition in force."
    if year < last_known:
        return (
            f"{stands} The {last_known} edition replaced it, and a new one usually comes into force each September. "
            "Check what changed, and cite the edition in force."
        )
    return f"{stands} A new edition usually comes into force each September: check that this one is still in force."


def _newer(entry: Map) -> list[tuple[int, date]]:
    """Editions known and the days from which they hold."""
    return [(int(newer["edition"]), date.fromisoformat(newer["since"])) for newer in entry["newer"]]


def _with_year(words: tuple[str, ...]) -> re.Pattern[str]:
    name = words_pattern(words).pattern
    return re.compile(
        rf"(?:{name}){_FILLER}*?\b{_YEAR}\b(?:{_FILLER}*?\b{_YEAR}\b)?(?![-/]\d{{4}})"
        rf"|(?<![Ii]n )(?<![Ss]ince )\b{_YEAR}\b(?:\)|:|\s|\bedition\b|\bversion\b|\bof\b|\bthe\b){{1,6}}(?:{name})"
    )
