"""Markdown -> blocks, by markdown-it-py (CommonMark, with tables and strikethrough)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from procheck.documents.encoding import decode
from procheck.documents.gathering import unread_picture
from procheck.documents.headings import Look, demote_sentences, promote_headings
from procheck.documents.model import Block, Draft, Unread

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_KEY_AND_VALUE = re.compile(r"^([A-Za-z][\w -]*):[ \t]*(\S.*)$", re.MULTILINE)
_TAG = re.compile(r"<\s*(/?)\s*([a-zA-Z][\w-]*)")


def read(data: bytes, name: str) -> Draft:
    """The blocks of a Markdown file. `name` is the file's own name. Raises nothing: any text is Markdown."""
    from markdown_it import MarkdownIt

    text = decode(data)
    draft = Draft()
    if found := _FRONT_MATTER.match(text):
        draft.properties.update(
            (key.strip().lower(), value.strip(" \"'")) for key, value in _KEY_AND_VALUE.findall(found.group(1))
        )
        text = text[found.end() :]
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 60}).enable(["table", "strikethrough"])
    _Reader(draft, name).read(parser.parse(text))
    return draft


class _Reader:
    """Walks the flat token list, keeping the stack of open lists."""

    def __init__(self, draft: Draft, name: str) -> None:
        self.draft = draft
        self.name = name
        self.looks: dict[int, Look] = {}
        self.lists: list[int | None] = []
        self.label = ""
        self.tables = -1
        self.row: list[str] = []
        self.columns: tuple[str, ...] = ()
        self.in_head = False

    def read(self, tokens: Sequence[Token]) -> None:
        """Adds every token's blocks to the draft, then settles which of them are headings."""
        for position, token in enumerate(tokens):
            handler = getattr(self, f"_on_{token.type}", None)
            if handler is not None:
                handler(token)
            elif token.type == "inline":
                self._inline(token, tokens[position - 1])
        self.draft.blocks[:] = promote_headings(demote_sentences(self.draft.blocks), self.looks)

    def _on_bullet_list_open(self, token: Token) -> None:
        self.lists.append(None)

    def _on_ordered_list_open(self, token: Token) -> None:
        self.lists.append(int(token.attrs.get("start", 1)))

    def _on_bullet_list_close(self, token: Token) -> None:
        self.lists.pop()

    _on_ordered_list_close = _on_bullet_list_close

    def _on_list_item_open(self, token: Token) -> None:
        number = self.lists[-1]
        self.label = "•" if number is None else str(number)
        if number is not None:
            self.lists[-1] = number + 1

    def _on_list_item_close(self, token: Token) -> None:
        self.label = ""

    def _on_table_open(self, token: Token) -> None:
        self.tables += 1
        self.columns = ()

    def _on_thead_open(self, token: Token) -> None:
        self.in_head = True

    def _on_thead_close(self, token: Token) -> None:
        self.in_head = False

    def _on_tr_open(self, token: Token) -> None:
        self.row = []

    def _on_tr_close(self, token: Token) -> None:
        cells = tuple(self.row)
        if self.in_head and any(cells):
            self.columns = cells
        header = self.columns[: len(cells)] + ("",) * (len(cells) - len(self.columns)) if self.columns else ()
        self._add(
            Block(
                "table-row",
                " | ".join(cells),
                table=self.tables,
                header=header,
                cells=cells,
                is_header_row=self.in_head,
            )
        )

    def _on_fence(self, token: Token) -> None:
        for line in token.content.splitlines():
            self._add(Block("paragraph", line))

    _on_code_block = _on_fence

    def _on_html_block(self, token: Token) -> None:
        from procheck.documents.html import read_fragment

        found = read_fragment(token.content, self.name)
        self.draft.unread += found.unread
        first = self.tables + 1
        for block in found.blocks:
            self._add(block if block.table is None else replace(block, table=block.table + first))
        self.tables += len({block.table for block in found.blocks} - {None})

    def _inline(self, token: Token, opener: Token) -> None:
        text, bold = _words(token.children or [], self.draft)
        if opener.type in ("th_open", "td_open"):
            self.row.append(" ".join(text.split()))
        elif opener.type == "heading_open":
            self._add(Block("heading", text, level=int(opener.tag[1])))
        elif self.label:
            self._add(Block("list-item", text, level=len(self.lists), label=self.label))
            self.label = ""
        else:
            if bold:
                self.looks[len(self.draft.blocks)] = Look(bold=True)
            self._add(Block("paragraph", text))

    def _add(self, block: Block) -> None:
        self.draft.blocks.append(block)


def _words(children: Sequence[Token], draft: Draft) -> tuple[str, bool]:
    """The text of one inline run without its marks, and whether all of it is bold."""
    parts: list[str] = []
    struck = bold = 0
    all_bold = True
    for child in children:
        if child.type in ("s_open", "s_close"):
            struck += child.nesting
        elif child.type in ("strong_open", "strong_close"):
            bold += child.nesting
        elif child.type == "html_inline" and (tag := _TAG.match(child.content)):
            step = -1 if tag.group(1) else 1
            struck += step if tag.group(2).lower() in ("s", "del", "strike") else 0
            bold += step if tag.group(2).lower() in ("b", "strong") else 0
            parts.append("\n" if tag.group(2).lower() == "br" else "")
        elif child.type == "image":
            draft.unread.append(Unread("image", unread_picture(child.content)))
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" " if child.type == "softbreak" else "\n")
        elif child.content and struck <= 0 and child.type != "html_inline":
            parts.append(child.content)
            all_bold = all_bold and (bold > 0 or not child.content.strip())
    return "".join(parts), all_bold and bool("".join(parts).strip())
