"""Makes reports/sample/sample-policy.docx from sample-policy.md beside it, and every form of the gap report on it.

    python tests/make_sample.py

The same text gives the same bytes, as long as python-docx stays the same.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

SAMPLE = Path(__file__).parent.parent / "reports" / "sample"
AS_OF = date(2026, 11, 22)
_FOOTER = "Marrowfield Primary School: Child Protection and Safeguarding Policy, version 5"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def make(markdown: str) -> bytes:
    """A Word file with the words of `markdown`: headings, paragraphs, bullets, tables, and *italics* of whole lines."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(22)
    for kind, lines in groupby(markdown.splitlines(), _kind):
        if kind == "table":
            _add_table(document, [_cells(line) for line in lines if not re.fullmatch(r"[|\s:-]+", line)])
        elif kind:
            for line in lines:
                _add_line(document, line)
    page.footer.paragraphs[0].text = _FOOTER
    properties = document.core_properties
    properties.title, properties.author = "Child Protection and Safeguarding Policy", "Marrowfield Primary School"
    properties.created = properties.modified = datetime(2024, 10, 16)
    held = io.BytesIO()
    document.save(held)
    return _without_clock(held.getvalue())


def _kind(line: str) -> str:
    return "table" if line.startswith("|") else "text" if line.strip() else ""


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _add_line(document: Document, line: str) -> None:
    hashes, heading = re.match(r"(#*)\s*(.*)", line).groups()  # type: ignore[union-attr]
    if hashes:
        document.add_heading(heading, level=len(hashes))
    elif line.startswith("- "):
        document.add_paragraph(line[2:], style="List Bullet")
    elif line.startswith("*"):
        document.add_paragraph().add_run(line.strip("*")).italic = True
    else:
        document.add_paragraph(line)


def _add_table(document: Document, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for number, row in enumerate(rows):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            _only(cell.paragraphs).add_run(words).bold = number == 0 or None
    _repeat_as_header(table.rows[0]._tr)
    document.add_paragraph()


def _only(paragraphs: list[Paragraph]) -> Paragraph:
    (paragraph,) = paragraphs
    return paragraph


def _repeat_as_header(row: object) -> None:
    """Marks a row as the table's heading, which Word repeats on each page."""
    from docx.oxml import OxmlElement

    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # type: ignore[attr-defined]


def _without_clock(data: bytes) -> bytes:
    """The same zip archive with every member dated alike."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in _members(old):
            new.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for member in archive.infolist():
        yield member.filename, archive.read(member)


def make_reports() -> dict[str, bytes]:
    """Every form of the gap report on the sample policy as of AS_OF, by file name."""
    from procheck.checking import DEFAULT_PACK, check, find_judge
    from procheck.documents.opening import open_document
    from procheck.reports import FORMS, SUFFIXES, render

    report = check(
        [open_document(SAMPLE / "sample-policy.docx")], find_judge(DEFAULT_PACK), submission="sample-policy", as_of=AS_OF
    )
    return {f"gap-report{SUFFIXES[form]}": render([report], form) for form in FORMS if form != "jsonl"}


if __name__ == "__main__":
    (SAMPLE / "sample-policy.docx").write_bytes(make((SAMPLE / "sample-policy.md").read_text(encoding="utf-8")))
    for name, content in make_reports().items():
        (SAMPLE / name).write_bytes(content)
