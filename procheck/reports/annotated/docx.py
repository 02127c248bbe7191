"""Comments in a Word file: the author's own file, every part of it as it was but for procheck's comments.

Source: ECMA-376 part 1, 11.3.2 (comments part) and 17.13.4; part 2 (Open Packaging Conventions).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from procheck.documents.model import Document
from procheck.reports.annotated.docx_comments import Comments
from procheck.reports.annotated.docx_halves import remove
from procheck.reports.annotated.docx_parts import Parts
from procheck.reports.annotated.docx_places import Places
from procheck.reports.annotated.docx_runs import Runs
from procheck.reports.annotated.letters import squeezed
from procheck.reports.annotated.model import Comment, Line

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_QUOTED = 160
"""Characters of the words that are told in a comment that cannot stand at them."""


def with_comments(original: bytes, document: Document, comments: Sequence[Comment], date: str) -> bytes:
    """The Word file `original` with `comments` in it, in place of those that procheck wrote into it before.

    Args:
        original: the whole file that `document` was read from.
        document: its words.
        comments: what to write; empty to take procheck's own comments out.
        date: ISO date of the comments.

    Raises:
        CannotAnnotate: the file is signed, so that any change would break the signature.
    """
    parts = Parts(original, document.name)
    main = parts.root(parts.main)
    body = next(child for child in main if isinstance(child.tag, str) and child.tag.endswith("}body"))
    if not comments and parts.related("comments") is None:
        return original
    held = Comments(
        parts.comments(),
        parts.related("commentsExtended"),
        parts.related("commentsIds"),
        parts.related("commentsExtensible"),
        text_style=parts.has_style("CommentText"),
    )
    stamp = f"{date}T00:00:00Z"
    beside = [_beside(comment, document) for comment in comments]
    written, gone = held.settle(beside, stamp)
    remove(_marks(body, set(gone)))
    places = Places(body, document, _notes(parts, body))
    # All places first: they are offsets in texts that are cut from here on.
    found = [(comment, places.find(comment.spot)) for comment in written]
    runs = Runs(body)
    for comment, stretch in found:
        if stretch is None:
            continue
        number = held.add(comment, stamp)
        opening, end, reference = _made(body, number)
        runs.enclose(stretch, opening, [end, reference])
    return parts.saved()


def _beside(comment: Comment, document: Document) -> Comment:
    """The comment, with the words that it is about where it cannot stand at them: comments in footnotes are not shown by Word."""
    block = document.blocks[comment.spot.block]
    if block.source and block.kind != "footnote":
        return comment
    words = block.text[comment.spot.start : comment.spot.end]
    shown = words if len(words) <= _QUOTED else f"{words[:_QUOTED].rsplit(' ', 1)[0]}…"
    where = "In the footnote" if block.kind == "footnote" else "About the words"
    return replace(comment, lines=(*comment.lines, Line(where, f"“{shown}”")))


def _marks(body: _Element, ids: set[str]) -> Iterable[_Element]:
    """What stands in the body for comments of these ids: ranges, and the runs that hold nothing but a reference."""
    name = body.tag.rpartition("}")[0] + "}"
    found = []
    for element in body.iter(*(f"{name}{mark}" for mark in _MARKS)):
        if element.get(f"{name}id") not in ids:
            continue
        parent = element.getparent()
        is_run = parent is not None and parent.tag == f"{name}r"
        alone = is_run and parent is not None and all(child is element or child.tag == f"{name}rPr" for child in parent)
        found.append(parent if alone and parent is not None else element)
    return found


def _made(body: _Element, number: str) -> tuple[_Element, _Element, _Element]:
    """The beginning and the end of a comment's range, and the run that refers to it."""
    name = body.tag.rpartition("}")[0] + "}"
    opening, end, reference = (body.makeelement(f"{name}{mark}", {f"{name}id": number}) for mark in _MARKS)
    run = body.makeelement(f"{name}r")
    properties = body.makeelement(f"{name}rPr")
    # The size that Word gives a reference in its own style, so that no line grows by it.
    for tag in ("sz", "szCs"):
        properties.append(body.makeelement(f"{name}{tag}", {f"{name}val": "16"}))
    run.append(properties)
    run.append(reference)
    return opening, end, run


def _notes(parts: Parts, body: _Element) -> list[tuple[str, _Element]]:
    """The words of each footnote and endnote, squeezed, with the first reference to it."""
    name = body.tag.rpartition("}")[0] + "}"
    found = []
    for kind in ("footnote", "endnote"):
        root = parts.related(f"{kind}s")
        if root is None:
            continue
        references: dict[str, _Element] = {}
        for element in body.iter(f"{name}{kind}Reference"):
            references.setdefault(element.get(f"{name}id") or "", element)
        for note in root.iterchildren(f"{name}{kind}"):
            reference = references.get(note.get(f"{name}id") or "")
            if reference is not None:
                found.append((squeezed("".join(text.text or "" for text in note.iter(f"{name}t"))), reference))
    return found
