from __future__ import annotations

from dataclasses import replace

import pytest

from procheck.reports import comparison_html, html
from tests.reports.browser import axe, in_browser
from tests.reports.fake_comparison import accepted, changed, hostile

# Of what is alike, a little is enough: axe-core looks at every element of the page.
_FEW = [change for change in changed().changes if change.kind != "unchanged"] + list(changed().of_kind("unchanged")[:6])
_REPORT = replace(accepted(), criteria=tuple(each for each in accepted().criteria if each.id in ("WC3", "AT1", "PC2")))
PAGES = {
    "changed": comparison_html.render(replace(changed(), changes=tuple(_FEW))).decode(),
    "hostile": comparison_html.render(hostile()).decode(),
    "accepted": html.render([_REPORT]).decode(),
}


@pytest.mark.parametrize(("width", "dark"), [(1200, False), (390, False), (1200, True)])
@pytest.mark.parametrize("name", ["changed", "accepted"])
def test_axe_finds_nothing(name: str, width: int, dark: bool) -> None:
    """axe-core finds no fault in a comparison or in a report with records, wide or narrow, light or dark, with everything unfolded."""
    opened = "document.querySelectorAll('details').forEach(d => d.open = true);"
    rules = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
    script = (
        f"{axe()};{opened} const made = await axe.run(document, {{runOnly: {rules}}});"
        "return {ran: made.passes.length, faults: made.violations.map(v => [v.id, v.nodes.map(n => n.html)])};"
    )
    made = in_browser(PAGES[name], script, width=width, dark=dark)

    assert made["faults"] == []
    assert made["ran"] > 20


@pytest.mark.parametrize("width", [390, 1200])
def test_nothing_runs_off_the_side(width: int) -> None:
    """A reader never has to scroll sideways, however long the words of a document are."""
    for page in PAGES.values():
        opened = page.replace('<details class="fold">', '<details class="fold" open>')
        assert in_browser(opened, "return document.documentElement.scrollWidth - innerWidth", width=width) <= 0


def test_sides_stand_beside_each_other_where_there_is_room() -> None:
    """Before and now are side by side on a wide screen, and one above the other on a phone."""
    script = (
        "const [one, two] = [...document.querySelector('.sides').children].map(each => each.getBoundingClientRect());"
        "return [one.top === two.top, one.right <= two.left, one.bottom <= two.top];"
    )
    assert in_browser(PAGES["changed"], script) == [True, True, False]
    assert in_browser(PAGES["changed"], script, width=390) == [False, False, True]
