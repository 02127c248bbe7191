"""Results: what tables, workbook and index page show, and that nothing from a document runs in them."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from procheck.batch import indexpage
from procheck.batch.identity import identity
from procheck.batch.model import Facts
from procheck.batch.rows import Row
from procheck.batch.summary import Shape, columns
from procheck.judgement.model import Status
from tests.batch.building import done, order
from tests.reports.browser import axe, in_browser

EVIL = "=HYPERLINK(\"http://x\") <script>document.title='run'</script>"


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """Results of a table of three documents: one judged, one empty, one missing."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    (folder / "a.md").write_text("A")
    (folder / "b.md").write_text("")
    rows = [("id", "path", "Area", "File"), (EVIL, "a.md", "=1+1", "x"), ("2", "b.md", "+A1", ""), ("3", "c.md", "", "")]
    with (folder / "list.csv").open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    done(order(tmp_path, folder / "list.csv"))
    return tmp_path / "results"


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_summary(results: Path) -> None:
    """A line for each document in the list's order, with what its table said and each criterion's status."""
    first, second, third = table(results / "summary.csv")

    assert ["Judged", "Could not be read", "Could not be read"] == [row["Result"] for row in (first, second, third)]
    assert ("1", "1", "Met", "Not met") == (first["Met"], first["Not met"], first["AA1"], first["AA2"])
    assert ("'=1+1", "x", "a.md") == (first["Area"], first["File (list)"], first["File"])
    assert "b.md is empty: check it." == second["Why not"]
    assert json.loads((results / first["Report"]).read_text())["submission"] == EVIL


def test_unreadable(results: Path) -> None:
    """Only what could not be read, each with its cause and what to do."""
    assert [("2", "refused", "is empty", "check it"), ("3", "no such file", "does not exist", "check the spelling of the path")] == [
        (row["ID"], row["Cause"], row["What is wrong"], row["What to do"]) for row in table(results / "unreadable.csv")
    ]


def test_findings(results: Path) -> None:
    """A line for each element of each report."""
    assert [("AA1", "AA1.a"), ("AA2", "AA2.a")] == [(row["Criterion"], row["Element"]) for row in table(results / "findings.csv")]


def test_workbook(results: Path) -> None:
    """The same as the summary; numbers are numbers, words are words, and no cell is a formula."""
    book = load_workbook(results / "summary.xlsx")
    summary = book["Summary"]
    rows = [{name.value: cell for name, cell in zip(summary[1], row, strict=True)} for row in summary.iter_rows(min_row=2)]

    assert [EVIL, "2", "3"] == [row["Document"].value for row in rows]
    assert (1, "✓ Met", "=1+1") == (rows[0]["Met"].value, rows[0]["AA1"].value, rows[0]["Area"].value)
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert rows[0]["Area"].quotePrefix
    assert "A1:" in summary.auto_filter.ref and summary.freeze_panes == "B2"
    assert 3 == book["Could not be read"].max_row


def test_columns_of_a_table_never_hide_ours() -> None:
    """A column called like one of the summary's is told apart."""
    made = columns(Shape(("Result", "Area"), ("AA1",), True))

    assert len(set(made)) == len(made)
    assert "Result (list)" in made


def index(count: int, tmp_path: Path) -> str:
    """The index page of so many documents; every tenth could not be read."""
    statuses: tuple[Status, ...] = ("contradicted", "not-met", "partial", "met")
    shape = Shape(("Area",), ("AA1", "AA2"), True)
    rows = []
    for number in range(count):
        facts = Facts({"AA1": statuses[number % 4], "AA2": "met"}, number % 3, 0, EVIL, "pdf", 2, 9, None, None, 0)
        shared = (f"{number} Hillside", str(number), Path("p.pdf"), {"Area": "Leeds" if number % 2 else "York & Thirsk"}, 1, "0" * 64, "")
        bad = number % 10 == 9
        rows.append(Row(*shared, "unreadable", problem="is empty", remedy="look") if bad else Row(*shared, "judged", facts))  # type: ignore[arg-type]
    by = identity(order(tmp_path).how)
    entries = [indexpage.entry(row, shape) for row in rows]
    return indexpage.page(entries, shape, ["One", "Two"], by, unreadable=count // 10, waiting=0).decode()


LISTED = "[...document.querySelectorAll('tbody tr:not(.space)')].map(row => row.cells[0].firstChild.textContent)"
SAID = "document.querySelector('.showing').textContent"
TYPE = (
    "const type = (name, value) => { const field = document.querySelector('form.finder')[name];"
    " field.value = value; field.dispatchEvent(new Event('input', {bubbles: true})); };"
)


def test_the_index_searches_filters_and_sorts(tmp_path: Path) -> None:
    """By words, by result, by a criterion's status; what could not be read comes last when numbers are sorted."""
    made = in_browser(
        index(40, tmp_path),
        f"{TYPE} const made = [{SAID}]; type('words', 'york 1'); made.push({SAID}, {LISTED}); type('words', '');"
        f"type('criterion', '0'); type('status', 'x'); made.push({SAID}); type('criterion', ''); type('status', '');"
        f"document.querySelector('[data-show]').click(); made.push({SAID}, {LISTED}); type('which', 'all');"
        "const heads = [...document.querySelectorAll('thead button')]; heads[2].click();"
        f"made.push({LISTED}.slice(0, 2), {LISTED}.slice(-1));"
        f"heads[0].click(); heads[0].click(); made.push({LISTED}[0], heads[0].parentNode.getAttribute('aria-sort'));"
        "made.push(document.title, document.querySelector('tbody a').getAttribute('href')); return made;",
    )

    assert ["Showing all 40 documents.", "Showing 5 of 40 documents."] == made[:2]
    assert ["10 Hillside", "12 Hillside", "14 Hillside", "16 Hillside", "18 Hillside"] == made[2]
    assert "Showing 10 of 40 documents." == made[3]
    assert ["Showing 4 of 40 documents.", ["9 Hillside", "19 Hillside", "29 Hillside", "39 Hillside"]] == made[4:6]
    assert [["0 Hillside", "4 Hillside"], ["39 Hillside"]] == made[6:8]
    assert ["39 Hillside", "descending"] == made[8:10]
    assert "Batch: 40 documents" == made[10]
    assert re.fullmatch(r"reports/38-hillside-[0-9a-f]{10}\.html", made[11])


def test_only_rows_in_sight_are_in_the_page(tmp_path: Path) -> None:
    """However many documents there are, and wherever one scrolls; and nothing runs off the side of a telephone."""
    script = (
        "const made = [document.querySelectorAll('tbody tr').length, document.documentElement.scrollWidth - innerWidth];"
        "window.scrollTo(0, 30000); window.dispatchEvent(new Event('scroll'));"
        f"made.push({LISTED}.length, {LISTED}[20]); return made;"
    )
    rows, over, later, name = in_browser(index(2000, tmp_path), script, width=390)

    assert rows < 80 and later < 80 and over <= 0
    assert int(name.split()[0]) > 500


def test_words_of_a_document_cannot_leave_the_data(tmp_path: Path) -> None:
    """No markup of a title is markup in the page."""
    page = index(1, tmp_path)

    assert "<script>document" not in page and "\\u003cscript\\u003edocument" in page


@pytest.mark.parametrize(("width", "dark"), [(1200, False), (390, False), (1200, True)])
def test_axe_finds_nothing_in_the_index(tmp_path: Path, width: int, dark: bool) -> None:
    """axe-core finds no fault at desktop or telephone width, in light or dark."""
    rules = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
    script = (
        f"{axe()}; const made = await axe.run(document, {{runOnly: {rules}}});"
        "return {ran: made.passes.length, faults: made.violations.map(v => [v.id, v.nodes.map(n => n.html)])};"
    )
    made = in_browser(index(30, tmp_path), script, width=width, dark=dark)

    assert made["faults"] == []
    assert made["ran"] > 20
