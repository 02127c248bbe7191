"""Text recognition (OCR) of PDF pages without a text layer, through OCRmyPDF or Tesseract where one is installed.

Both are programs of their own, found on the search path and given files of a temporary folder; nothing is sent anywhere.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from procheck.documents.errors import NoWords
from procheck.documents.safety import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    import pypdfium2

SECONDS = 1800.0
"""Time for one file: recognition takes some seconds a page."""

HOW_TO_INSTALL = (
    "install OCRmyPDF ('sudo apt install ocrmypdf' on Debian and Ubuntu, 'brew install ocrmypdf' on a Mac) or Tesseract (on Windows "
    "'winget install UB-Mannheim.TesseractOCR')"
)

_DPI = 300
_MOST_PIXELS = 5000
"""Across or down. A4 at 300 dots an inch has 3,508."""


def program() -> str:
    """The name of the program that would be used, "" where none is installed."""
    return next((name for name in ("ocrmypdf", "tesseract") if shutil.which(name)), "")


def recognised(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> tuple[bytes, str]:
    """The PDF with words on the pages that have none that can be read, and a plain sentence on what was done ("": nothing was needed).

    Raises `UnreadableDocument` where the file cannot be read at all.
    """
    pages = wordless_pages(data, name, limits)
    if not pages:
        return data, ""
    which = f"page {pages[0]}" if len(pages) == 1 else f"{len(pages)} pages"
    used = program()
    title = "OCRmyPDF" if used == "ocrmypdf" else "Tesseract"
    if not used:
        return data, f"Text recognition (OCR) was asked for, but no program for it is installed: {HOW_TO_INSTALL}."
    with tempfile.TemporaryDirectory() as folder:
        made = (_with_ocrmypdf if used == "ocrmypdf" else _with_tesseract)(data, pages, Path(folder))
    if made is None:
        return data, f"Text recognition (OCR) of {which} was tried with {title}, which failed."
    return made, f"Text recognition (OCR) was run on {which} with {title}."


def wordless_pages(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> list[int]:
    """Numbers from 1 of the pages whose words cannot be read. Raises `UnreadableDocument` where the file cannot be read at all."""
    from procheck.documents import pdf

    try:
        draft = pdf.read(data, name, limits)
    except NoWords as error:
        return list(range(1, error.pages + 1))
    return sorted({unread.page for unread in draft.unread if unread.what == "page" and unread.page is not None})


def _with_ocrmypdf(data: bytes, pages: Sequence[int], folder: Path) -> bytes | None:
    source, result = folder / "in.pdf", folder / "out.pdf"
    source.write_bytes(data)
    # --force-ocr draws the chosen pages anew, so that broken fonts are recognised as well as scans; the others stay as they are.
    chosen = ["--pages", ",".join(map(str, pages)), "--force-ocr", "--rotate-pages"]
    rest = ["--output-type", "pdf", "--optimize", "0", "--language", "eng", "--quiet", str(source), str(result)]
    return result.read_bytes() if _run(["ocrmypdf", *chosen, *rest]) and result.is_file() else None


def _with_tesseract(data: bytes, pages: Sequence[int], folder: Path) -> bytes | None:
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(data) as document, pdfium.PdfDocument.new() as whole:
        for number in range(1, len(document) + 1):
            if number not in pages:
                whole.import_pages(document, [number - 1])
                continue
            page = _page_with_tesseract(document, number, folder)
            if page is None:
                return None
            with pdfium.PdfDocument(page) as one:
                whole.import_pages(one)
        result = folder / "out.pdf"
        whole.save(result)
        return result.read_bytes()


def _page_with_tesseract(document: pypdfium2.PdfDocument, number: int, folder: Path) -> bytes | None:
    page = document[number - 1]
    scale = min(_DPI / 72, _MOST_PIXELS / max(*page.get_size(), 1.0))
    picture = folder / f"{number}.png"
    page.render(scale=scale, grayscale=True).to_pil().save(picture)
    page.close()
    result = folder / f"{number}.pdf"
    command = ["tesseract", str(picture), str(result.with_suffix("")), "-l", "eng", "--dpi", str(round(scale * 72)), "pdf"]
    return result.read_bytes() if _run(command) and result.is_file() else None


def _run(command: Sequence[str]) -> bool:
    import subprocess

    path = shutil.which(command[0])
    if path is None:
        return False
    try:
        done = subprocess.run([path, *command[1:]], capture_output=True, stdin=subprocess.DEVNULL, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
