"""Is this about HSB? The whole document, the section, the sentence, or text that an HSB section sends the reader to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Literal

from procheck.documents.model import Block, Document
from procheck.language.clauses import FINITE
from procheck.language.crossrefs import pointing_at, referred_sections, unlabelled
from procheck.language.lexicon import Lexicon
from procheck.language.statements import Statement
from procheck.language.words import english, words_of

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
RUN_IN_WORDS = 8
"""Most words of a title that runs into its paragraph ("The child who did it. ...")."""
_INCLUDING = re.compile(r"\binc(?:l|luding|ludes)?\b", re.IGNORECASE)
_FIRST = "1"
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
_ENOUGH_MENTIONS = 3
_ENOUGH_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Reach:
    """What a statement is about."""

    subject: Subject
    via: str = ""
    """The cross-reference that brings it into HSB's scope; "" where it is so by itself."""


def scopes(document: Document, made: Sequence[Statement], hits: Sequence[Container[str]], lexicon: Lexicon) -> tuple[Reach, ...]:
    """What each statement is about, in order. `hits` are the concepts in each statement's own words."""
    title = next((block.section[0] for block in document.blocks if block.kind == "heading"), "")
    headings = _Headings(lexicon, title)
    whole = _is_about_hsb(document, headings) or _is_for_hsb(document, made, hits, lexicon)
    busy = _busy_sections(made, hits)
    headed = _headed_blocks(document, headings)
    reaches: list[Reach] = []
    for statement in made:
        subject = headed.get(statement.block) or headings.subject(statement.section, whole)
        if subject == "general" and statement.section in busy:
            subject = "hsb"
        if subject == "general" and _mentions(statement, made, hits):
            subject = "hsb"
        reaches.append(Reach(subject))
    if not whole:
        about = [reach.subject == "hsb" for reach in reaches]
        referred = referred_sections(document, made, about)
        for number in pointing_at(document, made, about):
            if reaches[number].subject == "general":
                reaches[number] = Reach("hsb")
        for number, via in referred.items():
            if reaches[number].subject == "general":
                reaches[number] = Reach("hsb", via)
    return tuple(reaches)


class _Headings:
    """What sections are about, by their headings; each heading is looked up once."""

    def __init__(self, lexicon: Lexicon, title: str) -> None:
        self._lexicon = lexicon
        self._known: dict[str, Subject | None] = {}
        self._lists: dict[tuple[str, ...], bool] = {}
        self.title = title

    def subject(self, section: tuple[str, ...], whole: bool) -> Subject:
        """The innermost heading that says what it is about decides; the document's own subject after that."""
        for depth, heading in reversed(tuple(enumerate(section))):
            subject = self.of(heading)
            # A title names more than it rules out: "Code of Conduct and Safeguarding Guidance".
            if subject and not (subject == "off-topic" and depth == 0 and heading == self.title):
                return subject
        return "hsb" if whole else "general"

    def of(self, heading: str) -> Subject | None:
        """What one heading is about; None where it does not say."""
        if heading not in self._known:
            found = self._lexicon.find(words_of(english().tokenizer(heading)))
            between = SEXUAL in found and ONE_TO_ANOTHER in found and NOT_BETWEEN_CHILDREN not in found
            about_hsb = (HSB in found or HSB_SECTION in found or HSB_TITLE in found or between) and BETWEEN_ADULTS not in found
            # "Safeguarding children and adults at risk" is about children too.
            off_topic = found.get(OFF_TOPIC, [])
            children = [start for start, _ in found.get(CHILD, []) if not any(a <= start < b for a, b in off_topic)]
            elsewhere = (bool(off_topic) and not children) or self.is_directory(heading)
            self._known[heading] = "hsb" if about_hsb else "off-topic" if elsewhere else None
        return self._known[heading]

    def is_directory(self, title: str) -> bool:
        """True for a heading or column heading, all of whose words say that services and numbers follow: "Appendix C Contacts"."""
        words = words_of(english().tokenizer(unlabelled(title)))
        return (0, len(words)) in self._lexicon.find(words).get(DIRECTORY, [])

    def lists_services(self, columns: tuple[str, ...]) -> bool:
        """True for the columns of a list of services ("Service | What it offers | Telephone"), where none says what anybody does."""
        if columns not in self._lists:
            says = any(DUTIES in self._lexicon.find(words_of(english().tokenizer(column))) for column in columns)
            self._lists[columns] = not says and any(self.is_directory(column) for column in columns[1:])
        return self._lists[columns]


def _is_about_hsb(document: Document, headings: _Headings) -> bool:
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


def _is_for_hsb(document: Document, made: Sequence[Statement], hits: Sequence[Container[str]], lexicon: Lexicon) -> bool:
    """True where one of the first sentences says that the document is for HSB, and for nothing named before it."""
    for statement in made[:_PURPOSE_SENTENCES]:
        if HSB in hits[statement.index] and _PURPOSE.match(document.text, statement.start, statement.end):
            first = min(start for start, _ in lexicon.find(statement.words)[HSB])
            if first <= _PURPOSE_WORDS and not _AMONG_OTHERS.intersection(statement.words.lower[:first]):
                return True
    return False


def _is_chapter(blocks: Sequence[Block], number: int) -> bool:
    """True for a title that has its number in a manual: "4.22 Children who display ...", where sections from 1 follow."""
    block = blocks[number]
    numbered = block.kind == "heading" and block.label[:1].isdigit() and block.label.strip(".") != _FIRST
    return numbered and any(other.kind == "heading" and other.label.strip(".") == _FIRST for other in blocks[number + 1 :])


def _named_first(title: str) -> str:
    """What a title names before it says what else is in it: "Child Protection Policy (including peer abuse)" is about all of it."""
    return _INCLUDING.split(title, maxsplit=1)[0]


def _headed_blocks(document: Document, headings: _Headings) -> dict[int, Subject]:
    """Blocks that a heading in their own first words tells the subject of: "24. Children who harm other children."

    Where the block is numbered and its number has parts ("(1)", "(a)", a list), those are about the same. Rows of a list of services
    are about none of what is asked for.
    """
    found: dict[int, Subject] = {}
    carried: Subject | None = None
    for number, block in enumerate(document.blocks):
        numbered = block.label.strip(".").isdigit()
        if numbered or block.section != document.blocks[number - 1].section:
            carried = None
        if carried:
            found[number] = carried
        if block.kind == "table-row" and headings.lists_services(block.header):
            found[number] = "off-topic"
        if block.kind not in ("paragraph", "list-item"):
            continue
        title, mark, _ = block.text.partition(".")
        words = title.lower().split()
        if mark and len(words) <= RUN_IN_WORDS and not FINITE.intersection(words):
            subject = headings.of(title)
            if subject:
                found[number] = subject
                carried = subject if numbered else None
    return found


def _busy_sections(made: Sequence[Statement], hits: Sequence[Container[str]]) -> set[tuple[str, ...]]:
    """Sections that are about HSB by what they say, whatever their heading."""
    mentions: dict[tuple[str, ...], list[bool]] = defaultdict(list)
    for statement, found in zip(made, hits, strict=True):
        mentions[statement.section].append(HSB in found)
    return {section for section, flags in mentions.items() if sum(flags) >= _ENOUGH_MENTIONS and sum(flags) / len(flags) >= _ENOUGH_SHARE}


def _mentions(statement: Statement, made: Sequence[Statement], hits: Sequence[Container[str]]) -> bool:
    """True where the sentence, its lead-in or the sentence before it in the paragraph speaks of HSB."""
    if HSB in hits[statement.index]:
        return True
    if statement.introduced_by is not None and _mentions(made[statement.introduced_by], made, hits):
        return True
    return statement.carries_on and HSB in hits[statement.index - 1]
