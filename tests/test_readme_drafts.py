"""The README's commands for drafts, word for word."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from procheck.cli import cli
from procheck.watching import watching

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "reports" / "sample"


def _commands() -> list[list[str]]:
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## From draft to draft\n")[1].split("\n## ")[0]
    lines = [line for block in section.split("```sh\n")[1:] for line in block.split("```")[0].splitlines()]
    return [shlex.split(line, comments=True) for line in lines]


def test_every_command_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command of the section runs in a bare folder with two drafts, in order, and does what the section says."""

    def ended(*args: object) -> Iterator[bool]:
        raise KeyboardInterrupt

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(watching, "changes", ended)
    for number, name in ((1, "sample-policy.docx"), (2, "sample-policy-next-draft.docx")):
        shutil.copy(SAMPLE / name, f"draft-{number}.docx")
    said = []
    for program, *arguments in _commands():
        assert program == "procheck"
        # By phrases alone, which is what this test needs and much faster.
        extra = ["--no-scorer"] if arguments[0] in ("check", "compare", "watch") else []
        result = CliRunner().invoke(cli, [*arguments, *extra])
        assert result.exit_code in (0, 1) and not isinstance(result.exception, OSError), result.output
        said.append((arguments[0], result.exit_code, " ".join(result.output.split())))

    assert [command for command, _, _ in said] == ["compare", "compare", "check", "compare", "watch", "watch", "accept", "accept", "accept"]
    assert [status for command, status, _ in said if command == "compare"] == [1, 1, 1]
    assert said[0][2] == said[3][2], "a report kept stands for its document"
    assert said[4][2].endswith("Ctrl-C ends. Ended.")
    assert "Dealt with in: Behaviour policy, s.4" in said[7][2] and "the last record" in said[8][2]
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"draft-1.docx", "draft-2.docx", "draft-2.html", "round-1.json", "what-changed.html"}
