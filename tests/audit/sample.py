"""A small audit made in memory: three agencies by two criteria, with each thing that an output must show."""

from __future__ import annotations

from procheck.audit.model import (
    ActionRow,
    Agency,
    Audit,
    AuditedCriterion,
    Board,
    Cell,
    Decision,
    DecisionState,
    LooseDecision,
    Movement,
    NotApplicable,
    PreviousRound,
    SelfScore,
    Submission,
    UnreadFile,
)
from procheck.audit.scale import SCALES, Scale
from procheck.documents.model import Unread
from procheck.judgement.model import CriterionFinding, ElementFinding, Evidence, Status, Value
from procheck.reports.model import DocumentSummary, Note, PackSummary, Report

PACK = PackSummary("demo", "1.0", "Demo criteria", "A briefing", "February 2017", ("A later edition exists.",))
CRITERIA = (
    AuditedCriterion(
        "MA1", "Referral", "Early referral to children's social care", "Delay left children at risk.", "Section 5",
        ("Who rang children's social care the last time?",),
    ),
    AuditedCriterion(
        "PC1", "Parents", "Parents are told, unless that adds risk", "Parents learnt of it late.", "Section 6",
        ("When were parents last not told, and who decided that?",),
    ),
)  # fmt: skip
_ADVICE = {
    "MA1.refer": "Say who refers, to whom, and within what time.",
    "PC1.inform": "Say who tells the parents, and when.",
    "PC1.unless-risk": "Say when parents are not told at first, and who decides that.",
}
_TITLES = {
    "MA1.refer": "Concerns are referred to children's social care.",
    "PC1.inform": "Parents are told of incidents.",
    "PC1.unless-risk": "Parents are not told where that would add risk.",
}


def sample_audit(scale: Scale = SCALES["rag"], *, anonymised: bool = False) -> Audit:
    """Riverside (decided, a self-score too good, movement), Harbour FC (contradicts, does not apply, to look at again) and
    Empty Trust (nothing to read)."""
    riverside, harbour, trust = _riverside(scale), _harbour(scale), _trust()
    return Audit(
        title="Harmful sexual behaviour: deep dive",
        round="Autumn 2026",
        as_of="2026-11-22",
        procheck="0.1.0",
        pack=PACK,
        criteria=CRITERIA,
        scale=scale,
        submissions=(riverside, harbour, trust),
        board=Board(
            "Marrowshire Safeguarding Children Partnership",
            "J. Okafor, Business Manager",
            "board@marrowshire.example\n01234 567890",
            "2027-01-15",
        ),
        actions=(
            ActionRow(
                "A02-MA1.refer",
                "riverside",
                "MA1",
                "MA1.refer",
                "Found, but weak: concerns are referred to children's social care.",
                _ADVICE["MA1.refer"],
                "Medium",
                "open",
                "Autumn 2025",
                "Deputy head",
                "2027-02-01",
                "",
                "Amber",
                "",
            ),
            ActionRow(
                "A02-PC1.inform",
                "riverside",
                "PC1",
                "PC1.inform",
                "Was not found in the earlier round.",
                _ADVICE["PC1.inform"],
                "Medium",
                "no-longer-found",
                "Autumn 2025",
                "Head",
                "2026-05-01",
                "Policy version 5",
                "Green",
                "2026-04-20",
            ),
            ActionRow(
                "A01-MA1.refer",
                "harbour-fc",
                "MA1",
                "MA1.refer",
                "The documents say the opposite: concerns are referred to children's social care.",
                _ADVICE["MA1.refer"],
                "High",
            ),
        ),
        previous=PreviousRound("Harmful sexual behaviour: deep dive", "Autumn 2025", "2025-11-20", ("Closed Academy",)),
        loose=(LooseDecision("closed-academy", "MA1", _decision(scale, "met", "Seen on the visit.")),),
        problems=("The folder empty-trust holds no documents: put its documents there, or take the folder out.",),
        remarks=("The criteria were changed in between: a difference may come from that and not from the words.",),
        anonymised=anonymised,
    )


def _riverside(scale: Scale) -> Submission:
    agency = Agency(
        "riverside", "A02", "Riverside Academy", "Secondary school", "England", ("Riverside",), (), (),
        (("social care", ("Families First Hub",)),),
        (SelfScore("MA1", scale.word("met"), "Policy section 5"), SelfScore("PC1", scale.word("met"))),
    )  # fmt: skip
    refer = _element(
        "MA1.refer", "weak", _evidence("The DSL may ring the Families First Hub on 01234 567890.", "weak", "'may' leaves it to choice")
    )
    inform = _element("PC1.inform", "yes", _evidence("Mrs Patel tells the parents on the same day.", "yes"))
    unless = _element("PC1.unless-risk", "no")
    findings = (_finding(0, "partial", refer), _finding(1, "partial", inform, unless))
    movement = Movement("better", scale.word("not-met"), scale.steps(scale.word("partial"), scale.word("not-met")) or 0)
    cells = (
        Cell("A02-MA1", agency.id, "MA1", findings[0], scale.word("partial"), "", None, agency.self_scores[0],
             scale.steps(scale.word("met"), scale.word("partial")), movement),
        Cell("A02-PC1", agency.id, "PC1", findings[1], scale.word("partial"), "",
             _decision(scale, "met", "=It stands in the staff handbook."), agency.self_scores[1], 0, Movement("same", scale.word("met"))),
    )  # fmt: skip
    document = DocumentSummary(
        "policy.docx", "0" * 64, "docx", 14, 5120, "Child Protection Policy", "A. Head", "5", "2025-09-01", "2026-09-01",
        (Unread("image", "a picture with no text layer: perhaps a flowchart", 6),),
    )  # fmt: skip
    notes = (Note("overdue-review", "The review was due on 1 September 2026.", "", "policy.docx"),)
    return Submission(agency, Report(agency.name, "2026-11-22", "0.1.0", PACK, (document,), findings, notes), cells)


def _harbour(scale: Scale) -> Submission:
    agency = Agency(
        "harbour-fc", "A01", "Harbour Football Club", "Sports club", "Wales",
        not_applicable=(NotApplicable("PC1", "The club has no contact with parents: the county does that."),),
    )  # fmt: skip
    refer = _element(
        "MA1.refer", "contradicted",
        _evidence("=Coaches must not ring social care before the committee has met.", "contradicted", "it forbids what is asked for"),
    )  # fmt: skip
    findings = (
        _finding(0, "contradicted", refer),
        _finding(1, "not-applicable", _element("PC1.inform", "no"), _element("PC1.unless-risk", "no")),
    )
    decision = _decision(scale, "partial", "", "look-again", "The quote that it rested on is no longer in the documents.")
    cells = (
        Cell("A01-MA1", agency.id, "MA1", findings[0], scale.word("contradicted"), "", decision, None, None, Movement("new", "")),
        Cell("A01-PC1", agency.id, "PC1", findings[1], scale.not_applicable, agency.not_applicable[0].reason, movement=Movement("new", "")),
    )
    document = DocumentSummary("handbook.pdf", "1" * 64, "pdf", 3, 900)
    unread = (UnreadFile("scan.pdf", "scan.pdf holds no words that procheck can read: check it with --ocr."),)
    return Submission(agency, Report(agency.name, "2026-11-22", "0.1.0", PACK, (document,), findings), cells, unread)


def _trust() -> Submission:
    agency = Agency("empty-trust", "A03", "Empty Trust", "Hospital trust", "England")
    cells = tuple(Cell(f"A03-{criterion.id}", agency.id, criterion.id, None, None, movement=Movement("new", "")) for criterion in CRITERIA)
    return Submission(
        agency, None, cells, (), "The folder empty-trust holds no documents: put its documents there, or take the folder out."
    )


def _finding(place: int, status: Status, *elements: ElementFinding) -> CriterionFinding:
    criterion = CRITERIA[place]
    review = ("'may' could be meant as a duty: read the passage.",) if status == "partial" else ()
    return CriterionFinding(
        criterion.id, criterion.theme, criterion.title, status, elements, review, criterion.why_it_matters, criterion.source,
        criterion.questions,
    )  # fmt: skip


def _element(id: str, value: Value, *evidence: Evidence) -> ElementFinding:
    why = "Not found." if value == "no" else evidence[0].because or "Found in a firm sentence about HSB."
    return ElementFinding(id, _TITLES[id], True, value, why, _ADVICE[id], evidence)


def _evidence(quote: str, value: Value, because: str = "") -> Evidence:
    document = "handbook.pdf" if value == "contradicted" else "policy.docx"
    return Evidence(
        quote, document, 3, ("5 Responding", "5.2 Referral"), 41, "permissive" if value == "weak" else "directive", "hsb",
        "contradicts" if value == "contradicted" else "says", "", value, because, "{refer} ... {social care}",
    )  # fmt: skip


def _decision(scale: Scale, status: Status, note: str, state: DecisionState = "kept", look_again: str = "") -> Decision:
    return Decision(
        scale.word(status), note, "A. Reader", "2026-11-20T10:15:00+00:00", state,
        scale.word("partial"), look_again, 7,
    )  # fmt: skip
