"""Every element of every document as one long table, for people who analyse: `findings.csv`."""

from __future__ import annotations

import json
from collections.abc import Iterator

from procheck.batch.rows import Row
from procheck.batch.summary import Cell
from procheck.reports.wording import STATUS_WORDS, VALUE_WORDS

COLUMNS = (
    "Document", "ID", "Criterion", "Theme", "Status", "Element", "Element title", "Required", "Value", "Why", "Quote", "Section", "Page",
    "Strength", "Scope", "Passages", "Criterion needs a person",
)  # fmt: skip


def lines(row: Row, report: bytes) -> Iterator[list[Cell]]:
    """A line for each element of the document's JSON report; `Quote` to `Scope` are of the best passage."""
    for criterion in json.loads(report)["criteria"]:
        for element in criterion["elements"]:
            best = next(iter(element["evidence"]), None)
            yield [
                *(row.name, row.id, criterion["id"], criterion["theme"], STATUS_WORDS[criterion["status"]]),
                *(element["id"], element["title"], "yes" if element["required"] else "extra"),
                *(VALUE_WORDS[element["value"]], element["why"]),
                *((best["quote"], " › ".join(best["section"]), best["page"], best["strength"], best["scope"]) if best else [""] * 5),
                *(len(element["evidence"]), " ".join(criterion["needs_review"])),
            ]
