"""Limits on what is opened, and the one way in to zip containers and XML. Nothing here touches the disk or the network."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from procheck.documents.errors import UnreadableDocument

if TYPE_CHECKING:
    from lxml.etree import _Element

MEGABYTE = 1024 * 1024
_DOCTYPE = re.compile(rb"<!\s*DOCTYPE", re.IGNORECASE)
_DAMAGED = "open it in the program that made it, save a fresh copy and check that"
_RATIO_FLOOR = 5 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read before a file is refused. Far above any real policy: the longest seen has 276 pages."""

    file_bytes: int = 100 * MEGABYTE
    """The file itself."""

    expanded_bytes: int = 500 * MEGABYTE
    """All parts of a zip container together, unpacked."""

    part_bytes: int = 60 * MEGABYTE
    """One XML part, unpacked. Its tree takes several times as much memory."""

    markup_chars: int = 20 * MEGABYTE
    """Characters of HTML, pictures inside it not counted. Its tree takes some forty times as much memory."""

    parts: int = 5000
    """Entries in a zip container."""

    ratio: int = 200
    """Unpacked size of a part, or of the whole, for each packed byte; counted above 5 MB only."""

    characters: int = 10_000_000
    """Of text, as 3,000 full pages hold."""

    pages: int = 2000
    """Pages, in formats that have them."""

    seconds: float = 120.0
    """Time to read one file. Held only where a process of its own reads it: `procheck.documents.isolated`."""

    memory_bytes: int = 2048 * MEGABYTE
    """Memory to read one file. Held like `seconds`, and only on systems that can hold a process to it (Linux)."""


DEFAULT_LIMITS = Limits()


def refuse_long(pages: int, name: str, limits: Limits = DEFAULT_LIMITS) -> None:
    """Raises `UnreadableDocument` where there are more pages than the limit."""
    if pages > limits.pages:
        raise UnreadableDocument(
            name,
            f"has {pages:,} pages, more than the limit of {limits.pages:,}",
            "split it and check the parts, or allow more with --max-pages",
        )


def refuse_wordy(characters: int, name: str, limits: Limits = DEFAULT_LIMITS) -> None:
    """Raises `UnreadableDocument` where there are more characters of text than the limit."""
    if characters > limits.characters:
        problem = f"holds more than {limits.characters:,} characters, which no policy does"
        raise UnreadableDocument(name, problem, "check that it is the right file, or split it and check the parts")


def open_zip(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> zipfile.ZipFile:
    """The container, checked before anything in it is unpacked.

    Raises `UnreadableDocument` where it is damaged, protected, too large, or built to do harm (a zip bomb, two entries of one name).
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, EOFError, NotImplementedError) as error:
        raise UnreadableDocument(name, "is damaged or only part of a file", _DAMAGED) from error
    if len(entries) > limits.parts:
        raise _hostile(name, f"holds {len(entries):,} parts, more than the limit of {limits.parts:,}")
    # Office programs find a part whatever its case (ECMA-376 part 2, 6.2.2.3).
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise _hostile(name, "holds two parts with the same name, so nobody can tell which is meant")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnreadableDocument(name, "is protected by a password", "save a copy without the password and check that")
    expanded = sum(entry.file_size for entry in entries)
    if expanded > limits.expanded_bytes:
        limit = limits.expanded_bytes // MEGABYTE
        raise UnreadableDocument(
            name,
            f"unpacks to {expanded // MEGABYTE:,} MB, more than the limit of {limit:,} MB",
            "take its pictures out, or, if you trust where it came from, allow more with --max-expanded",
        )
    if _bomb(expanded, len(data), limits):
        raise _hostile(name, "unpacks to far more than its size, as a zip bomb does")
    return archive


def read_part(archive: zipfile.ZipFile, part: str, name: str, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The bytes of one XML part of a checked container.

    Raises `UnreadableDocument` where the part is damaged or too large; `KeyError` where it is not there.
    """
    entry = archive.getinfo(part)
    if entry.file_size > limits.part_bytes:
        limit = limits.part_bytes // MEGABYTE
        raise _hostile(name, f"has a part of {entry.file_size // MEGABYTE:,} MB ({part}), more than the limit of {limit:,} MB")
    if _bomb(entry.file_size, entry.compress_size, limits):
        raise _hostile(name, f"has a part that unpacks to far more than its size ({part}), as a zip bomb does")
    try:
        return archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UnreadableDocument(name, f"is damaged ({part} cannot be unpacked)", _DAMAGED) from error


def refuse_doctype(data: bytes, name: str, part: str) -> None:
    """Raises `UnreadableDocument` where an XML part declares a document type: no office program writes one, attacks do."""
    if _DOCTYPE.search(data) or (data[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<") and _DOCTYPE.search(data.replace(b"\0", b""))):
        raise _hostile(name, f"has a part with a document type declaration ({part}), which no office program writes")


def parse_xml(data: bytes, name: str, part: str) -> _Element:
    """The root of an XML part. No entity is expanded, nothing is fetched, nesting stops at libxml2's limit of 256.

    Raises `UnreadableDocument` where the part is not well formed, is nested too deeply or declares a document type.
    """
    from lxml import etree

    refuse_doctype(data, name, part)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error):
            raise _hostile(name, f"has a part that is nested without end ({part})") from error
        raise UnreadableDocument(name, f"is damaged ({part} is not well formed)", _DAMAGED) from error


def _bomb(expanded: int, packed: int, limits: Limits) -> bool:
    return expanded > _RATIO_FLOOR and expanded > limits.ratio * max(packed, 1)


def _hostile(name: str, problem: str) -> UnreadableDocument:
    return UnreadableDocument(
        name,
        problem,
        "if you trust where it came from, open it in its own program, save it as a new .docx and check that",
    )
