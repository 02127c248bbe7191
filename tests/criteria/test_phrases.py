import pytest

from procheck.criteria.phrases import PhraseError, match, parse
from procheck.language.lexicon import Concept, Lexicon
from procheck.language.words import english, words_of

CONCEPTS = {
    name: Concept(name, terms)
    for name, terms in {
        "refer": ("refer", "ring"),
        "social care": ("social care", "mash"),
        "tell": ("tell",),
        "promptly": ("at once", "same day"),
        "lateness": ("lateness",),
    }.items()
}


def spans(phrase_text: str, text: str, around: tuple[str, ...] = ()) -> tuple[tuple[int, int], ...] | None:
    phrase = parse(phrase_text)
    lexicon = Lexicon(CONCEPTS)
    for plain in (name for name in phrase.names if name.startswith("'")):
        lexicon.add(plain, [plain.strip("'")])
    words = words_of(english().tokenizer(text))
    return match(phrase, words, lexicon.find(words), dict.fromkeys(around))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("{refer} ... {social care}", "The lead refers every such matter straight to social care."),
        ("{refer} .. {social care}", "The lead refers it to social care."),
        ("{refer} {social care}", "Staff ring the MASH."),
        ("{refer|tell} ... {social care}", "Tell social care."),
        ("{refer} & {promptly}", "On the same day the lead rings."),
        ("look back over", "Staff looked back over it."),
        ("(look|go) back [over]", "Staff go back."),
        ("{refer} !{lateness}", "The lead rings."),
        ("{promptly} @{refer}", "It is done the same day."),
    ],
)
def test_phrases_that_match(phrase: str, text: str) -> None:
    """Gaps, neighbours, alternatives, plain words, guards and surroundings do what the docstring says."""
    assert spans(phrase, text, around=("refer",)) is not None


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("{refer} ... {social care}", "Social care is rung."),
        ("{refer} .. {social care}", "The lead refers all that she has seen or heard to social care."),
        ("{refer} {social care}", "Ring someone other than social care."),
        ("{refer} ... {social care}", "She rings; social care is glad."),
        ("{refer} !{lateness}", "Ring about lateness."),
        ("{promptly} @{social care}", "It is done the same day."),
    ],
)
def test_phrases_that_do_not_match(phrase: str, text: str) -> None:
    """Order, distance, sentence ends, guards and surroundings can all refuse."""
    assert spans(phrase, text, around=("refer",)) is None


def test_the_match_says_where() -> None:
    """The positions of the matched words come back in the phrase's order."""
    assert spans("{promptly} & {refer} ... {social care}", "Ring social care at once") == ((3, 5), (0, 1), (1, 3))


@pytest.mark.parametrize("text", ["{refer} ...", "... {refer}", "& {refer}", "{refer", "{refer} & ", ""])
def test_phrases_that_are_not_well_formed(text: str) -> None:
    """A phrase that cannot be read is refused."""
    with pytest.raises(PhraseError):
        parse(text)
