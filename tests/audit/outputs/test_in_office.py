"""Every output opened by a real office program, which refuses or repairs what is not well made."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from procheck.audit.outputs import board_report, letters, workbook
from tests.audit.outputs.made import audit_of, hostile_audit
from tests.audit.sample import sample_audit


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outputs of a small audit, of one with many agencies and of a hostile one, each as a PDF too."""
    if not (program := shutil.which("soffice") or shutil.which("libreoffice")):
        pytest.skip("no LibreOffice on this machine: the outputs were not opened in an office program")
    folder = tmp_path_factory.mktemp("office")
    paths = []
    for name, audit in (("small", sample_audit()), ("many", audit_of(12)), ("hostile", hostile_audit())):
        (folder / name).mkdir()
        written = board_report.write(audit, folder / name, None) + workbook.write(audit, folder / name, None)
        paths += [path for path in written if path.suffix != ".html"]
        paths += letters.write(audit, folder / name, None)[:2]
    named = [path.rename(folder / f"{path.parent.relative_to(folder).as_posix().replace('/', '-')}-{path.name}") for path in paths]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for wanted in (["pdf"], ["csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"]):
        files = named if wanted == ["pdf"] else [path for path in named if path.suffix == ".xlsx"]
        command = [program, profile, "--headless", "--convert-to", *wanted, "--outdir", str(folder), *map(str, files)]
        subprocess.run(command, capture_output=True, timeout=300, check=True)
    return folder


def words_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def test_every_file_opens(made: Path) -> None:
    """Each Word file and each workbook comes out as a PDF with words in it."""
    files = [path for path in made.iterdir() if path.suffix in (".docx", ".xlsx")]

    assert len(files) == 11
    assert all(len(words_of(path.with_suffix(".pdf"))) > 500 for path in files)


def test_the_report_says_what_it_should(made: Path) -> None:
    """Headings, ratings with their signs, page numbers and the board's name are on the pages."""
    said = words_of(made / "small-board-report.pdf")

    for words in ("Criteria by agencies", "Amber", "Marrowshire Safeguarding Children Partnership", "Page 2 of"):
        assert words in said


def test_findings_come_out_as_they_went_in(made: Path) -> None:
    """LibreOffice reads every row of the findings, with words that look like formulas as words."""
    with next(made.glob("small-workbook-Findings.csv")).open(encoding="utf-8", newline="") as file:
        heads, *rows = csv.reader(file)

    assert heads[:2] == ["Ref", "Agency"]
    assert len(rows) == 6
    assert rows[1][heads.index("Reviewer's note")] == "=It stands in the staff handbook."
    assert "“=Coaches must not ring social care" in rows[2][heads.index("Evidence quote")]
