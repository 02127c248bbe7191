"""Plain text -> blocks: paragraphs by blank lines or by how the lines are wrapped, lists and headings by what was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from procheck.documents.assemble import split_label
from procheck.documents.encoding import decode
from procheck.documents.gathering import Gathering
from procheck.documents.headings import Look, could_be_heading
from procheck.documents.model import Block, Draft

_UNDERLINE = re.compile(r"\s*([=~#*_-])\1{2,}\s*")
_RULE = re.compile(r"\s*[=~#*_\-–—.]{3,}\s*")
_LONGEST_WRAP = 110
_SHORTEST_WRAP = 40
_BODY_TEXT = 60
_ISOLATED = Look(bold=True)
"""A short line between blank lines stands out as bold type would."""


@dataclass(slots=True)
class _Chunk:
    """Lines between blank lines."""

    lines: list[str] = field(default_factory=list)
    page: int = 1


def read(data: bytes, name: str) -> Draft:
    """The blocks of a plain text file in any encoding. `name` is the file's own name. Raises nothing: any text can be read."""
    text = decode(data)
    pages = text.rstrip("\f\n ").count("\f") + 1
    chunks = _chunks(text)
    out = Gathering()
    width = _wrap_width(chunks)
    tables = 0
    for place, chunk in enumerate(chunks):
        page = chunk.page if pages > 1 else None
        following = chunks[place + 1].lines if place + 1 < len(chunks) else []
        if _is_table(chunk.lines):
            for line in chunk.lines:
                cells = tuple(" ".join(cell.split()) for cell in line.strip().split("\t"))
                out.add(Block("table-row", " | ".join(cells), page=page, table=tables, cells=cells))
            tables += 1
        else:
            _add_chunk(out, chunk.lines, following, width, page)
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


def _add_chunk(out: Gathering, lines: list[str], following: list[str], width: int, page: int | None) -> None:
    waiting: list[str] = []

    def put() -> None:
        if waiting:
            text = " ".join(line.strip() for line in waiting)
            alone = len(lines) == 1 and could_be_heading(text) and len(" ".join(following)) > _BODY_TEXT and not split_label(text)[0]
            out.add(Block("paragraph", text, page=page), _ISOLATED if alone and len(text.split()) <= 10 else Look())
            waiting.clear()

    for line in lines:
        underline = _UNDERLINE.fullmatch(line)
        if underline and len(waiting) == 1 and could_be_heading(waiting[0]):
            out.add(Block("heading", waiting.pop(), page=page, level=1 if underline.group(1) in "=#*" else 2))
        elif _RULE.fullmatch(line):
            put()
        elif waiting and _continues(waiting[-1], line, width):
            waiting.append(line)
        else:
            put()
            waiting.append(line)
    put()


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
