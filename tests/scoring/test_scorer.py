import shutil
from pathlib import Path

import pytest

from procheck.checking import find_judge, find_pack
from procheck.scoring.model import ScorerError, ScorerInput
from procheck.scoring.scorer import FOLDER, Scorer

REFERRAL = ScorerInput("The matter goes to the duty social worker that same afternoon.", "Sexual behaviour between pupils")
OTHER = ScorerInput("Lunch is served in the hall at noon.", "School day")


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer()


def test_it_knows_the_packs_elements(scorer: Scorer) -> None:
    """The scorer that comes with procheck was trained on the elements of the pack that comes with it."""
    assert set(scorer.elements) == {element.id for element in find_pack("hsb-learning-2017").elements}


def test_it_tells_what_is_said(scorer: Scorer) -> None:
    """A referral in other words is likely a referral, and a sentence about lunch is nothing."""
    referral, other = scorer.score([REFERRAL, OTHER])

    assert referral["MA1.refer"].says > 0.5 > referral["WC4.record"].says
    assert max(likelihood.says for likelihood in other.values()) < 0.2


def test_the_same_statements_have_the_same_scores(scorer: Scorer) -> None:
    """Scoring twice, or with another scorer made from the same files, changes nothing."""
    inputs = [REFERRAL, OTHER] * 20

    assert scorer.score(inputs) == scorer.score(inputs) == Scorer().score(inputs)


def test_a_statement_is_scored_by_itself(scorer: Scorer) -> None:
    """What else is scored in the same call moves no score, so that skipping one statement can't change another's."""
    assert scorer.score([REFERRAL])[0] == scorer.score([OTHER, OTHER, REFERRAL])[2]


def test_embeddings_come_with_the_scores(scorer: Scorer) -> None:
    """Each statement has an embedding of length 1, and the scores beside it are those that score() gives."""
    scores, embeddings = scorer.read([REFERRAL, OTHER])

    assert [round(float((row * row).sum()), 3) for row in embeddings] == [1.0, 1.0]
    assert scorer.likelihoods(scores) == scorer.score([REFERRAL, OTHER])


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
