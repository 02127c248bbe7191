"""The comments of a Word file: procheck's own told from everybody else's, taken out, and written anew.

A comment of procheck's that somebody has resolved stays resolved while it says the same, and one that somebody has answered stays where it
is, for the sake of the answer.

Source: ECMA-376 part 1, 17.13.4 (comments); [MS-DOCX] 2.5.1 and 2.7 (commentsExtended: threads and whether they are resolved; commentsIds;
commentsExtensible).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from procheck.reports.annotated.model import AUTHOR, INITIALS, Comment, Line
from procheck.reports.annotated.wording import HEAD, SETTLED
from procheck.reports.wording import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
CID = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
CEX = "{http://schemas.microsoft.com/office/word/2018/wordml/cex}"

_SIZE = "20"
"""Half-points: the size of Word's own style for comments."""


class Comments:
    """The comments part of one file, and the parts that hang on it."""

    def __init__(
        self, root: _Element, extended: _Element | None, ids: _Element | None, extensible: _Element | None, *, text_style: bool
    ) -> None:
        """`text_style`: the file has Word's own style for the text of comments."""
        self.root = root
        self._name = root.tag.rpartition("}")[0] + "}"
        self._extended, self._ids, self._extensible = extended, ids, extensible
        self._text_style = text_style
        self._resolved: set[str] = set()
        self._answered: set[str] = set()
        for element in extended if extended is not None else ():
            if element.get(f"{W15}done") in ("1", "true"):
                self._resolved.add(element.get(f"{W15}paraId") or "")
            self._answered.add(element.get(f"{W15}paraIdParent") or "")

    def own(self) -> list[_Element]:
        """Procheck's own comments, in the order of the part."""
        return [comment for comment in self.root.iterchildren(f"{self._name}comment") if comment.get(f"{self._name}author") == AUTHOR]

    def id(self, comment: _Element) -> str:
        """A comment's id, as the main part cites it."""
        return comment.get(f"{self._name}id") or ""

    def settle(self, new: Sequence[Comment], date: str) -> tuple[list[Comment], list[str]]:
        """Takes procheck's own comments out, but those that somebody has resolved or answered.

        Gives the comments of `new` that are still to be written, and the ids of those that were taken out.
        """
        waiting: dict[str, list[Comment]] = defaultdict(list)
        for comment in new:
            waiting[_shown(comment.lines)].append(comment)
        kept: list[Comment] = []
        removed = []
        answered = []
        for element in self.own():
            same = waiting.get(self._text(element))
            if same and self._has_state(element):
                kept.append(same.pop(0))
            elif self._is_answered(element):
                answered.append(element)
            else:
                removed.append(element)
        for element in answered:
            # What the summary says changes with every draft; a talk about it goes on all the same.
            if new and new[0] not in kept and self._text(element).startswith(HEAD):
                kept.append(new[0])
                self._rewrite(element, new[0].lines, date)
            elif not self._text(element).startswith(SETTLED.label):
                self._rewrite(element, (SETTLED,), date)
        ids = [self.id(element) for element in removed]
        for element in removed:
            self._drop(element)
        return [comment for comment in new if not any(comment is other for other in kept)], ids

    def add(self, comment: Comment, date: str) -> str:
        """Writes a comment at the end of the part: its id. `date`: ISO date and time."""
        used = [int(number) for number in self._numbers() if number.isdecimal() and len(number) < 10]
        number = str(max(used, default=-1) + 1)
        name = self._name
        element = self.root.makeelement(f"{name}comment", {f"{name}id": number, f"{name}author": AUTHOR})
        element.set(f"{name}date", date)
        element.set(f"{name}initials", INITIALS)
        self.root.append(element)
        self._write(element, comment.lines)
        return number

    def _numbers(self) -> Iterator[str]:
        return (self.id(comment) for comment in self.root.iterchildren(f"{self._name}comment"))

    def _has_state(self, comment: _Element) -> bool:
        return any(mark in self._resolved or mark in self._answered for mark in self._paragraph_ids(comment))

    def _is_answered(self, comment: _Element) -> bool:
        return any(mark in self._answered for mark in self._paragraph_ids(comment))

    def _paragraph_ids(self, comment: _Element) -> list[str]:
        found = (paragraph.get(f"{W14}paraId") for paragraph in comment.iter(f"{self._name}p"))
        return [mark for mark in found if mark]

    def _text(self, comment: _Element) -> str:
        paragraphs = comment.iter(f"{self._name}p")
        return "\n".join("".join(text.text or "" for text in paragraph.iter(f"{self._name}t")) for paragraph in paragraphs)

    def _rewrite(self, comment: _Element, lines: Sequence[Line], date: str) -> None:
        """Other words in the same comment: it keeps its place, its id and its answers."""
        marks = self._paragraph_ids(comment)
        for child in list(comment):
            comment.remove(child)
        comment.set(f"{self._name}date", date)
        self._write(comment, lines)
        if marks:
            comment[-1].set(f"{W14}paraId", marks[-1])

    def _write(self, comment: _Element, lines: Sequence[Line]) -> None:
        for number, line in enumerate(lines):
            paragraph = self._element(comment, "p")
            if self._text_style:
                self._element(self._element(paragraph, "pPr"), "pStyle", val="CommentText")
            if number == 0:
                self._element(self._element(paragraph, "r"), "annotationRef")
            self._run(paragraph, _label(line), bold=True)
            self._run(paragraph, clean(line.words), bold=False)

    def _run(self, paragraph: _Element, text: str, *, bold: bool) -> None:
        if not text:
            return
        run = self._element(paragraph, "r")
        look = self._element(run, "rPr")
        if bold:
            self._element(look, "b")
        if not self._text_style:
            for tag in ("sz", "szCs"):
                self._element(look, tag, val=_SIZE)
        self._element(look, "lang", val="en-GB")
        words = self._element(run, "t")
        words.text = text
        if text != text.strip():
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def _element(self, parent: _Element, tag: str, **attributes: str) -> _Element:
        made = parent.makeelement(f"{self._name}{tag}", {f"{self._name}{key}": value for key, value in attributes.items()})
        parent.append(made)
        return made

    def _drop(self, comment: _Element) -> None:
        """Takes a comment out, with what the other parts say of it."""
        marks = set(self._paragraph_ids(comment))
        durable = set()
        for element in list(self._ids) if self._ids is not None else []:
            if element.get(f"{CID}paraId") in marks:
                durable.add(element.get(f"{CID}durableId"))
                _remove(element)
        for element in list(self._extended) if self._extended is not None else []:
            if element.get(f"{W15}paraId") in marks:
                _remove(element)
        for element in list(self._extensible) if self._extensible is not None else []:
            if element.get(f"{CEX}durableId") in durable:
                _remove(element)
        _remove(comment)


def _label(line: Line) -> str:
    return f"{clean(line.label)}: " if line.label and line.words else clean(line.label)


def _shown(lines: Sequence[Line]) -> str:
    """The words of a comment as the file holds them."""
    return "\n".join(f"{_label(line)}{clean(line.words)}" for line in lines)


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
