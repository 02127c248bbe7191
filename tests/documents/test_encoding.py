"""Bytes of any encoding -> text."""

from __future__ import annotations

import pytest

from procheck.documents.encoding import decode, looks_binary

TEXT = "The child’s “safety” plan – café, £5. It’s told to staff at once, and they’re asked to sign."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_are_found(encoding: str) -> None:
    """By mark, by shape or by detection."""
    assert TEXT == decode(TEXT.encode(encoding))


def test_a_declaration_counts_where_the_bytes_are_not_utf_8() -> None:
    """Pages that say ISO-8859-1 mean Windows-1252; a wrong or unknown name does no harm."""
    assert TEXT == decode(TEXT.encode("cp1252"), "ISO-8859-1")
    assert TEXT == decode(TEXT.encode("utf-8"), "windows-1252")
    assert TEXT == decode(TEXT.encode("cp1252"), "no-such-charset")
    assert "Да" == decode("Да".encode("cp1251"), "windows-1251")


def test_line_ends_become_one_kind() -> None:
    """Of Windows and of old Macs."""
    assert "a\nb\nc\n" == decode(b"a\r\nb\rc\n")


def test_writing_is_told_from_other_data() -> None:
    """A few odd signs are no proof of junk."""
    assert not looks_binary(TEXT + "\0\x07")
    assert not looks_binary("")
    assert looks_binary("".join(map(chr, range(32))) * 50)
    assert looks_binary("\ufffd" * 100)
