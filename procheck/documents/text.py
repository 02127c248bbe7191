"""Plain text -> blocks: paragraphs by blank lines or by how the lines are wrapped, lists and headings by what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from procheck.documents.assemble import split_label
from procheck.documents.encoding import decode
from procheck.documents.gathering import Gathering
from procheck.documents.headings import PLAIN, Look, could_be_heading
from procheck.documents.model import Block, Draft

_UNDERLINE = re.compile(r"\s*([=~#*_-])\1{2,}\s*")
_RULE = re.compile(r"\s*[=~#*_\-–—.]{3,}\s*")
_LONGEST_WRAP = 110
_SHORTEST_WRAP = 40
_BODY_TEXT = 60
_MOST_WORDS = 10
_STANDING_OUT = Look(bold=True)
"""A line that stands by itself stands out as bold type would."""


@dataclass(slots=True)
class _Chunk:
    """Lines between blank lines."""

    lines: list[str] = field(default_factory=list)
    page: int = 1


@dataclass(slots=True)
class _Paragraph:
    """Lines that run on from each other."""

    text: str
    page: int
    alone: bool = False
    """One line between blank lines."""

    level: int = 0
    """Level of a heading underlined with signs, else 0."""

    cells: tuple[str, ...] = ()
    """Columns parted by tabs."""

    table: int = 0


def read(data: bytes, name: str) -> Draft:
    """The blocks of a plain text file in any encoding. `name` is the file's own name. Raises nothing: any text can be read."""
    text = decode(data)
    pages = text.rstrip("\f\n ").count("\f") + 1
    chunks = _chunks(text)
    width = _wrap_width(chunks)
    paragraphs = [paragraph for number, chunk in enumerate(chunks) for paragraph in _paragraphs(chunk, width, number)]
    out = Gathering()
    tables = {number: place for place, number in enumerate(dict.fromkeys(found.table for found in paragraphs if found.cells))}
    for place, found in enumerate(paragraphs):
        page = found.page if pages > 1 else None
        if found.cells:
            out.add(Block("table-row", " | ".join(found.cells), page=page, table=tables[found.table], cells=found.cells))
        elif found.level:
            out.add(Block("heading", found.text, page=page, level=found.level))
        else:
            look = _STANDING_OUT if _stands_out(paragraphs, place, wrapped=bool(width)) else PLAIN
            out.add(Block("paragraph", found.text, page=page), look)
    draft = Draft(pages=pages if pages > 1 else None)
    out.settle(draft)
    return draft


def _chunks(text: str) -> list[_Chunk]:
    chunks = [_Chunk()]
    page = 1
    for line in text.split("\n"):
        page += line.count("\f")
        line = line.replace("\f", "").replace("\v", " ")
        if not line.strip():
            chunks.append(_Chunk(page=page))
            continue
        if not chunks[-1].lines:
            chunks[-1].page = page
        chunks[-1].lines.append(line)
    return [chunk for chunk in chunks if chunk.lines]


def _wrap_width(chunks: list[_Chunk]) -> int:
    """The width at which lines were wrapped; 0 where each line is a paragraph of its own."""
    lengths = sorted(len(line.rstrip()) for chunk in chunks for line in chunk.lines[:-1] if len(line.rstrip()) > _SHORTEST_WRAP)
    if not lengths or lengths[int(len(lengths) * 0.9)] > _LONGEST_WRAP:
        return 0
    return lengths[int(len(lengths) * 0.95)]


def _paragraphs(chunk: _Chunk, width: int, number: int) -> Iterator[_Paragraph]:
    if _is_table(chunk.lines):
        for line in chunk.lines:
            cells = tuple(" ".join(cell.split()) for cell in line.strip().split("\t"))
            yield _Paragraph("", chunk.page, cells=cells, table=number)
        return
    waiting: list[str] = []
    for line in [*chunk.lines, ""]:
        underline = _UNDERLINE.fullmatch(line)
        if underline and len(waiting) == 1 and could_be_heading(waiting[0]):
            yield _Paragraph(waiting.pop(), chunk.page, level=1 if underline.group(1) in "=#*" else 2)
        elif waiting and line and not _RULE.fullmatch(line) and _continues(waiting[-1], line, width):
            waiting.append(line)
        else:
            if waiting:
                yield _Paragraph(" ".join(part.strip() for part in waiting), chunk.page, alone=len(chunk.lines) == 1)
            waiting = [line] if line and not _RULE.fullmatch(line) else []


def _stands_out(paragraphs: list[_Paragraph], place: int, *, wrapped: bool) -> bool:
    """True for a short line over running text, set off by blank lines or, where each line is a paragraph, by what stands round it."""
    found = paragraphs[place]
    text = found.text.strip()
    if place + 1 >= len(paragraphs) or len(text.split()) > _MOST_WORDS or split_label(text)[0] or not could_be_heading(text):
        return False
    following = paragraphs[place + 1].text.strip()
    if found.alone:
        return len(following) > _BODY_TEXT
    before = paragraphs[place - 1].text.strip() if place else ""
    after_sentence = not before or before.endswith((".", "?", "!", ";", ":")) or bool(split_label(before)[0])
    over_text = len(following) > _BODY_TEXT or following.endswith((".", ":")) or bool(split_label(following)[0])
    return not wrapped and text[:1].isupper() and after_sentence and over_text


def _continues(line: str, following: str, width: int) -> bool:
    rest = following.strip()
    if split_label(rest)[0]:
        return False
    if not width:
        return False
    first_word = rest.split()[0]
    # Whoever wrapped the line put the next word below because it did not fit.
    return len(line.rstrip()) + 1 + len(first_word) > width - 2 or (rest[:1].islower() and not line.rstrip().endswith((".", ":", ";")))


def _is_table(lines: list[str]) -> bool:
    columns = {line.strip().count("\t") for line in lines}
    return (
        len(lines) > 1
        and columns != {0}
        and len(columns) == 1
        and not any(split_label(line.strip().replace("\t", " "))[0] for line in lines)
    )
