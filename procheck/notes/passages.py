"""Sentences of a document with their offsets, verbatim quotes of them, and what kind of passage they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from procheck.documents.model import Block, Document

_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Mrs?|Ms|Miss|Dr|Rev|St|Prof|No|Nos|para|paras|e\.g|i\.e|etc|vs?|cf|ext)\.$", re.IGNORECASE
)
_HISTORY_HEADING = re.compile(
    r"""\b(?:
      (?:version|revision|document|change)\s(?:history|log) | (?:version|revision)\scontrol
    | change\srecord | amendments? | history\sof\s(?:changes|versions|this) | (?:summary|record)\sof\schanges
    | changes\s(?:made|since|in\sthis)
    | what\shas\schanged
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_HISTORY_COLUMN = re.compile(
    r"(?:changes?(?: made)?|amendments?(?: made)?|(?:summary|description) of changes?|reason for change|revision)$",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"""\b(?:
      former(?:ly)? | previously | renamed | no\slonger | at\sthe\stime | (?:was|were)\sabolished
    | supersede[sd] | replac(?:es|ed|ing) | in\splace\sof | instead\sof | rather\sthan
    | (?:used|then)\sto\sbe\s(?:known|called) | then\s(?:known|called) | (?:which|what)\s(?:was|were)
    | (?:now|also|sometimes|once|still|often|otherwise)\s(?:known|called|referred|named|calls?|use)
    | (?:now|newly)\s(?:a|an|the|part|say|says) | old(?:er)?\s(?:name|term|title)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PAST_YEAR = re.compile(
    r"\b(?:in|since|during|from|of|after|before|until)\s+(?:[a-z]+\s+)?(?:19|20)\d\d\b", re.IGNORECASE
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|found|published|introduced|became|took|held|gave|said|showed|recommended|concluded)\b",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\b(?:must|shall|will|should|may|is to|are to|need(?:s)? to|is required|are required)\b", re.IGNORECASE
)
_QUOTED = re.compile(
    r"""“[^”]{1,300}” | "[^"]{1,300}"
    | (?<![A-Za-z0-9])‘[^’]{1,120}’ | (?<![A-Za-z0-9])'[^'\n]{1,120}'(?![A-Za-z])""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Passage:
    """One sentence of a block (the whole of a heading or table row)."""

    document: Document
    number: int
    """Index of the block in the document."""
    start: int
    """Offset of the sentence in `Document.text`, in characters."""
    text: str

    @property
    def block(self) -> Block:
        """The block it stands in."""
        return self.document.blocks[self.number]

    @cached_property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """Spans of `text` that stand within quotation marks."""
        return tuple(found.span() for found in _QUOTED.finditer(self.text))

    def is_quoted(self, start: int, end: int) -> bool:
        """True where text[start:end] stands within quotation marks."""
        return any(left <= start and end <= right for left, right in self.quoted)

    @cached_property
    def is_history(self) -> bool:
        """True where it says what used to be: a past case, a replaced name, a row of a table of changes."""
        block = self.block
        if any(_HISTORY_HEADING.search(heading) for heading in block.section):
            return True
        if any(_HISTORY_COLUMN.match(title) for title in block.header):
            return True
        if _FORMER.search(self.text):
            return True
        return bool(_PAST_YEAR.search(self.text) and _PAST.search(self.text) and not _DUTY.search(self.text))


def passages(document: Document) -> tuple[Passage, ...]:
    """Every sentence in reading order, contents lines left out."""
    return tuple(_passages(document))


def _passages(document: Document) -> Iterator[Passage]:
    for number, block in enumerate(document.blocks):
        if block.kind == "contents":
            continue
        if block.kind in ("heading", "table-row"):
            yield Passage(document, number, block.start, block.text)
            continue
        for start, end in sentence_spans(block.text):
            yield Passage(document, number, block.start + start, block.text[start:end])


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence of `text`, ends exclusive.

    >>> list(sentence_spans("Tell Dr. Lee. Then write it down."))
    [(0, 13), (14, 33)]
    """
    start = 0
    for found in _END.finditer(text):
        upto = text[start : found.start() + 1]
        if text[found.start()] == "." and _ABBREVIATION.search(upto):
            continue
        yield start, len(text[: found.end()].rstrip())
        start = found.end()
    if start < len(text):
        yield start, len(text)


def quote(document: Document, start: int, end: int, *, words: int = 40) -> str:
    """The run text[start:end] of the document with its sentence about it, cut at word edges to at most `words` words.

    Always a verbatim slice of `Document.text`; it never leaves the block that `start` lies in.
    """
    block = block_at(document, start)
    low, high = block.start, block.start + len(block.text)
    if block.kind not in ("heading", "table-row"):
        for left, right in sentence_spans(block.text):
            if block.start + left <= start < block.start + right:
                low, high = block.start + left, max(end, block.start + right)
    while len(document.text[low:high].split()) > words:
        before, after = start - low, high - end
        if before <= 0 and after <= 0:
            break
        if before > after:
            low = min(start, low + len(document.text[low:start].split(" ", 1)[0]) + 1)
        else:
            high = max(end, high - len(document.text[end:high].rsplit(" ", 1)[-1]) - 1)
    return document.text[low:high].strip()


def block_at(document: Document, offset: int) -> Block:
    """The block that holds the character at `offset` of `Document.text`."""
    low, high = 0, len(document.blocks)
    while high - low > 1:
        middle = (low + high) // 2
        if document.blocks[middle].start <= offset:
            low = middle
        else:
            high = middle
    return document.blocks[low]
