from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from PIL import Image

from procheck.audit.outputs.blocks import Block, Bullet, Column, Heading, Paragraph, Span, Table, Turn, field
from procheck.audit.outputs.problem import TemplateProblem
from procheck.audit.outputs.templates import Templates
from procheck.audit.outputs.word import letter_or_report

OWN = Templates(None).own / "letter.docx"
TABLE = Table((Column("A", 1), Column("B", 3)), ((field("one"), field(Span("✓ Green", tone="good"), tone="good")),), "Some ratings")
BLOCKS: tuple[Block, ...] = (
    Heading(1, (Span("Title"),), "title"), Heading(2, (Span("First"),), "first"), Paragraph((Span("See "), Span("it", href="#first"))),
    Bullet((Span("a point"),)), Bullet((Span("a number"),), 1, 4), Turn(True), TABLE, Turn(False), Paragraph((Span("End"),)),
)  # fmt: skip


def rendered(base: Path = OWN, blocks: tuple[Block, ...] = BLOCKS, *, logo: str = "", board: str = "Marrowshire Partnership") -> bytes:
    return letter_or_report(blocks, base, title="Audit", board=board, logo=logo, as_of="2026-11-22", author="procheck 0.1.0")


def read(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def letterhead(folder: Path, *paragraphs: str) -> Path:
    """A board's own Word file: nothing in it but these paragraphs, and none of our styles."""
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    made.sections[0].header.paragraphs[0].text = "Our own header [[date]]"
    path = folder / "letter.docx"
    made.save(str(path))
    return path


def test_headings_lists_and_tables_are_real() -> None:
    """Word's own headings and lists, and tables whose headings come again on each page and whose rows stay whole."""
    made = read(rendered())

    styles = [(paragraph.style.name, paragraph.text) for paragraph in made.paragraphs if paragraph.style and paragraph.text]
    assert styles == [
        ("Title", "Title"), ("Heading 1", "First"), ("Normal", "See it"), ("List Bullet", "a point"), ("Numbered", "4.\ta number"),
        ("Caption", "Some ratings"), ("Normal", "End"),
    ]  # fmt: skip
    rows: Any = made.tables[0]._tbl.tr_lst
    assert rows[0].find("{*}trPr/{*}tblHeader") is not None
    assert rows[1].find("{*}trPr/{*}cantSplit") is not None
    assert [cell.text.strip("\u00a0") for cell in made.tables[0].rows[1].cells] == ["one", "✓\u00a0Green"]


def test_wide_pages_end_again() -> None:
    """A matrix stands on landscape pages between upright ones, all with the board's header."""
    made = read(rendered())

    assert [section.orientation for section in made.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    assert all("Marrowshire Partnership" in "".join(p.text for p in section.header.paragraphs) for section in made.sections)
    assert [section.different_first_page_header_footer for section in made.sections] == [True, False, False]


def test_links_lead_somewhere() -> None:
    """Each link within the file has its bookmark."""
    body = zipfile.ZipFile(io.BytesIO(rendered())).read("word/document.xml").decode()

    assert 'w:anchor="h_first"' in body
    assert 'w:name="h_first"' in body


def test_the_same_blocks_give_the_same_bytes() -> None:
    """No clock and no chance goes into a file."""
    assert rendered() == rendered()


def test_a_letterhead_is_filled_where_it_says(tmp_path: Path) -> None:
    """[[text]] says where the words go; the other marks are filled in header and body, and what stands around them stays."""
    base = letterhead(tmp_path, "To whom it may concern, from [[board]]", "[[text]]", "Registered office: The Hall")
    made = read(rendered(base, (Paragraph((Span("Our words"),)),)))

    assert [paragraph.text for paragraph in made.paragraphs] == [
        "To whom it may concern, from Marrowshire Partnership", "Our words", "Registered office: The Hall",
    ]  # fmt: skip
    assert made.sections[0].header.paragraphs[0].text == "Our own header 22 November 2026"


def test_a_letterhead_without_our_styles_will_do(tmp_path: Path) -> None:
    """The styles that a board's file lacks are added, and those that it has keep its look."""
    base = letterhead(tmp_path, "Letterhead")
    made = read(rendered(base))

    assert made.paragraphs[0].text == "Letterhead"
    assert {"Numbered", "Alarm", "Report Table"} <= {style.name for style in made.styles}
    assert made.styles["Heading 1"].font.name != "Arial"


def test_marks_in_the_words_of_documents_are_left_alone(tmp_path: Path) -> None:
    """A quote that says [[board]] or [[text]] is a quote."""
    base = letterhead(tmp_path, "[[text]]")
    made = read(rendered(base, (Paragraph((Span("[[board]]"),)), Paragraph((Span("[[text]]"),)))))

    assert [paragraph.text for paragraph in made.paragraphs] == ["[[board]]", "[[text]]"]


def test_the_logo_stands_in_the_header(tmp_path: Path) -> None:
    """A logo is made small enough for a letterhead; a file that is no picture is named."""
    logo = tmp_path / "logo.png"
    Image.new("RGB", (2000, 400), "navy").save(logo)
    header = read(rendered(logo=str(logo))).sections[0].first_page_header
    (extent,) = header._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent")
    assert int(extent.get("cx")) == 6 * 360_000

    logo.write_bytes(b"no picture")
    with pytest.raises(TemplateProblem, match=r"^logo\.png: is no PNG or JPEG picture"):
        rendered(logo=str(logo))
