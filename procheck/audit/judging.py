"""Every agency judged: what was judged before and has not changed is taken from the audit's database, the rest goes to the pool."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from procheck import __version__
from procheck.audit.agencies import Found
from procheck.audit.assembling import snapshots_of
from procheck.audit.database import Database
from procheck.audit.given import Asked, Given
from procheck.audit.pool import Pool, Progress
from procheck.audit.results import Result, Results, criteria_digest, digest, key_of, scorer_digest
from procheck.audit.worker import How, Job, nothing_read
from procheck.reports.wording import listed, plural

Digests = Mapping[str, Mapping[str, str]]
"""Agency id -> file's name -> SHA-256 of its bytes."""


def digests_of(found: Sequence[Found]) -> Digests:
    """What tells whether a file has changed."""
    return {each.agency.id: {file.name: digest(file.path) for file in each.folder.files} if each.folder else {} for each in found}


def judge(
    asked: Asked, given: Given, database: Database, found: Sequence[Found], digests: Digests, progress: Callable[[Progress], None]
) -> tuple[dict[str, Result], int, int]:
    """Every agency's result, how many were judged now, and how many had not changed. Each result is kept as soon as it is there.

    Raises ScorerError.
    """
    how = How(given.pack_name, asked.as_of, asked.scored, asked.limits, asked.ocr)
    common: dict[str, Any] = {
        "procheck": __version__,
        "criteria": criteria_digest(how.pack),
        "scorer": scorer_digest(element.id for element in given.pack.elements) if asked.scored else "",
        "limits": asdict(asked.limits),
        "ocr": asked.ocr,
    }
    held, results = Results(database), dict[str, Result]()
    jobs: list[Job] = []
    keys: dict[str, str] = {}
    for each in found:
        id, files = each.agency.id, each.folder.files if each.folder else ()
        if not files:
            missing = f"Nothing was received: there is no folder '{id}'." if each.folder is None else nothing_read(id, ())
            results[id] = Result(None, (), missing)
            continue
        keys[id] = key_of(common | {"glossary": each.agency.glossary}, digests[id].items())
        kept = None if asked.afresh else held.get(keys[id])
        if kept and (kept.report is None or kept.report.as_of == asked.as_of.isoformat()):
            results[id] = kept
        else:
            jobs.append(Job(id, files, each.agency.glossary, kept.report if kept else None))
    # The longest first, so that no process is left alone with one at the end.
    jobs.sort(key=lambda job: (-len(job.files), job.agency))
    if jobs:
        progress(Progress(0, len(jobs)))
        with Pool(how, asked.workers) as pool:
            for job, result, so_far in pool.judge(jobs):
                held.keep(keys[job.agency], job.agency, result)
                results[job.agency] = result
                progress(so_far)
    judged = sum(job.found is None for job in jobs)
    return {each.agency.id: results[each.agency.id] for each in found}, judged, len(keys) - judged


def keep_evidence(database: Database, results: Mapping[str, Result], criteria: Sequence[str]) -> None:
    """Keeps what this run shows, before anybody can decide on it."""
    with database.writing():
        for agency, result in results.items():
            for criterion, found in snapshots_of(result, criteria):
                database.do("INSERT OR IGNORE INTO evidence VALUES (?, ?)", found.fingerprint, found.text)
                database.do("INSERT OR REPLACE INTO shown VALUES (?, ?, ?)", agency, criterion, found.fingerprint)


def same_files(found: Sequence[Found], digests: Digests) -> Iterator[str]:
    """A sentence for each file that several agencies sent: a model policy that nobody made their own."""
    held: dict[str, list[str]] = defaultdict(list)
    for each in found:
        for sha256 in sorted(set(digests[each.agency.id].values())):
            held[sha256].append(each.agency.name)
    for sha256, names in held.items():
        if len(names) > 1 and not sha256.startswith("unreadable"):
            so_many = plural(len(names), "agency", "agencies")
            yield f"{listed(names)} sent the same file, byte for byte: what is found in it is found for {so_many}."
