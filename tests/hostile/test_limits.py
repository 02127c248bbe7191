"""Every limit has an option on `procheck check`, and a file over it is told of in one sentence that names the option."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from procheck.cli.check import check
from tests.building import write_pack
from tests.documents.docx_making import make, para
from tests.hostile import making
from tests.hostile.seeds import WORDS

LIMITS: list[tuple[str, str, Callable[[], bytes], str]] = [
    ("--max-size", "1", lambda: WORDS.encode() * 20_000, "is 2 MB, more than the limit of 1 MB: "),
    ("--max-expanded", "3", lambda: making.quine_of_parts(5), "unpacks to 5 MB, more than the limit of 3 MB: "),
    ("--max-pages", "9", lambda: making.pdf_many_pages(10), "has 10 pages, more than the limit of 9: "),
    ("--max-seconds", "0.02", lambda: make(*[para(WORDS) for _ in range(20_000)]), "longer to read than the limit of 0.02 seconds: "),
]


@pytest.mark.parametrize(("option", "value", "make_file", "said"), [pytest.param(*case, id=case[0]) for case in LIMITS])
def test_a_limit_has_its_option(option: str, value: str, make_file: Callable[[], bytes], said: str, tmp_path: Path) -> None:
    """A file over the limit is not judged: exit status 3, and one sentence that says how to allow more."""
    path = tmp_path / "policy.docx"
    path.write_bytes(make_file())
    arguments = [str(path), "--criteria", str(write_pack(tmp_path)), option, value]
    result = CliRunner().invoke(check, arguments)

    assert result.exit_code == 3
    assert f"procheck: policy.docx {'took ' if 'longer' in said else ''}{said}" in result.stderr
    assert f"allow more with {option}.\n" in result.stderr
    assert "" == result.stdout


@pytest.mark.parametrize("option", ["--max-size", "--max-expanded", "--max-pages", "--max-seconds"])
def test_a_limit_of_nothing_is_a_mistake(option: str, tmp_path: Path) -> None:
    """Nought and less are refused before any file is read."""
    result = CliRunner().invoke(check, ["policy.docx", option, "0"])

    assert result.exit_code == 2
    assert option in result.stderr


def test_ocr_without_a_program_says_how_to_install_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Asking for what cannot be done is a mistake, told in one sentence."""
    monkeypatch.setenv("PATH", str(tmp_path))
    result = CliRunner().invoke(check, ["policy.pdf", "--ocr"])

    assert result.exit_code == 2
    assert "install OCRmyPDF" in result.stderr and "Tesseract" in result.stderr
