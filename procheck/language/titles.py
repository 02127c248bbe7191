"""What titles and headings say that the text under them is about, and what a document says that it is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from procheck.documents.model import Block, Document
from procheck.language.crossrefs import unlabelled
from procheck.language.lexicon import Lexicon
from procheck.language.statements import Statement

HSB = "hsb"
"""Concept: HSB between children, whatever it is called."""
HSB_SECTION = "hsb section"
"""Concept: headings of sections about abuse of a child by another child."""
HSB_TITLE = "hsb title"
"""Concept: further titles and headings about sexual harm between children."""
OFF_TOPIC = "off-topic section"
"""Concept: headings of sections plainly about something else (allegations against staff, recruitment, FGM ...)."""

SEXUAL, ONE_TO_ANOTHER, NOT_BETWEEN_CHILDREN = "sexual word", "one to another", "not between children"
"""Concepts of headings: "When something sexual happens between players", but not "Sexual exploitation of one person by another"."""

BETWEEN_ADULTS = "between adults"
"""Concept of headings: "Sexual harassment of staff"."""

DIRECTORY, DUTIES = "directory", "duties column"
"""Concepts of headings and column headings: lists of services with their numbers, which say nothing of what is done here; and columns
that do say it."""

CHILD = "child"

Subject = Literal["hsb", "general", "off-topic"]

TITLE_WORDS = 30
RUNNING_WORDS = 6
"""Fewest words of a sentence that ends the title and what stands under it: a heading after it is no title."""
_INCLUDING = re.compile(r"\binc(?:l|luding|ludes|orporating|orporates)?\b|\bwith (?:an?|its) (?:annex|appendix)\b", re.IGNORECASE)
_FIRST = "1"
_CHAPTER = re.compile(r"\d+(?:\.\d+)*")
_TITLE_CELL = re.compile(r"(?=\w)((document|policy|procedure|guidance|protocol)\b\s*)?(title|name)?\W*$", re.IGNORECASE)
"""The first cell of a table at the head of a document, beside its title."""
_PURPOSE = re.compile(
    r"\W*(?:the (?:purpose|aim) of )?(?:this|these|our) (?:\w+ )?"
    r"(?:policy|procedures?|guidance|guide|guidelines?|document|protocol|chapter|standards?|code|handbook|statement|framework) "
    r"(?:(?:is|are) (?:about|for|to|intended|designed)|appl(?:y|ies) |covers? |sets? out |explains? |describes? |deals? with |concerns? "
    r"|relates? to |seeks? to |aims? to |gives? |provides? |tells? |address(?:es)? |shows? )",
    re.IGNORECASE,
)
"""How a sentence begins that says what a document is for: "This procedure applies to children who display HSB"."""
_AMONG_OTHERS = frozenset(
    ", ; including include includes such other forms types also both abuse neglect bullying safe safeguard safeguarding protect protection "
    "welfare not".split()
)
"""Words before HSB that make it one thing among those that a document is for."""
_PURPOSE_SENTENCES, _PURPOSE_WORDS = 12, 16
"""Among how many of the first sentences the purpose is looked for, and before which word HSB must be named."""


class Headings:
    """What sections are about, by their headings; each heading is looked up once."""

    def __init__(self, lexicon: Lexicon, title: str) -> None:
        self._lexicon = lexicon
        self._known: dict[str, Subject | None] = {}
        self._subjects: dict[tuple[str, ...], Subject | None] = {}
        self._lists: dict[tuple[str, ...], bool] = {}
        self.title = title

    def subject(self, section: tuple[str, ...], whole: bool) -> Subject:
        """The innermost heading that says what it is about decides; the document's own subject after that."""
        if section not in self._subjects:
            self._subjects[section] = self._headed(section)
        return self._subjects[section] or ("hsb" if whole else "general")

    def _headed(self, section: tuple[str, ...]) -> Subject | None:
        for depth, heading in reversed(tuple(enumerate(section))):
            subject = self.of(heading)
            # A title names more than it rules out: "Code of Conduct and Safeguarding Guidance".
            if subject and not (subject == "off-topic" and depth == 0 and heading == self.title):
                return subject
        return None

    def of(self, heading: str) -> Subject | None:
        """What one heading is about; None where it does not say."""
        if heading not in self._known:
            _, found = self._lexicon.in_heading(heading)
            between = SEXUAL in found and ONE_TO_ANOTHER in found and NOT_BETWEEN_CHILDREN not in found
            about_hsb = (HSB in found or HSB_SECTION in found or HSB_TITLE in found or between) and BETWEEN_ADULTS not in found
            # "Safeguarding children and adults at risk" is about children too.
            off_topic = found.get(OFF_TOPIC, ())
            children = [start for start, _ in found.get(CHILD, ()) if not any(a <= start < b for a, b in off_topic)]
            elsewhere = (bool(off_topic) and not children) or self.is_directory(heading)
            self._known[heading] = "hsb" if about_hsb else "off-topic" if elsewhere else None
        return self._known[heading]

    def is_directory(self, title: str) -> bool:
        """True for a heading or column heading, all of whose words say that services and numbers follow: "Appendix C Contacts"."""
        words, found = self._lexicon.in_heading(unlabelled(title))
        return (0, words) in found.get(DIRECTORY, ())

    def lists_services(self, columns: tuple[str, ...]) -> bool:
        """True for the columns of a list of services ("Service | What it offers | Telephone"), where none says what anybody does."""
        if columns not in self._lists:
            says = any(DUTIES in self._lexicon.in_heading(column)[1] for column in columns)
            self._lists[columns] = not says and any(self.is_directory(column) for column in columns[1:])
        return self._lists[columns]


def is_about_hsb(document: Document, headings: Headings) -> bool:
    """True where the title says so: the file's own title, or a heading or line before the first numbered section."""
    title = dict(document.properties).get("title", "")
    if title and headings.of(_named_first(title)) == "hsb":
        return True
    for number, block in enumerate(document.blocks[:6]):
        if block.kind == "table-row":
            return _TITLE_CELL.match(block.cells[0]) is not None and headings.of(_named_first(block.cells[-1])) == "hsb"
        if block.kind == "contents" or (block.label and not _is_chapter(document.blocks, number)):
            break
        is_title = block.kind == "heading" or not block.text.endswith((".", ":", ";"))
        if is_title and len(block.text.split()) <= TITLE_WORDS and headings.of(_named_first(block.text)) == "hsb":
            return True
        if not is_title and len(block.text.split()) >= RUNNING_WORDS:
            break
    return False


def is_for_hsb(document: Document, made: Sequence[Statement], mentions: Sequence[bool], lexicon: Lexicon) -> bool:
    """True where one of the first sentences says that the document is for HSB, and for nothing named before it."""
    for statement in made[:_PURPOSE_SENTENCES]:
        if mentions[statement.index] and _PURPOSE.match(document.text, statement.start, statement.end):
            first = min((start for start, _ in lexicon.find(statement.words).get(HSB, ())), default=len(statement.words))
            if first <= _PURPOSE_WORDS and not _AMONG_OTHERS.intersection(statement.words.lower[:first]):
                return True
    return False


def _is_chapter(blocks: Sequence[Block], number: int) -> bool:
    """True for a title that has its number in a manual: "4.22 Children who display ..." or "Chapter 6.14", where 1 or 6.14.1 follows."""
    block = blocks[number]
    own = _CHAPTER.search(block.label)
    if block.kind != "heading" or own is None or own.group() == _FIRST:
        return False
    firsts = (_FIRST, f"{own.group()}.{_FIRST}")
    return any(other.kind == "heading" and other.label.strip(".") in firsts for other in blocks[number + 1 :])


def _named_first(title: str) -> str:
    """What a title names before it says what else is in it: "Child Protection Policy (including peer abuse)" is about all of it."""
    return _INCLUDING.split(title, maxsplit=1)[0]
