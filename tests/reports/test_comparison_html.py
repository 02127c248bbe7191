from __future__ import annotations

import base64
import hashlib
import itertools
import re
from dataclasses import replace
from typing import Any

import pytest
from lxml import html as tree

from procheck.comparison.matching import compare
from procheck.judgement.model import Evidence, Value
from procheck.reports import comparison_html
from procheck.reports.model import Report
from tests.reports import fake
from tests.reports.fake_comparison import ALL, changed, hostile


@pytest.fixture(params=ALL, scope="module")
def page(request: pytest.FixtureRequest) -> Any:
    """Each kind of page in turn."""
    return _read(comparison_html.render(ALL[request.param]()))


def _read(made: bytes) -> Any:
    """A whole page, read by a parser; lxml's own types are too wide to be of use."""
    return tree.document_fromstring(made.decode())


def test_one_offline_file(page: Any) -> None:
    """Nothing is fetched, and every link leads to a place in the page."""
    ids = page.xpath("//@id")
    assert not page.xpath("//@src | //link | //@srcset | //iframe | //object | //embed | //base | //form")
    assert len(ids) == len(set(ids))
    assert all(link.startswith("#") for link in page.xpath("//@href"))
    assert {link[1:] for link in page.xpath("//@href")} <= set(ids)
    assert "url(" not in page.xpath("//style")[0].text


def test_structure(page: Any) -> None:
    """Language, title, landmarks, and headings none more than a level below the one before."""
    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert page.get("lang") == "en-GB" and page.findtext(".//title").startswith("What changed: ")
    assert len(page.xpath("//main")) == len(page.xpath("//header")) == len(page.xpath("//footer")) == 1
    assert levels.count(1) == 1 and all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_policy_lets_only_our_script_and_style_run(page: Any) -> None:
    """The page's own policy names its script and its style by their hashes."""
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for name in ("script", "style"):
        (inline,) = page.xpath(f"//{name}")
        digest = base64.b64encode(hashlib.sha256(inline.text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    assert not page.xpath("//@style | //@onclick | //@onload | //@onerror")


def test_hostile_words_stay_words() -> None:
    """A document's tags are seen as letters."""
    made = comparison_html.render(hostile()).decode()
    assert made.count("<script>") == 1 and "<img" not in made and "<b>" not in made
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", made)


def test_changed_words_are_marked_on_their_side() -> None:
    """Words that are gone are struck out before, words that are new are underlined now, and the quotes stay whole."""
    before = changed().before
    found = replace(fake.evidence(0, "yes"), quote="The lead must record every incident.")
    edited = replace(found, quote="The lead may record every incident.", value="weak")

    def with_passage(value: Value, passage: Evidence) -> Report:
        element = replace(before.criteria[0].elements[0], value=value, evidence=(passage,))
        return replace(before, criteria=(replace(before.criteria[0], elements=(element,)), *before.criteria[1:]))

    made = comparison_html.render(compare(with_passage("yes", found), with_passage("weak", edited)))
    page = _read(made)
    (article,) = page.xpath("//article[@id='WC1.recognise']")

    assert [each.text for each in article.iter("del")] == ["must"] and [each.text for each in article.iter("ins")] == ["may"]
    assert [" ".join(each.text_content().split()) for each in article.iter("blockquote")] == [f"“{found.quote}”", f"“{edited.quote}”"]


def test_passages_that_are_strangers_are_not_marked() -> None:
    """Where another passage took the place of the old one, no word is struck out."""
    comparison = changed()
    for change in comparison.changes:
        if not change.edited and change.now.passage:
            assert [piece.differs for piece in comparison_html.changed_words(change, "now")] == [False]


def test_unchanged_elements_are_folded() -> None:
    """What is unchanged is there, folded, in two lists: still short, and found."""
    page = _read(comparison_html.render(changed()))
    assert len(page.xpath("//article")) == 6
    assert [len(each.xpath("./ul/li")) for each in page.xpath("//details")] == [len(changed().still_short), 36 - len(changed().still_short)]
    assert not page.xpath("//details[@open]")
