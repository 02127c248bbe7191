import pytest

from procheck.language.cues import Cues
from procheck.language.words import english, words_of
from tests.language.test_cues import CUES, read


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Behaviour that is not right for the age is reported to the lead.", "reported"),
        ("A leader who has heard nothing contacts the police.", "contacts"),
        ("Anyone who does not feel sure about it reports it.", "reports"),
        ("If it is late, and nobody is in the office, ring the police.", "ring"),
        ("The school does not investigate, and the lead reports it.", "reports"),
        ("If police have no objection parents are told.", "told"),
        ("If the office says no, the lead must call again.", "call"),
    ],
)
def test_negation_stays_in_its_clause(text: str, target: str) -> None:
    """A "not" in a relative or conditional clause, or in the clause before, does not deny the main verb."""
    assert read(text, target).manner == "says"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("A child who does not want the matter to be reported is heard.", "reported"),
        ("It is agreed that parents are not told.", "told"),
        ("Where a referral is agreed, parents are not told.", "told"),
    ],
)
def test_negation_reaches_its_own_verb(text: str, target: str) -> None:
    """A "not" denies the verb of its own clause, relative or not."""
    assert read(text, target).manner == "negated"


@pytest.mark.parametrize(
    "text",
    [
        "It is at the head's discretion to refer.",
        "The lead will refer unless the head decides otherwise.",
        "Staff refer unless they feel it is minor.",
        "The lead will refer if the committee agrees.",
    ],
)
def test_a_duty_that_somebody_inside_may_set_aside(text: str) -> None:
    """A duty that hangs on the head's word or on staff's own opinion is less than a duty."""
    assert read(text, "refer").manner == "softened"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("The mother was told a week later.", "told"),
        ("The lead did not refer it.", "refer"),
        ("Parents were never informed.", "informed"),
    ],
)
def test_the_past_is_a_memory(text: str, target: str) -> None:
    """A main clause in the past tells of what happened, with no word such as "in 2019"."""
    assert read(text, target).manner == "historic"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Write down what was said.", "said"),
        ("Take account of whether either had been drinking.", "drinking"),
        ("A child who was harmed is supported.", "harmed"),
        ("Was anyone older?", "anyone"),
        ("Tell them first", "first"),
        ("They may have had hard lives.", "lives"),
        ("If a child was touched, ring the police.", "touched"),
    ],
)
def test_the_past_of_a_subordinate_clause_is_no_memory(text: str, target: str) -> None:
    """What was said, who was harmed, and a question are no tale of what happened."""
    assert read(text, target).manner == "says"


@pytest.mark.parametrize(
    ("text", "targets", "cue"),
    [
        ("Parents are not told.", ("parents", "told"), "not"),
        ("Staff need not report it.", ("report",), "not"),
        ("Staff shall refrain from reporting it.", ("reporting",), "refrain from"),
        ("No referral is made.", ("referral", "made"), "no"),
        ("Under no circumstances should the club ring parents.", ("ring", "parents"), "no"),
        ("Parents are not told until social care agrees.", ("parents", "told"), ""),
        ("Other staff do not report it.", ("report",), ""),
        ("Staff do not report it by themselves.", ("report",), ""),
        ("Section 7 explains when parents are not told.", ("parents", "told"), ""),
        ("Staff do not ask before they report it.", ("report",), ""),
        ("It can't be delegated, to report it.", ("be", "report"), ""),
        ('Never write "consensual" on the form.', ("write", "form"), ""),
        ("Words like that are not written down.", ("written",), ""),
    ],
)
def test_denial(text: str, targets: tuple[str, ...], cue: str) -> None:
    """A duty's own words are denied where "not" stands at them and nothing limits it: then the text says the opposite."""
    words = words_of(english().tokenizer(text))
    spans = [(words.lower.index(target), words.lower.index(target) + 1) for target in targets]
    assert Cues.of(words, CUES).denial(spans) == cue


@pytest.mark.parametrize(
    ("text", "targets", "apart"),
    [
        ("A reporter who has heard nothing contacts the team.", ("nothing", "contacts"), True),
        ("Staff who are not sure must report it.", ("not", "report"), True),
        ("Staff do not report it.", ("not", "report"), False),
        ("It is agreed that nothing is reported.", ("nothing", "reported"), False),
    ],
)
def test_a_denial_in_another_clause(text: str, targets: tuple[str, ...], apart: bool) -> None:
    """Matched words that hold a "not" of another clause than the rest are apart."""
    words = words_of(english().tokenizer(text))
    spans = [(words.lower.index(target), words.lower.index(target) + 1) for target in targets]
    assert Cues.of(words, CUES).parts(spans) == apart
