"""The workbook (XLSX): matrix, findings with the reviewers' columns, action plan, self-scores, movement, what was not read, method."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

from procheck.audit.columns import WORKBOOK
from procheck.audit.model import Audit
from procheck.audit.outputs import workbook_facts, workbook_review
from procheck.audit.outputs.workbook_cells import add_styles
from procheck.reports.wording import clean

_FIXED = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can hold."""


def write(audit: Audit, folder: Path, templates: Path | None) -> list[Path]:
    """Writes the workbook into `folder`; it has no template. Raises OSError where it cannot be written (open in Excel)."""
    path = folder / WORKBOOK
    path.write_bytes(render(audit))
    return [path]


def render(audit: Audit) -> bytes:
    """The file's bytes, the same for the same audit."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    add_styles(book)
    workbook_review.matrix(book, audit)
    workbook_review.findings(book, audit)
    workbook_review.actions(book, audit)
    workbook_facts.self_scores(book, audit)
    workbook_facts.movement(book, audit)
    workbook_facts.unread(book, audit)
    workbook_facts.documents(book, audit)
    workbook_facts.method(book, audit)
    workbook_review.lists(book, audit)
    properties = book.properties
    properties.title = ", ".join(filter(None, [clean(audit.title), clean(audit.round)]))[:255]
    properties.creator = clean(audit.board.name or f"procheck {audit.procheck}")[:255]
    properties.created = datetime.fromisoformat(audit.as_of)
    saved = io.BytesIO()
    book.save(saved)
    return _same_bytes(saved.getvalue(), audit.as_of)


def _same_bytes(data: bytes, as_of: str) -> bytes:
    """The file with fixed dates: the library writes the time of saving into it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + f"{as_of[:10]}T00:00:00Z".encode(), part)
            entry = zipfile.ZipInfo(name, _FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            new.writestr(entry, part)
    return made.getvalue()
