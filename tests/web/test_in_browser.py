"""What a person does with the page, in real Chromium."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from procheck.reports import SUFFIXES
from procheck.web.downloads import offered
from tests.reports.browser import axe
from tests.web.browsing import LIMIT, Site, browser, faults, in_sight, judge, served, window
from tests.web.desks import SlowJudge, given, wait

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FilePayload, Page

SAMPLE = Path(__file__).parents[2] / "reports" / "sample" / "sample-policy.docx"
PACK = "hsb-learning-2017"


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """One browser for all tests."""
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, chrome: Browser) -> Iterator[Site]:
    """A page with the sample policy checked."""
    with served(tmp_path_factory.mktemp("site")) as made:
        submission = made.desk.workspace.add("sample-policy", [given(SAMPLE.read_bytes(), SAMPLE.name)])
        wait(made.desk, submission, PACK)
        yield made


def _open(page: Page, site: Site) -> None:
    """The sheet of the sample policy."""
    submission = next(iter(site.desk.workspace))
    page.goto(f"{site.home}s/{submission.id}/")
    page.wait_for_selector("html.scripted")


def _file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "", "buffer": content}


def _choose(page: Page, criterion: str) -> None:
    page.locator(f"#{criterion} > details > summary").click()


def _settle(page: Page) -> None:
    """After the second of two scrolls."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))")


def test_drop_progress_and_result(chrome: Browser, tmp_path: Path) -> None:
    """A dropped document is read at once, the page says what is being done, and then shows the result."""
    gate = threading.Event()
    with served(tmp_path, before=lambda path: gate.wait(20)) as site, window(chrome, site) as page:
        try:
            held = page.evaluate_handle(
                "text => { const held = new DataTransfer(); held.items.add(new File([text], 'draft.md')); return held; }",
                "# Harmful sexual behaviour\n\nStaff refer harmful sexual behaviour to social care the same day.\n",
            )
            page.dispatch_event("body", "dragover", {"dataTransfer": held})
            assert page.locator("#drop.over").count() == 1
            page.dispatch_event("h1", "drop", {"dataTransfer": held})
            page.get_by_text("Reading draft.md.").wait_for()
            assert page.get_by_role("progressbar").is_visible()
            assert page.locator("[role=status]").first.get_attribute("aria-live") == "polite"
        finally:
            gate.set()
        page.get_by_role("heading", name="The criteria").wait_for()
        assert "Staff refer harmful sexual behaviour" in page.locator(".paper").inner_text()


def test_marks_have_patterns_and_labels(chrome: Browser, site: Site) -> None:
    """Evidence is told apart by the pattern of its line and by a label with a sign and the criterion's id, not by colour alone."""
    with window(chrome, site) as page:
        _open(page, site)
        patterns = page.evaluate(
            "() => Object.fromEntries(['met', 'partial', 'contradicted'].map(status =>"
            " [status, getComputedStyle(document.querySelector(`.paper mark.s-${status}`)).textDecorationStyle]))"
        )
        assert patterns == {"met": "solid", "partial": "dashed", "contradicted": "wavy"}
        contradicted = page.locator(".paper mark.s-contradicted").first
        label = contradicted.locator("xpath=following-sibling::a[1]")
        assert "curiosity" in (contradicted.text_content() or "")
        assert label.text_content() == "✗ AT1"
        assert "AT1 contradicted" in (label.get_attribute("aria-label") or "")


def test_a_criterion_moves_the_text(chrome: Browser, site: Site) -> None:
    """Choosing a criterion brings its best passage into sight and marks all of them; next and previous lead through them."""
    with window(chrome, site) as page:
        _open(page, site)
        _choose(page, "MA1")
        _settle(page)
        first = page.locator("mark.here").first.get_attribute("data-p")
        assert in_sight(page, "mark.here")
        assert page.locator("#MA1").get_attribute("aria-current") == "true"
        assert "passage 1 of" in page.locator("#now-where").inner_text()
        assert "MA1" in page.locator("#said").inner_text()
        page.locator("#next").click()
        _settle(page)
        assert in_sight(page, "mark.here")
        assert page.locator("mark.here").first.get_attribute("data-p") != first
        page.locator("#previous").click()
        assert page.locator("mark.here").first.get_attribute("data-p") == first
        page.locator("#unchoose").click()
        assert page.locator("mark.on").count() == 0 and page.locator("#now").is_hidden()


def test_a_criterion_with_nothing_found_leads_to_its_place(chrome: Browser, site: Site) -> None:
    """Choosing a criterion that is not met shows where it belongs in the text, with what to add there."""
    with window(chrome, site) as page:
        _open(page, site)
        _choose(page, "WC3")
        _settle(page)
        pinned = page.locator("#gap-WC3.explore".replace(".", "\\."))
        assert in_sight(page, ".gaps .here")
        assert "What to add" in pinned.inner_text() and "Here because" in pinned.inner_text()
        heading = pinned.locator("xpath=preceding::*[self::h3 or self::h4][1]")
        assert "harmful sexual behaviour" in heading.inner_text()


def test_a_passage_says_what_it_serves(chrome: Browser, site: Site) -> None:
    """Choosing a passage, by its words or its label, tells each element that it serves and why; and one finds back to it."""
    with window(chrome, site) as page:
        _open(page, site)
        page.locator(".paper mark.s-contradicted").first.click()
        box = page.locator(".why.open")
        assert box.count() == 1 and page.evaluate("() => document.activeElement.classList.contains('why')")
        assert "AT1" in box.inner_text() and "Says the opposite" in box.inner_text()
        box.get_by_role("link", name="Back to the text").click()
        assert page.evaluate("() => document.activeElement.matches('a.chip')")
        page.keyboard.press("Enter")
        page.locator(".why.open a.to").first.click()
        assert page.evaluate("() => document.activeElement.closest('article').id") == "AT1"
        assert page.locator("#AT1 > details").get_attribute("open") is not None


def test_the_filter(chrome: Browser, site: Site) -> None:
    """A status leaves its criteria, their passages and their gaps alone, and says how many; choosing a hidden one shows all again."""
    with window(chrome, site) as page:
        _open(page, site)
        page.get_by_role("radio", name="Contradicted").check()
        assert page.locator("article.criterion:visible").count() == 1
        assert page.locator("#showing").inner_text() == "Showing 1 of 23 criteria, and their passages."
        assert page.locator("a.chip:not(.off)[data-p]").count() == page.locator("#AT1 a.at").count()
        assert page.locator(".gaps:visible").count() == 0
        page.get_by_role("radio", name="Not met").check()
        assert page.locator(".gaps:visible").count() > 0
        page.get_by_role("radio", name="All 23").check()
        assert page.locator("article.criterion:visible").count() == 23


def test_a_decision(chrome: Browser, site: Site) -> None:
    """A reviewer's decision is shown at once, is there when the page is opened again, and can be withdrawn."""
    with window(chrome, site) as page:
        _open(page, site)
        _choose(page, "AT1")
        form = page.locator("#AT1 .decide")
        form.locator("summary").click()
        form.get_by_label("Your rating").select_option("partial")
        form.get_by_label("Your reason").fill("The exception in 5.10 goes <b>first</b>.")
        form.get_by_label("Your name").fill("A. Reader")
        form.get_by_role("button", name="Save").click()
        made = page.locator("#AT1 .made")
        made.wait_for()
        assert "decided partly met by A. Reader on 22 November 2026" in made.inner_text()
        assert "goes <b>first</b>." in made.inner_text()
        assert page.locator("[data-count=decided]").inner_text() == "1"
        page.reload()
        page.wait_for_selector("html.scripted")
        assert "The exception in 5.10 goes" in page.locator("#AT1 .made").inner_text()
        page.locator("#AT1 .decide summary").click()
        page.locator("#AT1 .decide").get_by_role("button", name="Withdraw").click()
        page.locator("#AT1 .made").wait_for(state="hidden")
    assert site.desk.decisions(next(iter(site.desk.workspace)), PACK) == {}


def test_downloads(chrome: Browser, site: Site, tmp_path: Path) -> None:
    """Every form of report comes as a file; the JSON is the report with the decisions."""
    with window(chrome, site) as page:
        _open(page, site)
        for form, name in offered():
            page.locator("#downloads > summary").click()
            with page.expect_download() as coming:
                page.get_by_role("link", name=name).click()
            assert coming.value.suggested_filename == f"sample-policy-gap-report{SUFFIXES[form]}"
            coming.value.save_as(tmp_path / form)
            assert (tmp_path / form).stat().st_size > 1000
            page.keyboard.press("Escape")
        page.locator("#downloads > summary").click()
        with page.expect_download() as coming:
            page.get_by_role("link", name="Your draft with comments in it").click()
        assert coming.value.suggested_filename == "sample-policy-annotated.docx"
    kept = json.loads((tmp_path / "json").read_text(encoding="utf-8"))
    assert (kept["schema"], kept["decisions"]) == ("procheck.report/1", [])


def test_bad_files(chrome: Browser, tmp_path: Path) -> None:
    """A file that is no document, and one that is too large, are named with what to do, and the page goes on."""
    with served(tmp_path) as site, window(chrome, site) as page:
        page.set_input_files("#documents", _file("big.docx", b"x" * (LIMIT + 1)))
        assert "larger than the limit of 1 MB" in page.get_by_role("alert").inner_text()
        page.set_input_files("#documents", _file("bad.docx", b"PK\x03\x04 and no more"))
        page.get_by_role("heading", name="bad.docx could not be checked").wait_for()
        assert "save a fresh copy" in page.get_by_role("alert").inner_text()
        page.get_by_role("link", name="Try another document").click()
        page.set_input_files("#documents", str(SAMPLE))
        page.get_by_role("heading", name="The criteria").wait_for()


def test_two_files(chrome: Browser, tmp_path: Path) -> None:
    """Of two documents the page asks how they belong together; together they are one submission, whose passages name their document."""
    policy = _file("policy.md", b"# Harmful sexual behaviour\n\nStaff write down every concern about it.\n")
    annex = _file("annex.md", b"# Harmful sexual behaviour\n\nStaff refer it to children's social care the same day.\n")
    with served(tmp_path) as site, window(chrome, site) as page:
        page.set_input_files("#documents", [policy, annex])
        page.get_by_label("Name for them together").fill("Riverside Academy")
        page.get_by_role("button", name="Together").click()
        page.get_by_role("heading", name="Riverside Academy").wait_for()
        page.get_by_role("heading", name="The documents").wait_for()
        assert page.locator("article.paper").count() == 2
        assert "annex.md" in page.locator("#MA1 a.at .place").first.text_content()  # type: ignore[operator]
        page.goto(site.home)
        page.set_input_files("#documents", [policy, annex])
        page.get_by_role("button", name="Each on its own").click()
        page.locator(".row").nth(2).wait_for()
        assert page.locator(".row .name").all_inner_texts() == ["Riverside Academy", "policy", "annex"]
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Remove annex").click()
        page.wait_for_function("() => document.querySelectorAll('.row').length === 2")


def test_other_criteria(chrome: Browser, site: Site) -> None:
    """The criteria are switched on the page, and the document is judged by the others."""
    with window(chrome, site) as page:
        _open(page, site)
        page.locator("#packs summary").click()
        page.get_by_role("link", name="NICE guideline").click()
        page.locator("#NG1").wait_for()
        assert page.locator("article.criterion").count() == 11


def test_the_whole_judgement_follows_the_first_look(chrome: Browser, tmp_path: Path) -> None:
    """A long document is shown as judged by phrases, which the page says; the whole judgement waits for a reader who has begun to read."""
    slow = SlowJudge(judge(PACK))
    words = "# Harmful sexual behaviour\n\nStaff refer it to children's social care.\n\n"
    words += "Bicycles stand by the gate of the school.\n\n" * 600
    with served(tmp_path, judges=lambda name: slow) as site, window(chrome, site) as page:
        try:
            page.set_input_files("#documents", _file("long.md", words.encode()))
            page.get_by_role("heading", name="First look").wait_for()
            assert page.locator("#downloads").count() == page.locator(".decide").count() == 0
            page.wait_for_load_state()
            page.keyboard.press("PageDown")
        finally:
            slow.may.set()
        page.get_by_role("link", name="The whole judgement is ready").click()
        page.get_by_role("heading", name="The criteria").wait_for()
        assert page.locator("#first-look").count() == 0


def test_long_documents_stay_smooth(chrome: Browser, tmp_path: Path) -> None:
    """Of a long document only what is in sight is laid out, and a criterion still leads to its passage far below."""
    filler = "".join(f"## Section {number}\n\n{'Bicycles stand by the gate of the school. ' * 40}\n\n" for number in range(400))
    words = f"# Policy\n\n{filler}# Harmful sexual behaviour\n\nStaff refer it to children's social care the same day.\n"
    with served(tmp_path) as site, window(chrome, site) as page:
        page.set_input_files("#documents", _file("long.md", words.encode()))
        page.get_by_role("heading", name="The criteria").wait_for()
        seen = "each => each.firstElementChild.checkVisibility({contentVisibilityAuto: true})"
        laid_out = page.evaluate(f"() => [...document.querySelectorAll('.stretch')].map({seen})")
        assert len(laid_out) > 50 and sum(laid_out) < 8
        _choose(page, "MA1")
        _settle(page)
        assert in_sight(page, "mark.here")


def _unfold(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('details').forEach(details => { details.open = !details.matches('.menu'); })")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_axe_finds_nothing(chrome: Browser, site: Site, width: int, dark: bool) -> None:
    """axe-core finds no fault on any state of the page, at desktop width in light and at phone width in dark."""
    source = axe()
    with window(chrome, site, width=width, dark=dark) as page:
        page.set_input_files("#documents", [_file("a.md", b"x"), _file("b.md", b"x")])
        page.get_by_role("button", name="Together").wait_for()
        assert faults(page, source) == []
        _open(page, site)
        assert faults(page, source) == []
        _unfold(page)
        page.evaluate("() => document.querySelectorAll('.deciding .made').forEach(made => { made.hidden = false; })")
        assert faults(page, source) == []
        if width < 500:
            page.get_by_role("tab", name="Document").click()
            assert faults(page, source) == []
        page.locator(".paper mark.m:visible").first.click()
        assert faults(page, source) == []
        _choose(page, "MA1")
        if page.locator("#MA1 > details").get_attribute("open") is None:
            _choose(page, "MA1")
        if width < 500:
            page.locator("#MA1 a.at").first.click()
        page.locator("#downloads > summary").click()
        assert page.locator("#now").is_visible()
        assert faults(page, source) == []
        page.goto(f"{site.home}nowhere")
        assert faults(page, source) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_runs_off_the_side(chrome: Browser, site: Site, width: int) -> None:
    """Nobody has to scroll sideways, on either side of the page."""
    with window(chrome, site, width=width) as page:
        over = "() => document.documentElement.scrollWidth - innerWidth"
        assert page.evaluate(over) <= 0
        _open(page, site)
        _unfold(page)
        assert page.evaluate(over) <= 0
        if width < 500:
            page.get_by_role("tab", name="Document").click()
            assert page.evaluate(over) <= 0


def test_a_phone_shows_one_side(chrome: Browser, site: Site) -> None:
    """On a narrow screen tabs, also by arrow keys, show one side at a time, and each leads to the other where it must."""
    with window(chrome, site, width=390, height=844) as page:
        _open(page, site)
        document, criteria = page.locator("#document"), page.locator("#criteria")
        assert criteria.is_visible() and document.is_hidden()
        page.get_by_role("tab", name="Criteria").focus()
        page.keyboard.press("ArrowLeft")
        assert document.is_visible() and criteria.is_hidden()
        assert page.get_by_role("tab", name="Document").get_attribute("aria-selected") == "true"
        page.get_by_role("tab", name="Criteria").click()
        _choose(page, "MA1")
        assert criteria.is_visible()
        page.locator("#MA1 a.at").first.click()
        _settle(page)
        assert document.is_visible() and in_sight(page, "mark.here")
        page.locator("#back").click()
        assert criteria.is_visible() and page.evaluate("() => document.activeElement.closest('article').id") == "MA1"


def test_by_keyboard(chrome: Browser, site: Site) -> None:
    """Without a mouse: skip links come first, a criterion is chosen by Enter, menus close by Escape, and focus is never lost."""
    with window(chrome, site) as page:
        _open(page, site)
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.textContent") == "Skip to the criteria"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.closest('#criteria') !== null")
        page.locator("#MA1 summary").first.focus()
        page.keyboard.press("Enter")
        _settle(page)
        assert in_sight(page, "mark.here")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.locator("#MA1 a.at[aria-current]").count() == 1
        page.locator("#downloads summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        assert page.locator("#downloads").get_attribute("open") is None
        assert page.evaluate("() => document.activeElement.parentElement.id") == "downloads"


def test_on_paper(chrome: Browser, site: Site) -> None:
    """Printed, both sides are there, unfolded, without what paper cannot do."""
    with window(chrome, site) as page:
        _open(page, site)
        page.emulate_media(media="print")
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        assert page.locator("#document").is_visible() and page.locator("#criteria").is_visible()
        assert page.get_by_text("Why it matters").count() > 0
        assert page.locator("#MA1 .more p").first.is_visible()
        assert page.locator("#filter, #downloads, .decide, #tabs").locator("visible=true").count() == 0
        page.evaluate("() => dispatchEvent(new Event('afterprint'))")
        assert page.locator("#MA1 > details").get_attribute("open") is None
