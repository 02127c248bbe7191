import re
from pathlib import Path

import pytest

from procheck.checking import find_pack, pack_ids
from procheck.criteria.model import Pack
from procheck.judgement.examples import run_examples, shortages


@pytest.fixture(scope="module", params=pack_ids())
def pack(request: pytest.FixtureRequest) -> Pack:
    return find_pack(request.param, examples=True)


def test_every_example_comes_out_right(pack: Pack) -> None:
    """What the pack says of its own examples is what procheck makes of them."""
    wrong = [f"{each.element.id}: {each.example.text} -> {each.value}" for each in run_examples(pack) if not each.right]

    assert wrong == []


def test_every_element_has_examples_enough(pack: Pack) -> None:
    """Ten examples that say it and ten that do not, for each element."""
    assert [text for _, text in shortages(pack)] == []


def test_every_criterion_says_what_a_report_needs(pack: Pack) -> None:
    """Why it matters, where it comes from, what to add and questions to ask are there for all."""
    for criterion in pack.criteria:
        assert len(criterion.why_it_matters.split()) > 15, criterion.id
        assert criterion.good_policy and criterion.source and len(criterion.questions) >= 3, criterion.id
        for element in criterion.elements:
            assert len(element.add.split()) > 10 and element.title.endswith("."), element.id


def test_the_elements_are_those_of_the_guide() -> None:
    """The pack for the 2017 learning has the 23 criteria and 43 elements, six of them extras."""
    pack = find_pack("hsb-learning-2017")
    labelled = re.findall(
        r'^ {2}"(\w+\.[\w-]+)": \{', next(Path("tests/gold").glob("d01*.json")).read_text(), re.MULTILINE
    )

    assert len(pack.criteria) == 23
    assert {element.id for element in pack.elements} == set(labelled) and len(labelled) == 43
    assert {element.id for element in pack.elements if not element.required} == {
        "WC4.overview", "WP1.others", "WP3.privacy", "MA1.follow-up", "MA2.overview", "SV2.tools",
    }  # fmt: skip
