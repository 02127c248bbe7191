"""A PDF file -> a `Draft`: the whole way, one step a module.

`pdf_chars` and `pdf_paths` say what is on a page, `pdf_furniture` takes running lines off it, `pdf_tables` takes its
tables, `pdf_columns` puts the rest in reading order, `pdf_paragraphs` joins the lines, `pdf_headings` finds headings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from procheck.documents.errors import UnreadableDocument
from procheck.documents.headings import promote_headings
from procheck.documents.model import Block, Draft
from procheck.documents.pdf_calls import bind
from procheck.documents.pdf_chars import read_page
from procheck.documents.pdf_columns import columns_of
from procheck.documents.pdf_furniture import take_furniture
from procheck.documents.pdf_headings import body_size, heading_levels, look_of
from procheck.documents.pdf_hyphens import Hyphens
from procheck.documents.pdf_paragraphs import LABELLED, Paragraph, Paragraphs, common_leading, join_lines
from procheck.documents.pdf_runs import pieces_of

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
        page.runs = pieces_of(page.runs)
    draft.furniture = take_furniture(pages)
    columns = [(page.number, column) for page in pages for column in columns_of(page.runs)]
    building = Paragraphs(common_leading(column for _, column in columns))
    paragraphs = [paragraph for number, column in columns for paragraph in building.of(column, number)]
    paragraphs.extend(building.close())
    draft.blocks = _blocks(paragraphs)
    return draft


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


def _blocks(paragraphs: list[Paragraph]) -> list[Block]:
    hyphens = Hyphens(line.text for paragraph in paragraphs for line in paragraph.lines)
    body = body_size(paragraphs)
    blocks, looks = [], {}
    for paragraph, level in zip(paragraphs, heading_levels(paragraphs, body), strict=True):
        text = hyphens.mend(join_lines(paragraph.lines))
        if paragraph.contents:
            blocks.append(Block("contents", text, page=paragraph.page))
        elif level:
            blocks.append(Block("heading", text, page=paragraph.page, level=level))
        else:
            label = LABELLED.match(text)
            if label and label.group("bullet"):
                blocks.append(
                    Block("list-item", text[label.end() :], page=paragraph.page, level=1, label=label.group(0).strip())
                )
            else:
                looks[len(blocks)] = look_of(paragraph)
                blocks.append(Block("paragraph", text, page=paragraph.page))
    return promote_headings(blocks, looks)
