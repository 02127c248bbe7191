import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "# Harmful sexual behaviour\n\nThe lead refers to social care immediately.\n"
SHORT = "# Harmful sexual behaviour\n\nThe lead may refer to social care.\n"


def procheck(*args: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "procheck", *map(str, args)],
        capture_output=True, text=True, encoding="utf-8", cwd=cwd, env=environment, check=False,
    )  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "deeper").mkdir(parents=True)
    (folder / "good.md").write_text(GOOD, encoding="utf-8")
    (folder / "deeper" / "short.md").write_text(SHORT, encoding="utf-8")
    return folder


def check(pack: Path | str, *args: object) -> subprocess.CompletedProcess[str]:
    return procheck("check", "--criteria", pack, "--today", "2026-11-22", *args)


def test_exit_status_says_how_it_went(pack: Path, files: Path) -> None:
    """0 all met, 1 something short, 2 could not run, 3 a document could not be read though others were."""
    assert check(pack, files / "good.md").returncode == 0
    assert check(pack, files).returncode == 1
    assert check("no-such-pack", files).returncode == 2
    assert check(pack, files, files / "missing.docx").returncode == 3


def test_every_problem_is_one_sentence_without_traceback(pack: Path, files: Path, tmp_path: Path) -> None:
    """Bad input names the file, what is wrong and what to do."""
    empty = tmp_path / "empty.docx"
    empty.write_bytes(b"")
    junk = tmp_path / "junk.pdf"
    junk.write_bytes(b"%PDF-1.7\nnot really")
    result = check(pack, empty, junk, files / "good.md", tmp_path / "gone.md")

    lines = [line for line in result.stderr.splitlines() if line]
    assert result.returncode == 3
    assert [line.split()[1] for line in lines] == ["empty.docx", "junk.pdf", "gone.md"]
    assert all(line.endswith(".") and ": " in line for line in lines)
    assert "Traceback" not in result.stderr
    assert "good" in result.stdout


def test_a_folder_without_documents(pack: Path, tmp_path: Path) -> None:
    """Nothing to check is a mistake, not a success."""
    (tmp_path / "nothing").mkdir()
    result = check(pack, tmp_path / "nothing")

    assert result.returncode == 2
    assert "no documents in" in result.stderr


def test_json_is_the_same_bytes_every_time_and_holds_no_path(pack: Path, files: Path, tmp_path: Path) -> None:
    """The same input, criteria and date give the same bytes; the file is named, its folder is not."""
    outputs = []
    for _ in range(2):
        result = check(pack, files / "good.md", "--format", "json")
        outputs.append(result.stdout)

    report = json.loads(outputs[0])
    assert outputs[0] == outputs[1]
    assert str(tmp_path) not in outputs[0]
    assert report["submission"] == "good" and report["as_of"] == "2026-11-22"
    assert report["summary"]["met"] == 1


def test_several_files_are_several_submissions_unless_together(pack: Path, files: Path) -> None:
    """Each file has its own report; --together judges them as one and quotes name their file."""
    lines = check(pack, files, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["submission"] for line in lines] == ["short", "good"]

    report = json.loads(check(pack, files, "--together", "Both", "--format", "json").stdout)
    assert report["submission"] == "Both" and len(report["documents"]) == 2
    assert {e["document"] for e in report["criteria"][0]["elements"][0]["evidence"]} == {"good.md", "short.md"}


def test_together_names_the_file_that_could_not_be_read(pack: Path, files: Path) -> None:
    """A submission with an unreadable file says so in its report."""
    result = check(pack, files / "good.md", files / "lost.docx", "--together", "Both", "--format", "json")

    assert result.returncode == 3
    assert [note["kind"] for note in json.loads(result.stdout)["notes"] if "lost.docx" in note["message"]] == ["unread"]


def test_output_goes_to_a_file_or_a_folder_of_files(pack: Path, files: Path, tmp_path: Path) -> None:
    """-o's suffix chooses the form; several submissions make one file each in a folder; nothing is left unfinished."""
    check(pack, files / "good.md", "-o", tmp_path / "out" / "report.html")
    check(pack, files, "--format", "docx", "-o", tmp_path / "reports")
    check(pack, files, "-o", tmp_path / "all.csv")

    assert (tmp_path / "out" / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == ["good.docx", "short.docx"]
    assert (tmp_path / "all.csv").stat().st_size > 100
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("form", ["json", "html", "markdown", "docx"])
def test_several_reports_of_one_file_each_need_a_folder(pack: Path, files: Path, form: str) -> None:
    """A form that holds one submission asks for a folder, and says so."""
    result = check(pack, files, "--format", form)

    assert result.returncode == 2
    assert "-o" in result.stderr


def test_files_of_one_name_have_names_of_their_own(pack: Path, tmp_path: Path) -> None:
    """Two files called policy.md in two folders, and policy.txt, keep apart."""
    for place in ("a", "b"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "policy.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "a" / "policy.txt").write_text(GOOD, encoding="utf-8")
    lines = check(pack, tmp_path / "a", tmp_path / "b", "--format", "jsonl").stdout.splitlines()

    assert sorted(json.loads(line)["submission"] for line in lines) == ["a - policy.md", "b - policy.md", "policy.txt"]


def test_glossary(pack: Path, tmp_path: Path) -> None:
    """Local names from --glossary count; an unknown concept in it is named."""
    policy = tmp_path / "policy.md"
    policy.write_text(GOOD.replace("social care", "the Blue Door"), encoding="utf-8")
    glossary = tmp_path / "names.yaml"
    glossary.write_text("social care: [blue door]\n", encoding="utf-8")
    assert check(pack, policy).returncode == 1
    assert check(pack, policy, "--glossary", glossary).returncode == 0

    glossary.write_text("socialcare: [blue door]\n", encoding="utf-8")
    result = check(pack, policy, "--glossary", glossary)
    assert result.returncode == 2 and "unknown concept 'socialcare'" in result.stderr


def test_quiet_in_a_pipe(pack: Path, files: Path) -> None:
    """No progress bar and no colour where nobody watches."""
    result = check(pack, files)

    assert result.stderr == "" and "\x1b" not in result.stdout


def test_help_is_light() -> None:
    """procheck --help imports neither spaCy nor any reader."""
    code = "import sys, procheck.cli as c\ntry: c.cli(['--help'])\nexcept SystemExit: pass\nprint(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert "Test policies" in loaded
    assert not [name for name in ("spacy", "docx", "lxml", "pypdfium2", "jinja2", "yaml") if f"'{name}'" in loaded]


def test_no_network(pack: Path, files: Path) -> None:
    """A whole check opens no socket."""
    code = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise SystemExit(99)\n"
        "socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse\n"
        "from procheck.cli import main\n"
        f"sys.argv = ['procheck', 'check', '--criteria', {str(pack)!r}, {str(files / 'good.md')!r}]\n"
        "main()"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
