"""The words of Word files: all of the final text, once, in reading order."""

from __future__ import annotations

import pytest

from tests.documents.docx_making import NAMESPACES, cell, control, make, para, part, read, row, run, shown, table

TOLD = "Staff must tell the DSL."


def test_tracked_insertions_and_moves_are_read() -> None:
    """Text that was inserted or moved here is policy text."""
    document = read(
        para(
            "Staff ",
            '<w:ins w:id="1">' + run("must ") + "</w:ins>",
            '<w:moveTo w:id="2">' + run("tell the DSL.") + "</w:moveTo>",
        )
    )

    assert [TOLD] == shown(document)
    assert any("tracked changes" in remark for remark in document.remarks)


def test_deletions_and_moves_away_are_left_out() -> None:
    """Text that was deleted or moved elsewhere is not."""
    deleted = '<w:del w:id="1"><w:r><w:delText>need not </w:delText></w:r></w:del>'
    moved = '<w:moveFrom w:id="2">' + run("if they wish ") + "</w:moveFrom>"

    assert [TOLD] == shown(read(para("Staff ", deleted, moved, run("must tell the DSL."))))


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    """A paragraph whose end was deleted runs on into the next, as Word shows it once the change is accepted."""
    first = para("Staff must ", properties='<w:rPr><w:del w:id="1"/></w:rPr>')

    assert [TOLD] == shown(read(first, para("tell the DSL.")))


def test_deleted_table_rows_are_left_out() -> None:
    """A row that was deleted with changes tracked is not read."""
    document = read(table(row("Stage", "Action"), row("1", "Old duty", properties='<w:del w:id="1"/>'), row("2", "New duty")))

    assert "Old duty" not in document.text
    assert "New duty" in document.text


def test_old_properties_of_a_tracked_format_change_do_not_count() -> None:
    """What a paragraph was before its style was changed is not what it is."""
    document = read(para(TOLD, properties='<w:pPrChange w:id="1"><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:pPrChange>'))

    assert "paragraph" == document.blocks[0].kind


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(control(para(TOLD)), id="block"),
        pytest.param(para("Staff ", control(run("must tell")), run(" the DSL.")), id="inline"),
        pytest.param(control(table(row("Duty", TOLD), row("Who", "All staff"))), id="round a table"),
        pytest.param(table(row("Who", "All staff"), control(row("Duty", TOLD))), id="round a row"),
        pytest.param(table(row("Who", "All staff"), row("Duty", control(cell(TOLD)))), id="round a cell"),
        pytest.param(table(row("Who", "All staff"), row("Duty", cell(control(para(TOLD))))), id="in a cell"),
        pytest.param(control(control(para(control(run(TOLD))))), id="nested"),
    ],
)
def test_content_controls_are_read_in_every_place(body: str) -> None:
    """A content control hides nothing, wherever it stands."""
    assert 1 == read(body).text.count(TOLD)


@pytest.mark.parametrize("wrapping", ["hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo"])
def test_wrapped_runs_are_read(wrapping: str) -> None:
    """Links, smart tags, simple fields and the like show the words inside them."""
    assert [TOLD] == shown(read(para("Staff must ", f"<w:{wrapping}>{run('tell the DSL.')}</w:{wrapping}>")))


def field(instruction: str, result: str, *, separate: bool = True) -> str:
    """A field of three characters."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    middle = mark.format("separate") if separate else ""
    return f"{mark.format('begin')}<w:r><w:instrText> {instruction} </w:instrText></w:r>{middle}{result}{mark.format('end')}"


def test_a_field_shows_its_result_and_not_its_instruction() -> None:
    """HYPERLINK and REF fields are read as what they show."""
    assert ["See section 5.2 for what to do."] == shown(
        read(para("See section ", field("REF _Ref1 \\r \\h", run("5.2")), run(" for what to do.")))
    )


def test_a_prompt_to_click_and_type_is_read() -> None:
    """Templates hold prompts in fields without a result; a leftover one is shown."""
    prompt = field("MACROBUTTON NoMacro [Click here and type the name]", "", separate=False)

    assert ["Lead: [Click here and type the name]"] == shown(read(para("Lead: ", prompt)))


def test_nested_fields_inside_an_instruction_are_not_shown() -> None:
    """The result of a field within another's instruction is no text."""
    inner = field("MERGEFIELD Name", run("hidden words"))
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    instruction = "<w:r><w:instrText> IF </w:instrText></w:r>" + inner

    assert [TOLD] == shown(read(para(begin, instruction, separate, run(TOLD), end)))


def test_a_field_that_never_ends_loses_no_text_after_its_paragraph() -> None:
    """A damaged field must not swallow the rest of the policy."""
    broken = para('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "<w:r><w:instrText> REF x </w:instrText></w:r>")

    assert [TOLD] == shown(read(broken, para(TOLD)))


def text_box(content: str) -> str:
    """A text box as Word writes it: a new form and, saying the same, one for old programs."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    shape = f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp>"
    new = f"<w:drawing><wp:anchor><wp:docPr/><a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>'
    )


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    """The two forms of one text box count once."""
    document = read(para("If in doubt:", text_box(para(TOLD))), para("Keep a record."))

    assert ["If in doubt:", TOLD, "Keep a record."] == shown(document)


def test_only_the_fallback_of_a_shape_may_hold_its_text() -> None:
    """Where the newer form is empty the older is read."""
    old = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{para(TOLD)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    run_of = f'<mc:AlternateContent><mc:Choice Requires="wps"/><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>'

    assert [TOLD] == shown(read(para(run_of)))


def test_a_text_box_inside_a_text_box_and_in_a_table_is_read() -> None:
    """Boxes are found at any depth."""
    document = read(table(row("Who", "All staff"), row("Duty", cell(para("See box", text_box(para("Outer", text_box(para(TOLD)))))))))

    assert ["Who | All staff", "Duty | See box", "Outer", TOLD] == shown(document)


def test_footnotes_follow_the_block_that_cites_them_and_endnotes_close_the_text() -> None:
    """Notes are read, with the figure that Word shows."""
    document = read(
        para("Tell the DSL.", '<w:r><w:endnoteReference w:id="2"/></w:r>', '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        para("Keep a record."),
        parts={
            "word/footnotes.xml": part(
                "footnotes",
                f'<w:footnote w:type="separator" w:id="0">{para("-----")}</w:footnote>'
                f'<w:footnote w:id="2">{para("<w:r><w:footnoteRef/></w:r>", run(" On the same day."))}</w:footnote>',
            ),
            "word/endnotes.xml": part("endnotes", f'<w:endnote w:id="2">{para("Working Together.")}</w:endnote>'),
        },
    )

    assert ["Tell the DSL.", "1 On the same day.", "Keep a record.", "i Working Together."] == shown(document)
    assert ["paragraph", "footnote", "paragraph", "footnote"] == [block.kind for block in document.blocks]


def test_comments_are_never_policy_text() -> None:
    """A comment in the margin is left out, and that is said."""
    document = read(
        para(
            '<w:commentRangeStart w:id="0"/>',
            run(TOLD),
            '<w:commentRangeEnd w:id="0"/>',
            '<w:r><w:commentReference w:id="0"/></w:r>',
        ),
        parts={"word/comments.xml": part("comments", f'<w:comment w:id="0">{para("Should we say MASH?")}</w:comment>')},
    )

    assert [TOLD] == shown(document)
    assert any("comments" in remark for remark in document.remarks)


@pytest.mark.parametrize("properties", ["<w:vanish/>", "<w:strike/>", "<w:dstrike/>", '<w:rStyle w:val="Gone"/>'])
def test_hidden_and_struck_out_text_is_left_out(properties: str) -> None:
    """What Word does not show, or shows as struck out, is no policy text."""
    styles = '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>'
    document = read(para("Staff must ", run("not ", properties), run("tell the DSL.")), styles=styles)

    assert [TOLD] == shown(document)
    assert any("struck-out" in remark for remark in document.remarks)


@pytest.mark.parametrize("value", ["0", "false", "off"])
def test_a_property_that_is_switched_off_does_not_hide(value: str) -> None:
    """`w:vanish w:val="0"` means shown."""
    assert [TOLD] == shown(read(para(run(TOLD, f'<w:vanish w:val="{value}"/>'))))


def test_breaks_tabs_hyphens_and_symbols_become_characters() -> None:
    """Nothing runs together where Word shows a gap."""
    content = "<w:r><w:t>Name</w:t><w:tab/><w:t>child</w:t><w:noBreakHyphen/><w:t>on</w:t><w:noBreakHyphen/><w:t>child</w:t></w:r>"
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'

    assert ["Name child-on-child ✓"] == shown(read(para(content, run(" "), tick)))


def test_lines_parted_by_hard_breaks_stand_by_themselves_and_wrapped_ones_do_not() -> None:
    """Shift-Enter parts "Version: 2" from "Owner: DSL", but not a sentence from its own end."""
    broken = "<w:r><w:t>Version: 2</w:t><w:br/><w:t>Owner: DSL</w:t></w:r>"
    wrapped = "<w:r><w:t>Staff must tell</w:t><w:br/><w:t>the DSL.</w:t></w:r>"

    assert ["Version: 2", "Owner: DSL", TOLD] == shown(read(para(broken), para(wrapped)))


def test_headers_and_footers_are_furniture() -> None:
    """They are kept for owner, version and dates, and are not in the text."""
    document = read(
        para(TOLD),
        parts={
            "word/header1.xml": part("hdr", para("Draft policy") + para(text_box(para("Version 3")))),
            "word/footer1.xml": part("ftr", table(row("Owner", "DSL")) + para("Review May 2027")),
        },
    )

    assert ("Draft policy", "Version 3", "Owner | DSL", "Review May 2027") == document.furniture
    assert [TOLD] == shown(document)


def test_properties_are_read() -> None:
    """Title, author and the author's own properties; not the marks of programs."""
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>HSB policy</dc:title><dc:creator>A Clerk</dc:creator></cp:coreProperties>'
    )
    custom = (
        '<Properties xmlns="urn:x"><property name="Review date"><v>May 2027</v></property>'
        '<property name="ContentTypeId"><v>0x0101</v></property></Properties>'
    )
    document = read(para(TOLD), parts={"docProps/core.xml": core, "docProps/custom.xml": custom})

    assert (("author", "A Clerk"), ("review date", "May 2027"), ("title", "HSB policy")) == document.properties


def test_pages_are_those_that_word_recorded() -> None:
    """An explicit break and the record of it count once; without any record there are no pages."""
    rendered = "<w:r><w:lastRenderedPageBreak/><w:t>Three.</w:t></w:r>"
    body = [
        para("One."),
        para('<w:r><w:br w:type="page"/></w:r>'),
        para("<w:r><w:lastRenderedPageBreak/><w:t>Two.</w:t></w:r>"),
        para(rendered),
        para('<w:r><w:br w:type="page"/></w:r>'),
        para("Four."),
    ]

    assert [1, 2, 3, 4] == [block.page for block in read(*body).blocks]
    assert 4 == read(*body).pages
    assert [None] == [block.page for block in read(para("One.")).blocks]


def test_a_page_break_recorded_in_every_cell_of_a_row_counts_once() -> None:
    """Word records the end of a page in each cell of a row that runs over it."""
    over = cell(para("<w:r><w:t>Start </w:t></w:r>", "<w:r><w:lastRenderedPageBreak/><w:t>end.</w:t></w:r>"))
    document = read(table(row("Who", "What"), row(over, over)), para("After."))

    assert [1, 1, 2] == [block.page for block in document.blocks]


def test_strict_files_are_read() -> None:
    """Files saved as Strict Open XML use other namespace names."""
    data = part("document", f"<w:body>{para(TOLD)}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )

    assert [TOLD] == shown(read(parts={"word/document.xml": data}))


def test_mathematics_and_ruby_are_read_as_their_words() -> None:
    """Formulas give their characters; reading aids over words are left out."""
    formula = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    ruby = f"<w:r><w:ruby><w:rt>{run('above')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase></w:ruby></w:r>"

    assert ["x=1 base"] == shown(read(para(formula, run(" "), ruby)))


def test_the_main_part_may_have_any_name() -> None:
    """The main document is found by its relationship, not by its usual name."""
    data = make(para("Wrong"))
    other = part("document", f"<w:body>{para(TOLD)}</w:body>")
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Target="/word/main2.xml"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )

    assert [TOLD] == shown(read(parts={"word/main2.xml": other, "_rels/.rels": relations}))
    assert data
    assert NAMESPACES


def test_blocks_name_the_paragraphs_they_were_read_from() -> None:
    """Each block tells which paragraphs of the file hold it: also cells, content controls, text boxes and joined paragraphs."""
    joined = para("Staff must ", properties='<w:rPr><w:del w:id="1"/></w:rPr>')
    box = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + para("In a box.") + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    document = read(
        para(""),
        joined,
        para("tell the DSL."),
        control(para("In a control.")),
        table(row("Stage", "Action"), row("1", cell("Ring.", "Write."))),
        para("Beside a box.", box),
        para("The end."),
    )

    assert [(block.text, block.source) for block in document.blocks] == [
        (TOLD, (1, 2)),
        ("In a control.", (3,)),
        ("Stage | Action", (4, 5)),
        ("1 | Ring. Write.", (6, 7, 8)),
        ("Beside a box.", (9,)),
        ("In a box.", (10,)),
        ("The end.", (11,)),
    ]
