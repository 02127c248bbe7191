"""OpenDocument texts."""

from __future__ import annotations

import pytest

from procheck.documents.model import Document
from procheck.documents.opening import read_bytes
from tests.documents.docx_making import zipped

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
        ("meta", "meta"),
    ]
)
WORDS = "Staff must tell the DSL."


def read(body: str, styles: str = "", looks: str = "", meta: str = "") -> Document:
    """The document of a text; `styles` are automatic ones, `looks` the inside of styles.xml."""
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "styles.xml": f"<office:document-styles {NAMESPACES}>{looks}</office:document-styles>",
        "meta.xml": f'<office:document-meta {NAMESPACES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>{meta}</office:meta></office:document-meta>',
    }
    return read_bytes(zipped(parts), "policy.odt")


def shown(document: Document) -> list[str]:
    """Each block as "label text"."""
    return [f"{block.label} {block.text}".strip() for block in document.blocks]


def p(text: str, style: str = "") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def style(name: str, properties: str, family: str = "text") -> str:
    """A style with text properties."""
    return f'<style:style style:name="{name}" style:family="{family}"><style:text-properties {properties}/></style:style>'


LIST = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="•"/></text:list-style>'
)


def items(*texts: str, more: str = "") -> str:
    """A list."""
    inside = "".join(f"<text:list-item>{text if text.startswith('<') else p(text)}</text:list-item>" for text in texts)
    return f'<text:list text:style-name="L1" {more}>{inside}</text:list>'


def test_lists_are_labelled_by_their_style() -> None:
    """Formats, nesting, further paragraphs, and lists that go on from an earlier one."""
    inner = f"<text:list>{'<text:list-item>' + p('Inner') + '</text:list-item>'}</text:list>"
    body = (
        items("One", p("Two") + p("More of two.") + inner)
        + p("Between.")
        + items("Three", more='text:continue-numbering="true"')
        + items("Anew")
    )

    assert ["1 One", "2 Two", "More of two.", "(a) Inner", "Between.", "3 Three", "1 Anew"] == shown(read(body, LIST))


def test_several_levels_are_shown_together() -> None:
    """ "1.1" needs display-levels, and numbers a clause."""
    levels = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/>'
        '<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/></text:list-style>'
    )
    document = read(items(p("Purpose") + f"<text:list><text:list-item>{p(WORDS)}</text:list-item></text:list>"), levels)

    assert ["1 Purpose", f"1.1 {WORDS}"] == shown(document)
    assert "paragraph" == document.blocks[1].kind


def test_headings_are_numbered_by_the_outline() -> None:
    """An empty list style takes the number away."""
    looks = (
        '<office:styles><text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>'
        "</text:outline-style>"
        '<style:style style:name="Off" style:family="paragraph" style:list-style-name=""/></office:styles>'
    )
    body = '<text:h text:outline-level="1">Purpose</text:h><text:h text:outline-level="1" text:style-name="Off">Annex</text:h>' + p(WORDS)

    assert ["1 Purpose", "Annex", WORDS] == shown(read(body, looks=looks))


@pytest.mark.parametrize(
    "properties", ['style:text-line-through-style="solid"', 'text:display="none"', 'style:text-line-through-type="single"']
)
def test_hidden_and_struck_out_text_is_left_out(properties: str) -> None:
    """As in Word files."""
    document = read(p('Staff must <text:span text:style-name="T1">not </text:span>tell the DSL.'), style("T1", properties))

    assert [WORDS] == shown(document)
    assert document.remarks


def test_tracked_deletions_comments_and_hidden_sections_are_left_out() -> None:
    """Deleted text is stored apart; comments stand in the text."""
    body = (
        f"<text:tracked-changes><text:changed-region><text:deletion>{p('Old duty.')}"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        + p(f"Staff <text:change-start/>must<text:change-end/><office:annotation>{p('MASH?')}</office:annotation> tell the DSL.")
        + f'<text:section text:display="none">{p("Hidden.")}</text:section><text:section>{p("Shown.")}</text:section>'
    )
    document = read(body)

    assert [WORDS, "Shown."] == shown(document)
    assert 3 == len(document.remarks)


def test_notes_follow_their_block() -> None:
    """With the figure shown; endnotes at the end."""
    note = '<text:note text:note-class="{}"><text:note-citation>{}</text:note-citation><text:note-body>{}</text:note-body></text:note>'
    body = p("Tell." + note.format("footnote", "1", p("At once.")) + note.format("endnote", "i", p("Guidance."))) + p("Write.")

    assert ["Tell.", "1 At once.", "Write.", "i Guidance."] == shown(read(body))


def test_spaces_tabs_breaks_and_fields_are_read() -> None:
    """Nothing runs together."""
    body = p('Staff<text:s text:c="2"/>must<text:tab/>tell <text:user-field-get>the DSL</text:user-field-get>.') + p(
        "Version: 2<text:line-break/>Owner: DSL"
    )

    assert [WORDS, "Version: 2", "Owner: DSL"] == shown(read(body))


def test_tables_have_headings_and_merged_cells_once() -> None:
    """Covered cells are passed over; lists in cells keep their labels."""
    body = (
        "<table:table><table:table-header-rows><table:table-row><table:table-cell>" + p("Stage") + "</table:table-cell>"
        '<table:table-cell table:number-columns-spanned="2">' + p("Who") + "</table:table-cell>"
        "<table:covered-table-cell/></table:table-row>"
        "</table:table-header-rows><table:table-row><table:table-cell>" + p("Report")
        + "</table:table-cell><table:table-cell>" + items("Staff", "DSL")
        + "</table:table-cell><table:table-cell>" + p("At once") + "</table:table-cell></table:table-row></table:table>"
    )  # fmt: skip
    document = read(body, LIST)

    assert ["Stage | Who", "Report | 1 Staff 2 DSL | At once"] == shown(document)
    assert ("Stage", "Who", "Who") == document.blocks[1].header


def test_boxes_are_read_and_pictures_and_objects_named() -> None:
    """Text in frames and shapes; what cannot be read with its section."""
    frame = "<draw:frame svg:width='{}' svg:height='15cm'>{}</draw:frame>"
    body = (
        '<text:h text:outline-level="1">Referral</text:h>'
        + p("As below." + frame.format("12cm", f"<draw:text-box>{p('In a box.')}</draw:text-box>"))
        + p(frame.format("12cm", "<draw:image/><svg:desc>Flowchart</svg:desc>") + frame.format("1cm", "<draw:image/>"))
        + p(f"<draw:custom-shape>{p('In a shape.')}</draw:custom-shape>" + frame.format("9cm", "<draw:object/><draw:image/>"))
    )
    document = read(body)

    assert ["Referral", "As below.", "In a box.", "In a shape."] == shown(document)
    assert [("image", ("Referral",)), ("object", ("Referral",))] == [(unread.what, unread.section) for unread in document.unread]


def test_contents_tables_headers_properties_and_pages() -> None:
    """The rest of what a Word file gives."""
    looks = (
        f"<office:master-styles><style:master-page><style:header>{p('Draft')}</style:header>"
        f"<style:footer>{p('Review May 2027')}</style:footer>"
        "</style:master-page></office:master-styles>"
    )
    body = (
        f"<text:table-of-content><text:index-body>{p('Purpose 1')}</text:index-body></text:table-of-content>"
        + p("One.") + "<text:soft-page-break/>" + p("Two. <text:soft-page-break/>Three.")
    )  # fmt: skip
    document = read(body, looks=looks, meta="<dc:title>HSB policy</dc:title><meta:user-defined meta:name='Owner'>DSL</meta:user-defined>")

    assert ["contents", "paragraph", "paragraph"] == [block.kind for block in document.blocks]
    assert [1, 1, 2] == [block.page for block in document.blocks]
    assert 3 == document.pages
    assert ("Draft", "Review May 2027") == document.furniture
    assert (("owner", "DSL"), ("title", "HSB policy")) == document.properties


def test_faked_headings_are_found_by_their_style() -> None:
    """Bold paragraphs of a paragraph style or of spans."""
    styles = style("T1", 'fo:font-weight="bold"') + style("P1", 'fo:font-weight="bold"', "paragraph")
    body = p("Responding", "P1") + p(f"{WORDS} {WORDS}") + p('<text:span text:style-name="T1">Records</text:span>') + p(f"{WORDS} {WORDS}")

    assert ["heading", "paragraph", "heading", "paragraph"] == [block.kind for block in read(body, styles).blocks]


def test_damaged_and_deep_files_do_no_harm() -> None:
    """No text at all is damage; endless nesting is named."""
    nested = p(WORDS)
    for _ in range(70):
        nested = f"<text:section>{nested}</text:section>"

    assert ["part"] == [unread.what for unread in read(p(WORDS) + nested).unread]
