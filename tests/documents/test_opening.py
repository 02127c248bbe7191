"""The front door: what is let in by its content, and what is refused with what to do."""

from __future__ import annotations

import email.message
import hashlib
import os
from pathlib import Path

import pytest

from procheck.documents.errors import UnreadableDocument
from procheck.documents.opening import open_document, read_bytes
from procheck.documents.safety import Limits
from tests.documents.docx_making import make, para, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORDS = "Staff must tell the DSL."


def refusal(data: bytes, name: str = "policy.docx", limits: Limits | None = None) -> str:
    """The sentence with which `data` is refused."""
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(data, name, limits or Limits())
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "name", "format"),
    [
        pytest.param(make(para(WORDS)), "policy.pdf", "docx", id="docx named pdf"),
        pytest.param(b"<!doctype html><p>Staff must tell the DSL.</p>", "policy.docx", "html", id="html named docx"),
        pytest.param(b"<div><p>Staff must</p><p>tell the</p><p>DSL.</p></div>", "policy.txt", "html", id="piece of html"),
        pytest.param(WORDS.encode(), "policy.txt", "text", id="text"),
        pytest.param(WORDS.encode("utf-16"), "policy.txt", "text", id="utf-16 text"),
        pytest.param(WORDS.encode(), "policy.md", "markdown", id="markdown by suffix"),
        pytest.param(b"# Policy\n\n## Aims\n\n**Staff** must tell [the DSL](x).\n", "policy.txt", "markdown", id="markdown by signs"),
        pytest.param(b'<?xml version="1.0"?>\n<html xmlns="x"><body><p>Hello.</p></body></html>', "p", "html", id="xhtml"),
    ],
)
def test_the_format_is_found_from_the_content(data: bytes, name: str, format: str) -> None:
    """The suffix decides between Markdown and plain text alone."""
    assert format == read_bytes(data, name).format


def test_a_memo_is_no_email() -> None:
    """Typed lines "To:", "From:" and "Subject:" do not make a file an e-mail."""
    memo = b"To: All staff\nFrom: The head\nDate: 3 May 2026\nSubject: Behaviour\n\nStaff must tell the DSL.\n"

    assert "text" == read_bytes(memo, "memo.txt").format


def mail() -> bytes:
    """An e-mail as a mail program saves it."""
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Policy"
    message.set_content("Attached.")
    return message.as_bytes()


REFUSED = [
    pytest.param(b"", "empty", "saved", id="empty"),
    pytest.param(b" \n\t\0\0", "empty", "saved", id="blank"),
    pytest.param(OLE + b"\0" * 500 + "WordDocument".encode("utf-16-le"), ".doc", "save it as .docx", id="doc"),
    pytest.param(OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"), "password", "without the password", id="encrypted"),
    pytest.param(OLE + b"\0" * 500 + "Workbook".encode("utf-16-le"), "spreadsheet", "policy document", id="xls"),
    pytest.param(OLE + b"\0" * 500 + "__substg1.0_".encode("utf-16-le"), "e-mail", "attached", id="msg"),
    pytest.param(OLE + b"\0" * 500, "old Office file", ".docx", id="other ole"),
    pytest.param(zipped({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}), "spreadsheet", "policy document", id="xlsx"),
    pytest.param(zipped({"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>"}), "slide show", "PDF", id="pptx"),
    pytest.param(zipped({"policy.docx": "x"}), "zip archive", "unpack", id="zip"),
    pytest.param(zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": "<x/>"}), "e-book", "save", id="epub"),
    pytest.param(zipped({"Index/Document.iwa": "x"}), "Pages", "export", id="pages"),
    pytest.param(
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}), "not a text", "policy", id="ods"
    ),
    pytest.param(mail(), "e-mail", "attached policy", id="eml"),
    pytest.param(b"MIME-Version: 1.0\nSubject: x\nContent-Type: multipart/related\n\nx", "web archive", ".docx", id="mht"),
    pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 90, "picture", "OCR", id="png"),
    pytest.param(b"\xff\xd8\xff\xe0" + b"\0" * 90, "picture", "OCR", id="jpeg"),
    pytest.param(b"\0\0\0\x18ftypheic" + b"\0" * 90, "picture", "policy document", id="heic"),
    pytest.param(bytes(range(256)) * 20, "not a document", "policy document", id="junk"),
    pytest.param(b'<?xml version="1.0"?><data><a>1</a></data>', "XML data", "policy document", id="xml"),
    pytest.param(b'<?xml version="1.0"?><w:wordDocument xmlns:w="x"/>', "single XML file", ".docx", id="word 2003 xml"),
    pytest.param(b"%!PS-Adobe-3.0\n", "PostScript", "PDF", id="postscript"),
    pytest.param(b"\x1f\x8b" + b"\0" * 90, "archive", "unpack", id="gzip"),
    pytest.param(make(para(" ")), "no words", "saved", id="docx without words"),
    pytest.param(make(para(WORDS))[:-30], "damaged", "fresh copy", id="cut off"),
    pytest.param(zipped({"[Content_Types].xml": "<x/>", "word/other.xml": "<x/>"}), "main document", "fresh copy", id="no main part"),
]


@pytest.mark.parametrize(("data", "problem", "remedy"), REFUSED)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, problem: str, remedy: str) -> None:
    """One sentence names the file, what is wrong and what to do."""
    said = refusal(data)

    assert said.startswith("policy.docx ")
    assert problem in said
    assert remedy in said.partition(": ")[2]
    assert said.endswith(".")


def test_a_file_over_the_limit_is_refused_before_it_is_read() -> None:
    """The limit stands in the sentence."""
    assert "more than the limit of 1 MB" in refusal(b"x" * 2_000_000, limits=Limits(file_bytes=1024 * 1024))


def test_a_document_is_opened_by_its_path(tmp_path: Path) -> None:
    """The name is the file's own, the digest that of its bytes."""
    path = tmp_path / "policy.txt"
    path.write_text(WORDS)
    document = open_document(path)

    assert ("policy.txt", hashlib.sha256(WORDS.encode()).hexdigest()) == (document.name, document.sha256)
    assert WORDS == document.text


def opening(path: Path) -> str:
    """The sentence with which a path is refused."""
    with pytest.raises(UnreadableDocument) as caught:
        open_document(path)
    return str(caught.value)


def test_paths_that_are_no_files_are_refused(tmp_path: Path) -> None:
    """A missing file, a folder, a pipe, a device, and links to them; none of them makes the program wait."""
    pipe = tmp_path / "pipe.docx"
    os.mkfifo(pipe)
    for link, target in [("a.docx", pipe), ("b.docx", Path("/dev/zero")), ("c.docx", tmp_path), ("d.docx", Path("nowhere"))]:
        (tmp_path / link).symlink_to(target)

    assert "does not exist" in opening(tmp_path / "none.docx")
    assert "is a folder" in opening(tmp_path)
    assert "device or pipe" in opening(pipe)
    assert "device or pipe" in opening(Path("/dev/zero"))
    assert "device or pipe" in opening(tmp_path / "a.docx")
    assert "device or pipe" in opening(tmp_path / "b.docx")
    assert "is a folder" in opening(tmp_path / "c.docx")
    assert "does not exist" in opening(tmp_path / "d.docx")
    assert "cannot be opened" in opening(tmp_path / ("x" * 300))


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    """What the person may not read is named as that."""
    path = tmp_path / "policy.txt"
    path.write_text(WORDS)
    path.chmod(0)

    assert "may not be read" in opening(path)


def test_a_link_to_a_document_is_followed(tmp_path: Path) -> None:
    """A link to a plain file is as good as the file."""
    (tmp_path / "real.txt").write_text(WORDS)
    (tmp_path / "link.txt").symlink_to("real.txt")

    assert WORDS == open_document(tmp_path / "link.txt").text


def test_a_document_of_pictures_alone_is_refused() -> None:
    """It is never judged to leave things out: what its pictures say was not read."""
    picture = '<w:p><w:r><w:pict><v:shape style="width:400pt;height:500pt"><v:imagedata r:id="r9"/></v:shape></w:pict></w:r></w:p>'

    assert "no words that procheck can read (a picture" in refusal(make(picture))
    assert "no words that procheck can read (a picture" in refusal(b"![The flowchart](chart.png)\n", "policy.md")


def test_recorded_pages_have_a_limit() -> None:
    """A Word file that says on which pages its words stand is held to the limit of pages as well."""
    turned = para("<w:r><w:lastRenderedPageBreak/><w:t>More.</w:t></w:r>")

    assert "has 3 pages, more than the limit of 2: " in refusal(make(para(WORDS), turned, turned), limits=Limits(pages=2))
