"""What the scorer's training rows say is known of each statement."""

import json
from pathlib import Path

from procheck.training.data import HARDLY_OPPOSITE, NOT_SAID, PROSE, SAID, bank_rows, prose_rows

BANK = PROSE.parent / "bank"
ELEMENTS = sorted(path.stem for path in BANK.glob("*.jsonl"))
VALUES = {"yes", "weak", "contradicted"}


def line(tmp_path: Path, **entry: object) -> Path:
    """A file of one statement."""
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"text": "Tell the lead.", "heading": "", "before": "", **entry}) + "\n", encoding="utf-8")
    return path


def test_prose_says_nothing_of_what_it_does_not_name(tmp_path: Path) -> None:
    """A line of prose is read for all elements: what it does not name, it does not say."""
    (row,) = prose_rows(ELEMENTS, [line(tmp_path, values={"AT1.report": "yes"})])
    assert row.target.answers["says", "AT1.report"] == (1.0, SAID)
    assert row.target.answers["firmly", "AT1.report"] == (1.0, 1.0)
    assert row.target.answers["says", "MA1.refer"] == (0.0, NOT_SAID)


def test_prose_leaves_open_what_its_reader_did_not_judge(tmp_path: Path) -> None:
    """Of elements in `unknown` a line tells nothing, unless it names them."""
    unknown = ["MA3.roles", "PT1.procedure"]
    (row,) = prose_rows(ELEMENTS, [line(tmp_path, values={"PT1.procedure": "yes"}, unknown=unknown)])
    assert ("says", "MA3.roles") not in row.target.answers
    assert row.target.answers["says", "PT1.procedure"] == (1.0, SAID)


def test_general_prose_tells_nothing_of_firmness(tmp_path: Path) -> None:
    """A general statement is weak for what it is about, which is no flaw in how it says it."""
    (row,) = prose_rows(ELEMENTS, [line(tmp_path, values={"AT1.report": "weak"}, general=True)])
    assert row.target.answers["says", "AT1.report"] == (1.0, SAID)
    assert ("firmly", "AT1.report") not in row.target.answers


def test_every_line_of_prose_names_elements_and_values_that_there_are() -> None:
    """A slip in a name would teach the opposite: that the statement says nothing of the element."""
    for path in sorted(PROSE.rglob("*.jsonl")):
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            entry = json.loads(text)
            assert set(entry["values"]) | set(entry.get("unknown", ())) <= set(ELEMENTS), f"{path.name}:{number}"
            assert set(entry["values"].values()) <= VALUES, f"{path.name}:{number}"
            assert not (entry.get("general") and "yes" in entry["values"].values()), f"{path.name}:{number}"


def test_of_other_elements_a_bank_line_tells_little() -> None:
    """What a line of the bank says of other elements is not known, only unlikely."""
    row = next(iter(bank_rows(ELEMENTS)))
    others = [answer for (output, _), answer in row.target.answers.items() if output == "opposite"]
    assert (0.0, HARDLY_OPPOSITE) in others
