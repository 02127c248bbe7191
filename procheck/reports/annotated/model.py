"""What an annotated draft says, whatever its format: comments, and the words that each stands at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

Kind = Literal["summary", "contradiction", "missing", "weak", "doubt", "note", "evidence"]
KINDS: tuple[Kind, ...] = ("summary", "contradiction", "missing", "weak", "doubt", "note", "evidence")
"""Most serious first; of comments that say several things at one passage, the first of them."""

AUTHOR = "procheck"
INITIALS = "pc"


class CannotAnnotate(Exception):
    """A file that cannot be given comments. `str(error)` is one sentence: which file, what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A run of a document's words."""

    block: int
    """Index into `Document.blocks`."""
    start: int
    """Offset in that block's text, in characters."""
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a comment."""

    label: str
    """Shown in bold before the text: "Why"."""
    words: str

    @property
    def text(self) -> str:
        """All of it as plain text."""
        return f"{self.label}: {self.words}" if self.label and self.words else self.label or self.words


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment of the author "procheck"."""

    kind: Kind
    lines: tuple[Line, ...]
    """The first says what it is about."""
    spot: Spot
    """The words that it stands at."""

    @property
    def text(self) -> str:
        """All of it as plain text, a line each."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A draft with comments in it."""

    content: bytes
    """The whole file."""
    comments: tuple[Comment, ...]
    """Those that procheck has to make now, in the order of the document."""

    @property
    def counts(self) -> dict[Kind, int]:
        """How many comments of each kind there are, every kind present."""
        found = Counter(comment.kind for comment in self.comments)
        return {kind: found[kind] for kind in KINDS}
