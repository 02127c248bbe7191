from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest

from procheck.criteria.loading import load_pack
from procheck.criteria.model import Example, Pack
from procheck.judgement.judging import Judge
from procheck.judgement.nearest import Kept
from procheck.judgement.trying import Trial, try_example
from procheck.scoring.model import Bounds, Likelihood, Look, Scored, ScorerInput
from procheck.scoring.scorer import Scorer
from tests.building import CRITERION, small_pack, write_pack


class FakeScorer:
    """Gives every statement the same likelihoods, for one element."""

    elements = ("XX1.refer",)

    def __init__(self, says: float, firmly: float, opposite: float) -> None:
        self.likelihood = Likelihood(says, firmly, opposite)
        self.bounds = {"XX1.refer": Bounds(found=0.5, kept=0.1, firm=0.5, opposite=0.5, trusted=0.1, sure=0.5)}

    def score(self, inputs: Sequence[ScorerInput], *, looks: Sequence[Look] | None = None) -> list[Scored]:
        """As Scorer.score."""
        return [Scored({"XX1.refer": self.likelihood}) for _ in inputs]


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return small_pack(tmp_path)


def trial(pack: Pack, id: str, text: str, heading: str = "", before: str = "", scorer: FakeScorer | None = None) -> Trial:
    element = pack.element(id)
    assert element is not None
    judge = Judge(pack, cast("Scorer | None", scorer))
    (found,) = try_example(judge, [element], Example("says", text, heading, before))
    return found


@pytest.mark.parametrize(
    ("text", "value", "manner", "cue"),
    [
        ("The lead rings the MASH.", "yes", "says", ""),
        ("The lead may ring the MASH.", "weak", "permissive", "may"),
        ("The lead rings the MASH where possible.", "weak", "softened", "where possible"),
        ("The MASH will not be rung.", "contradicted", "negated", "not"),
        ("The MASH will not be rung until the head agrees.", "no", "negated", "not"),
        ("Nobody rings the MASH.", "no", "negated", "nobody"),
    ],
)
def test_the_phrase_and_the_cue_are_told_apart(pack: Pack, text: str, value: str, manner: str, cue: str) -> None:
    """What was found and how it is said are both there, whatever the value."""
    found = trial(pack, "XX1.refer", text)
    (match,) = found.statements[0].matches

    assert found.value == value and match.candidate.phrase is not None and match.candidate.phrase.text in (
        "{refer} ... {social care}", "{social care} ... {refer}",
    )  # fmt: skip
    assert (match.by_grammar.reading.manner, match.by_grammar.reading.cue) == (manner, cue)
    assert found.statements[0].nearest is None


def test_worth_in_general_text_is_told(pack: Pack) -> None:
    """A firm duty would be weak in text about concerns in general."""
    (match,) = trial(pack, "XX1.refer", "The lead rings the MASH.").statements[0].matches

    assert (match.by_grammar.value, match.in_general_text.value) == ("yes", "weak")


def test_a_heading_about_something_else_is_told(pack: Pack) -> None:
    """Under such a heading nothing counts, and what would be found elsewhere is shown all the same."""
    found = trial(pack, "XX1.refer", "The lead rings the MASH.", heading="Allegations against staff")

    assert found.value == "no" and found.statements[0].statement.reach.subject == "off-topic"
    assert [(each.candidate.value, each.by_grammar.value) for each in found.statements[0].matches] == [("no", "yes")]


def test_only_the_sentence_itself_is_tried(pack: Pack) -> None:
    """What stands before it is read with it but is not judged."""
    found = trial(pack, "XX1.refer", "the MASH", before="The lead rings social care. The lead will ring:")

    assert [each.statement.before for each in found.statements] == ["The lead will ring:"] and found.value == "yes"


def test_a_heading_like_line_says_nothing(pack: Pack) -> None:
    """A short line with no full stop makes no statement."""
    assert trial(pack, "XX1.refer", "Ring the MASH").statements == ()


NEAR = """
      - "{promptly} {refer}"
      - "{refer} .. {promptly} & {parent} !{record}"
      - "{tell} {parent} @{record}"
"""


@pytest.mark.parametrize(
    ("text", "phrase", "found", "kept", "blocking"),
    [
        ("The lead is told.", "{tell} {parent} @{record}", 1, "words", ()),
        ("Parents sing and are told.", "{tell} {parent} @{record}", 2, "order", ()),
        ("Staff tell every one of the parents.", "{tell} {parent} @{record}", 2, "distance", ()),
        ("Staff tell the parents.", "{tell} {parent} @{record}", 2, "surroundings", ("record",)),
        ("Ring the parent the same day and record it.", "{refer} .. {promptly} & {parent} !{record}", 3, "guard", ("record",)),
    ],
)
def test_the_nearest_phrase(tmp_path: Path, text: str, phrase: str, found: int, kept: Kept, blocking: tuple[str, ...]) -> None:
    """Where nothing matches, the phrase that came nearest is named with what is there and what kept it from matching."""
    criterion = CRITERION.replace('says: ["{tell} ... {parent}"]', f"says:{NEAR}")
    assert criterion != CRITERION
    tried = trial(load_pack(write_pack(tmp_path, criterion=criterion)), "XX1.parents", text).statements[0]

    assert tried.matches == () and tried.nearest is not None
    assert (tried.nearest.phrase.text, tried.nearest.found) == (phrase, found)
    assert (tried.nearest.kept, tried.nearest.blocking) == (kept, blocking)


def test_words_that_would_serve_twice(tmp_path: Path) -> None:
    """Two parts of a phrase that could only be the same words are said to be so."""
    criterion = CRITERION.replace('["{tell} ... {parent}"]', '["{tell} ... inform"]')
    tried = trial(load_pack(write_pack(tmp_path, criterion=criterion)), "XX1.parents", "Staff inform.").statements[0]

    assert tried.nearest is not None and tried.nearest.kept == "overlap"


def test_a_phrase_in_what_introduces_it(pack: Pack) -> None:
    """Words that all stand in the lead-in are the lead-in's own."""
    tried = trial(pack, "XX1.refer", "on weekdays;", before="The lead rings the MASH:").statements[0]

    assert tried.matches == () and tried.nearest is not None and tried.nearest.kept == "lead-in"


def test_nothing_near(pack: Pack) -> None:
    """Where no word of any phrase is there, no phrase is nearest."""
    assert trial(pack, "XX1.refer", "Children sing.").statements[0].nearest is None


def test_a_firm_phrase_near_one_in_part(tmp_path: Path) -> None:
    """Where it is said only in part, the nearest phrase is one that says it firmly."""
    criterion = CRITERION.replace("    says: [\"{tell} ... {parent}\"]",
                                  '    says: ["{tell} ... {parent} & {promptly}"]\n    partly: ["{tell} ... {parent}"]')  # fmt: skip
    tried = trial(load_pack(write_pack(tmp_path, criterion=criterion)), "XX1.parents", "Staff tell parents.").statements[0]

    assert [each.candidate.stand for each in tried.matches] == ["partly"]
    assert tried.nearest is not None and (tried.nearest.stand, tried.nearest.found) == ("says", 2)


SONG = "Children sing to grown people whom they trust."
BOILERS = "The lead rings the MASH about trouble with boilers."


@pytest.mark.parametrize(
    ("text", "says", "firmly", "opposite", "value", "because"),
    [
        (SONG, 0.9, 0.9, 0.0, "yes", ""),
        (SONG, 0.9, 0.2, 0.0, "weak", "it says so only in part, or too vaguely to act on"),
        ("Children may sing to grown people whom they trust.", 0.9, 0.9, 0.0, "weak", "'may' leaves it to choice"),
        (SONG, 0.0, 0.0, 0.9, "contradicted", ""),
        (BOILERS, 0.05, 0.0, 0.0, "no", "its words are alike, but it seems to speak of something else"),
    ],
)
def test_the_scorer_is_heard(
    pack: Pack, text: str, says: float, firmly: float, opposite: float, value: str, because: str
) -> None:
    """With a scorer its likelihoods decide as they do in a report, and are told."""
    found = trial(pack, "XX1.refer", text, scorer=FakeScorer(says, firmly, opposite))
    (match,) = found.statements[0].matches

    assert (found.value, match.candidate.because) == (value, because)
    assert found.statements[0].likelihood == Likelihood(says, firmly, opposite) and found.bounds is not None


def test_the_scorer_does_not_know_every_element(pack: Pack) -> None:
    """An element that the scorer was not trained on is judged by its phrases."""
    found = trial(pack, "XX1.parents", "Staff tell the parents.", scorer=FakeScorer(0.9, 0.9, 0.0))

    assert found.value == "yes" and found.bounds is None and found.statements[0].likelihood is None
