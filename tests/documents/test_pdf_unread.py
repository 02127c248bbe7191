"""What the PDF reader refuses or names as unread: passwords, scans, pictures, fonts without letters, limits."""

from __future__ import annotations

import io

import pytest
import reportlab
from PIL import Image, ImageDraw
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from procheck.documents import pdf_chars
from procheck.documents.errors import UnreadableDocument
from procheck.documents.pdf import read
from procheck.documents.safety import Limits
from tests.documents.pdf_making import Paper, document, pages

TEXT = "Staff who are worried about a child must tell the lead on the same day."


def picture(shade: int = 200) -> ImageReader:
    """A picture with a few strokes on it."""
    image = Image.new("L", (200, 200), shade)
    ImageDraw.Draw(image).line((10, 10, 180, 150), fill=0, width=4)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    buffer.seek(0)
    return ImageReader(buffer)


def scan(paper: Paper) -> None:
    """A picture that fills the page."""
    paper.canvas.drawImage(picture(), 0, 0, 595, 842)


def unread(data: bytes) -> list[tuple[str, str, int | None]]:
    """What was not read: kind, reason and page."""
    return [(item.what, item.why, item.page) for item in document(data).unread]


def refusal(data: bytes) -> str:
    """The sentence with which the file is refused."""
    with pytest.raises(UnreadableDocument) as caught:
        read(data, "policy.pdf")
    return str(caught.value)


def test_a_file_that_needs_a_password_is_refused() -> None:
    """The sentence says so and what to do."""
    data = Paper(encrypt=StandardEncryption("secret", "owner")).lines(TEXT).done()

    assert "policy.pdf is protected by a password: save a copy without the password and check that." == refusal(data)


def test_a_file_with_an_owners_password_only_is_read() -> None:
    """A file that anybody may open but not change is read like any other."""
    data = Paper(encrypt=StandardEncryption("", "owner", canModify=0, canCopy=0)).lines(TEXT).done()

    assert TEXT == document(data).text


def test_a_truncated_file_is_read_or_refused_in_one_sentence() -> None:
    """Wherever the file ends, there is a document or an UnreadableDocument, and nothing else."""
    data = pages(3, lambda paper, number: paper.lines(TEXT))
    for end in range(0, len(data), max(1, len(data) // 40)):
        try:
            sentence = f"policy.pdf has {document(data[:end]).pages} pages"
        except UnreadableDocument as error:
            sentence = str(error)
        assert sentence.startswith("policy.pdf ")


def test_a_scanned_file_is_refused() -> None:
    """No letters and a picture on each page: a scan, and what to do about it."""
    sentence = refusal(pages(2, lambda paper, number: scan(paper)))

    assert sentence.startswith("policy.pdf has no text layer and seems to be a scan: ")
    assert "--ocr" in sentence


def test_a_scan_with_a_line_of_the_scanner_on_it_is_a_scan() -> None:
    """The scanner's own line on every page is no text of the policy."""

    def draw(paper: Paper, number: int) -> None:
        scan(paper)
        paper.canvas.drawString(200, 20, "Scanned with the office copier")

    assert "seems to be a scan" in refusal(pages(3, draw))


def test_a_scanned_page_among_good_ones_is_an_unread_page() -> None:
    """The page is named, and the others are read."""
    data = pages(3, lambda paper, number: scan(paper) if number == 2 else paper.lines(TEXT))

    assert [("page", "a picture of a page with no text layer: it seems to be scanned", 2)] == unread(data)
    assert [1, 3] == [block.page for block in document(data).blocks]


def test_a_scan_with_a_stamp_on_it_is_still_unread() -> None:
    """A few typed words over the picture of a page do not make it read."""

    def draw(paper: Paper, number: int) -> None:
        if number == 1:
            paper.lines(TEXT)
            return
        scan(paper)
        paper.lines("Received 4 May")

    assert [("page", 2)] == [(what, page) for what, _, page in unread(pages(2, draw))]


def test_words_recognised_behind_a_scan_are_read_and_said_to_be() -> None:
    """Invisible letters over a picture are text, with a remark that they are the work of OCR."""
    paper = Paper()
    scan(paper)
    text = paper.canvas.beginText(72, 700)
    text.setFont("Helvetica", 11)
    text.setTextRenderMode(3)
    text.textLine(TEXT)
    paper.canvas.drawText(text)

    read_back = document(paper.done())

    assert TEXT == read_back.text
    assert any("text recognition" in remark for remark in read_back.remarks)
    assert () == read_back.unread


def test_invisible_words_with_no_picture_are_not_text() -> None:
    """What nobody can see proves nothing."""
    paper = Paper().lines(TEXT)
    text = paper.canvas.beginText(72, 500)
    text.setFont("Helvetica", 11)
    text.setTextRenderMode(3)
    text.textLine("The lead must refer every case at once.")
    paper.canvas.drawText(text)

    assert TEXT == document(paper.done()).text


def test_a_large_picture_among_text_is_named() -> None:
    """It may be a flowchart, so a person should look."""
    paper = Paper().lines(*[TEXT] * 6)
    paper.canvas.drawImage(picture(), 72, 200, 400, 300)

    assert [("image", "a picture with no text layer: perhaps a flowchart", 1)] == unread(paper.done())


def test_what_is_unread_is_placed_in_its_section() -> None:
    """A lost page is named with the section in which it begins."""

    def draw(paper: Paper, number: int) -> None:
        if number == 2:
            scan(paper)
        else:
            paper.heading(("1. Reporting", "", "2. Records")[number - 1]).lines(*[TEXT] * 3)

    assert [("1 Reporting",)] == [item.section for item in document(pages(3, draw)).unread]


def test_logos_and_banners_are_not_named() -> None:
    """Small pictures, and those at the same place on several pages, hold no policy."""

    def draw(paper: Paper, number: int) -> None:
        paper.canvas.drawImage(picture(), 480, 780, 50, 50)
        paper.canvas.drawImage(picture(120), 0, 640, 595, 202)
        paper.y = 600
        paper.lines(f"{TEXT} {number}")

    assert [] == unread(pages(3, draw))


def test_a_picture_behind_text_is_not_named() -> None:
    """A tinted background with words on it hides nothing."""
    paper = Paper()
    paper.canvas.drawImage(picture(), 60, 600, 480, 200)

    assert [] == unread(paper.lines(TEXT, TEXT).done())


def test_letters_that_stand_for_nothing_are_named() -> None:
    """A page whose font gives private codes for letters is unread; a file of such pages is refused."""
    pdfmetrics.registerFont(TTFont("Vera", f"{reportlab.__path__[0]}/fonts/Vera.ttf"))
    broken = "".join(chr(0xE000 + place % 40) for place in range(60))

    def draw(paper: Paper, number: int) -> None:
        if number == 2:
            paper.lines(*[broken] * 5, font="Vera")
        else:
            paper.lines(TEXT)

    ((what, why, page),) = unread(pages(2, draw))
    assert ("page", 2) == (what, page)
    assert why.startswith("its letters cannot be decoded")
    assert "\ue000" not in document(pages(2, draw)).text
    assert "its fonts do not say which letters they are" in refusal(Paper().lines(*[broken] * 5, font="Vera").done())


def test_letters_that_make_no_language_are_named() -> None:
    """A long page without one common word has a font that lies about its letters."""
    shifted = "".join(chr(ord(letter) + 3) if letter.isalpha() else letter for letter in TEXT)

    def draw(paper: Paper, number: int) -> None:
        paper.lines(*[TEXT if number == 1 else shifted] * 12)

    assert [("page", 2)] == [(what, page) for what, _, page in unread(pages(2, draw))]


def test_letters_drawn_as_shapes_are_named() -> None:
    """A page of outlines without text is unread."""

    def draw(paper: Paper, number: int) -> None:
        if number == 1:
            paper.lines(TEXT)
            return
        for place in range(300):
            paper.canvas.bezier(*(50 + place, 400, 60 + place, 410, 70 + place, 390, 80 + place, 420))

    assert [("page", 2)] == [(what, page) for what, _, page in unread(pages(2, draw))]


def test_an_empty_page_is_nothing_unread() -> None:
    """A blank page hides nothing."""
    assert [] == unread(pages(2, lambda paper, number: paper.lines(TEXT) if number == 1 else None))


def test_too_many_pages_are_refused() -> None:
    """A file with more pages than the limit is refused with both numbers."""
    with pytest.raises(UnreadableDocument) as caught:
        read(pages(4, lambda paper, number: paper.lines(TEXT)), "policy.pdf", Limits(pages=3))

    assert "has 4 pages, more than the limit of 3: " in str(caught.value)
    assert "--max-pages" in str(caught.value)


def test_a_page_with_too_many_characters_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left out of an overfull page is not passed over in silence."""
    monkeypatch.setattr(pdf_chars, "MOST_CHARACTERS", 100)

    ((what, why, page),) = unread(Paper().lines(*[TEXT] * 3).done())

    assert ("page", 1) == (what, page)
    assert "more characters" in why


def test_a_gigantic_page_is_read() -> None:
    """The size of the paper costs nothing."""
    assert TEXT == document(Paper(pagesize=(14_000, 14_000)).lines(TEXT).done()).text


def test_notes_stuck_on_the_page_are_not_text() -> None:
    """Annotations are somebody's remarks and no policy."""
    paper = Paper().lines(TEXT)
    paper.canvas.textAnnotation("Do we really do this?", Rect=[100, 100, 200, 200])

    assert TEXT == document(paper.done()).text


def test_title_and_author_are_properties() -> None:
    """What the file says of itself is kept."""
    paper = Paper().lines(TEXT)
    paper.canvas.setTitle("Child Protection Policy")
    paper.canvas.setAuthor("Ashdown School")

    properties = dict(document(paper.done()).properties)

    assert ("Child Protection Policy", "Ashdown School") == (properties["title"], properties["author"])
