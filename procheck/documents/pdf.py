"""A PDF file -> a `Draft`: the whole way, one step a module.

`pdf_chars` and `pdf_paths` say what is on a page, `pdf_tags` what the file itself calls it; `pdf_tables` and
`pdf_open_tables` take the tables off it and `pdf_furniture` the running lines; `pdf_unread` names what no program reads;
`pdf_columns` puts the rest in reading order; `pdf_paragraphs` joins the lines; `pdf_headings` finds headings; `pdf_blocks`
and `pdf_rows` write the blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from procheck.documents.model import Draft
from procheck.documents.pdf_bare_tables import take_bare_tables
from procheck.documents.pdf_blocks import blocks_of, located
from procheck.documents.pdf_calls import bind
from procheck.documents.pdf_chars import read_page
from procheck.documents.pdf_columns import Column, column_of, columns_of, share_margins
from procheck.documents.pdf_furniture import take_furniture
from procheck.documents.pdf_marks import Page, Table, as_run
from procheck.documents.pdf_notes import common_size, take_notes, with_notes
from procheck.documents.pdf_open_tables import take_open_tables
from procheck.documents.pdf_opening import opened, properties
from procheck.documents.pdf_paragraphs import Paragraph, Paragraphs, common_leading
from procheck.documents.pdf_runs import join_labels, mark_bullets, pieces_of
from procheck.documents.pdf_tables import take_grids
from procheck.documents.pdf_tags import Tags, tags_of, tree_tells_headings
from procheck.documents.pdf_unread import (
    enclosed,
    recognised_pages,
    refuse_wordless,
    take_undecoded,
    unread_pages,
    unread_pictures,
)
from procheck.documents.safety import DEFAULT_LIMITS, Limits, refuse_long, refuse_wordy

if TYPE_CHECKING:
    import pypdfium2

_TITLE = 1
"""Headings: a document with no more shows by its looks at best what it is called."""


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Draft:
    """The blocks of a PDF in reading order.

    Args:
        data: the file's bytes.
        name: the file's own name, for messages.
        limits: of which those on pages and characters are held here.

    Raises:
        UnreadableDocument: the file is damaged, needs a password, is too long, or holds no words that can be read.
    """
    draft, told = _read(data, name, limits)
    if told is False and sum(block.kind == "heading" for block in draft.blocks) <= _TITLE and _tree_tells(data, name):
        return _read(data, name, limits, by_tree=True)[0]
    return draft


def _tree_tells(data: bytes, name: str) -> bool:
    document = opened(data, name)
    try:
        return tree_tells_headings(document)
    finally:
        document.close()


def _read(data: bytes, name: str, limits: Limits, *, by_tree: bool = False) -> tuple[Draft, bool | None]:
    """The draft, and whether the file's tags told headings; None where it is not tagged. `by_tree`: its structure tree is asked."""
    document = opened(data, name)
    try:
        tags = tags_of(document, by_tree=by_tree)
        pages = _pages(document, name, limits, tags)
        draft = Draft(pages=len(pages), properties=properties(document), unread=enclosed(document))
    finally:
        document.close()
    draft.unread.extend(take_undecoded(pages))
    for page in pages:
        take_grids(page)
        page.runs = pieces_of(page.runs)
        mark_bullets(page)
    leading = common_leading(page.runs for page in pages)
    for page in pages:
        take_open_tables(page, leading)
        page.runs = join_labels(page.runs)
        take_bare_tables(page, leading)
    draft.furniture = take_furniture(pages)
    draft.unread.extend([*unread_pages(pages), *unread_pictures(pages)])
    refuse_wordless(pages, name)
    size = common_size(pages)
    notes = [note for page in pages for note in take_notes(page, size)]
    draft.blocks = blocks_of(with_notes(_flow(pages), notes), tagged=tags is not None and tags.told)
    draft.unread = located(draft.unread, draft.blocks)
    draft.remarks.extend(recognised_pages(pages))
    return draft, None if tags is None else tags.told


def _pages(document: pypdfium2.PdfDocument, name: str, limits: Limits, tags: Tags | None) -> list[Page]:
    count = len(document)
    refuse_long(count, name, limits)
    calls = bind()
    pages: list[Page] = []
    characters = 0
    for number in range(1, count + 1):
        pages.append(read_page(calls, document, number, tags))
        characters += pages[-1].characters
        refuse_wordy(characters, name, limits)
    if tags is not None:
        tags.settle(pages)
    return pages


def _flow(pages: list[Page]) -> list[Paragraph | Table]:
    """The paragraphs and tables of all pages in reading order."""
    columns: list[tuple[Page, Column]] = []
    for page in pages:
        second = columns[-1][1].second if columns else None
        columns.extend((page, column) for column in _columns(page, second))
    share_margins((page.width, column) for page, column in columns)
    building = Paragraphs(common_leading(column.lines for _, column in columns))
    flow = [part for page, column in columns for part in building.of(column, page.number)]
    flow.extend(building.close())
    return flow


def _columns(page: Page, second: float | None) -> list[Column]:
    """The page's columns, text that stands sideways after the rest. `second`: of the page before."""
    columns = columns_of([*page.runs, *map(as_run, page.tables)], before=second)
    return [*columns, column_of(page.askew)] if page.askew else columns
