from __future__ import annotations

from dataclasses import replace

import pytest

from procheck.audit.outputs import words
from procheck.audit.scale import SCALES, Rating, Scale
from tests.audit.outputs.made import audit_of
from tests.reports import fake

BOLTON = Scale("", (Rating("Met fully", ("met",)), Rating("Mostly met"), Rating("Met partly", ("partial",)), Rating("Not met")))


@pytest.mark.parametrize("scale", [*SCALES.values(), BOLTON])
def test_no_two_marks_are_alike(scale: Scale) -> None:
    """In a narrow matrix each word of any scale has a mark of its own."""
    marks = words.marks(scale)

    assert len(set(marks.values())) == len(marks) == len(scale.words) + 1


def test_short_words_stand_for_themselves() -> None:
    """Numbers are their own marks; words are cut to what tells them apart."""
    assert words.marks(SCALES["0-3"])["2"] == "2"
    assert words.marks(BOLTON)["Met partly"] == "Met p"


def test_every_rating_has_a_sign_besides_its_colour() -> None:
    """Colour never stands alone."""
    assert words.rated(SCALES["rag"], "Amber") == "◐ Amber"
    assert words.rated(SCALES["rag"], "Not judged") == "? Not judged"


def test_a_rare_type_is_not_told() -> None:
    """A quote is given to "a school" only where several agencies are schools."""
    audit = audit_of(3)
    alone = replace(audit.submissions[0], agency=replace(audit.submissions[0].agency, type="Hospice"))
    audit = replace(audit, submissions=(alone, *audit.submissions[1:]))

    assert words.kind_of(alone.agency, audit) == "one agency"
    assert words.kind_of(audit_of(3).submissions[0].agency, audit_of(3)) == "school"


def test_many_agencies_are_counted() -> None:
    """A list of agencies names six and counts the rest, but never counts one alone."""
    assert words.agencies(list("abcdefgh")) == "a, b, c, d, e, f and 2 more"
    assert words.agencies(list("abcdefg")) == "a, b, c, d, e, f and g"


def test_missing_says_how_it_falls_short() -> None:
    """What is missing begins with how: the opposite, weak, or not there."""
    elements = {element.value: element for criterion in fake.criteria() for element in criterion.elements}

    assert words.missing(elements["contradicted"]).startswith("The documents say the opposite: ")
    assert words.missing(elements["weak"]).startswith("Found, but weak: ")
    assert words.missing(elements["no"]).startswith("Not found: ")
