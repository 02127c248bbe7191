import pytest

from procheck.language.terms import TermMatcher, read_as, slots_of, wordings_of
from procheck.language.words import english, words_of


def found(term: str, text: str) -> set[tuple[int, int]]:
    matcher = TermMatcher()
    matcher.add("it", term)
    return set(matcher.find(words_of(english().tokenizer(text))).get("it", ()))


def test_either_or_and_optional_parts() -> None:
    """(a|b) stands for either, [c] may be left out, and every inflection counts."""
    assert found("(make|send) a [written] referral", "She sends a written referral.") == {(1, 5)}
    assert found("(make|send) a [written] referral", "A referral is made.") == set()


def test_terms_with_many_wordings_are_found_as_if_spelt_out() -> None:
    """A long term is joined slot by slot, with its optional slots left out or in."""
    term = "(child|pupil|student|boy|girl) [who has|who have] [sexually] (harmed|hurt|abused) (another|others)"

    assert found(term, "The pupils who have hurt others") == {(1, 6)}
    assert found(term, "a girl sexually abused another") == {(1, 5)}
    assert found(term, "a girl another abused") == set()


def test_optional_first_and_last_slots() -> None:
    """Optional slots at either end widen the match and are not needed for it."""
    term = "[the|a|any|each] (alleged|young|accused) (abuser|offender) [or abuser|or offender]"

    assert found(term, "the alleged abuser") == {(0, 3), (1, 3)}
    assert found(term, "accused offender or abuser") == {(0, 2), (0, 4)}


def test_exact_forms() -> None:
    """ "=word" matches that form only."""
    assert found("=passed", "It is passed on") == {(2, 3)}
    assert found("=passed", "They pass it on") == set()


def test_slots() -> None:
    """A term is read as slots in order."""
    assert [(slot.choices, slot.optional) for slot in slots_of("a (b|c d) [e]")] == [
        (("a",), False), (("b", "c d"), False), (("e",), True),
    ]  # fmt: skip


def test_wordings() -> None:
    """A term's wordings are spelt out where there are few enough; of two that differ only in inflection both are matched alike."""
    assert wordings_of("(is|are) [also]", 4) == ("is also", "is", "are also", "are")
    assert wordings_of("(is|are) [also]", 3) == ()
    assert read_as("are also") == read_as("is also") != read_as("=is also")


def test_a_name_that_is_not_found_is_not_there() -> None:
    """Where a long term's parts stand apart, its name is not among the hits at all: guards ask for no more than that."""
    matcher = TermMatcher()
    matcher.add("it", "(child|pupil|student|boy|girl) [who has|who have] (harmed|hurt|abused) (another|others)")

    assert matcher.find(words_of(english().tokenizer("A girl saw that others hurt."))) == {}


def test_a_slot_may_hold_a_word_as_written_beside_words_in_any_form() -> None:
    """One slot of a long term may ask for one form of a word and let another word stand in any."""
    term = "(=may|must|shall|can|will) [not] (be told|tell|say) (who|what)"

    assert found(term, "they may not be told who") == {(1, 6)}
    assert found(term, "musts tell what") == {(0, 3)}
    assert found(term, "mays tell what") == set()


def test_choices_of_several_words_that_begin_alike() -> None:
    """Where one choice of a slot goes on from another, both are followed."""
    term = "(keep|keep up|keep up with|stay) (record|records of|note|log) (it|all|this)"

    assert found(term, "keep up records of it; keep up with notes of it; keep record all") == {(0, 5), (13, 16)}
    assert found(term, "keep up with note this") == {(0, 5)}


def test_a_name_is_said_with_its_parents() -> None:
    """What includes a concept is said wherever that is, in order and once."""
    matcher = TermMatcher({"nurse": ("health", "worker")})
    matcher.add("nurse", "nurse")
    matcher.add("health", "doctor")
    matcher.add("health", "nurse")

    hits = matcher.find(words_of(english().tokenizer("The doctor and the nurse or a nurse")))

    assert hits == {"health": ((1, 2), (4, 5), (7, 8)), "nurse": ((4, 5), (7, 8)), "worker": ((4, 5), (7, 8))}


def test_forgetting_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A matcher that remembers next to nothing finds what one that remembers everything finds."""
    monkeypatch.setattr("procheck.language.terms.MOST_REMEMBERED", 1)
    matcher = TermMatcher()
    matcher.add("it", "(child|pupil|student|boy|girl) [who has|who have] (harmed|hurt|abused) (another|others)")
    words = words_of(english().tokenizer("The pupils who have hurt others"))

    assert [matcher.find(words) for _ in range(3)] == [{"it": ((1, 6),)}] * 3
