"""Document -> statements: a sentence, a list item read after its lead-in, or a table row read under its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from procheck.documents.model import Block, Document
from procheck.language.words import EMPTY, Words, english, sentences_of, words_of

FORM_LABEL_WORDS = 20
MOST_HEADERS = 100
"""Heads of tables that are remembered: every row of a table asks for the same one."""
LABEL_WORDS = 10
"""A paragraph of at most so many words with no full stop, colon or the like at its end is a heading or a label."""
_FORBIDS = re.compile(r"(please |what (you )?)?(do not|do ?n['’]?t|never|avoid|not to|(must|should|shall) not)\b", re.IGNORECASE)
"""How the heading of a column begins whose cells say what is not to be done."""
_BETWEEN_CELLS = " | "


@dataclass(frozen=True, slots=True)
class Statement:
    """The smallest run of text that is judged, with what has to be read before it."""

    index: int
    """Position among the document's statements, from 0."""
    block: int
    """Index of its block in `Document.blocks`."""
    start: int
    """Offsets in `Document.text`: text == document.text[start:end]."""
    end: int
    words: Words
    lead_in: Words
    """The words that introduce it ("The DSL will:" before a bullet, column headings before a row); may be empty."""
    joined: Words
    """Lead-in and own words, as one run."""
    introduced_by: int | None
    """Index of the statement that is its lead-in."""
    kind: str
    """The block's kind."""
    section: tuple[str, ...]
    page: int | None
    carries_on: bool
    """True where it is not the first sentence of its paragraph."""
    introduces: bool = False
    """True where it ends in a colon and a list follows: on its own it is half a statement."""
    columns: tuple[str, ...] = ()
    """The column headings that it stands under, as written."""


def statements(document: Document) -> tuple[Statement, ...]:
    """Every statement of the document in order; headings and contents lines make none."""
    made: list[Statement] = []
    lead_ins = _LeadIns()
    for number, block in enumerate(document.blocks):
        lead_ins.enter(block)
        if block.kind in ("heading", "contents") or block.is_header_row:
            continue
        introduces = _introduces(document.blocks, number)
        if (_is_label(block) and not introduces) or _is_form_row(block):
            continue
        lead = lead_ins.for_block(block)
        is_row = block.kind == "table-row"
        runs = list(_row(block) if is_row else _sentences(block))
        for position, (start, end, words, columns) in enumerate(runs):
            lead_in = _header_words(columns) if is_row else _open_ended(lead.words) if lead else EMPTY
            made.append(
                Statement(
                    index=len(made),
                    block=number,
                    start=block.start + start,
                    end=block.start + end,
                    words=words,
                    lead_in=lead_in,
                    joined=lead_in + words if lead_in else words,
                    introduced_by=lead.index if lead else None,
                    kind=block.kind,
                    section=block.section,
                    page=block.page,
                    carries_on=position > 0 and not is_row,
                    introduces=introduces and position == len(runs) - 1,
                    columns=columns,
                )
            )
        if introduces and runs:
            lead_ins.open(block, made[-1])
    return tuple(made)


class _LeadIns:
    """Which sentence introduces the list item or table row at hand, by nesting level."""

    def __init__(self) -> None:
        self._open: list[tuple[int, Statement]] = []

    def enter(self, block: Block) -> None:
        if block.kind == "table-row":
            return
        if block.kind != "list-item":
            self._open.clear()
            return
        while self._open and self._open[-1][0] >= block.level:
            self._open.pop()

    def open(self, block: Block, statement: Statement) -> None:
        self._open.append((block.level if block.kind == "list-item" else 0, statement))

    def for_block(self, block: Block) -> Statement | None:
        return self._open[-1][1] if self._open and block.kind in ("list-item", "table-row") else None


def _is_label(block: Block) -> bool:
    """True for a short line with no verb to end it: a heading typed as plain text, a form's label."""
    text = block.text
    return block.kind == "paragraph" and text[-1].isalnum() and ";" not in text and len(text.split()) <= LABEL_WORDS


def _is_form_row(block: Block) -> bool:
    """True for a row of a form to fill in: a label with nothing beside it."""
    is_alone = block.kind == "table-row" and len(block.cells) > 1 and not any(block.cells[1:])
    return is_alone and len(block.cells[0].split()) <= FORM_LABEL_WORDS and not _is_told_apart(block)


def _introduces(blocks: tuple[Block, ...], number: int) -> bool:
    block = blocks[number]
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    if following is None or block.kind not in ("paragraph", "list-item"):
        return False
    if following.kind == "table-row":
        return block.text.endswith(":")
    if following.kind != "list-item":
        return False
    if block.kind == "list-item" and following.level <= block.level:
        return False
    return block.text.endswith((":", "-", "–", "—", ",")) or block.text[-1].isalnum() or block.kind == "list-item"


_Run = tuple[int, int, Words, tuple[str, ...]]
"""Start and end in the block's text, the words, and the column headings over them."""


def _row(block: Block) -> Iterator[_Run]:
    """A table row: as one, or cell by cell where a column says what is not to be done.

    "Do | Do not" over "Ask what they want. | Ask why." forbids the one and not the other.
    """
    if not _is_told_apart(block):
        yield 0, len(block.text), words_of(english().tokenizer(block.text), block.start), block.header
        return
    start = 0
    for heading, cell in zip(block.header, block.cells, strict=True):
        if cell:
            yield start, start + len(cell), words_of(english().tokenizer(cell), block.start + start), (heading,)
        start += len(cell) + len(_BETWEEN_CELLS)


def _is_told_apart(block: Block) -> bool:
    """True for a row under headings of which some forbid and some do not."""
    forbids = [_FORBIDS.match(heading) is not None for heading in block.header]
    return len(forbids) == len(block.cells) and any(forbids) and not all(forbids) and block.text == _BETWEEN_CELLS.join(block.cells)


def _sentences(block: Block) -> Iterator[_Run]:
    for start, end, words in sentences_of(english()(block.text), block.start):
        text = block.text[start:end].rstrip()
        if any(character.isalpha() for character in text):
            yield start, start + len(text), words, ()


def _open_ended(words: Words) -> Words:
    """A lead-in without the colon or dash it ends in, so that its "may" or "not" reaches into the item."""
    end = len(words)
    while end and not words.lower[end - 1][-1].isalnum():
        end -= 1
    return Words(words.stems[:end], words.lower[:end], words.starts[:end], words.ends[:end])


@lru_cache(MOST_HEADERS)
def _header_words(columns: tuple[str, ...]) -> Words:
    """A row's column headings as words that have no place of their own in the quote."""
    if not columns:
        return EMPTY
    found = words_of(english().tokenizer(_BETWEEN_CELLS.join(columns)))
    return Words(found.stems, found.lower, (-1,) * len(found), (-1,) * len(found))
