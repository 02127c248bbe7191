"""Markdown -> blocks, by markdown-it-py (CommonMark, with tables and strikethrough)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from procheck.documents import text as text_reader
from procheck.documents.assemble import BULLET
from procheck.documents.encoding import decode
from procheck.documents.gathering import Gathering, Lines, TextStyle, unread_picture
from procheck.documents.model import Block, BlockKind, Draft, Unread
from procheck.documents.tables import Cell, Row, row_blocks

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_KEY_AND_VALUE = re.compile(r"^([A-Za-z][\w -]*):[ \t]*(\S.*)$", re.MULTILINE)
_NOTE = re.compile(r"^\[\^([^\]\s]{1,40})\]:[ \t]*(.*(?:\n(?:[ \t]{2,}.*))*)", re.MULTILINE)
_NOTE_MARK = re.compile(r"(?<=\S)\[\^[^\]\s]{1,40}\]")
_TAG = re.compile(r"<\s*(/?)\s*([a-zA-Z][\w-]*)")
_DEEPEST = 60
_STRUCK, _BOLD = frozenset({"s", "del", "strike"}), frozenset({"b", "strong"})


def read(data: bytes, name: str) -> Draft:
    """The blocks of a Markdown file. `name` is the file's own name.

    Any text is Markdown; raises `UnreadableDocument` only for HTML inside it that is nested without end.
    """
    from markdown_it import MarkdownIt

    text = decode(data)
    draft = Draft()
    if found := _FRONT_MATTER.match(text):
        pairs = _KEY_AND_VALUE.findall(found.group(1))
        draft.properties.update((key.strip().lower(), value.strip(" \"'")) for key, value in pairs)
        text = text[found.end() :]
    notes = _NOTE.findall(text)
    text = _NOTE_MARK.sub("", _NOTE.sub("", text))
    reader = _Reader(name)
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        # The parser drops what is nested deeper; as plain text nothing is lost.
        return text_reader.read(data, name)
    reader.read(tokens)
    for number, (_, note) in enumerate(notes, 1):
        inline = parser.parseInline(" ".join(note.split()))
        reader.out.add(Block("footnote", reader.lines(inline[0].children or []).text, label=str(number)))
    reader.out.settle(draft)
    return draft


class _Reader:
    """Walks the flat token list, keeping the stack of open lists."""

    def __init__(self, name: str) -> None:
        self.out = Gathering()
        self._name = name
        self._lists: list[int | None] = []
        self._label: str | None = None
        self._tables = 0
        self._rows: list[Row] = []
        self._in_head = False

    def read(self, tokens: Sequence[Token]) -> None:
        """Adds every token's blocks."""
        for position, token in enumerate(tokens):
            if token.type == "inline":
                self._inline(token, tokens[position - 1])
            elif handler := getattr(self, f"_on_{token.type}", None):
                handler(token)

    def lines(self, children: Sequence[Token]) -> Lines:
        """The lines of one inline run without its marks; what is struck through is left out."""
        lines = Lines()
        struck = bold = 0
        for child in children:
            if child.type in ("s_open", "s_close"):
                struck += child.nesting
            elif child.type in ("strong_open", "strong_close"):
                bold += child.nesting
            elif child.type == "html_inline":
                tag = _TAG.match(child.content)
                named, step = (tag.group(2).lower(), -1 if tag.group(1) else 1) if tag else ("", 0)
                struck += step if named in _STRUCK else 0
                bold += step if named in _BOLD else 0
                if named == "br":
                    lines.break_line()
            elif child.type == "hardbreak":
                lines.break_line()
            elif child.type == "image":
                self.out.miss(Unread("image", unread_picture(child.content)))
            elif struck <= 0:
                text = " " if child.type == "softbreak" else child.content
                lines.add(text, TextStyle(bold=bold > 0))
        return lines

    def _on_bullet_list_open(self, token: Token) -> None:
        self._lists.append(None)

    def _on_ordered_list_open(self, token: Token) -> None:
        self._lists.append(int(token.attrs.get("start", 1)))

    def _on_bullet_list_close(self, token: Token) -> None:
        self._lists.pop()

    _on_ordered_list_close = _on_bullet_list_close

    def _on_list_item_open(self, token: Token) -> None:
        number = self._lists[-1]
        self._label = BULLET if number is None else str(number)
        if number is not None:
            self._lists[-1] = number + 1

    def _on_list_item_close(self, token: Token) -> None:
        self._label = None

    def _on_table_open(self, token: Token) -> None:
        self._rows = []

    def _on_table_close(self, token: Token) -> None:
        for block in row_blocks(self._rows, self._tables):
            if block is not None:
                self.out.add(block)
        self._tables += 1

    def _on_thead_open(self, token: Token) -> None:
        self._in_head = True

    def _on_thead_close(self, token: Token) -> None:
        self._in_head = False

    def _on_tr_open(self, token: Token) -> None:
        self._rows.append(Row(head=self._in_head))

    def _on_fence(self, token: Token) -> None:
        for line in token.content.splitlines():
            self.out.add(Block("paragraph", line))

    _on_code_block = _on_fence

    def _on_html_block(self, token: Token) -> None:
        from procheck.documents.html import read_fragment

        found = read_fragment(token.content, self._name)
        for block in found.blocks:
            self.out.add(block if block.table is None else replace(block, table=block.table + self._tables))
        for unread in found.unread:
            self.out.miss(unread)
        self._tables += len({block.table for block in found.blocks} - {None})

    def _inline(self, token: Token, opener: Token) -> None:
        lines = self.lines(token.children or [])
        if opener.type in ("th_open", "td_open"):
            cells = self._rows[-1].cells
            cells.append(Cell(lines.text, column=len(cells)))
            return
        kind: BlockKind = "paragraph"
        level, label = 0, ""
        if opener.type == "heading_open":
            kind, level = "heading", int(opener.tag[1])
        elif self._label is not None:
            kind, level, label, self._label = "list-item", len(self._lists), self._label, None
        for line in lines.parted():
            self.out.add(Block(kind, line.text, level=level, label=label), line.look)
            label = ""
            kind, level = (kind, level) if kind == "heading" else ("paragraph", 0)
