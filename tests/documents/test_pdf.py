"""The PDF reader as a whole: paragraphs, headings, and files that cannot be read."""

from __future__ import annotations

import pytest

from procheck.documents.errors import UnreadableDocument
from procheck.documents.pdf import read
from tests.documents.pdf_making import Paper, document, shown


def test_lines_become_paragraphs_under_headings() -> None:
    """Lines that run on are one paragraph; a larger line is a heading; each block knows its page and section."""
    paper = Paper().heading("1. Reporting", size=16)
    first = "Any member of staff who is worried about a child must tell the designated safeguarding lead"
    second = "on the same day, and must write down what was said."
    paper.lines(first, second)
    paper.gap().lines("Nobody investigates.")
    paper.page().heading("2. Records").lines("Records are kept until the child is twenty-five.")

    read_back = document(paper.done())

    assert [
        ("heading", "1", "Reporting"),
        (
            "paragraph",
            "",
            f"{first} {second}",
        ),
        ("paragraph", "", "Nobody investigates."),
        ("heading", "2", "Records"),
        ("paragraph", "", "Records are kept until the child is twenty-five."),
    ] == shown(read_back.blocks)
    assert [1, 1, 1, 2, 2] == [block.page for block in read_back.blocks]
    assert ("2 Records",) == read_back.blocks[-1].section
    assert 2 == read_back.pages


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"not a pdf at all", b"%PDF-1.4\n\xff\xfe\x00" * 50])
def test_damaged_files_are_named_as_that(data: bytes) -> None:
    """A file that PDFium cannot open is refused in one sentence."""
    with pytest.raises(UnreadableDocument, match=r"^policy\.pdf is damaged and cannot be opened: "):
        read(data, "policy.pdf")
