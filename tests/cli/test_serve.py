from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from procheck.cli import cli
from procheck.web import serving


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the server was asked for, in place of a server."""
    seen: dict[str, Any] = {}
    monkeypatch.setattr(serving, "serve", lambda wishes, reader, judges, titles, say, today: seen.update(wishes=wishes, titles=titles))
    return seen


def test_as_it_is(asked: dict[str, Any]) -> None:
    """Without options the page is for this computer alone, forgets its documents, and offers the packs that come with procheck."""
    made = CliRunner().invoke(cli, ["serve"])
    wishes = asked["wishes"]

    assert made.exit_code == 0, made.output
    assert (wishes.host, wishes.port, wishes.workspace, wishes.browser) == ("127.0.0.1", None, None, True)
    assert wishes.packs == ("hsb-learning-2017", "nice-ng55")
    assert asked["titles"]("nice-ng55").startswith("NICE guideline")


def test_with_options(asked: dict[str, Any], tmp_path: Path) -> None:
    """Documents, a workspace and the pack to offer first are handed on."""
    (tmp_path / "a.md").write_text("# A")
    options = ["--workspace", str(tmp_path / "kept"), "--criteria", "nice-ng55", "--no-browser", "--port", "9000", "--together", "Both"]
    CliRunner().invoke(cli, ["serve", str(tmp_path / "a.md"), *options])
    wishes = asked["wishes"]

    assert wishes.packs == ("nice-ng55", "hsb-learning-2017")
    assert (wishes.workspace, wishes.port, wishes.browser, wishes.together) == (tmp_path / "kept", 9000, False, "Both")
    assert wishes.documents == (tmp_path / "a.md",)


def test_an_audit(asked: dict[str, Any], tmp_path: Path) -> None:
    """A folder is an audit to open, beside any documents; two are too many."""
    (tmp_path / "a.md").write_text("# A")
    for name in ("returns", "others"):
        (tmp_path / name).mkdir()
    made = CliRunner().invoke(cli, ["serve", str(tmp_path / "returns"), str(tmp_path / "others")])
    assert made.exit_code == 2 and "one audit can be open" in made.output and not asked
    CliRunner().invoke(cli, ["serve", str(tmp_path / "returns"), str(tmp_path / "a.md")])
    assert (asked["wishes"].audit, asked["wishes"].documents) == (tmp_path / "returns", (tmp_path / "a.md",))


@pytest.mark.parametrize(
    ("options", "said"),
    [(["nowhere.docx"], "nowhere.docx"), (["--criteria", "nothing"], "no criteria pack"), (["--port", "0"], "port")],
)
def test_mistakes(asked: dict[str, Any], options: list[str], said: str) -> None:
    """A document or pack that is not there, or a port that cannot be, is told before anything is served."""
    made = CliRunner().invoke(cli, ["serve", *options])
    assert made.exit_code != 0 and not asked
    assert said in made.output + str(made.exception)
