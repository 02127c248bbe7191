from __future__ import annotations

from pathlib import Path

import pytest

from procheck import resources


@pytest.mark.parametrize("kind", ["criteria", "templates"])
def test_checkout(kind: resources.DataKind) -> None:
    """In a checkout each kind of data is found."""
    assert resources.data_folder(kind).is_dir()


def test_installed_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package's own copy is taken before one that lies beside the package."""
    package = tmp_path / "procheck"
    (package / "_data" / "criteria").mkdir(parents=True)
    (tmp_path / "criteria").mkdir()
    (tmp_path / "reports" / "sample").mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(package / "resources.py"))

    assert package / "_data" / "criteria" == resources.data_folder("criteria")
    assert tmp_path / "reports" / "sample" == resources.data_folder("sample")


def test_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken installation is told in one sentence that says what to do."""
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "procheck" / "resources.py"))

    with pytest.raises(resources.DataMissing, match=r"templates is missing from .*: install procheck again"):
        resources.data_folder("templates")
