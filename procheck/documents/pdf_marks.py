"""What lies on one PDF page: runs of text, ruling lines and pictures, each with its place. No judgement."""

from __future__ import annotations

from dataclasses import dataclass, field

HYPHEN = "\ufffe"
"""What PDFium gives for a hyphen at the end of a line, when the word goes on in the next."""

PERHAPS_BROKEN = "\ufdd0"
"""After a word that fills its cell: what follows in the next line may be the rest of it."""


DEEPEST = 9
"""The lowest heading level that a tag can tell; 1 to 9 are the levels themselves."""

HEADING, UNTOLD, TEXT, ARTIFACT, MIXED = DEEPEST + 1, 0, -1, -2, -3
"""What else a file's tags can say of words: a heading of no told level, nothing, text that is no heading, something that
stands outside of the text, and several of these at once."""


@dataclass(slots=True, eq=False)
class Run:
    """Words side by side on one baseline. Points of 1/72 inch, `y` downwards from the top of the page."""

    text: str
    x0: float
    x1: float
    y: float
    """The baseline."""

    size: float
    heavy: int
    """How many of the characters are in a bold font."""

    face: str
    """Family of the font, and its colour where it is bold: what makes a heading's letters differ from the text's."""

    order: int
    """Place in the page's own drawing order, which is mostly the reading order."""

    first: float = 0.0
    """How wide its first word is, in points."""

    glued: bool = False
    """It goes on with no space from the run before: "1" and a raised "st"."""

    broken: bool = False
    """The last word goes on in the next run: `text` ends with HYPHEN."""

    cites: tuple[str, ...] = ()
    """Numbers of the footnotes that it points to; they are not in `text`."""

    spread: bool = False
    """Its list label is set off from the words by a gap, as programs do that number lists by themselves."""

    tag: int = UNTOLD
    """What the file's own tags say of it: a heading's level, or one of the words above."""

    inset: Table | None = None
    """A table that stands at this place, in place of words."""

    @property
    def bold(self) -> bool:
        """Whether all of it is bold, stray punctuation apart."""
        return self.heavy > 0.95 * len(self.text)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page, `top` < `bottom`."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Across, in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Down, in points."""
        return self.bottom - self.top

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether the point is in the box or within `slack` points of it."""
        return self.x0 - slack <= x <= self.x1 + slack and self.top - slack <= y <= self.bottom + slack


@dataclass(slots=True, eq=False)
class Cell:
    """One cell and the runs in it. `x0`, `x1`: points from the left."""

    x0: float
    x1: float
    runs: list[Run] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Table:
    """One table on one page."""

    page: int
    box: Box
    rows: list[list[Cell]]
    """Top to bottom, each from left to right; a cell that spans rows is in its first."""

    headings: int | None = None
    """How many rows of column headings it begins with; None where no line tells."""


def merged(first: int, second: int) -> int:
    """What is said of words of which one part is tagged so and the other so: what says nothing does not count."""
    if first == second or second == UNTOLD:
        # A drawn bullet is often an artifact, and so must not make one of an item that says nothing.
        return UNTOLD if first == ARTIFACT and second == UNTOLD else first
    if first in (UNTOLD, ARTIFACT):
        return UNTOLD if (first, second) == (UNTOLD, ARTIFACT) else second
    return first if second == ARTIFACT else MIXED


def as_run(table: Table) -> Run:
    """A wordless run that keeps the table's place among the text."""
    box = table.box
    return Run("", box.x0, box.x1, box.top, 0.0, 0, "", 0, inset=table)


@dataclass(slots=True, eq=False)
class Page:
    """One page as drawn, turned so that most of its text runs from left to right."""

    number: int
    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    askew: list[Run] = field(default_factory=list)
    """Text at another angle than the page's own, but upright or sideways: labels, notes in the margin."""

    stamps: list[str] = field(default_factory=list)
    """Text at a slant: "DRAFT" across the page."""

    rules: list[Box] = field(default_factory=list)
    """Straight lines across or down, as boxes with hardly any height or width."""

    dots: list[Box] = field(default_factory=list)
    """Small shapes such as some programs draw for bullets."""

    pictures: list[Box] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    characters: int = 0
    shapes: int = 0
    """How many drawn shapes there are that are no ruling lines."""

    recognised: int = 0
    """How many of the characters are invisible and lie over a picture: the work of text recognition."""

    lost: bool = False
    """It was reported as not read."""

    garbled: bool = False
    """Its letters cannot be told."""

    nested: bool = False
    """It shows forms: drawings with text of their own, whose marks are numbered apart from the page's."""

    damaged: bool = False
    """PDFium could not load it."""

    cut: bool = False
    """It holds more characters than are read of one page."""

    undecoded: int = 0
    """How many of them have no letter that they stand for."""
