"""Any number of policies made from the gold documents that may be read: real length, form and wording, and no sentence twice the same."""

from __future__ import annotations

import html
import io
import random
from functools import cache
from pathlib import Path
from typing import Literal

from procheck.documents.model import Block
from procheck.documents.opening import open_document
from procheck.training.data import number_of

GOLD = Path(__file__).parents[1] / "gold"
FORMATS: tuple[Literal["docx", "pdf", "html"], ...] = ("docx", "pdf", "html")
_BEGIN = "Ash Bram Calder Dun Elm Fern Gor Hazel Ingle Kirk Lang Mar Nor Oak Pen Quern Rush Stan Thorn Wick".split()
_END = "bourne combe dale field ford gate ham ley mere stead ton wick worth thorpe wood".split()


@cache
def gold() -> tuple[tuple[Block, ...], ...]:
    """The blocks of each gold document that is not held out (its number is not divisible by three)."""
    return tuple(open_document(path).blocks for path in sorted(GOLD.glob("d*.md")) if number_of(path.name) % 3)


def blocks(number: int) -> list[Block]:
    """Document `number`: a gold document with some of its blocks left out, some of another's put in, and new names in every one."""
    source = random.Random(number)
    own, other = source.sample(gold(), 2)
    made: list[Block] = []
    for block in own:
        if block.kind == "contents" or (block.kind != "heading" and source.random() < 0.1):
            continue
        made.append(_varied(block, source))
        if block.kind == "paragraph" and source.random() < 0.15:
            strange = source.choice(other)
            if strange.kind == "paragraph":
                made.append(_varied(strange, source))
    return made


def document(number: int) -> tuple[str, bytes]:
    """File name and bytes of document `number`: Word, PDF and HTML in turn."""
    format = FORMATS[number % len(FORMATS)]
    write = {"docx": _docx, "pdf": _pdf, "html": _html}[format]
    return f"policy-{number:05}.{format}", write(blocks(number))


def _varied(block: Block, source: random.Random) -> Block:
    words = block.text.split(" ")
    name = f"{source.choice(_BEGIN)}{source.choice(_END)} {source.randint(1, 99_999)}"
    words.insert(source.randint(1, len(words)), f"({name})")
    return Block(block.kind, " ".join(words), level=block.level, label=block.label)


def _html(made: list[Block]) -> bytes:
    tags = {"heading": "h2", "list-item": "li"}
    body = "\n".join(f"<{tags.get(each.kind, 'p')}>{html.escape(each.text)}</{tags.get(each.kind, 'p')}>" for each in made)
    return f'<!doctype html><html lang="en"><body>{body}</body></html>'.encode()


def _docx(made: list[Block]) -> bytes:
    from docx import Document

    document = Document()
    for each in made:
        if each.kind == "heading":
            document.add_heading(each.text, min(max(each.level, 1), 4))
        else:
            document.add_paragraph(each.text, style="List Bullet" if each.kind == "list-item" else None)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _pdf(made: list[Block]) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

    sheet = getSampleStyleSheet()
    styles = {"heading": sheet["Heading2"], "list-item": sheet["Bullet"]}
    buffer = io.BytesIO()
    story: list[Flowable] = [
        Paragraph(html.escape(each.text), styles.get(each.kind, sheet["BodyText"]), bulletText="•" if each.kind == "list-item" else None)
        for each in made
    ]
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1).build(story)
    return buffer.getvalue()
