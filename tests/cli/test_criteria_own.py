"""The commands for writing one's own criteria: new, try and words."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from procheck import checking
from procheck.cli.criteria import criteria
from tests.building import CRITERION, write_pack
from tests.judgement.test_trying import FakeScorer

PARTS = """
  XX1.parts:
    title: Several are told.
    add: Say who.
    parts:
      parents: ["{tell} ... {parent}"]
      care: ["{refer} ... {social care}"]
"""


def run(*args: str) -> Result:
    return CliRunner().invoke(criteria, args)


@pytest.fixture
def pack(tmp_path: Path) -> str:
    return str(write_pack(tmp_path, criterion=CRITERION + PARTS))


def tried(pack: str, id: str, text: str, *options: str) -> str:
    result = run("try", id, text, "--criteria", pack, *options)
    assert result.exit_code == 0, result.output
    return result.output


def test_new_says_what_it_made_and_what_to_do_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are named, and the commands that follow can be typed as they stand."""
    monkeypatch.chdir(tmp_path)
    result = run("new", "OV1", "--in", "our criteria")

    assert result.exit_code == 0
    assert f"Made {Path('our criteria/OV1.yaml')}\nMade {Path('our criteria/pack.yaml')}\n" in result.output
    assert 'procheck criteria test OV1 --criteria "our criteria"' in result.output
    assert run("test", "OV1", "--criteria", "our criteria").exit_code == 0


def test_new_refuses_in_one_sentence(tmp_path: Path) -> None:
    """A bad id and a file that is there are said in one line, with exit status 2."""
    for id in ("XX 1", "XX1"):
        result = run("new", id, "--in", str(write_pack(tmp_path)))
        assert result.exit_code == 2 and result.output.count("\n") == 1
        assert result.output.startswith("procheck: ")


def test_try_tells_what_and_how_apart(pack: str) -> None:
    """The words that matched are marked and named; the cue and the scope stand under their own title."""
    assert tried(pack, "XX1.refer", "The  lead may ring\nthe MASH.", "--no-scorer").splitlines() == [
        "XX1.refer Concerns are referred to social care.",
        "  Found, but weak: 'may' leaves it to choice.",
        '  As an example of this element it would stand under "weak".',
        "",
        "  What it says",
        "    The lead may [ring] the [MASH].",
        "    Phrase that says it: {refer} ... {social care}",
        '      {refer}: "ring"',
        '      {social care}: "MASH"',
        "  How it says it",
        '    Permission: "may" leaves it to choice, so it counts as weak.',
        '    Scope: about HSB, because it is tried in a section called "Harmful sexual behaviour".',
        "",
    ]


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("The lead rings the MASH.", (), "Firmly, as what is done: nothing leaves it to choice"),
        ("The lead must ring the MASH.", (), "Firmly, as a duty: nothing leaves it to choice"),
        ("The lead does not ring the MASH.", (), "Phrase that says the opposite: {not} ... {refer} ... {social care}"),
        ("Nobody rings the MASH.", (), 'Negation: "nobody" denies it, so it does not count.'),
        ("Ringing the MASH will be introduced next year.", (), "Put off: "),
        ("In sexual harassment the lead rings the MASH.", (), "Scope: about HSB, by its own words."),
        ("The lead rings the MASH.", ("--heading", "Allegations against staff"), "Not found: its heading is about something else"),
        ("the MASH", ("--before", "The lead will ring:"), "The lead will [ring] > the [MASH]"),
        ("Lead | Rings the MASH", (), "Lead | [Rings] the [MASH]"),
        ("Ring the MASH", (), "There is nothing to judge: a short line with no full stop"),
        ("Children sing.", (), "None of the words that its phrases look for is there."),
        ("The lead rings the bells.", (), 'not found: {social care}, such as "social care" or "mash"'),
    ],
)  # fmt: skip
def test_try_says_what_decided(pack: str, text: str, options: tuple[str, ...], expected: str) -> None:
    """Each kind of cue, each scope, and what was not found are said in plain words."""
    assert expected in " ".join(tried(pack, "XX1.refer", text, *options).split())


def test_try_judges_every_element_and_sentence(pack: str) -> None:
    """A criterion's id tries all of its elements, and two sentences are judged one by one."""
    out = tried(pack, "XX1", "Staff tell the parents. The lead rings the MASH.")

    assert [line.split()[0] for line in out.splitlines() if line.startswith("XX1")] == [
        "XX1.refer", "XX1.early", "XX1.parents", "XX1.parts",
    ]  # fmt: skip
    assert out.count("Sentence 1 of 2") == out.count("Sentence 2 of 2") == 4
    assert "It has parts, of which 2 must be said. Said here: care and parents." in out
    assert "Phrase that says it (part: parents): {tell} ... {parent}" in out


def use(monkeypatch: pytest.MonkeyPatch, scorer: FakeScorer) -> None:
    """Have commands judge with this scorer and no other."""
    monkeypatch.setattr(checking, "available", lambda: True)
    monkeypatch.setattr(checking, "Scorer", lambda: scorer)
    monkeypatch.setattr(checking, "WithOwnExamples", lambda trained, _examples: trained)


SONG = "Children sing to grown people whom they trust."


def test_try_shows_the_likeness_where_there_is_a_scorer(pack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a scorer its figures stand beside the bounds that they are measured against; --no-scorer leaves it out."""
    use(monkeypatch, FakeScorer(0.81, 0.34, 0.02))
    out = tried(pack, "XX1.refer", SONG)
    what, how = out.split("How it says it")

    assert "Found, but weak: it says so only in part" in what
    assert "No phrase matched. It was found by its likeness to statements that say it." in what
    assert "Likeness to statements that say it: 0.81 (found from 0.50 on" in what
    assert "Likeness to firm wordings: 0.34 (weak below 0.50), so it counts as weak." in how
    assert "ikeness" not in tried(pack, "XX1.refer", SONG, "--no-scorer")
    assert "ikeness" not in tried(pack, "XX1.parents", SONG)


def test_try_says_where_the_scorer_overrules_a_phrase(pack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A phrase's find that the scorer drops is shown with the reason."""
    use(monkeypatch, FakeScorer(0.05, 0.0, 0.0))
    out = tried(pack, "XX1.refer", "The lead rings the MASH about trouble with boilers.")

    assert "The lead [rings] the [MASH] about trouble with boilers." in out
    assert "The learned scorer overrules the phrase: its words are alike" in out


def test_try_of_something_unknown(pack: str) -> None:
    """An unknown id, and no sentence at all, are mistakes that say what to do."""
    assert "procheck criteria list --criteria" in run("try", "ZZ9", "Sing.", "--criteria", pack).output
    assert "give one in quotes" in run("try", "XX1", "  ", "--criteria", pack).output


def test_words_finds_concepts(pack: str) -> None:
    """A word leads to the concepts that it belongs to in any form; a concept's name shows all its words."""
    assert run("words", "rang", "--criteria", pack).output == "{refer}\n    refer, ring\n"
    assert "    social care\n    mash\n" in run("words", "{social care}", "--criteria", pack).output
    assert "No concept has the word 'zebra'" in run("words", "zebra", "--criteria", pack).output
    assert "{child}\n    child, pupil\n{directory}\n" in run("words", "--criteria", pack).output


def test_too_few_examples_are_advice(pack: str) -> None:
    """A young criterion passes; with --strict it needs its ten examples."""
    assert "Advice: XX1.refer has 1 examples" in run("test", "--criteria", pack).output
    assert run("test", "--criteria", pack).exit_code == 0
    assert run("test", "--strict", "--criteria", pack).exit_code == 1
