"""Paths as a person gives them -> the document files under them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

READABLE_SUFFIXES = frozenset(".docx .docm .dotx .dotm .pdf .html .htm .xhtml .md .markdown .txt .text .odt .ott .rtf".split())
_UNREADABLE_SUFFIXES = frozenset(
    ".doc .dot .wpd .wps .pages .fodt .mht .mhtml .xps .ppt .pptx .pps .ppsx .odp .key .xls .xlsx .xlsm .ods .numbers"
    " .eml .msg .zip .7z .rar .epub .tif .tiff".split()
)
"""Kept so that what cannot be read is named: a policy nobody read must never pass unseen."""

_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"<!DOCTYPE", b"<!doctype", b"<html")


def find_documents(paths: Iterable[Path]) -> list[Path]:
    """Each file in `paths` as given, and for each folder every document in it, at any depth, sorted, each once.

    In folders, hidden files, Office lock files (`~$...`), links to folders, and files that are no documents (pictures, code) are
    passed over. A path that does not exist is kept, so that opening it says so.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(sorted(_inside(path))))
        else:
            found[path] = None
    return list(found)


def _inside(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith((".", "__MACOSX"))]
        for name in files:
            path = Path(root, name)
            if not name.startswith((".", "~$")) and _is_document(path):
                yield path


def _is_document(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix in READABLE_SUFFIXES or suffix in _UNREADABLE_SUFFIXES:
        return True
    if suffix and not suffix[1:].isdigit() and " " not in suffix:
        return False
    # "Safeguarding Policy v2.1" and files without a suffix: look inside.
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(64).lstrip().startswith(_MAGIC)
    except OSError:
        return False
