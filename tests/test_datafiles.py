from pathlib import Path

import pytest

from procheck.datafiles import DataFileError, line_of, load


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_values_know_their_line(tmp_path: Path) -> None:
    """Texts and keys know the line they stand on."""
    data = load(written(tmp_path, "a: 1\nb:\n  - one\n  - two\n"))

    assert data["a"] == 1
    assert [line_of(text) for text in data.texts("b")] == [3, 4]
    assert data.lines == {"a": 1, "b": 2}


def test_keys_can_be_left_out(tmp_path: Path) -> None:
    """What is not wanted is not built, at any depth."""
    assert load(written(tmp_path, "a: {x: 1, y: 2}\nx: 3\n"), without=["x"]) == {"a": {"y": 2}}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [1\n", "file.yaml, line"),
        ("- a\n", "must be a list of keys and values"),
        ("a: 1\na: 2\n", "line 2: 'a' stands here twice"),
        ("a: !!python/object:os.system x\n", "could not determine a constructor"),
        ("", "must be a list of keys and values"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, message: str) -> None:
    """Bad YAML, repeated keys and objects are refused in one sentence."""
    with pytest.raises(DataFileError, match=message):
        load(written(tmp_path, text))


def test_a_missing_file(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(DataFileError, match=r"gone\.yaml: cannot be read"):
        load(tmp_path / "gone.yaml")
