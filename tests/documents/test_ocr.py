"""Text recognition: with a stand-in for the programs, and, where they are installed, with the programs themselves."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader

from procheck.documents import ocr
from procheck.documents.errors import UnreadableDocument
from procheck.documents.opening import read_bytes
from tests.documents.pdf_making import Paper

WORDS = "Staff must tell the safeguarding lead on the same day."
TYPED = "This page has words of its own, which are typed and can be read."


def scan(paper: Paper) -> Paper:
    """A page that is a picture of a sentence."""
    picture = Image.new("L", (1240, 1754), 255)
    ImageDraw.Draw(picture).text((120, 200), WORDS, 0, font=ImageFont.load_default(size=36))
    paper.canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    return paper


def mixed() -> bytes:
    """A typed page, then a scanned one."""
    return scan(Paper().lines(TYPED).page()).page().done()


@pytest.fixture
def no_programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A search path with an empty folder alone."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("name", ["ocrmypdf", "tesseract"])
def test_a_scanned_page_is_read_where_a_program_is_installed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of the scan stand after those of the typed page, and a remark says where they are from."""
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed")
    monkeypatch.setattr(ocr, "program", lambda: name)
    monkeypatch.setenv("OMP_THREAD_LIMIT", "1")
    document = read_bytes(mixed(), "policy.pdf", ocr=True)

    assert [TYPED, WORDS] == [block.text for block in document.blocks]
    assert [1, 2] == [block.page for block in document.blocks]
    assert () == document.unread
    assert any("OCR" in remark and "page 2" in remark for remark in document.remarks)
    assert any("may hold mistakes" in remark for remark in document.remarks)


def test_without_being_asked_nothing_is_recognised() -> None:
    """A scanned page stays unread."""
    document = read_bytes(mixed(), "policy.pdf")

    assert [("page", 2)] == [(unread.what, unread.page) for unread in document.unread]


def test_a_file_of_typed_pages_needs_no_program(no_programs: Path) -> None:
    """Asking for recognition changes nothing where there is nothing to recognise."""
    data = Paper().lines(TYPED).page().done()

    assert read_bytes(data, "policy.pdf") == read_bytes(data, "policy.pdf", ocr=True)


def test_where_no_program_is_installed_the_document_says_how_to_install_one(no_programs: Path) -> None:
    """The typed page is read, the scanned one named as unread."""
    document = read_bytes(mixed(), "policy.pdf", ocr=True)

    assert "" == ocr.program()
    assert TYPED == document.text
    assert ["page"] == [unread.what for unread in document.unread]
    assert any("install OCRmyPDF" in remark for remark in document.remarks)


@pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")
@pytest.mark.parametrize("name", ["ocrmypdf", "tesseract"])
def test_a_program_that_fails_is_named(name: str, no_programs: Path) -> None:
    """The rest of the document is read, and the scanned page is named as unread."""
    stand_in = no_programs / name
    stand_in.write_text("#!/bin/sh\nexit 3\n")
    stand_in.chmod(0o755)
    document = read_bytes(mixed(), "policy.pdf", ocr=True)

    assert TYPED == document.text
    assert ["page"] == [unread.what for unread in document.unread]
    assert any("failed" in remark for remark in document.remarks)


def test_all_pages_of_a_scan_are_named_for_recognition() -> None:
    """A file with no text layer at all is recognised as a whole."""
    data = scan(scan(Paper()).page()).page().done()

    assert [1, 2] == ocr.wordless_pages(data, "policy.pdf")
    with pytest.raises(UnreadableDocument, match="--ocr"):
        read_bytes(data, "policy.pdf")
