"""Reports without names, and the names put in.

What a document is called changes nothing in its judgement. So each content is judged once under a name made from its hash, which stands in
no document, and the report gets the name of each file that holds the content in its place.
"""

from __future__ import annotations

import json

from procheck.batch.model import Called, Label
from procheck.reports.json import encoded

_ENDINGS: dict[Called, str] = {"markdown": ".md", "html": ".html", "": ""}


def blank(sha256: str, called: Called) -> Label:
    """The names under which the content is judged. The ending keeps what the file's own name says about its format."""
    return Label(f"submission-{sha256}", f"name-{sha256}{_ENDINGS[called]}")


def labelled(report: bytes, sha256: str, called: Called, label: Label) -> bytes:
    """The JSON report of the content as it is under `label`: the same bytes as if it had been judged under these names."""
    without = blank(sha256, called)
    made = report.replace(without.submission.encode(), _in_json(label.submission))
    return made.replace(without.name.encode(), _in_json(label.name))


def _in_json(text: str) -> bytes:
    return encoded(json.dumps(text, ensure_ascii=False)[1:-1])
