"""What the templates show: a line of the start page for a submission, and its whole sheet beside the criteria. Pure but for the asking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from procheck.documents.model import Document
from procheck.judgement.model import CriterionFinding
from procheck.reports import wording
from procheck.reports.model import Report
from procheck.web.desk import Desk
from procheck.web.model import Decision, Result, Submission
from procheck.web.passages import Marks, Passage, marks
from procheck.web.sheet import Entry, Stretch, outline, stretches


@dataclass(frozen=True, slots=True)
class Row:
    """A submission on the start page."""

    id: str
    name: str
    files: str
    """Its documents' names, where they say more than its own."""

    pack: str
    """The pack that was asked for last."""

    stage: str
    message: str
    """How far it has got; when done, the counts."""

    done: int
    steps: int
    finished: bool

    def as_object(self) -> dict[str, object]:
        """For our own script."""
        return asdict(self)


def row(desk: Desk, submission: Submission) -> Row:
    """What is known of a submission. One that nobody has asked about since procheck began is left alone until it is opened."""
    pack, reached = next(iter(desk.checks.known(submission).items()), ("", None))
    names = ", ".join(path.name for path in submission.files)
    stage, message, done, steps, finished = "kept", "Not checked yet since procheck was started: open it to check it.", 0, 1, True
    if reached is not None:
        stage, message, done, steps, finished = reached.stage, reached.message, reached.done, reached.steps, reached.finished
        if reached.result is not None and finished:
            message = f"{wording.counts_sentence(reached.result.report.counts())}."
            message = message[0].upper() + message[1:]
    return Row(submission.id, submission.name, names, pack, stage, message, done, steps, finished)


@dataclass(frozen=True, slots=True)
class Text:
    """One document on the sheet."""

    number: int
    """From 0."""

    document: Document
    stretches: tuple[Stretch, ...]
    outline: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A judged submission: its documents' own text on one side, the criteria on the other."""

    report: Report
    texts: tuple[Text, ...]
    marks: Marks
    decisions: Mapping[str, Decision]
    first_look: bool
    failures: tuple[str, ...]
    """Files of the submission that could not be read, each in a sentence."""

    @property
    def several(self) -> bool:
        """True where places must name their document."""
        return len(self.texts) > 1

    def passages_of(self, element: str) -> tuple[Passage, ...]:
        """An element's passages, best first."""
        return tuple(self.marks.passages[number - 1] for number in self.marks.of.get(element, ()))

    def count(self, what: str) -> int:
        """How many criteria a choice of the filter shows."""
        return sum(what in self.kinds(criterion) for criterion in self.report.criteria)

    def kinds(self, criterion: CriterionFinding) -> tuple[str, ...]:
        """The choices of the filter that a criterion is shown under."""
        made = ["all", criterion.status]
        if criterion.status not in ("met", "not-applicable"):
            made.append("short")
        if criterion.needs_review:
            made.append("person")
        if criterion.id in self.decisions:
            made.append("decided")
        return tuple(made)


def sheet(submission: Submission, result: Result, decisions: Mapping[str, Decision]) -> Sheet:
    """The sheet of a result."""
    marked = marks(result.report, result.documents)
    texts = tuple(
        Text(number, document, tuple(stretches(document, number, marked)), outline(document, number, marked))
        for number, document in enumerate(result.documents)
    )
    return Sheet(result.report, texts, marked, decisions, result.first_look, tuple(str(error) for error in result.unreadable))
