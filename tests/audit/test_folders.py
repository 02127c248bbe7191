from __future__ import annotations

from pathlib import Path

import pytest

from procheck.audit.folders import agency_folders, loose_documents, name_from


def test_each_folder_is_an_agency_with_its_documents(tmp_path: Path) -> None:
    """At any depth; hidden folders, lock files and what is left out are passed over; documents in no folder are told."""
    for name in (
        "b/policy.docx",
        "b/annex/policy.docx",
        "b/annex/other.pdf",
        "b/~$policy.docx",
        "A/x.md",
        ".git/x.md",
        "out/x.md",
        "loose.pdf",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    found = agency_folders(tmp_path, without=[tmp_path / "out"])

    assert [folder.id for folder in found] == ["A", "b"]
    # Two files of one name are told apart by their folders, since quotes name their document.
    assert {file.name for file in found[1].files} == {"policy.docx", "annex/policy.docx", "other.pdf"}
    assert [path.name for path in loose_documents(tmp_path)] == ["loose.pdf"]


def test_names_that_only_look_alike_are_two_agencies(tmp_path: Path) -> None:
    """An accent can be written in two ways: neither folder hides the other."""
    for name in ("Caf\u00e9", "Cafe\u0301"):
        (tmp_path / name).mkdir()
    if len(list(tmp_path.iterdir())) == 1:
        pytest.skip("this disk takes the two for one")
    assert len({folder.id for folder in agency_folders(tmp_path)}) == 2


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("riverside-academy", "Riverside Academy"),
        ("school_of_the_arts", "School of the Arts"),
        ("St Mary's CofE", "St Mary's CofE"),
        ("NHS-Trust", "NHS Trust"),
        ("-", "-"),
    ],
)
def test_a_folders_name_becomes_a_name_for_people(folder: str, name: str) -> None:
    """Hyphens and underscores are spaces; capitals are given only where there are none."""
    assert name_from(folder) == name
