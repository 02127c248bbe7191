"""Annotated Word files in LibreOffice: it opens them, and shows as many comments as were written, each at its words."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from procheck.checking import DEFAULT_PACK, check, find_judge
from procheck.documents.opening import read_bytes
from procheck.reports.annotated import annotated
from tests.reports.annotated import drafts
from tests.reports.annotated.test_docx import GOLD
from tests.reports.annotated.word import comments, parts

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_NAME = f"{_OFFICE}name"


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed, so annotated files were not opened in it")
def test_every_comment_arrives(tmp_path: Path) -> None:
    """Procheck's comments are all there with their ranges, and so are other people's."""
    judge = find_judge(DEFAULT_PACK, scored=False)
    files = {path.name: path.read_bytes() for path in GOLD[::9]}
    files |= {f"{name.replace(' ', '-')}.docx": data for name, data in drafts.hard().items() if name != "strict"}
    wanted: dict[str, dict[str, int]] = {}
    for name, data in files.items():
        document = read_bytes(data, name)
        made = annotated(data, document, check([document], judge, submission=name, as_of=date(2026, 11, 22)))
        (tmp_path / name).write_bytes(made.content)
        wanted[name] = {author: len(comments(made.content, author)) for author in ("procheck", "Jo Bell", "Al Day")}
        assert wanted[name]["procheck"] == len(made.comments)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    out = tmp_path / "odt"
    command = ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", str(out), *(str(tmp_path / name) for name in files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)

    for name, counts in wanted.items():
        root = etree.fromstring(parts((out / name).with_suffix(".odt").read_bytes())["content.xml"])
        found = list(root.iter(f"{_OFFICE}annotation"))
        authors = [note.findtext(_CREATOR) for note in found]
        assert {author: authors.count(author) for author in counts} == counts, name
        ranged = {note.get(_NAME) for note in root.iter(f"{_OFFICE}annotation-end")}
        assert all(note.get(_NAME) in ranged for note in found if note.findtext(_CREATOR) == "procheck"), name
