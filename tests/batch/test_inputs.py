"""What a person gives becomes a list of documents, each with a name of its own."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from procheck.batch.inputs import Listed, ListError, Seen, gather, look


def files(folder: Path, *names: str) -> None:
    """Small files."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def names(*paths: Path | str) -> list[str]:
    """What the documents are called."""
    return [listed.name for listed in gather([str(path) for path in paths])]


def test_documents_of_a_folder_are_called_by_their_paths_in_it(tmp_path: Path) -> None:
    """Sorted, at any depth; other documents beside them change no name."""
    files(tmp_path, "b/policy.md", "a/policy.md", "policy.md", "picture.png")

    assert ["a/policy.md", "b/policy.md", "policy.md"] == names(tmp_path)


def test_several_folders_are_told_apart(tmp_path: Path) -> None:
    """Each name begins with its folder; a file that stands alone has its own name."""
    files(tmp_path, "north/p.md", "south/p.md", "p.md")

    assert ["north/p.md", "south/p.md", "p.md"] == names(tmp_path / "north", tmp_path / "south", tmp_path / "p.md")


def test_no_two_names_are_the_same(tmp_path: Path) -> None:
    """Files of one name from different places are numbered; case alone tells nothing apart."""
    given = ("1/p.md", "2/P.md", "3/p.md", "p.md (2)")
    files(tmp_path, *given)

    assert ["p.md", "P.md (2)", "p.md (3)", "p.md (2) (2)"] == names(*(tmp_path / name for name in given))


def test_a_document_given_twice_is_one(tmp_path: Path) -> None:
    """By its folder and by itself."""
    files(tmp_path, "p.md")

    assert ["p.md"] == names(tmp_path, tmp_path / "p.md")


def test_a_list_of_paths(tmp_path: Path) -> None:
    """Paths are from where the list is; blank lines and remarks are passed over; what is missing is kept, to be named."""
    files(tmp_path, "in/a.md", "in/more/b.md")
    (tmp_path / "in/list.txt").write_text("# our schools\n\na.md\nmore\ngone.pdf\n")

    assert ["a.md", "more/b.md", "gone.pdf"] == names(f"@{tmp_path}/in/list.txt")


def test_a_table_carries_ids_and_metadata(tmp_path: Path) -> None:
    """An id of one document is its name; one of several stands before each file's; other columns are kept."""
    files(tmp_path, "a.pdf", "b.pdf", "c.pdf")
    (tmp_path / "list.csv").write_bytes("﻿URN;File;Authority\n100;a.pdf;Leeds\n200;b.pdf;Ynys Môn\n200;c.pdf;\n".encode())

    found = list(gather([str(tmp_path / "list.csv")]))

    assert [
        Listed("100", tmp_path / "a.pdf", "100", {"Authority": "Leeds"}),
        Listed("200 - b.pdf", tmp_path / "b.pdf", "200", {"Authority": "Ynys Môn"}),
        Listed("200 - c.pdf", tmp_path / "c.pdf", "200", {"Authority": ""}),
    ] == found


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"name,authority\na,b\n", "has no column of paths: give one of its columns the heading 'path'"),
        (b"path,authority\na.md,b\n,c\n", "row 3, has no path"),
        (b"", "has no column of paths"),
    ],
)
def test_tables_that_cannot_be_used(tmp_path: Path, content: bytes, sentence: str) -> None:
    """The sentence names the table, and what to do."""
    (tmp_path / "list.csv").write_bytes(content)

    with pytest.raises(ListError, match=sentence):
        list(gather([str(tmp_path / "list.csv")]))


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    """It is named."""
    with pytest.raises(ListError, match=r"gone\.txt cannot be read"):
        list(gather([f"@{tmp_path}/gone.txt"]))


@pytest.mark.skipif(os.name != "posix", reason="names that are no text")
def test_names_that_are_no_text(tmp_path: Path) -> None:
    """They can be written down all the same, and still be opened."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.md"))
    path.write_text("x")

    (listed,) = gather([str(tmp_path)])

    assert "?.md" == listed.name
    assert look(listed.path).sha256


def test_a_look_hashes_and_remembers(tmp_path: Path) -> None:
    """The hash is of the whole file; where size and time are the same it is not read again."""
    path = tmp_path / "p.md"
    path.write_bytes(b"x" * 3_000_000)

    seen = look(path)

    assert hashlib.sha256(b"x" * 3_000_000).hexdigest() == seen.sha256
    known = Seen(seen.size, seen.mtime_ns, "known")
    assert known is look(path, known)
    os.utime(path, ns=(1, 1))
    assert seen.sha256 == look(path, known).sha256


@pytest.mark.skipif(os.name != "posix", reason="pipes in the file system")
def test_what_is_no_file_is_named_at_once(tmp_path: Path) -> None:
    """A pipe, a folder or nothing at all never holds up the batch."""
    os.mkfifo(tmp_path / "pipe")

    assert ["is no plain file", "is no plain file", "does not exist"] == [
        look(tmp_path / "pipe").problem, look(tmp_path).problem, look(tmp_path / "gone").problem,
    ]  # fmt: skip
