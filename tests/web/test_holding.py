from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from procheck.web.holding import FolderInUse, held, remove_left_behind, temporary_folder


def test_emptied_at_the_end() -> None:
    """The temporary folder is gone afterwards with all that is in it, also where the work in it failed; nobody else may read it."""
    seen: list[Path] = []
    with pytest.raises(ZeroDivisionError):
        _fail_in(seen)
    (folder,) = seen
    assert not folder.exists()


def _fail_in(seen: list[Path]) -> None:
    with temporary_folder() as folder:
        seen.append(folder)
        assert folder.stat().st_mode & 0o077 == 0
        (folder / "deep").mkdir()
        (folder / "deep" / "policy.docx").write_bytes(b"words")
        raise ZeroDivisionError


def test_one_at_a_time(tmp_path: Path) -> None:
    """A workspace that another procheck uses is refused with what to do, and is free again afterwards."""
    with held(tmp_path), pytest.raises(FolderInUse, match="another procheck"), held(tmp_path):
        pass
    with held(tmp_path):
        pass


def test_what_a_killed_one_left_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next procheck removes the documents that one which was killed left behind, and no folder that is in use or not ours."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    script = (
        "import os, sys, tempfile; from procheck.web.holding import temporary_folder; tempfile.tempdir = sys.argv[1]\n"
        "with temporary_folder() as folder: (folder / 'policy.md').write_text('words'); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False, cwd=Path(__file__).parents[2])
    (left,) = tmp_path.iterdir()
    (tmp_path / "procheck-page-not-ours").mkdir()
    with temporary_folder() as mine:
        assert not left.exists()
        remove_left_behind(tmp_path)
        assert mine.is_dir()
    assert (tmp_path / "procheck-page-not-ours").is_dir()
