"""An audit with nobody in it: agencies by number, and no names or addresses in what their documents say. Pure.

Refs stay as they are: an agency's code ("A07") is its number when it is anonymised, so that a decision made on the anonymised workbook is
taken in like any other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from procheck.audit.model import Agency, Audit, Cell, LooseDecision, Submission, UnreadFile
from procheck.audit.scrubbing import NAME, Scrubber
from procheck.audit.vocabulary import stem, words_in
from procheck.documents.model import Unread
from procheck.judgement.model import CriterionFinding, ElementFinding, Evidence
from procheck.reports.model import DocumentSummary, Note, Report

THIS, ANOTHER = "this agency", "another agency"
_ENOUGH = 3
"""Agencies that must share a type or a nation before it is told: what only one has is its name."""


def scrubber(audit: Audit) -> Callable[[str, str], str]:
    """A function of an agency's id and words of its documents that takes all names out, for quotes that never say whose they are.

    The agency itself is "this agency" there and any other "another agency". In an audit that is anonymised already it changes nothing.
    """
    if audit.anonymised:
        return lambda _, text: text
    made = _scrubber(audit)
    labels = {submission.agency.id: label_of(submission.agency) for submission in audit.submissions}
    return lambda agency, text: made.scrub(text, lambda label: THIS if label == labels.get(agency) else ANOTHER)


def anonymise(audit: Audit) -> Audit:
    """The audit with agencies by number, in that order, and everything that documents and people wrote scrubbed."""
    if audit.anonymised:
        return audit
    ids = {submission.agency.id: submission.agency.code.lower() for submission in audit.submissions}
    kinds = Counter(submission.agency.type for submission in audit.submissions)
    nations = Counter(submission.agency.nation for submission in audit.submissions)
    taking = _Taking(_scrubber(audit).scrub, ids, kinds, nations)
    submissions = sorted(map(taking.submission, audit.submissions), key=lambda submission: submission.agency.code)
    order = {submission.agency.id: place for place, submission in enumerate(submissions)}
    actions = [
        replace(
            row,
            agency=ids[row.agency],
            lead=NAME if row.lead else "",
            evidence=taking.said(row.evidence),
            target_date=taking.said(row.target_date),
            completed=taking.said(row.completed),
        )
        for row in audit.actions
    ]
    return replace(
        audit,
        submissions=tuple(submissions),
        actions=tuple(sorted(actions, key=lambda row: order[row.agency])),
        previous=replace(audit.previous, gone=_numbered(len(audit.previous.gone))) if audit.previous else None,
        loose=tuple(taking.loose(each) for each in audit.loose),
        problems=tuple(taking.about(problem, taking.files) for problem in audit.problems),
        remarks=tuple(taking.about(remark, taking.files) for remark in audit.remarks),
        anonymised=True,
    )


def label_of(agency: Agency) -> str:
    """What an agency is called when it is anonymised: "Agency 7" for the code "A07"."""
    return f"Agency {int(agency.code[1:])}"


def _numbered(count: int) -> tuple[str, ...]:
    return tuple(f"Earlier agency {number}" for number in range(1, count + 1))


def _scrubber(audit: Audit) -> Scrubber:
    names = {
        label_of(agency): (agency.name, *agency.aliases, agency.id, *agency.formerly)
        for agency in (submission.agency for submission in audit.submissions)
    }
    if audit.previous:
        names["an agency of the earlier round"] = audit.previous.gone
    quotes = (
        found.quote
        for submission in audit.submissions
        for cell in submission.cells
        if cell.finding
        for element in cell.finding.elements
        for found in element.evidence
    )
    return Scrubber(names, frozenset(stem(word) for quote in quotes for word in words_in(quote)))


@dataclass(frozen=True)
class _Taking:
    """Takes names out of each part of an audit."""

    scrub: Callable[[str], str]
    ids: Mapping[str, str]
    kinds: Mapping[str, int]
    nations: Mapping[str, int]

    @property
    def files(self) -> Mapping[str, str]:
        """No file's name: for sentences on no one agency."""
        return {}

    def said(self, text: str) -> str:
        """What a document or a person wrote."""
        return self.scrub(text) if text else ""

    def about(self, sentence: str, files: Mapping[str, str]) -> str:
        """What procheck wrote of an agency, where files and folders are named."""
        for name in sorted(files, key=len, reverse=True):
            sentence = sentence.replace(name, files[name])
        for id, code in sorted(self.ids.items(), key=lambda pair: -len(pair[0])):
            if len(id) > 2:
                sentence = re.sub(rf"(?<!\w){re.escape(id)}(?!\w)", f"Agency {int(code[1:])}", sentence)
        return self.scrub(sentence)

    def submission(self, submission: Submission) -> Submission:
        agency = submission.agency
        names = [document.name for document in submission.report.documents] if submission.report else []
        names += [file.name for file in submission.unread if file.name not in names]
        files = {name: f"document {number}{_suffix(name)}" for number, name in enumerate(names, 1)}
        report = self.report(submission.report, label_of(agency), files) if submission.report else None
        findings = {finding.id: finding for finding in report.criteria} if report else {}
        return Submission(
            agency=self.agency(agency),
            report=report,
            cells=tuple(self.cell(cell, findings.get(cell.criterion)) for cell in submission.cells),
            unread=tuple(UnreadFile(files[file.name], self.about(file.sentence, files)) for file in submission.unread),
            problem=self.about(submission.problem, files),
        )

    def agency(self, agency: Agency) -> Agency:
        return Agency(
            id=self.ids[agency.id],
            code=agency.code,
            name=label_of(agency),
            type=agency.type if self.kinds[agency.type] >= _ENOUGH else "",
            nation=agency.nation if self.nations[agency.nation] >= _ENOUGH else "",
            not_applicable=tuple(replace(each, reason=self.said(each.reason)) for each in agency.not_applicable),
            self_scores=tuple(replace(each, comment=self.said(each.comment)) for each in agency.self_scores),
        )

    def cell(self, cell: Cell, finding: CriterionFinding | None) -> Cell:
        decision, score = cell.decision, cell.self_score
        return replace(
            cell,
            agency=self.ids[cell.agency],
            finding=finding,
            not_applicable=self.said(cell.not_applicable),
            decision=replace(decision, note=self.said(decision.note)) if decision else None,
            self_score=replace(score, comment=self.said(score.comment)) if score else None,
        )

    def report(self, report: Report, name: str, files: Mapping[str, str]) -> Report:
        return replace(
            report,
            submission=name,
            documents=tuple(self.document(document, files) for document in report.documents),
            criteria=tuple(self.finding(finding, files) for finding in report.criteria),
            notes=tuple(self.note(note, files) for note in report.notes),
            accepted=(),
        )

    def document(self, document: DocumentSummary, files: Mapping[str, str]) -> DocumentSummary:
        return replace(
            document,
            name=files[document.name],
            # Whoever holds the file could tell it by this.
            sha256="",
            title=self.said(document.title or "") or None,
            owner=NAME if document.owner else None,
            version=self.said(document.version or "") or None,
            unread=tuple(self.unread(part) for part in document.unread),
            remarks=tuple(map(self.said, document.remarks)),
        )

    def unread(self, part: Unread) -> Unread:
        return replace(part, why=self.said(part.why), section=tuple(map(self.said, part.section)))

    def finding(self, finding: CriterionFinding, files: Mapping[str, str]) -> CriterionFinding:
        return replace(
            finding,
            elements=tuple(self.element(element, files) for element in finding.elements),
            needs_review=tuple(self.about(reason, files) for reason in finding.needs_review),
        )

    def element(self, element: ElementFinding, files: Mapping[str, str]) -> ElementFinding:
        evidence = tuple(self.evidence(found, files) for found in element.evidence)
        return replace(element, why=self.about(element.why, files), evidence=evidence)

    def evidence(self, evidence: Evidence, files: Mapping[str, str]) -> Evidence:
        return replace(
            evidence,
            quote=self.said(evidence.quote),
            document=files.get(evidence.document, ""),
            section=tuple(map(self.said, evidence.section)),
            because=self.said(evidence.because),
            via=self.said(evidence.via),
        )

    def note(self, note: Note, files: Mapping[str, str]) -> Note:
        return replace(
            note,
            message=self.about(note.message, files),
            quote=self.said(note.quote),
            document=files.get(note.document, ""),
            section=tuple(map(self.said, note.section)),
        )

    def loose(self, loose: LooseDecision) -> LooseDecision:
        agency = self.ids.get(loose.agency, "an agency that is gone")
        return replace(loose, agency=agency, decision=replace(loose.decision, note=self.said(loose.decision.note)))


def _suffix(name: str) -> str:
    """What kind of file it is, in brackets: "policy.docx" is a " (docx)"."""
    ending = name.rpartition(".")[2].lower()
    return f" ({ending})" if "." in name and ending.isalnum() and len(ending) <= 5 else ""
