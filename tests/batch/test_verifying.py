"""Proof: what belongs together is shown, and every change is found."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from procheck.batch import manifest
from procheck.batch.manifest import ManifestError
from procheck.batch.running import run
from procheck.batch.verifying import Question, verify
from tests.batch.building import Quiet, order

POLICY = "# Harmful sexual behaviour\n\nThe lead refers concerns about {} to social care.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with inputs, a pack, and the results of three documents, one of which is empty."""
    folder = tmp_path_factory.mktemp("batch")
    (folder / "inputs").mkdir()
    for name in "abc":
        (folder / "inputs" / f"{name}.md").write_text(POLICY.format(name) if name != "c" else "")
    run(order(folder, folder / "inputs"), Quiet())
    return folder


@pytest.fixture
def batch(made: Path, tmp_path: Path) -> Path:
    """A copy of it, whose inputs are no longer where the manifest says."""
    import shutil

    shutil.copytree(made, tmp_path / "copy")
    (tmp_path / "copy/inputs").rename(tmp_path / "copy/moved")
    return tmp_path / "copy"


def test_the_manifest_names_everything(made: Path) -> None:
    """Each input and each file of the results with its hash, the program, its libraries and the options."""
    found = json.loads((made / "results/manifest.json").read_text())

    assert ["judged", "judged", "unreadable"] == [each["result"] for each in found["documents"]]
    for each in found["documents"]:
        assert hashlib.sha256(Path(each["path"]).read_bytes()).hexdigest() == each["sha256"]
    assert {"summary.csv", "summary.xlsx", "findings.csv", "unreadable.csv", "index.html"} == set(found["files"])
    (ran,) = found["runs"]
    assert {"Python", "spacy", "lxml"} <= set(ran["programs"])
    assert ("small", False, "2026-11-22") == (found["criteria_pack"]["id"], ran["options"]["scorer"], found["as_of"])
    digest = hashlib.sha256((made / "results/manifest.json").read_bytes()).hexdigest()
    assert f"{digest}  manifest.json\n" == (made / "results/manifest.sha256").read_text()


def test_results_as_they_were_written_are_proven(made: Path) -> None:
    """Files, inputs, and a sample that is judged again in full."""
    proof = verify(Question(made / "results", (str(made / "inputs"),), manifest.noted(made / "results")))

    assert ([], []) == (proof.wrong, proof.untested)
    assert [
        "The manifest is the one that was noted.",
        "All 7 files of the results are as they were written.",
        "The inputs are those of the batch: the contents of 3 files are the same.",
        "2 documents chosen by chance were judged again, with the same report, byte for byte.",
    ] == proof.shown


def test_every_change_to_the_results_is_found(batch: Path) -> None:
    """A report changed, one removed, one put there, a table changed."""
    first, second = sorted((batch / "results/reports").iterdir())
    first.write_bytes(first.read_bytes().replace(b'"met"', b'"not-met"'))
    second.unlink()
    (batch / "results/reports/other.json").write_text("{}")
    (batch / "results/summary.csv").write_text("x")

    proof = verify(Question(batch / "results", sample=0))

    assert {
        f"reports/{first.name} was changed.", f"reports/{second.name} is missing.", "reports/other.json is not of this batch.",
        "summary.csv was changed.",
    } == set(proof.wrong)  # fmt: skip


def test_a_changed_manifest_is_found(batch: Path) -> None:
    """By the hash beside it, or by the one that was noted where somebody changed both."""
    path = batch / "results/manifest.json"
    path.write_text(path.read_text().replace('"complete": true', '"complete":  true'))
    plain = verify(Question(batch / "results", sample=0))
    noted = manifest.noted(batch / "results")
    manifest.save(batch / "results", path.read_bytes())
    both = verify(Question(batch / "results", sample=0, expected=noted))

    assert ["manifest.json was changed: its SHA-256 is not the one in manifest.sha256."] == plain.wrong
    assert both.wrong[0].startswith("The manifest is not the one that was noted")


def test_every_change_to_the_inputs_is_found(batch: Path) -> None:
    """A document changed, one taken away, one added; where they lie does not matter."""
    assert [] == verify(Question(batch / "results", (str(batch / "moved"),), sample=0)).wrong
    (batch / "moved/a.md").write_text("other words")
    (batch / "moved/b.md").unlink()
    (batch / "moved/new.md").write_text("new words")

    proof = verify(Question(batch / "results", (str(batch / "moved"),), sample=0))

    assert ["a.md was changed since it was judged.", "b.md is not among the inputs.", "new.md was not judged in this batch."] == proof.wrong


def test_a_report_that_is_not_procheck_s_is_found(batch: Path) -> None:
    """Even where the manifest was made to fit it: the document is judged again."""
    path = next((batch / "results/reports").glob("a-md-*.json"))
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(path.read_bytes().replace(b"social care", b"Social Care"))
    made = (batch / "results/manifest.json").read_text().replace(before, hashlib.sha256(path.read_bytes()).hexdigest())
    manifest.save(batch / "results", made.encode())

    proof = verify(Question(batch / "results", (str(batch / "moved"),)))

    assert [f"a.md is judged differently now: reports/{path.name} is not what procheck makes of it."] == proof.wrong


def test_what_cannot_be_judged_again_is_not_called_wrong(batch: Path) -> None:
    """Other criteria, or documents that are elsewhere, are said not to be tested."""
    away = json.loads((batch / "results/manifest.json").read_text())
    for each in away["documents"]:
        each["path"] = f"/nowhere/{Path(each['path']).name}"
    manifest.save(batch / "results", json.dumps(away).encode())
    elsewhere = verify(Question(batch / "results"))
    away["criteria_pack"]["sha256"] = "0" * 64
    manifest.save(batch / "results", json.dumps(away).encode())
    other = verify(Question(batch / "results", (str(batch / "moved"),)))

    assert [] == elsewhere.wrong + other.wrong
    assert "no document is where it was" in elsewhere.untested[-1]
    assert "version 1 of the criteria, as they were then" in other.untested[-1]


@pytest.mark.parametrize("content", ["{", "[]", '{"schema": "other"}', '{"schema": "procheck.manifest/1"}'])
def test_no_manifest(tmp_path: Path, content: str) -> None:
    """What is no manifest is named."""
    (tmp_path / "manifest.json").write_text(content)

    with pytest.raises(ManifestError, match=r"manifest\.json is (damaged|no manifest)"):
        verify(Question(tmp_path))


def test_a_manifest_reads_no_file_elsewhere(batch: Path, tmp_path: Path) -> None:
    """A path that leads out of the results is not followed."""
    secret = tmp_path / "secret"
    secret.write_text("secret")
    made = json.loads((batch / "results/manifest.json").read_text())
    made["files"] = {str(secret): hashlib.sha256(b"secret").hexdigest()}
    manifest.save(batch / "results", json.dumps(made).encode())

    assert [f"{secret} is missing."] == verify(Question(batch / "results", sample=0)).wrong
