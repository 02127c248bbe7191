"""The marks in a letterhead that procheck fills: [[logo]], [[board]], [[title]], [[date]], [[page]] and [[text]]."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from procheck.audit.outputs.problem import TemplateProblem
from procheck.reports.docx_parts import add_page_number, add_text
from procheck.reports.wording import day

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_MARK = re.compile(r"\[\[(logo|board|title|date|page)\]\]")
_WIDEST, _HIGHEST = 6.0, 1.8
"""Centimetres that a logo may take."""


def text_mark(document: Document) -> Any:
    """The paragraph that says [[text]] and nothing else; None where there is none."""
    return next((paragraph._p for paragraph in document.paragraphs if paragraph.text.strip() == "[[text]]"), None)


def move_to_mark(document: Document, first: int, mark: Any) -> None:
    """Moves what was written, from the body's child `first` on, to `mark`; it stays at the end where that is None."""
    if mark is None:
        return
    for element in list(document.element.body)[first:-1]:
        mark.addprevious(element)
    mark.getparent().remove(mark)


def fill(document: Document, *, title: str, board: str, logo: str, as_of: str) -> None:
    """Puts the values where the marks stand: in the body's own paragraphs, and in headers and footers.

    Raises TemplateProblem where the logo is no picture.
    """
    values = {"board": board, "title": title, "date": day(as_of)}
    for paragraph in _paragraphs(document):
        if _MARK.search(paragraph.text):
            _fill(paragraph, values, logo)


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    """Those of a letterhead: its body, headers and footers, and the tables in them too."""
    seen = set()
    yield from _within(document)
    places: list[Any] = []
    for section in document.sections:
        places += [section.header, section.first_page_header, section.footer, section.first_page_footer]
    for place in places:
        if place.is_linked_to_previous or id(place._element) in seen:
            continue
        seen.add(id(place._element))
        yield from _within(place)


def _within(place: Any) -> Iterator[Paragraph]:
    yield from place.paragraphs
    for table in place.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from _within(cell)


def _fill(paragraph: Paragraph, values: Mapping[str, str], logo: str) -> None:
    """Word may split a mark over several runs: the paragraph's words are written anew, in the look of its first run."""
    pieces = _MARK.split(paragraph.text)
    first = paragraph.runs[0]
    look = first._r.rPr
    for run in paragraph.runs:
        paragraph._p.remove(run._r)
    for place, piece in enumerate(pieces):
        if place % 2 and piece == "logo":
            if logo:
                _add_logo(paragraph, logo)
        elif place % 2 and piece == "page":
            add_page_number(paragraph)
        elif words := values[piece] if place % 2 else piece:
            for number, part in enumerate(words.split("\t")):
                run = add_text(paragraph, part)
                if number:
                    run._r.insert(0, _tab())
                if look is not None:
                    _set_look(run._r, look)


def _tab() -> Any:
    from procheck.reports.docx_parts import made

    return made("tab")


def _set_look(run: Any, look: Any) -> None:
    from copy import deepcopy

    if run.rPr is not None:
        run.remove(run.rPr)
    run.insert(0, deepcopy(look))


def _add_logo(paragraph: Paragraph, logo: str) -> None:
    from docx.shared import Cm

    try:
        picture = paragraph.add_run().add_picture(logo)
    # Pictures fail in as many ways as there are programs that write them.
    except Exception:
        raise TemplateProblem(Path(logo), None, "is no PNG or JPEG picture that can be opened: save the logo anew as PNG.") from None
    scale = min(Cm(_WIDEST) / picture.width, Cm(_HIGHEST) / picture.height, 1.0)
    picture.width, picture.height = round(picture.width * scale), round(picture.height * scale)
