"""A reader's blocks -> a `Document`: offsets, section paths, and labels that were typed as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from procheck.documents.model import Block, Document, Draft

_TYPED_LABEL = re.compile(
    r"""(
      (?:appendix|annex|part|section|chapter|schedule)\s+(?:[A-Z]|\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4})\s*[:.)\-–—](?!\d)
      | \d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s)(?!\s+(?:million|billion|per\s?cent|hours?|days?|weeks?|months?|years?)\b)
      | \d{1,2}[.)](?=\s)                            # 4.  4)
      | \d{1,2}(?:\.\d{1,2}){0,3}\.(?=(?-i:[A-Z][a-z]))  # 4.Responding
      | \(?[a-zA-Z]\)(?=\s)                          # (b)  b)
      | \(?[ivx]{1,5}\)(?=\s)                        # (iv)
      | (?-i:[a-hj-z]|[ivx]{1,5})\.(?=\s)             # b.  iv.  (a capital could be somebody's initial)
      | \(\d{1,2}\)(?=\s)                            # (4)
      | [•●▪■◦○◆❖►▸➢➤‣⁃∙·*\-–—\uf0b7\uf0a7\uf0d8\uf076\uf0fc](?=\s)
      | (?-i:o)(?=\s+\S)                              # the hollow bullet of Courier New, pasted as text
    )\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_HEADING_LABEL = re.compile(
    r"""(
      \d{1,2}(?=\s+[A-Z])                                                                    # 4 Responding
      | (?:Appendix|Annex|Part|Section|Chapter|Schedule|APPENDIX|ANNEX|PART|SECTION|CHAPTER|SCHEDULE)
        \s+(?:[A-Z]|\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4})(?=\s+[A-Z])                           # Appendix C Contacts
    )\s*""",
    re.VERBOSE,
)
BULLET = "•"
"""Every sign that stands before an item of an unordered list is given as this one."""

_ITEM_LABEL = re.compile(r"[^\w\s(]|o|\(?[a-z]{1,5}\)|[a-z]|[ivx]{1,5}|\(?\d{1,2}\)|\d{1,2}", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


def fold(text: str) -> str:
    """White space of any kind folded to single spaces, soft hyphens and zero-width characters taken out.

    The non-breaking hyphen becomes a plain one: they look alike, and quotes are searched for as people type them.
    """
    return " ".join((text if text.isascii() else _INVISIBLE.sub("", text).replace("\u2011", "-")).split())


def split_label(text: str, *, heading: bool = False) -> tuple[str, str]:
    """The list label that `text` begins with, and the rest; ("", text) where there is none.

    >>> split_label("4.2 Staff must tell the DSL.")
    ('4.2', 'Staff must tell the DSL.')
    """
    found = _TYPED_LABEL.match(text) or (_HEADING_LABEL.match(text) if heading else None)
    if not found or found.end() == len(text):
        return "", text
    return found.group(1).strip().rstrip(":.–—- ") or found.group(1).strip(), text[found.end() :]


def shown_heading(block: Block) -> str:
    """A heading as a person would cite it: "5 Responding"."""
    return f"{block.label} {block.text}".strip()


def assemble(draft: Draft, *, name: str, sha256: str, format: str) -> Document:
    """The finished document. Blocks with no words are dropped; `start` and `section` are set here."""
    blocks = tuple(_placed(_labelled(draft.blocks)))
    return Document(
        name=name,
        sha256=sha256,
        format=format,
        text="\n".join(block.text for block in blocks),
        blocks=blocks,
        pages=draft.pages,
        furniture=tuple(dict.fromkeys(filter(None, map(fold, draft.furniture)))),
        properties=tuple(sorted((key, fold(value)) for key, value in draft.properties.items() if fold(value))),
        unread=tuple(draft.unread),
        remarks=tuple(draft.remarks),
    )


def section_paths(blocks: Sequence[Block], positions: Sequence[int]) -> list[tuple[str, ...]]:
    """The section path in force just before each of `positions` (indexes into a reader's `blocks`)."""
    if not positions:
        return []
    headings = [(place, block) for place, block in enumerate(blocks) if block.kind == "heading" and fold(block.text)]
    found: dict[int, tuple[str, ...]] = {}
    path: tuple[str, ...] = ()
    placed = zip((place for place, _ in headings), _placed(_labelled(block for _, block in headings)), strict=True)
    following = next(placed, None)
    for position in sorted(set(positions)):
        while following is not None and following[0] < position:
            path = following[1].section
            following = next(placed, None)
        found[position] = path
    return [found[position] for position in positions]


def _labelled(blocks: Iterable[Block]) -> Iterable[Block]:
    for block in blocks:
        if block.kind == "table-row":
            cells = tuple(fold(cell) for cell in block.cells)
            if any(cells):
                yield replace(block, cells=cells, text=" | ".join(cells), header=tuple(map(fold, block.header)))
            continue
        text, label, kind, level = fold(block.text), fold(block.label), block.kind, block.level
        if not label and kind != "contents":
            label, text = split_label(text, heading=kind == "heading")
            if kind == "paragraph" and _ITEM_LABEL.fullmatch(label):
                kind, level = "list-item", 1
        elif label == BULLET and kind == "list-item":
            label, text = _typed_after_bullet(text)
        if label == "o" or (len(label) == 1 and not label.isalnum()):
            label = BULLET
        if text:
            # Several times as fast as dataclasses.replace, which a long document calls ten thousand times.
            yield Block(kind, text, page=block.page, level=level, label=label, table=block.table, source=block.source)


def _typed_after_bullet(text: str) -> tuple[str, str]:
    # A list whose bullets are switched off by a style sheet, or doubled by hand, is numbered by what was typed.
    typed, rest = split_label(text)
    return (typed, rest) if re.match(r"[(\d]", typed) else (BULLET, text)


def _number(label: str) -> str:
    """The number in a heading's label: "4.11" of "Section 4.11:"."""
    found = _NUMBER.search(label)
    return found.group() if found else ""


def _placed(blocks: Iterable[Block]) -> Iterable[Block]:
    offset = 0
    above: list[tuple[int, str, str]] = []
    section: tuple[str, ...] = ()
    for block in blocks:
        if block.kind == "heading":
            number = _number(block.label)
            # "4.11.1" stands below "Section 4.11", though both look alike.
            while above and above[-1][0] >= block.level and not (above[-1][1] and number.startswith(f"{above[-1][1]}.")):
                above.pop()
            above.append((block.level, number, shown_heading(block)))
            section = tuple(shown for _, _, shown in above)
        yield Block(
            block.kind,
            block.text,
            offset,
            block.page,
            section,
            block.level,
            block.label,
            block.table,
            block.header,
            block.cells,
            block.is_header_row,
            block.source,
        )
        offset += len(block.text) + 1
