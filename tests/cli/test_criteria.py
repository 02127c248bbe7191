from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from procheck.cli.criteria import criteria
from tests.building import CRITERION, write_pack


def run(folder: Path, *args: str) -> Result:
    return CliRunner().invoke(criteria, [*args, "--criteria", str(folder)])


def test_list_names_every_criterion_and_element(tmp_path: Path) -> None:
    """The list has themes, criteria, elements and which of them are extra."""
    out = run(write_pack(tmp_path), "list").output

    assert "Working together\n  XX1   Early referral" in out
    assert "XX1.parents (extra): Parents are told." in out


@pytest.mark.parametrize("id", ["XX1", "XX1.refer"])
def test_show_explains(tmp_path: Path, id: str) -> None:
    """A criterion or element is explained with what to add and examples."""
    out = run(write_pack(tmp_path), "show", id).output

    assert "What to add: Say who refers." in out
    assert "The lead refers to social care." in out


def test_show_of_something_unknown(tmp_path: Path) -> None:
    """An unknown id is a mistake that says where ids are listed."""
    result = run(write_pack(tmp_path), "show", "ZZ9")

    assert result.exit_code == 2 and "procheck criteria list" in result.output


def test_test_runs_every_example(tmp_path: Path) -> None:
    """A wrong example fails the run, named with its line and what it came out as."""
    wrong = CRITERION.replace("The lead refers to social care.", "The lead sings.")
    result = run(write_pack(tmp_path, criterion=wrong), "test", "XX1.refer")

    assert result.exit_code == 1
    assert "XX1.refer, line 15: should be 'says', came out as no: The lead sings." in result.output
    assert "1 of 2 examples right" in result.output
