"""`procheck batch` and `procheck verify` as a person meets them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from procheck.cli import cli
from tests.building import write_pack

SAYS = "# Harmful sexual behaviour\n\nThe lead refers each concern to social care immediately, number {}.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a pack, inputs and their results."""
    folder = tmp_path_factory.mktemp("batch")
    (folder / "packs").mkdir()
    write_pack(folder / "packs")
    (folder / "inputs").mkdir()
    (folder / "inputs/a.md").write_text(SAYS.format(1))
    (folder / "inputs/old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0" * 40)
    return folder


def invoke(folder: Path, *arguments: str) -> Result:
    """Runs `procheck batch` on the inputs."""
    command = ["batch", str(folder / "inputs"), "-o", str(folder / "results"), "--criteria", str(folder / "packs/small"), "--no-scorer"]
    return CliRunner().invoke(cli, [*command, "--workers", "1", *arguments])


def test_a_batch_and_its_proof(made: Path) -> None:
    """What could not be read comes first, the exit status says so, and the results are proven afterwards."""
    result = invoke(made)

    assert 3 == result.exit_code, result.output
    assert "1 document could not be read, and must be looked at by a person:" in result.output
    assert "old.doc is an old " in result.output
    files = {"index.html", "summary.csv", "summary.xlsx", "findings.csv", "unreadable.csv", "manifest.json"}
    assert files <= set(os.listdir(made / "results"))
    page = next((made / "results/reports").glob("*.html"))
    assert f'"r":"reports/{page.name}"' in (made / "results/index.html").read_text()
    proof = CliRunner().invoke(cli, ["verify", str(made / "results"), "--against", str(made / "inputs")])
    assert 0 == proof.exit_code and "judged again, with the same report" in proof.output
    page.write_text("changed")
    proof = CliRunner().invoke(cli, ["verify", str(made / "results"), "--sample", "0"])
    assert 1 == proof.exit_code and f"Wrong:\n  reports/{page.name} was changed." in proof.output


def test_a_plan_is_only_told(made: Path) -> None:
    """It exits with 0 and makes nothing."""
    result = invoke(made, "-o", str(made / "planned"), "--plan", "--documents", "1000", "--price", "2")

    assert 0 == result.exit_code
    assert "1,000 documents on 1 worker: about " in result.output and "Cost: " in result.output
    assert not (made / "planned").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere-at-all"], "no documents in"),
        (["@nowhere.txt"], "the list nowhere.txt cannot be read"),
        (["x.md", "--criteria", "nowhere"], "there is no criteria pack 'nowhere'"),
    ],
)
def test_what_cannot_run_is_one_sentence(tmp_path: Path, arguments: list[str], sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With exit status 2, and no traceback."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "nowhere-at-all").mkdir()
    command = [sys.executable, "-m", "procheck", "batch", "-o", "out", *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": _root()})

    assert 2 == result.returncode
    assert sentence in result.stderr and "Traceback" not in result.stderr


def _root() -> str:
    return str(Path(__file__).parents[2])


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_stops_cleanly_and_the_same_command_goes_on(made: Path, tmp_path: Path) -> None:
    """The documents in hand are finished, what is left is named, nothing is judged twice."""
    (tmp_path / "inputs").mkdir()
    for number in range(60):
        (tmp_path / f"inputs/{number}.md").write_text(SAYS.format(number) * 20)
    command = [sys.executable, "-m", "procheck", "batch", str(tmp_path / "inputs"), "-o", str(tmp_path / "out"), "--workers", "1"]
    command += ["--criteria", str(made / "packs/small"), "--no-scorer"]
    environment = {**os.environ, "PYTHONPATH": _root()}
    batch = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    while not list((tmp_path / "out").glob("reports/*.json")) and time.monotonic() < until:
        time.sleep(0.02)
    batch.send_signal(signal.SIGINT)
    out, error = batch.communicate(timeout=60)

    assert 130 == batch.returncode, error
    assert "Stopping: the documents in hand are finished first." in error and "Traceback" not in error
    assert "not judged yet: give the same command again to go on." in out
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert 0 == result.returncode
    assert "60 documents judged" in result.stdout


def test_the_readme_s_commands_are_understood() -> None:
    """Each line of the README that begins with `procheck batch` or `procheck verify` has arguments that the commands take."""
    from procheck.cli.batch import batch
    from procheck.cli.verify import verify

    lines = [line.partition("#")[0].split() for line in (Path(_root()) / "README.md").read_text("utf-8").splitlines()]
    shown = [words[1:] for words in lines if words[:1] == ["procheck"] and words[1:2] in (["batch"], ["verify"])]

    assert 5 <= len(shown)
    for name, *arguments in shown:
        command = {"batch": batch, "verify": verify}[name]
        arguments = ["." if argument == "results/" else argument for argument in arguments]
        assert command.make_context(name, arguments).params["folder"] == Path()
