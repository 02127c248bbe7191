"""Rules: which of a pack's phrases could match, whatever order they are looked up in."""

from __future__ import annotations

import pytest

from procheck.checking import DEFAULT_PACK, find_pack
from procheck.judgement import rules
from procheck.judgement.rules import Rules
from procheck.language.words import english, words_of

PACK = find_pack(DEFAULT_PACK)
SENTENCES = (
    "The designated lead tells the parents of every child involved at once.",
    "Staff must refer the matter to children's social care on the same day and write down what was seen.",
    "Parents are rung about attendance.",
)


def possible(made: Rules) -> list[list[str]]:
    """The texts of the phrases that could match in each sentence."""
    return [
        [f"{rule.number} {rule.phrase.text}" for rule in made.possible(PACK.lexicon.find(words_of(english().tokenizer(sentence))))]
        for sentence in SENTENCES
    ]


def test_only_what_has_all_its_steps_is_possible() -> None:
    """A phrase is possible exactly where each of its steps has an alternative in the statement; they come in one order."""
    made = Rules(PACK)
    every = [rule for element in PACK.elements for rule in (*element.says, *element.partly, *element.contradicts)]
    for sentence in SENTENCES:
        hits = PACK.lexicon.find(words_of(english().tokenizer(sentence)))
        wanted = {
            phrase.text
            for phrase in every
            if all(any(name in hits for name in step.names) for sequence in phrase.sequences for step in sequence)
        }
        found = made.possible(hits)

        assert {rule.phrase.text for rule in found if rule.stand in ("says", "partly", "contradicts") and not rule.part} == wanted
        assert [rule.number for rule in found] == sorted({rule.number for rule in found})


def test_counting_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is possible is the same before and after the concepts were counted by which phrases are looked up."""
    monkeypatch.setattr(rules, "COUNTED", len(SENTENCES))
    made = Rules(PACK)

    first = possible(made)

    assert all(first[:2])
    assert possible(made) == possible(made) == first
