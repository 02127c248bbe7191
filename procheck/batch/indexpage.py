"""The page that an inspector opens first: every document of the batch, to search, sort and filter, with a link to its report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from procheck.batch.identity import Identity
from procheck.batch.rows import Row
from procheck.batch.summary import Shape
from procheck.judgement.model import Status
from procheck.reports.model import STATUSES
from procheck.reports.wording import STATUS_SYMBOLS, STATUS_WORDS, clean

_CODES: dict[Status, str] = {"contradicted": "x", "not-met": "n", "partial": "p", "met": "m", "not-applicable": "-"}
_MOST_COLUMNS = 3
"""Columns of the list of documents that are shown; the search looks in all."""


def entry(row: Row, shape: Shape) -> str:
    """One document, as JSON for the page's script: short keys, because there may be ten thousand."""
    facts = row.facts
    made: dict[str, Any] = {
        "n": clean(row.name),
        "f": clean(row.file),
        "s": "".join(_CODES[facts.statuses[id]] if id in facts.statuses else "-" for id in shape.criteria) if facts else "",
    }
    if row.id and row.id != row.name:
        made["i"] = clean(row.id)
    if shape.metadata:
        made["m"] = [clean(row.metadata.get(name, "")) for name in shape.metadata]
    if facts:
        made |= {"p": facts.person, "r": f"{row.stem}.{'html' if shape.pages else 'json'}"}
        if facts.title:
            made["t"] = clean(facts.title)
    elif row.problem:
        made["w"] = clean(f"{row.problem}: {row.remedy}.")
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def page(entries: Sequence[str], shape: Shape, titles: Sequence[str], identity: Identity, *, unreadable: int, waiting: int) -> bytes:
    """The whole page. `titles` are those of the criteria, in the shape's order."""
    from markupsafe import Markup

    from procheck.reports.html_pages import page as html_page

    head = {
        "criteria": [{"id": id, "title": title} for id, title in zip(shape.criteria, titles, strict=True)],
        "metadata": [clean(name) for name in shape.metadata[:_MOST_COLUMNS]],
        "statuses": [
            {
                "status": status,
                "code": _CODES[status],
                "word": STATUS_WORDS[status],
                "symbol": STATUS_SYMBOLS[status],
                "always": status != "not-applicable",
            }
            for status in STATUSES
        ],
    }
    data = f'{json.dumps(head, ensure_ascii=False)[:-1]}, "rows": [{",".join(entries)}]}}'
    return html_page(
        "batch.html",
        styles=("report.css", "batch.css"),
        script="batch.js",
        # Words of a document must not end the element that they stand in; in JSON an escape says the same.
        data=Markup(data.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e").replace("\u2028", "\\u2028")),
        identity=identity,
        total=len(entries),
        unreadable=unreadable,
        waiting=waiting,
    )
