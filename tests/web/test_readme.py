"""The README's page for authors."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from procheck.cli import cli
from procheck.web import serving

ROOT = Path(__file__).parents[2]


def _section() -> str:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return readme.split("\n## For authors: your draft in the browser\n")[1].split("\n## ")[0]


def test_its_commands_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each `procheck` command of the section is taken as it stands."""
    seen: list[Any] = []
    monkeypatch.setattr(serving, "serve", lambda wishes, *rest, **more: seen.append(wishes))
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```sh\n(.*?)```", _section(), re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines() if line.strip().startswith("procheck ")]

    assert lines == ["procheck serve", "procheck serve --workspace my-policies"]
    for line in lines:
        made = CliRunner().invoke(cli, shlex.split(line)[1:])
        assert made.exit_code == 0, made.output
    assert [str(wishes.workspace) for wishes in seen] == ["None", "my-policies"]


def test_its_options_are_there() -> None:
    """Each option that the section names is one of `procheck serve`."""
    told = set(re.findall(r"`(--[a-z-]+)", _section().split("| option |")[1]))
    known = {name for parameter in cli.get_command(None, "serve").params for name in parameter.opts}  # type: ignore[arg-type, union-attr]
    assert told <= known and "--workspace" in told


def test_its_picture_is_there() -> None:
    """The picture that the section shows is a PNG, and small."""
    (name,) = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", _section())
    picture = (ROOT / name).read_bytes()
    assert picture.startswith(b"\x89PNG") and len(picture) < 150_000
