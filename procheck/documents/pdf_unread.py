"""What a person sees on the pages of a PDF and the program cannot read: scans, pictures, broken fonts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from procheck.documents.errors import NoWords, UnreadableDocument
from procheck.documents.model import Unread
from procheck.documents.pdf_letters import count_undecoded
from procheck.documents.pdf_marks import Box, Page, Run
from procheck.documents.pdf_opening import DAMAGED as DAMAGED_FILE

if TYPE_CHECKING:
    import pypdfium2

FEW_LETTERS = 25
"""A page with fewer, furniture apart, and with a picture or drawing on it, is a page that was not read."""

_LARGE = 0.1
"""Of the page: pictures with less area are logos, icons and portraits."""

_NARROW = 60.0
"""Points: pictures less wide or high are banners and rules."""

_SCAN = 0.3
"""Of the page: from here on a picture may be the page itself."""

_JOINT = 2.0
"""Points: how far apart two parts of one picture may lie."""

_SHAPES = 150
"""Drawn shapes on a page without letters: the letters themselves are drawn, or there is a diagram."""

_BROKEN = 0.15
_LEAST_WORDS = 100
_COMMON = frozenset(
    [
        *("the", "of", "and", "to", "in", "is", "for", "or", "be", "on", "with", "that", "are", "by", "as", "it"),
        *("not", "this", "will", "must", "should", "at", "from"),
        *("yr", "ar", "yn", "mae", "ac", "neu", "gan", "fod"),
    ]
)
"""The commonest words of English and Welsh. A long page with next to none of them is no language: its font lies."""

_FEWEST_COMMON = 0.015
_FEWEST_VOWELS = 0.33
"""Of the letters of a page, w and y counted in. English, Welsh and lists of names have about two in five."""

_WORD = re.compile(r"[^\W\d_]{2,}")

SCANNED = "a picture of a page with no text layer: it seems to be scanned"
DRAWN = "its letters or diagrams are drawn as shapes, with no text layer"
UNDECODED = "its letters cannot be decoded: the font does not say which letters they are"
NO_LANGUAGE = "its words are neither English nor Welsh: perhaps its font does not say which letters they are"
PICTURE = "a picture with no text layer: perhaps a flowchart"
CUT = "it holds more characters than any page that people read, and only the first of them were read"
DAMAGED = "it is damaged and cannot be read"


def take_undecoded(pages: Sequence[Page]) -> list[Unread]:
    """Takes the runs whose letters cannot be told off the pages; names the pages that lose much by it."""
    unread = []
    for page in pages:
        why = UNDECODED
        if _is_no_language(page):
            page.runs, why = [], NO_LANGUAGE
        elif page.undecoded:
            page.runs = [run for run in page.runs if count_undecoded(run.text) <= 0.3 * len(run.text)]
            if page.undecoded < max(_BROKEN * page.characters, 10):
                continue
        else:
            continue
        page.lost = page.garbled = True
        unread.append(Unread("page", why, page=page.number))
    return unread


def unread_pages(pages: Sequence[Page]) -> list[Unread]:
    """The pages that hold a picture or drawing and no words to speak of. Furniture must have been taken off."""
    unread = [Unread("page", CUT, page=page.number) for page in pages if page.cut]
    for page in pages:
        if page.lost or _letters(page) >= FEW_LETTERS:
            continue
        if page.damaged:
            unread.append(Unread("page", DAMAGED, page=page.number))
        elif _share(page, page.pictures) >= _SCAN:
            unread.append(Unread("page", SCANNED, page=page.number))
        elif page.shapes >= _SHAPES:
            unread.append(Unread("page", DRAWN, page=page.number))
        else:
            continue
        page.lost = True
    return unread


def unread_pictures(pages: Sequence[Page]) -> list[Unread]:
    """The large pictures among the text: neither logos nor banners, nor what comes again on other pages."""
    large = {page.number: [box for box in _merged(page.pictures) if _is_large(box, page)] for page in pages}
    places = Counter(_place(box) for boxes in large.values() for box in boxes)
    often = max(2, round(0.3 * len(pages)))
    return [
        Unread("image", PICTURE, page=page.number)
        for page in pages
        if not page.lost
        for box in large[page.number]
        if places[_place(box)] < often and not _is_behind_text(box, page.runs)
    ]


def recognised_pages(pages: Sequence[Page]) -> list[str]:
    """A remark, if words of some pages come from text recognition: invisible letters over a picture."""
    found = sum(page.recognised > 0.5 * max(page.characters, 1) for page in pages)
    if not found:
        return []
    which = "this file" if found == len(pages) else f"{found} of the {len(pages)} pages"
    return [f"The words of {which} come from text recognition (OCR) of a scan and may hold mistakes"]


def enclosed(document: pypdfium2.PdfDocument) -> list[Unread]:
    """What the file carries beside its pages."""
    from pypdfium2 import raw

    unread = []
    files = document.count_attachments()
    if files > 0:
        what = "a file that is" if files == 1 else f"{files} files that are"
        unread.append(Unread("part", f"{what} attached inside the PDF"))
    if document.get_formtype() in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND):
        unread.append(Unread("part", "a form of the kind XFA, which only Adobe Reader shows"))
    return unread


def refuse_wordless(pages: Sequence[Page], name: str) -> None:
    """Nothing, where some page has words or none should have.

    Raises:
        UnreadableDocument: there are pages that should have words, and not one has any that can be read.
    """
    lost = [page for page in pages if page.lost]
    if not lost or any(_letters(page) for page in pages if not page.lost):
        return
    if all(page.damaged for page in lost):
        raise UnreadableDocument(name, *DAMAGED_FILE)
    if any(page.garbled for page in lost):
        raise NoWords(
            name,
            "has no words that can be told as English or Welsh, perhaps because its fonts do not say which letters they are",
            "ask for the original Word file, or have procheck run text recognition on it with --ocr",
            len(pages),
        )
    raise NoWords(
        name,
        "has no text layer and seems to be a scan",
        "ask for the original Word file, or have procheck run text recognition on it with --ocr",
        len(pages),
    )


def _letters(page: Page) -> int:
    runs = [run for table in page.tables for row in table.rows for cell in row for run in cell.runs]
    return sum(len(run.text) for run in (*page.runs, *page.askew, *runs))


def _is_no_language(page: Page) -> bool:
    if sum(" the " in run.text or " and " in run.text or " yn " in run.text for run in page.runs) > 1:
        return False
    words = [word for run in page.runs for word in _WORD.findall(run.text.lower())]
    if len(words) < _LEAST_WORDS or sum(word in _COMMON for word in words) >= _FEWEST_COMMON * len(words):
        return False
    letters = "".join(words)
    return sum(letters.count(vowel) for vowel in "aeiouyw") < _FEWEST_VOWELS * len(letters)


def _share(page: Page, boxes: Sequence[Box]) -> float:
    """Of the page's area, how much its pictures cover."""
    area = page.width * page.height
    covered = sum(_area(box, page) for box in _merged(boxes))
    return covered / area if area else 0.0


def _area(box: Box, page: Page) -> float:
    """The area of the box that is on the page."""
    across = min(box.x1, page.width) - max(box.x0, 0)
    down = min(box.bottom, page.height) - max(box.top, 0)
    return max(across, 0.0) * max(down, 0.0)


def _is_large(box: Box, page: Page) -> bool:
    return min(box.width, box.height) >= _NARROW and _area(box, page) >= _LARGE * page.width * page.height


def _is_behind_text(box: Box, runs: Sequence[Run]) -> bool:
    return sum(len(run.text) for run in runs if box.holds((run.x0 + run.x1) / 2, run.y)) >= FEW_LETTERS


def _place(box: Box) -> tuple[int, int, int, int]:
    return round(box.x0 / 6), round(box.top / 6), round(box.x1 / 6), round(box.bottom / 6)


def _merged(boxes: Sequence[Box]) -> list[Box]:
    """The boxes, those that touch made one: some programs cut a picture in strips."""
    merged: list[Box] = []
    for box in boxes[:400]:
        current = box
        for other in merged[:]:
            if _touch(current, other):
                merged.remove(other)
                current = Box(
                    min(current.x0, other.x0),
                    min(current.top, other.top),
                    max(current.x1, other.x1),
                    max(current.bottom, other.bottom),
                )
        merged.append(current)
    return merged


def _touch(one: Box, other: Box) -> bool:
    across = one.x0 <= other.x1 + _JOINT and other.x0 <= one.x1 + _JOINT
    return across and one.top <= other.bottom + _JOINT and other.top <= one.bottom + _JOINT
