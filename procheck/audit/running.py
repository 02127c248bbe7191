"""The whole way of an audit: folders -> judged, decisions taken in -> Audit -> outputs."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from procheck import __version__
from procheck.audit.action_history import Actions
from procheck.audit.agencies import Found, put_together, with_codes
from procheck.audit.anonymising import anonymise
from procheck.audit.assembling import Parts, assemble
from procheck.audit.carrying import carried
from procheck.audit.database import Database
from procheck.audit.fingerprint import read_snapshot
from procheck.audit.folders import agency_folders, loose_documents
from procheck.audit.given import Asked, Given, decisions_taken, earlier_round, outputs_folder, read_given, remember, with_self_scores
from procheck.audit.history import Decisions
from procheck.audit.judging import digests_of, judge, keep_evidence, same_files
from procheck.audit.model import Agency, Audit, Submission
from procheck.audit.outputs.record import FILE as RECORD
from procheck.audit.outputs.templates import check as check_templates
from procheck.audit.pool import Progress
from procheck.audit.previous import EarlierRound
from procheck.audit.publishing import Published, publish
from procheck.audit.results import Result, key_of
from procheck.audit.settings import Settings
from procheck.audit.taking_in import TakenIn
from procheck.datafiles import DataFileError
from procheck.reports.wording import listed

_DECIDED_ON = "SELECT fingerprint, snapshot FROM evidence WHERE fingerprint IN (SELECT fingerprint FROM decisions)"


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it."""

    audit: Audit
    """With the agencies' names, also where the outputs are anonymised."""
    out: Path
    published: Published
    judged: int
    """How many agencies were judged in this run."""
    unchanged: int
    """How many had been judged before and have not changed since."""
    taken_in: TakenIn | None
    has_trouble: bool
    """True where something that was given could not be used."""


class SettingsWrong(Exception):
    """audit.yaml has a mistake: the documents were judged, and no outputs were written. `str(error)` names file and line."""


def run(asked: Asked, tell: Callable[[str], None] = lambda _: None, progress: Callable[[Progress], None] = lambda _: None) -> Done:
    """Makes the audit and writes its outputs. `tell` hears at once what is wrong; `progress` how far it has got.

    Raises SettingsWrong, DataFileError, ScorerError, and OSError where the folder or the outputs' cannot be used.
    """
    told: list[str] = []

    def wrong(sentences: Sequence[str]) -> None:
        for sentence in sentences:
            told.append(sentence)
            tell(sentence)

    if not asked.folder.is_dir():
        raise DataFileError(asked.folder, None, "is no folder: give the one that holds a folder for each agency.")
    if asked.templates is not None:
        check_templates(asked.templates)
    with Database(asked.folder) as database:
        out = outputs_folder(asked, database)
        given = read_given(asked)
        if given.wrong:
            tell(f"{given.wrong} The documents are judged meanwhile; the outputs wait until it is put right.")
        found, problems = find_agencies(asked, given.settings, out)
        wrong(problems)
        digests = digests_of(found)
        agencies = with_codes([each.agency for each in found], {id: key_of({}, held.items()) for id, held in digests.items()}, database)
        agencies = with_self_scores(asked, given, agencies, wrong)
        earlier = earlier_round(asked, database, wrong)
        problems = tuple(told)
        taken_in = None if given.wrong else decisions_taken(asked, database, given, agencies, earlier, wrong)
        results, judged, unchanged = judge(asked, given, database, found, digests, progress)
        if given.wrong:
            raise SettingsWrong(str(given.wrong))
        keep_evidence(database, results, given.criteria)
        remember(asked, database)
        audit = assembled(asked, given, database, agencies, results, earlier, problems, tuple(same_files(found, digests)))
        stamp = asked.now.strftime("%Y-%m-%d %H.%M.%S")
        published = publish(anonymise(audit) if asked.anonymise else audit, out, asked.templates, database, stamp)
        wrong(published.problems)
        database.remember("out anonymised" if asked.anonymise else "out", os.path.relpath(out, asked.folder))
    wrong([sentence for submission in audit.submissions for sentence in _unread(submission)])
    return Done(audit, out, published, judged, unchanged, taken_in, bool(told))


def assembled(
    asked: Asked,
    given: Given,
    database: Database,
    agencies: tuple[Agency, ...],
    results: Mapping[str, Result],
    earlier: EarlierRound | None,
    problems: tuple[str, ...] = (),
    remarks: tuple[str, ...] = (),
) -> Audit:
    """The audit, with what people have decided by now."""
    parts = Parts(
        settings=given.settings,
        pack=given.pack,
        agencies=agencies,
        results=results,
        decisions=Decisions(database).entries(),
        evidence={str(fingerprint): read_snapshot(str(text)) for fingerprint, text in database.rows(_DECIDED_ON)},
        actions={**(carried(earlier, agencies) if earlier else {}), **Actions(database).latest()},
        as_of=asked.as_of.isoformat(),
        procheck=__version__,
        scorer=next((result.report.scorer for result in results.values() if result.report), ""),
        earlier=earlier,
        problems=problems,
        remarks=remarks,
    )
    return assemble(parts)


def find_agencies(asked: Asked, settings: Settings, out: Path) -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """The agencies, and what is wrong with their folders. Raises DataFileError where there are none."""
    # A folder that an audit wrote its outputs to is no agency.
    folders = [each for each in agency_folders(asked.folder, without=[out]) if not (each.path / RECORD).is_file()]
    found, problems = put_together(folders, settings)
    if not found:
        message = "holds no folders: make one in it for each agency, with its documents. For one agency use procheck check --together."
        raise DataFileError(asked.folder, None, message)
    loose = [path.name for path in loose_documents(asked.folder)]
    if loose:
        names = listed([*loose[:5], *(["others"] if len(loose) > 5 else [])])
        problems += (f"{names} {'lies' if len(loose) == 1 else 'lie'} in no agency's folder, so nobody judged what is written there.",)
    return found, problems


def _unread(submission: Submission) -> list[str]:
    """What could not be read of an agency, with its folder."""
    problem = [submission.problem] if submission.problem else []
    return [*problem, *(f"{submission.agency.id}: {file.sentence}" for file in submission.unread)]
