from __future__ import annotations

from datetime import date
from pathlib import Path

from procheck.checking import check
from procheck.documents.assemble import assemble
from procheck.documents.model import Block, Document, Draft
from procheck.judgement.judging import Judge
from procheck.web.passages import Marks, marks
from procheck.web.sheet import Part, outline, stretches
from tests.building import document, small_pack

LINES = (
    "# Harmful sexual behaviour",
    "When it happens, staff:",
    "- ring the MASH about harmful sexual behaviour",
    "- tell the parent",
    "Step | Who",
    "Ring the MASH | Lead",
    "Write it down | All",
    "# Records",
    "Staff write down what they saw.",
)


def _shown(tmp_path: Path, policy: Document) -> tuple[list[Part], Marks]:
    report = check([policy], Judge(small_pack(tmp_path)), submission="x", as_of=date(2026, 1, 1))
    marked = marks(report, [policy])
    return [part for stretch in stretches(policy, 0, marked) for part in stretch.parts], marked


def _words(part: Part) -> list[str]:
    return [" | ".join("".join(piece.text for piece in cell) for cell in line.cells) for line in part.lines]


def test_every_word_once_in_order(tmp_path: Path) -> None:
    """The sheet holds every block of the document once, in order, whatever is marked or pinned in it."""
    policy = document(*LINES)
    parts, _ = _shown(tmp_path, policy)
    assert [text for part in parts for text in _words(part)] == [block.text for block in policy.blocks]


def test_lists_and_tables_stay_together(tmp_path: Path) -> None:
    """Items that follow each other make one list, rows of one table one table with its headings."""
    parts, _ = _shown(tmp_path, document(*LINES))
    kinds = [part.kind for part in parts if part.kind != "gaps"]
    table = next(part for part in parts if part.kind == "table")

    assert kinds == ["heading", "paragraph", "list", "table", "heading", "paragraph"]
    assert [line.is_header for line in table.lines] == [True, False, False]
    assert table.columns == 2


def test_gaps_follow_their_block(tmp_path: Path) -> None:
    """What is missing stands right after the block that it belongs after; a list is cut for it, a table is not."""
    parts, marked = _shown(tmp_path, document(*LINES))
    (spot,) = set(marked.gap_of.values())
    place = next(number for number, part in enumerate(parts) if part.kind == "gaps")

    assert parts[place - 1].lines[-1].block >= spot[1]
    assert parts[place].gaps == marked.gaps[spot]


def test_pages_are_marked(tmp_path: Path) -> None:
    """A page mark stands where a page begins, and none inside a table."""
    blocks = [
        Block("paragraph", "One.", page=1),
        Block("paragraph", "Two.", page=2),
        Block("table-row", "a | b", cells=("a", "b"), table=0, page=2),
        Block("table-row", "c", cells=("c",), table=0, page=3),
        Block("paragraph", "Three.", page=3),
    ]
    policy = assemble(Draft(blocks=blocks, pages=3), name="policy.pdf", sha256="0" * 64, format="pdf")
    parts, _ = _shown(tmp_path, policy)

    assert [(part.kind, part.page) for part in parts if part.kind != "gaps"] == [
        ("page", 1), ("paragraph", 0), ("page", 2), ("paragraph", 0), ("table", 0), ("page", 3), ("paragraph", 0),
    ]  # fmt: skip


def test_long_documents_come_in_stretches(tmp_path: Path) -> None:
    """A long document is cut into stretches that a browser lays out one by one; no heading is left alone at the end of a page of them."""
    policy = document(*(line for number in range(60) for line in (f"# Section {number}", "Words. " * 60, "- item", "- item")))
    report = check([policy], Judge(small_pack(tmp_path)), submission="x", as_of=date(2026, 1, 1))
    made = list(stretches(policy, 0, marks(report, [policy])))

    assert len(made) > 5
    assert max(stretch.height for stretch in made) < 80
    assert all(stretch.parts[-1].kind != "heading" for stretch in made)
    assert sum(len(part.lines) for stretch in made for part in stretch.parts) == len(policy.blocks)


def test_outline_counts_what_is_in_each_section(tmp_path: Path) -> None:
    """Each heading is listed with the passages and gaps of its own text."""
    policy = document(*LINES)
    report = check([policy], Judge(small_pack(tmp_path)), submission="x", as_of=date(2026, 1, 1))
    marked = marks(report, [policy])
    first, second = outline(policy, 0, marked)

    assert (first.text, second.text) == ("Harmful sexual behaviour", "Records")
    assert first.passages == len(marked.passages) > 0 and second.passages == 0
    assert first.gaps + second.gaps == len(marked.gap_of)
