"""The command itself, in a process of its own, ended with Ctrl-C."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.building import write_pack

WEAK = "# Harmful sexual behaviour\n\nThe lead may refer to social care.\n"
FIRM = "# Harmful sexual behaviour\n\nThe lead refers to social care immediately.\n"
LONGEST = 60.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process on Windows")


class Watching:
    """`procheck watch` at work; its lines are read as they come."""

    def __init__(self, *args: object, cwd: Path) -> None:
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "utf-8"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "procheck", "watch", *map(str, args)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", cwd=cwd, env=environment,
        )  # fmt: skip
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put("")

    def until(self, words: str) -> str:
        """All lines up to one with `words`."""
        seen = ""
        while words not in seen:
            line = self._lines.get(timeout=LONGEST)
            assert line, f"ended without '{words}':\n{seen}"
            seen += line
        return seen

    def end(self) -> tuple[int, str]:
        """The exit status after Ctrl-C, and what was still said."""
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(LONGEST)
        rest = ""
        while line := self._lines.get(timeout=LONGEST):
            rest += line
        return status, rest


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    """A watch on draft.md, with a page kept up to date, past its first check."""
    (tmp_path / "packs").mkdir()
    (tmp_path / "draft.md").write_text(WEAK, encoding="utf-8")
    made = Watching("draft.md", "-o", "page.html", "--criteria", write_pack(tmp_path / "packs"), cwd=tmp_path)
    try:
        yield made
    finally:
        made.process.kill()


def test_a_save_is_checked_and_ctrl_c_ends(watching: Watching, tmp_path: Path) -> None:
    """The first check, a save by renaming, a deletion and a return are told; the page is kept; Ctrl-C ends with status 0."""
    first = watching.until("Ctrl-C ends.")
    assert "draft.md: 1 partly met, none met." in first and "XX1.refer Concerns are referred" in first
    assert "The lead may refer to social care." in (tmp_path / "page.html").read_text(encoding="utf-8")

    (tmp_path / "lu123.tmp").write_text(FIRM, encoding="utf-8")
    (tmp_path / "lu123.tmp").replace(tmp_path / "draft.md")  # whether or not the folder is being watched already
    assert "Saved: 2 closed. Now 1 met." in watching.until("Now 1 met.")
    assert "“The lead refers to social care immediately.”" in watching.until("▲ CLOSED XX1.early") + watching.until("”")

    (tmp_path / "draft.md").unlink()
    watching.until("draft.md is gone: waiting until it is back.")
    (tmp_path / "draft.md").write_text(WEAK, encoding="utf-8")
    assert "2 new gaps" in watching.until("2 new gaps")

    status, rest = watching.end()
    assert status == 0 and rest.endswith("\nEnded.\n") and "Traceback" not in rest
    assert "The lead may refer to social care." in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert not list(tmp_path.glob("*.part"))


def test_ctrl_c_in_the_middle_of_a_check(tmp_path: Path) -> None:
    """Ctrl-C while the draft is being read or judged ends as cleanly as at rest."""
    (tmp_path / "draft.md").write_text(WEAK * 3000, encoding="utf-8")
    made = Watching("draft.md", "--no-scorer", cwd=tmp_path)
    threading.Event().wait(1.5)
    status, rest = made.end()
    assert "Traceback" not in rest and status in (0, 1)


def test_no_draft(tmp_path: Path) -> None:
    """A draft that is not there, or is a folder, ends at once with a sentence."""
    missing = Watching("gone.docx", cwd=tmp_path)
    assert "procheck: gone.docx" in missing.until("gone.docx")
    assert missing.process.wait(LONGEST) == 3
    folder = Watching(tmp_path, cwd=tmp_path)
    assert "is a directory" in folder.until("is a directory")
    assert folder.process.wait(LONGEST) == 2
