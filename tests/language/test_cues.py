from pathlib import Path

import pytest

from procheck.datafiles import load
from procheck.language.cues import Cues, Reading
from procheck.language.lexicon import Lexicon, concepts_in
from procheck.language.words import english, words_of

CUES = Lexicon(dict(concepts_in(load(Path(__file__).parents[2] / "criteria" / "cues" / "cues.yaml"))))


def read(text: str, *targets: str) -> Reading:
    words = words_of(english().tokenizer(text))
    spans = [(words.lower.index(target), words.lower.index(target) + 1) for target in targets]
    return Cues.of(words, CUES).reading(spans)


@pytest.mark.parametrize(
    ("text", "target", "manner"),
    [
        ("The lead must refer to social care.", "refer", "says"),
        ("Refer to social care.", "refer", "says"),
        ("Staff must not refer to social care.", "refer", "negated"),
        ("Staff will never refer to social care.", "refer", "negated"),
        ("Staff are no longer asked to refer.", "refer", "negated"),
        ("Staff need not refer to social care.", "refer", "negated"),
        ("The school speaks to them instead of a referral.", "referral", "negated"),
        ("Nobody refers to social care.", "refers", "negated"),
        ("The lead may refer to social care.", "refer", "permissive"),
        ("The lead may, if she sees fit, refer it.", "refer", "permissive"),
        ("The lead will consider a referral.", "referral", "permissive"),
        ("Staff are encouraged to refer.", "refer", "permissive"),
        ("The lead will be asked to consider a referral.", "referral", "permissive"),
        ("Where possible the lead refers.", "refers", "softened"),
        ("The lead usually refers.", "refers", "softened"),
        ("The lead will try to refer.", "refer", "softened"),
        ("More often than not the lead refers.", "refers", "softened"),
        ("When the budget allows, the lead will refer.", "refer", "softened"),
        ("The trust would like every lead to refer.", "refer", "softened"),
        ("The lead refers as and when it is needed.", "refers", "softened"),
        ("It is up to the coach to refer.", "refer", "permissive"),
        ("Consideration must be given to a way to refer.", "refer", "permissive"),
        ("Leads have found it useful to refer.", "refer", "permissive"),
        ("Colleagues are very welcome to refer.", "refer", "permissive"),
        ("The aims of this policy are to refer.", "refer", "softened"),
        ("It is the ambition of the service that leads refer.", "refer", "softened"),
        ("A route to refer will be developed next year.", "refer", "deferred"),
        ("When resources allow, the lead will refer.", "refer", "deferred"),
        ("A child who was worried may be given a kind word, a quiet room or time to refer.", "room", "permissive"),
        ("There is a course to refer from for any coach who would like to take it.", "refer", "softened"),
        ("The plan covers the danger in which she may stand and is shared.", "stand", "says"),
        ("The risks which the boy may face are listed.", "face", "says"),
        ("Where there is a risk, the lead may refer.", "refer", "permissive"),
        ("Given the risk which worries staff, they may refer.", "refer", "permissive"),
        ("The lead lists what others might do.", "do", "says"),
        ("The team considers the tool to be its standard.", "tool", "says"),
        ("The lead refers to the town where the child ordinarily resides.", "refers", "says"),
        ("The lead refers, though the boy has been advised to stay silent.", "refers", "says"),
        ("Each pupil must be offered the option of counselling.", "counselling", "says"),
        ("Staff have the option of counselling.", "counselling", "permissive"),
        ("In 2019 a pupil was a concern and the lead referred.", "referred", "historic"),
        ("Until 2019 heads dealt with it and no lead referred it.", "referred", "historic"),
        ("It would be bad practice to refer.", "refer", "quoted"),
        ("Some staff still believe that the lead refers.", "refers", "quoted"),
        ("KCSIE says that schools refer.", "refer", "guidance"),
    ],
)
def test_how_it_is_said(text: str, target: str, manner: str) -> None:
    """Each kind of cue is seen, and a plain duty has none."""
    assert read(text, target).manner == manner


def test_a_cue_inside_the_match_is_part_of_it() -> None:
    """ "Never dismissed" is not negated when "never" belongs to what was looked for."""
    assert read("It is never dismissed.", "never", "dismissed").manner == "says"


def test_words_at_large_do_not_hide_the_cue_among_them() -> None:
    """Where the words are the sentence's own at large and no match, "where appropriate" counts though it is among them."""
    words = words_of(english().tokenizer("Where appropriate the lead refers."))
    cues, every_word = Cues.of(words, CUES), [(at, at + 1) for at in range(len(words))]
    assert cues.reading(every_word).manner == "says"
    assert cues.reading(every_word, of_match=False).manner == "softened"


def test_the_cue_is_quoted() -> None:
    """The reading names the words that decided it."""
    assert read("Staff may refer.", "refer").cue == "may"
