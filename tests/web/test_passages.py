from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from procheck.checking import check
from procheck.documents.model import Document
from procheck.judgement.judging import Judge
from procheck.web.passages import Marks, Passage, marks, pieces
from tests.building import document, small_pack

LINES = (
    "# Harmful sexual behaviour",
    "Staff ring the MASH and record harmful sexual behaviour. They tell the parent.",
    "# Records",
    "Staff write down what they saw.",
)


def _marks(tmp_path: Path, *documents: Document) -> Marks:
    judge = Judge(small_pack(tmp_path))
    return marks(check(documents, judge, submission="x", as_of=date(2026, 1, 1)), documents)


def test_passages_in_the_order_of_the_text(tmp_path: Path) -> None:
    """Each piece of evidence is marked at its words, numbered as a reader meets it, with the elements that it serves."""
    policy = document(*LINES)
    made = _marks(tmp_path, policy)
    words = {policy.blocks[each.spot[1]].text[each.start : each.end]: each for each in made.passages}

    assert list(words) == ["Staff ring the MASH and record harmful sexual behaviour.", "They tell the parent."]
    assert [each.number for each in made.passages] == [1, 2]
    assert [use.element.id for use in made.passages[0].uses] == ["XX1.refer"]
    assert made.of == {"XX1.refer": (1,), "XX1.parents": (2,)}
    assert made.passages[0].criteria == (("XX1", "met"),)


def test_gaps_at_their_place(tmp_path: Path) -> None:
    """What was not found is pinned after the passage of the same criterion."""
    made = _marks(tmp_path, document(*LINES))

    assert made.gap_of == {"XX1.early": (0, 1)}
    assert [gap.element.id for gap in made.gaps[0, 1]] == ["XX1.early"]


def test_the_second_of_two_documents(tmp_path: Path) -> None:
    """A passage is marked in the document that its evidence names."""
    made = _marks(tmp_path, document("# Car park", "Bicycles.", name="a.md"), document(*LINES, name="b.md"))
    assert {each.spot[0] for each in made.passages} == {1}


def test_a_contradiction_is_the_gravest(tmp_path: Path) -> None:
    """A passage has the look of its gravest use, whichever element comes first."""
    made = _marks(tmp_path, document("# Harmful sexual behaviour", "Staff never ring the MASH about harmful sexual behaviour."))
    (passage,) = made.passages
    firm = replace(passage.uses[0], evidence=replace(passage.uses[0].evidence, value="yes"))

    assert passage.status == "contradicted"
    assert replace(passage, uses=(firm,)).status == "met"


def _passage(number: int, start: int, end: int, like: Passage) -> Passage:
    return replace(like, number=number, start=start, end=end)


def test_pieces_are_the_whole_text(tmp_path: Path) -> None:
    """Cutting at passages, also where they overlap or run over cells, loses and doubles no letter."""
    like = _marks(tmp_path, document(*LINES)).passages[0]
    text = "0123456789"
    first, second = _passage(1, 2, 6, like), _passage(2, 4, 9, like)
    made = pieces(text, [first, second])

    assert "".join(piece.text for piece in made) == text
    assert [(piece.text, [each.number for each in piece.passages]) for piece in made] == [
        ("01", []), ("23", [1]), ("45", [1, 2]), ("678", [2]), ("9", []),
    ]  # fmt: skip
    assert [each.number for piece in made for each in piece.begins] == [1, 2]
    assert [each.number for piece in made for each in piece.ends] == [1, 2]
    assert "".join(piece.text for piece in pieces("345", [first, second], 3)) == "345"
    assert pieces("", [first]) == ()


def test_a_quote_over_several_blocks_marks_the_whole_block(tmp_path: Path) -> None:
    """A quote that is not found in its block marks all of it, rather than nothing."""
    policy = document(*LINES)
    report = check([policy], Judge(small_pack(tmp_path)), submission="x", as_of=date(2026, 1, 1))
    (criterion,) = report.criteria
    element = replace(criterion.elements[0], evidence=(replace(criterion.elements[0].evidence[0], quote="words of two blocks"),))
    changed = replace(report, criteria=(replace(criterion, elements=(element, *criterion.elements[1:])),))
    (first, *_) = marks(changed, [policy]).passages

    assert (first.start, first.end) == (0, len(policy.blocks[1].text))
