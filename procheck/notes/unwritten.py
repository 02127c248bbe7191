"""Parts of a document that are promised and not there: "To follow", and headings with nothing under them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from procheck.documents.model import Document
from procheck.notes.grouping import Find
from procheck.notes.subject import names_hsb

_LONGEST = 25
"""Words; a longer block has said something besides."""
_FRONT = 3
"""Blocks at the front are titles, which have nothing under them by nature."""
_APPENDIX = re.compile(r"(?:appendix|annex|schedule)\b", re.IGNORECASE)
_STILL_TO_COME = re.compile(
    r"""
      ^\W*(?:(?:this\ |the\ )?(?:text|section|page|content|appendix|details?|wording)\b[\w ]{0,20}\W+)?(?:is\ |are\ )?
      (?: (?:to\ follow | to\ be\ (?:added|written|drafted|inserted|developed))
          (?=\W*$ | \. | \ (?:in|from|when|once|shortly|soon|later|after|separately)\b)
        | to\ be\ (?:completed|confirmed)\W*$
        | coming\ soon\b | under\ development\b | (?:currently\ )?being\ (?:written|drafted)\b
        | (?:section|page)\ (?:held|reserved)\b | held\ for\b )
    | \((?:to\ follow | to\ be\ (?:added|written|completed))\)\W*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What a short block says where its text is missing. "To be completed by the DSL" is a form's, and says nothing."""


def unwritten(document: Document) -> Iterator[Find]:
    """Where text is still to come. The name of each find is its message, one plain sentence."""
    yield from _promised(document)
    yield from _empty(document)


def _promised(document: Document) -> Iterator[Find]:
    for block in document.blocks:
        if len(block.text.split()) > _LONGEST or block.kind == "table-row" or not _STILL_TO_COME.search(block.text):
            continue
        names_itself = block.kind in ("heading", "contents") or block.text.rstrip().endswith(")")
        where = f'"{block.section[-1]}"' if block.section and not names_itself else "This part"
        yield Find(f"{where} is still to be written.", block.start, block.start + len(block.text))


def _empty(document: Document) -> Iterator[Find]:
    """Headings of appendices and of HSB sections with nothing under them, where all of the document could be read."""
    if document.unread:
        return
    for block, after in zip_longest(document.blocks[_FRONT:], document.blocks[_FRONT + 1 :]):
        if block.kind != "heading" or not (
            _APPENDIX.match(f"{block.label} {block.text}".strip()) or names_hsb(block.text)
        ):
            continue
        if after is None or (after.kind == "heading" and after.level <= block.level):
            yield Find("This heading has nothing under it.", block.start, block.start + len(block.text))
