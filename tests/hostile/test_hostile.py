"""Hostile and broken files: each is read or refused with one clear sentence, within time and memory, and nothing is fetched."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from procheck.documents.errors import UnreadableDocument
from procheck.documents.isolated import IsolatedReader
from procheck.documents.safety import MEGABYTE, Limits
from tests.documents.docx_making import make, para
from tests.documents.pdf_making import Paper
from tests.hostile import making
from tests.hostile.seeds import WORDS, made

LIMITS = Limits(seconds=60.0, memory_bytes=600 * MEGABYTE)
"""Tighter than those that users have; a file that breaks them is named as that, which no test here expects."""

OUTSIDE = ("http://127.0.0.1:9/x", "file:///etc/passwd", "../../../../etc/passwd", "/etc/passwd", "\\\\127.0.0.1\\share\\x", "C:\\x")


@pytest.fixture(scope="module")
def reader() -> Iterator[IsolatedReader]:
    """One reader for all of the files, as a run over a folder has."""
    with IsolatedReader(LIMITS) as started:
        yield started


def outcome(reader: IsolatedReader, data: bytes, folder: Path, name: str = "policy.docx") -> str:
    """The text of the document, or the sentence with which it is refused."""
    path = folder / name
    path.write_bytes(data)
    try:
        return reader.open(path).text
    except UnreadableDocument as error:
        sentence = str(error)
    assert sentence.startswith(f"{name} ") and sentence.endswith(".") and ": " in sentence
    assert "mistake in procheck" not in sentence
    return sentence


REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("zip bomb", making.zip_bomb, "zip bomb"),
    ("parts that share their bytes", making.quine_of_parts, "zip bomb"),
    ("very large when unpacked", lambda: making.quine_of_parts(600), "more than the limit of 500 MB"),
    ("sizes that lie", making.lying_sizes, "is damaged"),
    ("two parts of one name", making.two_of_one_name, "same name"),
    ("two parts of one name but for case", lambda: making.two_of_one_name("WORD/Document.xml"), "same name"),
    ("thousands of parts", making.many_parts, "more than the limit of 5,000"),
    ("entities in styles", lambda: making.with_part("word/styles.xml", making.ENTITIES + "<x>&c;</x>"), "document type"),
    ("entities in custom data", lambda: making.with_part("customXml/item1.xml", making.ENTITIES + "<x>&c;</x>"), "document type"),
    (
        "external entity",
        lambda: making.with_part("word/comments.xml", making.external("file:///etc/passwd") + "<x>&a;</x>"),
        "document type",
    ),
    (
        "external entity in relations",
        lambda: making.with_part("_rels/.rels", making.external("http://127.0.0.1:9/") + "<x/>"),
        "document type",
    ),
    ("entities in an odt", lambda: making.odt(making.ENTITIES + "<x>&c;</x>"), "document type"),
    ("endless xml", lambda: making.nested_xml(100_000), "nested"),
    ("endless html", lambda: making.html_nested(1_000_000), "nested"),
    ("endless html tables", lambda: making.html_nested(2_000, "table><tr><td"), "nested"),
    ("endless rtf", lambda: making.rtf_nested(500_000), "nested"),
    ("pages that hold themselves", making.pdf_page_loop, "damaged"),
    ("thousands of pages", lambda: making.pdf_many_pages(3_000), "has 3,000 pages, more than the limit of 2,000"),
    ("endless arrays", lambda: making.pdf(["<</Type /Catalog /X " + "[" * 200_000 + "]" * 200_000 + ">>"]), "damaged"),
    ("very much text", lambda: WORDS.encode() * 150_000, "more than 10,000,000 characters"),
    ("nothing", lambda: b"", "is empty"),
    ("noughts", lambda: bytes(5_000_000), "is empty"),
    ("half a pdf", lambda: b"%PDF-1.7\n", "damaged"),
    ("half a zip", lambda: b"PK\x03\x04" + bytes(90), "damaged"),
]


@pytest.mark.parametrize(("make_file", "said"), [pytest.param(*case[1:], id=case[0]) for case in REFUSED])
def test_a_hostile_file_is_refused(make_file: Callable[[], bytes], said: str, reader: IsolatedReader, tmp_path: Path) -> None:
    """One sentence says what is wrong with it."""
    assert said in outcome(reader, make_file(), tmp_path)


READ: list[tuple[str, Callable[[], bytes]]] = [
    ("targets outside the package", lambda: making.pointing_outside(OUTSIDE)),
    ("thousands of cells that span", lambda: making.wide_table(2_000)),
    ("cells a thousand million times over", lambda: making.repeated_cells(1_000_000_000)),
    ("spans over a thousand million rows", lambda: making.html_spans(1_000_000_000)),
    ("deep but not endless html", lambda: making.html_nested(1_000, "b")),
    ("deep markdown", lambda: making.markdown_nested(1_000)),
    ("a form that draws itself", making.pdf_forms_in_themselves),
    ("a page packed a thousand to one", making.pdf_stream_bomb),
    ("a hundred thousand crossing lines", lambda: making.pdf_many_lines(100_000)),
    ("almost two thousand pages", lambda: making.pdf_many_pages(1_999)),
    ("scripts, links and files to start", lambda: making.pdf_that_acts("http://127.0.0.1:9/x")),
    ("a page of a thousand kilometres", lambda: making.one_page(making.SHOWN, box="0 0 2834645669 2834645669")),
    ("a page of no size", lambda: making.one_page(making.SHOWN, box="9 9 9 9")),
    ("a page of negative size", lambda: making.one_page(making.SHOWN, box="900 900 -900 -900")),
    ("a page whose size is no number", lambda: making.one_page(making.SHOWN, box="0 0 1e400 nan")),
    ("units of a kilometre", lambda: making.one_page(making.SHOWN, page="/UserUnit 1e9")),
]


@pytest.mark.parametrize("make_file", [pytest.param(case[1], id=case[0]) for case in READ])
def test_a_strange_file_is_read(make_file: Callable[[], bytes], reader: IsolatedReader, tmp_path: Path) -> None:
    """Its words are there."""
    assert WORDS in outcome(reader, make_file(), tmp_path)


@pytest.mark.parametrize("make_file", [making.pdf_form_bomb, making.pdf_much_text])
def test_a_file_that_would_take_all_memory_is_given_up(make_file: Callable[[], bytes], tmp_path: Path) -> None:
    """Its reader is ended, and the next file is read."""
    with IsolatedReader(Limits(seconds=60.0, memory_bytes=200 * MEGABYTE)) as reader:
        said = outcome(reader, make_file(), tmp_path, "policy.pdf")
        assert "crashed its reader" in said or "longer to read" in said or "characters" in said
        assert outcome(reader, make(para(WORDS)), tmp_path) == WORDS


def test_a_file_that_would_take_all_day_is_given_up(tmp_path: Path) -> None:
    """The limit of time holds in the middle of a library's work, and the next file is read."""
    with IsolatedReader(Limits(seconds=1.0)) as reader:
        assert "limit of 1 second:" in outcome(reader, making.markdown_nested(100_000), tmp_path, "policy.md")
        assert outcome(reader, make(para(WORDS)), tmp_path) == WORDS


def test_nesting_is_named_where_it_is_not_followed(reader: IsolatedReader, tmp_path: Path) -> None:
    """Words in tables nested too deeply are reported as unread, not passed over."""
    path = tmp_path / "deep.docx"
    path.write_bytes(making.nested_tables(30))

    assert [unread.what for unread in reader.open(path).unread] == ["part"]


@pytest.mark.parametrize("kind", ["docx", "pdf", "html"])
def test_files_cut_off_anywhere_are_read_or_refused(kind: str, reader: IsolatedReader, tmp_path: Path) -> None:
    """A download that broke off ends in no error but the one sentence."""
    for data in made(kind):
        for piece in making.truncated(data):
            outcome(reader, piece, tmp_path, f"policy.{kind}")


def test_random_bytes_are_refused_or_read_as_text(reader: IsolatedReader, tmp_path: Path) -> None:
    """Noise ends in no error but the one sentence, whatever format it begins like."""
    for data in making.random_bytes():
        outcome(reader, data, tmp_path, "policy.pdf")


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".html", ".txt", ".odt", ".rtf", ".doc", ".xyz", ""])
def test_a_wrong_suffix_misleads_nobody(suffix: str, reader: IsolatedReader, tmp_path: Path) -> None:
    """What is in the file counts, not what it is called."""
    for data in (make(para(WORDS)), Paper().lines(WORDS).page().done(), f"<html><body><p>{WORDS}</p></body></html>".encode()):
        assert outcome(reader, data, tmp_path, f"policy{suffix}") == WORDS


def test_links_and_devices_are_named(reader: IsolatedReader, tmp_path: Path) -> None:
    """Devices, pipes and folders are refused at once, through links as well; a link in a circle leads nowhere."""
    (tmp_path / "device.docx").symlink_to("/dev/zero")
    (tmp_path / "circle.docx").symlink_to("circle.docx")
    os.mkfifo(tmp_path / "pipe.docx")
    said = {}
    for name in ("device.docx", "circle.docx", "pipe.docx", "."):
        with pytest.raises(UnreadableDocument) as caught:
            reader.open(tmp_path / name)
        said[name] = str(caught.value)

    assert "is a device or pipe" in said["device.docx"] and "is a device or pipe" in said["pipe.docx"]
    assert "cannot be opened" in said["circle.docx"]
    assert "is a folder" in said["."]


def test_nothing_is_fetched(reader: IsolatedReader, tmp_path: Path) -> None:
    """Neither an address nor a file outside the document is ever asked for, whatever in the document points to it."""
    (tmp_path / "secret.txt").write_text(making.CANARY)
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    calls.append(server.accept())
                except TimeoutError:
                    continue

        listener = threading.Thread(target=listen)
        listener.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/{making.CANARY}"
        secret = (tmp_path / "secret.txt").as_uri()
        page = "".join(
            f'<link rel=stylesheet href="{url}"><script src="{url}"></script><img src="{url}"><base href="{url}">'
            f'<iframe src="{url}"></iframe><object data="{url}"></object><meta http-equiv=refresh content="0;url={url}">'
            for url in (address, secret)
        )
        files = [
            making.pointing_outside((address, secret)),
            making.pdf_that_acts(address),
            making.pdf_that_acts(secret),
            f"<html><head>{page}</head><body>{page}<p>{WORDS}</p></body></html>".encode(),
            f'<!DOCTYPE html SYSTEM "{address}"><html><body>{page}<p>{WORDS}</p></body></html>'.encode(),
            f'<?xml version="1.0"?>{making.external(address)}<html><body><p>{WORDS} &a;</p></body></html>'.encode(),
            f'<?xml version="1.0"?>{making.external(secret)}<html><body><p>{WORDS} &a;</p></body></html>'.encode(),
            f"# Policy\n\n![x]({address}) {WORDS}\n\n<img src='{address}'>\n".encode(),
            making.with_part("word/styles.xml", making.external(address) + "<x>&a;</x>"),
            b'{\\rtf1 {\\field{\\*\\fldinst INCLUDETEXT "' + address.encode() + b'"}} ' + WORDS.encode() + b"}",
        ]
        texts = [outcome(reader, data, tmp_path) for data in files]
        done.set()
        listener.join()

    assert not calls
    assert not any(making.CANARY in text.replace(address, "") for text in texts)
    assert sum(WORDS in text for text in texts) >= 8
