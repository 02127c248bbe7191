import pytest

from procheck.language import words
from procheck.language.words import english, stem, stems_of, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("refers", "referred"),
        ("children", "child's"),
        ("told", "tells"),
        ("policies", "policy"),
        ("written", "writing"),
    ],
)
def test_inflections_of_a_word_are_one_word(one: str, other: str) -> None:
    """Plural, past and irregular forms of a word match each other."""
    assert stems_of(one) == stems_of(other)


@pytest.mark.parametrize(("one", "other"), [("informal", "inform"), ("minor", "mine"), ("police", "policy")])
def test_words_of_different_meaning_are_kept_apart(one: str, other: str) -> None:
    """A stem never folds two words of the field into one."""
    assert stem(one) != stem(other)


def test_hyphens_possessives_and_contractions() -> None:
    """Hyphens and possessives are set aside, "mustn't" is "must not", a slash parts words."""
    assert stems_of("child-on-child") == stems_of("child on child")
    assert stems_of("the child’s parents/carers mustn't") == ("the", "child", "parent", "/", "carer", "must", "not")


def test_endings_in_brackets() -> None:
    """An "(s)" that allows for several is set aside, and a slash parts words with or without spaces."""
    assert stems_of("perpetrator(s), child(ren) and parent(s)/carer(s)") == stems_of("perpetrator, child and parent/carer")
    assert stems_of("a victim/ perpetrator") == stems_of("a victim /perpetrator") == stems_of("a victim/perpetrator")
    text = "Child(ren) and parent(s)/carer(s) are told."
    words = words_of(english().tokenizer(text))
    cut = [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)]
    assert cut == ["Child", "and", "parent", "/", "carer", "are", "told", "."]


def test_words_know_their_place() -> None:
    """Each word's offsets cut it out of the text again."""
    text = "Parents (or carers) aren't told."
    words = words_of(english().tokenizer(text), offset=0)

    assert [text[a:b].lower() for a, b in zip(words.starts, words.ends, strict=True)][:4] == [
        "parents",
        "(",
        "or",
        "carers",
    ]
    assert "not" in words.stems


def test_words_are_read_alike_when_too_many_were_met(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forgetting the words that were met, as is done when they are many, loses none of the text at hand."""
    text = "The zither teacher rings the zebra keeper."
    plain = words_of(english().tokenizer(text))
    monkeypatch.setattr(words, "_WORDS", {})
    monkeypatch.setattr(words, "_MOST_WORDS", 2)
    stems_of("The teacher rings the")

    assert words_of(english().tokenizer(text)) == plain
    assert words_of(english().tokenizer(text)) == plain
