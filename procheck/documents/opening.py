"""The front door: a path or bytes in, a `Document` out, whatever the format; or one clear refusal."""

from __future__ import annotations

import hashlib
import os
import stat
from importlib import import_module
from pathlib import Path

from procheck.documents.assemble import assemble
from procheck.documents.contents import mark_contents
from procheck.documents.errors import UnreadableDocument
from procheck.documents.finding import find_documents
from procheck.documents.model import Document, Draft
from procheck.documents.safety import DEFAULT_LIMITS, MEGABYTE, Limits, refuse_long, refuse_wordy
from procheck.documents.sniffing import sniff

__all__ = ["file_bytes", "find_documents", "open_document", "read_bytes"]

_LIMITED = frozenset({"docx", "odt", "html", "pdf"})
"""Formats whose readers unpack or build more than the file's own bytes, and so take limits."""


def open_document(path: Path, limits: Limits = DEFAULT_LIMITS, *, ocr: bool = False) -> Document:
    """The document in the file at `path`. With `ocr`, PDF pages without a text layer go through text recognition.

    Raises `UnreadableDocument` where there is no such file, it is not a plain file, is too large, or cannot be read.
    """
    return read_bytes(file_bytes(path, limits), path.name, limits, ocr=ocr)


def read_bytes(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, *, ocr: bool = False) -> Document:
    """The document in `data`, a whole file called `name`. The format is found from the content.

    Raises `UnreadableDocument` where the bytes are no document, damaged, protected, or hold no words.
    """
    _refuse_large(len(data), name, limits)
    format = sniff(data, name, limits)
    digest = hashlib.sha256(data).hexdigest()
    remark = ""
    if ocr and format == "pdf":
        data, remark = import_module("procheck.documents.ocr").recognised(data, name, limits)
    # Each reader is a module of the format's name with read(data, name) -> Draft, imported only when a file needs it.
    reader = import_module(f"procheck.documents.{format}")
    try:
        draft: Draft = reader.read(data, name, limits) if format in _LIMITED else reader.read(data, name)
    except (RecursionError, MemoryError) as error:
        remedy = "open it in its own program, save it as PDF and check that"
        raise UnreadableDocument(name, "is nested too deeply or too large to be read on this computer", remedy) from error
    if draft.pages is not None:
        refuse_long(draft.pages, name, limits)
    refuse_wordy(sum(len(block.text) for block in draft.blocks), name, limits)
    if remark:
        draft.remarks.append(remark)
    draft.blocks = mark_contents(draft.blocks)
    document = assemble(draft, name=name, sha256=digest, format=format)
    if not document.words:
        raise _wordless(document)
    return document


def file_bytes(path: Path, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """All that is in the file at `path`. Raises `UnreadableDocument` where it is no plain file, or is too large."""
    name = path.name or str(path)
    try:
        # Without O_NONBLOCK the opening of a named pipe would wait for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        raise UnreadableDocument(name, "does not exist", "check the spelling of the path") from error
    except IsADirectoryError as error:
        raise _not_a_file(name, "a folder") from error
    except PermissionError as error:
        if path.is_dir():
            raise _not_a_file(name, "a folder") from error
        raise UnreadableDocument(name, "may not be read by you", "ask its owner for permission, or check a copy of it") from error
    except (OSError, ValueError) as error:
        raise UnreadableDocument(name, "cannot be opened", "check the path and that the disk or share is connected") from error
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        os.close(handle)
        raise _not_a_file(name, "a folder" if stat.S_ISDIR(found.st_mode) else "a device or pipe")
    with os.fdopen(handle, "rb") as file:
        _refuse_large(found.st_size, name, limits)
        try:
            return file.read(found.st_size + 1)
        except OSError as error:
            raise UnreadableDocument(name, "cannot be read from the disk", "copy it to this computer and check the copy") from error


def _wordless(document: Document) -> UnreadableDocument:
    if not document.unread:
        return UnreadableDocument(document.name, "holds no words", "check that the right file was saved")
    # A document of pictures must never be judged to leave things out: what they say was not read.
    problem = f"holds no words that procheck can read ({document.unread[0].why.replace(': ', ', ')})"
    return UnreadableDocument(document.name, problem, "ask for it with its words typed, or save it as PDF and check that with --ocr")


def _refuse_large(size: int, name: str, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise UnreadableDocument(
            name,
            f"is {size / MEGABYTE:,.0f} MB, more than the limit of {limits.file_bytes / MEGABYTE:,.0f} MB",
            "take its pictures out, check the policy without its attachments, or allow more with --max-size",
        )


def _not_a_file(name: str, what: str) -> UnreadableDocument:
    return UnreadableDocument(name, f"is {what}, not a file", "give the path of a document")
