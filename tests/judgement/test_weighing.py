from pathlib import Path

import pytest

from procheck.judgement.judging import Judge
from tests.building import document, small_pack

HSB = "# Harmful sexual behaviour policy"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Staff shall refrain from ringing social care.", "contradicted"),
        ("Staff refrain from ringing social care until parents agree.", "no"),
        ("Staff were told to refrain from ringing social care, which was a mistake.", "no"),
        ("Staff who are not sure must ring social care.", "yes"),
        ("Other staff refrain from ringing social care.", "no"),
    ],
)
def test_a_duty_whose_own_words_are_denied(tmp_path: Path, text: str, value: str) -> None:
    """Words that would say a duty say its opposite when they are forbidden as a rule, and nothing when they are limited."""
    assert Judge(small_pack(tmp_path)).judge([document(HSB, text)])[0].elements[0].value == value


def test_a_denied_duty_is_shown_as_contradicting(tmp_path: Path) -> None:
    """The passage is shown with the word that denies it and as one that contradicts."""
    shown = Judge(small_pack(tmp_path)).judge([document(HSB, "Staff shall refrain from ringing social care.")])[0].elements[0].evidence[0]

    assert shown.stance == "contradicts"
    assert shown.because == "'refrain from' forbids or waives the very thing that is asked for"


def test_an_element_without_an_opposite_is_not_contradicted(tmp_path: Path) -> None:
    """Where the pack names no opposite, a denial is no more than not saying it."""
    elements = Judge(small_pack(tmp_path)).judge([document(HSB, "Staff refrain from ringing social care on the same day.")])[0].elements

    assert elements[1].value == "no"


def test_general_text_that_denies_a_duty_is_no_verdict(tmp_path: Path) -> None:
    """A denial in text about concerns in general does not contradict what is done about HSB."""
    elements = Judge(small_pack(tmp_path)).judge([document("# Policy", "Staff refrain from ringing social care.")])[0].elements

    assert elements[0].value == "no"
