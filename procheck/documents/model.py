"""What a reader makes of a file: a `Document` of blocks in reading order, and what it could not read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "paragraph", "list-item", "table-row", "contents", "footnote"]
UnreadKind = Literal["page", "image", "diagram", "object", "part"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table row, as a reader of the page would see it."""

    kind: BlockKind
    """`contents` is a line of a table of contents; it is kept so that nothing is lost, and proves nothing."""

    text: str
    """The words, white space folded to single spaces, without the list label. Table rows join cells with " | "."""

    start: int = 0
    """Offset of `text` in `Document.text`, in characters. Set by `assemble`; readers leave it 0."""

    page: int | None = None
    """Page number from 1; None where the format has no pages."""

    section: tuple[str, ...] = ()
    """Headings above this block, outermost first, each with its label ("5 Responding"). Set by `assemble`.
    A heading's own path ends with itself."""

    level: int = 0
    """Heading: 1 is the outermost. List item: nesting depth from 1. Otherwise 0."""

    label: str = ""
    """The number or letter shown before the text, as shown: "4.2", "(b)", "•", "Appendix C"; "" if none."""

    table: int | None = None
    """Which table of the document (from 0) a table row belongs to."""

    header: tuple[str, ...] = ()
    """Table row: the column headings, one for each cell, empty where the table has none."""

    cells: tuple[str, ...] = ()
    """Table row: the cells' words in order; " | ".join(cells) == text. A merged cell appears once."""

    is_header_row: bool = False
    """Table row: True for the row that gives the column headings."""

    source: tuple[int, ...] = field(default=(), compare=False, repr=False)
    """DOCX: which paragraphs of the file's main part it was read from (`w:p` elements of the body in the order they are written, from 0).
    Empty in other formats, and where it stands in another part: a footnote, a drawing, a file pasted in."""

    def __post_init__(self) -> None:
        if self.cells and " | ".join(self.cells) != self.text:
            raise ValueError("a table row's text must be its cells joined with ' | '")


@dataclass(frozen=True, slots=True)
class Unread:
    """Something on the page that the program could not read, named so that a person can look."""

    what: UnreadKind
    why: str
    """One plain clause: "a picture with no text layer: perhaps a flowchart"."""

    page: int | None = None
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """All of the final text of one file in reading order."""

    name: str
    """The file's own name, never its folder."""

    sha256: str
    """Hex digest of the file's bytes."""

    format: str
    """docx, pdf, html, markdown, text (later: odt, rtf)."""

    text: str
    """Every block's text, joined by newlines. All quotes are slices of it."""

    blocks: tuple[Block, ...]
    pages: int | None = None
    """How many pages, None where the format has none."""

    furniture: tuple[str, ...] = ()
    """Running headers and footers, each once. Searched for owner, version and dates; never policy text."""

    properties: tuple[tuple[str, str], ...] = ()
    """What the file says of itself (title, author, ...), sorted by name."""

    unread: tuple[Unread, ...] = ()
    remarks: tuple[str, ...] = ()
    """Plain sentences about the reading: "The file has tracked changes: the final text was read"."""

    @property
    def words(self) -> int:
        """How many words the blocks hold."""
        return len(self.text.split())


@dataclass(slots=True)
class Draft:
    """Collects a reader's blocks before `assemble` gives them offsets and section paths."""

    blocks: list[Block] = field(default_factory=list)
    pages: int | None = None
    furniture: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
