from dataclasses import replace

from procheck.criteria.model import Element
from procheck.criteria.phrases import parse
from procheck.judgement.candidates import Candidate
from procheck.judgement.model import Value
from procheck.judgement.together import element_value, weighed_together
from procheck.judgement.weighing import MAY_OPPOSE, OPPOSED, Stand
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


def test_elements_are_weighed_apart() -> None:
    """What passages say of one element changes nothing of another."""
    assert values(found(ELEMENTS[0]), found(ELEMENTS[1], "weak"), found(ELEMENTS[2], "contradicted", opposite=0.9)) == [
        "yes", "weak", "contradicted", *["no"] * 9,
    ]  # fmt: skip


def test_an_opposite_that_is_not_sure_gives_way_to_what_is_said() -> None:
    """Beside a firm passage an opposite must be all but sure, by a phrase likely; else both are for a person to read. Alone it counts."""
    says = found(ELEMENTS[0])
    likely, sure = (found(ELEMENTS[0], "contradicted", by_phrase=False, opposite=value) for value in (0.8, 0.97))
    phrased, doubted = (found(ELEMENTS[0], "contradicted", opposite=value) for value in (0.75, 0.5))

    giving_way = [[says, likely], [says, doubted], [says, likely, doubted]]
    counting = [[says, sure], [says, phrased], [says, doubted, sure], [likely], [doubted]]
    assert {values(*candidates)[0] for candidates in giving_way} == {"weak"}
    assert {values(*candidates)[0] for candidates in counting} == {"contradicted"}

    weighed = weighed_together(ELEMENTS[:1], {ELEMENTS[0].id: [says, likely]})[ELEMENTS[0].id]
    assert [(each.value, each.because) for each in weighed] == [("weak", OPPOSED), ("no", MAY_OPPOSE)]


def test_where_no_scorer_was_heard_opposites_count() -> None:
    """By phrases alone what says the opposite contradicts, whatever others say; in a scored document a scrap of a few words does not."""
    says, opposite = (replace(found(ELEMENTS[0], value), likelihood=None) for value in ("yes", "contradicted"))

    assert values(says, opposite)[0] == "contradicted"
    assert values(found(ELEMENTS[0]), opposite)[0] == "weak"
