from __future__ import annotations

import json
import re

import pytest

from procheck.comparison.model import KINDS
from procheck.reports import comparison_terminal, comparisons
from procheck.reports.paper import Paper
from tests.reports import fake
from tests.reports.fake_comparison import ALL, accepted, changed, hostile, same


def text(form: str, name: str = "changed") -> str:
    return comparisons.render(ALL[name](), form).decode()


@pytest.mark.parametrize("form", comparisons.FORMS)
@pytest.mark.parametrize("name", ALL)
def test_every_form_holds_any_comparison(form: str, name: str) -> None:
    """Each form can tell of changes, of none, of hostile words and of nothing judged, and gives the same bytes again."""
    assert text(form, name) == text(form, name)


def test_an_unknown_form() -> None:
    """A form that is none of ours is refused with those that are."""
    with pytest.raises(ValueError, match="csv is no form of comparison: choose one of terminal, html"):
        comparisons.render(same(), "csv")


@pytest.mark.parametrize("form", ["terminal", "html", "markdown"])
def test_every_change_has_both_quotes(form: str) -> None:
    """Each form shows each change with the words before and now, where they stand, and what to add."""
    made = re.sub(r"</?(?:ins|del)>", "", text(form))
    shown = " ".join(re.sub(r"\\(.)", r"\1", made).replace("&#39;", "'").replace(">\n>", " ").split())
    for change in changed().changes:
        if change.kind == "unchanged":
            continue
        assert change.id in shown
        for side in (change.before, change.now):
            if side.passage:
                assert side.passage.quote in shown
    for title in ("New gaps", "Worse", "Better, but still short", "Closed", "Unchanged", "XXXX Council", "bad words", "SV2.tools"):
        assert title in shown
    for remark in changed().remarks:
        assert remark in shown


def test_what_got_worse_comes_first() -> None:
    """New gaps and what is worse stand before what is better."""
    for form in ("terminal", "html", "markdown"):
        made = text(form)
        made = made[made.index("</nav>") :] if form == "html" else made
        found = [re.search(rf"^(?:## |\s*<h2[^>]*>)?{words} ", made, re.MULTILINE) for words in ("New gaps", "Better, but", "Closed")]
        places = [each.start() for each in found if each]
        assert len(places) == 3 and places == sorted(places)


def test_the_accepted_are_shown_as_accepted() -> None:
    """A gap that the author accepts is told with its reason and place, and not with what to add."""
    for form in ("terminal", "markdown", "html"):
        assert "Relationships policy, s.4" in " ".join(text(form).replace("\\", "").split())
    change = next(each for each in json.loads(text("json"))["changes"] if each["element"] == "WC3.explore")
    assert change["now"]["accepted"]["document"] == "Relationships policy, s.4" and change["now"]["value"] == "no"


def test_json_is_a_contract() -> None:
    """Other programs find the schema, both sides, counts, and each change with its evidence."""
    made = json.loads(text("json"))

    assert made["schema"] == "procheck.comparison/1" and made["got_worse"] is True
    assert list(made["summary"]) == list(KINDS) and sum(made["summary"].values()) == len(made["changes"]) == 42
    assert made["before"]["submission"] == "Riverside Academy" and made["now"]["submission"] == "Riverside Academy, draft 5"
    first = made["changes"][0]
    assert (first["kind"], first["element"], first["before"]["value"], first["now"]["value"]) == ("new", "WC1.recognise", "yes", "no")
    assert first["before"]["evidence"]["quote"] and first["now"]["evidence"] is None
    assert [each["id"] for each in made["not_compared"]] == ["SV2.tools"]
    assert len(made["notes_gone"]) == 2 and made["notes_new"][0]["quote"] == "bad words"
    moved = {each["id"]: (each["before"], each["now"]) for each in made["criteria"]}
    assert moved["WC2"] == ("not-met", "met") and "SV1" not in moved


def test_nothing_changed_is_said() -> None:
    """Where nothing changed no form claims a change."""
    assert "Nothing got better or worse. 9 unchanged." in text("terminal", "same")
    assert json.loads(text("json", "same"))["got_worse"] is False
    assert "nothing could be compared" in text("terminal", "empty")


@pytest.mark.parametrize("width", [40, 60, 80, 132])
def test_width(width: int) -> None:
    """No line is wider than the terminal."""
    for made in (changed(), hostile()):
        lines = comparison_terminal.text(made, Paper(width), full=True).split("\n")
        assert max(map(len, lines)) <= min(width, 110)


def test_a_terminal_is_safe() -> None:
    """No escape sequence of a document reaches the terminal; without colour there is none; ASCII alone where nothing else can be shown."""
    assert "\x1b" not in comparison_terminal.text(hostile(), Paper(), full=True)
    coloured = comparison_terminal.text(hostile(), Paper(80, True), full=True)
    assert coloured.count("\x1b") == len(re.findall("\x1b\\[(?:0|1|1;7|1;31|31|32|33|2)m", coloured))
    plain = comparison_terminal.text(changed(), Paper(80, False, True), full=True)
    assert plain.isascii() and "vv NEW GAP WC1.recognise" in plain and "Partly met -> Not met" in plain


def test_the_screen_is_short() -> None:
    """On a screen what is unchanged is only counted, and gaps that stay are named."""
    made = comparison_terminal.text(changed(), Paper())
    assert "Still short, as before (" in made and "PC2.help" in made
    assert "MA3.roles" not in made and "MA3.roles" in comparison_terminal.text(changed(), Paper(), full=True)


def test_markdown_is_inert() -> None:
    """No word of a document becomes markup."""
    made = text("markdown", "hostile")
    assert not re.search(r"(?<!\\)<script", made) and not re.search(r"(?<!\\)\[x\]", made)
    assert "\x1b" not in made and "\u202e" not in made


def test_golden_first_lines() -> None:
    """The head of a comparison says what got worse, in counts, and what was compared."""
    head = " ".join(text("terminal").split("\n\n")[0].split())
    assert "Riverside Academy → Riverside Academy, draft 5" in head
    assert "Something got worse. 2 new gaps, 1 worse, 1 better, 2 closed, 36 unchanged." in head
    assert "Before: Child protection and safeguarding policy 2026.docx (version 4.1, 14,207 words), tested 22 November 2026" in head


def test_records_that_are_new_are_no_change_of_value() -> None:
    """Accepting something moves no count: the element is unchanged."""
    from procheck.comparison.matching import compare

    made = compare(fake.long_report(), accepted())
    assert made.counts()["unchanged"] == 43 and not made.got_worse
