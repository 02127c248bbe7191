"""The journal -> all results that a person opens: reports, tables, index page and manifest.

Nothing but the journal goes in, so the same journal gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from procheck.batch import findings, indexpage, manifest
from procheck.batch.exporting import Exporter
from procheck.batch.files import sha256_of, write
from procheck.batch.identity import Identity
from procheck.batch.journal import Journal
from procheck.batch.rows import Row, report_of, rows
from procheck.batch.summary import Shape, cells, columns, csv_file, unreadable_cells, unreadable_columns
from procheck.batch.workbook import workbook
from procheck.reports.wording import SHORT_LIMITS, day

_MOST_NAMED = 10
TABLES = ("summary.csv", "summary.xlsx", "findings.csv", "unreadable.csv")


@dataclass(slots=True)
class Tally:
    """What the end of a run tells."""

    documents: int = 0
    judged: int = 0
    unreadable: int = 0
    waiting: int = 0
    falling_short: int = 0
    contradicting: int = 0
    for_a_person: int = 0
    named: list[str] = field(default_factory=list)
    """Why the first few could not be read, one sentence each."""
    manifest_sha256: str = ""

    def count(self, row: Row) -> None:
        """Counts one document."""
        self.documents += 1
        if row.facts:
            self.judged += 1
            self.falling_short += row.facts.falls_short
            self.contradicting += "contradicted" in row.facts.statuses.values()
            self.for_a_person += row.facts.person > 0
        elif row.state == "waiting":
            self.waiting += 1
        else:
            self.unreadable += 1
            if len(self.named) < _MOST_NAMED:
                self.named.append(row.why if row.name == row.file else f"{row.name}: {row.why}")


def make(
    journal: Journal,
    identity: Identity,
    folder: Path,
    *,
    pages: bool,
    told: Callable[[int], None] = lambda done: None,
) -> Tally:
    """Writes all results into the folder, each whole or not at all, the manifest last. `told` hears how many documents are done."""
    key = identity.key
    exporter = Exporter(journal, key, folder, pages=pages)
    shape, titles = _shape(journal, key, pages=pages)
    tally, entries, listed = Tally(), [], []
    kept: set[str] = set()
    runs = list(journal.runs())
    with ExitStack() as open:
        about = _about(identity, runs)
        made = datetime.fromisoformat(runs[0]["started"] if runs else f"{identity.as_of}T00:00:00Z")
        summary_row, unreadable_row = open.enter_context(workbook(folder / "summary.xlsx", shape, about, made=made))
        summary = open.enter_context(csv_file(folder / "summary.csv", columns(shape)))
        unreadable = open.enter_context(csv_file(folder / "unreadable.csv", unreadable_columns(shape)))
        every = open.enter_context(csv_file(folder / "findings.csv", findings.COLUMNS))
        for number, row in enumerate(rows(journal, key), 1):
            tally.count(row)
            hashes = ("", "")
            if row.facts:
                hashes = exporter.whole(row)
                kept.update(f"{Path(row.stem).name}{suffix}" for suffix in ((".json", ".html") if pages else (".json",)))
                for line in findings.lines(row, report_of(journal, key, row)):
                    every(line)
            elif row.state == "unreadable":
                unreadable(unreadable_cells(row, shape))
                unreadable_row(unreadable_cells(row, shape))
            summary(cells(row, shape))
            summary_row(cells(row, shape))
            entries.append(manifest.line(manifest.entry(row, *hashes)))
            listed.append(indexpage.entry(row, shape))
            told(number)
    exporter.tidy(kept)
    index = indexpage.page(listed, shape, titles, identity, unreadable=tally.unreadable, waiting=tally.waiting)
    hashes_of = {"index.html": write(folder / "index.html", index), **{name: sha256_of(folder / name) for name in TABLES}}
    head = {
        "complete": not tally.waiting,
        "started": runs[0]["started"] if runs else None,
        "ended": runs[-1]["ended"] if runs else None,
        "criteria_pack": {"id": identity.pack, "version": identity.pack_version, "sha256": identity.pack_sha256},
        "scorer_sha256": identity.scorer_sha256 or None,
        "glossary_sha256": identity.glossary_sha256 or None,
        "as_of": identity.as_of,
        "procheck": identity.procheck,
        "options": runs[-1]["options"] if runs else {},
        "counts": {"documents": tally.documents, "judged": tally.judged, "unreadable": tally.unreadable, "waiting": tally.waiting},
        "runs": runs,
    }
    tally.manifest_sha256 = manifest.save(folder, manifest.content(head, hashes_of, entries))
    return tally


def _shape(journal: Journal, key: str, *, pages: bool) -> tuple[Shape, list[str]]:
    """What the columns depend on, and the criteria's titles."""
    metadata: dict[str, None] = {}
    for (found,) in journal.all("SELECT DISTINCT metadata FROM inputs ORDER BY position"):
        metadata |= dict.fromkeys(json.loads(found))
    first = next((row for row in rows(journal, key) if row.facts), None)
    criteria = json.loads(report_of(journal, key, first))["criteria"] if first else []
    shape = Shape(tuple(metadata), tuple(criterion["id"] for criterion in criteria), pages)
    return shape, [criterion["title"] for criterion in criteria]


def _about(identity: Identity, runs: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """What the last sheet of the workbook says."""
    return [
        ("Criteria", f"{identity.pack_title} ({identity.pack}, version {identity.pack_version})"),
        ("Program", f"procheck {identity.procheck}{'' if identity.scorer_sha256 else ', by phrases alone'}"),
        ("Dates counted from", day(identity.as_of)),
        *(("Run", f"{run['started']} to {run['ended'] or '(ended from outside)'}") for run in runs),
        ("What it is", SHORT_LIMITS),
        ("Not a ranking", "Documents have different purposes."),
        ("To prove it", "manifest.json holds the SHA-256 of every document and report; procheck verify tests it."),
    ]
