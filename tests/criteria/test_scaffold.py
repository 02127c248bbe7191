import datetime
import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from procheck.checking import find_pack
from procheck.criteria.scaffold import SCHEMAS, ScaffoldError, new_criterion
from procheck.judgement.examples import run_examples
from procheck.resources import data_folder

TODAY = datetime.date(2026, 11, 22)
TITLES = ["Overnight stays", 'Who rings: "when" # and \'why\'?', "no", "", "- Überblick:\n{a}", "100 %"]


def _schema_named_in(path: Path) -> Path:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    return path.parent / first.removeprefix("# yaml-language-server: $schema=")


@pytest.mark.parametrize("title", TITLES)
def test_a_new_criterion_loads_and_passes(tmp_path: Path, title: str) -> None:
    """A new file is a pack from the start, all its examples come out right, and the title is as given."""
    new_criterion(tmp_path / "mine", "OV1", title, today=TODAY)
    pack = find_pack(str(tmp_path / "mine"), examples=True)
    outcomes = list(run_examples(pack))

    assert [each.example.text for each in outcomes if not each.right] == [] and len(outcomes) >= 8
    assert {each.example.kind for each in outcomes} == {"says", "weak", "does-not", "contradicts"}
    assert pack.criteria[0].title == (" ".join(title.split()) or "What this criterion is about")
    assert (pack.id, pack.edition) == ("mine", "November 2026")


def test_new_files_fit_the_schemas_that_they_name(tmp_path: Path) -> None:
    """Each file's first line leads an editor to a schema beside it, a copy of procheck's own, which it fits."""
    made = new_criterion(tmp_path / "mine", "OV1", today=TODAY)
    files = [path for path in made if path.suffix == ".yaml"]

    assert [path.name for path in files] == ["OV1.yaml", "pack.yaml"]
    for path in files:
        schema = _schema_named_in(path)
        assert schema.read_bytes() == (data_folder("criteria") / "schema" / schema.name).read_bytes()
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert Draft7Validator(json.loads(schema.read_text(encoding="utf-8"))).is_valid(data)


def test_a_pack_beside_the_schemas_uses_them(tmp_path: Path) -> None:
    """Where packs share a folder of schemas, a new one has no copies."""
    (tmp_path / "schema").mkdir()
    for name in SCHEMAS:
        (tmp_path / "schema" / name).write_text("{}", encoding="utf-8")
    made = new_criterion(tmp_path / "mine", "OV1", today=TODAY)

    assert len(made) == 2 and _schema_named_in(made[0]).resolve() == tmp_path / "schema" / "criterion.json"


def test_a_second_criterion_joins_the_pack(tmp_path: Path) -> None:
    """An existing pack.yaml stays as it is, and the new criterion stands under its first theme."""
    new_criterion(tmp_path, "OV1", today=TODAY)
    head = tmp_path / "pack.yaml"
    head.write_text(head.read_text("utf-8").replace("  - Our own criteria", "  - 'Trips: abroad'\n  - Other"), "utf-8")
    (tmp_path / "OV1.yaml").unlink()
    before = head.read_bytes()
    made = new_criterion(tmp_path, "OV2", today=TODAY)

    assert made == (tmp_path / "OV2.yaml",) and head.read_bytes() == before
    assert find_pack(str(tmp_path)).criteria[0].theme == "Trips: abroad"


@pytest.mark.parametrize("id", ["OV1", "ov1"])
def test_nothing_is_overwritten(tmp_path: Path, id: str) -> None:
    """A criterion that is there already stays, also where ids differ in capitals alone."""
    new_criterion(tmp_path, "OV1", "First", today=TODAY)
    with pytest.raises(ScaffoldError, match=r"OV1.yaml is there already: edit it"):
        new_criterion(tmp_path, id, "Second", today=TODAY)

    assert find_pack(str(tmp_path)).criteria[0].title == "First"


@pytest.mark.parametrize("id", ["", "1A", "OV 1", "OV.1", "../OV1", "pack", "Ö1", "A" * 21, "OV1\n"])
def test_ids_that_cannot_be(tmp_path: Path, id: str) -> None:
    """An id that would make a bad file name or element id is refused, and nothing is written."""
    with pytest.raises(ScaffoldError, match="cannot be the id of a criterion"):
        new_criterion(tmp_path / "mine", id, today=TODAY)

    assert not (tmp_path / "mine").exists()


def test_ids_of_ours_are_refused(tmp_path: Path) -> None:
    """A criterion of somebody's own is not to be taken for one that comes with procheck."""
    with pytest.raises(ScaffoldError, match="MA1 is a criterion of hsb-learning-2017"):
        new_criterion(tmp_path / "mine", "MA1", today=TODAY)


def test_folders_that_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder called like a pack of ours would never be found, and other YAML files would be taken for criteria."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ScaffoldError, match="give the folder another name"):
        new_criterion(Path("hsb-learning-2017"), "OV1", today=TODAY)
    (tmp_path / "settings.yaml").write_text("a: b", encoding="utf-8")
    with pytest.raises(ScaffoldError, match=r"holds settings.yaml but no pack.yaml"):
        new_criterion(tmp_path, "OV1", today=TODAY)
