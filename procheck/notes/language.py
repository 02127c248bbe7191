"""Words about children to think about: advice, never a failing.

Quotations, names of laws and offices, sentences that say which words not to use, and adults are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from procheck.documents.model import Document
from procheck.notes.grouping import Find, capped, grouped, note, telling, times
from procheck.notes.nation import nation
from procheck.notes.passages import Passage
from procheck.notes.subject import Subjects, names_an_adult, names_hsb
from procheck.notes.tables import records, stands, table, words_pattern
from procheck.reports.model import Note

_NEGATED = re.compile(r"\b(?:not|never|no|n't|n’t|than|nor)\b(?: \w+){0,3} $", re.IGNORECASE)


def language_notes(document: Document, sentences: Sequence[Passage]) -> tuple[Note, ...]:
    """Notes on labels and blaming words, each told once, and at most one on guidance's own "victim" and the like."""
    subjects = Subjects(document)
    made: list[tuple[int, Note]] = []
    for entry in records("language", "labels"):
        if not stands(entry.texts("words"), document.text):
            continue
        pattern = words_pattern(entry.texts("words"))
        finds = [
            find
            for passage in sentences
            if pattern.search(passage.text)
            and not passage.is_history
            and _is_about(entry.text("about"), passage, subjects)
            for find in _uses(passage, pattern, entry.text("name"))
        ]
        for those in grouped(finds).values():
            message = f"{_shown(document, those)} {entry.text('says')} {entry.text('do')}"
            made.append((those[0].start, note(document, "language", message, telling(document, those))))
    made.extend(_guidance_words(document, subjects, sentences))
    made.sort(key=lambda pair: pair[0])
    return capped([one for _, one in made], "language", "{} more words to think about.")


def _is_about(wanted: str, passage: Passage, subjects: Subjects) -> bool:
    if names_an_adult(passage.text) and not names_hsb(passage.text):
        return False
    return subjects.is_hsb(passage) if wanted == "hsb" else not subjects.is_about_adults(passage)


def _uses(passage: Passage, pattern: re.Pattern[str], name: str) -> Iterator[Find]:
    """Where a passage uses a word in its own voice."""
    if _says_what_not_to_say(passage.text):
        return
    names = [found.span() for found in words_pattern(table("language").texts("titles")).finditer(passage.text)]
    for found in pattern.finditer(passage.text):
        start, end = found.span()
        if (
            passage.is_quoted(start, end)
            or _NEGATED.search(passage.text[:start])
            or any(left < end and start < right for left, right in names)
        ):
            continue
        yield Find(name, passage.start + start, passage.start + end)


def _says_what_not_to_say(text: str) -> bool:
    avoiding = table("language").map("avoiding")
    return bool(
        words_pattern(avoiding.texts("not")).search(text) and words_pattern(avoiding.texts("words")).search(text)
    )


def _guidance_words(document: Document, subjects: Subjects, sentences: Sequence[Passage]) -> Iterator[tuple[int, Note]]:
    words = table("language").map("guidance-words")
    harmed, alleged, bare = (words_pattern(words.texts(key)) for key in ("harmed", "alleged", "bare"))
    if any(_explains(passage, harmed) or _explains(passage, bare) for passage in sentences):
        return
    spoken = [passage for passage in sentences if harmed.search(passage.text) or bare.search(passage.text)]
    about = [passage for passage in spoken if not passage.is_history and _is_about("hsb", passage, subjects)]
    as_alleged = [find for passage in about for find in _uses(passage, alleged, "alleged")]
    starts = {find.end for find in as_alleged}
    as_bare = [find for passage in about for find in _uses(passage, bare, "bare") if find.end not in starts]
    as_victim = [find for passage in about for find in _uses(passage, harmed, "victim")]
    if len(as_bare) >= int(words["least"]) and len(as_bare) > len(as_alleged):
        message = f"{_shown(document, as_bare)} {words.text('says-bare')} {words.text('do-bare')}"
        yield as_bare[0].start, note(document, "language", message, telling(document, as_bare))
        return
    uses = sorted(as_alleged + as_victim + as_bare, key=lambda find: find.start)
    if len(uses) >= int(words["least"]):
        kinds = dict.fromkeys(document.text[find.start : find.end].lower().removesuffix("s") for find in uses)
        named = " and ".join(f'"{kind}"' for kind in list(kinds)[:2])
        why = words.text("says-england") if nation(document) == "england" else words.text("says")
        verb = "appears" if len(kinds) == 1 else "appear"
        message = f"{named} {verb} {times(len(uses))} in all. {why} {words.text('do')}"
        yield uses[0].start, note(document, "language", message, telling(document, uses))


def _explains(passage: Passage, word: re.Pattern[str]) -> bool:
    """True where a sentence is about the word itself: "This policy uses the terms ...", "staff should not say ..."."""
    found = word.search(passage.text)
    if not found:
        return False
    about_words = words_pattern(("term", "word", "language", "label", "terminology")).search(passage.text)
    return bool(
        about_words
        and (passage.is_quoted(*found.span()) or re.search(r"\b(?:use[sd]?|using|avoid\w*)\b", passage.text))
    )


def _shown(document: Document, finds: list[Find]) -> str:
    written = [document.text[find.start : find.end] for find in finds]
    alike = len({word.lower().removesuffix("s") for word in written}) == 1
    return f'"{written[0]}"{"" if alike else " or a word like it"} appears {times(len(finds))}.'
