"""Headings, contents tables, tables and drawings of Word files."""

from __future__ import annotations

import pytest

from procheck.documents.model import Block, Document
from tests.documents.docx_making import (
    STYLES,
    cell,
    control,
    level,
    make,
    numbered,
    para,
    part,
    read,
    row,
    run,
    shown,
    table,
)

BODY = "Staff must tell the DSL at once when they see or hear of behaviour like this."
BOLD = "<w:b/>"
BULLETS = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "bullet", "•")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
DRAWN = "<w:r><w:drawing><wp:inline>{}<a:graphic><a:graphicData>{}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"


def kinds(document: Document) -> list[tuple[str, int]]:
    """Kind and level of each block."""
    return [(block.kind, block.level) for block in document.blocks]


def one(document: Document, text: str) -> Block:
    """The block with these words."""
    return next(block for block in document.blocks if block.text == text)


@pytest.mark.parametrize(
    "style",
    [
        pytest.param('<w:name w:val="heading 2"/>', id="built in, whatever its id"),
        pytest.param('<w:name w:val="Council heading"/><w:basedOn w:val="Heading2"/>', id="based on a built-in one"),
        pytest.param('<w:name w:val="Überschrift"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>', id="outline level of the style"),
    ],
)
def test_headings_by_style(style: str) -> None:
    """A style is a heading by its built-in name, by what it is based on, or by its outline level."""
    styles = STYLES.replace('w:styleId="Heading2"', 'w:styleId="Heading2x"') if "heading 2" in style else STYLES
    styles += f'<w:style w:type="paragraph" w:styleId="X1">{style}</w:style>'

    assert [("heading", 2), ("paragraph", 0)] == kinds(read(para("Responding", style="X1"), para(BODY), styles=styles))


def test_headings_by_outline_level_of_the_paragraph() -> None:
    """A paragraph's own outline level makes it a heading, or body text."""
    document = read(
        para("Responding", properties='<w:outlineLvl w:val="2"/>'),
        para("As before", style="Heading1", properties='<w:outlineLvl w:val="9"/>'),
    )

    assert [("heading", 3), ("paragraph", 0)] == kinds(document)


def test_a_clause_in_a_heading_style_is_policy_text() -> None:
    """Authors number whole clauses by heading styles; headings prove nothing, clauses do."""
    document = read(
        para("Duties", style="Heading1"),
        para("Staff must tell the DSL at once.", style="Heading2"),
        para("staff must:", style="Heading2"),
    )

    assert ["heading", "paragraph", "paragraph"] == [block.kind for block in document.blocks]


@pytest.mark.parametrize(
    "text",
    [
        "Responding to a report",
        "What is harmful sexual behaviour?",
        "5. Responding",
        "Appendix A: Report form",
        "Aims:",
    ],
)
def test_short_bold_lines_are_headings(text: str) -> None:
    """Half of all policies fake their headings."""
    assert "heading" == read(para(run(text, BOLD)), para(BODY)).blocks[0].kind


@pytest.mark.parametrize(
    "text",
    [
        "Staff must tell the DSL.",
        "Staff must:",
        "Version: 4.1",
        "September 2025",
        "Note that the DSL decides in every case whether and when the parents of the child are told about it",
        "tell the DSL;",
    ],
)
def test_other_bold_lines_are_not(text: str) -> None:
    """A bold sentence, lead-in, cover-sheet line or date is no heading."""
    assert "heading" != read(para(run(text, BOLD)), para(BODY)).blocks[0].kind


def test_partly_bold_paragraphs_are_text() -> None:
    """Only a line that is bold throughout is a heading."""
    assert "paragraph" == read(para(run("Responding", BOLD), run(" to a report")), para(BODY)).blocks[0].kind


def test_bold_bullets_are_items() -> None:
    """An item of a list is no heading, however bold."""
    properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'

    assert "list-item" == read(para(run("Be calm", BOLD), properties=properties), para(BODY), numbering=BULLETS).blocks[0].kind


def test_capitals_and_large_letters_make_headings() -> None:
    """Typed or shown capitals, and letters clearly larger than the body's, stand out as bold ones do."""
    document = read(
        para(run("Child-on-child abuse policy", '<w:sz w:val="40"/>')),
        para(run("RESPONDING TO REPORTS", '<w:sz w:val="22"/>')),
        para(run(BODY, '<w:sz w:val="22"/>')),
        para(run("Keeping records", '<w:caps/><w:sz w:val="22"/>')),
        para(run(BODY, '<w:sz w:val="22"/>')),
    )

    assert [("heading", 1), ("heading", 2), ("paragraph", 0), ("heading", 2), ("paragraph", 0)] == kinds(document)


def test_faked_headings_rank_below_real_ones_and_by_their_numbers() -> None:
    """ "4.2" goes below "4", which goes below the style heading above both."""
    document = read(
        para("Policy", style="Heading1"),
        para(run("4. Responding", BOLD)),
        para(BODY),
        para(run("4.2 At once", BOLD)),
        para(BODY),
        para(run("5. Records", BOLD)),
        para(BODY),
    )

    assert ("Policy", "4 Responding", "4.2 At once") == document.blocks[4].section
    assert ("Policy", "5 Records") == document.blocks[6].section


def test_plain_numbered_lines_are_headings_where_they_open_sections_and_items_where_they_list() -> None:
    """ "1. Purpose" over a paragraph is a heading; "1. Listen", "2. Reassure" is a list."""
    document = read(
        para("1. Purpose"),
        para(BODY),
        para("2. Steps"),
        para("Staff will:"),
        para("1. Listen"),
        para("2. Reassure"),
        para("3. Report"),
    )

    assert ["heading", "paragraph", "heading", "paragraph", "list-item", "list-item", "list-item"] == [
        block.kind for block in document.blocks
    ]


def test_contents_by_style_field_and_gallery() -> None:
    """Lines of a contents table are known by their style, by the field that makes them, or by the gallery they come from."""
    begin = f"{MARK.format('begin')}<w:r><w:instrText> TOC \\o </w:instrText></w:r>{MARK.format('separate')}"
    document = read(
        para("Purpose", "<w:r><w:tab/><w:t>2</w:t></w:r>", style="TOC1"),
        control(para("Duties 3"), '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'),
        para(begin, run("Records 4")),
        para(run("Training 5"), MARK.format("end")),
        para(BODY),
    )

    assert ["contents"] * 4 + ["paragraph"] == [block.kind for block in document.blocks]


def test_text_after_a_contents_field_that_never_ends_is_still_text() -> None:
    """A damaged contents field must not turn the policy into contents lines."""
    begin = f"{MARK.format('begin')}<w:r><w:instrText> TOC </w:instrText></w:r>{MARK.format('separate')}"
    document = read(para(begin, run("Records 4")), para("Records", style="Heading1"), para(BODY))

    assert ["contents", "heading", "paragraph"] == [block.kind for block in document.blocks]


def test_table_rows_carry_their_column_headings() -> None:
    """The row marked as heading gives the headings; merged columns share one."""
    document = read(
        table(
            row("Stage", cell("Who and when", properties='<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>"),
            row("Report", "All staff", "At once"),
        )
    )

    assert document.blocks[0].is_header_row
    assert ("Stage", "Who and when", "Who and when") == document.blocks[1].header
    assert "Report | All staff | At once" == document.blocks[1].text


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(("Stage", "Action"), ("Report", "Tell the DSL."), True, id="bold over plain"),
        pytest.param(("Version", "4.1"), ("Owner", "The DSL"), False, id="key and value"),
    ],
)
def test_a_first_row_that_stands_out_gives_headings(first: tuple[str, str], second: tuple[str, str], expected: bool) -> None:
    """Bold first rows are headings, and pairs of key and value have none even if the keys are bold."""
    heads = [cell(para(run(text, BOLD if expected or place == 0 else ""))) for place, text in enumerate(first)]
    keys = [cell(para(run(text, BOLD if not expected and place == 0 else ""))) for place, text in enumerate(second)]
    document = read(table(row(*heads), row(*keys)))

    assert (first if expected else ()) == document.blocks[1].header


def test_merged_cells_are_read_once() -> None:
    """A cell merged downwards or sideways is given in its first row and column only."""
    document = read(
        table(
            row("Stage", "Who", "What", properties="<w:tblHeader/>"),
            row(cell("Report", properties='<w:vMerge w:val="restart"/>'), "Staff", "Tell"),
            row(cell("", properties="<w:vMerge/>"), "DSL", "Refer"),
        )
    )

    assert ["Report | Staff | Tell", "DSL | Refer"] == [block.text for block in document.blocks[1:]]
    assert ("Who", "What") == document.blocks[2].header


def test_nested_tables_follow_their_row() -> None:
    """A table in a cell is a table of its own, read once."""
    inner = table(row("Day", "Task"), row("One", "Refer"))
    document = read(table(row("Who", "What"), row("DSL", cell("As below:", inner))))

    assert ["Who | What", "DSL | As below:", "Day | Task", "One | Refer"] == [block.text for block in document.blocks]
    assert [0, 0, 1, 1] == [block.table for block in document.blocks]


def test_tables_that_only_lay_out_the_page_are_read_as_text() -> None:
    """A box of one cell, or two columns of running text, is no table."""
    boxed = table(row(cell(para("Key points", style="Heading1"), para(BODY))))
    columns = table(row(cell("One.", "Two.", "Three."), cell("Four.")))
    document = read(boxed, columns)

    assert ["Key points", BODY, "One.", "Two.", "Three.", "Four."] == shown(document)
    assert [None] * 6 == [block.table for block in document.blocks]


def test_lists_inside_cells_keep_their_labels() -> None:
    """Items in a cell stay apart by what stands before them."""
    document = read(table(row("Who", "What"), row("DSL", cell(numbered("Refer", 1), numbered("Record", 1)))), numbering=BULLETS)

    assert "DSL | • Refer • Record" == document.blocks[1].text


def test_empty_tables_and_rows_give_nothing() -> None:
    """Rows without words are dropped, and a table of nothing is no error."""
    assert ["After."] == shown(read(table(row("", "")), table(), table("<w:tr/>"), para("After.")))


def picture(width: float, height: float, described: str = "") -> str:
    """A picture of so many inches."""
    extent = f'<wp:extent cx="{int(width * 914400)}" cy="{int(height * 914400)}"/>'
    return DRAWN.format(f'{extent}<wp:docPr id="1" name="p" descr="{described}"/>', '<pic:pic><a:blip r:embed="r9"/></pic:pic>')


def test_pictures_are_named_as_unread_with_their_section_and_logos_are_not() -> None:
    """A flowchart nobody read must be named; a logo need not be."""
    document = read(
        para("Referral", style="Heading1"),
        para("As below.", picture(6, 8, "Flowchart of referral")),
        para(picture(1, 1)),
    )

    assert [("image", ("Referral",))] == [(unread.what, unread.section) for unread in document.unread]
    assert "Flowchart of referral" in document.unread[0].why


def test_smart_art_is_read_and_its_arrows_named_as_unread() -> None:
    """The words of a SmartArt diagram stand in a part of their own."""
    drawing = DRAWN.format("", '<dgm:relIds r:dm="rD"/>')
    words = "".join(f"<dgm:pt><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>" for text in ("Tell the DSL", "DSL refers"))
    data = part("x", f"<dgm:ptLst>{words}</dgm:ptLst>").replace("<w:x", "<dgm:dataModel").replace("</w:x>", "</dgm:dataModel>")
    document = read(para(drawing), relations={"rD": ("diagramData", "diagrams/data1.xml")}, parts={"word/diagrams/data1.xml": data})

    assert ["Tell the DSL", "DSL refers"] == shown(document)
    assert ["diagram"] == [unread.what for unread in document.unread]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (
            DRAWN.format("", '<c:chart r:id="r1"/>'),
            "diagram",
        ),
        ('<w:r><w:object><v:shape/><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>', "object"),
        (
            '<w:r><w:pict><v:shape style="width:400pt;height:500pt"><v:imagedata r:id="r1"/></v:shape></w:pict></w:r>',
            "image",
        ),
    ],
)
def test_charts_objects_and_old_pictures_are_named_as_unread(content: str, what: str) -> None:
    """What cannot be read is said, whatever it is."""
    assert [what] == [unread.what for unread in read(para("See below.", content)).unread]


def test_a_file_pasted_in_whole_is_named_as_unread() -> None:
    """`w:altChunk` holds another document, which Word merges when it opens the file."""
    assert ["part"] == [unread.what for unread in read(para("Before."), '<w:altChunk r:id="r1"/>').unread]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("chunk.docx", make(para(BODY))),
        ("chunk.html", f"<html><body><p>{BODY}</p></body></html>".encode()),
        ("chunk.rtf", rf"{{\rtf1 \pard {BODY}\par}}".encode()),
    ],
)
def test_files_pasted_in_whole_are_read_where_they_can_be(name: str, content: bytes) -> None:
    """Word shows their text as part of the document."""
    document = read('<w:altChunk r:id="r1"/>', para("After."), parts={f"word/{name}": content}, relations={"r1": ("aFChunk", name)})

    assert [BODY, "After."] == shown(document)


def test_a_file_pasted_into_itself_again_and_again_has_an_end() -> None:
    """Each layer is opened, a few deep."""
    data = make(para(BODY))
    for _ in range(5):
        data = make('<w:altChunk r:id="r1"/>', parts={"word/chunk.docx": data}, relations={"r1": ("aFChunk", "chunk.docx")})
    document = read(para(BODY), '<w:altChunk r:id="r1"/>', parts={"word/chunk.docx": data}, relations={"r1": ("aFChunk", "chunk.docx")})

    assert ["part"] == [unread.what for unread in document.unread]


def test_a_heading_made_by_its_number_alone_is_read() -> None:
    """ "Appendix A" may stand nowhere in the text."""
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "upperLetter", "Appendix %1")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    empty = para(style="Heading1", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')

    assert [("heading", "Appendix A")] == [(block.kind, block.text) for block in read(empty, numbering=numbering).blocks]


def test_a_damaged_styles_part_is_named_and_the_text_is_read() -> None:
    """The words count for more than their styles."""
    document = read(para(BODY), parts={"word/styles.xml": "<w:styles"})

    assert [BODY] == shown(document)
    assert ["part"] == [unread.what for unread in document.unread]
    assert make(para(BODY))


def test_a_drop_cap_joins_its_paragraph() -> None:
    """The large first letter stands in a paragraph of its own."""
    cap = para("S", properties='<w:framePr w:dropCap="drop"/>')

    assert ["Staff must tell the DSL."] == shown(read(cap, para("taff must tell the DSL.")))
