"""An audit as it is once everything has been read, judged and decided: all that the workbook, the board report and the letters show.

A contract between those who make an `Audit` (procheck.audit.assembling) and those who write it out (procheck.audit.outputs.*). Each
form of output is one module of `procheck.audit.outputs` with

    def write(audit: Audit, folder: Path, templates: Path | None) -> list[Path]

which writes its files into `folder` (there, and empty of such files), and returns their paths. `templates` is the board's own folder of
templates, or None. A form reads the `Audit` alone: it opens no document, asks no clock and knows no SQLite. The same `Audit` gives
the same bytes. Where `audit.anonymised` is True every name and quote in the Audit is scrubbed already, and letters are not written.

Everything a document, a folder's name or audit.yaml says is text that nobody may trust: a form escapes it, and a cell that begins with
= + - @ must be inert.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from procheck.audit.scale import NOT_JUDGED, Scale
from procheck.judgement.model import CriterionFinding, ElementFinding
from procheck.reports.model import PackSummary, Report

DecisionState = Literal["kept", "look-again"]
MovementKind = Literal["better", "worse", "same", "new", "not-comparable"]
ActionState = Literal["new", "open", "no-longer-found"]
Priority = Literal["High", "Medium", "Low"]
PRIORITIES: tuple[Priority, ...] = ("High", "Medium", "Low")
PROGRESS: tuple[str, ...] = ("Red", "Amber", "Green")
"""What an action's progress may be, or ""."""


@dataclass(frozen=True, slots=True)
class Board:
    """Who makes the audit, for the report's cover and the letters; each field is "" where audit.yaml does not say."""

    name: str = ""
    """"Marrowshire Safeguarding Children Partnership"."""
    signed_by: str = ""
    """Name and post under each letter: "J. Okafor, Business Manager"."""
    contact: str = ""
    """Where agencies reply to: an address, a telephone number, an e-mail address; may have several lines."""
    reply_by: str = ""
    """ISO date."""
    logo: str = ""
    """Path of a picture file (PNG or JPEG) as text, checked to be there; "" for none."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A criterion that the board holds not to apply to an agency."""

    criterion: str
    """Its id."""
    reason: str


@dataclass(frozen=True, slots=True)
class SelfScore:
    """What an agency said of itself."""

    criterion: str
    """Its id."""
    word: str
    """A word of the scale."""
    comment: str = ""
    """What it gave as evidence, where the self-assessment has that; "" otherwise."""


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency, as the audit's settings have it."""

    id: str
    """Its folder's name: what decisions and earlier rounds know it by."""
    code: str
    """"A07": its stable number in this audit, in an order that tells nothing. Part of every Ref, and its name when anonymised."""
    name: str
    """For people: "Riverside Academy"; "Agency 7" when anonymised."""
    type: str = ""
    """"Secondary school", "Acute hospital trust"; "" when not given."""
    nation: str = ""
    """"England", "Wales", "Scotland", "Northern Ireland" or ""."""
    aliases: tuple[str, ...] = ()
    """Other names of the agency, that are scrubbed too when it is anonymised; () when anonymised."""
    formerly: tuple[str, ...] = ()
    """Folder names that it had in earlier runs or rounds."""
    not_applicable: tuple[NotApplicable, ...] = ()
    glossary: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Local names: (concept, names)."""
    self_scores: tuple[SelfScore, ...] = ()


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file of an agency that could not be read at all, or lies where it is not judged."""

    name: str
    """With its folder below the agency's own, if it lies deeper."""
    sentence: str
    """One sentence: which file, what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer decided on one cell: the latest, those before it are in the history."""

    word: str
    """A word of the scale (of the scale that then was, where `state` is "look-again" for that reason); "" where the reviewer
    wrote a note alone."""
    note: str
    """The reviewer's own words; may be "" where there is a word."""
    by: str
    """Who; never ""."""
    when: str
    """ISO date and time to the second, with the offset from UTC."""
    state: DecisionState
    """"look-again": what it was decided on has changed since. It is shown as it was, and no longer counts as the final rating."""
    program_then: str
    """The program's word when it was decided; "" where nothing was judged then."""
    look_again: str = ""
    """Why it is to be looked at again, one plain sentence; "" where it is kept."""
    number: int = 0
    """Its number in the audit's history, from 1: what a second reviewer must have seen before changing it."""


@dataclass(frozen=True, slots=True)
class Movement:
    """What became of a cell since the previous round."""

    kind: MovementKind
    """"new": the cell was not in the previous round. "not-comparable": one side has no rank (not applicable, not judged)."""
    before: str
    """The final word of the previous round, in the words of that round; "" for "new"."""
    steps: int = 0
    """How many steps better on the present scale (negative: worse); 0 for "same", "new" and "not-comparable"."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One agency by one criterion."""

    ref: str
    """"A07-MA1": unique in the audit and the same on each run, anonymised or not. What the workbook's decisions are known by."""
    agency: str
    """The agency's id."""
    criterion: str
    """The criterion's id."""
    finding: CriterionFinding | None
    """From the agency's report: status, elements with evidence, what to add, needs_review. None where nothing could be judged."""
    program: str | None
    """The rating by program, a word of the scale; None where nothing could be judged: show `NOT_JUDGED`."""
    not_applicable: str = ""
    """The board's reason, where it set the criterion aside for this agency; "" otherwise. `program` is then `scale.not_applicable`."""
    decision: Decision | None = None
    self_score: SelfScore | None = None
    difference: int | None = None
    """By how many steps the self-score is better than the final rating (2: the agency says Green and the documents Red).
    None where there is no self-score, or either side has no rank."""
    movement: Movement | None = None
    """None where there is no previous round."""
    seen: str = ""
    """"7-3fa91c02d4e5b6a7": the latest decision and the evidence that a reader of this cell has seen. Forms in which people decide carry
    it with the row (`columns.SEEN`, hidden) and give it back with the decision."""

    @property
    def final(self) -> str:
        """The person's word where a decision is kept, else the program's, else `NOT_JUDGED`."""
        return self.to_fill_in[0] or self.program or NOT_JUDGED

    @property
    def to_fill_in(self) -> tuple[str, str]:
        """What stands in the reviewer's columns (decision, note) when the workbook is written.

        Both are empty where a decision is to be looked at again: it is shown elsewhere, and counts once it is given anew.
        """
        kept = self.decision is not None and self.decision.state == "kept"
        return (self.decision.word, self.decision.note) if self.decision and kept else ("", "")

    @property
    def needs_person(self) -> tuple[str, ...]:
        """Why a person should look, a plain sentence each: the program's reasons until someone has decided, and a changed decision."""
        if self.decision and self.decision.word:
            return (self.decision.look_again,) if self.decision.state == "look-again" else ()
        return self.finding.needs_review if self.finding else ()

    @property
    def gaps(self) -> tuple[ElementFinding, ...]:
        """The required elements that fall short, in the criterion's order; () where the criterion does not apply or was not judged."""
        if self.finding is None or self.finding.status == "not-applicable":
            return ()
        return tuple(element for element in self.finding.elements if element.required and element.value != "yes")


@dataclass(frozen=True, slots=True)
class Submission:
    """One agency with what it sent and what was made of it."""

    agency: Agency
    report: Report | None
    """On all its documents together; `report.submission` is the agency's name; criteria that do not apply have the status "not-applicable".
    None where it sent nothing that could be read: `problem` says why."""
    cells: tuple[Cell, ...]
    """One for each criterion, in the criteria's order, whether judged or not."""
    unread: tuple[UnreadFile, ...] = ()
    """Files that could not be read at all. Parts of files that could not be read are in `report.documents[n].unread`."""
    problem: str = ""
    """One sentence where nothing was judged ("The folder riverside holds no documents: ..."); "" otherwise."""


@dataclass(frozen=True, slots=True)
class AuditedCriterion:
    """A criterion as all agencies share it."""

    id: str
    theme: str
    title: str
    why_it_matters: str = ""
    source: str = ""
    questions: tuple[str, ...] = ()
    """For the challenge panel to ask."""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One row of the action plan: one required element that falls short at one agency, or did in the round before."""

    ref: str
    """"A07-MA1.refer": unique in the audit, the same on each run."""
    agency: str
    """Its id."""
    criterion: str
    """Its id."""
    element: str
    """Its id."""
    gap: str
    """One sentence: what falls short, and how."""
    action: str
    """What to do: the pack's advice."""
    priority: Priority
    """High: the documents say the opposite, or nothing of the criterion was found. Medium: the rest. A person's own choice goes before."""
    state: ActionState = "new"
    """"open": carried forward from an earlier round and still a gap. "no-longer-found": carried forward, and the documents now say it."""
    since: str = ""
    """The round in which it was first raised; "" for this one."""
    lead: str = ""
    target_date: str = ""
    """ISO date, or the words that a person wrote."""
    evidence: str = ""
    """Evidence of completion."""
    progress: str = ""
    """One of `PROGRESS`, or ""."""
    completed: str = ""
    """ISO date, or the words that a person wrote."""
    seen: str = ""
    """As `Cell.seen`."""
    own_priority: bool = False
    """True where a person chose the priority."""


@dataclass(frozen=True, slots=True)
class PreviousRound:
    """The earlier audit that movement is counted from."""

    title: str
    round: str
    as_of: str
    """ISO date."""
    gone: tuple[str, ...] = ()
    """Names of agencies that were in it and are not in this one."""


@dataclass(frozen=True, slots=True)
class LooseDecision:
    """A decision that has no cell now, because its agency or criterion is gone. Shown, never dropped in silence."""

    agency: str
    criterion: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything."""

    title: str
    """"Harmful sexual behaviour: deep dive"."""
    round: str
    """"Autumn 2026"; may be ""."""
    as_of: str
    """ISO date that "overdue" is counted from, and the date on the outputs."""
    procheck: str
    """Version of the program."""
    pack: PackSummary
    criteria: tuple[AuditedCriterion, ...]
    """In the pack's order."""
    scale: Scale
    submissions: tuple[Submission, ...]
    """In the order of audit.yaml, then by name; when anonymised by code."""
    board: Board = Board()
    actions: tuple[ActionRow, ...] = ()
    """By agency in the submissions' order, then most pressing first."""
    previous: PreviousRound | None = None
    loose: tuple[LooseDecision, ...] = ()
    problems: tuple[str, ...] = ()
    """What was wrong with what was given, one plain sentence each (an empty folder, an unknown name in the self-scores)."""
    remarks: tuple[str, ...] = ()
    """What a reader must know besides, one plain sentence each (the criteria were changed since the previous round)."""
    anonymised: bool = False
    scorer: str = ""
    """SHA-256 of the learned scorer that was heard; "" where phrases alone decided."""

    def submission(self, agency: str) -> Submission:
        """The submission of an agency's id. Raises KeyError."""
        for submission in self.submissions:
            if submission.agency.id == agency:
                return submission
        raise KeyError(agency)

    def cell(self, agency: str, criterion: str) -> Cell:
        """The cell of an agency and a criterion, by their ids. Raises KeyError."""
        for cell in self.submission(agency).cells:
            if cell.criterion == criterion:
                return cell
        raise KeyError(criterion)

    def column(self, criterion: str) -> tuple[Cell, ...]:
        """Every agency's cell for one criterion, in the submissions' order."""
        return tuple(cell for submission in self.submissions for cell in submission.cells if cell.criterion == criterion)

    def counts(self, cells: tuple[Cell, ...]) -> dict[str, int]:
        """How many of the cells have each final word, every word of the scale present, best first; `NOT_JUDGED` last, if at all."""
        found = dict.fromkeys(self.scale.words, 0)
        for cell in cells:
            # A word that was struck off the scale since is never a kept decision, so it is not met here.
            found[cell.final] = found.get(cell.final, 0) + 1
        return found
