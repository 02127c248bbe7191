"""Real documents -> broken ones: the same seed and number always give the same bytes."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence

_NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"2147483648", b"-2147483649", b"99999999999999999999", b"1e309", b"0.0000001", b"NaN")

_XML = (
    *(b"<w:tbl>", b"</w:tbl>", b"<w:tr>", b"<w:tc>", b"</w:tc>", b"<w:p>", b"</w:p>", b"<w:sdt><w:sdtContent>", b"</w:sdtContent></w:sdt>"),
    *(
        b'<w:gridSpan w:val="9999"/>',
        b"<w:vMerge/>",
        b'<w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr>',
        b"<w:ins>",
        b"<w:del>",
    ),
    *(b'<w:fldChar w:fldCharType="begin"/>', b'<w:fldChar w:fldCharType="end"/>', b"<w:instrText>TOC</w:instrText>", b"<w:txbxContent>"),
    *(
        b'<w:footnoteReference w:id="1"/>',
        b"<mc:AlternateContent>",
        b'<w:altChunk r:id="rId1"/>',
        b"<w:br/>",
        b"<w:moveFrom>",
        b"<!DOCTYPE x>",
    ),
    *(
        b'<w:basedOn w:val="Heading1"/>',
        b'<w:outlineLvl w:val="3"/>',
        b"<w:vanish/>",
        b"<!--",
        b"]]>",
        b"&amp;",
        b"&x;",
        b"\x00",
        b"\xff\xfe",
    ),
)
_PDF = (
    *(b" obj\n", b"endobj\n", b"stream\n", b"endstream\n", b"<<", b">>", b"[", b"]", b"/Kids [1 0 R]", b"/Parent 1 0 R", b"/Count -1"),
    *(b"/MediaBox [0 0 1e9 1e9]", b"/MediaBox [9 9 9 9]", b"/Rotate 90", b"/Rotate 45", b"/UserUnit 1e6", b"/Contents [1 0 R 2 0 R]"),
    *(b" 0 0 0 0 0 0 cm ", b" 1e9 0 0 1e9 0 0 cm ", b" 0 1 -1 0 0 0 Tm ", b" BT ", b" ET ", b" (words) Tj ", b" q ", b" Q ", b" 3 Tr "),
    *(
        b" /Im1 Do ",
        b" /F9 0 Tf ",
        b" /F1 1e6 Tf ",
        b" 0 0 9 9 re f ",
        b" 0 0 m 9 0 l S ",
        b"\n9 0 R",
        b"\n1 0 R",
        b"xref",
        b"trailer",
        b"%%EOF",
    ),
    *(
        b"/Length 0",
        b"/Length 99999999",
        b"/Filter /FlateDecode",
        b"/Filter [/ASCIIHexDecode /FlateDecode]",
        b"/Encrypt 1 0 R",
        b"/ToUnicode 1 0 R",
    ),
)
_HTML = (
    *(b"<table>", b"<tr>", b"<td colspan=99999 rowspan=99999>", b"</table>", b"<ul><li>", b"<ol start=-9>", b"<ol type=i start=999999>"),
    *(b"<div hidden>", b"<h1>", b"</h1>", b"<h9>", b"<dl><dt>", b"<script>", b"</script>", b"<style>", b"<svg>", b"<math>", b"<template>"),
    *(
        b"<iframe src=x>",
        b"<img alt=x>",
        b"<base href=x>",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"<?xml ?>",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
        b"&#0;",
    ),
    *(b"&#xffffffff;", b"&a;", b"<nav>", b"<footer>", b"<p style='display:none'>", b"<br>", b"<pre>", b"<textarea>", b"<select><option>"),
    *(
        b"<meta charset=utf-16>",
        b"<meta charset=utf-7>",
        b"<caption>",
        b"<thead>",
        b"<a name=x>",
        b"<body>",
        b"</body>",
        b"</html>",
        b"\x00",
        b"\xff",
    ),
)
TOKENS: dict[str, tuple[bytes, ...]] = {"docx": _XML, "pdf": _PDF, "html": _HTML}
_STREAM = re.compile(rb"/Length \d+[^>]*>>\s*stream\r?\n", re.DOTALL)


def mutated(seeds: Sequence[bytes], kind: str, number: int) -> bytes:
    """The `number`th broken file of this kind, made from one of `seeds`."""
    source = random.Random(f"{kind} {number}")
    seed = source.choice(seeds)
    if kind == "docx" and source.random() < 0.9:
        return _with_broken_part(seed, source)
    return _broken(seed, source, TOKENS[kind])


def unpacked_pdf(data: bytes) -> bytes:
    """A PDF with its packed streams unpacked, so that what is drawn can be broken too. Its table of objects no longer fits."""
    pieces, place = [], 0
    for head in _STREAM.finditer(data):
        if head.start() < place or b"/FlateDecode" not in head.group():
            continue
        try:
            content = zlib.decompressobj().decompress(data[head.end() :], 2_000_000)
        except zlib.error:
            continue
        end = data.find(b"endstream", head.end())
        words = re.sub(rb"/Length \d+", b"/Length %d" % len(content), head.group()).replace(b"/FlateDecode", b"")
        pieces += [data[place : head.start()], words, content, b"\n"]
        place = end
    return b"".join([*pieces, data[place:]])


def _with_broken_part(data: bytes, source: random.Random) -> bytes:
    """The same Word file with one or two of its parts broken, packed anew so that the breakage gets past the zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    # The main document is where most of the reading is done.
    weights = [12 if name == "word/document.xml" else 4 if name.startswith("word/") else 1 for name in names]
    for name in source.choices(names, weights, k=source.choice((1, 1, 2))):
        parts[name] = _broken(parts[name], source, _XML) if source.random() < 0.4 else _rearranged(parts[name], source)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _rearranged(data: bytes, source: random.Random) -> bytes:
    """XML that is still well formed: whole elements doubled, dropped, moved or renamed, and values changed."""
    from lxml import etree

    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    for _ in range(source.randint(1, 12)):
        elements = list(root.iter("*"))
        one, other = source.choice(elements), source.choice(elements)
        what = source.randrange(7)
        parent = one.getparent()
        if what == 0 and parent is not None:
            parent.remove(one)
        elif what == 1 and one not in other.iterancestors() and one is not other and parent is not None:
            other.append(one)
        elif what == 2:
            one.tag = other.tag
        elif what == 3 and one.attrib:
            one.set(source.choice(list(one.attrib)), source.choice(_NUMBERS).decode())
        elif what == 4:
            for key, value in other.attrib.items():
                one.set(key, value)
        elif what == 5 and len(elements) < 20_000:
            other.append(etree.fromstring(etree.tostring(one)))
        elif what == 6:
            one.text = source.choice(["", " ", "x" * 3000, "\u200b", "4.2", "\U0001f600", "Appendix A:"])
    return etree.tostring(root)


def _broken(data: bytes, source: random.Random, tokens: Sequence[bytes]) -> bytes:
    for _ in range(source.choice((1, 1, 2, 3, 5, 8, 20))):
        if not data:
            break
        data = source.choice(_WAYS)(data, source, tokens)
    return data


def _slice(data: bytes, source: random.Random, most: int = 400) -> tuple[int, int]:
    start = source.randrange(len(data))
    return start, min(len(data), start + source.randint(1, most))


def _flip(data: bytes, source: random.Random, tokens: Sequence[bytes]) -> bytes:
    place = source.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << source.randrange(8)]) + data[place + 1 :]


def _noise(data: bytes, source: random.Random, tokens: Sequence[bytes]) -> bytes:
    start, end = _slice(data, source, 40)
    return data[:start] + source.randbytes(source.randint(0, 40)) + data[end:]


def _drop(data: bytes, source: random.Random, tokens: Sequence[bytes]) -> bytes:
    start, end = _slice(data, source)
    return data[:start] + data[end:]


def _double(data: bytes, source: random.Random, tokens: Sequence[bytes]) -> bytes:
    start, end = _slice(data, source)
    return data[:end] + data[start:end] * source.choice((1, 1, 2, 50)) + data[end:]


def _move(data: bytes, source: random.Random, tokens: Sequence[bytes]) -> bytes:
    start, end = _slice(data, source)
    place = source.randrange(len(data))
    return data[:place] + data[start:end] + data[place:]


def _token(data: bytes, source: random.Random, tokens: Sequence[bytes]) -> bytes:
    place = source.randrange(len(data))
    return data[:place] + source.choice(tokens) * source.choice((1, 1, 1, 3, 200)) + data[place:]


def _number(data: bytes, source: random.Random, tokens: Sequence[bytes]) -> bytes:
    start = source.randrange(len(data))
    found = re.compile(rb"\d+").search(data, start)
    return data[: found.start()] + source.choice(_NUMBERS) + data[found.end() :] if found else data


def _cut(data: bytes, source: random.Random, tokens: Sequence[bytes]) -> bytes:
    return data[: source.randrange(len(data))] if source.random() < 0.2 else data


_WAYS: tuple[Callable[[bytes, random.Random, Sequence[bytes]], bytes], ...] = (
    *(_flip, _noise, _drop, _double, _move, _token, _token, _number, _number, _cut),
)
