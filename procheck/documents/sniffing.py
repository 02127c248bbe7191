"""Which format a file is, by what is in it; files that are no readable document are refused by name."""

from __future__ import annotations

import re
from typing import Literal

from procheck.documents.encoding import decode, looks_binary
from procheck.documents.errors import UnreadableDocument
from procheck.documents.safety import DEFAULT_LIMITS, Limits, open_zip, read_part

Format = Literal["docx", "pdf", "html", "markdown", "text", "odt", "rtf"]

_TO_DOCX = "open it in Word or LibreOffice, save it as .docx and check that"
_AS_DOCUMENT = "check the policy document itself (Word, PDF, HTML, Markdown or plain text)"
_UNPACK = "unpack it and check the documents in it"

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (
        b"\x89PNG",
        "is a picture (PNG), not a document with text",
        "run it through OCR to a PDF, or find the document it was made from",
    ),
    (
        b"\xff\xd8\xff",
        "is a picture (JPEG), not a document with text",
        "run it through OCR to a PDF, or find the document it was made from",
    ),
    (
        b"GIF8",
        "is a picture (GIF), not a document with text",
        "run it through OCR to a PDF, or find the document it was made from",
    ),
    (
        b"II*\0",
        "is a picture (TIFF), not a document with text",
        "run it through OCR to a PDF, or find the document it was made from",
    ),
    (
        b"MM\0*",
        "is a picture (TIFF), not a document with text",
        "run it through OCR to a PDF, or find the document it was made from",
    ),
    (
        b"BM",
        "is a picture (BMP), not a document with text",
        "run it through OCR to a PDF, or find the document it was made from",
    ),
    (b"\x1f\x8b", "is a packed archive (gzip)", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "is a packed archive (7z)", _UNPACK),
    (b"Rar!", "is a packed archive (RAR)", _UNPACK),
    (b"BZh", "is a packed archive (bzip2)", _UNPACK),
    (b"\xfd7zXZ", "is a packed archive (xz)", _UNPACK),
    (b"%!PS", "is a PostScript file", "print it to PDF and check that"),
    (b"\xffWPC", "is a WordPerfect file", _TO_DOCX),
    (b"\x7fELF", "is a program, not a document", _AS_DOCUMENT),
    (b"MZ\x90", "is a program, not a document", _AS_DOCUMENT),
    (b"SQLite format 3\0", "is a database, not a document", _AS_DOCUMENT),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: tuple[tuple[str, str, str], ...] = (
    (
        "EncryptedPackage",
        "is protected by a password",
        "open it in its own program, save a copy without the password and check that",
    ),
    ("__substg1.0_", "is an Outlook e-mail (.msg)", "save the attached policy as its own file and check that"),
    (
        "WordDocument",
        "is an old Word file (.doc), which procheck cannot read",
        "open it in Word, save it as .docx and check that",
    ),
    ("Workbook", "is a spreadsheet (.xls), not a policy document", _AS_DOCUMENT),
    (
        "PowerPoint Document",
        "is a slide show (.ppt), not a policy document",
        "save its text as .docx or PDF and check that",
    ),
    ("Book", "is a spreadsheet (.xls), not a policy document", _AS_DOCUMENT),
)
_ZIP_TYPES: tuple[tuple[str, str, str], ...] = (
    ("xl/", "is a spreadsheet (.xlsx), not a policy document", _AS_DOCUMENT),
    ("ppt/", "is a slide show (.pptx), not a policy document", "save it as PDF and check that"),
    ("Index/Document.iwa", "is an Apple Pages file", "export it from Pages as Word (.docx) and check that"),
    ("Index/", "is an Apple iWork file", "export it as PDF or Word (.docx) and check that"),
    ("FixedDocSeq.fdseq", "is an XPS file", "print it to PDF and check that"),
)
_MAIL = re.compile(r"(?:(?:[A-Z][\w-]*): ?.*\n(?:[ \t].*\n)*){2,}", re.IGNORECASE)
# A memo typed as "To: ... From: ..." has none of these.
_MAIL_MACHINERY = re.compile(r"^(?:Received|Return-Path|MIME-Version|Message-ID|Delivered-To|Content-Type): ", re.IGNORECASE | re.MULTILINE)
_HTML_START = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_HTML_TAGS = re.compile(r"</(?:p|h[1-6]|div|li|ul|ol|table|section|article|span|strong|em)>", re.IGNORECASE)
_MARKDOWN_SIGNS = re.compile(r"^(?:#{1,6} \S|\|?\s*:?-{3,}:?\s*\|)|\*\*\S[^*\n]*\*\*|\[[^\]\n]+\]\([^)\s]+\)", re.MULTILINE)


def sniff(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Format:
    """The format of a file's bytes. `name` counts only between Markdown and plain text.

    Raises `UnreadableDocument`, with what to do, for everything that is not a readable document.
    """
    if not data.strip(b" \t\r\n\0"):
        raise UnreadableDocument(name, "is empty", "check that the right file was saved, and that it has finished downloading")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data, name, limits)
    if data.startswith(_OLE):
        raise _ole_refusal(data, name)
    if data.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    for magic, problem, remedy in _MAGIC:
        if data.startswith(magic) and (magic != b"BM" or b"\0" in data[:64]):
            raise UnreadableDocument(name, problem, remedy)
    if data[4:8] == b"ftyp":
        raise UnreadableDocument(name, "is a picture, sound or film, not a document with text", _AS_DOCUMENT)
    return _sniff_text(data, name)


def called_by_name(name: str) -> Literal["markdown", "html", ""]:
    """All that a file's name has to say about its format: the same bytes under two names of which this is the same are read alike."""
    if name.lower().endswith((".md", ".markdown", ".mdown")):
        return "markdown"
    return "html" if name.lower().endswith((".html", ".htm", ".xhtml")) else ""


def _sniff_zip(data: bytes, name: str, limits: Limits) -> Format:
    archive = open_zip(data, name, limits)
    names = archive.namelist()
    if "mimetype" in names and "content.xml" in names:
        if b"opendocument.text" in read_part(archive, "mimetype", name, limits)[:200]:
            manifest = "META-INF/manifest.xml"
            if manifest in names and b"encryption-data" in read_part(archive, manifest, name, limits):
                raise UnreadableDocument(name, "is protected by a password", "save a copy without the password and check that")
            return "odt"
        raise UnreadableDocument(name, "is an OpenDocument file but not a text document", _AS_DOCUMENT)
    if "mimetype" in names and "META-INF/container.xml" in names:
        raise UnreadableDocument(name, "is an e-book (EPUB)", "save its text as .docx, HTML or PDF and check that")
    for start, problem, remedy in _ZIP_TYPES:
        if any(entry.startswith(start) for entry in names) and "word/document.xml" not in names:
            raise UnreadableDocument(name, problem, remedy)
    if "word/document.xml" in names or ("[Content_Types].xml" in names and any(entry.startswith("word/") for entry in names)):
        return "docx"
    if "[Content_Types].xml" in names and "_rels/.rels" in names:
        return "docx"
    raise UnreadableDocument(name, "is a zip archive, not a document", _UNPACK)


def _ole_refusal(data: bytes, name: str) -> UnreadableDocument:
    for stream, problem, remedy in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return UnreadableDocument(name, problem, remedy)
    return UnreadableDocument(name, "is an old Office file, which procheck cannot read", _TO_DOCX)


def _sniff_text(data: bytes, name: str) -> Format:
    text = decode(data[:400_000])
    if looks_binary(text):
        raise UnreadableDocument(name, "is not a document procheck knows, or it is damaged", _AS_DOCUMENT)
    head = text[:20_000].lstrip("\ufeff \n\t")
    if _HTML_START.match(head):
        return "html"
    if head.startswith("<?xml") or "<w:wordDocument" in head or "<pkg:package" in head:
        if "wordDocument" in head or "pkg:package" in head or "office:document" in head:
            raise UnreadableDocument(name, "is a document saved as a single XML file", _TO_DOCX)
        if "<html" not in head:
            raise UnreadableDocument(name, "is an XML data file, not a policy document", _AS_DOCUMENT)
        return "html"
    mail = _MAIL.match(head)
    if mail and _MAIL_MACHINERY.search(mail.group()):
        if re.search(r"^Content-Type:\s*multipart/related", head, re.IGNORECASE | re.MULTILINE):
            raise UnreadableDocument(name, "is a web archive (MHTML)", _TO_DOCX)
        raise UnreadableDocument(name, "is an e-mail", "save the attached policy as its own file and check that")
    if head.startswith("<") and len(_HTML_TAGS.findall(head)) >= 3:
        return "html"
    called = called_by_name(name)
    if called == "markdown" or (called == "html" and _HTML_TAGS.search(text)):
        return called
    return "markdown" if len(_MARKDOWN_SIGNS.findall(text)) >= 3 and re.search(r"^#{1,6} \S|^\|", text, re.MULTILINE) else "text"
