"""What a document says of itself: title, owner, version, approval and review dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from procheck.documents.model import Block, Document
from procheck.notes.dates import Found, dates, last_day
from procheck.notes.passages import sentence_spans
from procheck.notes.versionblock import FRONT, Labelled, labelled, ranked
from procheck.reports.model import DocumentSummary

_OWNER_MOST = 90
"""Characters; longer is a sentence, not an owner."""
_TITLE_MOST = 25
"""Words."""
_DOCUMENT_WORD = re.compile(
    r"\b(?:polic(?:y|ies)|procedures?|protocol|guidance|guidelines|handbook|code of (?:conduct|practice)|SOP|manual"
    r"|standard operating|framework|strategy|statement|arrangements|charter)\b",
    re.IGNORECASE,
)
_DESCRIBES = re.compile(r"(?:an?|how|for|this|our|note)\s", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"^(?:microsoft word|untitled|document\d*|slide|template|title)\b|\.(?:docx?|pdf|html?|md|odt)$", re.IGNORECASE
)
_VERSION = re.compile(r"\bv?(?P<number>\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)\b(?!\s*(?:of|/|%))", re.IGNORECASE)
_VERSION_IN_TEXT = re.compile(r"\b(?:version|issue)\s+(?:no\.?\s*)?v?(\d{1,3}(?:\.\d{1,3}){0,2})\b", re.IGNORECASE)
_ANOTHER_TEXT = re.compile(
    r"\b(?:based on|model|adapted from|taken from|template|replac\w+|supersed\w+)\b", re.IGNORECASE
)
_ITSELF = re.compile(
    r"\b(?:policy|procedure|protocol|document|chapter|guidance|handbook|code|card|statement)\b"
    r"|^(?:we|it|to be|next|due)\b",
    re.IGNORECASE,
)
_TO_BE_REVIEWED = re.compile(
    r"(?:next|due|again|for|be|due for)\s+(?:review(?:ed)?|revisit(?:ed)?|due|look(?:ed)? at it again)\b"
    r"(?:\s+(?:is|are|due|date|by|in|on|before|no later than|at|again|the latest))*[\s:]*$"
    r"|look at it again\s+(?:by|in|on)\s*$",
    re.IGNORECASE,
)
_APPROVED = re.compile(
    r"\b(?:approved|ratified|adopted|agreed|signed off|endorsed|authorised)\b"
    r"(?:(?!review|next|due)[^.|;\d]){0,80}(?:\|\s)?$",
    re.IGNORECASE,
)
_NOT_THE_NEXT_REVIEW = re.compile(
    r"\blast\b|\breviewed (?:by|on)\b|\b(?:cycle|period|frequency|group|panel)\b|\bof\b(?! next| review)"
)


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


def _title(document: Document, found: tuple[Labelled, ...]) -> str | None:
    for item in ranked(found, "title", exactly=True):
        if item.is_filled and not item.row and len(item.value.split()) <= _TITLE_MOST:
            return item.value
    headings = [block for block in document.blocks[:12] if block.kind == "heading"]
    headings = [block for block in headings if len(block.text.split()) <= _TITLE_MOST]
    named = [block for block in headings[:4] if _names_a_document(block)]
    # "2 Policy statement" is a section where the document's own name stands above it.
    if named and (named[0] is headings[0] or not named[0].label):
        return named[0].text
    of_the_file = dict(document.properties).get("title", "")
    if of_the_file and not _NO_TITLE.search(of_the_file) and len(of_the_file.split()) <= _TITLE_MOST:
        return of_the_file
    if headings:
        return headings[0].text
    first_lines = [block for block in document.blocks[:3] if block.kind == "paragraph"]
    return next((block.text for block in first_lines if len(block.text.split()) <= _TITLE_MOST), None)


def _names_a_document(block: Block) -> bool:
    return bool(_DOCUMENT_WORD.search(block.text)) and not _DESCRIBES.match(block.text)


def _owner(found: tuple[Labelled, ...]) -> str | None:
    for item in ranked(found, "owner"):
        value = re.split(r"\s\|\s|(?<=[a-z)])\.\s", item.value)[0].strip(" .,;")
        is_a_name = re.search(r"[A-Za-z]{2}", value) and not dates(value) and len(value) <= _OWNER_MOST
        if item.is_filled and is_a_name:
            return value
    return None


def _version(document: Document, found: tuple[Labelled, ...]) -> str | None:
    numbered: list[tuple[Labelled, str]] = []
    for item in ranked(found, "version"):
        if re.search(r"\b(?:date|control|history)\b", item.label) or not item.is_filled:
            continue
        own = _VERSION.search(re.sub(r"\b(?:19|20)\d\d\b|\b(?:replac|supersed).*", "", item.value))
        stands_first = own and (own.start() <= 3 or own.group().lower().startswith("v"))
        if own and stands_first:
            numbered.append((item, own["number"]))
    if numbered:
        return _newest(numbered)
    for block in document.blocks[:FRONT]:
        in_text = _VERSION_IN_TEXT.search(block.text)
        if in_text and block.kind == "paragraph" and not _ANOTHER_TEXT.search(block.text[: in_text.start()]):
            return in_text.group(1)
    return None


def _newest(stated: list[tuple[Labelled, str]]) -> str:
    """What the version block itself states; where only a table of versions does, what its last row states."""
    own = [value for item, value in stated if not item.row]
    return own[0] if own else max(stated, key=lambda entry: entry[0].row)[1]


def _approved(document: Document, found: tuple[Labelled, ...]) -> str | None:
    stated: list[str] = []
    says_by_whom = False
    for item in ranked(found, "approved"):
        if re.search(r"\breview(?! ?ed by)|\bnext\b|\bdue\b", item.label):
            continue
        before_review = re.split(r"\b(?:next|review|due)\b", item.value, maxsplit=1, flags=re.IGNORECASE)[0]
        here = dates(f"{item.label} {before_review}")
        stated.extend(date.iso for date in here[:1])
        says_by_whom = says_by_whom or not here
    for block in document.blocks[:FRONT]:
        if block.kind in ("paragraph", "list-item"):
            stated.extend(date.iso for date in dates(block.text) if _APPROVED.search(block.text[: date.start]))
    if not stated and says_by_whom:
        dated = [
            (item, date.iso) for item in ranked(found, "date-of-approval", exactly=True) for date in dates(item.value)
        ]
        stated = [_newest(dated)] if dated else []
    return max(stated, key=last_day) if stated else None


def _review_due(document: Document, found: tuple[Labelled, ...], approved: str | None) -> str | None:
    stated: list[tuple[int, int, str]] = []
    for rank, item in enumerate(ranked(found, "review")):
        here = dates(item.value)
        if here and not _NOT_THE_NEXT_REVIEW.search(item.label):
            stated.append((-item.row, rank, _the_next(item.value, here)))
    if not stated:
        stated = [(0, 0, iso) for iso in _reviews_in_text(document)]
    # A "review date" no later than the approval is the date on which somebody reviewed it.
    return next((iso for *_, iso in sorted(stated) if approved is None or last_day(iso) > last_day(approved)), None)


def _the_next(value: str, here: tuple[Found, ...]) -> str:
    """Of the dates by a label, the one that follows "next" or "due", else the last."""
    for date in here:
        if re.search(r"\b(?:next|due)\b", value[: date.start], re.IGNORECASE):
            return date.iso
    return max((date.iso for date in here), key=last_day)


def _reviews_in_text(document: Document) -> Iterator[str]:
    """Dates by which a sentence says that the document is to be reviewed."""
    for block in document.blocks:
        if block.kind not in ("paragraph", "list-item"):
            continue
        for start, end in sentence_spans(block.text):
            for date in dates(block.text[start:end])[:1]:
                before = block.text[start : start + date.start]
                if _TO_BE_REVIEWED.search(before) and _ITSELF.search(before):
                    yield date.iso
