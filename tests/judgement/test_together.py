from procheck.criteria.model import Element
from procheck.criteria.phrases import parse
from procheck.judgement.candidates import Candidate
from procheck.judgement.model import Value
from procheck.judgement.together import element_value, weighed_together
from procheck.judgement.weighing import DOUBTFUL, Stand
from procheck.language.cues import Reading
from procheck.scoring.model import Likelihood

ELEMENTS = [Element(f"XX{number}.one", "It is said.", "Say it.") for number in range(12)]
PHRASE = parse("refer")


def found(element: Element, value: Value = "yes", *, by_phrase: bool = True, opposite: float = 0.0) -> Candidate:
    """What a passage makes of the element."""
    stand: Stand = "contradicts" if value == "contradicted" else "says"
    likelihood = Likelihood(0.0 if opposite else 0.99, 1.0, opposite)
    return Candidate(element, stand, value, Reading("says"), PHRASE if by_phrase else None, ((0, 1),), likelihood=likelihood)


def values(*candidates: Candidate) -> list[Value]:
    """The values of all elements by these candidates."""
    by_element = {element.id: [each for each in candidates if each.element.id == element.id] for element in ELEMENTS}
    weighed = weighed_together(ELEMENTS, by_element)
    return [element_value(element, weighed[element.id]) for element in ELEMENTS]


def test_likeness_is_doubted_where_little_is_said() -> None:
    """What only likeness finds is weak and doubtful in a document that says next to nothing else, and firm in one that does."""
    alone = found(ELEMENTS[0], by_phrase=False)
    assert values(alone)[:2] == ["weak", "no"]
    assert values(alone, found(ELEMENTS[1]))[:2] == ["yes", "yes"]
    assert weighed_together(ELEMENTS, {ELEMENTS[0].id: [alone]})[ELEMENTS[0].id][0].because == DOUBTFUL


def test_phrases_count_wherever_they_stand() -> None:
    """What a phrase finds firmly is firm in any document, and so is likeness beside it."""
    assert values(found(ELEMENTS[0]))[0] == "yes"
    both = [found(ELEMENTS[0]), found(ELEMENTS[0], by_phrase=False)]
    assert [each.value for each in weighed_together(ELEMENTS, {ELEMENTS[0].id: both})[ELEMENTS[0].id]] == ["yes", "yes"]


def test_a_likely_opposite_gives_way_to_what_is_said() -> None:
    """An opposite by likeness that is not all but sure yields to a firm passage; a surer one, one by phrase, and one alone do not."""
    says = found(ELEMENTS[0])
    likely, sure = (found(ELEMENTS[0], "contradicted", by_phrase=False, opposite=value) for value in (0.75, 0.9))
    phrased = found(ELEMENTS[0], "contradicted", opposite=0.75)

    assert values(says, likely)[0] == "yes"
    for candidates in ((says, sure), (says, phrased), (likely,)):
        assert values(*candidates)[0] == "contradicted"
