"""The PDF reader's layout: columns, running lines, paragraphs, hyphens, lists, headings, sideways pages."""

from __future__ import annotations

import pypdfium2
import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from procheck.documents.pdf_calls import bind
from procheck.documents.pdf_chars import read_page
from procheck.documents.pdf_letters import plain_letters
from tests.documents.pdf_making import LEADING, TOP, Paper, document, pages, shown

FILLER = "All staff must report any concern about a child to the lead on the same day."
WIDE = "Staff who are worried about the behaviour of one child towards another must tell the lead"
SENTENCES = (
    "All staff tell the lead about every worry.",
    "The lead keeps the record of each concern.",
    "Governors read a report about it each term.",
    "Parents may ask to see what was written.",
)
COLUMN = (
    "Every member of staff must know the",
    "signs of harm between children and",
    "must tell the designated lead on the",
    "same day. The lead decides what will",
    "happen next and writes it down with",
    "the reasons for it on the form.",
)
OTHER = (
    "Parents and carers are told unless it",
    "would put a child at risk of harm. The",
    "lead asks social care before anybody",
    "rings home where there is any doubt",
    "and the answer is written down with",
    "the name of the person who gave it.",
)


def texts(data: bytes) -> list[str]:
    """The text of every block."""
    return [block.text for block in document(data).blocks]


def test_two_columns_are_read_one_after_the_other() -> None:
    """The left column is read to its end before the right one, under a title across both."""
    paper = Paper().heading("Child protection policy for the whole of the trust", size=18)
    top = paper.y
    paper.lines(*COLUMN)
    paper.y = top
    paper.lines(*OTHER, x=320)

    assert ["Child protection policy for the whole of the trust", " ".join(COLUMN), " ".join(OTHER)] == texts(paper.done())


def test_columns_drawn_line_by_line_are_still_columns() -> None:
    """The order in which a program drew the lines does not matter where both sides are running text."""
    paper = Paper()
    for left, right in zip(COLUMN, OTHER, strict=True):
        y = paper.y
        paper.lines(left)
        paper.y = y
        paper.lines(right, x=320)

    assert [" ".join(COLUMN), " ".join(OTHER)] == texts(paper.done())


def test_text_across_the_page_parts_two_bands_of_columns() -> None:
    """A full-width heading between columns is read between them."""
    paper = Paper()
    for heading in ("First part of the policy, about telling somebody at once", "Second part, about what happens next"):
        paper.heading(heading, size=20)
        top = paper.y
        paper.lines(*COLUMN)
        paper.y = top
        paper.lines(*OTHER, x=320)

    half = [" ".join(COLUMN), " ".join(OTHER)]
    found = texts(paper.done())
    assert [
        "First part of the policy, about telling somebody at once",
        *half,
        "Second part, about what happens next",
        *half,
    ] == found


def test_running_lines_and_page_numbers_are_furniture() -> None:
    """Lines that come again at the same height, digits apart, are no part of the text but are kept to be searched."""

    def draw(paper: Paper, number: int) -> None:
        paper.canvas.setFont("Helvetica", 9)
        paper.canvas.drawString(72, 810, "Ashdown School: Child Protection Policy v3")
        paper.canvas.drawString(72, 30, "Review September 2026")
        paper.canvas.drawRightString(520, 30, f"Page {number} of 4")
        paper.lines(SENTENCES[number - 1])

    read_back = document(pages(4, draw))

    assert list(SENTENCES) == [block.text for block in read_back.blocks]
    assert "Ashdown School: Child Protection Policy v3" in read_back.furniture
    assert "Review September 2026" in " ".join(read_back.furniture)


def test_numbered_headings_at_the_head_of_their_pages_stay() -> None:
    """ "Appendix 1" to "Appendix 4", each large at the top of a page, are headings and no running line."""

    def draw(paper: Paper, number: int) -> None:
        paper.canvas.setFont("Helvetica-Bold", 16)
        paper.canvas.drawString(72, 800, f"Appendix {number}")
        paper.lines(SENTENCES[number - 1], WIDE, "at once.")

    assert [f"Appendix {number}" for number in range(1, 5)] == [
        block.text for block in document(pages(4, draw)).blocks if block.text.startswith("Appendix")
    ]


def test_a_page_number_alone_on_a_single_page_is_furniture() -> None:
    """A lone number at the foot that is the page's own number is not text."""
    paper = Paper().lines(FILLER)
    paper.canvas.drawCentredString(297, 30, "1")

    assert [FILLER] == texts(paper.done())


def test_the_first_line_of_the_text_is_not_a_header_for_coming_once() -> None:
    """What stands at the top of one page only is text."""

    def draw(paper: Paper, number: int) -> None:
        paper.y = 800
        paper.lines(SENTENCES[number - 1])

    assert list(SENTENCES[:3]) == texts(pages(3, draw))


def test_a_paragraph_goes_on_over_a_page_break() -> None:
    """A sentence that the page's end cuts is one paragraph, on the page where it began, with no footer in it."""

    def draw(paper: Paper, number: int) -> None:
        paper.canvas.drawString(72, 30, "School policy")
        if number == 1:
            paper.lines(WIDE, "and must not talk to the children about it by themselves, since both of them later on")
        else:
            paper.lines("might be asked about it later by the police.").gap().lines("The lead rings social care.")

    read_back = document(pages(2, draw))

    assert [1, 2] == [block.page for block in read_back.blocks]
    assert read_back.blocks[0].text.endswith("since both of them later on might be asked about it later by the police.")


def test_a_finished_paragraph_is_not_joined_to_the_next_page() -> None:
    """A paragraph that ends before the page does stays by itself."""

    def draw(paper: Paper, number: int) -> None:
        paper.lines(*((WIDE, "at once.") if number == 1 else ("Parents are told as well.",)))

    assert [f"{WIDE} at once.", "Parents are told as well."] == texts(pages(2, draw))


def test_a_line_that_breaks_early_ends_its_paragraph() -> None:
    """Where the next word would have fitted, the line was broken on purpose, white space or not."""
    paper = Paper().lines(WIDE, "without delay.", "The lead writes it down.", WIDE, "and nobody else.")

    assert [f"{WIDE} without delay.", "The lead writes it down.", f"{WIDE} and nobody else."] == texts(paper.done())


def test_hyphens_of_the_line_go_and_hyphens_of_the_word_stay() -> None:
    """A word broken at a line's end is whole again; one that is spelt with its hyphen keeps it."""
    paper = Paper().lines(
        "The safeguarding lead keeps a record of child-on-child abuse and of every incident of bullying, and",
        "tells the parents of each child what was done. Nobody may take over the investi-",
        "gation of the police or look into it before the safe-",
        "guarding lead has spoken to social care, and the lead will report each inci-",
        "dent, and whoever is told of child-on-",
        "child abuse must act on it and must not wait for the follow-",
        "up meeting.",
    )

    (text,) = texts(paper.done())

    assert "before the safeguarding lead has spoken" in text
    assert "report each incident" in text
    assert "the investigation of" in text
    assert "told of child-on-child abuse" in text
    assert "\ufffe" not in text


def test_ligatures_are_written_out() -> None:
    """Joined letters that are one glyph come out as the letters they join."""
    pdfmetrics.registerFont(TTFont("Vera", f"{reportlab.__path__[0]}/fonts/Vera.ttf"))
    paper = Paper().lines("The of\ufb01ce will \ufb02ag it.", font="Vera")

    assert ["The office will flag it."] == texts(paper.done())
    assert "staff suffice" == plain_letters("sta\ufb00 su\ufb03ce")


def test_misnamed_ligatures_are_mended() -> None:
    """What some PDF printers give for joined letters is put right, within words only."""
    assert "protection policy, written" == plain_letters("protec\u019fon policy, wri\u01a9en")
    assert "\u014ctautahi" == plain_letters("\u014ctautahi")
    assert "defined" == plain_letters("de\u6600\u6900ned")


def test_text_drawn_twice_is_counted_once() -> None:
    """A heading thickened by drawing it again with a small shift comes once."""
    paper = Paper()
    for shift in (0, 0.3):
        paper.canvas.setFont("Helvetica", 16)
        paper.canvas.drawString(72 + shift, 700, "Reporting a concern")
    paper.y = 660

    assert ["Reporting a concern", FILLER] == texts(paper.lines(FILLER).done())


def test_bullets_and_numbers_are_list_items_with_label_and_level() -> None:
    """Items carry the label as shown and their depth by indentation; lines that run on belong to their item."""
    paper = Paper().lines("The lead will:")
    for x, label, words in (
        (
            90,
            "\u2022",
            ["ring social care on the same day and write down the name of the person", "who took the call;"],
        ),
        (90, "\u2022", ["keep the children apart, that is to say:"]),
        (126, "-", ["in lessons;"]),
        (126, "-", ["on the bus;"]),
        (90, "\u2022", ["tell the parents."]),
        (90, "1.", ["First the police."]),
        (90, "(b)", ["Then the council."]),
    ):
        paper.canvas.setFont("Helvetica", 11)
        paper.canvas.drawString(x, paper.y, label)
        paper.lines(*words, x=x + 18)

    read_back = document(paper.done())

    assert [
        ("paragraph", "", "The lead will:"),
        (
            "list-item",
            "\u2022",
            "ring social care on the same day and write down the name of the person who took the call;",
        ),
        ("list-item", "\u2022", "keep the children apart, that is to say:"),
        ("list-item", "\u2022", "in lessons;"),
        ("list-item", "\u2022", "on the bus;"),
        ("list-item", "\u2022", "tell the parents."),
        ("list-item", "1", "First the police."),
        ("list-item", "(b)", "Then the council."),
    ] == shown(read_back.blocks)
    assert [0, 1, 1, 2, 2, 1, 1, 1] == [block.level for block in read_back.blocks]


def test_bullets_drawn_as_shapes_are_bullets() -> None:
    """A dot that is painted and not typed still makes its line a list item."""
    paper = Paper().lines("Staff must:")
    for words in ("tell the lead", "write it down"):
        paper.canvas.circle(84, paper.y + 4, 2, fill=1)
        paper.lines(words, x=94)

    assert [
        ("paragraph", "", "Staff must:"),
        ("list-item", "\u2022", "tell the lead"),
        ("list-item", "\u2022", "write it down"),
    ] == shown(document(paper.done()).blocks)


def test_clauses_keep_their_numbers() -> None:
    """ "4.2" at the margin is the label of a paragraph, and a second line does not part from it."""
    paper = Paper().lines("4.1 " + WIDE, "on the same day.").gap(6).lines("4.2 The lead decides.")

    assert [("paragraph", "4.1", f"{WIDE} on the same day."), ("paragraph", "4.2", "The lead decides.")] == shown(
        document(paper.done()).blocks
    )


def test_headings_rank_by_size_and_then_by_number() -> None:
    """Larger letters are further out; among equals "2.1" is below "2"; a bold line is below them all."""
    paper = Paper()
    for text, size in (("Child Protection Policy", 22), ("2. Reporting", 15), ("2.1 Who to tell", 15)):
        paper.heading(text, size=size)
        paper.lines(WIDE, "at once.").gap()
    paper.lines("Out of hours", font="Helvetica-Bold").lines(WIDE, "at once.")

    headings = [block for block in document(paper.done()).blocks if block.kind == "heading"]

    assert [("", 1), ("2", 2), ("2.1", 3), ("", 4)] == [(block.label, block.level) for block in headings]
    assert ("Child Protection Policy", "2 Reporting", "2.1 Who to tell", "Out of hours") == headings[-1].section


def test_a_bold_heading_of_another_colour_is_a_heading_at_text_size() -> None:
    """Colour and weight make a heading even in the size of the text."""
    paper = Paper().lines(WIDE, "at once.").gap()
    paper.canvas.setFillColorRGB(0.1, 0.2, 0.6)
    paper.lines("Where a child is in danger", font="Helvetica-Bold")
    paper.canvas.setFillColorRGB(0, 0, 0)
    paper.lines(WIDE, "at once.")

    assert ["paragraph", "heading", "paragraph"] == [block.kind for block in document(paper.done()).blocks]


def test_a_bold_lead_in_is_no_heading() -> None:
    """Bold words at the start of a paragraph stay part of it."""
    paper = Paper()
    paper.canvas.setFont("Helvetica-Bold", 11)
    paper.canvas.drawString(72, paper.y, "Sexting.")
    paper.lines("Staff who hear of a picture that was passed on must tell the lead.", x=124)

    assert [("paragraph", "", "Sexting. Staff who hear of a picture that was passed on must tell the lead.")] == shown(
        document(paper.done()).blocks
    )


def test_contents_lines_are_known_as_such() -> None:
    """Lines with a leader of dots and a page number are contents, each by itself."""
    paper = Paper().heading("Contents")
    for title, number in (("1 Reporting", 2), ("2 Records", 11)):
        paper.lines(f"{title} {'.' * 60} {number}")
    paper.heading("1 Reporting").lines(FILLER)

    assert ["heading", "contents", "contents", "heading", "paragraph"] == [block.kind for block in document(paper.done()).blocks]


def test_a_form_with_dots_is_not_a_table_of_contents() -> None:
    """Dots to write on have no page number after them."""
    paper = Paper().lines("Name of child: ........................ Date: ........................")

    assert ["paragraph"] == [block.kind for block in document(paper.done()).blocks]


def test_a_page_drawn_sideways_is_read() -> None:
    """Text that runs up the page, turned by the page's own flag or not, gives the same paragraphs."""
    for turned in (0, 90):
        paper = Paper(pagesize=(595, 842))
        paper.canvas.setPageRotation(turned)
        paper.canvas.rotate(90)
        paper.canvas.setFont("Helvetica", 11)
        for place, line in enumerate((WIDE, "on the same day.")):
            paper.canvas.drawString(100, -100 - LEADING * place, line)

        assert [f"{WIDE} on the same day."] == texts(paper.done())


def test_a_page_that_lies_slightly_askew_is_read() -> None:
    """The slant of a scan does not make its words a stamp."""
    paper = Paper()
    paper.canvas.rotate(1)
    paper.lines(WIDE, "at once.")

    assert [f"{WIDE} at once."] == texts(paper.done())


def test_text_within_a_form_object_is_in_its_place() -> None:
    """What a file draws by reference is read where it is shown."""
    paper = Paper()
    paper.canvas.beginForm("note")
    paper.canvas.setFont("Helvetica", 11)
    paper.canvas.drawString(0, 0, "Second, write it down.")
    paper.canvas.endForm()
    paper.lines("First, tell the lead.")
    paper.canvas.saveState()
    paper.canvas.translate(72, paper.y - 20)
    paper.canvas.doForm("note")
    paper.canvas.restoreState()
    paper.y -= 40
    paper.lines("Third, ring the police.")

    assert ["First, tell the lead.", "Second, write it down.", "Third, ring the police."] == texts(paper.done())


def test_a_stamp_across_the_page_is_furniture() -> None:
    """DRAFT at a slant is kept with the running lines and does not cut the text."""
    paper = Paper().lines(WIDE, "at once.")
    paper.canvas.saveState()
    paper.canvas.translate(200, TOP - 60)
    paper.canvas.rotate(45)
    paper.canvas.setFont("Helvetica-Bold", 60)
    paper.canvas.drawString(0, 0, "DRAFT")
    paper.canvas.restoreState()

    read_back = document(paper.done())

    assert ("DRAFT",) == read_back.furniture
    assert [f"{WIDE} at once."] == [block.text for block in read_back.blocks]


def test_a_raised_note_number_is_left_out_and_a_raised_ending_stays() -> None:
    """ "policy" with a raised 1 stays "policy"; "1" with a raised "st" is "1st"."""
    paper = Paper()
    text = paper.canvas.beginText(72, 700)
    for words, size, rise in (
        ("See the bullying policy", 11, 0),
        ("1", 6, 4),
        (" from 1", 11, 0),
        ("st", 6, 4),
        (" May on.", 11, 0),
    ):
        text.setFont("Helvetica", size)
        text.setRise(rise)
        text.textOut(words)
    paper.canvas.drawText(text)

    assert ["See the bullying policy from 1st May on."] == texts(paper.done())


def test_footnotes_follow_the_paragraph_that_cites_them() -> None:
    """Small print at the foot with a note's number is a footnote, and does not cut the paragraph above it."""

    def draw(paper: Paper, number: int) -> None:
        if number == 2:
            paper.lines("which the lead keeps in the office.")
            return
        paper.lines(FILLER).gap().lines("Staff use the form", x=72)
        paper.y += LEADING
        paper.canvas.setFont("Helvetica", 6)
        paper.canvas.drawString(159, paper.y + 4, "1")
        paper.lines("that is printed at the end of this policy or the paper copy", x=166)
        paper.y = 80
        paper.canvas.line(72, 92, 200, 92)
        paper.canvas.setFont("Helvetica", 5)
        paper.canvas.drawString(72, 83, "1")
        paper.lines("Guidance on the form is on the intranet, where the", x=76, size=8, leading=10)
        paper.lines("latest version is kept.", size=8)

    read_back = document(pages(2, draw))

    assert [
        ("paragraph", "", FILLER),
        (
            "paragraph",
            "",
            "Staff use the form that is printed at the end of this policy or the paper copy which the lead keeps in the office.",
        ),
        ("footnote", "1", "Guidance on the form is on the intranet, where the latest version is kept."),
    ] == shown(read_back.blocks)


def test_text_off_the_page_is_not_text() -> None:
    """What is drawn beyond the paper's edge nobody reads."""
    paper = Paper().lines(FILLER)
    paper.canvas.drawString(72, 2000, "Hidden above the page")

    assert [FILLER] == texts(paper.done())


def test_wide_gaps_within_one_drawn_line_part_columns() -> None:
    """Cells set apart by spacing within one text operation are not run together into one word group."""
    paper = Paper()
    text = paper.canvas.beginText(72, 700)
    text.setFont("Helvetica", 11)
    vars(text)["_code"].append("[(Owner) -9000 (Head)] TJ")
    paper.canvas.drawText(text)

    runs = read_page(bind(), pypdfium2.PdfDocument(paper.done()), 1).runs

    assert ["Owner", "Head"] == [run.text for run in runs]
