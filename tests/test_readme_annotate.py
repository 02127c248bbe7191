"""The README's commands for comments in a draft, word for word."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from procheck.cli import cli
from tests.documents.pdf_making import Paper
from tests.reports.annotated.word import comments

ROOT = Path(__file__).parent.parent


def _commands() -> list[list[str]]:
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## Comments in your own draft\n")[1].split("\n## ")[0]
    return [shlex.split(line, comments=True) for line in section.split("```sh\n")[1].split("```")[0].splitlines()]


def test_every_command_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command of the section runs in a bare folder with two drafts, in order, and does what the section says."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "reports" / "sample" / "sample-policy.docx", "policy.docx")
    Path("policy.pdf").write_bytes(Paper().heading("Harmful sexual behaviour").lines("Staff may tell the DSL.").done())
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    found = []
    for program, *arguments in _commands():
        assert program == "procheck"
        # By phrases alone, which is what this test needs and much faster.
        result = CliRunner().invoke(cli, [*arguments, "--no-scorer"])
        assert result.exit_code in (0, 1) and result.output.startswith("Wrote "), result.output
        copy = Path("policy-annotated.docx").read_bytes()
        found.append(len(comments(copy)))

    assert found[0] == found[1] == found[2] > 20
    assert found[3] == 0
    short = list(comments(Path("gaps.docx").read_bytes()).values())
    assert not any(text.startswith("✓") for text in short)
    assert Path("policy-annotated.pdf").read_bytes().startswith(before["policy.pdf"])
    assert all(Path(name).read_bytes() == data for name, data in before.items()), "the drafts themselves are not touched"
