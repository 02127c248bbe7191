from pathlib import Path

from procheck.judgement.examples import run_examples, shortages
from tests.building import CRITERION, small_pack, write_pack


def test_examples_are_judged_alone(tmp_path: Path) -> None:
    """Each example of a pack is judged as if it stood alone in an HSB section."""
    outcomes = list(run_examples(small_pack(tmp_path, examples=True)))

    assert [(each.example.text, each.value, each.right) for each in outcomes] == [
        ("The lead refers to social care.", "yes", True),
        ("The lead may ring social care.", "weak", True),
    ]


def test_a_wrong_example_is_seen(tmp_path: Path) -> None:
    """An example that the phrases do not bear out is not right; headings and lead-ins are taken into account."""
    from procheck.criteria.loading import load_pack

    examples = """
      says:
        - {text: tell social care, before: "The lead may ring and:"}
        - {text: by ringing social care, before: "This is done:"}
      does-not: ["The lead refers to social care."]
"""
    old = CRITERION[CRITERION.index('\n      says: ["The lead') : CRITERION.index("  XX1.early")]
    pack = load_pack(write_pack(tmp_path, criterion=CRITERION.replace(old, examples)), examples=True)

    assert [(each.value, each.right) for each in run_examples(pack)] == [("weak", False), ("yes", True), ("yes", False)]


def test_elements_with_too_few_examples_are_named(tmp_path: Path) -> None:
    """Ten of either kind are asked for."""
    assert ("XX1.refer", "XX1.refer has 1 examples that say it: it needs 10.") in shortages(
        small_pack(tmp_path, examples=True)
    )
