"""Duties handed to another document."""

import pytest

from tests.notes.building import IN_SCHOOL, of_kind

HSB = (*IN_SCHOOL, "## 5 Child-on-child abuse")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("See the Behaviour Policy.", "Behaviour Policy"),
        ("Please refer to our Anti-Bullying Policy.", "Anti-Bullying Policy"),
        ("Incidents will be dealt with in line with the school's Behaviour Policy.", "Behaviour Policy"),
        ("Further guidance can be found in the Peer Abuse Guidance on the staff portal.", "Peer Abuse Guidance"),
        (
            "Staff must follow the Wrenshire Safeguarding Children Partnership procedures.",
            "Wrenshire Safeguarding Children Partnership procedures",
        ),
        ("All staff must follow local safeguarding procedures.", "local safeguarding procedures"),
    ],
)
def test_a_duty_that_only_points_is_told(line: str, title: str) -> None:
    """A sentence about HSB that only sends the reader to another document is told with its name."""
    (note,) = of_kind("pointer", *HSB, line)
    assert f'"{title}"' in note.message
    assert note.quote == line


@pytest.mark.parametrize(
    "line",
    [
        "See section 5.",
        "See Appendix B of this policy.",
        "Staff follow this procedure.",
        "For bullying see the Anti-Bullying Policy.",
        "Complaints are dealt with under the Complaints Policy.",
        "Sanctions are set in line with the Behaviour Policy.",
        "We follow Keeping Children Safe in Education.",
        "The DSL will follow up the referral and record it under the Records Policy on the same day with reasons.",
        "This policy should be read alongside the Behaviour Policy.",
        "Allegations against staff are handled under the Staff Conduct Policy.",
    ],
)
def test_what_is_no_pointer(line: str) -> None:
    """The document itself, national guidance, other subjects and sentences that say what is done are left alone."""
    assert [] == of_kind("pointer", *HSB, line)


def test_pointers_elsewhere_are_left_alone() -> None:
    """A pointer in a section about something else is no note."""
    assert [] == of_kind("pointer", *IN_SCHOOL, "## Trips", "See the Educational Visits Policy.")
