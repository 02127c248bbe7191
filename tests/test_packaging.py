"""What an installed procheck holds, and that the house's papers are true."""

from __future__ import annotations

import ast
import configparser
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_DATA = {"criteria": "criteria", "templates": "reports/templates", "sample": "reports/sample"}


def _settings() -> configparser.ConfigParser:
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    return settings


def test_every_package_is_listed() -> None:
    """No folder of code is left out of what is installed."""
    listed = set(_settings()["options"]["packages"].split())
    there = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for path in (ROOT / "procheck").rglob("*.py")
        if "_data" not in path.parts and "training" not in path.parts  # runs in a checkout, on the labelled documents
    }
    assert there == {name for name in listed if "._data" not in name}


def test_every_import_is_a_dependency() -> None:
    """Each library that procheck imports is named in setup.cfg, and each named there is imported."""
    names = {
        "docx": "python-docx", "yaml": "PyYAML", "jinja2": "Jinja2", "markdown_it": "markdown-it-py", "Stemmer": "PyStemmer",
        "flask": "Flask", "werkzeug": "Werkzeug",
    }  # fmt: skip
    imported: dict[bool, set[str]] = {False: set(), True: set()}
    for path in (ROOT / "procheck").rglob("*.py"):
        found = re.findall(r"^\s*(?:import|from) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        imported["training" in path.parts] |= {name for name in found if name not in sys.stdlib_module_names}
    needed, training, cluster = (
        {line.split()[0] for line in _settings()[section][key].strip().splitlines()}
        for section, key in (("options", "install_requires"), ("options.extras_require", "train"), ("options.extras_require", "dask"))
    )

    def libraries(*, trained: bool) -> set[str]:
        return {names.get(name, name.replace("_", "-")) for name in imported[trained] - {"procheck", "markupsafe"}}

    assert needed | cluster == libraries(trained=False)
    assert libraries(trained=True) <= needed | training


def test_a_wheel_holds_the_data(tmp_path: Path) -> None:
    """Criteria, templates and the sample are inside the wheel, every file of them."""
    pytest.importorskip("setuptools", minversion="77")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
        ".",
    ]
    built = subprocess.run(command, cwd=_copy(tmp_path / "source"), capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    for kind, folder in _DATA.items():
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                assert f"procheck/_data/{kind}/{path.relative_to(ROOT / folder).as_posix()}" in held
    for path in (ROOT / "procheck/web").rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            assert path.relative_to(ROOT).as_posix() in held


def _copy(target: Path) -> Path:
    """The sources that a wheel is made from, elsewhere, so that building leaves nothing in the checkout."""
    for name in ("procheck", "criteria", "reports"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, target / name)
    return target


def test_the_readme_s_commands_are_whole() -> None:
    """One line of the README makes the sample's report and one passes the tests, each with its own set-up."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = [line for line in readme.splitlines() if line.startswith("python3")]
    sample, tests = lines
    assert all(line.startswith("python3 -m venv .venv && .venv/bin/pip install ") for line in lines)
    assert sample.endswith(".venv/bin/procheck check reports/sample/sample-policy.docx")
    assert tests.endswith(".venv/bin/pytest")
    assert (ROOT / "reports/sample/sample-policy.docx").is_file()


def test_modules_stay_short() -> None:
    """No module is over 400 lines."""
    long = {path.name for path in (ROOT / "procheck").rglob("*.py") if len(path.read_text("utf-8").splitlines()) > 400}
    assert not long


def test_every_test_says_what_it_holds() -> None:
    """Each test has a docstring."""
    silent = [
        f"{path.name}: {test.name}"
        for path in (ROOT / "tests").rglob("test_*.py")
        for test in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(test, ast.FunctionDef) and test.name.startswith("test_") and not ast.get_docstring(test)
    ]
    assert not silent
