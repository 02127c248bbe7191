"""What a tagged PDF says of its own words: headings, text and artifacts; broken tags; the structure tree as a second source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from procheck.documents.model import Document
from procheck.documents.pdf_marks import ARTIFACT, HEADING, MIXED, TEXT, UNTOLD, merged
from procheck.documents.pdf_tags import meaning
from tests.documents.pdf_making import document

SENTENCE = "Staff must tell the designated lead about every incident on the day that it happens, in writing."
MORE = "The lead keeps a record of what was said and done, and looks at all records again each term."


@dataclass(frozen=True)
class Line:
    """One line of a page. `name`: of its marked content, "" for none."""

    text: str
    name: str = "P"
    size: float = 11
    gap: float = 14
    """Points from the line above, or where `at` is given, of no use."""

    at: float = 0
    """Points from the foot of the page; 0 to go on from the line above."""


def tagged(*pages: Sequence[Line], kinds: Sequence[str] | None = None, tree: str = "", roles: str = "", marked: bool = True) -> bytes:
    """A PDF whose lines are numbered marked content, and whose tree has one element a line in one element for all.

    `kinds`: the type of each line's element, where it is not the name in the content. `tree`: other objects, from number 1,000,
    with one of which the tree begins. `roles`: the role map's entries.
    """
    objects: dict[int, str] = {}
    elements: list[int] = []
    parents: list[str] = []
    flat = [line.name for page in pages for line in page if line.name != "Artifact"]
    types = iter(kinds if kinds is not None else flat)
    for place, page in enumerate(pages):
        own, content, y, number = 10 + 2 * place, [], 760.0, 0
        here: list[int] = []
        for line in page:
            y = line.at or y - line.gap
            words = f"BT /F1 {line.size} Tf 72 {y} Td ({line.text}) Tj ET"
            if line.name == "Artifact":
                content.append(f"/Artifact BMC {words} EMC")
                continue
            if line.name:
                kind, at = next(types), 100 + len(elements)
                objects[at] = f"<</Type/StructElem/S/{kind.replace(' ', '#20')}/P 5 0 R/Pg {own} 0 R/K {number}>>"
                elements.append(at)
                here.append(at)
                words = f"/{line.name.replace(' ', '#20')} <</MCID {number}>> BDC {words} EMC"
                number += 1
            content.append(words)
        parents.append(f"{place} [{' '.join(f'{at} 0 R' for at in here)}]")
        stream = "\n".join(content)
        shown = f"/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {own + 1} 0 R"
        objects[own] = f"<</Type/Page/Parent 2 0 R{shown}/StructParents {place}>>"
        objects[own + 1] = f"<</Length {len(stream)}>>stream\n{stream}\nendstream"
    kids = " ".join(f"{10 + 2 * place} 0 R" for place in range(len(pages)))
    objects[1] = f"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R{'/MarkInfo<</Marked true>>' if marked else ''}>>"
    objects[2] = f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>"
    objects[3] = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    objects[4] = f"<</Type/StructTreeRoot/K 5 0 R/RoleMap<<{roles}>>/ParentTree<</Nums[{' '.join(parents)}]>>>>"
    objects[5] = tree or f"<</Type/StructElem/S/Document/P 4 0 R/K[{' '.join(f'{at} 0 R' for at in elements)}]>>"
    return _file(objects)


def _file(objects: dict[int, str]) -> bytes:
    data, places = bytearray(b"%PDF-1.7\n"), {}
    for number, text in sorted(objects.items()):
        places[number] = len(data)
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    start = len(data)
    data += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        data += f"{number} 1\n{place:010} 00000 n \n".encode()
    data += f"trailer\n<</Size {max(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(data)


def body(count: int = 3) -> list[Line]:
    """Paragraphs of one sentence each, tagged as text."""
    return [Line(text, gap=28) for text in (SENTENCE, MORE, *([SENTENCE] * count))[:count]]


def headings(found: Document) -> list[tuple[int, str]]:
    """Level and text of each heading."""
    return [(block.level, block.text) for block in found.blocks if block.kind == "heading"]


def words(found: Document) -> list[str]:
    """All words in reading order."""
    return " ".join(f"{block.label} {block.text}" for block in found.blocks).split()


def test_tagged_heading_in_the_letters_of_the_text() -> None:
    """What looks like text and is tagged as a heading is one, of the tag's level."""
    page = [Line("Our policy", "H1"), Line("Telling someone", "H2", gap=28), *body()]
    assert headings(document(tagged(page))) == [(1, "Our policy"), (2, "Telling someone")]
    assert headings(document(tagged(page, marked=False))) == []


def test_heading_close_above_its_text_is_parted_from_it() -> None:
    """A tagged heading with no space below it does not run on into the text."""
    page = [*body(2), Line("Telling someone", "H3", gap=28), Line(SENTENCE), Line(MORE)]
    found = document(tagged(page))
    assert headings(found) == [(3, "Telling someone")]
    assert words(found) == " ".join([SENTENCE, MORE, "Telling someone", SENTENCE, MORE]).split()


def test_text_a_little_larger_is_text_where_headings_are_tagged() -> None:
    """A line tagged as text is no heading by slightly larger letters, once the file has tagged a heading."""
    page = [Line("Our policy", "H1", 18), *body(4), Line("Speak to us", size=12.2, gap=30), *body(4)]
    assert headings(document(tagged(page))) == [(1, "Our policy")]
    assert headings(document(tagged(page, marked=False))) == [(1, "Our policy"), (2, "Speak to us")]


def test_what_is_plainly_made_a_heading_stays_one() -> None:
    """Much larger letters make a heading, as in a Word file, also where its author tagged only the title."""
    page = [Line("Our policy", "H1", 20), *body(4), Line("Speak to us", size=15, gap=30), *body(4)]
    assert [text for _, text in headings(document(tagged(page)))] == ["Our policy", "Speak to us"]


def test_title_without_a_tag_of_its_own() -> None:
    """What stands before the first tagged heading keeps the look that makes it the title."""
    page = [Line("Our policy", size=24), Line("Telling someone", "H1", 14, 40), *body(4)]
    assert headings(document(tagged(page))) == [(1, "Our policy"), (1, "Telling someone")]


def test_file_that_tags_everything_as_text() -> None:
    """Where no tag marks a heading the looks do, as in a file without tags."""
    page = [Line("Our policy", size=20), *body(4), Line("Speak to us", size=15, gap=30), *body(4)]
    assert document(tagged(page)).blocks == document(tagged(page, marked=False)).blocks
    assert headings(document(tagged(page))) == [(1, "Our policy"), (2, "Speak to us")]


def test_file_that_tags_everything_as_headings() -> None:
    """Where most of what is tagged as a heading says something, the looks decide."""
    page = [Line("Our policy", "H1", 20), *(Line(text, "H1", gap=30) for text in (SENTENCE, MORE, SENTENCE))]
    found = document(tagged(page))
    assert headings(found) == [(1, "Our policy")]
    assert words(found) == words(document(tagged(page, marked=False)))


def test_sentence_tagged_as_heading_is_text() -> None:
    """A single sentence with a heading's tag stays a statement of the policy."""
    page = [Line("Our policy", "H1"), *body(2), Line(SENTENCE, "H2", gap=30), Line("Who to tell", "H2", gap=30), *body(2)]
    assert headings(document(tagged(page))) == [(1, "Our policy"), (2, "Who to tell")]


def test_heading_of_no_told_level() -> None:
    """A tag "H" makes a heading, of the level of those in letters of the same size."""
    page = [Line("Our policy", "H1", 18), *body(2), Line("Telling", "H2", 12, 30), *body(2), Line("Records", "H", 12, 30), *body(2)]
    assert headings(document(tagged(page))) == [(1, "Our policy"), (2, "Telling"), (2, "Records")]


def test_artifact_at_the_edge_is_a_running_line() -> None:
    """What the file calls an artifact is furniture at the page's edge, even on one page only."""
    page = [Line("Our policy", "H1"), *body(), Line("Bramley High, version B", "Artifact", 9, at=30)]
    found = document(tagged(page))
    assert found.furniture == ("Bramley High, version B",)
    assert "version" not in words(found)
    assert "version" in words(document(tagged(page, marked=False)))


@pytest.mark.parametrize(
    "line",
    [
        Line("Kept by the lead", "Artifact", gap=28),
        Line("Staff must tell the lead at once about every incident.", "Artifact", 9, at=30),
        Line("A title in a box", "Artifact", 22, at=800),
    ],
    ids=["among the text", "a sentence", "large letters"],
)
def test_artifact_that_may_be_text_stays(line: Line) -> None:
    """What stands among the text, says something or is large stays, whatever the file calls it."""
    page = [Line("Our policy", "H1"), *body(2), line, Line(MORE, gap=28)]
    found = document(tagged(page))
    assert found.furniture == ()
    assert words(found) == words(document(tagged(page, marked=False)))


def test_page_of_nothing_but_artifacts_stays() -> None:
    """A page that the file calls an artifact as a whole is read."""
    first = [Line("Our policy", "H1"), *body()]
    second = [Line(f"Point {place} of the plan", "Artifact", at=800 - 100 * place) for place in range(8)]
    found = document(tagged(first, second))
    assert words(found).count("plan") == 8


def test_headings_that_only_the_structure_tree_tells() -> None:
    """Where neither names nor looks show headings the tree does, also by a role map."""
    first = [Line("Our policy", "NonStruct"), *body(2)]
    second = [*body(2), Line("Telling someone", "NonStruct", gap=28), *body(2)]
    data = tagged(first, second, kinds=["H1", "P", "P", "P", "P", "Kapitel", "P", "P"], roles="/Kapitel/H2")
    assert headings(document(data)) == [(1, "Our policy"), (2, "Telling someone")]


def _broken(tree: str = "", *, marked: bool = True) -> bytes:
    page = [Line("Our policy", "NonStruct"), *body(2), Line("Telling someone", "NonStruct", gap=28), *body(2)]
    return tagged(page, kinds=["H1", "P", "P", "H2", "P", "P"], tree=tree, marked=marked)


@pytest.mark.parametrize(
    "tree",
    [
        "<</Type/StructElem/S/Document/P 5 0 R/K[5 0 R 100 0 R 4 0 R]>>",
        "<</Type/StructElem/S/Document/P 100 0 R/K[100 0 R 101 0 R 102 0 R 103 0 R 100 0 R]>>",
        "<</Type/StructElem/S/Document/P 4 0 R/K[99999 0 R 98 0 R]>>",
        "<</Type/StructElem/S/Document/P 4 0 R/K 7>>",
        "null",
        "<</Type/StructElem/S/Document/P 4 0 R/K[" + "[" * 200 + "100 0 R" + "]" * 200 + "]>>",
    ],
    ids=["its own child", "its child's child", "children missing", "a number that is not there", "nothing", "lists in lists"],
)
def test_broken_tree_loses_nothing(tree: str) -> None:
    """Whatever the tree is like, the words and their order are those without tags."""
    assert words(document(_broken(tree))) == words(document(_broken(marked=False)))


def test_numbers_of_marked_content_that_the_tree_has_not() -> None:
    """A tree that numbers other pieces of content than the page has tells nothing and loses nothing."""
    data = _broken().replace(b"/MCID ", b"/MCID 9")
    assert document(data).blocks == document(_broken(marked=False)).blocks


def test_tree_too_wide_is_as_none() -> None:
    """A file of several pages whose tree would cost too much on each is read as if it had none."""
    pages = [[Line("Our policy", "NonStruct"), *body(2)], [*body(2), Line("Records", "NonStruct", gap=28), *body(2)]]
    kinds = ["H1", "P", "P", "P", "P", "H2", "P", "P"]
    kids = " ".join(f"{100 + place} 0 R" for place in range(8)) + " 98 0 R" * 1_000
    wide = tagged(*pages, kinds=kinds, tree=f"<</Type/StructElem/S/Document/P 4 0 R/K[{kids}]>>")
    assert document(wide).blocks == document(tagged(*pages, kinds=kinds, marked=False)).blocks
    assert headings(document(tagged(*pages, kinds=kinds))) == [(1, "Our policy"), (2, "Records")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *[("H2", 2), ("Heading 3", 3), ("heading_1", 1), ("H", HEADING), ("Title", 1), ("Artifact", ARTIFACT)],
        *[("P", TEXT), ("TH", TEXT), ("THead", TEXT), ("Text body", TEXT)],
        *[("Span", UNTOLD), ("NonStruct", UNTOLD), ("Subtitle", UNTOLD), ("", UNTOLD)],
    ],
)
def test_meaning_of_a_name(name: str, expected: int) -> None:
    """Names of the standard and of styles say what they say to a reader; such as may be headings say nothing."""
    assert meaning(name) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        *[((2, UNTOLD), 2), ((2, TEXT), MIXED), ((1, 2), MIXED), ((3, 3), 3), ((MIXED, UNTOLD), MIXED)],
        *[((ARTIFACT, TEXT), TEXT), ((ARTIFACT, UNTOLD), UNTOLD), ((ARTIFACT, ARTIFACT), ARTIFACT)],
    ],
)
def test_tags_of_parts_of_a_line(parts: tuple[int, int], expected: Any) -> None:
    """A line is what all of its parts are that say something, whichever stands first."""
    assert merged(*parts) == expected == merged(*reversed(parts))
