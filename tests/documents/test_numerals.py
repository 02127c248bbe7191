"""Numbers as lists write them."""

from __future__ import annotations

import pytest

from procheck.documents.numerals import numeral


@pytest.mark.parametrize(
    ("value", "format", "expected"),
    [
        (27, "lowerLetter", "aa"),
        (3, "upperLetter", "C"),
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (7, "decimalZero", "07"),
        (22, "ordinal", "22nd"),
        (12, "ordinal", "12th"),
        (3, "cardinalText", "Three"),
        (2, "ordinalText", "Second"),
        (5, "chineseCounting", "5"),
        (0, "lowerLetter", "0"),
        (9, "none", ""),
    ],
)
def test_number_formats(value: int, format: str, expected: str) -> None:
    """Numbers are written as the format says, in figures where it is not known."""
    assert expected == numeral(value, format)
