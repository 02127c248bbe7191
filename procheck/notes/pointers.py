"""Duties about HSB that do nothing but point to another document, which procheck has not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from procheck.documents.model import Document
from procheck.notes.grouping import Find, capped, grouped, note
from procheck.notes.passages import Passage
from procheck.notes.subject import Subjects
from procheck.notes.tables import table, words_pattern
from procheck.reports.model import Note

_NAMES_A_DOCUMENT = re.compile(
    r"[Pp]olic|[Pp]rocedure|[Pp]rotocol|[Hh]andbook|[Gg]uid|Code|Strategy|Toolkit|Pathway|Manual|Plan"
)
"""A quick look before the slower patterns."""
_ITSELF = re.compile(r"\b(?:this|these|section|appendix|annex|part|paragraph|above|below)\b", re.IGNORECASE)


def pointer_notes(document: Document, sentences: Sequence[Passage]) -> tuple[Note, ...]:
    """A note for each other document that an HSB duty is handed to, with the first sentence that does so."""
    subjects = Subjects(document)
    finds = [
        find
        for passage in sentences
        if passage.block.kind != "heading" and _NAMES_A_DOCUMENT.search(passage.text)
        for find in _points(passage)
        if not passage.is_history and subjects.is_hsb(passage)
    ]
    made = []
    for those in grouped(finds).values():
        title = document.text[those[0].start : those[0].end]
        message = (
            f'Here the reader is sent to another document, "{title}", for what to do. '
            "Check that document as well, or say here who does what and when."
        )
        made.append(note(document, "pointer", message, those[0]))
    return capped(made, "pointer", "{} more duties are left to other documents.")


def _points(passage: Passage) -> Iterator[Find]:
    words = table("pointers")
    for form, pattern in _patterns().items():
        found = pattern.match(passage.text)
        if not found:
            continue
        title = found["title"]
        rest = passage.text[: found.start("title")] + passage.text[found.end("title") :]
        is_here_or_national = _ITSELF.search(title) or words_pattern(words.texts("national")).search(title)
        is_left_alone = words_pattern(words.texts("leave")).search(rest)
        is_elsewhere = form in words.texts("tells") and not words_pattern(words.texts("about")).search(rest)
        if not (is_here_or_national or is_left_alone or is_elsewhere):
            yield Find(title.lower(), passage.start + found.start("title"), passage.start + found.end("title"))
        return


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The forms of the table as patterns, each with the other document's name as its group `title`."""
    words = table("pointers")
    last = "|".join(re.escape(word) for word in words.texts("documents"))
    capitalised = r"[A-Z0-9][\w’'&/-]*"
    named = (
        rf"{capitalised}(?: (?:and|of|for|on|to|the|in|&|{capitalised})){{0,9}}? "
        rf"(?:{last}|(?i:procedures?|policy|policies|protocol|guidance))"
    )
    local = (
        r"(?:local|multi-agency|inter-agency|partnership|safeguarding partnership)(?:['’]s)? (?:[a-z-]+ ){0,4}"
        r"(?:procedures|policies|protocol)"
    )
    where = r"(?: \([^)]{1,60}\))?(?:,? (?:on|in|at|from|which|available|held|for) [^.;]{1,80})?\s*(?:\([^)]{1,60}\))?"
    title = rf"(?:the |our |its |their )?(?:[a-z’'-]+['’]s )?(?P<title>{named}|{local}){where}\s*[.;]?\s*$"
    forms = (*words.texts("sends"), *words.texts("tells"))
    return {str(form): re.compile("^" + _opening(form).replace("{title}", title)) for form in forms}


def _opening(form: str) -> str:
    """Any case in the words of a form, but not in its title."""
    before, _, after = form.partition("{title}")
    return f"(?i:{before}){{title}}{after}"
