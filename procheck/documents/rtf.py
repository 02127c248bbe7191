"""Rich Text Format -> blocks: all of the final text, with lists, tables, notes and headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from procheck.documents.assemble import BULLET, fold
from procheck.documents.errors import UnreadableDocument
from procheck.documents.gathering import Gathering, Lines, unread_picture
from procheck.documents.model import Block, BlockKind, Draft, Unread
from procheck.documents.rtf_state import LEFT_OUT, READ, SIGNS, Fonts, State
from procheck.documents.rtf_tokens import Token, decoded, tokens
from procheck.documents.tables import Cell, Row, row_blocks

_DEEPEST = 1000
_MULTILEVEL = re.compile(r"\d+(?:\.\d+)+")
_LABELS = frozenset({"listtext", "pntext"})
_RUNNING = re.compile(r"(?:header|footer)[lrf]?")
_INFO = {"title": "title", "author": "author", "subject": "subject", "company": "company", "manager": "manager", "keywords": "keywords"}
_MACHINES = {"mac": 10000, "pc": 437, "pca": 850}
_TWIPS = 1440
_LOGO_AREA, _LOGO_SIDE = 6.0, 1.0


def read(data: bytes, name: str) -> Draft:
    """The blocks of an RTF file, `data`, called `name`. Raises `UnreadableDocument` where it is nested without end."""
    reader = _Reader(name)
    for token in tokens(data):
        reader.take(token)
    return reader.finished()


@dataclass(slots=True)
class _Aside:
    """What was being read when a note, box, header or footer began."""

    groups: int
    """How many groups were open."""

    word: str
    lines: Lines
    label: str
    out: Gathering


class _Reader:
    """Takes tokens one by one. Stories inside the text (notes, boxes, headers) are read by pushing it aside."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._fonts = Fonts()
        self._state = State()
        self._groups: list[State] = []
        self._starred = self._opened = False
        self._skip = 0
        self._pending = b""
        self._out = Gathering()
        self._lines = Lines()
        self._label = ""
        self._head: dict[str, str] = {}
        self._head_text = ""
        self._picture: dict[str, int] = {}
        self._row = Row()
        self._cell_words: list[str] = []
        self._cell_bold = True
        self._merged: list[bool] = []
        self._merges = False
        self._rows: list[Row] = []
        self._tables = 0
        self._asides: list[_Aside] = []
        self._after = Gathering()
        self._endnotes = Gathering()
        self._notes = 0
        self._draft = Draft()
        self._revised = self._hid = False

    def take(self, token: Token) -> None:
        """Reads one token."""
        if not token.word:
            self._characters(token.data)
            return
        self._decode()
        word = token.word
        if word == "{":
            self._open()
        elif word == "}":
            self._close()
        elif word == "*":
            self._starred = True
            return
        elif self._opened and (word in LEFT_OUT or word in READ or _RUNNING.fullmatch(word) or self._starred):
            self._destination(word)
        else:
            self._control(token)
        if word != "{":
            self._opened = self._starred = False

    def finished(self) -> Draft:
        """The draft of everything taken."""
        self._decode()
        while self._asides:
            self._end_aside()
        self._end_paragraph()
        self._end_table()
        self._out.items += self._after.items + self._endnotes.items
        self._out.settle(self._draft)
        self._draft.properties = {key: value for key, value in self._head.items() if value.strip()}
        if self._revised:
            self._draft.remarks.append("The file has tracked changes: the final text was read, insertions in and deletions out.")
        if self._hid:
            self._draft.remarks.append("The file has hidden or struck-out text, which was left out.")
        return self._draft

    def _open(self) -> None:
        if len(self._groups) > _DEEPEST:
            raise UnreadableDocument(
                self._name, "is nested without end, as no real file is", "open it in Word, save it as .docx and check that"
            )
        self._groups.append(self._state)
        self._opened, self._skip = True, 0

    def _close(self) -> None:
        if self._asides and self._asides[-1].groups == len(self._groups):
            self._end_aside()
        ended = self._state
        if self._groups:
            self._state = self._groups.pop()
        if ended.destination == "pict" and self._state.destination != "pict":
            self._end_picture()
        elif ended.destination == "style" or ended.destination.startswith("info"):
            self._end_head(ended)
        self._skip = 0

    def _destination(self, word: str) -> None:
        if self._state.destination == "skip":
            return
        if word in ("fonttbl", "stylesheet", "info", "pict"):
            self._picture = {}
            self._state = replace(self._state, destination={"stylesheet": "style"}.get(word, word))
            self._head_text = ""
        elif word == "object":
            self._after.miss(Unread("object", "another file inside the document, which is not read"))
            self._state = replace(self._state, destination="skip")
        elif word in _LABELS:
            self._state = replace(self._state, destination="label")
            self._label = ""
        elif word == "footnote" or word in ("shptxt", "dptxbxtext") or _RUNNING.fullmatch(word):
            self._asides.append(_Aside(len(self._groups), word, self._lines, self._label, self._out))
            self._lines, self._label, self._out = Lines(), "", Gathering()
            self._state = replace(self._state, destination="", in_table=False)
        elif word not in READ:
            self._state = replace(self._state, destination="skip")

    def _end_aside(self) -> None:
        self._end_paragraph()
        aside = self._asides.pop()
        found = self._out
        self._lines, self._label, self._out = aside.lines, aside.label, aside.out
        if aside.word in ("footnote", "endnote"):
            self._notes += 1
            shown = str(self._notes)
            for words in found.words():
                (self._after if aside.word == "footnote" else self._endnotes).add(Block("footnote", words, label=shown))
                shown = ""
        elif _RUNNING.fullmatch(aside.word):
            self._draft.furniture += found.words()
        else:
            self._after.items += found.items

    def _control(self, token: Token) -> None:
        word, number = token.word, token.number
        destination = self._state.destination
        if word == "u" and number is not None:
            self._put(chr(number % 0x10000) if not 0xD800 <= number % 0x10000 < 0xE000 else "")
            self._skip = self._state.skip
        elif word in SIGNS:
            self._put(SIGNS[word])
        elif destination == "fonttbl" and word == "fcharset":
            self._fonts.charsets[self._state.font] = number or 0
        elif destination == "info" and self._opened:
            self._state = replace(self._state, destination=f"info {_INFO.get(word, '')}")
            self._head_text = ""
        elif destination == "pict" and number is not None:
            self._picture[word] = number
        elif word == "ansicpg" and number:
            self._fonts.code_page = number
        elif word in _MACHINES:
            self._fonts.code_page = _MACHINES[word]
        elif word == "ftnalt" and self._asides:
            self._asides[-1].word = "endnote"
        elif destination == "" and self._layout(word):
            pass
        else:
            self._state = self._state.changed(token)

    def _layout(self, word: str) -> bool:
        if word in ("par", "sect", "page"):
            # A paragraph whose end was deleted runs on into the next.
            self._end_paragraph() if not self._state.deleted else None
        elif word in ("line", "softline", "lbr", "\n", "\r"):
            self._end_paragraph() if word in "\r\n" else self._lines.break_line()
        elif word in ("cell", "nestcell"):
            self._end_cell(nested=word == "nestcell")
        elif word == "row":
            self._end_row()
        elif word == "trowd":
            self._merged, self._row.head = [], False
        elif word == "trhdr":
            self._row.head = True
        elif word == "clvmrg":
            self._merges = True
        elif word == "cellx":
            self._merged.append(self._merges)
            self._merges = False
        else:
            return False
        return True

    def _characters(self, data: bytes) -> None:
        if self._skip:
            dropped = min(self._skip, len(data))
            self._skip -= dropped
            data = data[dropped:]
        self._pending += data

    def _decode(self) -> None:
        if not self._pending:
            return
        data, self._pending = self._pending, b""
        if self._state.is_symbol(self._fonts) and self._state.destination in ("", "label"):
            self._put(BULLET if data.strip() else " ")
        else:
            self._put(decoded(data, self._state.encoding(self._fonts)))

    def _put(self, text: str) -> None:
        state = self._state
        if not text or state.destination == "skip":
            return
        if state.destination == "label":
            self._label += text
        elif state.destination:
            self._head_text += text
        elif state.deleted:
            self._revised = True
        elif state.text.hidden or state.text.struck:
            self._hid = self._hid or bool(text.strip())
        else:
            self._lines.add(text, state.text)

    def _end_head(self, ended: State) -> None:
        text, self._head_text = self._head_text.strip().rstrip(";").strip(), ""
        if ended.destination == "style" and text:
            self._fonts.name_style(max(ended.style, 0), text, ended.outline)
        elif ended.destination[5:] and ended.destination.startswith("info ") and text:
            self._head.setdefault(ended.destination[5:], text)

    def _end_picture(self) -> None:
        width, height = (self._picture.get(side, 0) / _TWIPS for side in ("picwgoal", "pichgoal"))
        if not (width and height) or (width * height >= _LOGO_AREA and min(width, height) >= _LOGO_SIDE):
            self._after.miss(Unread("image", unread_picture("")))

    def _end_paragraph(self) -> None:
        lines, self._lines = self._lines, Lines()
        label, self._label = fold(self._label).rstrip(".:").strip(), ""
        if (label and not any(char.isalnum() for char in label)) or label == "o":
            label = BULLET
        if self._state.in_table and not self._asides:
            if lines.text.strip():
                self._cell_words.append(f"{label} {lines.text}" if label else lines.text)
                self._cell_bold = self._cell_bold and lines.all[0].look.bold
            return
        if lines.text.strip():
            self._end_table()
            kind, level = self._kind(label)
            for line in lines.parted():
                self._out.add(Block(kind, line.text, level=level, label=label), line.look)
                label = ""
                kind, level = (kind, level) if kind in ("heading", "contents") else ("paragraph", 0)
        self._flush()

    def _kind(self, label: str) -> tuple[BlockKind, int]:
        level = self._state.outline + 1 if self._state.outline is not None and self._state.outline < 9 else 0
        level = level or self._fonts.headings.get(self._state.style, 0)
        if self._state.style in self._fonts.contents:
            return "contents", 0
        if level:
            return "heading", level
        return ("list-item", self._state.depth + 1) if label and not _MULTILEVEL.fullmatch(label) else ("paragraph", 0)

    def _flush(self) -> None:
        if not self._asides and not self._rows:
            self._out.items += self._after.items
            self._after = Gathering()

    def _end_cell(self, *, nested: bool) -> None:
        self._state = replace(self._state, in_table=True)
        self._end_paragraph()
        if nested:
            return
        self._row.cells.append(
            Cell(" ".join(self._cell_words), column=len(self._row.cells), bold=self._cell_bold and bool(self._cell_words))
        )
        self._cell_words, self._cell_bold = [], True

    def _end_row(self) -> None:
        merged = self._merged
        self._row.cells = [cell for place, cell in enumerate(self._row.cells) if place >= len(merged) or not merged[place]]
        self._rows.append(self._row)
        self._row = Row()

    def _end_table(self) -> None:
        rows, self._rows = self._rows, []
        if not rows:
            return
        if all(len(row.cells) <= 1 for row in rows):
            for row in rows:
                for cell in row.cells:
                    self._out.add(Block("paragraph", cell.text))
        else:
            for block in row_blocks(rows, self._tables):
                if block is not None:
                    self._out.add(block)
            self._tables += 1
        self._flush()
