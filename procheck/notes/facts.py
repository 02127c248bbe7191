"""What a document says of itself: title, owner, version, approval and review dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from procheck.documents.model import Block, Document
from procheck.notes.dates import Found, dates, last_day
from procheck.notes.tables import table
from procheck.reports.model import DocumentSummary

_FRONT = 40
_BACK = 25
_LONGEST = 90
_DOCUMENT_WORD = re.compile(
    r"\b(?:polic(?:y|ies)|procedures?|protocol|guidance|guidelines|handbook|code of (?:conduct|practice)|SOP|standard operating"
    r"|framework|strategy|statement|manual|arrangements|charter)\b",
    re.IGNORECASE,
)
_DESCRIBES = re.compile(r"^(?:an?|how|for|this|our|note)\s", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"^(?:microsoft word|untitled|document\d*|slide|template|title)\b|\.(?:docx?|pdf|html?|md|odt)$", re.IGNORECASE
)
_UNFILLED = re.compile(r"^\W*[\[<{].*[\]>}]\W*$|^[\W_]*$")
_VERSION = re.compile(r"\bv?(?P<number>\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)\b(?!\s*(?:of|/|%))", re.IGNORECASE)
_LABEL_FOLLOWS = re.compile(r"\s(?:[A-Z][a-z’']+(?:\s[a-z]+){0,4}|[A-Z][a-z]+\s\([A-Z]{2,6}\)):\s")
_ABOUT_THE_DOCUMENT = re.compile(
    r"\b(?:policy|procedure|protocol|document|chapter|guidance|handbook|code|card|statement|we|it|be)\b", re.IGNORECASE
)
_NEXT = re.compile(
    r"(?:next|due|again|for|be|due for)\s+(?:review(?:ed)?|revisit(?:ed)?|due|look(?:ed)? at it again)\b(?:\s+(?:is|are|due|date|by|in|on|before|no later than|at|again|the latest))*[\s:]*$"
    r"|look at it again\s+(?:by|in|on)\s*$",
    re.IGNORECASE,
)
_APPROVED = re.compile(
    r"\b(?:approved|ratified|adopted|agreed|signed off|endorsed|authorised)\b(?:(?!review|next|due)[^.|;\d]){0,80}(?:\|\s)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label of a version block and what stands by it, as written."""

    label: str
    """Lower case, without its colon."""
    value: str
    followed: int = 0
    """Rows of one table of versions: the later, the higher."""


def summary(document: Document) -> DocumentSummary:
    """The facts about one document that reports show. What is not stated plainly is None, never a guess."""
    found = tuple(labelled(document))
    approved = _approved(document, found)
    return DocumentSummary(
        name=document.name,
        sha256=document.sha256,
        format=document.format,
        pages=document.pages,
        words=document.words,
        title=_title(document, found),
        owner=_owner(found),
        version=_version(document, found),
        approved=approved,
        review_due=_review_due(document, found, approved),
        unread=document.unread,
        remarks=document.remarks,
    )


def labelled(document: Document) -> Iterator[Labelled]:
    """Label and value pairs of the version block: table rows and "Label: value" lines, at the front, then at the back,
    then in running headers and footers."""
    blocks = document.blocks
    front, back = blocks[:_FRONT], blocks[max(_FRONT, len(blocks) - _BACK) :]
    for block in (*front, *back):
        if block.kind == "table-row":
            yield from _pairs(block, document)
        elif block.kind != "contents":
            yield from _inline(block.text)
    for line in document.furniture:
        yield from _inline(line)


def _pairs(block: Block, document: Document) -> Iterator[Labelled]:
    cells = block.cells
    if len(block.header) == len(cells) > 2 and not block.is_header_row:
        for title, cell in zip(block.header, cells, strict=True):
            yield Labelled(_plain(title), cell, followed=document.blocks.index(block))
    if len(cells) % 2 == 0:
        for label, value in zip(cells[::2], cells[1::2], strict=True):
            yield Labelled(_plain(label), value)


def _inline(text: str) -> Iterator[Labelled]:
    for piece in re.split(r"\s[|•·]\s|;\s|(?<=[a-z0-9)])\.\s+(?=[A-Z])", text):
        starts = [0, *(found.start() + 1 for found in _LABEL_FOLLOWS.finditer(piece))]
        for start, end in zip(starts, [*starts[1:], len(piece)], strict=True):
            part = piece[start:end].strip()
            label, colon, value = part.partition(":")
            if colon and len(label.split()) <= 8:
                yield Labelled(_plain(label), value.strip(" .*"))
            elif len(part.split()) <= 12 and (found := _starts_with_a_label(part)):
                yield Labelled(_plain(part[: len(found)]), part[len(found) :].strip(" .*"))


def _starts_with_a_label(part: str) -> str | None:
    low = part.lower()
    for name in ("version", "issue", "author", "owner", *_labels("approved"), *_labels("review")):
        if low.startswith(name + " ") and re.search(r"\d", part):
            return name
    return None


def _plain(label: str) -> str:
    return re.sub(r"[^a-z0-9' ]+", " ", label.lower()).strip()


@cache
def _labels(field: str) -> tuple[str, ...]:
    return tuple(str(label) for label in table("facts").texts(field))


def _ranked(found: tuple[Labelled, ...], field: str, *, exactly: bool = False) -> list[Labelled]:
    """What stands by the labels of `field`, best label first, then in the order of the document."""
    ranks = _labels(field)
    best: list[tuple[int, int, Labelled]] = []
    for order, item in enumerate(found):
        for rank, name in enumerate(ranks):
            if item.label == name or (not exactly and item.label.startswith(name + " ")):
                best.append((rank, order, item))
                break
    return [item for _, _, item in sorted(best, key=lambda entry: entry[:2])]


def _title(document: Document, found: tuple[Labelled, ...]) -> str | None:
    for item in _ranked(found, "title", exactly=True):
        if _is_filled(item.value) and not item.followed and len(item.value.split()) <= 25:
            return item.value
    headings = [block for block in document.blocks[:12] if block.kind == "heading" and len(block.text.split()) <= 20]
    named = [block for block in headings[:4] if _DOCUMENT_WORD.search(block.text) and not _DESCRIBES.match(block.text)]
    if named and _is_before_the_body(named[0], headings):
        return named[0].text
    of_the_file = dict(document.properties).get("title", "")
    if of_the_file and not _NO_TITLE.search(of_the_file) and len(of_the_file.split()) <= 25:
        return of_the_file
    if headings:
        return headings[0].text
    short = [block for block in document.blocks[:3] if block.kind == "paragraph" and len(block.text.split()) <= 15]
    return short[0].text if short else None


def _is_before_the_body(block: Block, headings: list[Block]) -> bool:
    """False for "2 Policy statement" in a document whose own name stands above it."""
    return block is headings[0] or not block.label


def _owner(found: tuple[Labelled, ...]) -> str | None:
    for item in _ranked(found, "owner"):
        value = re.split(r"\s\|\s|(?<=[a-z)])\.\s", item.value)[0].strip(" .,;")
        if _is_filled(value) and len(value) <= _LONGEST and not dates(value) and re.search(r"[A-Za-z]{2}", value):
            return value
    return None


def _version(document: Document, found: tuple[Labelled, ...]) -> str | None:
    numbered: list[tuple[int, str]] = []
    for item in _ranked(found, "version"):
        if re.search(r"\b(?:date|control|history)\b", item.label) or not _is_filled(item.value):
            continue
        number = _VERSION.search(re.sub(r"\b(?:19|20)\d\d\b|\breplac.*|\bsupersed.*", "", item.value))
        if number and (number.start() <= 3 or re.match(r"v", number.group(), re.IGNORECASE) or "(" in item.value):
            numbered.append((item.followed, number["number"]))
    if numbered:
        return max(numbered, key=lambda entry: entry[0])[1]
    for block in document.blocks[:_FRONT]:
        inline = re.search(
            r"\b(?:version|issue)\s+(?:no\.?\s*)?v?(\d{1,3}(?:\.\d{1,3}){0,2})\b", block.text, re.IGNORECASE
        )
        if inline and block.kind == "paragraph":
            return inline.group(1)
    return None


def _approved(document: Document, found: tuple[Labelled, ...]) -> str | None:
    stated: list[str] = []
    said_by_whom = False
    for item in _ranked(found, "approved"):
        if re.search(r"\breview(?! ?ed by)|\bnext\b|\bdue\b", item.label):
            continue
        here = [date.iso for date in dates(f"{item.label} {_before_review(item.value)}")]
        stated.extend(here[:1])
        said_by_whom = said_by_whom or not here
    for block in document.blocks[:_FRONT]:
        if block.kind in ("paragraph", "list-item"):
            stated.extend(date.iso for date in dates(block.text) if _APPROVED.search(block.text[: date.start]))
    if not stated and said_by_whom:
        rows = _ranked(found, "date-of-approval", exactly=True)
        latest = max((row.followed for row in rows), default=0)
        stated = [date.iso for row in rows if row.followed == latest for date in dates(row.value)[:1]]
    return max(stated, key=last_day) if stated else None


def _review_due(document: Document, found: tuple[Labelled, ...], approved: str | None) -> str | None:
    stated: list[tuple[int, int, str]] = []
    for rank, item in enumerate(_ranked(found, "review")):
        if re.search(
            r"\blast\b|\breviewed (?:by|on)\b|\bcycle\b|\bperiod\b|\bfrequency\b|\bgroup\b|\bpanel\b|\bof\b(?! next| review)",
            item.label,
        ):
            continue
        here = dates(item.value)
        if here:
            stated.append((-item.followed, rank, _the_next(item.value, here)))
    if not stated:
        stated = [(0, 0, iso) for iso in _sentences_about_review(document)]
    for _, _, iso in sorted(stated):
        if approved is None or last_day(iso) > last_day(approved):
            return iso
    return None


def _sentences_about_review(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if block.kind in ("contents", "table-row", "heading"):
            continue
        for date in dates(block.text):
            before = block.text[max(0, date.start - 120) : date.start]
            if _NEXT.search(before) and _ABOUT_THE_DOCUMENT.search(before):
                yield date.iso
                break


def _the_next(value: str, here: tuple[Found, ...]) -> str:
    for date in here:
        if re.search(r"\b(?:next|due)\b", value[: date.start], re.IGNORECASE):
            return date.iso
    return max((date.iso for date in here), key=last_day)


def _before_review(value: str) -> str:
    return re.split(r"\b(?:next|review|due)\b", value, maxsplit=1, flags=re.IGNORECASE)[0]


def _is_filled(value: str) -> bool:
    return bool(value.strip()) and not _UNFILLED.match(value)
