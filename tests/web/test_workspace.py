from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from procheck.web.model import Given
from procheck.web.workspace import Workspace, safe_name
from tests.web.desks import given


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("policy.docx", "policy.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\Policy 2026.docx", "Policy 2026.docx"),
        ("..", "document"),
        ("", "document"),
        (".docx", "document.docx"),
        ("a:b?c*.pdf", "a-b-c-.pdf"),
        ("nul.txt", "document-nul.txt"),
        ("x\n\x00y.md", "x y.md"),
        ("Polisi diogelu – ŵyl.docx", "Polisi diogelu – ŵyl.docx"),
    ],
)
def test_names_do_no_harm(name: str, safe: str) -> None:
    """Whatever a file is called, it stays in its folder and can be kept on any system; its ending stays."""
    assert safe_name(name) == safe


def test_long_names_fit() -> None:
    """A name of many letters, also of those that take several bytes, fits a file system."""
    assert len(safe_name("å" * 400 + ".docx").encode()) < 200
    assert safe_name("å" * 400 + ".docx").endswith(".docx")


def test_kept_and_found_again(tmp_path: Path) -> None:
    """What is kept in a workspace is there when it is opened again: names, order and bytes."""
    made = Workspace(tmp_path).add("Riverside Academy", [given(b"one", "policy.md"), given(b"two", "annex.md")])
    (found,) = Workspace(tmp_path)

    assert found == made
    assert [path.name for path in found.files] == ["policy.md", "annex.md"]
    assert [path.read_bytes() for path in found.files] == [b"one", b"two"]
    assert made.id.startswith("riverside-academy-")


def test_documents_of_one_name(tmp_path: Path) -> None:
    """Two documents of one name in a submission are told apart, because quotes name their document."""
    made = Workspace(tmp_path).add("x", [given(b"1", "policy.md"), given(b"2", "POLICY.md"), given(b"3", "policy.md")])
    assert [path.name for path in made.files] == ["policy.md", "POLICY (2).md", "policy (3).md"]


def test_removed_with_everything(tmp_path: Path) -> None:
    """Removing leaves nothing on the disk, and no other submission is touched."""
    workspace = Workspace(tmp_path)
    first, second = workspace.add("x", [given()]), workspace.add("x", [given()])
    workspace.remove(first)

    assert [path.name for path in tmp_path.iterdir()] == [second.id]
    assert list(workspace) == [second] and workspace.get(first.id) is None


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    """A submission that cannot be kept whole is not kept at all."""

    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(28, "No space left on device")

    workspace = Workspace(tmp_path)
    with pytest.raises(OSError, match="No space"):
        workspace.add("x", [given(), Given("big.docx", Failing())])
    assert list(tmp_path.iterdir()) == [] and list(workspace) == []


def test_broken_submissions_are_named(tmp_path: Path) -> None:
    """A submission that somebody broke by hand is named with what to do, and the others are there."""
    whole = Workspace(tmp_path).add("whole", [given()])
    for number, content in enumerate(("{", "[]", '{"format": 1}')):
        (tmp_path / f"broken-{number}").mkdir()
        (tmp_path / f"broken-{number}" / "submission.json").write_text(content)
    workspace = Workspace(tmp_path)

    assert list(workspace) == [whole]
    assert len(workspace.problems) == 3
    assert all("delete its folder" in problem for problem in workspace.problems)


def test_a_changed_name_leads_nowhere_else(tmp_path: Path) -> None:
    """A submission file that names a path outside leads to a file inside, whoever wrote it."""
    made = Workspace(tmp_path).add("x", [given()])
    about = tmp_path / made.id / "submission.json"
    about.write_text(json.dumps({"format": 1, "name": "x", "documents": ["../../../secret.md"]}))
    (found,) = Workspace(tmp_path)

    assert found.files[0] == tmp_path / made.id / "documents" / "1" / "secret.md"
