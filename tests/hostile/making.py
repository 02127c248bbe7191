"""Files made to harm: each maker gives the bytes of one kind of attack or breakage."""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable

from tests.documents.docx_making import NAMESPACES, make, para, part, row, table, zipped
from tests.hostile.seeds import WORDS

CANARY = "canary-from-outside"
"""Stands in files and at addresses outside the document: no reading may ever show it."""

ENTITIES = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'


def external(address: str) -> str:
    """A document type that asks for the file or address."""
    return f'<!DOCTYPE x [<!ENTITY a SYSTEM "{address}"><!ENTITY % b SYSTEM "{address}"> %b;]>'


def zip_bomb(megabytes: int = 300) -> bytes:
    """A Word file whose main document is blanks, packed a thousand to one."""
    return make(parts={"word/document.xml": part("document", f"<w:body>{para(WORDS)}{' ' * (megabytes << 20)}</w:body>")})


def quine_of_parts(megabytes: int = 300) -> bytes:
    """A zip whose entries all point to one and the same packed megabyte: small on disk, `megabytes` unpacked, of a fair ratio each."""
    content = random.Random(1).randbytes(1 << 20)
    buffer = io.BytesIO(make(para(WORDS), parts={"word/media/0.bin": content}))
    with zipfile.ZipFile(buffer, "a") as archive:
        original = archive.getinfo("word/media/0.bin")
        for number in range(1, megabytes):
            copy = zipfile.ZipInfo(f"word/media/{number}.bin")
            for field in ("compress_type", "CRC", "compress_size", "file_size", "header_offset", "create_system", "external_attr"):
                setattr(copy, field, getattr(original, field))
            archive.filelist.append(copy)
            archive.NameToInfo[copy.filename] = copy
        archive._didModify = True  # type: ignore[attr-defined]
    return buffer.getvalue()


def lying_sizes() -> bytes:
    """A Word file whose directory says that the large main document unpacks to ten bytes."""
    data = bytearray(make(parts={"word/document.xml": part("document", f"<w:body>{para('x' * 30_000_000)}</w:body>")}))
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        length = struct.unpack_from("<H", data, place + 28)[0]
        if data[place + 46 : place + 46 + length] == b"word/document.xml":
            struct.pack_into("<I", data, place + 24, 10)
        place = data.find(b"PK\x01\x02", place + 4)
    return bytes(data)


def two_of_one_name(name: str = "word/document.xml") -> bytes:
    """A Word file with a second entry of the name, which says something else."""
    buffer = io.BytesIO(make(para(WORDS)))
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, part("document", f"<w:body>{para('Nobody tells anybody.')}</w:body>"))
    return buffer.getvalue()


def many_parts(count: int = 6000) -> bytes:
    """A Word file of very many small parts."""
    return make(para(WORDS), parts={f"word/media/{number}.bin": b"x" for number in range(count)})


def with_part(name: str, content: str | bytes) -> bytes:
    """A good Word file with one part put in its place."""
    return make(para(WORDS), parts={name: content})


def pointing_outside(targets: Iterable[str]) -> bytes:
    """A Word file whose notes, headers, styles, pictures and pasted files are said to be outside it."""
    kinds = ("footnotes", "header", "endnotes", "styles", "image", "aFChunk", "attachedTemplate", "hyperlink", "subDocument", "numbering")
    relations = {f"r{place}{kind}": (kind, target) for place, target in enumerate(targets) for kind in kinds}
    chunks = "".join(f'<w:altChunk r:id="{name}"/><w:subDoc r:id="{name}"/>' for name in relations)
    field = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT "{next(iter(targets))}"</w:instrText></w:r>'
    return make(para(WORDS), chunks, para(field), relations=relations)


def nested_xml(depth: int, tag: str = "w:sdt") -> bytes:
    """A Word file whose main document is elements within elements."""
    return make(parts={"word/document.xml": f"<w:document {NAMESPACES}>" + f"<{tag}>" * depth + f"</{tag}>" * depth + "</w:document>"})


def nested_tables(depth: int) -> bytes:
    """A Word file of tables within tables."""
    inside = para(WORDS)
    for _ in range(depth):
        inside = table(row(f"<w:tc>{inside}</w:tc>"))
    return make(para("Before"), inside)


def wide_table(columns: int) -> bytes:
    """A Word file with one row of very many cells, each said to span as many columns."""
    cells = "".join(f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>{para(str(place))}</w:tc>' for place in range(columns))
    return make(para(WORDS), f"<w:tbl>{f'<w:tr>{cells}</w:tr>' * 3}</w:tbl>")


def odt(content: str) -> bytes:
    """An OpenDocument text of this content.xml."""
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def repeated_cells(times: int) -> bytes:
    """An OpenDocument text with a table whose one row and cell are said to come again and again."""
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table"))
    cell = (
        f'<table:table-cell table:number-columns-repeated="{times}"><text:p>{WORDS}<text:s text:c="{times}"/></text:p></table:table-cell>'
    )
    rows = f'<table:table-row table:number-rows-repeated="{times}">{cell}</table:table-row>'
    body = f'<office:text><text:p>{WORDS}</text:p><table:table table:name="a">{rows}</table:table></office:text>'
    return odt(f"<office:document-content {names}><office:body>{body}</office:body></office:document-content>")


def html_nested(depth: int, tag: str = "div") -> bytes:
    """A page of elements within elements."""
    return f"<html><body><p>{WORDS}</p>{f'<{tag}>' * depth}deep".encode()


def html_spans(size: int) -> bytes:
    """A page with cells that are said to span a million rows and columns."""
    cell = f'<td rowspan="{size}" colspan="{size}">{WORDS}</td>'
    return f"<html><body><table>{f'<tr>{cell * 3}</tr>' * 30}</table></body></html>".encode()


def markdown_nested(depth: int) -> bytes:
    """Quotes, lists and emphasis within each other."""
    return f"# Policy\n\n{WORDS}\n\n{'> ' * depth}deep\n\n{'[' * depth}{'*' * depth}{'`' * depth}\n\n{'- ' * depth}item\n".encode()


def rtf_nested(depth: int) -> bytes:
    """Groups within groups, and a picture said to be of two thousand million bytes."""
    return b"{\\rtf1 " + WORDS.encode() + b"{" * depth + b"\\bin2000000000 x" + b"}" * depth + b"}"


def pdf(objects: Iterable[str | bytes], *, trailer: str = "") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content if isinstance(content, bytes) else content.encode())
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Root 1 0 R /Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, trailer.encode(), start)
    return bytes(out)


def stream(content: bytes, more: str = "") -> bytes:
    """A stream object, packed."""
    packed = zlib.compress(content, 9)
    return b"<</Length %d /Filter /FlateDecode %s>>\nstream\n%s\nendstream" % (len(packed), more.encode(), packed)


_FONT = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"
SHOWN = f"BT /F1 11 Tf 72 700 Td ({WORDS}) Tj ET\n".encode()


def one_page(content: bytes, *, page: str = "", forms: Iterable[bytes] = (), box: str = "0 0 595 842") -> bytes:
    """A PDF of one page drawn by `content`; `forms` are form objects X5, X6 ..."""
    drawn = list(forms)
    names = " ".join(f"/X{number} {number} 0 R" for number in range(6, 6 + len(drawn)))
    resources = f"/Resources <</Font <</F1 5 0 R>> /XObject <<{names}>>>>"
    return pdf(
        [
            "<</Type /Catalog /Pages 2 0 R>>",
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            f"<</Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R {resources} {page}>>",
            stream(content),
            _FONT,
            *drawn,
        ]
    )


def form(content: bytes, xobjects: str) -> bytes:
    """A form object that draws `content` with these forms of its own ("/X7 7 0 R")."""
    return stream(content, f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources <</Font <</F1 5 0 R>> /XObject <<{xobjects}>>>>")


def pdf_forms_in_themselves() -> bytes:
    """A form that draws itself."""
    return one_page(SHOWN + b"/X6 Do", forms=[form(SHOWN + b"/X6 Do", "/X6 6 0 R")])


def pdf_form_bomb(layers: int = 12, times: int = 10) -> bytes:
    """Forms that each draw the next ten times over: 10 to the power of `layers` words."""
    forms = []
    for layer in range(layers):
        following = 7 + layer
        last = layer == layers - 1
        forms.append(form(SHOWN if last else b"/X%d Do " % following * times, "" if last else f"/X{following} {following} 0 R"))
    return one_page(SHOWN + b"/X6 Do", forms=forms)


def pdf_stream_bomb(megabytes: int = 200) -> bytes:
    """A page whose drawing is packed a thousand to one."""
    return one_page(SHOWN + b" " * (megabytes << 20))


def pdf_much_text(times: int = 400_000) -> bytes:
    """A page that draws one sentence again and again at the same place, packed small."""
    return one_page(SHOWN * times)


def pdf_many_lines(count: int = 300_000) -> bytes:
    """A page of ruling lines that all cross."""
    lines = b"".join(
        b"%d 0 m %d 842 l S 0 %d m 595 %d l S\n" % (place % 595, place % 595, place % 842, place % 842) for place in range(count)
    )
    return one_page(SHOWN + lines)


def pdf_page_loop() -> bytes:
    """A tree of pages that holds itself."""
    return pdf(["<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [2 0 R 2 0 R] /Count 9999999 /Parent 2 0 R>>"])


def pdf_many_pages(count: int) -> bytes:
    """One page, listed again and again."""
    kids = "3 0 R " * count
    return pdf(
        [
            "<</Type /Catalog /Pages 2 0 R>>",
            f"<</Type /Pages /Kids [{kids}] /Count {count}>>",
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>",
            stream(SHOWN),
            _FONT,
        ]
    )


def pdf_that_acts(address: str) -> bytes:
    """A page with a script, a link that opens of itself, a file to start and pictures from outside."""
    actions = f"<</S /URI /URI ({address})>>", f"<</S /Launch /F ({address})>>", f"<</S /JavaScript /JS (app.launchURL\\('{address}'\\))>>"
    outside = f"/AA <</O {actions[0]} /C {actions[1]}>> /Annots [<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A {actions[2]}>>]"
    picture = stream(b"", f"/Type /XObject /Subtype /Image /Width 9 /Height 9 /F <</FS /URL /F ({address})>>")
    data = one_page(SHOWN + b"/X6 Do", page=outside, forms=[picture])
    return data.replace(b"/Type /Catalog", f"/Type /Catalog /OpenAction {actions[2]}".encode(), 1)


def truncated(data: bytes, pieces: int = 12) -> list[bytes]:
    """The file cut off at several places."""
    return [data[: len(data) * place // pieces] for place in range(1, pieces)]


def random_bytes(count: int = 20) -> list[bytes]:
    """Bytes by chance, some behind the first bytes of a real format."""
    source = random.Random(7)
    heads = (b"", b"PK\x03\x04", b"%PDF-1.7\n", b"<html>", b"{\\rtf1 ", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"# ")
    return [heads[number % len(heads)] + source.randbytes(source.randint(1, 20_000)) for number in range(count)]
