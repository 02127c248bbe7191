from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from procheck.reports import markdown
from procheck.reports.wording import clean
from tests.reports import fake

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def _shown(text: str) -> str:
    """The words that a reader of one rendered paragraph sees, any tag made by the text itself kept."""
    made: str = READER.render(f"Words: {text}").removeprefix("<p>").removesuffix("</p>\n")
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        made = made.replace(entity, letter)
    return made.removeprefix("Words:").strip()


@given(st.text(alphabet=st.sampled_from("ab *_`[]()<>!#|&;~\\/:.-+=1{}$@^\"'\n\t"), max_size=30))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    """Whatever stands in a document is seen letter for letter: nothing of it is read as Markdown or HTML."""
    assert clean(text) == _shown(markdown.escaped(text))


@pytest.mark.parametrize("text", ["# x", "- x", "+ x", "1. x", "2) x", "> x", "===", "---", "| x", "    x", "```"])
def test_text_at_the_start_of_a_line_makes_no_block(text: str) -> None:
    """A heading, list, quote, rule or code block cannot be begun by a document's words."""
    assert READER.render(markdown.escaped(text)).startswith("<p>")


def test_hostile_report_makes_no_tag_and_no_link() -> None:
    """In a whole rendered report there is no element but our own, and every link leads inside it."""
    made = READER.render(markdown.render([fake.hostile()]).decode())

    assert "<script" not in made
    assert "<img" not in made
    assert set(re.findall(r'href="(.)', made)) == {"#"}


def test_links_lead_to_headings() -> None:
    """Every link in a report, also in the second of several, is the id that a viewer gives to a heading."""
    made = markdown.render([fake.long_report(), fake.all_met(), fake.long_report()]).decode()
    seen: dict[str, int] = {}
    ids = set()
    for heading in re.findall(r"^#{1,6} (.*)$", made, re.MULTILINE):
        name = markdown.slug(heading.replace("\\", ""))
        ids.add(f"{name}-{seen[name]}" if name in seen else name)
        seen[name] = seen.get(name, 0) + 1
    links = re.findall(r"\]\(#([^)]*)\)", made)

    assert links
    assert set(links) <= ids


def test_headings_are_in_order() -> None:
    """No heading is more than one level below the one before it."""
    levels = [len(marks) for marks in re.findall(r"^(#{1,6}) ", markdown.render([fake.long_report()]).decode(), re.M)]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_quote_is_there() -> None:
    """Nothing that was found is left out: passages that are not beside their element stand at the end."""
    report = fake.long_report()
    made = markdown.render([report]).decode()
    for criterion in report.criteria:
        for element in criterion.elements:
            for found in element.evidence:
                assert markdown.escaped(found.quote) in made


def test_gaps_come_first() -> None:
    """Counts, then what could not be read, then what to add, before any finding."""
    made = markdown.render([fake.long_report()]).decode()
    places = [
        made.index(words)
        for words in ("3 contradicted, 4 not met", "Not everything could be read", "## What to add", "## Findings")
    ]

    assert sorted(places) == places
    assert "%" not in made
