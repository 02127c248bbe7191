import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from procheck.checking import find_judge, find_pack
from procheck.scoring.model import LIKELY, Likelihood, ScorerError, ScorerInput
from procheck.scoring.scorer import FOLDER, Scorer

REFERRAL = ScorerInput("The matter goes to the duty social worker that same afternoon.", "Sexual behaviour between pupils")
OTHER = ScorerInput("Lunch is served in the hall at noon.", "School day")


def likelihoods(scorer: Scorer, *inputs: ScorerInput) -> list[Mapping[str, Likelihood]]:
    return [each.likelihoods for each in scorer.score(inputs)]


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer()


def test_it_knows_the_packs_elements(scorer: Scorer) -> None:
    """The scorer that comes with procheck was trained on the elements of the pack that comes with it."""
    assert set(scorer.elements) == {element.id for element in find_pack("hsb-learning-2017").elements}


def test_it_tells_what_is_said(scorer: Scorer) -> None:
    """A referral in other words is likely a referral, and a sentence about lunch is nothing."""
    referral, other = likelihoods(scorer, REFERRAL, OTHER)

    assert referral["MA1.refer"].says > 0.5 > referral["WC4.record"].says
    assert max(likelihood.says for likelihood in other.values()) < 0.2


def test_the_same_statements_have_the_same_scores(scorer: Scorer) -> None:
    """Scoring twice, or with another scorer made from the same files, changes nothing."""
    inputs = [REFERRAL, OTHER] * 20

    assert likelihoods(scorer, *inputs) == likelihoods(scorer, *inputs) == likelihoods(Scorer(), *inputs)


def test_a_statement_is_scored_by_itself(scorer: Scorer) -> None:
    """What else is scored in the same call moves no score, so that skipping one statement can't change another's."""
    alone = likelihoods(scorer, REFERRAL)[0]
    assert alone == likelihoods(scorer, OTHER, OTHER, REFERRAL)[2]

    others = [ScorerInput(REFERRAL.text.replace("duty", word), REFERRAL.heading) for word in ("kind", "night", "school") * 9]
    assert alone == likelihoods(scorer, *others[:11], REFERRAL, *others)[11]


def test_what_seems_to_say_nothing_is_left_at_a_glance(scorer: Scorer) -> None:
    """What must not be looked at in full and seems to say nothing has no likelihood; what says something has the same as in full."""
    (full_other, full_referral) = likelihoods(scorer, OTHER, REFERRAL)
    left, kept, forced = (each.likelihoods for each in scorer.score([OTHER, REFERRAL, OTHER], looks=["worth", "surely worth", "whole"]))

    assert set(left.values()) == {Likelihood(0.0, 0.0, 0.0)}
    assert max(likelihood.firmly for likelihood in full_other.values()) > 0
    assert (kept, forced) == (full_referral, full_other)


def test_nothing_is_looked_at_where_all_is_left(scorer: Scorer) -> None:
    """Statements of one length that are all left at first sight come back with nothing, as each would by itself."""
    assert all(each.embedding is None and not each.likely for each in scorer.score([OTHER] * 3, looks=["surely worth"] * 3))


def test_what_a_statement_may_speak_of_is_named(scorer: Scorer) -> None:
    """Every element that is likely at all, or its opposite, is among the likely ones, and no other."""
    referral, other = scorer.score([REFERRAL, OTHER])
    for each in (referral, other):
        expected = {element for element, of in each.likelihoods.items() if max(of.says, of.opposite) >= LIKELY}
        assert set(each.likely or ()) == expected
    assert "MA1.refer" in (referral.likely or ())


def test_statements_that_say_alike_lie_near(scorer: Scorer) -> None:
    """Each statement has an embedding of length 1, nearer to what says the same than to what does not, and names what it is like."""
    again = ScorerInput("The lead passes the matter to children's social care the same day.", REFERRAL.heading)
    referral, other, same = (each.embedding for each in scorer.score([REFERRAL, OTHER, again]))

    assert [round(float(row @ row), 3) for row in (referral, other)] == [1.0, 1.0]
    assert referral @ same > 0.5 > referral @ other
    assert len(scorer.alike("MA1.refer", "says", referral)) == 2


def test_a_changed_model_is_refused(tmp_path: Path) -> None:
    """A model file that is not the one that belongs here, or is gone, is said in one sentence."""
    shutil.copytree(FOLDER, tmp_path / "files")
    with (tmp_path / "files" / "scorer.onnx").open("ab") as stream:
        stream.write(b"x")
    with pytest.raises(ScorerError, match="is not the file that belongs to this version"):
        Scorer(tmp_path / "files")

    (tmp_path / "files" / "scorer.onnx").unlink()
    with pytest.raises(ScorerError, match=r"scorer\.onnx is missing"):
        Scorer(tmp_path / "files")


def test_a_pack_it_was_not_trained_on_is_read_by_its_own_examples() -> None:
    """Elements the scorer does not know are scored by likeness to their examples, and are never sure."""
    scorer = find_judge("nice-ng55").scorer

    assert scorer
    assert {element.id for element in find_pack("nice-ng55").elements} <= set(scorer.elements)
    assert scorer.bounds["NG4.told-at-once"].sure > 1


def test_it_is_small_enough_to_ship() -> None:
    """The files stay under 25 MB."""
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 25_000_000


def test_what_stands_around_is_cut_to_what_tells_most() -> None:
    """The end of the outer heading, the start of the inner one and the end of what comes before are kept."""
    many = " ".join(f"w{number}" for number in range(20))
    assert ScorerInput("x", f"{many} > {many}", many).context == (
        "w17 w18 w19 > w0 w1 w2 w3 w4 w5 w6 w7 : w12 w13 w14 w15 w16 w17 w18 w19"
    )
    assert ScorerInput("x", "Records").context == "Records"
    assert ScorerInput("x").context == "policy"
