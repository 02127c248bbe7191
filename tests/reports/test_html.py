from __future__ import annotations

import base64
import hashlib
import itertools
import re
from typing import Any

import pytest
from lxml import html as tree

from procheck.reports import html
from procheck.reports.model import Report
from tests.reports import fake

REPORTS = {
    "long": [fake.long_report()],
    "hostile": [fake.hostile()],
    "met": [fake.all_met()],
    "empty": [fake.empty()],
    "several": [fake.long_report(), fake.hostile(), fake.all_met(), fake.empty()],
}


def _read(reports: list[Report]) -> Any:
    """A whole page, read by a parser; lxml's own types are too wide to be of use."""
    return tree.document_fromstring(html.render(reports).decode())


@pytest.fixture(params=REPORTS, scope="module")
def page(request: pytest.FixtureRequest) -> Any:
    """Each kind of page in turn."""
    return _read(REPORTS[request.param])


def test_one_offline_file(page: Any) -> None:
    """Nothing is fetched: no link leaves the page, and no element names another file."""
    assert not page.xpath("//@src | //link | //@srcset | //iframe | //object | //embed | //base | //form/@action")
    assert all(link.startswith("#") for link in page.xpath("//@href"))
    assert "url(" not in page.xpath("//style")[0].text


def test_links_lead_somewhere(page: Any) -> None:
    """Every link inside the page has its target, and every id is there once."""
    ids = page.xpath("//@id")

    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//@href")} <= set(ids)
    for names in page.xpath("//@aria-labelledby"):
        assert set(names.split()) <= set(ids)


def test_headings_are_in_order(page: Any) -> None:
    """One first heading, and none more than a level below the one before it."""
    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_landmarks_and_language(page: Any) -> None:
    """The page says its language and title, has one main part, and a first link that skips to it."""
    assert page.get("lang") == "en-GB"
    assert page.findtext(".//title").startswith("Gap report")
    assert len(page.xpath("//main[@id='main']")) == len(page.xpath("//header")) == len(page.xpath("//footer")) == 1
    assert page.xpath("(//body//a)[1]/@href") == ["#main"]


def test_policy_lets_only_our_script_and_style_run(page: Any) -> None:
    """The page's own policy names the one script and the one style by their hashes, and forbids all else."""
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")

    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for name in ("script", "style"):
        (inline,) = page.xpath(f"//{name}")
        digest = base64.b64encode(hashlib.sha256(inline.text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert not page.xpath("//@style | //@onclick | //@onload | //@onerror")


def test_hostile_words_stay_words() -> None:
    """A document's tags are seen as letters, in every place that a document's words can reach."""
    made = html.render([fake.hostile()]).decode()

    assert made.count("<script>") == 1
    assert "<img" not in made
    assert "<b>" not in made
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", made)


@pytest.mark.parametrize("report", [fake.long_report(), fake.all_met()], ids=["long", "met"])
def test_every_quote_is_there(report: Report) -> None:
    """Every passage of every element is in the page once, those beyond the first folded away."""
    page = _read([report])
    shown = sorted(quote.text_content().strip(" “”\n") for quote in page.iter("blockquote"))

    assert shown == sorted(
        found.quote for criterion in report.criteria for element in criterion.elements for found in element.evidence
    )


def test_gaps_are_open_and_met_criteria_folded() -> None:
    """A criterion that falls short is open; one that is met is folded, under its own heading and status."""
    page = _read([fake.long_report()])
    folded = {article.get("data-status") for article in page.xpath("//article[details[@class='fold']]")}

    assert folded == {"met"}
    assert len(page.xpath("//article")) == 23
    assert len(page.xpath("//article[@data-status='contradicted']//h4")) == 3


def test_filter_waits_for_the_script() -> None:
    """With scripts off the filter is not there and nothing is hidden."""
    page = _read([fake.long_report()])

    assert page.xpath("//form[contains(@class, 'filter')]/@hidden")
    assert not page.xpath("//article[@hidden]")
    assert page.xpath("//*[@role='status'][@aria-live='polite']")


def test_order_of_the_page() -> None:
    """Counts, then what could not be read, then what to add, then findings; and no percentage anywhere."""
    text = str(_read([fake.long_report()]).xpath("string(//main)"))
    places = [text.index(words) for words in ("3 contradicted, 4 not met", "Not everything", "Change first", "Show")]

    assert sorted(places) == places
    assert "%" not in text


def test_anchor() -> None:
    """An id holds nothing that a link would have to escape."""
    assert html.anchor("s1", "WC 1/é<b>", "title") == "s1-WC-1-b-title"
    assert html.anchor("", "MA1") == "MA1"
