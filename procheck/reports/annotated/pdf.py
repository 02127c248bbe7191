"""Comments in a PDF: highlights with notes at passages, and notes where something is missing.

They are added at the end of the file (an incremental update), so that all the author wrote stays byte for byte.

Source: PDF 32000-1, 7.5.6 (incremental updates), 12.5.6.4 (text notes), 12.5.6.10 (highlights).
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from procheck.documents.model import Document
from procheck.reports.annotated import pdf_seal
from procheck.reports.annotated.model import AUTHOR, CannotAnnotate, Comment, Kind
from procheck.reports.annotated.pdf_places import Box, Boxes, Places
from procheck.reports.annotated.wording import HEAD, SETTLED

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject

_COLOURS: dict[Kind, tuple[float, float, float]] = {
    "summary": (0.80, 0.84, 0.88),
    "contradiction": (1.00, 0.62, 0.58),
    "missing": (0.60, 0.78, 1.00),
    "weak": (1.00, 0.84, 0.40),
    "doubt": (0.84, 0.76, 1.00),
    "note": (0.80, 0.84, 0.88),
    "evidence": (0.68, 0.92, 0.68),
}
_SUBJECTS: dict[Kind, str] = {
    "summary": "How the draft stands",
    "contradiction": "Says the opposite",
    "missing": "Not found",
    "weak": "Falls short",
    "doubt": "A person should look",
    "note": "Other note",
    "evidence": "Says what is asked for",
}
"""What lists of comments show, so that nothing is told by colour alone."""

_CARRIED = "(This goes on from the page before.)\n"
_ICON = 18.0
_MARGIN = 6.0
"""Points: how large a note is drawn, and how far from what it stands at."""

_PRINTED = 4
_SIGNED = 1
"""Flags: of an annotation that is printed; of a form that holds signatures (PDF 32000-1, tables 165 and 219)."""


def with_comments(original: bytes, document: Document, comments: Sequence[Comment], date: str) -> bytes:
    """The PDF `original` with `comments` in it, in place of those that procheck wrote into it before.

    Args and exceptions as in `docx.with_comments`; raises `CannotAnnotate` for a file that is locked as well.
    """
    import pypdf
    from pypdf.errors import PyPdfError

    data = pdf_seal.without(original)
    try:
        writer = pypdf.PdfWriter(io.BytesIO(pdf_seal.opened(data)), incremental=True)
        _refuse_locked(writer, document.name)
        kept, changed = _take_out(writer, [comment.text for comment in comments])
        new = [comment for comment in comments if comment.text not in kept]
        if not new and not changed:
            return data
        _Notes(writer, date).add(new, _places(data, document, new))
        buffer = io.BytesIO()
        writer.write(buffer)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        problem = "is damaged or put together in a way that takes no comments"
        raise CannotAnnotate(f"{document.name} {problem}: print it to a new PDF and annotate that, or annotate the Word file.") from error
    return pdf_seal.sealed(data, buffer.getvalue())


def _refuse_locked(writer: PdfWriter, name: str) -> None:
    reader = writer._reader
    if reader is not None and reader.is_encrypted:
        raise CannotAnnotate(f"{name} is locked against changes: save an unlocked copy and annotate that.")
    form = writer.root_object.get("/AcroForm")
    if form is not None and int(form.get_object().get("/SigFlags", 0)) & _SIGNED:
        raise CannotAnnotate(f"{name} is digitally signed, and a comment would spoil the signature: annotate a copy without it.")


def _take_out(writer: PdfWriter, new: Sequence[str]) -> tuple[set[str], bool]:
    """Takes out what procheck wrote and another program saved since, but not what somebody has answered: that stays for the answer.

    `new`: the words of comments to be made. Gives those that stand there already, and whether anything was changed.
    """
    from pypdf.generic import ArrayObject, NameObject, TextStringObject

    kept: set[str] = set()
    changed = False
    for page in writer.pages:
        listed = page.get("/Annots")
        if listed is None:
            continue
        notes = list(listed.get_object())
        answered = {_key(note.get_object().raw_get("/IRT")) for note in notes if "/IRT" in note.get_object()}
        own = [note for note in notes if note.get_object().get("/T") == AUTHOR]
        gone = [note for note in own if _key(note) not in answered]
        for note in own:
            if _key(note) in answered:
                said = str(note.get_object().get("/Contents", "")).removeprefix(_CARRIED)
                now = said if said in new else next((text for text in new if said.startswith(HEAD) and text.startswith(HEAD)), SETTLED.text)
                kept.add(now)
                if now != said:
                    note.get_object()[NameObject("/Contents")] = TextStringObject(now)
                    changed = True
        if gone:
            pages = {_key(note) for note in gone}
            rest = [note for note in notes if _key(note) not in pages and _key(_parent(note)) not in pages]
            page[NameObject("/Annots")] = ArrayObject(rest)
            changed = True
    return kept, changed


def _parent(note: Any) -> Any:
    """What a pop-up window belongs to."""
    found = note.get_object()
    return found.raw_get("/Parent") if found.get("/Subtype") == "/Popup" and "/Parent" in found else None


def _key(reference: Any) -> object:
    number = getattr(reference, "idnum", None)
    return number if number is not None else id(reference)


def _places(data: bytes, document: Document, comments: Sequence[Comment]) -> list[list[Boxes]]:
    from procheck.documents.pdf_opening import opened

    pdf = opened(data, document.name)
    try:
        places = Places(pdf, document)
        try:
            return [places.find(comment.spot) for comment in comments]
        finally:
            places.close()
    finally:
        pdf.close()


class _Notes:
    """Adds annotations to the pages of one file."""

    def __init__(self, writer: PdfWriter, date: str) -> None:
        self._writer = writer
        self._date = f"D:{date.replace('-', '')}000000Z"
        self._icons: dict[int, list[Box]] = {}

    def add(self, comments: Sequence[Comment], found: Sequence[list[Boxes]]) -> None:
        """A highlight for each comment on words, on every page that they stand on; a note for each on something missing."""
        for number, (comment, boxes) in enumerate(zip(comments, found, strict=True)):
            shown = [each for each in boxes if each.lines]
            if comment.kind in ("summary", "missing") or not shown:
                self._note(comment, boxes[0], number)
                continue
            for order, each in enumerate(shown):
                self._highlight(comment, each, number, carried=order > 0)

    def _highlight(self, comment: Comment, boxes: Boxes, number: int, *, carried: bool) -> None:
        from pypdf.generic import ArrayObject, FloatObject, NameObject

        about = _around(boxes.lines)
        note = self._made("/Highlight", comment, about, number, carried=carried)
        corners = [
            corner for box in boxes.lines for corner in (box.left, box.top, box.right, box.top, box.left, box.bottom, box.right, box.bottom)
        ]
        note[NameObject("/QuadPoints")] = ArrayObject(FloatObject(round(corner, 2)) for corner in corners)
        self._writer.add_annotation(boxes.page, note)

    def _note(self, comment: Comment, boxes: Boxes, number: int) -> None:
        from pypdf.generic import NameObject

        note = self._made("/Text", comment, self._free(boxes), number, carried=False)
        note[NameObject("/Name")] = NameObject({"summary": "/Note", "missing": "/Insert"}.get(comment.kind, "/Comment"))
        self._writer.add_annotation(boxes.page, note)

    def _free(self, boxes: Boxes) -> Box:
        """Where a note goes: after the end of the heading, or at the head of the page, and beside notes that are there already."""
        left, _, right, top = (float(side) for side in self._writer.pages[boxes.page].cropbox)
        if boxes.lines:
            last = boxes.lines[-1]
            place = Box(last.right + _MARGIN, last.top - _ICON, last.right + _MARGIN + _ICON, last.top)
        else:
            place = Box(left + _MARGIN, top - _MARGIN - _ICON, left + _MARGIN + _ICON, top - _MARGIN)
        taken = self._icons.setdefault(boxes.page, [])
        while any(_overlap(place, other) for other in taken):
            place = Box(place.left + _ICON + 2, place.bottom, place.right + _ICON + 2, place.top)
            if place.right > right - _MARGIN:
                place = Box(left + _MARGIN, place.bottom - _ICON - 2, left + _MARGIN + _ICON, place.bottom - 2)
        taken.append(place)
        return place

    def _made(self, subtype: str, comment: Comment, box: Box, number: int, *, carried: bool) -> DictionaryObject:
        from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject

        words = _CARRIED + comment.text if carried else comment.text
        name = hashlib.sha256(f"{number} {carried} {comment.text}".encode()).hexdigest()[:24]
        return DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject(subtype),
                NameObject("/Rect"): ArrayObject(FloatObject(round(side, 2)) for side in (box.left, box.bottom, box.right, box.top)),
                NameObject("/C"): ArrayObject(FloatObject(part) for part in _COLOURS[comment.kind]),
                NameObject("/T"): TextStringObject(AUTHOR),
                NameObject("/Subj"): TextStringObject(_SUBJECTS[comment.kind]),
                NameObject("/Contents"): TextStringObject(words),
                NameObject("/M"): TextStringObject(self._date),
                NameObject("/NM"): TextStringObject(f"procheck-{name}"),
                NameObject("/F"): NumberObject(_PRINTED),
            }
        )


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


def _overlap(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.bottom < other.top and other.bottom < one.top
