"""The word tables that notes are made from: YAML files in `criteria/notes/`, which anyone may extend."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from procheck.datafiles import Map, load
from procheck.resources import data_folder


@cache
def table(name: str) -> Map:
    """The table `criteria/notes/NAME.yaml`. Raises DataFileError (file and line) where it is wrong."""
    return load(data_folder("criteria") / "notes" / f"{name}.yaml")


def records(name: str, key: str) -> tuple[Map, ...]:
    """The list of mappings under `key` of a table. Raises DataFileError where it is something else."""
    from procheck.datafiles import DataFileError

    found = table(name)
    value = found.get(key)
    if not isinstance(value, list) or not all(isinstance(item, Map) for item in value):
        raise DataFileError(
            found.path, found.lines.get(key, found.line), f"'{key}' must be a list of entries with keys."
        )
    return tuple(value)


@cache
def words_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for any of `words`: whole words, a plural s or es allowed, hyphens and spaces alike.

    Words in capitals are matched as written, others in any case. A word that ends with "=" takes no plural.
    """
    return re.compile("|".join(_one(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)")


def stands(words: tuple[str, ...], text: str) -> bool:
    """True where any of `words` stands in `text`, as `words_pattern` finds them.

    Most words of a table are in no document at all: that their letters are nowhere shows in a hundredth of the time.
    """
    lowered = _lowered(text)
    return any(_stands(word, text, lowered) for word in words)


def _stands(word: str, text: str, lowered: str) -> bool:
    parts = _parts(word)
    if not all(part in lowered for part in parts):
        return False
    pattern = words_pattern((word,))
    if len(lowered) != len(text) or not word.lower().startswith(parts[:1]):
        return pattern.search(text) is not None
    # Only where the word's own beginning stands, not at every letter of a long document.
    at = lowered.find(parts[0])
    while at >= 0 and not pattern.match(text, at):
        at = lowered.find(parts[0], at + 1)
    return at >= 0


@lru_cache(maxsize=2)
def _lowered(text: str) -> str:
    return text.lower()


@cache
def _parts(word: str) -> tuple[str, ...]:
    """The parts of a word or name that are written in one way only."""
    return tuple(_PARTS.findall(word.lower()))


def _one(word: str) -> str:
    plural = "" if word.endswith("=") else "(?:e?s)?"
    letters = word.rstrip("=")
    pattern = "".join(_LOOSE.get(letter, re.escape(letter)) for letter in letters)
    either_case = "" if re.fullmatch(r"[A-Z0-9 ]+", letters) else "i"
    return rf"(?{either_case}:(?<![\w@/.-]){pattern}{plural}(?![\w@/-]|\.\w))"


_PARTS = re.compile(r"[^\s'’=‐-―-]+")
_LOOSE = {" ": r"[\s\u2010-\u2015-]+", "-": r"[\s\u2010-\u2015-]+", "'": "['’]"}
