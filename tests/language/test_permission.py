import pytest

from tests.language.test_cues import read


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("The lead may, after speaking to the head, and where she agrees, refer.", "refer"),
        ("We could ask our own psychologist to help you and the team to refer it.", "refer"),
        ("If the office says no, the manager might call again.", "call"),
        ("Staff may speak to the child → tell", "speak"),
        ("The child may also need a referral.", "referral"),
        ("Staff are invited to report it.", "report"),
    ],
)
def test_permission_reaches_over_its_clause(text: str, target: str) -> None:
    """A "may" governs its verb past an aside, and as far as nothing breaks its clause."""
    assert read(text, target).manner == "permissive"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Staff may speak to the child, and the lead refers it.", "refers"),
        ("Staff may ask the child → lead refers it", "refers"),
        ("The manager can use a chart and it is always reported.", "reported"),
        ("Parents are usually upset, and we help them.", "help"),
        ("Parents are invited to attend.", "attend"),
        ("Another agency would be better able to see it.", "see"),
    ],
)
def test_permission_stays_in_its_clause(text: str, target: str) -> None:
    """Another clause, an arrow or a word that only looks like permission leaves the duty whole."""
    assert read(text, target).manner == "says"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("A child who may be in need is referred.", "need"),
        ("Behaviour that could have a cause is referred.", "cause"),
        ("No adult may question the child.", "question"),
        ("The manager is certain of what might follow.", "follow"),
    ],
)
def test_what_is_possible_is_not_left_to_choice(text: str, target: str) -> None:
    """A "may" that tells what could be so, and one that is denied, permits nothing."""
    assert read(text, target).manner != "permissive"
