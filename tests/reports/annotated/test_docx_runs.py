"""Marks between words: nothing of a file changes by them, and nothing is left of them once they are out."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from procheck.reports.annotated.docx_halves import remove
from procheck.reports.annotated.docx_places import Point, Stretch
from procheck.reports.annotated.docx_runs import Runs
from tests.documents.docx_making import NAMESPACES, control, para, run
from tests.reports.annotated.word import W, content, same

_SPACE = ' xml:space="preserve"'


def _body(*paragraphs: str) -> etree._Element:
    return etree.fromstring(f"<w:document {NAMESPACES}><w:body>{''.join(paragraphs)}</w:body></w:document>")[0]


def _marks(body: etree._Element, number: int) -> tuple[etree._Element, list[etree._Element]]:
    reference = body.makeelement(f"{W}r")
    reference.append(body.makeelement(f"{W}commentReference", {f"{W}id": str(number)}))
    opening, end = (body.makeelement(f"{W}{mark}", {f"{W}id": str(number)}) for mark in ("commentRangeStart", "commentRangeEnd"))
    return opening, [end, reference]


def _enclosed(body: etree._Element, number: int) -> str:
    words, is_open = "", False
    for element in body.iter():
        if element.get(f"{W}id") == str(number) and element.tag.endswith(("Start", "End")):
            is_open = element.tag.endswith("Start")
        elif is_open and element.tag == f"{W}t":
            words += element.text or ""
    return words


_WRAPPINGS = {
    "plain": "{}",
    "link": '<w:hyperlink w:anchor="a">{}</w:hyperlink>',
    "inserted": '<w:ins w:id="9" w:author="A">{}</w:ins>',
    "control": "<w:sdt><w:sdtPr><w:alias w:val='a'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "field": '<w:fldSimple w:instr="REF a">{}</w:fldSimple>',
}
_TEXT = st.tuples(st.text("ab .", min_size=1, max_size=6), st.sampled_from(["", _SPACE])).map(lambda each: f"<w:t{each[1]}>{each[0]}</w:t>")
_RUN = st.tuples(
    st.sampled_from(["", "<w:rPr/>", "<w:rPr><w:b/></w:rPr>"]),
    st.lists(st.one_of(_TEXT, st.sampled_from(["<w:br/>", "<w:tab/>", "<w:lastRenderedPageBreak/>"])), max_size=3),
    st.sampled_from(["", ' w:rsidR="00AA00AA"']),
).map(lambda each: f"<w:r{each[2]}>{each[0]}{''.join(each[1])}</w:r>")
_CONTENT = st.lists(
    st.tuples(st.sampled_from(sorted(_WRAPPINGS)), st.lists(_RUN, min_size=1, max_size=3)).map(
        lambda each: _WRAPPINGS[each[0]].format("".join(each[1]))
    ),
    max_size=5,
).map("".join)


@settings(max_examples=120, deadline=None)
@example(["<w:r><w:t>a aa b</w:t></w:r>"], [(0, 1), (1, 1), (2, 1)])
@example(["<w:r><w:t>a.</w:t></w:r><w:r><w:t>b.</w:t></w:r><w:r><w:t>ab</w:t><w:t>ba</w:t></w:r>"], [(1, 1), (4, 2)])
@given(st.lists(_CONTENT, min_size=1, max_size=2), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=5))
def test_marks_change_nothing_and_leave_nothing(paragraphs: list[str], wanted: list[tuple[int, int]]) -> None:
    """However runs lie and wherever marks go: words and looks stay, marks enclose the words, and taking them out gives the file back."""
    body = _body(*(f"<w:p><w:pPr/>{inside}</w:p>" for inside in paragraphs))
    before, whole = content(body), etree.tostring(body, method="c14n")
    at = [(text, offset) for text in body.iter(f"{W}t") for offset, letter in enumerate(text.text or "") if letter in "ab"]
    chosen = [(at[start % len(at)], at[min(start % len(at) + length, len(at)) - 1]) for start, length in wanted] if at else []
    letters = [
        "".join(text.text[offset] for text, offset in at[at.index(first) : at.index(last) + 1] if text.text) for first, last in chosen
    ]
    stretches = [Stretch(Point(*first), Point(last[0], last[1] + 1)) for first, last in chosen]
    runs, marks = Runs(body), []
    for number, stretch in enumerate(stretches):
        opening, closing = _marks(body, number)
        runs.enclose(stretch, opening, closing)
        marks += [opening, *closing]

    assert content(body) == before
    for number, expected in enumerate(letters):
        shown = "".join(letter for letter in _enclosed(body, number) if letter in "ab")
        assert expected in shown
    remove(marks)
    assert etree.tostring(body, method="c14n") == whole


def test_a_run_is_cut_only_where_a_mark_stands_within_it() -> None:
    """A passage that is whole runs cuts none; a sentence within one makes three of it, with its properties on each."""
    body = _body(para(run("One."), run("Two. Three. Four.", "<w:i/>")))
    one, two = body.iter(f"{W}t")
    opening, closing = _marks(body, 1)
    Runs(body).enclose(Stretch(Point(one, 0), Point(one, 4)), opening, closing)
    assert len(list(body.iter(f"{W}t"))) == 2
    opening, closing = _marks(body, 2)
    Runs(body).enclose(Stretch(Point(two, 5), Point(two, 11)), opening, closing)

    assert [text.text for text in body.iter(f"{W}t")] == ["One.", "Two. ", "Three.", " Four."]
    assert len(list(body.iter(f"{W}i"))) == 3
    assert _enclosed(body, 2) == "Three."


@pytest.mark.parametrize(
    "kind",
    ["<w:text/>", "<w:date/>", '<w:dataBinding w:xpath="x" w:storeItemID="y"/>', "<w:dropDownList/>"],
)
def test_no_mark_goes_into_a_control_that_word_fills(kind: str) -> None:
    """Controls for plain text, dates and the like hold no marks: these go beside them, or to the paragraph that follows."""
    inline = _body(para("Owner: ", control(run("the DSL"), kind), " and others"))
    text = list(inline.iter(f"{W}t"))[1]
    opening, closing = _marks(inline, 1)
    Runs(inline).enclose(Stretch(Point(text, 4), Point(text, 7)), opening, closing)
    assert _enclosed(inline, 1) == "the DSL"
    parent = opening.getparent()
    assert parent is not None
    assert parent.tag == f"{W}p"

    block = _body(control(para("The title"), kind), para("After it."))
    text = next(block.iter(f"{W}t"))
    opening, closing = _marks(block, 1)
    Runs(block).enclose(Stretch(Point(text, 0), Point(text, 9)), opening, closing)
    assert _enclosed(block, 1) == "After it."


def test_no_mark_goes_into_a_text_box() -> None:
    """Word ignores comments in text boxes: they stand at the box, in the paragraph that holds it."""
    box = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + para("In a box.") + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    body = _body(para("Beside it. ", box))
    text = list(body.iter(f"{W}t"))[1]
    opening, closing = _marks(body, 1)
    Runs(body).enclose(Stretch(Point(text, 0), Point(text, 5)), opening, closing)

    assert opening.getparent() is body[0]
    held = opening.getnext()
    assert held is not None
    assert held.find(f"{W}pict") is not None
    assert closing[0].getprevious() is held


def test_an_empty_paragraph_takes_marks_too() -> None:
    """Where there are no words the marks stand side by side, after the paragraph's properties."""
    body = _body("<w:p><w:pPr/></w:p>")
    whole = etree.fromstring(etree.tostring(body))
    opening, closing = _marks(body, 1)
    Runs(body).enclose(Stretch(Point(body[0]), Point(body[0])), opening, closing)
    assert [child.tag.removeprefix(W) for child in body[0]] == ["pPr", "commentRangeStart", "commentRangeEnd", "r"]
    remove([opening, *closing])
    assert same(body, whole)
