import pytest

from tests.language.test_cues import read


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Staff must not promise secrecy and must refer.", "refer"),
        ("If the child does not agree, the lead refers.", "refers"),
        ("The lead refers without delay.", "refers"),
        ("The lead will not delay but refer.", "refer"),
        ("Staff must refer, not only to police.", "refer"),
        ("Refer no later than noon to social care.", "care"),
        ("Nobody may decide not to refer.", "refer"),
        ("A child who may be in need is referred.", "referred"),
        ("The risk that the child may pose is assessed.", "assessed"),
        ("Behaviour that could have a cause is referred.", "referred"),
        ("She gives a number so that they can refer.", "refer"),
        ("The plan follows what they are hoping to achieve.", "achieve"),
        ("The lead asks the council to consider the needs of the child.", "needs"),
        ("The lead asks if it happens more often and refers.", "refers"),
        ("The lead refers for help to try to stop it.", "refers"),
        ("The child is never left alone and support is put in place.", "support"),
        ("Consideration must be given to the needs of both.", "needs"),
        ("The lead does everything that she can to refer.", "refer"),
        ("Every allegation of poor practice is what leads refer.", "refer"),
        ("This policy was written to refer.", "written"),
        ("The lead refers, though it was refused before.", "refused"),
    ],
)
def test_cues_do_not_reach_too_far(text: str, target: str) -> None:
    """Negation ends with its clause, two negations cancel, and what may be so is not what may be done."""
    assert read(text, target).manner == "says"
