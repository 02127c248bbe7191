"""The README's commands for safeguarding boards, word for word."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from procheck.cli import cli
from procheck.web import serving
from procheck.web.audits import audit_at

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "reports" / "sample" / "audit"


def _commands() -> list[list[str]]:
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## For safeguarding boards: many agencies\n")[1].split("\n## ")[0]
    lines = [line for block in section.split("```sh\n")[1:] for line in block.split("```")[0].splitlines()]
    return [shlex.split(line, comments=True) for line in lines]


def test_every_command_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command of the section runs in a bare folder with the agencies' folders in it, in order, and does what the section says."""
    monkeypatch.chdir(tmp_path)
    # What would wait for people in a browser.
    monkeypatch.setattr(serving, "serve", lambda wishes, *rest, **more: opened.append(audit_at(wishes.audit)))
    opened: list[tuple[Path, bool]] = []
    for agency in ("kelby-dolphins", "weirfield-surgery"):
        shutil.copytree(SAMPLE / "returns" / agency, Path("returns-2026", agency))
    said = []
    for program, *arguments in _commands():
        assert program == "procheck"
        runs = arguments[0] == "audit" and arguments[1] not in ("init", "log")
        # By phrases alone, which is what this test needs and much faster.
        result = CliRunner().invoke(cli, [*arguments, *(["--no-scorer", "--today", "2026-11-22"] if runs else [])])
        assert result.exit_code in (0, 1) and (result.exception is None or isinstance(result.exception, SystemExit)), result.output
        said.append(" ".join(result.output.split()))
        if not Path("audit-2025").exists() and Path("audit-2026").exists():
            shutil.copytree("audit-2026", "audit-2025")

    assert [folder.resolve() for folder, _ in opened] == [Path("returns-2026").resolve()]
    init, first, _, taken, log, later, anonymised = said
    assert "2 agencies" in init and "Wrote audit-2026/board-report.docx" in first
    assert "2 of them as judged before" in taken and "Took in 0 decisions" in taken
    assert log == "Nothing has been decided yet."
    assert Path("audit-2026/workbook.xlsx").is_file() and list(Path("audit-2026/letters").iterdir())
    assert "Wrote" in later and "audit-2026-anonymised/board-report.html" in anonymised
    assert not Path("audit-2026-anonymised/letters").exists()


def test_the_sample_holds_what_an_audit_writes() -> None:
    """Six agencies with the report, the workbook and a letter for each; without names the same, and no letters."""
    agencies = {path.name for path in (SAMPLE / "returns").iterdir() if path.is_dir()}
    assert len(agencies) == 6
    assert len(list((SAMPLE / "outputs" / "letters").iterdir())) == 6
    for folder in ("outputs", "outputs-anonymised"):
        assert {"audit.json", "board-report.docx", "board-report.html", "workbook.xlsx"} <= {
            path.name for path in (SAMPLE / folder).iterdir()
        }
    anonymised = (SAMPLE / "outputs-anonymised" / "audit.json").read_text(encoding="utf-8")
    for name in ("Hartsbourne", "Kelby", "Lowmoor", "Wilfrid", "Weirfield", "Fen Youth"):
        assert name not in anonymised


def test_no_document_of_the_sample_is_held_out() -> None:
    """The area is made of documents that anybody may read."""
    from tests.make_sample_audit import DOCUMENTS

    assert all(int(name[1:3]) % 3 for names in DOCUMENTS.values() for name in names)
