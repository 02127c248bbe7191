from __future__ import annotations

import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.audit.conftest import MET, make_area
from tests.building import write_pack
from tests.cli.test_check import procheck


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "packs").mkdir()
    return write_pack(tmp_path / "packs")


def audit(pack: Path, *args: object) -> subprocess.CompletedProcess[str]:
    return procheck("audit", *args, "--criteria", pack, "--no-scorer", "--workers", 1, "--today", "2026-11-22")


def test_from_folders_to_outputs_decisions_and_log(pack: Path, tmp_path: Path) -> None:
    """The way of a board officer: init, audit, decide in the workbook, take that in, and list who decided what."""
    folder = make_area(tmp_path / "returns")
    made = procheck("audit", "init", folder)
    assert made.returncode == 0 and "4 agencies" in made.stdout and (folder / "audit.yaml").is_file()
    assert procheck("audit", "log", folder).returncode == 2

    done = audit(pack, folder, "-o", tmp_path / "out")
    assert done.returncode == 3, done.stderr
    assert "holds no documents" in done.stderr and "Traceback" not in done.stderr
    assert "Done 1 of 3 agencies" in done.stderr
    assert "4 agencies by 1 criteria" in done.stdout and "1  Contradicted" in done.stdout
    assert {"audit.json", "workbook.xlsx"} <= {path.name for path in (tmp_path / "out").iterdir()}

    book = openpyxl.load_workbook(tmp_path / "out" / "workbook.xlsx")
    sheet = book["Findings"]
    rows = list(sheet.iter_rows())
    head = [cell.value for cell in rows[0]]
    ref = next(row for row in rows if row[head.index("Rating")].value and "Partly" in str(row[head.index("Rating")].value))
    ref[head.index("Reviewer's decision")].value = "met"
    ref[head.index("Reviewer's note")].value = "=Seen"
    book.save(tmp_path / "decided.xlsx")
    (folder / "empty" / "policy.md").write_text(MET, encoding="utf-8")
    # Without -o the outputs go where they went before.
    done = audit(pack, folder, "--decisions", tmp_path / "decided.xlsx", "--by", "A. Reader")
    assert done.returncode == 1, done.stderr
    assert "Took in 1 decision and 0 changes" in done.stdout and str(tmp_path / "out") in done.stdout

    log = procheck("audit", "log", folder).stdout
    assert "A. Reader decided Met" in log and "“=Seen”" in log
    (line,) = csv.DictReader(io.StringIO(procheck("audit", "log", folder, "--format", "csv").stdout))
    assert line["note"] == "'=Seen" and line["who"] == "A. Reader"
    (entry,) = json.loads(procheck("audit", "log", folder, "--agency", "harbour-fc", "--format", "json").stdout)
    assert entry["ref"].endswith("-XX1")
    assert procheck("audit", "log", folder, "--agency", "nobody").returncode == 2


def test_a_broken_audit_yaml_ends_with_2_after_judging(pack: Path, tmp_path: Path) -> None:
    """Its line is named first; the documents are judged all the same."""
    folder = make_area(tmp_path / "returns")
    (folder / "audit.yaml").write_text("agencies:\n  riverside: [\n", encoding="utf-8")
    done = audit(pack, folder)
    assert done.returncode == 2 and "audit.yaml, line 3" in done.stderr.splitlines()[0]
    assert "No outputs were written" in done.stderr and "Traceback" not in done.stderr
    connection = sqlite3.connect(folder / "audit.sqlite")
    assert connection.execute("SELECT count(*) FROM results").fetchone() == (3,)
    connection.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_killed_at_any_moment_a_later_run_goes_on(pack: Path, tmp_path: Path) -> None:
    """What was judged before the kill is not judged again, nothing is half written, and no process stays behind."""
    folder = tmp_path / "returns"
    for number in range(10):
        (folder / f"agency-{number}").mkdir(parents=True)
        (folder / f"agency-{number}" / "policy.md").write_text(MET + "\n\nStaff are told of it.\n" * 300, encoding="utf-8")
    options = ["--criteria", pack, "--no-scorer", "--workers", 1, "-o", tmp_path / "out"]
    command = [sys.executable, "-m", "procheck", "audit", folder, *options]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    running = subprocess.Popen(
        [str(each) for each in command], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment
    )
    assert running.stderr is not None
    assert any(line.startswith("Done 2") for line in running.stderr)
    running.kill()
    running.stderr.close()
    running.wait()

    assert not (tmp_path / "out").exists()
    done = audit(pack, folder, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "of them as judged before" in done.stdout
    assert (tmp_path / "out" / "audit.json").is_file()


def test_help_tells_the_way(tmp_path: Path) -> None:
    """`procheck audit --help` shows the commands of a board officer, and a folder called like a command is a folder with ./ before it."""
    assert "procheck audit init returns-2026" in procheck("audit", "--help").stdout
    assert "--anonymise" in procheck("audit", "run", "--help").stdout
    done = procheck("audit", tmp_path / "gone")
    assert done.returncode == 2 and "is no folder" in done.stderr
