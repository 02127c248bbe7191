from __future__ import annotations

from typing import get_args

import pytest

from procheck.audit.scale import SCALES, Rating, Scale
from procheck.judgement.model import Status

GRADES = Scale(
    "Four grades",
    (Rating("Fully", ("met",)), Rating("Mostly"), Rating("Partly", ("partial",)), Rating("Not", ("not-met", "contradicted"))),
    "N/A",
)


@pytest.mark.parametrize("name", SCALES)
def test_every_status_has_a_word_on_every_scale(name: str) -> None:
    """Whatever the program finds can be said, and each word stands for a status again."""
    for status in get_args(Status):
        word = SCALES[name].word(status)
        assert word in SCALES[name].words
        assert SCALES[name].status(word) is not None


def test_people_mean_a_word_whatever_its_case_and_spaces() -> None:
    """ "  fully " is Fully; what is off the scale is no word of it."""
    assert GRADES.find("  fully ") == "Fully"
    assert GRADES.find("n/a") == "N/A"
    assert GRADES.find("Splendid") is None
    assert SCALES["0-3"].find("3") == "3"


def test_steps_count_from_one_word_to_another() -> None:
    """Better is positive; what does not apply has no rank and so no steps."""
    assert GRADES.steps("Fully", "Not") == 3
    assert GRADES.steps("Not", "Mostly") == -2
    assert GRADES.steps("N/A", "Not") is None


def test_a_word_that_only_people_give_has_a_tone_of_its_place() -> None:
    """It has no status, and is shown as what it stands between."""
    assert GRADES.status("Mostly") is None
    assert GRADES.tone("Mostly") == "middling"
    assert GRADES.tone("Not") == "poor"
    assert SCALES["procheck"].tone("Contradicted") == "opposed"
    assert GRADES.tone("N/A") == GRADES.tone("Splendid") == "none"
