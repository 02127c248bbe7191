"""What lies on one PDF page: runs of text, ruling lines and pictures, each with its place. No judgement."""

from __future__ import annotations

from dataclasses import dataclass, field

HYPHEN = "\ufffe"
"""What PDFium gives for a hyphen at the end of a line, when the word goes on in the next."""


@dataclass(slots=True)
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

    order: int
    """Place in the page's own drawing order, which is mostly the reading order."""

    glued: bool = False
    """It goes on with no space from the run before: "1" and a raised "st"."""

    broken: bool = False
    """The last word goes on in the next run: `text` ends with HYPHEN."""

    @property
    def bold(self) -> bool:
        """Whether all of it is bold, stray punctuation apart."""
        return self.heavy > 0.85 * len(self.text)


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


@dataclass(slots=True)
class Page:
    """One page as drawn, turned so that most of its text runs from left to right."""

    number: int
    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    askew: list[Run] = field(default_factory=list)
    """Text at another angle than the page's own: stamps, watermarks, sideways labels."""

    rules: list[Box] = field(default_factory=list)
    """Straight lines across or down, as boxes with hardly any height or width."""

    pictures: list[Box] = field(default_factory=list)
    characters: int = 0
    undecoded: int = 0
    """How many of them have no letter that they stand for."""
