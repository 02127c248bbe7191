"""The JSON Schemas that editors check pack files by: all files that come with procheck fit, and the loader agrees."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from procheck.criteria import loading
from procheck.criteria.loading import load_pack
from procheck.criteria.model import EXAMPLE_KINDS
from procheck.datafiles import DataFileError
from procheck.resources import data_folder
from tests.building import write_pack

CRITERIA = data_folder("criteria")
_PHRASE = "{tell} ... {parent}"
HEAD: dict[str, Any] = {
    "id": "small", "version": "1", "title": "t", "source": "s", "edition": "e", "limits": ["l"], "themes": ["Working together"],
}  # fmt: skip
ELEMENT: dict[str, Any] = {
    "title": "t", "add": "a", "required": True, "kind": "duty", "general": "weak", "by-reference": "counts", "says": [_PHRASE],
    "partly": [_PHRASE], "contradicts": [_PHRASE], "not-opposite": [_PHRASE], "unlike": [_PHRASE], "parts": {"one": [_PHRASE]}, "needs": 1,
    "examples": {kind: ["a sentence", {"text": "t", "heading": "h", "before": "b"}] for kind in EXAMPLE_KINDS},
}  # fmt: skip
CRITERION: dict[str, Any] = {
    "id": "XX1", "title": "t", "theme": "Working together", "source": "s", "why-it-matters": "w", "good-policy": "g",
    "questions": ["q"], "concepts": {"sing": ["sing"], "all": {"means": "m", "terms": ["hum"], "includes": ["sing"]}},
    "elements": {"XX1.one": ELEMENT},
}  # fmt: skip
"""Every key that there is, at least once."""
_PLACES: dict[str, Callable[[Any], Any]] = {
    "criterion": lambda data: data,
    "concept": lambda data: data["concepts"]["all"],
    "element": lambda data: data["elements"]["XX1.one"],
    "examples": lambda data: data["elements"]["XX1.one"]["examples"],
    "example": lambda data: data["elements"]["XX1.one"]["examples"]["says"][1],
}


def schema(kind: str) -> Any:
    return json.loads((CRITERIA / "schema" / f"{kind}.json").read_text(encoding="utf-8"))


def fits(kind: str, data: object) -> bool:
    return bool(Draft7Validator(schema(kind)).is_valid(data))


def loads(folder: Path, criterion: object, head: object = HEAD) -> bool:
    try:
        load_pack(
            write_pack(folder, criterion=json.dumps(criterion, indent=1), head=json.dumps(head, indent=1)), examples=True
        )
    except DataFileError:
        return False
    return True


def _kind(path: Path) -> str:
    return "pack" if path.name == "pack.yaml" else "criterion" if (path.parent / "pack.yaml").exists() else "lexicon"


FILES = [path for path in sorted(CRITERIA.glob("*/*.yaml")) if path.parent.name != "notes"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_file_fits_its_schema(path: Path) -> None:
    """Each pack head, criterion, lexicon and cue file that comes with procheck is what its schema says."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))

    assert [f"{list(each.path)}: {each.message}" for each in Draft7Validator(schema(_kind(path))).iter_errors(data)] == []


@pytest.mark.parametrize("kind", ["criterion", "pack", "lexicon"])
def test_schemas_are_schemas(kind: str) -> None:
    """Each schema is one itself, and tells in words what each key is for."""
    Draft7Validator.check_schema(schema(kind))
    for name, body in schema(kind).get("properties", {}).items():
        assert body["description"], name


def test_schema_and_loader_know_the_same_keys() -> None:
    """What the loader takes and what editors offer are the same, for packs, criteria, elements and examples."""
    element = schema("criterion")["definitions"]["element"]

    assert set(schema("pack")["properties"]) == set(loading._PACK_KEYS)
    assert set(schema("criterion")["properties"]) == set(loading._CRITERION_KEYS) == set(CRITERION)
    assert set(element["properties"]) == set(loading._ELEMENT_KEYS) == set(ELEMENT)
    assert set(element["properties"]["examples"]["properties"]) == set(EXAMPLE_KINDS)
    assert schema("lexicon")["definitions"]["concept"] == schema("criterion")["definitions"]["concept"]


@pytest.mark.parametrize("place", _PLACES)
def test_schema_and_loader_need_the_same_keys(tmp_path: Path, place: str) -> None:
    """Leave out any key, or add one that is unknown: the loader and the schema both mind, or neither does."""
    assert loads(tmp_path, CRITERION) and fits("criterion", CRITERION)
    for key in _PLACES[place](CRITERION):
        data = copy.deepcopy(CRITERION)
        del _PLACES[place](data)[key]
        if key != "concepts" or place != "criterion":
            assert loads(tmp_path, data) == fits("criterion", data), f"without {key}"
    data = copy.deepcopy(CRITERION)
    _PLACES[place](data)["unknown"] = ["x"]
    assert not loads(tmp_path, data) and not fits("criterion", data)


def test_schema_and_loader_need_the_same_keys_of_a_pack(tmp_path: Path) -> None:
    """The same for pack.yaml."""
    for key in HEAD:
        head = {name: value for name, value in HEAD.items() if name != key}
        assert loads(tmp_path, CRITERION, head) == fits("pack", head), f"without {key}"
    assert not loads(tmp_path, CRITERION, HEAD | {"unknown": "x"}) and not fits("pack", HEAD | {"unknown": "x"})


@pytest.mark.parametrize(
    ("place", "key", "value"),
    [
        ("element", "kind", "fact"), ("element", "general", "counts"), ("element", "by-reference", "nothing"),
        ("element", "says", "{tell}"), ("element", "says", ["{tell"]), ("criterion", "title", 1), ("criterion", "questions", "q"),
        ("concept", "terms", [True]), ("criterion", "elements", {"YY1": ELEMENT}),
    ],
)  # fmt: skip
def test_both_mind_the_same_mistakes(tmp_path: Path, place: str, key: str, value: object) -> None:
    """Wrong values and phrases that are not closed are marked in the editor as they are refused by the loader."""
    data = copy.deepcopy(CRITERION)
    _PLACES[place](data)[key] = value

    assert not loads(tmp_path, data) and not fits("criterion", data)


def test_values_to_choose_from_are_the_loader_s(tmp_path: Path) -> None:
    """Each value that the editor offers is one that the loader takes, and so is the one where none is given."""
    properties = schema("criterion")["definitions"]["element"]["properties"]
    for key, default in loading._ELEMENT_DEFAULTS:
        assert properties[key]["default"] == default
        for value in properties[key]["enum"]:
            data = copy.deepcopy(CRITERION)
            data["elements"]["XX1.one"][key] = value
            assert loads(tmp_path, data), value
