"""What stands in a board report or a letter, before it is a Word file or a web page: headings, paragraphs, bullets and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from procheck.audit.scale import Tone

Look = Literal["plain", "soft", "quote", "alarm", "box"]
"""`alarm` is for what must not be overlooked, `box` for a remark, `quote` for words of a document."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words of one look. The words are those of nobody: each form cleans and escapes them."""

    text: str
    bold: bool = False
    italic: bool = False
    soft: bool = False
    tone: Tone | None = None
    """Shown as a badge in the tone's colour; `text` has the sign and the word already, so that colour never stands alone."""
    href: str = ""
    """ "#name" for a heading in the same file, an address otherwise."""
    ends_line: bool = False
    unseen: str = ""
    """Read aloud in place of `text`, where that is a mark only: "Amber" for "A". Only a web page can do so."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the whole."""

    level: int
    spans: tuple[Span, ...]
    name: str = ""
    """What a link leads to."""
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    spans: tuple[Span, ...]
    look: Look = "plain"
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Bullet:
    """One item of a list."""

    spans: tuple[Span, ...]
    level: int = 1
    number: int | None = None
    """Its number in a numbered list."""
    kind: Literal["bullet"] = "bullet"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    title: str
    weight: float
    """Its width as a share of all the weights."""
    centred: bool = False
    unseen: str = ""
    """Read aloud in place of a short title."""


@dataclass(frozen=True, slots=True)
class Field:
    """One cell of a table."""

    paragraphs: tuple[tuple[Span, ...], ...] = ()
    tone: Tone | None = None
    """Colours the whole cell; the words in it say the same."""
    quoted: bool = False
    """True for words of a document, which may be in any language and direction."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first row is its headings, repeated on each page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Field, ...], ...]
    caption: str
    """Read aloud and shown above it."""
    look: Literal["plain", "small", "marks"] = "plain"
    """`small`: small letters, for a table with many columns. `marks`: a matrix of single letters, which needs the least room."""
    row_heads: bool = True
    """True where the first field of each row names the row."""
    whole_rows: bool = True
    """True where a row stays on one page."""
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Turn:
    """From here on, pages are wide (or upright again). A web page takes no notice."""

    wide: bool
    kind: Literal["turn"] = "turn"


Block = Heading | Paragraph | Bullet | Table | Turn


def field(*lines: str | Span | tuple[Span, ...], tone: Tone | None = None, quoted: bool = False) -> Field:
    """A cell with one paragraph for each of `lines`; empty lines are left out."""
    made: list[tuple[Span, ...]] = []
    for line in lines:
        spans = (Span(line),) if isinstance(line, str) else (line,) if isinstance(line, Span) else line
        if any(span.text for span in spans):
            made.append(spans)
    return Field(tuple(made), tone, quoted)
