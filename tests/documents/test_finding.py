"""Which files of a folder are documents."""

from __future__ import annotations

from pathlib import Path

from procheck.documents.opening import find_documents


def names(folder: Path, found: list[Path]) -> list[str]:
    """Paths below `folder`, as text."""
    return [path.relative_to(folder).as_posix() for path in found]


def test_every_document_of_a_folder_is_found_in_order(tmp_path: Path) -> None:
    """At any depth, sorted, hidden and lock files passed over, unreadable kinds kept so that they are named."""
    for name in ["b.docx", "a.PDF", "sub/c.md", "sub/deep/d.doc", "scan.tif", "~$b.docx", ".hidden.docx", ".git/e.md", "logo.png", "x.py"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")

    assert ["a.PDF", "b.docx", "scan.tif", "sub/c.md", "sub/deep/d.doc"] == names(tmp_path, find_documents([tmp_path]))


def test_files_without_a_suffix_are_looked_into(tmp_path: Path) -> None:
    """A PDF without a suffix is a document; so is "Policy v2.1"."""
    (tmp_path / "policy").write_bytes(b"%PDF-1.7")
    (tmp_path / "Policy v2.1").write_bytes(b"%PDF-1.7")
    (tmp_path / "Makefile").write_bytes(b"all:")

    assert ["Policy v2.1", "policy"] == names(tmp_path, find_documents([tmp_path]))


def test_named_files_are_kept_whatever_they_are_and_each_path_once(tmp_path: Path) -> None:
    """What a person names is opened, so that what is wrong with it is said."""
    (tmp_path / "a.md").write_text("x")
    given = [tmp_path / "none.png", tmp_path / "a.md", tmp_path]

    assert ["none.png", "a.md"] == names(tmp_path, find_documents(given))


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    """A folder that links to itself has an end."""
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)

    assert ["a.md"] == names(tmp_path, find_documents([tmp_path]))
