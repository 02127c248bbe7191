"""What a sentence sends its reader to, told from its words alone."""

from __future__ import annotations

import pytest

from procheck.language.references import targets

NAMES = ("Making a referral", "Record Keeping", "Reporting")


def sent_to(sentence: str) -> list[str]:
    """Labels and headings of the sections meant."""
    return [target.label or target.heading for target in targets(sentence, NAMES)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Paragraphs 3.1 to 3.3 apply.", ["3.1", "3.2", "3.3"]),
        ("Write it down in line with 7.3.", ["7.3"]),
        ("Follow the flow chart in Appendix 2.", ["appendix 2"]),
        ("The same steps are taken as in Making a referral, above.", ["making a referral"]),
        ("See 'Making a referral' on page 6.", ["making a referral"]),
        ("The arrangements set out in the chapter on Record Keeping apply.", ["record keeping"]),
        ("Act as outlined in Reporting.", ["reporting"]),
        ("Further guidance is in Appendix 2.", ["appendix 2"]),
        ("Appendix 2 of this guidance must be followed.", ["appendix 2"]),
        ("The Children Act's duty is met by the steps in part 4 of this policy.", ["4", "part 4"]),
        ("Education staff follow chapter 6.", ["6"]),
    ],
)
def test_sections_are_meant_by_number_letter_or_name(sentence: str, expected: list[str]) -> None:
    """Each way of naming a section is understood, and a range names all in it."""
    assert sent_to(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Making a referral follows from this.",
        "The procedure for record keeping is old.",
        "Sums of 3.5 per cent are charged.",
        "Section 5 of the Criminal Law Act applies.",
        "Part 3 of the guidance for schools applies.",
        "Use the form in KCSIE, Annex B.",
        "The DfE's statutory guidance tells in chapter 5 what to do.",
        "Section 4 does not apply.",
        "Staff may follow section 4.",
    ],
)
def test_what_sends_nobody_anywhere(sentence: str) -> None:
    """Headings used for what they mean, numbers that are none of the document's, denials and choices name no section."""
    assert sent_to(sentence) == []
