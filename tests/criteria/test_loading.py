from pathlib import Path

import pytest

from procheck.criteria.loading import load_pack
from procheck.datafiles import DataFileError
from tests.building import CRITERION, HEAD, LEXICON, small_pack, write_pack


def test_a_pack_is_read_whole(tmp_path: Path) -> None:
    """Criteria, elements, phrases and examples come out as written, multi-line texts folded."""
    pack = small_pack(tmp_path, examples=True)
    element = pack.element("XX1.refer")

    assert [criterion.id for criterion in pack.criteria] == ["XX1"]
    assert element is not None and [phrase.text for phrase in element.contradicts] == [
        "{not} ... {refer} ... {social care}"
    ]
    assert [(example.kind, example.text) for example in element.examples] == [
        ("says", "The lead refers to social care."), ("does-not", "The lead may ring social care."),
    ]  # fmt: skip
    assert [each.id for each in pack.elements if not each.required] == ["XX1.parents"]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("why-it-matters:", "why-it-maters:", 6, "unknown key 'why-it-maters' in the criterion"),
        ("add: Say who refers.", "ad: Say who refers.", 11, "unknown key 'ad' in element XX1.refer"),
        ("{tell} ... {parent}", "{tell} ... {parrent}", 25, "unknown concept 'parrent'"),
        ("{tell} ... {parent}", "{tell} ... ", 25, "it ends where something should follow"),
        ("id: XX1", "id: XX2", 2, "must be the file's name"),
        ("theme: Working together", "theme: Other", 4, "unknown theme 'Other'"),
        ("  XX1.parents:", "  YY1.parents:", 21, "must begin with 'XX1.'"),
        ("    required: false", "    kind: fact", 24, "'kind' must be duty or knowledge"),
        ("      does-not:", "      dont:", 16, "unknown key 'dont' in examples"),
        ("    title: It is done early.", "    titel: x", 18, "unknown key 'titel'"),
        ("questions: [Who rings?]", "questions: Who rings?", 7, "must be a list of texts"),
        ("title: Early referral", "title: 'Early referral", 26, "end of stream"),
    ],
)
def test_mistakes_are_named_by_file_and_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    """Unknown keys, ids, concepts and themes, bad phrases and bad YAML say which file and line is wrong."""
    assert old in CRITERION
    with pytest.raises(DataFileError) as caught:
        load_pack(write_pack(tmp_path, criterion=CRITERION.replace(old, new)), examples=True)

    assert "XX1.yaml" in str(caught.value)
    assert message in str(caught.value)
    assert f"line {line}" in str(caught.value)


def test_a_pack_without_a_needed_key(tmp_path: Path) -> None:
    """pack.yaml must say what the criteria come from."""
    with pytest.raises(DataFileError, match="has no 'edition'"):
        load_pack(write_pack(tmp_path, head=HEAD.replace("edition: today\n", "")))


def test_a_concept_that_includes_an_unknown_one(tmp_path: Path) -> None:
    """The lexicon is checked too."""
    with pytest.raises(DataFileError, match="includes unknown concept 'nobody knows'"):
        load_pack(write_pack(tmp_path, lexicon=LEXICON + "x: {terms: [y], includes: [nobody knows]}\n"))


def test_a_criterions_own_concepts_are_its_own(tmp_path: Path) -> None:
    """A criterion may name concepts of its own, which win over the lexicon's of the same name."""
    criterion = CRITERION.replace("elements:", "concepts:\n  parent: [guardian]\nelements:")
    pack = load_pack(write_pack(tmp_path, criterion=criterion))
    phrase = pack.element("XX1.parents").says[0]  # type: ignore[union-attr]

    assert phrase.names == {"tell", "XX1/parent"}


def test_plain_words_that_are_matched_alike_are_one_concept(tmp_path: Path) -> None:
    """Phrases with the same plain words, in whatever inflection or choice, share the concept: each is looked for once."""
    criterion = CRITERION.replace('"{refer} ... {social care}"', '"(is|are) {tell}", "{tell} (was|may)"', 1)
    first, second = load_pack(write_pack(tmp_path, criterion=criterion)).criteria[0].elements[0].says[:2]

    assert first.names == {"'are'", "tell"}
    assert second.names == {"'are'", "'may'", "tell"}


def test_a_glossary_adds_local_names(tmp_path: Path) -> None:
    """A glossary's names count as the concept they stand under; an unknown concept is refused."""
    folder = write_pack(tmp_path)

    assert (
        "families first"
        in load_pack(folder, glossary={"social care": ("families first",)}).lexicon.concepts["social care"].terms
    )
    with pytest.raises(DataFileError, match="unknown concept 'school'"):
        load_pack(folder, glossary={"school": ("academy",)})
