"""Small PDF files for the tests of the PDF reader, drawn with reportlab."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from procheck.documents.assemble import assemble
from procheck.documents.model import Block, Document
from procheck.documents.pdf import read

LEFT, TOP, LEADING = 72.0, 770.0, 14.0


class Paper:
    """A canvas on which text is put down line after line."""

    def __init__(self, **options: Any) -> None:
        self.buffer = io.BytesIO()
        options.setdefault("pagesize", A4)
        self.canvas = Canvas(self.buffer, **options)
        self.y = TOP

    def lines(
        self, *texts: str, x: float = LEFT, size: float = 11, font: str = "Helvetica", leading: float = LEADING
    ) -> Paper:
        """Lines one below another."""
        for text in texts:
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, self.y, text)
            self.y -= leading
        return self

    def gap(self, points: float = 10) -> Paper:
        """White space as between two paragraphs."""
        self.y -= points
        return self

    def heading(self, text: str, size: float = 16) -> Paper:
        """A heading with space round it."""
        return self.gap(8).lines(text, size=size, font="Helvetica-Bold", leading=size * 1.3).gap(4)

    def page(self) -> Paper:
        """Goes on to a new page."""
        self.canvas.showPage()
        self.y = TOP
        return self

    def done(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self.buffer.getvalue()


def pages(count: int, draw: Callable[[Paper, int], object], **options: Any) -> bytes:
    """A file of `count` pages, each drawn by `draw(paper, number)`."""
    paper = Paper(**options)
    for number in range(1, count + 1):
        draw(paper, number)
        paper.page()
    return paper.done()


def document(data: bytes) -> Document:
    """The file as procheck reads it."""
    return assemble(read(data, "policy.pdf"), name="policy.pdf", sha256="", format="pdf")


def shown(blocks: Iterable[Block]) -> list[tuple[str, str, str]]:
    """Kind, label and text of each block."""
    return [(block.kind, block.label, block.text) for block in blocks]
