"""One line for each document: what the summary says, whether as CSV or as a workbook, and the list of what could not be read."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from procheck.batch.files import whole
from procheck.batch.rows import Row
from procheck.reports.csv import inert
from procheck.reports.model import STATUSES
from procheck.reports.wording import STATUS_WORDS

Cell = str | int | None
STATES = {"judged": "Judged", "unreadable": "Could not be read", "waiting": "Not judged yet"}
CAUSES = {
    "missing": "no such file",
    "refused": "refused",
    "timeout": "too slow",
    "memory": "too much memory",
    "crash": "crashed its reader",
    "killed": "reader killed from outside",
    "changed": "changed under way",
    "mistake": "mistake in procheck",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What the columns depend on."""

    metadata: tuple[str, ...]
    """Columns of the tables that listed the documents, in order."""
    criteria: tuple[str, ...]
    """Ids, in the pack's order."""
    pages: bool


def columns(shape: Shape) -> list[str]:
    """Headings of the summary."""
    own = ["Document", "ID", "File", "Result", "Why not"]
    counts = [STATUS_WORDS[status] for status in STATUSES]
    person = ["Criteria a person should look at", "Parts that could not be read"]
    facts = [*person, "Title", "Approved", "Review due", "Format", "Pages", "Words"]
    last = ["Path", "SHA-256", "Report", "Page"]
    taken = {*own, *counts, *facts, *last, *shape.criteria}
    carried = [f"{name} (list)" if name in taken else name for name in shape.metadata]
    return [*own, *carried, *counts, *shape.criteria, *facts, *(last if shape.pages else last[:-1])]


def cells(row: Row, shape: Shape) -> list[Cell]:
    """One document, in the order of `columns`."""
    facts = row.facts
    own: list[Cell] = [row.name, row.id, row.file, STATES[row.state], row.why]
    carried: list[Cell] = [row.metadata.get(name, "") for name in shape.metadata]
    last: list[Cell] = [_shown(row.path), row.sha256]
    links: list[Cell] = [f"{row.stem}.json", f"{row.stem}.html"] if facts else ["", ""]
    links = links if shape.pages else links[:1]
    if facts is None:
        return [*own, *carried, *[None] * (len(STATUSES) + len(shape.criteria) + 8), *last, *links]
    statuses = list(facts.statuses.values())
    return [
        *own,
        *carried,
        *(statuses.count(status) for status in STATUSES),
        *(STATUS_WORDS[facts.statuses[id]] if id in facts.statuses else None for id in shape.criteria),
        *(facts.person, facts.unread, facts.title, facts.approved, facts.review_due, facts.format, facts.pages, facts.words),
        *last,
        *links,
    ]


@contextlib.contextmanager
def csv_file(path: Path, header: Sequence[str]) -> Iterator[Callable[[Sequence[Cell]], None]]:
    """A CSV table, and what adds a line to it: UTF-8 with the mark by which Excel knows it, and no cell that a spreadsheet would run."""
    with whole(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
        writer = csv.writer(text)

        def add(row: Sequence[Cell]) -> None:
            writer.writerow([inert(cell) if isinstance(cell, str) else "" if cell is None else cell for cell in row])

        add(header)
        yield add
        text.detach()


def unreadable_columns(shape: Shape) -> list[str]:
    """Headings of the list of what could not be read."""
    return ["Document", "ID", "File", "Cause", "What is wrong", "What to do", *shape.metadata, "Bytes", "Path", "SHA-256"]


def unreadable_cells(row: Row, shape: Shape) -> list[Cell]:
    """One document that could not be read."""
    carried = [row.metadata.get(name, "") for name in shape.metadata]
    named = [row.name, row.id, row.file, CAUSES.get(row.cause, row.cause), row.problem, row.remedy]
    return [*named, *carried, row.size, _shown(row.path), row.sha256]


def _shown(path: Path) -> str:
    return str(path).encode("utf-8", "replace").decode()
