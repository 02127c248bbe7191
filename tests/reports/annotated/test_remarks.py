"""What comments say, and where: one a passage, one a criterion for what is missing, in plain words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from procheck.documents.model import Document
from procheck.judgement.model import CriterionFinding, ElementFinding, Evidence
from procheck.reports.annotated.model import Comment
from procheck.reports.annotated.remarks import MOST_WEAK, comments
from procheck.reports.model import Acceptance, Note, Report
from tests.building import document
from tests.reports.fake import PACK

MAY = "Staff may refer it to social care."
RINGS = "The DSL rings social care at once."
NEVER = "Staff must not ring social care."
DRAFT = document(
    "# Our policy",
    "Welcome. Staff are kind.",
    "## 2 Referral to social care",
    f"{MAY} {RINGS}",
    NEVER,
    "## 3 Telling parents",
    "Parents are partners.",
)


def _evidence(quote: str, **more: Any) -> Evidence:
    block = next(number for number, block in enumerate(DRAFT.blocks) if quote in block.text)
    made = Evidence(quote, "policy.md", None, DRAFT.blocks[block].section, block + 1, "directive", "hsb", "says")
    return replace(made, **more)


def _weak(quote: str = MAY, because: str = "'may' leaves it to choice") -> Evidence:
    return _evidence(quote, value="weak", because=because, strength="permissive")


def _element(id: str, *evidence: Evidence, value: str = "", required: bool = True) -> ElementFinding:
    found = value or ("no" if not evidence else "weak" if evidence[0].value == "weak" else "yes")
    title = {"refer": "Children are referred to social care.", "parents": "Parents are told."}.get(id.split(".")[1], "It is so.")
    why = "Not found." if found == "no" else "The document says it."
    return ElementFinding(id, title, required, found, why, f"Say who does {id}.", evidence)  # type: ignore[arg-type]


def _report(*elements: ElementFinding, review: tuple[str, ...] = (), accepted: tuple[Acceptance, ...] = ()) -> Report:
    criteria = tuple(
        CriterionFinding(
            id,
            "Working together",
            f"Title of {id}",
            "partial",
            tuple(element for element in elements if element.id.startswith(id)),
            review,
            why_it_matters="Children came to harm.",
        )
        for id in dict.fromkeys(element.id.split(".")[0] for element in elements)
    )
    return Report("policy", "2026-11-22", "0.1", PACK, (), criteria, accepted=accepted)


def _made(*elements: ElementFinding, draft: Document = DRAFT, only_short: bool = False, **more: Any) -> list[Comment]:
    """All comments but that at the head."""
    return list(comments(draft, _report(*elements, **more), only_short=only_short)[1:])


def _words(comment: Comment) -> str:
    return DRAFT.blocks[comment.spot.block].text[comment.spot.start : comment.spot.end]


def test_evidence_tells_what_it_serves() -> None:
    """At a passage that is evidence: each element that it serves, once, in one comment."""
    (comment,) = _made(_element("AA1.refer", _evidence(RINGS)), _element("BB2.early", _evidence(RINGS)))
    assert _words(comment) == RINGS
    assert comment.kind == "evidence"
    assert comment.text.splitlines() == [
        "✓ Serves: Children are referred to social care (AA1.refer)",
        "✓ Serves: It is so (BB2.early)",
    ]


def test_weak_passages_tell_why_and_what_to_write() -> None:
    """At a passage that falls short: what makes it so, what to write instead in kind, and what to add, from the criterion."""
    (comment,) = _made(_element("AA1.refer", _weak()))
    assert _words(comment) == MAY
    assert comment.text.splitlines() == [
        "◐ Falls short: Children are referred to social care (AA1.refer)",
        "Why: 'may' leaves it to choice.",
        "Instead: Say who does it, and that they will or must.",
        "What to add: Say who does AA1.refer.",
    ]


def test_a_reason_is_told_once_for_several_elements() -> None:
    """Elements that one passage misses for the same reason share it, and each keeps its advice."""
    (comment,) = _made(_element("AA1.refer", _weak()), _element("BB2.early", _weak()))
    assert comment.text.count("Why: ") == 1
    assert "What to add for AA1.refer: Say who does AA1.refer.\nWhat to add for BB2.early: Say who does BB2.early." in comment.text


def test_a_contradiction_comes_first() -> None:
    """A comment on a passage that contradicts one element and serves another begins with the contradiction."""
    opposite = _evidence(NEVER, stance="contradicts", value="contradicted")
    (comment, other) = sorted(
        _made(_element("AA1.early", _evidence(NEVER)), _element("BB2.refer", opposite, _evidence(RINGS), value="contradicted")),
        key=lambda comment: comment.kind,
    )
    assert comment.kind == "contradiction"
    first, second, *_ = comment.text.splitlines()
    assert first == "✗ Says the opposite of: Children are referred to social care (BB2.refer)"
    assert second.startswith("Instead: Take this passage out")
    assert "✓ Serves: It is so (AA1.early)" in comment.text
    assert f"But another passage says the opposite: “{NEVER}”" in other.text


def test_weaker_passages_of_a_met_element_are_left_alone() -> None:
    """Where another passage says it firmly, a weak one needs neither praise nor mending."""
    (comment,) = _made(_element("AA1.refer", _evidence(RINGS), _weak()))
    assert _words(comment) == RINGS


def test_no_more_than_a_few_weak_passages() -> None:
    """An element that is weak in many places is not told so in each."""
    several = document(*(f"Staff may ring {number}." for number in range(6)))
    found = [
        replace(_weak(), quote=f"Staff may ring {number}.", paragraph=number + 1) for number in range(6)
    ]
    assert len(_made(_element("AA1.refer", *found), draft=several)) == MOST_WEAK


def test_what_is_missing_stands_at_a_heading() -> None:
    """One comment for all that a criterion misses, required things first, at the heading nearest in subject: what, why, and why here."""
    (_, gap) = _made(
        _element("AA1.refer", _evidence(RINGS)), _element("AA1.extra", required=False), _element("AA1.parents")
    )[::-1]
    assert gap.kind == "missing"
    assert _words(gap) == "Referral to social care"
    assert gap.text.splitlines() == [
        "○ Not found: Title of AA1 (AA1)",
        "Looked for: Parents are told.",
        "What to add: Say who does AA1.parents.",
        "Looked for: It is so. (an extra, which changes no status)",
        "What to add: Say who does AA1.extra.",
        "Why it matters: Children came to harm.",
        "Why here: This section already says something of AA1 Title of AA1.",
    ]


def test_what_a_person_should_settle_stands_at_its_words() -> None:
    """A doubt that cites a passage stands there; one about something missing is told with that."""
    element = _element("AA1.refer", _evidence(RINGS))
    opposing = f'{element.title} This passage may say the opposite: "{NEVER}" (2). Read it.'
    made = _made(element, review=(opposing,))
    doubt = next(comment for comment in made if comment.kind == "doubt")
    assert _words(doubt) == NEVER
    assert doubt.text.startswith("? A person should look: Children are referred to social care (AA1.refer). This passage may say")

    lacking = _element("AA1.refer")
    (gap,) = _made(lacking, review=(f"{lacking.title} Not found in what could be read; it may stand in a picture.",))
    assert "it may stand in a picture" in gap.text


def test_only_short_leaves_the_praise_out() -> None:
    """With `only_short` a passage that serves one element and misses another is told only of the second."""
    elements = _element("AA1.refer", _evidence(MAY)), _element("BB2.early", _weak()), _element("CC3.other", _evidence(RINGS))
    (comment,) = _made(*elements, only_short=True)
    assert _words(comment) == MAY
    assert "AA1" not in comment.text


def test_what_is_accepted_is_not_asked_for() -> None:
    """What the author has recorded as dealt with elsewhere gets no comment of its own; the head tells of it. Opposites are still told."""
    accepted = (
        Acceptance("AA1.parents", "It says who tells them.", "Behaviour policy, s.4"),
        Acceptance("AA1.refer", "It is so."),
        Acceptance("BB2.refer", "It is so.", standing="opposed"),
    )
    opposite = _evidence(NEVER, stance="contradicts", value="contradicted")
    elements = _element("AA1.parents"), _element("AA1.refer", _weak()), _element("BB2.refer", opposite, value="contradicted")
    head, *made = comments(DRAFT, _report(*elements, accepted=accepted))
    assert [comment.kind for comment in made] == ["contradiction"]
    assert "Accepted by you: AA1.parents (Behaviour policy, s.4): It says who tells them. It still counts as a gap." in head.text


def test_notes_stand_at_their_words() -> None:
    """Placeholders, old references and the like are told where they stand; advice on words is left out of what falls short."""
    notes = (
        Note("placeholder", "It is still to be filled in.", "Parents are partners.", "policy.md", section=DRAFT.blocks[6].section),
        Note("language", "Say it another way.", "Staff are kind.", "policy.md"),
        Note("outdated-reference", "It was replaced.", "Not there.", "policy.md"),
        Note("placeholder", "It stands elsewhere.", "Parents are partners.", "annex.docx"),
        Note("unread", "A page was not read.", "", "policy.md"),
    )
    report = replace(_report(_element("AA1.refer", _evidence(RINGS))), notes=notes)
    made = [comment for comment in comments(DRAFT, report) if comment.kind == "note"]
    assert [(_words(comment), comment.text) for comment in made] == [
        ("Staff are kind.", "✎ A word to reconsider (advice, never a failing): Say it another way."),
        ("Parents are partners.", "✎ Left over from a template: It is still to be filled in."),
    ]
    assert [comment.kind for comment in comments(DRAFT, report, only_short=True)] == ["summary", "note"]


def test_other_documents_of_a_submission_are_left_out() -> None:
    """Of a report on several documents, only what stands in this one is told here."""
    assert not _made(_element("AA1.refer", replace(_evidence(RINGS), document="annex.docx")))


def test_nothing_is_said_of_an_empty_document() -> None:
    """A document with no words has no place for a comment."""
    assert comments(replace(DRAFT, blocks=(), text=""), _report(_element("AA1.refer"))) == ()
