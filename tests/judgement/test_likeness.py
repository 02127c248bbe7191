from collections.abc import Sequence
from pathlib import Path

import pytest

from procheck.criteria.loading import load_pack
from procheck.judgement.judging import Judge
from procheck.judgement.model import CriterionFinding
from procheck.scoring import own_examples
from procheck.scoring.model import Bounds, Likelihood, Look, Scored, ScorerInput
from tests.building import CRITERION, document, small_pack, write_pack

HSB = "# Harmful sexual behaviour policy"
BOUNDS = Bounds(found=0.6, kept=0.05, firm=0.5, opposite=0.7, trusted=0.3, sure=0.7)


class FixedScorer:
    """Says of every statement that it is as likely as it was told to say of XX1.refer, and nothing of other elements."""

    sha256 = "0" * 64
    elements = ("XX1.refer",)
    bounds = {"XX1.refer": BOUNDS}  # noqa: RUF012

    def __init__(self, says: float, firmly: float = 1.0, opposite: float = 0.0) -> None:
        self.likelihood = Likelihood(says, firmly, opposite)
        self.asked: list[ScorerInput] = []

    def score(self, inputs: list[ScorerInput], *, looks: Sequence[Look] | None = None) -> list[Scored]:
        """The fixed likelihood for each."""
        self.asked += inputs
        return [Scored({"XX1.refer": self.likelihood}, each.text) for each in inputs]

    def alike(self, element: str, stance: str, embedding: str) -> tuple[str, ...]:
        """One statement, which names what it was asked."""
        return (f"{element} {stance}: {embedding}",)


def judged(tmp_path: Path, scorer: FixedScorer, *lines: str) -> CriterionFinding:
    return Judge(small_pack(tmp_path), scorer).judge([document(*lines)])[0]  # type: ignore[arg-type]


PHRASED = "The lead refers the matter to social care."
OTHERWISE = "The lead carries the matter over to the town hall."


@pytest.mark.parametrize(
    ("text", "says", "value"),
    [(PHRASED, 0.9, "yes"), (PHRASED, 0.2, "weak"), (PHRASED, 0.01, "no"), (OTHERWISE, 0.97, "yes"),
     (OTHERWISE, 0.65, "weak"), (OTHERWISE, 0.4, "no")],
)  # fmt: skip
def test_phrases_and_likeness_weigh_together(tmp_path: Path, text: str, says: float, value: str) -> None:
    """A phrase's find is firm, weak or dropped, and other wording found, by how likely the scorer thinks it."""
    assert judged(tmp_path, FixedScorer(says), HSB, text).elements[0].value == value


def test_how_it_is_said_still_decides(tmp_path: Path) -> None:
    """What likeness finds is weak where the sentence leaves it to choice, where it is general, or where it is vague."""
    assert judged(tmp_path, FixedScorer(0.9), HSB, "The lead may carry it over to the town hall.").elements[0].value == "weak"
    assert judged(tmp_path, FixedScorer(0.9), "# Policy", OTHERWISE).elements[0].value == "weak"
    assert judged(tmp_path, FixedScorer(0.9, firmly=0.1), HSB, OTHERWISE).elements[0].value == "weak"


def test_the_opposite_by_likeness(tmp_path: Path) -> None:
    """A passage that is likely the opposite contradicts; one that may be is shown to a person."""
    assert judged(tmp_path, FixedScorer(0.0, opposite=0.8), HSB, OTHERWISE).elements[0].value == "contradicted"

    for says, opposite in ((0.0, 0.4), (0.0, 0.75)):
        finding = judged(tmp_path, FixedScorer(says, opposite=opposite), HSB, OTHERWISE)
        assert finding.elements[0].value == "no"
        assert any("may say the opposite" in reason and OTHERWISE in reason for reason in finding.needs_review)


def test_a_word_of_the_past_makes_no_memory_of_what_is_surely_the_opposite(tmp_path: Path) -> None:
    """ "What was done before" may be part of a rule: where the scorer is all but sure that it says the opposite, it does."""
    past = "In 2019 the lead carried the matter over to the town hall."
    assert judged(tmp_path, FixedScorer(0.9, opposite=0.97), HSB, past).elements[0].value == "contradicted"
    assert judged(tmp_path, FixedScorer(0.9, opposite=0.9), HSB, past).elements[0].value != "contradicted"


def test_what_says_the_opposite_speaks_of_the_element(tmp_path: Path) -> None:
    """Less is asked of an opposite in a passage that seems to speak of the element than in one that does not."""
    assert judged(tmp_path, FixedScorer(0.5, opposite=0.75), HSB, OTHERWISE).elements[0].value == "contradicted"


def test_a_passage_is_the_opposite_of_one_thing(tmp_path: Path) -> None:
    """Where a passage is like the opposite of two elements, the likelier is contradicted, and the other is for a person to read."""

    class Two(FixedScorer):
        elements = ("XX1.refer", "XX1.early")  # type: ignore[assignment]
        bounds = dict.fromkeys(elements, BOUNDS)

        def score(self, inputs: list[ScorerInput], *, looks: Sequence[Look] | None = None) -> list[Scored]:
            """The opposite of both, of one a little more."""
            likelihoods = {"XX1.refer": Likelihood(0.0, 0.0, 0.9), "XX1.early": Likelihood(0.0, 0.0, 0.85)}
            return [Scored(likelihoods, each.text) for each in inputs]

    finding = judged(tmp_path, Two(0.0), HSB, OTHERWISE)
    assert [element.value for element in finding.elements[:2]] == ["contradicted", "no"]
    assert any("may say the opposite" in reason for reason in finding.needs_review)


@pytest.mark.parametrize(("likely", "expected"), [(0.75, "weak"), (0.9, "contradicted")])
def test_a_likely_opposite_gives_way(tmp_path: Path, likely: float, expected: str) -> None:
    """Against a passage that says it firmly an opposite by likeness must be all but sure; else nothing is settled."""

    class Opposite(FixedScorer):
        def score(self, inputs: list[ScorerInput], *, looks: Sequence[Look] | None = None) -> list[Scored]:
            """One passage surely says it, the other is as likely its opposite as was asked for."""
            says, opposite = Likelihood(0.97, 1.0, 0.0), Likelihood(0.5, 1.0, likely)
            return [Scored({"XX1.refer": says if each.text == PHRASED else opposite}, each.text) for each in inputs]

    alone, both = (
        judged(tmp_path, Opposite(0.0), HSB, *lines) for lines in ((OTHERWISE,), (OTHERWISE, PHRASED))
    )
    assert (alone.elements[0].value, both.elements[0].value) == ("contradicted", expected)
    assert any("opposite" in reason or "both" in reason for reason in both.needs_review)


def test_what_only_sounds_like_the_opposite(tmp_path: Path) -> None:
    """Words that the pack names as another matter keep a passage from contradicting, by phrase and by likeness; a person is asked."""
    phrases = CRITERION.replace(
        'contradicts: ["{not} ... {refer} ... {social care}"]',
        'contradicts: ["{not} ... {refer} ... {social care}"]\n    not-opposite: ["second time"]',
    )
    pack = load_pack(write_pack(tmp_path, criterion=phrases))
    for line in ("The lead never refers to social care", "Nobody carries it over to the town hall"):
        against, apart = (
            Judge(pack, FixedScorer(0.0, opposite=0.9)).judge([document(HSB, text)])[0]  # type: ignore[arg-type]
            for text in (f"{line}.", f"{line} a second time.")
        )
        assert (against.elements[0].value, apart.elements[0].value) == ("contradicted", "no")
        assert any("may say the opposite" in reason for reason in apart.needs_review)


def test_what_only_sounds_like_it(tmp_path: Path) -> None:
    """Where the pack names words as another matter, what likeness alone finds is weak and goes to a person; phrases count as before."""
    criterion = CRITERION.replace(
        'contradicts: ["{not} ... {refer} ... {social care}"]',
        'contradicts: ["{not} ... {refer} ... {social care}"]\n    unlike: ["lost property"]',
    )
    pack = load_pack(write_pack(tmp_path, criterion=criterion))
    for line, expected in (("The matter is carried over to the town hall", "weak"), ("Staff refer the matter to social care", "yes")):
        said, unlike = (
            Judge(pack, FixedScorer(0.97)).judge([document(HSB, text)])[0]  # type: ignore[arg-type]
            for text in (f"{line}.", f"{line}, with lost property.")
        )
        assert (said.elements[0].value, unlike.elements[0].value) == ("yes", expected)
        assert any("not sure" in reason for reason in unlike.needs_review) == (expected == "weak")


def test_a_not_is_how_the_opposite_is_said(tmp_path: Path) -> None:
    """Where the scorer reads a sentence as the opposite, a "not" in it belongs to the opposite and takes nothing from it."""
    line = "The matter is not carried over to the town hall."
    assert judged(tmp_path, FixedScorer(0.0, opposite=0.9), HSB, line).elements[0].value == "contradicted"


def test_a_not_beside_words_for_the_opposite(tmp_path: Path) -> None:
    """Where a phrase for the opposite stands beside a "not" that it does not hold, the scorer's reading of the whole sentence decides."""
    criterion = CRITERION.replace('contradicts: ["{not} ... {refer} ... {social care}"]', 'contradicts: ["handled by us alone"]')
    pack = load_pack(write_pack(tmp_path, criterion=criterion))
    line = "This holds always, and no worry about a family keeps it from being handled by us alone."
    without, doubted, sure = (
        Judge(pack, scorer).judge([document(HSB, line)])[0].elements[0].value  # type: ignore[arg-type]
        for scorer in (None, FixedScorer(0.0, opposite=0.2), FixedScorer(0.0, opposite=0.9))
    )
    assert (without, doubted, sure) == ("no", "no", "contradicted")


def test_doubt_goes_to_a_person(tmp_path: Path) -> None:
    """What the scorer doubts is flagged with a reason."""
    assert any("not sure" in reason for reason in judged(tmp_path, FixedScorer(0.2), HSB, PHRASED).needs_review)


def test_reports_say_how_it_was_found(tmp_path: Path) -> None:
    """Evidence names the phrase, or how like it is and to which known statements."""
    assert judged(tmp_path, FixedScorer(0.9), HSB, PHRASED).elements[0].evidence[0].found_by == "{refer} ... {social care}"
    by_likeness = judged(tmp_path, FixedScorer(0.9), HSB, OTHERWISE).elements[0].evidence[0]
    assert (by_likeness.found_by, by_likeness.like) == ("likeness 0.90", (f"XX1.refer says: {OTHERWISE}",))


def test_only_what_could_matter_is_scored(tmp_path: Path) -> None:
    """Sections about something else, lead-ins and scraps are not scored; context goes with each statement."""
    scorer = FixedScorer(0.0)
    off = ("## Allegations against staff", PHRASED)
    judged(tmp_path, scorer, HSB, *off, "## Acting", "That is fine.", "The lead will:", "- tell the parents soon")

    assert [(each.text, each.context) for each in scorer.asked] == [
        ("tell the parents soon", "sexual behaviour policy > Acting : The lead will"),
    ]


def test_denied_words_that_the_scorer_does_not_think_opposite_go_to_a_person(tmp_path: Path) -> None:
    """Words of a duty that are denied contradict unless the scorer holds it unlikely; then a person is asked."""
    denied = "Staff shall refrain from ringing social care."
    assert judged(tmp_path, FixedScorer(0.0, opposite=0.4), HSB, denied).elements[0].value == "contradicted"

    finding = judged(tmp_path, FixedScorer(0.0, opposite=0.2), HSB, denied)
    assert finding.elements[0].value == "no"
    assert any("may say the opposite" in reason for reason in finding.needs_review)


def test_one_passage_by_likeness_alone_goes_to_a_person(tmp_path: Path) -> None:
    """What only likeness found, and only once, is for a person to check; twice, or by a phrase, it is not."""
    asked = "in words that the criteria do not list"
    assert any(asked in reason for reason in judged(tmp_path, FixedScorer(0.97), HSB, OTHERWISE).needs_review)
    assert not any(asked in reason for reason in judged(tmp_path, FixedScorer(0.97), HSB, PHRASED).needs_review)
    assert not any(asked in reason for reason in judged(tmp_path, FixedScorer(0.97), HSB, OTHERWISE, OTHERWISE).needs_review)


def test_what_a_person_may_find_firm_is_shown_first(tmp_path: Path) -> None:
    """Of weak passages the one that the program is not sure of stands before those that are weak for certain, and gives the reason."""
    general = "The lead refers every worry to social care."

    class Doubting(FixedScorer):
        def score(self, inputs: list[ScorerInput], *, looks: Sequence[Look] | None = None) -> list[Scored]:
            """Sure of the general passage, and not of the one about HSB."""
            sure, unsure = Likelihood(0.99, 1.0, 0.0), Likelihood(0.5, 1.0, 0.0)
            return [Scored({"XX1.refer": sure if each.text == general else unsure}, each.text) for each in inputs]

    element = judged(tmp_path, Doubting(0.0), "# Policy", "## Concerns", general, "## Harmful sexual behaviour", PHRASED).elements[0]
    assert [each.quote for each in element.evidence] == [PHRASED, general]
    assert "not sure" in element.why


def test_a_not_that_belongs_to_what_is_said(tmp_path: Path) -> None:
    """Where the scorer is sure of the whole sentence, its "not" denies nothing; where it may be the opposite, it does."""
    line = "The lead does not let it stay inside the town hall."
    assert judged(tmp_path, FixedScorer(0.97), HSB, line).elements[0].value == "yes"
    assert judged(tmp_path, FixedScorer(0.97, opposite=0.4), HSB, line).elements[0].value == "no"


def test_a_not_beside_words_that_a_phrase_found(tmp_path: Path) -> None:
    """Where a phrase takes a "not" for a denial, and the scorer is sure of the whole sentence, the scorer is heard."""
    line = "Not a day goes by before the lead refers it to social care."
    assert judged(tmp_path, FixedScorer(0.97), HSB, line).elements[0].value == "yes"
    assert judged(tmp_path, FixedScorer(0.4), HSB, line).elements[0].value == "no"
    assert judged(tmp_path, FixedScorer(0.97, opposite=0.4), HSB, line).elements[0].value == "contradicted"


def test_how_closely_a_statement_is_looked_at(tmp_path: Path) -> None:
    """What phrases found is looked at wholly in a section about HSB; general text, weak at most, is left sooner."""
    asked: list[Look] = []

    class Asked(FixedScorer):
        def score(self, inputs: list[ScorerInput], *, looks: Sequence[Look] | None = None) -> list[Scored]:
            """Remembers how closely it is to look."""
            asked.extend(looks or ())
            return super().score(inputs, looks=looks)

    judged(tmp_path, Asked(0.0), "# Policy", "## Concerns", PHRASED, OTHERWISE, "## Harmful sexual behaviour", PHRASED, OTHERWISE)

    assert asked == ["perhaps worth", "surely worth", "whole", "worth"]


def test_what_is_vague_is_weak_though_a_phrase_found_it(tmp_path: Path) -> None:
    """A phrase's find that the scorer knows too, and reads as vague, is weak."""
    assert judged(tmp_path, FixedScorer(0.9, firmly=0.2), HSB, PHRASED).elements[0].value == "weak"


@pytest.mark.parametrize(("text", "value"), [(PHRASED, "yes"), ("Staff never refer to social care.", "contradicted")])
def test_likeness_to_own_examples_takes_nothing_from_phrases(tmp_path: Path, text: str, value: str) -> None:
    """For criteria of one's own what a phrase found stays, firm or opposite, however unlike the examples the passage is."""

    class Own(FixedScorer):
        bounds = {"XX1.refer": own_examples.BOUNDS}  # noqa: RUF012

    assert judged(tmp_path, Own(0.01), HSB, text).elements[0].value == value


def test_a_passage_is_not_set_beside_itself(tmp_path: Path) -> None:
    """Where one passage is read as both saying the element and its opposite, it is not called two that contradict each other."""
    finding = judged(tmp_path, FixedScorer(0.7, opposite=1.0), HSB, PHRASED)

    assert finding.status == "contradicted"
    assert not any("says both" in reason for reason in finding.needs_review)


def test_an_opposite_that_the_scorer_does_not_know_goes_to_a_person(tmp_path: Path) -> None:
    """A phrase that says the opposite contradicts, unless the scorer sees nothing of it: then a person reads it."""
    against = "The lead never refers the matter to social care."
    assert judged(tmp_path, FixedScorer(0.1, opposite=0.3), HSB, against).elements[0].value == "contradicted"

    finding = judged(tmp_path, FixedScorer(0.1, opposite=0.01), HSB, against)
    assert finding.elements[0].value == "no"
    assert any("may say the opposite" in reason for reason in finding.needs_review)
