import pytest

from procheck.criteria.model import Element
from procheck.criteria.phrases import parse
from procheck.judgement.candidates import Candidate
from procheck.judgement.certainty import settled
from procheck.judgement.model import Value
from procheck.judgement.weighing import DOUBTFUL, OPPOSED, REFERRED, Stand
from procheck.language.cues import Reading
from procheck.scoring.model import Likelihood

ELEMENT = Element("XX1.one", "It is said.", "Say it.")
PHRASE = parse("refer")


def passage(
    says: float | None, firmly: float = 1.0, *, by_phrase: bool = True, by_reference: bool = False, value: Value = "yes"
) -> Candidate:
    """A passage that says the element; without a likelihood where the scorer was not heard."""
    likelihood = None if says is None else Likelihood(says, firmly, 0.0)
    phrase = PHRASE if by_phrase else None
    return Candidate(
        ELEMENT, "says", value, Reading("says"), phrase, ((0, 1),), likelihood=likelihood, by_reference=by_reference
    )


def opposing(opposite: float, says: float, stand: Stand = "contradicts") -> Candidate:
    """A passage that may say the opposite."""
    return Candidate(ELEMENT, stand, "no", Reading("says"), None, ((0, 1),), likelihood=Likelihood(says, 1.0, opposite))


def values(*candidates: Candidate) -> list[Value]:
    """What each is worth once all were looked at together."""
    return [each.value for each in settled(candidates)]


@pytest.mark.parametrize(
    ("alone", "value"),
    [
        (passage(0.8), "yes"),
        (passage(0.6), "weak"),
        (passage(0.9, firmly=0.7), "weak"),
        (passage(0.97, by_phrase=False), "yes"),
        (passage(0.9, by_phrase=False), "weak"),
        (passage(0.99, by_reference=True), "yes"),
        (passage(0.94, by_reference=True), "weak"),
    ],
)
def test_one_passage_alone_must_be_sure(alone: Candidate, value: Value) -> None:
    """A lone passage settles an element only where it is likely and firm enough: more so where no phrase, or a reference, brought it."""
    assert values(alone) == [value]
    doubt = REFERRED if alone.by_reference else DOUBTFUL
    assert settled([alone])[0].because == ("" if value == "yes" else doubt)


def test_several_passages_need_less() -> None:
    """What one passage leaves in doubt, two settle; but not two that are both unlikely."""
    assert values(passage(0.65), passage(0.2)) == ["yes", "yes"]
    assert values(passage(0.5), passage(0.5)) == ["weak", "weak"]


def test_a_passage_that_may_say_the_opposite_leaves_it_open() -> None:
    """However firmly it is said, a person must read what quite likely denies it; what speaks of something else changes nothing."""
    says = passage(0.99)
    assert values(says, says, opposing(0.65, says=0.5)) == ["weak", "weak", "no"]
    assert settled([says, opposing(0.65, says=0.5)])[0].because == OPPOSED
    for harmless in (opposing(0.5, says=0.5), opposing(0.65, says=0.1), opposing(0.65, says=0.5, stand="apart")):
        assert values(says, harmless)[0] == "yes"


def test_without_a_scorer_phrases_settle() -> None:
    """Where what is firm was not scored, by choice or because the element is of one's own, nothing is taken away."""
    assert values(passage(None)) == ["yes"]
    assert values(passage(None), passage(0.1, by_phrase=False, value="weak")) == ["yes", "weak"]
