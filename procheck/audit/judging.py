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
    held, results = Results(database), dict[str, Result]()
    keys = _keys(asked, given, found, digests)
    jobs: list[Job] = []
    for each in found:
        id = each.agency.id
        kept = held.get(keys[id]) if id in keys and not asked.afresh else None
        if id not in keys:
            results[id] = _nothing(each)
        elif kept and (kept.report is None or kept.report.as_of == asked.as_of.isoformat()):
            results[id] = kept
        elif each.folder:
            jobs.append(Job(id, each.folder.files, each.agency.glossary, kept.report if kept else None))
    # The longest first, so that no process is left alone with one at the end.
    jobs.sort(key=lambda job: (-len(job.files), job.agency))
    if jobs:
        progress(Progress(0, len(jobs)))
        how = How(given.pack_name, asked.as_of, asked.scored, asked.limits, asked.ocr)
        with Pool(how, asked.workers) as pool:
            for job, result, so_far in pool.judge(jobs):
                held.keep(keys[job.agency], job.agency, result)
                results[job.agency] = result
                progress(so_far)
    judged = sum(job.found is None for job in jobs)
    return {each.agency.id: results[each.agency.id] for each in found}, judged, len(keys) - judged


def kept_results(asked: Asked, given: Given, database: Database, found: Sequence[Found], digests: Digests) -> dict[str, Result]:
    """Every agency's result as it was judged last; where its documents have changed since, a result that says so."""
    held, keys = Results(database), _keys(asked, given, found, digests)
    results = {}
    for each in found:
        id = each.agency.id
        changed = Result(None, (), f"{each.agency.name} has not been judged since its documents changed: run procheck audit again.")
        results[id] = (held.get(keys[id]) or changed) if id in keys else _nothing(each)
    return results


def _keys(asked: Asked, given: Given, found: Sequence[Found], digests: Digests) -> dict[str, str]:
    """What each agency's result is kept by; agencies without documents have none."""
    common: dict[str, Any] = {
        "procheck": __version__,
        "criteria": criteria_digest(given.pack_name),
        "scorer": scorer_digest(element.id for element in given.pack.elements) if asked.scored else "",
        "limits": asdict(asked.limits),
        "ocr": asked.ocr,
    }
    return {
        each.agency.id: key_of(common | {"agency": each.agency.id, "glossary": each.agency.glossary}, digests[each.agency.id].items())
        for each in found
        if digests[each.agency.id]
    }


def _nothing(found: Found) -> Result:
    if found.folder is None:
        return Result(None, (), f"Nothing was received: there is no folder '{found.agency.id}'.")
    return Result(None, (), nothing_read(found.agency.id, ()))


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
