"""Headings that are only made to look like headings (bold, capitals, typed numbers), and sentences styled as headings.

Half of the Word policies seen have no heading style at all, and in others whole numbered clauses carry one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from procheck.documents.assemble import fold, split_label
from procheck.documents.model import Block

_MOST_WORDS = 14
_LONGEST = 110
_LARGER = 1.15
_RUNNING_TEXT = 60
"""Characters: what is longer is no heading but text under one."""

_DUTY = re.compile(r"\b(?:must|shall|will|should|may|can|cannot|is|are|has|have|do|does)\b", re.IGNORECASE)
_KEY_AND_VALUE = re.compile(
    r"""(?:
      (?:[\w'’-]+\s){0,2}(?:version|issue|status|owner|author|holder|number|ref(?:erence)?|date|lead|contact|tel(?:ephone)?|phone|mobile
        |e-?mail|address|web\s?site|name|names|signed|signature|chair|position|role|title|distribution|audience|author\(s\)|by|on|from|until
        |review(?:ed)?|approved|adopted|ratified|agreed|prepared|produced|effective|published|dsl|deputy|governor|trustee|officer|head
        |headteacher|principal|manager|director|hours|note|nb|n\.b\.)
      |\S.{0,40}(?=:\s+\S*[\d@])
    )\s*:\s+\S""",
    re.IGNORECASE | re.VERBOSE,
)
"""The lines of a cover sheet: "Policy owner: the DSL", "Approved by: the Board", "Tel: 01234 567890"."""

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|spring|summer|autumn|winter"
_DATE_OR_NUMBER = re.compile(
    rf"[\d\s/.,:–—-]*(?:\d(?:st|nd|rd|th)\s+)?(?:{_MONTH})?[\d\s/.,:–—-]*|(?:version|v|page|draft|issue)\s*[\d.]+.*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+\S")

_ORDINAL = re.compile(r"(?:(\d{1,2})[.):]?|([A-Z])[.):])\s+\S")
_PART = re.compile(r"(?:part|chapter|appendix|annex|schedule)\s+(?:[A-Z]|\d{1,2}|[IVX]{1,4})\b(?![,;])", re.IGNORECASE)
_PART_BEGINS, _IN_A_PART = 1, 2
_SECTION_NAME = re.compile(
    r"(?:introduction|purpose|aims?|objectives?|scope|background|contents|foreword|preface|rationale|overview|summary|context"
    r"|policy statement|statement of|document control|version control|version history|who |what |why |definitions?|principles|key )",
    re.IGNORECASE,
)
"""What a first section is called, and no document."""

_FEWEST_SECTIONS = 2
_FEWEST_OF_A_KIND = 3
"""Headings in capitals, and in small letters, from which on the two are taken for two levels."""
_ASIDE = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks on the page, in the formats that record it."""

    bold: bool = False
    underlined: bool = False
    capitals: bool = False
    """True where small letters are shown as capitals."""

    size: float = 0.0
    """Points; 0 where not known."""


PLAIN = Look()


def is_sentence(text: str) -> bool:
    """True where `text` says something, so that it is policy text even if it is styled as a heading."""
    words = len(text.split())
    if words > 25 or text.endswith((";", ",")):
        return True
    if text.endswith("."):
        return (words >= 5 and bool(_DUTY.search(text))) or words >= 9
    return text.endswith(":") and is_lead_in(text)


def is_lead_in(text: str) -> bool:
    """True for "Staff must:", which the list below it finishes."""
    return text.endswith(":") and bool(
        re.search(r"\b(?:must|shall|will|should|may|can|cannot|not|to)\b\W*(?:\w+\W*){0,4}$", text, re.IGNORECASE)
    )


def could_be_heading(text: str) -> bool:
    """True for a short line of words that is neither a sentence, a lead-in, a "Version: 3" nor a date."""
    label, words = split_label(fold(text), heading=True)
    return (
        0 < len(words.split()) <= _MOST_WORDS
        and len(words) <= _LONGEST
        and any(char.isalpha() for char in words)
        and not words.endswith((".", ";", ",", "|"))
        and not is_lead_in(words)
        and (bool(label) or not _KEY_AND_VALUE.match(words))
        and not _DATE_OR_NUMBER.fullmatch(words)
    )


def is_capitals(text: str) -> bool:
    """True where every letter is a capital and there are enough of them to be no abbreviation."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 4 and all(char.isupper() for char in letters) and (len(letters) >= 7 or " " not in text.strip())


def _in_capitals(text: str, look: Look) -> bool:
    """True where it is written or shown so."""
    return look.capitals or is_capitals(text)


def demote_sentences(blocks: list[Block]) -> list[Block]:
    """Blocks as given, with heading-styled sentences made paragraphs."""
    return [
        replace(block, kind="paragraph", level=0) if block.kind == "heading" and is_sentence(fold(block.text)) else block
        for block in blocks
    ]


def promote_headings(blocks: list[Block], looks: Mapping[int, Look]) -> list[Block]:
    """Blocks as given, with paragraphs that are made to look like headings turned into headings.

    `looks` has the look of the block at each index; a block that is missing in it is `PLAIN`. Levels go below the real heading above;
    among themselves by typed number ("4.2" below "4"), then by size, then capitals above small letters.
    """
    return _with_capitals_above(_promoted(blocks, looks), looks)


def _promoted(blocks: list[Block], looks: Mapping[int, Look]) -> list[Block]:
    body = _body(blocks, looks)
    picked = [index for index in range(len(blocks)) if _is_faked(blocks, index, looks, body)]
    if not picked:
        return blocks
    sizes = sorted({round(looks.get(index, PLAIN).size * 2) for index in picked}, reverse=True)
    ranks = {index: sizes.index(round(looks.get(index, PLAIN).size * 2)) for index in picked}
    promoted, real, chosen, within = list(blocks), 0, set(picked), _within_numbered(blocks, ranks)
    shift = parts = 0
    for index, block in enumerate(blocks):
        if index not in chosen:
            if block.kind == "heading":
                # "7.5 What is done", in bold, stands below "Chapter 7" and beside "7.4 Reporting".
                real, shift = block.level, block.level - max(_number_depth(block), 1)
            continue
        depth = _number_depth(block)
        if depth > 1:
            level = shift + depth
        else:
            level = real + 1 + ranks[index] + (1 if index in within else 0)
            parts = _in_parts(block, parts)
            level += parts == _IN_A_PART
            shift = level - 1 if depth == 1 else level
        promoted[index] = replace(block, kind="heading", level=min(level, 9))
    return _with_title(blocks, promoted, picked)


def _within_numbered(blocks: list[Block], ranks: Mapping[int, int]) -> set[int]:
    # "5. Responding", "What to say", "6. Records", all in bold: what has no number between two that follow each other is within the
    # first. `ranks`: of each heading, in order.
    within: set[int] = set()
    since: list[int] = []
    last: tuple[bool, int, int] | None = None
    for index, rank in ranks.items():
        number = _ordinal(blocks[index])
        if _PART.match(f"{blocks[index].label} {blocks[index].text}".strip()):
            last, since = None, []
            continue
        if number is None:
            since.append(index)
            continue
        if last is not None and (*number, rank) == (last[0], last[1] + 1, last[2]):
            within.update(each for each in since if ranks[each] == rank)
        last, since = (*number, rank), []
    return within


def _in_parts(block: Block, before: int) -> int:
    # "Part B Reporting" stands above "4 What to do"; an appendix ends the parts.
    found = _PART.match(f"{block.label} {block.text}".strip())
    if found:
        return _PART_BEGINS if found.group().lower().startswith(("part", "chapter")) else 0
    return _IN_A_PART if before else 0


def _ordinal(block: Block) -> tuple[bool, int] | None:
    """Whether a heading is numbered by a letter, and its number: (False, 5) for "5. Responding", (True, 66) for "B. Records"."""
    found = _ORDINAL.match(f"{block.label} {fold(block.text)}".strip())
    if not found:
        return None
    return (False, int(found.group(1))) if found.group(1) else (True, ord(found.group(2)))


def _with_title(blocks: list[Block], promoted: list[Block], picked: list[int]) -> list[Block]:
    # Where only bold marks headings, the document's title looks like those of its sections.
    first, *others = picked
    title = fold(blocks[first].text)
    level = promoted[first].level
    if (
        any(block.kind == "heading" for block in blocks)
        or any(len(block.text) >= _RUNNING_TEXT for block in blocks[:first])
        or _SECTION_NAME.match(title)
        or _PART.match(f"{blocks[first].label} {title}".strip())
    ):
        return promoted
    depth = _number_depth(blocks[first])
    if depth > 1 and all(_number_depth(blocks[index]) < depth for index in others):
        # "3.14 Harmful sexual behaviour": a chapter of a manual, whose sections are numbered from 1.
        promoted[first] = replace(promoted[first], level=1)
        level = min((promoted[index].level for index in others), default=1)
    elif depth or sum(promoted[index].level == level for index in others) < _FEWEST_SECTIONS:
        return promoted
    if level > 1:
        return promoted
    for index in others:
        promoted[index] = replace(promoted[index], level=min(promoted[index].level + 1, 9))
    return promoted


def _with_capitals_above(blocks: list[Block], looks: Mapping[int, Look]) -> list[Block]:
    """Where all sections have one level and no number, those in small letters are within those in capitals.

    "RECORDS", "Where they are kept", "Who may see them", "TRAINING": a few of each are no chance. What stands before the first in
    capitals belongs to the title.
    """
    headings = [index for index, block in enumerate(blocks) if block.kind == "heading"]
    deepest = max((blocks[index].level for index in headings), default=0)
    lowest = [index for index in headings if blocks[index].level == deepest]
    upper = {index for index in lowest if _in_capitals(_ASIDE.sub("", fold(blocks[index].text)), looks.get(index, PLAIN))}
    under = [index for index in lowest if index not in upper and index > min(upper, default=index)]
    numbered = any(_ordinal(blocks[index]) or _number_depth(blocks[index]) for index in lowest)
    if numbered or min(len(upper), len(under)) < _FEWEST_OF_A_KIND:
        return blocks
    ranked = list(blocks)
    for index in under:
        ranked[index] = replace(blocks[index], level=min(deepest + 1, 9))
    return ranked


def _is_faked(blocks: list[Block], index: int, looks: Mapping[int, Look], body: Look) -> bool:
    block = blocks[index]
    if len(block.text) > _LONGEST or block.kind not in ("paragraph", "list-item"):
        return False
    numbered = bool(block.label[:1].isdigit() or _NUMBERED.match(block.text.strip()))
    look = looks.get(index, PLAIN)
    if (block.kind == "list-item" and not numbered) or not (numbered or look != PLAIN or block.text.isupper()):
        return False
    text = fold(block.text)
    if not could_be_heading(text):
        return False
    if look.bold and not body.bold:
        return True
    if _in_capitals(text, look) and not body.capitals:
        return True
    if body.size and look.size >= _LARGER * body.size:
        return True
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if look.underlined:
        return following is not None
    return numbered and following is not None and _opens_section(blocks, index)


def _body(blocks: list[Block], looks: Mapping[int, Look]) -> Look:
    """How most of the running text looks: what all of it shares makes nothing stand out."""
    sizes: Counter[float] = Counter()
    letters = bold = capitals = 0
    for index, block in enumerate(blocks):
        if block.kind in ("paragraph", "list-item") and len(block.text) >= _RUNNING_TEXT:
            look, count = looks.get(index, PLAIN), len(block.text)
            sizes[look.size] += count
            letters += count
            bold += count if look.bold else 0
            capitals += count if look.capitals or block.text.isupper() else 0
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    return Look(bold=2 * bold > letters, capitals=2 * capitals > letters, size=size)


def _opens_section(blocks: list[Block], index: int) -> bool:
    # "5. Responding" in plain type is a heading where text of another shape follows, and one item of a list where "6. ..." does.
    text = fold(blocks[index].text)
    if _number_depth(blocks[index]) != 1 or len(text.split()) > 9 or text.endswith((":", "?")):
        return False
    before, after = blocks[index - 1] if index else None, blocks[index + 1]
    neighbours = [block for block in (before, after) if block is not None]
    if any(_number_depth(block) == 1 for block in neighbours) or (before and fold(before.text).endswith(":")):
        return False
    return after.kind != "heading" and text[:1].isalnum() and (_number_depth(after) > 1 or _is_running_text(after))


def _is_running_text(block: Block) -> bool:
    text = fold(block.text)
    return len(text) > _RUNNING_TEXT or text.endswith((".", ":")) or block.kind == "table-row"


def _number_depth(block: Block) -> int:
    label = block.label or split_label(fold(block.text), heading=False)[0]
    return label.strip(".").count(".") + 1 if label[:1].isdigit() else 0
