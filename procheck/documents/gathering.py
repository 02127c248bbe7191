"""What readers of marked-up formats gather on the way: styled lines, blocks with their look, things left unread."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from procheck.documents.assemble import fold, section_paths, split_label
from procheck.documents.headings import PLAIN, Look, demote_sentences, promote_headings
from procheck.documents.model import Block, Draft, Unread

_KEY_AND_VALUE = re.compile(r"[A-Z][\w /&'’()-]{1,40}:(?:\s|$)")
_ENDS = (".", ":", ";", "!", "?")
_FULL_LINE = 60


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a run of text is set."""

    bold: bool = False
    underlined: bool = False
    capitals: bool = False
    hidden: bool = False
    struck: bool = False
    size: float = 0.0
    """Points; 0 where nothing says."""


PLAIN_TEXT = TextStyle()


class Line:
    """The words between two hard line breaks of a paragraph, and how they are set."""

    __slots__ = ("_bold", "_capitals", "_letters", "_sizes", "_underlined", "parts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._letters = self._bold = self._underlined = self._capitals = 0
        self._sizes: dict[float, int] = {}

    def add(self, text: str, style: TextStyle = PLAIN_TEXT) -> None:
        """Adds a run of text."""
        self.parts.append(text)
        count = len(text.strip())
        if count:
            self._letters += count
            self._bold += count if style.bold else 0
            self._underlined += count if style.underlined else 0
            self._capitals += count if style.capitals else 0
            self._sizes[style.size] = self._sizes.get(style.size, 0) + count

    def join(self, other: Line) -> None:
        """Adds another line after a space."""
        self.parts += [" ", *other.parts]
        self._letters += other._letters
        self._bold += other._bold
        self._underlined += other._underlined
        self._capitals += other._capitals
        for size, count in other._sizes.items():
            self._sizes[size] = self._sizes.get(size, 0) + count

    @property
    def text(self) -> str:
        """The words, white space as it was."""
        return "".join(self.parts)

    @property
    def look(self) -> Look:
        """Bold, underlined or in capitals where all of it is; the size of most of it."""
        if not self._letters:
            return PLAIN
        return Look(
            bold=self._bold == self._letters,
            underlined=self._underlined == self._letters,
            capitals=self._capitals == self._letters,
            size=max(self._sizes, key=lambda size: self._sizes[size]),
        )


class Lines:
    """The lines of one paragraph while it is read."""

    __slots__ = ("all", "page")

    def __init__(self) -> None:
        self.all: list[Line] = [Line()]
        self.page: int | None = None

    def add(self, text: str, style: TextStyle = PLAIN_TEXT) -> None:
        """Adds a run of text to the last line."""
        self.all[-1].add(text, style)

    def break_line(self) -> None:
        """Begins a new line."""
        self.all.append(Line())

    @property
    def text(self) -> str:
        """All the words, hard breaks as spaces."""
        return " ".join(line.text for line in self.all) if len(self.all) > 1 else self.all[0].text

    def parted(self) -> list[Line]:
        """The lines that stand by themselves; a line that only runs on from the one before is joined to it."""
        if len(self.all) == 1:
            return self.all
        parted: list[Line] = []
        for line in self.all:
            if not line.text.strip():
                continue
            if parted and _runs_on(parted[-1], line):
                parted[-1].join(line)
            else:
                parted.append(line)
        return parted or self.all[:1]


def _runs_on(line: Line, following: Line) -> bool:
    text, rest = line.text.strip(), following.text.strip()
    if text.endswith(_ENDS) or split_label(rest)[0] or _KEY_AND_VALUE.match(rest) or _KEY_AND_VALUE.match(text):
        return False
    if line.look.bold != following.look.bold:
        return False
    return rest[:1].islower() or len(text) >= _FULL_LINE or text.endswith((",", "-", "–", "and", "or", "the"))


def unread_picture(description: str) -> str:
    """Why a picture is unread, with what its author says it shows (""  for nothing)."""
    described = fold(description)
    shown = f" (“{described if len(described) <= 80 else described[:77] + '...'}”)" if described else ""
    return f"a picture{shown}, whose words, if it has any, are not read"


@dataclass(slots=True)
class Gathering:
    """Blocks and unread things in reading order, before headings are settled."""

    items: list[tuple[Block, Look] | Unread] = field(default_factory=list)

    def add(self, block: Block, look: Look = PLAIN) -> None:
        """Adds a block that looks like `look`."""
        self.items.append((block, look))

    def miss(self, unread: Unread) -> None:
        """Adds something that could not be read; its section is worked out later."""
        self.items.append(unread)

    def words(self) -> list[str]:
        """The words of each block."""
        return [item[0].text for item in self.items if not isinstance(item, Unread)]

    def settle(self, draft: Draft) -> None:
        """Puts everything into the draft: headings told from sentences, unread things with the section they stand in."""
        blocks: list[Block] = []
        looks: dict[int, Look] = {}
        missed: list[tuple[int, Unread]] = []
        for item in self.items:
            if isinstance(item, Unread):
                missed.append((len(blocks), item))
                continue
            block, look = item
            if look != PLAIN:
                looks[len(blocks)] = look
            blocks.append(block)
        draft.blocks = promote_headings(demote_sentences(blocks), looks)
        paths = section_paths(draft.blocks, [position for position, _ in missed])
        draft.unread += [replace(unread, section=path) for (_, unread), path in zip(missed, paths, strict=True)]
