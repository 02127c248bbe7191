"""The README's walk through a criterion of one's own, word for word."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from procheck.cli import cli

README = Path(__file__).parent.parent / "README.md"
_BLOCK = re.compile(r"(?P<before>.*?)^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"`([\w./-]+\.(?:yaml|md))`")


def _section() -> str:
    return README.read_text(encoding="utf-8").split("\n## Write your own criteria\n")[1].split("\n## ")[0]


def test_the_walk_works_word_for_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command of the walk runs on the files that it shows, in a bare folder, and prints what it shows."""
    monkeypatch.chdir(tmp_path)
    file, output, ran = Path(), "", []
    for block in _BLOCK.finditer(_section()):
        file = Path([str(file), *_FILE.findall(block["before"])][-1])
        if block["kind"] == "sh":
            for line in block["text"].splitlines():
                program, *arguments = shlex.split(line)
                result = CliRunner().invoke(cli, arguments)
                assert program == "procheck" and result.exit_code in (0, 1), result.output
                output = result.output
                ran.append(" ".join(arguments[:2]))
        elif block["kind"] == "text":
            assert re.search(_pattern(block["text"]), output), f"{ran[-1]} printed\n{output}"
        else:
            _edit(file, block["text"])

    kinds = ["criteria new", "criteria try", "criteria try", "criteria try", "criteria test", "check trip-policy.md"]
    assert ran == kinds


def _pattern(shown: str) -> str:
    """What is shown, where a line of "..." stands for any lines at all."""
    parts = [re.escape(part) for part in re.split(r"^\.\.\.\n", shown, flags=re.MULTILINE)]
    return rf"\A{'(?s:.*)'.join(parts)}\s*\Z"


def _edit(file: Path, text: str) -> None:
    """Make the file hold `text`, or put a single line in place of the one that begins like it."""
    if text.count("\n") > 1:
        file.write_text(text, encoding="utf-8")
        return
    key = text.split(":")[0]
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    assert sum(line.startswith(f"{key}:") for line in lines) == 1
    file.write_text("".join(text if line.startswith(f"{key}:") else line for line in lines), encoding="utf-8")
