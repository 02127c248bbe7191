"""Finding a quote again in the file that it was read from, by its letters and digits alone.

A reader folds white space, drops soft hyphens, joins broken words and puts " | " between cells: letters and digits it leaves as they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_ENDS = (28, 18, 10)
"""How many letters of a quote's beginning and end are looked for, where the whole of it is not there in one run."""


def letters(text: str) -> Iterator[tuple[int, str]]:
    """Each letter or digit of `text` with its offset, in one form: small, ligatures and wide forms taken apart."""
    for offset, character in enumerate(text):
        if character.isascii():
            if character.isalnum():
                yield offset, character.lower()
            continue
        for part in unicodedata.normalize("NFKC", character).casefold():
            if part.isalnum():
                yield offset, part


def squeezed(text: str) -> str:
    """The letters and digits of `text` in one run.

    >>> squeezed("The D.S.L. will re-\u00adfer")
    'thedslwillrefer'
    """
    return "".join(letter for _, letter in letters(text))


def find(within: str, quote: str, nth: int = 0) -> tuple[int, int] | None:
    """Where `quote` stands in `within`, both squeezed: offsets of its first letter and past its last; None where it does not.

    `nth`: how many times it stands there before. A quote with something between its words (a hidden passage, a list number) is found by
    its beginning and its end.
    """
    if not quote:
        return None
    start = -1
    for _ in range(nth + 1):
        following = within.find(quote, start + 1)
        if following < 0:
            break
        start = following
    if start >= 0:
        return start, start + len(quote)
    for count in _ENDS:
        if len(quote) < 2 * count:
            continue
        start = within.find(quote[:count])
        end = within.find(quote[-count:], start + count) if start >= 0 else -1
        if end >= 0 and end - start < 2 * len(quote):
            return start, end + count
    return None
