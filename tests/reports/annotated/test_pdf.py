"""Comments in PDFs: added at the end, at the words, and taken out again without a trace."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject

from procheck.checking import DEFAULT_PACK, check, find_judge
from procheck.documents.opening import read_bytes
from procheck.judgement.judging import Judge
from procheck.reports.annotated import Annotated, CannotAnnotate, annotated, cleared
from procheck.reports.annotated.letters import squeezed
from procheck.reports.annotated.pdf import with_comments
from tests.documents.pdf_making import Paper
from tests.reports.annotated.test_docx import everywhere

GOLD = sorted(
    path
    for path in (Path(__file__).parents[2] / "gold").glob("*.pdf")
    if int(re.sub(r"\D", "", path.name.split("-")[0])) % 3
)[::9]
MAY = "The DSL may refer harmful sexual behaviour to children's social care."
FIRM = "The DSL records every incident of harmful sexual behaviour."


@pytest.fixture(scope="module")
def judge() -> Judge:
    """A judge by phrases alone."""
    return find_judge(DEFAULT_PACK, scored=False)


@pytest.fixture(scope="module")
def annotate(judge: Judge) -> Callable[..., Annotated]:
    """Reads, judges and annotates a file."""

    def made(data: bytes) -> Annotated:
        document = read_bytes(data, "draft.pdf")
        return annotated(data, document, check([document], judge, submission="draft", as_of=date(2026, 11, 22)))

    return made


def _paper(**options: Any) -> Paper:
    return Paper(**options).heading("Harmful sexual behaviour between children").lines("Staff are kind to all. " + MAY, FIRM)


def _notes(data: bytes, author: str = "procheck") -> list[tuple[int, Any]]:
    pages: Any = enumerate(pypdf.PdfReader(io.BytesIO(data)).pages)
    notes = ((number, note.get_object()) for number, page in pages for note in page.get("/Annots", ()))
    return [(number, note) for number, note in notes if note.get("/T") == author]


def _words(data: bytes, page: int, note: Any) -> str:
    """The words under a highlight, as PDFium has them."""
    pdf = pypdfium2.PdfDocument(data)
    text = pdf[page].get_textpage()
    corners = [float(corner) for corner in note["/QuadPoints"]]
    quads = [corners[start : start + 8] for start in range(0, len(corners), 8)]
    found = " ".join(text.get_text_bounded(min(quad[::2]), min(quad[1::2]), max(quad[::2]), max(quad[1::2])) for quad in quads)
    pdf.close()
    return found


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name.split("-")[0])
def test_real_drafts_are_unharmed(path: Path) -> None:
    """With a comment at every sentence the file is the beginning of the copy; annotating the copy gives the copy, clearing it the file."""
    before = path.read_bytes()
    document = read_bytes(before, "draft.pdf")
    every = everywhere(document)
    made = with_comments(before, document, every, "2026-11-22")
    assert made.startswith(before)
    copy = read_bytes(made, "draft.pdf")
    assert copy.blocks == document.blocks
    assert with_comments(made, copy, every, "2026-11-22") == made
    assert cleared(made, copy) == before
    notes = {str(note["/Contents"]): (page, note) for page, note in _notes(made)}
    assert {comment.text for comment in every} <= set(notes)
    for comment in every[::7]:
        words = squeezed(document.blocks[comment.spot.block].text[comment.spot.start : comment.spot.end])
        if len(words) > 20:
            assert words[:12] in squeezed(_words(made, *notes[comment.text]))


def test_highlights_stand_at_their_words(annotate: Callable[..., Annotated]) -> None:
    """A highlight covers the sentence, its full stop too and no more; its subject tells in words what its colour tells."""
    made = annotate(_paper().done())
    shown = {_words(made.content, page, note).strip(): note for page, note in _notes(made.content) if note["/Subtype"] == "/Highlight"}
    assert shown[MAY]["/Subj"] == "Falls short"
    assert "Why: 'may' leaves it to choice." in str(shown[MAY]["/Contents"])
    assert FIRM in shown


def test_what_is_missing_is_a_note_beside_the_heading(annotate: Callable[..., Annotated]) -> None:
    """Notes about gaps stand in a row after the heading's end, and none on another."""
    notes = [note for _, note in _notes(annotate(_paper().done()).content) if note["/Subtype"] == "/Text"]
    assert "Not found" in {note["/Subj"] for note in notes}
    corners = [tuple(float(side) for side in note["/Rect"]) for note in notes]
    for number, (left, bottom, right, top) in enumerate(corners):
        assert 0 <= left < right <= 596
        for other in corners[number + 1 :]:
            assert left >= other[2] or other[0] >= right or bottom >= other[3] or other[1] >= top


def test_a_passage_over_two_pages_is_marked_on_both(annotate: Callable[..., Annotated]) -> None:
    """Each half has its highlight, and the second says that it goes on."""
    paper = _paper()
    paper.y = 80
    paper.lines("Where a child shows harmful sexual behaviour to another child the DSL always refers both of the two").page()
    paper.lines("children to children's social care on the same day, and writes down what was said.").heading("More")
    made = annotate(paper.done())
    notes = [(page, note) for page, note in _notes(made.content) if "MA1.refer" in str(note["/Contents"]) and "/QuadPoints" in note]
    assert {page for page, _ in notes} == {0, 1}
    goes_on = "(This goes on from the page before.)"
    assert all(str(note["/Contents"]).startswith(goes_on) == (page == 1) for page, note in notes)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_and_cut_pages(turn: int, annotate: Callable[..., Annotated]) -> None:
    """On a page that is turned or cut to a part the highlight is still on the words."""
    writer = pypdf.PdfWriter(io.BytesIO(_paper().done()))
    page = writer.pages[0]
    page.rotate(turn)
    page.cropbox.lower_left = (20, 30)
    buffer = io.BytesIO()
    writer.write(buffer)
    made = annotate(buffer.getvalue())
    assert MAY in {_words(made.content, page, note).strip() for page, note in _notes(made.content) if "/QuadPoints" in note}


def _with_notes(data: bytes, *notes: dict[str, Any], shared: bool = False) -> bytes:
    """The file with annotations by somebody else, saved whole by another program."""
    writer = pypdf.PdfWriter(io.BytesIO(data))
    for note in notes:
        made = DictionaryObject({NameObject(key): value for key, value in note.items()})
        made[NameObject("/Rect")] = ArrayObject(FloatObject(side) for side in (10, 10, 30, 30))
        made[NameObject("/Subtype")] = NameObject("/Text")
        writer.add_annotation(0, made)
    if shared:
        page: Any = writer.pages[0]
        page[NameObject("/Annots")] = writer._add_object(page["/Annots"].get_object())
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("shared", [False, True])
def test_notes_of_others_stay(shared: bool, annotate: Callable[..., Annotated]) -> None:
    """Somebody else's notes are untouched, also where another program has saved the file with procheck's in it."""
    theirs = {"/T": TextStringObject("Jo Bell"), "/Contents": TextStringObject("Is it?")}
    before = _with_notes(_paper().done(), theirs, shared=shared)
    made = annotate(before)
    assert [str(note["/Contents"]) for _, note in _notes(made.content, "Jo Bell")] == ["Is it?"]
    saved = _with_notes(made.content, shared=shared)
    again = annotate(saved)
    assert sorted(str(note["/Contents"]) for _, note in _notes(again.content)) == sorted(
        str(note["/Contents"]) for _, note in _notes(made.content)
    )
    assert [str(note["/Contents"]) for _, note in _notes(again.content, "Jo Bell")] == ["Is it?"]
    assert annotate(again.content).content == again.content
    assert not _notes(cleared(again.content, read_bytes(again.content, "draft.pdf")))


def test_an_answered_note_stays_for_the_answer(annotate: Callable[..., Annotated]) -> None:
    """Somebody's answer to procheck's note keeps what it answers, once."""
    made = annotate(_paper().done())
    writer = pypdf.PdfWriter(io.BytesIO(made.content))
    page: Any = writer.pages[0]
    note = next(each for each in page["/Annots"] if "'may' leaves it" in str(each.get_object().get("/Contents")))
    answer = {"/T": TextStringObject("Jo Bell"), "/Contents": TextStringObject("We cannot."), "/IRT": note}
    writer.add_annotation(0, DictionaryObject({NameObject(key): value for key, value in {**answer, "/Subtype": NameObject("/Text"),
        "/Rect": ArrayObject(NumberObject(side) for side in (1, 1, 9, 9))}.items()}))  # fmt: skip
    buffer = io.BytesIO()
    writer.write(buffer)
    again = annotate(buffer.getvalue())
    assert [str(note["/Contents"]) for _, note in _notes(again.content, "Jo Bell")] == ["We cannot."]
    assert len([note for _, note in _notes(again.content) if "Why: 'may' leaves it" in str(note["/Contents"])]) == 1


def test_locked_and_signed_files_are_refused(annotate: Callable[..., Annotated]) -> None:
    """A file locked by its owner, or signed, is named with what to do."""
    writer = pypdf.PdfWriter(io.BytesIO(_paper().done()))
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(CannotAnnotate, match=r"draft\.pdf is locked against changes: save an unlocked copy and annotate that\."):
        annotate(locked.getvalue())

    writer = pypdf.PdfWriter(io.BytesIO(_paper().done()))
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/SigFlags"): NumberObject(3)})
    signed = io.BytesIO()
    writer.write(signed)
    with pytest.raises(CannotAnnotate, match=r"draft\.pdf is digitally signed"):
        annotate(signed.getvalue())
