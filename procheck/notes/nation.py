"""Which nation's law a document goes by, and whether it is a school's: advice differs between them."""

from __future__ import annotations

import re
from typing import Literal

from procheck.documents.model import Document
from procheck.notes.tables import stands, table, words_pattern

Nation = Literal["england", "wales", "scotland", "northern-ireland"]
NATIONS: tuple[Nation, ...] = ("england", "wales", "scotland", "northern-ireland")
_ENOUGH = 2
_SCHOOL_SHARE = 6.0
_SCHOOL_NAME = re.compile(r"\b(?:school|academy|college|sixth form)\b", re.IGNORECASE)


def nation(document: Document) -> Nation | None:
    """The nation whose bodies and laws the document names most kinds of; None where that is not clear."""
    words = table("nations")
    alone = words_pattern(words.texts("alone"))
    named = {name: [word for word in words.texts(name) if stands((word,), document.text)] for name in NATIONS}
    first, second = sorted(NATIONS, key=lambda name: -len(named[name]))[:2]
    enough = len(named[first]) >= _ENOUGH or any(alone.search(word) for word in named[first])
    return first if enough and len(named[first]) > len(named[second]) else None


def is_school(document: Document) -> bool:
    """True where the title names a school or college, or their words are six or more in each thousand."""
    if any(_SCHOOL_NAME.search(block.text) for block in document.blocks[:4] if block.kind == "heading"):
        return True
    hits = sum(1 for _ in words_pattern(table("nations").texts("school")).finditer(document.text))
    return bool(document.words) and 1000 * hits / document.words >= _SCHOOL_SHARE
