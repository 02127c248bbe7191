"""Makes reports/sample/sample-policy.docx from sample-policy.md beside it, every form of the gap report on it, its next draft, and
what changed between the two.

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
NEXT_DRAFT = (
    ("| Version | 5 |", "| Version | 6 (draft) |"),
    ("5.3 Harmful sexual behaviour is often a sign that the child who shows it has been abused or has seen things that no child should. "
     "Children", "5.3 Children"),
    ("5.9 The DSL may refer either child to the school counsellor or to CAMHS.",
     "5.9 The DSL refers each child to the school counsellor or to CAMHS within five school days, and a named adult sees the child every "
     "week while the family waits."),
    ("5.10 In the infant classes, where a first incident looks like curiosity, the class teacher may deal with it and need not report it "
     "to the DSL.",
     "5.10 In the infant classes, too, the class teacher reports every incident to the DSL, also where it looks like curiosity."),
    ("6.1 The DSL tells the parents or carers of each child on the same day", "6.1 The DSL may tell the parents or carers of each child"),
    ("| Wexcombe Front Door | [insert telephone number] |", "| Wexcombe Front Door | 01632 960 001 |"),
)  # fmt: skip
"""What the next draft of the sample policy says in place of what: some gaps closed, and two new ones."""
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


def next_draft(markdown: str) -> str:
    """The words of the next draft."""
    for before, now in NEXT_DRAFT:
        if markdown.count(before) != 1:
            raise ValueError(f"the sample policy does not say this once: {before}")
        markdown = markdown.replace(before, now)
    return markdown


def make_comparisons() -> dict[str, bytes]:
    """Every form of what changed from the sample policy to its next draft, by file name."""
    from procheck.checking import DEFAULT_PACK, check, find_judge
    from procheck.comparison.matching import compare
    from procheck.documents.opening import open_document
    from procheck.reports.comparisons import render

    judge = find_judge(DEFAULT_PACK)
    before, now = (
        check([open_document(SAMPLE / f"{name}.docx")], judge, submission=name, as_of=AS_OF)
        for name in ("sample-policy", "sample-policy-next-draft")
    )
    suffixes = {"terminal": ".txt", "html": ".html", "markdown": ".md", "json": ".json"}
    return {f"what-changed{suffix}": render(compare(before, now), form) for form, suffix in suffixes.items()}


if __name__ == "__main__":
    words = (SAMPLE / "sample-policy.md").read_text(encoding="utf-8")
    (SAMPLE / "sample-policy.docx").write_bytes(make(words))
    (SAMPLE / "sample-policy-next-draft.docx").write_bytes(make(next_draft(words)))
    for name, content in (make_reports() | make_comparisons()).items():
        (SAMPLE / name).write_bytes(content)
