"""The PDF reader's tables: rows, headings, page breaks, merged cells, tables with few lines."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from procheck.documents.model import Block
from tests.documents.pdf_making import document

BODY = getSampleStyleSheet()["BodyText"]
GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
ROLES = (
    ("Role", "Name", "What they do"),
    ("Lead", "Mrs Hall", "Rings social care on the same day and writes down the name of the person who took the call"),
    ("Deputy", "Mr Penn", "Does so when the lead is away"),
)


def built(*parts: Flowable) -> bytes:
    """A file with the parts one below another."""
    buffer = BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4).build(list(parts))
    return buffer.getvalue()


def table(rows: Sequence[Sequence[str]], *style: Any, widths: Sequence[float] = (90, 90, 220), **options: Any) -> Table:
    """A table whose first row is bold."""
    cells = [[Paragraph(f"<b>{text}</b>" if place == 0 else text, BODY) for text in row] for place, row in enumerate(rows)]
    made = Table(cells, colWidths=widths, **options)
    made.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *style]))
    return made


def rows_of(data: bytes) -> list[Block]:
    """The table rows of a file."""
    return [block for block in document(data).blocks if block.kind == "table-row"]


def test_a_table_with_lines_gives_rows_with_headings() -> None:
    """Each row is a block of its cells; a bold first row gives the headings; nothing comes twice."""
    read_back = document(built(Paragraph("Who does what.", BODY), table(ROLES, GRID), Paragraph("Ring 999.", BODY)))

    assert ["paragraph", "table-row", "table-row", "table-row", "paragraph"] == [b.kind for b in read_back.blocks]
    rows = read_back.blocks[1:4]
    assert [" | ".join(row) for row in ROLES] == [row.text for row in rows]
    assert [True, False, False] == [row.is_header_row for row in rows]
    assert [ROLES[0]] * 3 == [row.header for row in rows]
    assert [0, 0, 0] == [row.table for row in rows]
    assert 1 == read_back.text.count("Mrs Hall")


def test_a_table_with_few_lines_gives_the_same_rows() -> None:
    """One line under the headings, or lines between rows only, do for a table."""
    under = ("LINEBELOW", (0, 0), (-1, 0), 1, colors.black)
    between = ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey)
    for lines in (under, between):
        rows = rows_of(built(Paragraph("Who does what.", BODY), table(ROLES, lines)))

        assert [" | ".join(row) for row in ROLES] == [row.text for row in rows]
        assert rows[0].is_header_row
        assert ROLES[0] == rows[2].header


def test_a_table_that_goes_on_keeps_its_number_and_headings() -> None:
    """Headings repeated on the next page are not rows again, and its rows still have them."""
    many = [ROLES[0], *((f"Role {n}", f"Person {n}", "Tells the lead on the same day. " * 3) for n in range(30))]
    for repeat in (0, 1):
        read_back = document(built(table(many, GRID, repeatRows=repeat)))
        rows = [block for block in read_back.blocks if block.kind == "table-row"]

        assert [" | ".join(text.strip() for text in row) for row in many] == [row.text for row in rows]
        assert {0} == {row.table for row in rows}
        assert {ROLES[0]} == {row.header for row in rows}
        assert [True] + [False] * 30 == [row.is_header_row for row in rows]
        assert 2 <= (rows[-1].page or 0)


def test_two_tables_are_two() -> None:
    """Tables with text between them have numbers of their own."""
    rows = rows_of(built(table(ROLES, GRID), Paragraph("And the forms:", BODY), table(ROLES, GRID)))

    assert [0, 0, 0, 1, 1, 1] == [row.table for row in rows]


def test_merged_cells_come_once() -> None:
    """A cell across columns or rows is in the first row and place that it covers."""
    data = built(
        table(
            (("Contacts", "", ""), ("Lead", "Mrs Hall", "ext. 4"), ("", "Mr Penn", "ext. 5")),
            GRID,
            ("SPAN", (0, 0), (2, 0)),
            ("SPAN", (0, 1), (0, 2)),
        )
    )

    assert ["Contacts", "Lead | Mrs Hall | ext. 4", "Mr Penn | ext. 5"] == [row.text for row in rows_of(data)]


def test_an_empty_cell_keeps_its_place() -> None:
    """A form's empty cells are cells."""
    rows = rows_of(built(table((("Question", "Answer", "Initials"), ("Who saw it?", "", "")), GRID)))

    assert ("Who saw it?", "", "") == rows[1].cells
    assert ("Question", "Answer", "Initials") == rows[1].header


def test_a_box_round_text_is_not_a_table() -> None:
    """One framed cell is a paragraph set off by a line."""
    boxed = Table([[Paragraph("If a child is in danger, ring 999.", BODY)]], colWidths=[300])
    boxed.setStyle(TableStyle([("BOX", (0, 0), (-1, -1), 1, colors.black)]))

    assert ["paragraph"] == [block.kind for block in document(built(boxed)).blocks]


def test_a_heading_with_a_line_under_it_is_not_a_table() -> None:
    """A rule below a heading, with running text after it, parts nothing into cells."""
    underlined = Table([[Paragraph("<b>Reporting</b>", BODY)]], colWidths=[400])
    underlined.setStyle(TableStyle([("LINEBELOW", (0, 0), (-1, -1), 1, colors.black)]))
    text = Paragraph("Staff tell the lead about every worry on the same day and write it down. " * 4, BODY)

    assert not rows_of(built(underlined, text))


def test_a_row_cut_by_a_page_break_is_one_row() -> None:
    """The rest of a row at the top of the next page belongs to the row where it began."""
    long = "The lead rings social care and writes down what was said and who said it and when it was said and " * 4
    many = [ROLES[0], *((f"Role {n}", f"Person {n}", long) for n in range(9))]
    rows = rows_of(built(table(many, GRID, splitInRow=1)))

    assert [" | ".join(text.strip() for text in row) for row in many] == [row.text for row in rows]


def test_headers_in_boxes_on_every_page_are_furniture() -> None:
    """A table at the head of each page, page number apart the same, is a running header."""

    rules = ("Staff tell the lead.", "The lead rings social care.", "Parents are told.")

    def page(number: int) -> list[Flowable]:
        head = table((("Ashdown School", "Child protection", f"Page {number}"),), GRID)
        return [head, Paragraph(rules[number - 1], BODY), PageBreak()]

    read_back = document(built(*page(1), *page(2), *page(3)))

    assert ["paragraph"] * 3 == [block.kind for block in read_back.blocks]
    assert any("Ashdown School" in line for line in read_back.furniture)


def test_a_table_without_lines_is_read_by_its_cells() -> None:
    """Cells side by side that run over several lines are not mixed, though no line shows the table."""
    read_back = document(built(Paragraph("Who does what.", BODY), table(ROLES), Paragraph("Ring 999.", BODY)))

    assert [" | ".join(row) for row in ROLES] == [b.text for b in read_back.blocks if b.kind == "table-row"]
    assert ["Who does what.", "Ring 999."] == [b.text for b in read_back.blocks if b.kind == "paragraph"]
