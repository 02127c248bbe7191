from procheck.language.abbreviations import own_names, with_names
from procheck.language.lexicon import Concept, Lexicon
from procheck.language.words import english, words_of

LEXICON = Lexicon({"lead": Concept("lead", ("child protection coordinator", "designated officer")),
                   "social care": Concept("social care", ("single point of access",))})  # fmt: skip


def names(*texts: str) -> dict[str, frozenset[str]]:
    made = [(words_of(english().tokenizer(text)), text) for text in texts]
    return dict(own_names((words, LEXICON.find(words), text) for words, text in made))


def test_names_in_brackets_and_definitions() -> None:
    """ "X (ABC)" and "ABC means X" let ABC stand for X."""
    assert names("Our Child Protection Coordinator (CPC) helps.", "SPoA means the Single Point of Access.") == {
        "cpc": frozenset({"lead"}), "spoa": frozenset({"social care"}),
    }  # fmt: skip


def test_the_tail_of_a_longer_name_is_not_enough() -> None:
    """ "Local Authority Designated Officer (LADO)" does not make LADO a designated officer."""
    assert names("Ring the Local Authority Designated Officer (LADO).") == {}


def test_names_are_found_wherever_they_stand() -> None:
    """The document's own abbreviations count as the concept, beside what the lexicon finds."""
    words = words_of(english().tokenizer("The CPC rings."))

    assert with_names(words, {}, {"cpc": frozenset({"lead"})}) == {"lead": ((1, 2),)}
