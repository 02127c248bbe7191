"""Words to reconsider."""

import pytest

from tests.notes.building import IN_SCHOOL, of_kind

HSB = (*IN_SCHOOL, "## 5 Harmful sexual behaviour")


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("The young abuser shall be supervised at break.", "young abuser"),
        ("Abusers are kept apart from their victims.", "Abusers"),
        ("The pupil is a predator and is watched.", "predator"),
        ("A young sex offender is seen by the head.", "young sex offender"),
        ("Child pornography found on a phone is kept.", "Child pornography"),
        ("Some girls are promiscuous.", "promiscuous"),
        ("They are putting themselves at risk.", "putting themselves at risk"),
    ],
)
def test_labels_are_told_as_advice(line: str, word: str) -> None:
    """A label or blaming word in the document's own voice is told with other words to use."""
    (note,) = of_kind("language", *HSB, line)
    assert f'"{word}" appears once.' in note.message
    assert note.quote == line


@pytest.mark.parametrize(
    "line",
    [
        'Please don\'t call them names like "abuser", even when you are upset.',
        "Staff must not describe a child as an abuser or an offender.",
        "Words such as perpetrator, abuser and predator have no place in a child's record.",
        "These young people are not offenders.",
        "Enter it on the Sex Offenders Register. The Rehabilitation of Offenders Act applies.",
        "Some adults who are sex offenders target children.",
        "Children may be groomed by a predator online.",
        "The Victim Liaison Officer attends.",
        "A child of three cannot be 'a pervert'.",
    ],
)
def test_what_is_no_label(line: str) -> None:
    """Quotations, rules about words, names of laws and posts, and adults are left alone."""
    assert [] == of_kind("language", *HSB, line)


def test_adults_sections_are_left_alone() -> None:
    """Under a heading about adults the words mean adults."""
    assert [] == of_kind("language", *IN_SCHOOL, "## Working with adult offenders", "The offender signs a contract.")


def test_guidance_s_own_words_are_one_gentle_note() -> None:
    """ "Victim" and "alleged perpetrator" are one note, which says that guidance uses them too."""
    lines = ("Support the victim.", "See the alleged perpetrator.", "The victim chooses.", "The victim is asked.")
    (note,) = of_kind("language", *HSB, *lines)
    assert '"victim" and "alleged perpetrator" appear 4 times in all.' in note.message
    assert "Keeping Children Safe in Education uses these words too" in note.message


def test_a_document_that_explains_its_words_gets_no_note() -> None:
    """Where the document says why it uses the words, there is nothing to advise."""
    explains = 'This policy uses the terms "victim" and "alleged perpetrator" as guidance does.'
    lines = ("Support the victim.", "See the alleged perpetrator.", "The victim chooses.", explains)
    assert [] == of_kind("language", *HSB, *lines)


def test_perpetrator_without_alleged_is_told() -> None:
    """The bare word takes it as settled, and is told in a note of its own."""
    (note,) = of_kind("language", *HSB, *["The perpetrator will be moved."] * 4, "Support the victim.")
    assert '"perpetrator" appears 4 times.' in note.message
    assert "alleged perpetrator" in note.message
