from __future__ import annotations

import pytest

from procheck.reports import html
from tests.reports import fake
from tests.reports.browser import axe, in_browser

LONG = html.render([fake.long_report()]).decode()
SEVERAL = html.render([fake.small(), fake.hostile(), fake.empty()]).decode()

SEEN = "[...document.querySelectorAll('article')].filter(a => a.offsetParent).map(a => a.dataset.status)"
CHOOSE = "const choose = v => document.querySelector(`input[value=${v}]`).click();"


@pytest.mark.parametrize(("width", "dark"), [(1200, False), (390, False), (1200, True)])
@pytest.mark.parametrize("page", [LONG, SEVERAL], ids=["long", "several"])
def test_axe_finds_nothing(page: str, width: int, dark: bool) -> None:
    """axe-core finds no fault at desktop or phone width, in light or dark, with everything unfolded."""
    opened = "document.querySelectorAll('details').forEach(d => d.open = true);"
    rules = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
    script = (
        f"{axe()};{opened} const made = await axe.run(document, {{runOnly: {rules}}});"
        "return {ran: made.passes.length, faults: made.violations.map(v => [v.id, v.nodes.map(n => n.html)])};"
    )
    made = in_browser(page, script, width=width, dark=dark)

    assert made["faults"] == []
    assert made["ran"] > 20


@pytest.mark.parametrize("width", [390, 1200])
def test_nothing_runs_off_the_side(width: int) -> None:
    """A reader never has to scroll sideways, however long the words of a document are."""
    for page in (LONG, SEVERAL):
        assert in_browser(page, "return document.documentElement.scrollWidth - innerWidth", width=width) <= 0


def test_filter_shows_a_status_and_says_how_many() -> None:
    """Choosing a status leaves those criteria alone, and the count is said aloud; choosing all brings all back."""
    script = (
        f"{CHOOSE} const said = () => document.querySelector('.showing').textContent; const made = [];"
        f"for (const v of ['contradicted', 'short', 'person', 'all']) {{ choose(v); made.push([{SEEN}, said()]); }}"
        "return made;"
    )
    contradicted, short, person, everything = in_browser(LONG, script)

    assert contradicted == [["contradicted"] * 3, "Showing 3 of 23 criteria."]
    assert len(short[0]) == 14
    assert "met" not in short[0]
    assert person[1] == "Showing 5 of 23 criteria."
    assert [len(everything[0]), everything[1]] == [23, "Showing all 23 criteria."]


def test_a_link_to_a_hidden_criterion_shows_it() -> None:
    """A link leads to its criterion also where a filter hides it or it is folded."""
    script = (
        f"{CHOOSE} choose('contradicted'); location.hash = '#WC6';"
        "await new Promise(done => setTimeout(done, 100));"
        "const found = document.getElementById('WC6');"
        "return [!found.hidden, found.querySelector('details').open];"
    )
    assert in_browser(LONG, script) == [True, True]


def test_print_unfolds_everything() -> None:
    """Before printing all folded parts are opened, and afterwards folded again."""
    script = (
        "const open = () => document.querySelectorAll('details[open]').length;"
        "const all = document.querySelectorAll('details').length; const before = open();"
        "dispatchEvent(new Event('beforeprint')); const during = open();"
        "dispatchEvent(new Event('afterprint')); return [before, during === all, open()];"
    )
    assert in_browser(LONG, script) == [0, True, 0]


def test_filter_works_by_keyboard() -> None:
    """The filter and the buttons can be reached and used without a mouse: real inputs and buttons, in order."""
    script = (
        "const all = [...document.querySelectorAll('.findings input, .findings button')];"
        "return all.filter(one => { one.focus(); return document.activeElement === one; }).length === all.length;"
    )
    assert in_browser(LONG, script) is True
