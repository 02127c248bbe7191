from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from procheck.audit.outputs import board_report, page
from procheck.audit.outputs.blocks import Bullet, Heading, Paragraph, Span
from procheck.audit.outputs.templates import Templates
from tests.audit.outputs.made import audit_of, hostile_audit
from tests.audit.sample import sample_audit
from tests.reports.browser import axe, in_browser


def shown(name: str) -> str:
    audit = {"small": sample_audit, "many": lambda: audit_of(9), "hostile": hostile_audit}[name]()
    templates = Templates(None)
    return board_report.as_page(audit, board_report.made(audit, templates), templates).decode()


@pytest.mark.parametrize(("name", "width", "dark"), [("small", 1200, False), ("many", 390, True), ("hostile", 1200, False)])
def test_axe_finds_nothing(name: str, width: int, dark: bool) -> None:
    """axe-core finds no fault, at desktop or phone width, in light or dark, with few agencies or many."""
    rules = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
    script = (
        f"{axe()}; const made = await axe.run(document, {{runOnly: {rules}}});"
        "return {ran: made.passes.length, faults: made.violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html)]),"
        " over: document.documentElement.scrollWidth - innerWidth};"
    )
    made = in_browser(shown(name), script, width=width, dark=dark)

    assert made["faults"] == []
    assert made["ran"] > 15
    assert made["over"] <= 0


def test_nothing_of_a_document_is_markup() -> None:
    """Names, quotes and settings are words: no tag of theirs is in the page, and the page lets nothing but its own script run."""
    made = shown("hostile")

    assert "<script>alert" not in made
    assert "<img src=x" not in made
    assert len(re.findall("<script", made)) == 1
    assert re.search(r"Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src &#39;sha256-", made)


def test_bullets_are_lists() -> None:
    """Bullets that follow one another are one list, with lists below their items, and numbers go on."""
    blocks = (
        Heading(2, (Span("H"),), "h"), Bullet((Span("a"),)), Bullet((Span("b"),), 2), Bullet((Span("c"),)), Paragraph((Span("p"),)),
        Bullet((Span("d"),), 1, 3), Bullet((Span("e"),), 1, 4),
    )  # fmt: skip
    made = page.render(blocks, logo="", footer="", css="").decode()

    assert "".join(re.search(r"<main.*</main>", made, re.DOTALL)[0].split()).endswith(  # type: ignore[index]
        '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><pclass="look-plain">p</p><olstart="3"><li>d</li><li>e</li></ol></main>'
    )


def test_the_board_s_logo_and_style_are_in_the_page(tmp_path: Path) -> None:
    """The logo is inside the file, and a board's style cannot break out of its place."""
    logo = tmp_path / "logo.png"
    Image.new("RGB", (20, 20)).save(logo)
    made = page.render((Heading(1, (Span("T"),)),), logo=str(logo), footer="", css="h1 { color: navy } </style><b>").decode()

    assert 'src="data:image/png;base64,' in made
    assert "img-src data:" in made
    assert made.count("</style>") == 1
