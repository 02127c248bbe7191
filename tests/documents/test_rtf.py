"""Rich Text Format files."""

from __future__ import annotations

import pytest

from procheck.documents.errors import UnreadableDocument
from procheck.documents.model import Document
from procheck.documents.opening import read_bytes

WORDS = "Staff must tell the DSL."
LONG = f"{WORDS} They do so at once, and before they leave for the day."


def read(body: str) -> Document:
    """The document of an RTF body."""
    head = (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset2 Symbol;}{\f2\fcharset204 Arial Cyr;}}"
        r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s5 toc 1;}{\*\cs9 Strong;}}"
        r"{\info{\title HSB policy}{\author A Clerk}{\creatim\yr2026}}"
    )
    return read_bytes(f"{head}{body}}}".encode("latin-1"), "policy.rtf")


def shown(document: Document) -> list[str]:
    """Each block as "label text"."""
    return [f"{block.label} {block.text}".strip() for block in document.blocks]


def test_paragraphs_and_properties_are_read() -> None:
    """The head is no text."""
    document = read(r"\pard\plain Staff must\~tell the DSL.\par\pard Write it down.\par")

    assert [WORDS, "Write it down."] == shown(document)
    assert (("author", "A Clerk"), ("title", "HSB policy")) == document.properties


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (r"caf\'e9 \'93x\'94", "café “x”"),
        (r"\u8217? \u8220\'93x\u8221\'94", "’ “x”"),
        (r"{\uc2\u8211\'20\'2d}x", "–x"),
        (r"\lquote x\rquote  \ldblquote y\rdblquote  \endash  z", "‘x’ “y” – z"),
        (r"{\f2 \'c4\'e0}", "Да"),
        (r"\{a\}\\b", r"{a}\b"),
        (r"child\_on\_child", "child-on-child"),
        ("Staff \n{\\b must} tell", "Staff must tell"),
    ],
)
def test_characters_of_every_kind(written: str, expected: str) -> None:
    """Code pages, Unicode with its stand-ins, and named signs."""
    assert expected == read(rf"\pard {written}\par").text


@pytest.mark.parametrize("properties", [r"\v", r"\strike", r"\striked1", r"\deleted"])
def test_hidden_struck_and_deleted_text_is_left_out(properties: str) -> None:
    """And that is said."""
    document = read(rf"\pard Staff must {{{properties} not }}tell the DSL.\par")

    assert [WORDS] == shown(document)
    assert document.remarks


def test_a_deleted_paragraph_end_joins() -> None:
    """As in Word files; inserted text is read."""
    assert [WORDS] == shown(read(r"\pard Staff {\revised must }{\deleted\par}tell the DSL.\par"))


def test_list_labels_are_those_written_for_old_programs() -> None:
    """Word writes each label as text too."""
    body = (
        r"{\listtext\tab 1.\tab}\pard\ls1\ilvl0 One.\par{\listtext\f1 \'b7\tab}\pard\ls1\ilvl1 Inner.\par"
        r"{\pntext 4.2\tab}\pard Staff must.\par"
    )
    document = read(body)

    assert ["1 One.", "• Inner.", "4.2 Staff must."] == shown(document)
    assert [("list-item", 1), ("list-item", 2), ("paragraph", 0)] == [(block.kind, block.level) for block in document.blocks]


def test_headings_by_style_outline_and_weight() -> None:
    """Three ways to make one."""
    body = rf"\pard\s1 Purpose\par\pard {LONG}\par\pard\outlinelevel1 Duties\par\pard {LONG}\par\pard {{\b Records}}\par\pard {LONG}\par"
    document = read(body)

    assert [1, 2, 3] == [block.level for block in document.blocks if block.kind == "heading"]


def test_tables_give_rows_and_merged_cells_once() -> None:
    """Marked heading rows, cells merged downwards, paragraphs in cells."""
    row = r"\trowd{}\cellx1000{}\cellx2000 "
    body = (
        row.format(r"\trhdr", "") + r"\pard\intbl Stage\cell Who\cell\row"
        + row.format(r"\clvmgf", "") + r"\pard\intbl Report\cell Staff\par or a volunteer\cell\row"
        + row.format(r"\clvmrg", "") + r"\pard\intbl\cell DSL\cell\row"
        + r"\pard After.\par"
    )  # fmt: skip
    document = read(body)

    assert ["Stage | Who", "Report | Staff or a volunteer", "DSL", "After."] == shown(document)
    assert ("Who",) == document.blocks[2].header


def test_notes_boxes_and_fields_are_read_and_headers_kept_apart() -> None:
    """Each in its place, once."""
    body = (
        r"{\header\pard Draft\par}{\footer\pard Review May 2027\par}"
        r"\pard Tell the DSL.{\super\chftn{\footnote\pard At once.}}{\footnote\ftnalt\pard Guidance.}"
        r" See {\field{\*\fldinst REF x}{\fldrslt section 5}}."
        r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt\pard In a box.\par}}{\shprslt{\*\do{\dptxbxtext\pard In a box.\par}}}}\par"
        r"\pard{\*\annotation MASH?} Write.\par"
    )
    document = read(body)

    assert ["Tell the DSL. See section 5.", "1 At once.", "In a box.", "Write.", "2 Guidance."] == shown(document)
    assert ("Draft", "Review May 2027") == document.furniture


def test_pictures_and_objects_are_named_as_unread() -> None:
    """With their section; their data is no text."""
    picture = r"{\*\shppict{\pict\picwgoal9000\pichgoal9000 89504e47}}"
    body = r"\pard\s1 Referral\par\pard Below. " + picture + r"{\nonshppict{\pict 00}}{\object{\*\objdata 00ff}}\par"
    document = read(body)

    assert [("image", ("Referral",)), ("object", ("Referral",))] == [(unread.what, unread.section) for unread in document.unread]
    assert "89504e47" not in document.text


def test_contents_lines_are_known_by_their_style() -> None:
    """TOC styles."""
    assert "contents" == read(r"\pard\s5 Purpose\tab 2\par\pard Text.\par").blocks[0].kind


def test_endless_nesting_is_refused_and_other_damage_is_not_fatal() -> None:
    """Missing ends, raw data and unknown words do no harm."""
    with pytest.raises(UnreadableDocument, match="nested"):
        read("{" * 5000)

    assert WORDS in read(r"\pard\bin3 {{{Staff must tell the DSL.\unknownword-99999 \'zz {\*\unknown x}").text
    assert WORDS in read(r"}}}\pard Staff must tell the DSL.\par").text
