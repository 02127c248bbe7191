"""Files built to do harm are refused before they do it."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest

from procheck.documents.errors import UnreadableDocument
from procheck.documents.opening import read_bytes
from procheck.documents.safety import Limits
from tests.documents.docx_making import NAMESPACES, make, para, part, read, row, shown, table, zipped
from tests.documents.test_opening import refusal

WORDS = "Staff must tell the DSL."
BILLION = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def test_a_zip_bomb_is_refused() -> None:
    """A small file that unpacks to very much is not unpacked."""
    assert "zip bomb" in refusal(make(para(WORDS), parts={"word/media/x.xml": b"0" * 30_000_000}))


def test_limits_on_parts_and_unpacked_size_are_said() -> None:
    """Each limit has its own sentence."""
    many = make(para(WORDS), parts={f"word/media/{number}.bin": b"x" for number in range(50)})
    large = make(para(WORDS), parts={"word/media/image.bin": bytes(range(256)) * 8000})
    long = make(para(WORDS * 50_000))

    assert "more than the limit of 40" in refusal(many, limits=Limits(parts=40))
    assert "more than the limit of 1 MB" in refusal(large, limits=Limits(expanded_bytes=1024 * 1024))
    assert "more than the limit of 1 MB" in refusal(long, limits=Limits(part_bytes=1024 * 1024))


def test_two_entries_of_one_name_are_refused() -> None:
    """Two programs could read two different policies from such a file."""
    buffer = io.BytesIO(make(para(WORDS)))
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", part("document", f"<w:body>{para('Other words.')}</w:body>"))

    assert "same name" in refusal(buffer.getvalue())


def test_encrypted_entries_are_refused() -> None:
    """A zip with a password is named as protected."""
    data = bytearray(make(para(WORDS)))
    position = data.find(b"PK\x01\x02")
    data[position + 8] |= 1

    assert "password" in refusal(bytes(data))


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels", "customXml/item1.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_in_any_part_is_refused(name: str, encoding: str) -> None:
    """No office program writes one; attacks by entities need one."""
    content = f'<?xml version="1.0" encoding="{encoding}"?>{BILLION}<x>&b;</x>'.encode(encoding)

    assert "document type" in refusal(make(para(WORDS), parts={name: content}))


def test_endless_nesting_is_refused_or_named() -> None:
    """Neither deep XML nor deep tables crash the reader or hide that text was left out."""
    deep = part("document", "<w:body>" + "<w:sdt><w:sdtContent>" * 500 + "</w:sdtContent></w:sdt>" * 500 + "</w:body>")
    nested = para(WORDS)
    for _ in range(30):
        nested = table(row(f"<w:tc>{nested}</w:tc>"))

    assert "nested" in refusal(make(parts={"word/document.xml": deep}))
    assert ["part"] == [unread.what for unread in read(para(WORDS), nested).unread]


def test_targets_outside_the_package_are_never_followed() -> None:
    """Relationships to files and addresses elsewhere are as good as none."""
    data = make(
        para(WORDS),
        relations={
            "r1": ("footnotes", "file:///etc/passwd"),
            "r2": ("header", "http://127.0.0.1:9/x"),
            "r3": ("endnotes", "../../../../etc/passwd"),
            "rIdStyles": ("styles", "/etc/passwd"),
        },
    )

    assert WORDS == read_bytes(data, "policy.docx").text


def test_damaged_parts_are_refused_by_name() -> None:
    """A part that is not XML is named."""
    assert "word/document.xml is not well formed" in refusal(make(parts={"word/document.xml": "<w:document"}))
    data = bytearray(make(para(WORDS)))
    position = data.find(b"word/document.xml") + len(b"word/document.xml")
    data[position + 4 : position + 24] = b"\xff" * 20

    assert "damaged" in refusal(bytes(data))


def test_a_main_document_without_a_body_is_refused() -> None:
    """A root of another kind is named as damage."""
    assert "no body" in refusal(make(parts={"word/document.xml": part("document", "")}))


def test_numbers_out_of_all_bounds_do_no_harm() -> None:
    """Absurd levels, spans and starts are read as far as they make sense."""
    body = para(WORDS, properties='<w:numPr><w:ilvl w:val="999999999999"/><w:numId w:val="-5"/></w:numPr><w:outlineLvl w:val="x"/>')
    spans = table(row("<w:tc><w:tcPr><w:gridSpan w:val='99999999999'/></w:tcPr><w:p/></w:tc>", "Two"), row("One", WORDS))
    document = read(body, spans)

    assert WORDS == document.blocks[0].text
    assert f"One | {WORDS}" in shown(document)
    assert NAMESPACES


def test_styles_and_numberings_that_refer_to_themselves_do_no_harm() -> None:
    """A circle of styles is followed for a while and left."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{own}"><w:name w:val="{own}"/><w:basedOn w:val="{other}"/></w:style>'
        for own, other in ("AB", "BA")
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="N"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles += (
        '<w:style w:type="numbering" w:styleId="N"><w:name w:val="N"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    document = read(para(WORDS, style="A", properties='<w:numPr><w:numId w:val="1"/></w:numPr>'), styles=styles, numbering=numbering)

    assert WORDS == document.text


def test_html_nested_without_end_is_refused() -> None:
    """Two thousand levels are no page."""
    assert "nested" in refusal(b"<html><body>" + b"<div>" * 5000 + b"deep")


def test_html_of_too_many_characters_is_refused() -> None:
    """The limit counts markup, not pictures written into the page."""
    page = b"<html><body><p>Staff must tell the DSL.</p><img src='data:image/png;base64," + b"A" * 3_000_000 + b"'>"

    assert "million characters" in refusal(b"<html><body>" + b"<p>x</p>" * 300_000, limits=Limits(markup_chars=1024 * 1024))
    assert WORDS == read_bytes(page, "p.html", Limits(markup_chars=1024 * 1024)).text


def test_an_odt_with_a_document_type_is_refused() -> None:
    """The same holds for OpenDocument files."""
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": f"{BILLION}<x>&b;</x>"}

    assert "document type" in refusal(zipped(parts))


def test_refusals_are_of_one_type() -> None:
    """Callers catch one error for everything that cannot be read."""
    with pytest.raises(UnreadableDocument):
        read_bytes(b"PK\x03\x04 and nothing more", "policy.docx")
