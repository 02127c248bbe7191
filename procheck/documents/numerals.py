"""Numbers as lists write them. Source: ECMA-376 part 1, 17.18.59 (number formats)."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_WORDS = (
    "Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen"
    " Seventeen Eighteen Nineteen Twenty"
).split()
_ORDINALS = (
    "Zeroth First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth Fourteenth Fifteenth Sixteenth"
    " Seventeenth Eighteenth Nineteenth Twentieth"
).split()


def numeral(value: int, format: str) -> str:
    """A number as Word writes it in a number format such as "lowerRoman"; unknown formats are written in figures.

    >>> numeral(28, "lowerLetter")
    'bb'
    """
    if format == "none":
        return ""
    if value < 1 or value > 3999:
        return str(value)
    if format in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters.upper() if format == "upperLetter" else letters
    if format in ("lowerRoman", "upperRoman"):
        roman = ""
        for worth, sign in _ROMAN:
            roman += sign * (value // worth)
            value %= worth
        return roman.upper() if format == "upperRoman" else roman
    if format == "decimalZero":
        return f"{value:02}"
    if format == "ordinal":
        return f"{value}{'th' if value % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"
    if format in ("cardinalText", "ordinalText") and value < len(_WORDS):
        return (_WORDS if format == "cardinalText" else _ORDINALS)[value]
    return str(value)
