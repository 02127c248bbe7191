"""A short run of the fuzzer; `python -m tests.hostile.fuzz` runs it at length."""

from __future__ import annotations

from pathlib import Path

import pytest

from procheck.documents import opening
from procheck.documents.isolated import IsolatedReader
from procheck.documents.opening import read_bytes
from tests.hostile.fuzz import LIMITS, fault, is_sound, seeds_of
from tests.hostile.mutating import mutated
from tests.hostile.seeds import WORDS, made


@pytest.mark.parametrize("kind", ["docx", "pdf", "html"])
def test_broken_documents_are_read_or_refused(kind: str, tmp_path: Path) -> None:
    """Nothing but `UnreadableDocument` comes out of a reader, and every block stands where it says."""
    seeds = seeds_of(kind, tmp_path)
    path = tmp_path / f"input.{kind}"
    with IsolatedReader(LIMITS) as reader:
        for number in range(100):
            path.write_bytes(mutated(seeds, kind, number))
            assert fault(reader, path) in ("", "refused"), number


@pytest.mark.parametrize("kind", ["docx", "pdf", "html"])
def test_the_seeds_are_read(kind: str) -> None:
    """What is broken is worth breaking: each seed holds the words that it should."""
    documents = [read_bytes(data, f"policy.{kind}") for data in made(kind)]

    assert all(WORDS in document.text and is_sound(document) for document in documents)
    assert {"heading", "list-item", "table-row"} <= {block.kind for block in documents[0].blocks}


@pytest.mark.parametrize("kind", ["docx", "pdf", "html"])
def test_a_number_makes_the_same_file_again(kind: str) -> None:
    """What was found can be looked into."""
    seeds = made(kind)

    assert [mutated(seeds, kind, number) for number in range(9)] == [mutated(seeds, kind, number) for number in range(9)]
    assert len({mutated(seeds, kind, number) for number in range(9)}) > 5


def test_a_fault_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The fuzzer tells a document whose blocks are elsewhere from a sound one."""
    document = opening.read_bytes(WORDS.encode() + b"\n\n" + WORDS.encode(), "policy.txt")
    object.__setattr__(document.blocks[1], "start", 3)

    assert not is_sound(document)
