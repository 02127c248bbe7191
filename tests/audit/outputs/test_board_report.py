from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from procheck.audit.anonymising import anonymise
from procheck.audit.model import Audit
from procheck.audit.outputs import board_report
from procheck.audit.outputs.blocks import Block, Table, Turn
from procheck.audit.outputs.templates import Templates
from procheck.audit.scale import SCALES, Rating, Scale
from tests.audit.outputs.made import audit_of, hostile_audit
from tests.audit.sample import sample_audit

BOLTON = Scale(
    "",
    (
        Rating("Fully met", ("met",)),
        Rating("Mostly met"),
        Rating("Partially met", ("partial",)),
        Rating("Not met", ("not-met", "contradicted")),
    ),
)


def blocks_of(audit: Audit) -> tuple[Block, ...]:
    return board_report.made(audit, Templates(None))


def section(blocks: tuple[Block, ...], title: str) -> str:
    """The words of one section, tables too, a line for each paragraph."""
    lines: list[str] = []
    inside = False
    for block in blocks:
        if block.kind == "heading" and block.level == 2:
            inside = block.spans[0].text.startswith(title)
        elif inside and isinstance(block, Table):
            fields = [[" ".join(span.text for spans in field.paragraphs for span in spans) for field in row] for row in block.rows]
            lines += [" | ".join(row) for row in fields]
        elif inside and not isinstance(block, Turn | Table):
            lines.append("".join(span.text for span in block.spans))
    return "\n".join(lines)


def tables(blocks: tuple[Block, ...], caption: str) -> Table:
    return next(block for block in blocks if isinstance(block, Table) and block.caption.startswith(caption))


def test_both_forms_say_the_same(tmp_path: Path) -> None:
    """The Word file and the page have the same headings, in the order that a board reads in."""
    paths = board_report.write(sample_audit(), tmp_path, None)
    word = [p.text for p in docx.Document(str(paths[0])).paragraphs if p.style and p.style.name == "Heading 1"]
    page = re.findall(r"<h2[^>]*>(.*?)</h2>", paths[1].read_text(encoding="utf-8"))

    assert [path.name for path in paths] == ["board-report.docx", "board-report.html"]
    assert word == page
    assert word == [
        "At a glance", "Scope and method", "Criteria by agencies", "Commonest gaps", "Contradictions", "Self-scores and documents",
        "What could not be read", "Questions for the challenge panel", "Movement since Autumn 2025", "Where people decided otherwise",
        "Agencies and their documents", "Limits",
    ]  # fmt: skip


def test_the_first_page_counts_rightly() -> None:
    """What stands at a glance is what the audit holds."""
    said = section(blocks_of(sample_audit()), "At a glance")

    assert "The documents of 2 of 3 agencies were judged: 2 documents, 6,020 words, against 2 criteria." in said
    assert "Not everything could be read. 3 parts of the documents of 3 agencies could not be read and were not judged." in said
    assert "Contradictions. 1 passage at 1 agency says the opposite of what is asked for." in said
    assert "Self-scores. Of 2 self-scores that can be compared, 1 is better than the documents show." in said
    assert "Since Autumn 2025. 1 rating became better and none worse." in said
    assert "People. 1 rating of 3 was decided by a person; 2 are marked for a person to look at." in said


def test_few_agencies_stand_in_words_and_many_in_marks() -> None:
    """The matrix fits the page: words for a few agencies, marks with a key for many."""
    few, many = tables(blocks_of(audit_of(8)), "Ratings"), tables(blocks_of(audit_of(9, scale=BOLTON)), "Ratings")

    assert (len(few.columns), len(few.rows), few.look) == (9, 23, "small")
    assert (len(many.columns), len(many.rows), many.look) == (24, 9, "marks")
    assert {field.paragraphs[0][0].unseen for field in many.rows[0][1:]} <= set(BOLTON.words)
    assert "M = Mostly met" in section(blocks_of(audit_of(9, scale=BOLTON)), "Criteria by agencies")


def test_gaps_quote_without_names() -> None:
    """In the commonest gaps no quote says whose it is, and names, telephone numbers and agencies are out of it."""
    said = section(blocks_of(sample_audit()), "Commonest gaps")

    assert "Coaches must not ring social care before the committee has met." in said
    gaps = section(blocks_of(replace(sample_audit(), submissions=sample_audit().submissions[:1])), "Commonest gaps")
    assert "[telephone number]" in gaps
    for name in ("01234", "Riverside", "Harbour", "Patel"):
        assert name not in said + gaps


def test_contradictions_are_told_with_their_place() -> None:
    """Each passage that says the opposite stands with its agency, its reference and where it is."""
    said = section(blocks_of(sample_audit()), "Contradictions")

    assert "Harbour Football Club A01-MA1 | MA1: Concerns are referred to children's social care." in said
    assert "“=Coaches must not ring social care before the committee has met.” page 3, 5.2 Referral" in said


def test_decisions_stand_beside_the_program_s_rating() -> None:
    """Where a person decided otherwise, both words, who, when and why are told; what is to be looked at again says so."""
    said = section(blocks_of(sample_audit()), "Where people decided otherwise")

    assert "◐ Amber | ✓ Green | A. Reader, 20 November 2026 =It stands in the staff handbook." in said
    assert "To be looked at again" in said
    assert "1 decision of agencies or criteria that are no longer in the audit" in said


def test_questions_go_to_those_who_fall_short() -> None:
    """The challenge panel is told what to ask and whom, the worst rated first."""
    said = section(blocks_of(sample_audit()), "Questions for the challenge panel")

    assert "Ask: Harbour Football Club and Riverside Academy." in said
    assert "Who rang children's social care the last time?" in said


def test_an_anonymised_report_names_nobody(tmp_path: Path) -> None:
    """With --anonymise no agency is named anywhere, and the report says that a program took the names out."""
    (word, page) = board_report.write(anonymise(sample_audit()), tmp_path, None)
    said = page.read_text(encoding="utf-8") + "".join(paragraph.text for paragraph in docx.Document(str(word)).paragraphs)

    assert "Agency 2" in said
    assert "have been taken out by a program" in said
    for name in ("Riverside", "Harbour", "Empty Trust", "Closed Academy", "Patel", "01234 567890."):
        assert name not in said


@pytest.mark.parametrize("scale", [SCALES["0-3"], BOLTON])
@pytest.mark.parametrize("force", ["yes", "no"])
def test_all_met_and_all_gaps_read_well(scale: Scale, force: str) -> None:
    """At either end there is a sentence in place of an empty section, and no table without rows."""
    audit = replace(audit_of(3, scale=scale, force=force, scores=False), previous=None)  # type: ignore[arg-type]
    blocks = blocks_of(audit)

    assert all(block.rows for block in blocks if isinstance(block, Table))
    assert ("No gap was found" in section(blocks, "Commonest gaps")) == (force == "yes")
    assert "No self-scores were given" in section(blocks, "Self-scores")
    assert not section(blocks, "Movement")


def test_nothing_judged_at_all_is_told() -> None:
    """An area where no document could be read still has a report, which says so loudly."""
    trust = sample_audit().submissions[2]
    blocks = blocks_of(replace(sample_audit(), submissions=(trust,), actions=(), previous=None))

    assert "The documents of 0 of 1 agency were judged" in section(blocks, "At a glance")
    assert "Not everything could be read." in section(blocks, "At a glance")
    assert "Empty Trust" in section(blocks, "What could not be read")


def test_hostile_words_are_plain_words(tmp_path: Path) -> None:
    """Titles, names and quotes that look like templates or markup are printed as they are."""
    (word, _) = board_report.write(hostile_audit(), tmp_path, None)

    assert "{{ 7*7 }}" in docx.Document(str(word)).paragraphs[0].text
    assert "<script>alert(1)</script>" in section(blocks_of(hostile_audit()), "What could not be read")


def test_a_board_s_own_report(tmp_path: Path) -> None:
    """A board's own wording and style take the place of ours, in both forms."""
    (tmp_path / "board-report.md").write_text("# Ours\n\n## Only this\n\n{{ sums.judged }} judged\n\n[[matrix]]\n")
    (tmp_path / "board-report.css").write_text("h1 { color: navy }")
    (word, page) = board_report.write(sample_audit(), tmp_path, tmp_path)

    assert [p.text for p in docx.Document(str(word)).paragraphs if p.text][:3] == ["Ours", "Only this", "2 judged"]
    assert "h1 { color: navy }" in page.read_text(encoding="utf-8")


def test_the_same_audit_gives_the_same_bytes(tmp_path: Path) -> None:
    """No clock goes into either form."""
    first = [path.read_bytes() for path in board_report.write(sample_audit(), tmp_path, None)]
    assert first == [path.read_bytes() for path in board_report.write(sample_audit(), tmp_path, None)]
