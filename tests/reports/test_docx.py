from __future__ import annotations

import io
import itertools
import re
import zipfile

import docx as word
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from procheck.reports import docx
from tests.reports import fake

REPORTS = {
    "long": [fake.long_report()],
    "hostile": [fake.hostile()],
    "several": [fake.long_report(), fake.hostile(), fake.all_met(), fake.empty()],
}


def _opened(name: str) -> Document:
    return word.Document(io.BytesIO(docx.render(REPORTS[name])))


@pytest.fixture(params=REPORTS, scope="module")
def document(request: pytest.FixtureRequest) -> Document:
    """A report, opened again as Word would."""
    return _opened(request.param)


def _words(document: Document) -> str:
    return "\n".join("".join(part.itertext(qn("w:t"))) for part in document.element.body.iter(qn("w:p")))


def test_headings_are_real_and_in_order(document: Document) -> None:
    """Headings have Word's own styles, so that its navigation works, and no level is left out."""
    names = [p.style.name for p in document.paragraphs if p.style and (p.style.name or "").startswith("Heading")]
    levels = [int(str(name)[-1]) for name in names]

    assert levels[0] == 1
    assert {1, 2, 3} <= set(levels)
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_styles_are_there(document: Document) -> None:
    """Every style that a paragraph, run or table names is one that the file has."""
    ids = {style.style_id for style in document.styles}
    used = {
        part.get(qn("w:val"))
        for name in ("pStyle", "rStyle", "tblStyle")
        for part in document.element.iter(qn(f"w:{name}"))
    }

    assert {"Heading3", "Cell", "Passage", "Place", "Link", "ListBullet", "ReportTable"} <= used
    assert used <= ids


def test_tables_repeat_their_header_row(document: Document) -> None:
    """Every table's first row is marked as its header, and no row breaks across pages."""
    assert document.tables
    for table in document.tables:
        first, *others = table._tbl.tr_lst
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in others)


def test_links_lead_to_bookmarks(document: Document) -> None:
    """Every link has its bookmark, whose names and numbers are the file's only ones of that kind."""
    marks = list(document.element.body.iter(qn("w:bookmarkStart")))
    names = [mark.get(qn("w:name")) for mark in marks]
    links = {link.get(qn("w:anchor")) for link in document.element.body.iter(qn("w:hyperlink"))}

    assert links <= set(names)
    assert len(names) == len(set(names)) == len({mark.get(qn("w:id")) for mark in marks})
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", str(name)) for name in names)


def test_page(document: Document) -> None:
    """Each section is A4, its header has the submission or the date, its footer counts the pages."""
    for section in document.sections:
        assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)  # type: ignore[union-attr]
        assert "22 November 2026" in section.header.paragraphs[0].text
        fields = [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]
        assert fields == [" PAGE ", " NUMPAGES "]


def test_headers_name_their_own_submission() -> None:
    """In a file of several reports each page says whose report it is."""
    headers = [section.header.paragraphs[0].text for section in _opened("several").sections]

    assert [text.split(" · ")[0] for text in headers] == [
        "Gap reports",
        "Gap report: Riverside Academy",
        'Gap report: =HYPERLINK("http://x") <i>',
        "Gap report: Northgate Health Trust",
        "Gap report: Scanned School",
    ]


def test_statuses_have_words() -> None:
    """Every shaded status says its word and symbol, so that colour is never needed."""
    words = _words(_opened("long"))

    for status in ("✗\u00a0Contradicted", "○\u00a0Not met", "◐\u00a0Partly met", "✓\u00a0Met", "○\u00a0Not found"):
        assert status in words


def test_every_quote_is_there() -> None:
    """Every passage stands beside its element or among the further passages."""
    words = _words(_opened("long"))

    for criterion in fake.long_report().criteria:
        for element in criterion.elements:
            assert all(f"“{found.quote}”" in words for found in element.evidence)


def test_hostile_words() -> None:
    """Characters that XML forbids are gone, markup stays letters, and nothing outside the file is named."""
    made = docx.render(REPORTS["hostile"])
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        text = parts.read("word/document.xml").decode()
        relations = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".rels"))

    assert "&lt;script&gt;" in text
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert 'TargetMode="External"' not in relations


def test_properties_and_dates() -> None:
    """The title is set, every date is the one tested on, and no entry of the file has a clock of its own."""
    made = docx.render(REPORTS["long"])
    core = word.Document(io.BytesIO(made)).core_properties

    assert core.title == "Gap report: Riverside Academy"
    assert core.author == "procheck 0.1.0"
    assert str(core.created)[:10] == str(core.modified)[:10] == "2026-11-22"
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("thumbnail" in name for name in parts.namelist())


def test_room_for_people() -> None:
    """The tables of what to add and of all criteria have empty columns for people to fill in."""
    heads = {tuple(cell.text for cell in table.rows[0].cells) for table in _opened("long").tables}

    assert ("No.", "What to add", "Lead", "By when") in heads
    assert ("Criterion", "Status", "A person should look", "Reviewer’s decision") in heads
