"""A PDF file -> a `Draft`: the whole way, one step a module.

`pdf_chars` and `pdf_paths` say what is on a page, `pdf_furniture` takes running lines off it, `pdf_tables` takes its
tables, `pdf_columns` puts the rest in reading order, `pdf_paragraphs` joins the lines, `pdf_headings` finds headings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from procheck.documents.errors import UnreadableDocument
from procheck.documents.model import Draft
from procheck.documents.pdf_blocks import blocks_of
from procheck.documents.pdf_calls import bind
from procheck.documents.pdf_chars import read_page
from procheck.documents.pdf_columns import columns_of, share_margins
from procheck.documents.pdf_furniture import take_furniture
from procheck.documents.pdf_marks import Page, Table, as_run
from procheck.documents.pdf_open_tables import take_open_tables
from procheck.documents.pdf_paragraphs import Paragraph, Paragraphs, common_leading
from procheck.documents.pdf_runs import pieces_of
from procheck.documents.pdf_tables import take_grids

if TYPE_CHECKING:
    import pypdfium2

MOST_PAGES = 2_000
"""A longer file is refused: no policy has so many pages."""


def read(data: bytes, name: str) -> Draft:
    """The blocks of a PDF in reading order.

    Args:
        data: the file's bytes.
        name: the file's own name, for messages.

    Raises:
        UnreadableDocument: the file is damaged, needs a password, has too many pages or has no text layer.
    """
    document = _opened(data, name)
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise UnreadableDocument(
                name,
                f"has {count:,} pages, more than the {MOST_PAGES:,} that procheck reads",
                "split it and check the parts",
            )
        calls = bind()
        pages = [read_page(calls, document, number + 1) for number in range(count)]
        draft = Draft(pages=count, properties=_properties(document))
    finally:
        document.close()
    for page in pages:
        take_grids(page)
        page.runs = pieces_of(page.runs)
        take_open_tables(page)
    draft.furniture = take_furniture(pages)
    draft.blocks = blocks_of(_flow(pages))
    return draft


def _flow(pages: list[Page]) -> list[Paragraph | Table]:
    """The paragraphs and tables of all pages in reading order."""
    columns = [
        (page.number, column) for page in pages for column in columns_of([*page.runs, *map(as_run, page.tables)])
    ]
    share_margins(column for _, column in columns)
    building = Paragraphs(common_leading(column for _, column in columns))
    flow = [part for number, column in columns for part in building.of(column, number)]
    flow.extend(building.close())
    return flow


def _opened(data: bytes, name: str) -> pypdfium2.PdfDocument:
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    try:
        document = pdfium.PdfDocument(data)
        if len(document) == 0:
            raise UnreadableDocument(name, "is a PDF without pages", "ask for another copy")
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise UnreadableDocument(
                name, "is protected by a password", "save a copy without the password and check that"
            ) from error
        raise UnreadableDocument(name, "is damaged and cannot be opened", "ask for another copy of it") from error
    return document


def _properties(document: pypdfium2.PdfDocument) -> dict[str, str]:
    found = document.get_metadata_dict(skip_empty=True)
    return {key.lower(): found[key] for key in ("Title", "Author", "Subject") if found.get(key)}
