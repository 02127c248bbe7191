"""Web pages: the page's own text, without what surrounds it."""

from __future__ import annotations

import pytest

from procheck.documents.model import Document
from procheck.documents.opening import read_bytes

WORDS = "Staff must tell the DSL at once when they see or hear of behaviour like this, whatever the child asks of them."


def page(body: str, head: str = "") -> Document:
    """The document of a page with `body`."""
    return read_bytes(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "page.html")


def shown(document: Document) -> list[str]:
    """Each block as "label text"."""
    return [f"{block.label} {block.text}".strip() for block in document.blocks]


@pytest.mark.parametrize(
    "around",
    [
        "<nav><a href='/'>Home page</a></nav>",
        "<header><a href='/'>Site name</a></header>",
        "<footer>Crown copyright</footer>",
        "<aside>Related pages</aside>",
        "<div class='cookie-banner'><p>We use cookies on this site.</p></div>",
        "<div id='onetrust-consent-sdk'>We use cookies.</div>",
        "<div role='navigation'>Menu</div>",
        "<div class='breadcrumbs'>Home / Policies</div>",
        "<a class='govuk-skip-link' href='#main'>Skip to main content</a>",
        "<ul>" + "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("About", "News", "Policies", "Contact")) + "</ul>",
        "<script>var a = 'Staff need not tell anybody.';</script>",
        "<style>p { color: red }</style>",
        "<noscript>Turn JavaScript on.</noscript>",
        "<form><button>Search</button><input value='x'></form>",
        "<p hidden>Old text.</p>",
        "<p style='display: none'>Old text.</p>",
        "<p><del>Staff need not tell anybody.</del></p>",
        "<p><s>Staff need not tell anybody.</s></p>",
        "<p><span style='text-decoration: line-through'>Staff need not.</span></p>",
        "<!-- Staff need not tell anybody. -->",
        "<p><a href='#top'>Back to top</a></p>",
    ],
)
def test_what_surrounds_or_is_not_shown_is_left_out(around: str) -> None:
    """Navigation, banners, scripts, hidden and deleted text are no part of the policy."""
    assert ["Policy", WORDS] == shown(page(f"{around}<h1>Policy</h1><p>{WORDS}</p>"))


def test_text_hidden_by_a_style_sheet_is_left_out_and_print_rules_do_not_hide() -> None:
    """A class that the page's own sheet hides is hidden; a rule for printing alone hides nothing on the screen."""
    sheet = "<style>.old { color: red; display: none } @media print { .menu-text { display: none } }</style>"

    assert [WORDS] == shown(page(f"<p class='old'>Old text.</p><p class='menu-text'>{WORDS}</p>", sheet))


@pytest.mark.parametrize(
    "body",
    [
        f"<main><aside><p>{WORDS}</p></aside><p>More.</p></main>",
        f"<div id='consent'><p>{WORDS}</p></div>",
        f"<div class='has-sidebar cookie'><p>{WORDS}</p></div>",
        f"<section class='accordion-content' style='display:none'><p>{WORDS}</p></section>",
        f"<button aria-controls='s1'>Open</button><div id='s1' hidden><p>{WORDS}</p></div>",
        f"<details><summary>Who to tell</summary><p>{WORDS}</p></details>",
        f"<div aria-hidden='true'><p>{WORDS}</p></div>",
        f"<ins>{WORDS}</ins>",
        f"<blockquote>{WORDS}</blockquote>",
        f"<table role='presentation'><tr><td>Side</td><td><p>{WORDS}</p></td></tr></table>",
        f"<my-part>{WORDS}</my-part>",
        f"<dl><dt>Staff</dt><dd>{WORDS}</dd></dl>",
        f"<p>{WORDS}<p>Unclosed <b>tags",
        f"<center><font>{WORDS}</font></center>",
    ],
)
def test_policy_text_is_kept_wherever_it_stands(body: str) -> None:
    """Leaving policy text out would be the worse error."""
    assert WORDS in page(f"{body}<p>Other words of the page that stand elsewhere.</p>").text


def test_lists_are_labelled_as_browsers_show_them() -> None:
    """Numbers, letters, starts, values and nesting; an item's second paragraph is no item."""
    document = page(
        "<ol start=3><li>Three<ul><li>Inner</li></ul></li><li value=7><p>Seven</p><p>More of seven.</p></li></ol>"
        "<ol type=a><li>A item</li></ol><ol style='list-style-type: lower-roman'><li>Roman</li></ol>"
        "<ol reversed><li>Two</li><li>One</li></ol>"
        "<ul style='list-style: none'><li>4.2 Typed</li></ul>"
    )

    assert ["3 Three", "• Inner", "7 Seven", "More of seven.", "a A item", "i Roman", "2 Two", "1 One", "4.2 Typed"] == shown(document)
    assert [1, 2, 1, 0] == [block.level for block in document.blocks[:4]]


def test_tables_give_rows_with_headings_and_merged_cells_once() -> None:
    """Row and column spans are laid out as a browser does."""
    document = page(
        "<table><caption>Steps</caption><thead><tr><th>Stage</th><th colspan=2>Who and when</th></tr></thead>"
        "<tr><td rowspan=2>Report</td><td>Staff</td><td>At once</td></tr><tr><td>DSL</td><td>Same <b>day</b></td></tr></table>"
    )

    assert ["Steps", "Stage | Who and when", "Report | Staff | At once", "DSL | Same day"] == shown(document)
    assert ("Who and when", "Who and when") == document.blocks[3].header
    assert document.blocks[1].is_header_row


def test_rows_of_key_and_value_have_no_headings() -> None:
    """A heading cell at the start of each row heads the row, not the columns."""
    document = page("<table><tr><th>Version</th><td>4.1</td></tr><tr><th>Owner</th><td>DSL</td></tr></table>")

    assert [(), ()] == [block.header for block in document.blocks]


def test_headings_real_and_faked() -> None:
    """h1 to h6, and short paragraphs in bold."""
    document = page(f"<h1>Policy</h1><h2>5. Responding</h2><p><strong>At once</strong></p><p>{WORDS}</p>")

    assert ("Policy", "5 Responding", "At once") == document.blocks[-1].section


def test_line_breaks_part_lines_and_double_ones_paragraphs() -> None:
    """Pages without <p> are common."""
    assert ["Version: 2", "Owner: DSL", "Staff must tell the DSL."] == shown(
        page("Version: 2<br>Owner: DSL<br><br>Staff must<br>tell the DSL.")
    )


def test_words_do_not_run_together_or_apart() -> None:
    """Inline tags part nothing; block tags and line ends part words."""
    assert ["Child-on-child", "abuse and so on"] == shown(page("<div>Child-<b>on</b>-child<div>abuse\nand so on</div></div>"))


def test_footnote_marks_are_dropped_and_notes_are_footnotes() -> None:
    """A raised figure is no word of the sentence."""
    document = page(
        f"<p>{WORDS}<sup><a href='#fn1'>1</a></sup></p><p>The 4<sup>th</sup> step.</p>"
        "<section class='footnotes' role='doc-endnotes'>"
        "<ol><li><p>Working Together.<a role='doc-backlink' href='#r1'>↩</a></p></li></ol></section>"
    )

    assert [WORDS, "The 4th step.", "1 Working Together."] == shown(document)
    assert "footnote" == document.blocks[2].kind


def test_pictures_drawings_and_frames_are_named_as_unread() -> None:
    """A flowchart shown as a picture was not read; a logo need not be named."""
    document = page(
        f"<p>{WORDS}</p><h2>Referral</h2><img src=flow.png alt='Flowchart of referral' width=700>"
        "<img src='logo.png'><img src=i.png width=16>"
        "<svg><text>Tell the DSL</text></svg><iframe src='policy.pdf'></iframe><iframe src=t width=1 height=1></iframe>"
    )

    assert [("image", ("Referral",)), ("diagram", ("Referral",)), ("object", ("Referral",))] == [
        (unread.what, unread.section) for unread in document.unread
    ]


def test_the_footer_is_searched_for_dates() -> None:
    """Owner, version and dates often stand at the foot of the page."""
    assert ("Reviewed May 2026",) == page(f"<p>{WORDS}</p><footer>Reviewed May 2026</footer>").furniture


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset='windows-1252'>", "cp1252"),
        ("<meta http-equiv=x content='text/html; charset=iso-8859-1'>", "cp1252"),
        ("", "utf-8"),
        ("", "utf-16"),
    ],
)
def test_declared_and_found_encodings(head: str, encoding: str) -> None:
    """Curly quotes come out right whatever the page is stored in."""
    data = f"<!DOCTYPE html><html><head>{head}</head><body><p>The child’s “safety” plan – café.</p></body></html>".encode(encoding)

    assert "The child’s “safety” plan – café." == read_bytes(data, "page.html").text


def test_title_and_author_are_properties() -> None:
    """What the page says of itself."""
    document = page(f"<p>{WORDS}</p>", "<title>HSB policy</title><meta name='author' content='Board'>")

    assert (("author", "Board"), ("title", "HSB policy")) == document.properties


def test_contents_marked_as_such_are_contents() -> None:
    """Lists made by programs say what they are."""
    document = page(f"<div id='toc'><ul><li><a href='#a'>Aims of all this</a></li></ul></div><h2>Aims</h2><p>{WORDS}</p>")

    assert "contents" == document.blocks[0].kind
