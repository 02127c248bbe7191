from __future__ import annotations

import re
from pathlib import Path

import pytest

from procheck.audit.model import NotApplicable, SelfScore
from procheck.audit.scaffold import init
from procheck.audit.settings import Settings, read_settings
from procheck.datafiles import DataFileError

WHOLE = """\
title: Deep dive
round: 2026
board:
  name: Marrowshire Partnership
  signed-by: J. Okafor
  contact: |
    The Mill
    01234 567890
  reply-by: 2027-01-15
scale:
  name: Four grades
  words:
    Fully: met
    Mostly:
    Partly: partly met
    "Not": [not met, contradicted]
  not-applicable: N/A
glossary:
  social care: [The Hub]
self-scores: scores.csv
agencies:
  riverside:
    name: Riverside Academy
    nation: wales
    aliases: [RA]
    not-applicable:
      PC1: Has no contact with parents.
    self-scores:
      MA1: mostly
  harbour:
"""


def read(folder: Path, text: str) -> Settings:
    path = folder / "audit.yaml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path, ["MA1", "PC1"], ["social care"])


def test_everything_is_read(tmp_path: Path) -> None:
    """Title, board, own scale, glossary, and what is said of each agency."""
    settings = read(tmp_path, WHOLE)

    assert (settings.title, settings.round, settings.self_scores) == ("Deep dive", "2026", "scores.csv")
    assert settings.board.contact == "The Mill\n01234 567890" and settings.board.reply_by == "2027-01-15"
    assert settings.scale.words == ("Fully", "Mostly", "Partly", "Not", "N/A")
    assert settings.scale.word("contradicted") == "Not"
    riverside, harbour = settings.agencies
    assert (riverside.name, riverside.nation, riverside.aliases) == ("Riverside Academy", "Wales", ("RA",))
    assert riverside.not_applicable == (NotApplicable("PC1", "Has no contact with parents."),)
    assert riverside.self_scores == (SelfScore("MA1", "Mostly"),)
    assert (harbour.id, harbour.name) == ("harbour", "")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("titel: x\n", 1, "unknown key 'titel'"),
        ("title: x\nagencies:\n  a:\n    colour: red\n", 4, "unknown key 'colour' in agency 'a'"),
        ("agencies:\n  a:\n    nation: France\n", 3, "unknown nation"),
        ("agencies:\n  a:\n    not-applicable:\n      ZZ9: because\n", 4, "unknown criterion 'ZZ9'"),
        ("agencies:\n  a:\n    not-applicable:\n      MA1:\n", 4, "no reason"),
        ("agencies:\n  a:\n    self-scores:\n      MA1: Splendid\n", 4, "off the scale"),
        ("agencies:\n  a:\n  a:\n", 3, "twice"),
        ("scale: stars\n", 1, "no scale 'stars'"),
        ("scale:\n  words:\n    Good: met\n    Bad: [not met, contradicted]\n", 2, "'partly met' belongs to no word"),
        ("scale:\n  words:\n    Good: [met, partly met]\n    good: [not met, contradicted]\n", 2, "are the same"),
        ("scale:\n  words:\n    Good: fine\n    Bad: met\n", 3, "unknown status 'fine'"),
        ("board:\n  reply-by: soon\n", 2, "must be a date"),
        ("board:\n  logo: ../secret.txt\n", 2, "PNG or JPEG"),
        ("board:\n  logo: gone.png\n", 2, "no file 'gone.png'"),
        ("glossary:\n  dragons: [Puff]\n", 2, "unknown concept 'dragons'"),
        ("title: [a\n", 2, "expected"),
        ("title:\n  - a\n", 1, "must be text"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    """File, line, what is wrong and what is known."""
    with pytest.raises(DataFileError) as error:
        read(tmp_path, text)
    assert str(error.value).startswith(f"audit.yaml, line {line}: ")
    assert said in str(error.value)


@pytest.mark.parametrize("name", ["rag", "RAG", '"1-4"', "0-3", "met"])
def test_usual_scales_are_known_by_name(tmp_path: Path, name: str) -> None:
    """In any case, in quotes or not."""
    assert read(tmp_path, f"scale: {name}\n").scale.name


def test_the_first_audit_yaml_works_as_it_stands(tmp_path: Path) -> None:
    """`procheck audit init` writes every agency found, also those with names that YAML would take for something else."""
    for name in ("riverside-academy", "St Mary's: CofE", "yes", "2026", "-dash", "#hash", "Ysgol Gynradd Tŷ’r Afon"):
        (tmp_path / name).mkdir()
    path, count = init(tmp_path)
    settings = read_settings(path, ["MA1"], [])

    assert count == 7 and {agency.id for agency in settings.agencies} == {each.name for each in tmp_path.iterdir() if each.is_dir()}
    assert {agency.id: agency.name for agency in settings.agencies}["riverside-academy"] == "Riverside Academy"


def test_the_examples_in_it_work_once_their_mark_is_taken_away(tmp_path: Path) -> None:
    """Each explained key is one that is known."""
    (tmp_path / "a").mkdir()
    path, _ = init(tmp_path)
    example = re.compile(r"( *)# ( *(?:[\w-]+|[\w]+ met|social care):.*| +- .*)")
    text = path.read_text(encoding="utf-8").replace("scale: procheck\n", "").replace("England, Wales, Scotland or ", "")
    used = [re.sub(example, r"\1\2", line) if example.fullmatch(line) else line for line in text.splitlines()]
    (tmp_path / "logo.png").write_bytes(b"x")
    settings = read(tmp_path, "\n".join(used).replace("MA1: Met", "MA1: Mostly met"))
    assert settings.scale.name == "Our four grades" and settings.agencies[0].aliases == ("Riverside", "RA")


@pytest.mark.parametrize("data", [b"\xef\xbb\xbftitle: x\r\n", b"title: x"])
def test_windows_files_are_read(tmp_path: Path, data: bytes) -> None:
    """A mark at the start and line ends of Windows are nobody's mistake."""
    path = tmp_path / "audit.yaml"
    path.write_bytes(data)
    assert read_settings(path, [], []).title == "x"


def test_other_encodings_are_named(tmp_path: Path) -> None:
    """A file in an old encoding is a sentence, not a crash."""
    path = tmp_path / "audit.yaml"
    path.write_bytes("title: Tŷ".encode("utf-16"))
    with pytest.raises(DataFileError, match="UTF-8"):
        read_settings(path, [], [])


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    """What somebody wrote is not lost to a second init, and an empty folder gives no empty audit."""
    with pytest.raises(DataFileError, match="holds no folders"):
        init(tmp_path)
    (tmp_path / "a").mkdir()
    init(tmp_path)
    with pytest.raises(DataFileError, match="is there already"):
        init(tmp_path)
