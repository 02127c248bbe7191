"""The words of comments in a draft: what a passage serves, what makes it fall short, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping

from procheck.judgement.model import CriterionFinding, ElementFinding, Evidence
from procheck.reports.annotated.model import Line
from procheck.reports.model import STATUSES, Note, Report
from procheck.reports.ordering import advice, unread
from procheck.reports.wording import STATUS_WORDS, clean, listed, plural, reason, sentence, shortened, tested_against

HEAD = "procheck has read this draft"
"""How the comment at the head of a draft begins."""

SETTLED = Line("procheck has nothing more to say here", "What it said is settled. This stands only because somebody has answered it.")

NOTES: Mapping[str, str] = {
    "placeholder": "✎ Left over from a template",
    "overdue-review": "✎ Review date",
    "outdated-reference": "✎ Out of date",
    "pointer": "✎ Only points to another document",
    "language": "✎ A word to reconsider (advice, never a failing)",
}
"""What notes on the draft are called, by kind; other kinds stand at no words."""

_INSTEAD = (
    ("leaves it to choice", "Say who does it, and that they will or must."),
    ("less than a duty", "Make it a duty: say who does it, and write “will” or “must”."),
    ("not yet in place", "Say what is done now, or from which date it will be."),
    ("concerns in general", "Say it of harmful sexual behaviour between children by name, or say here that it applies to that as well."),
    ("not sure", "Read it. If it is meant to say this, say it in plainer words."),
    ("in part", "Say the rest, so that staff can act on it."),
    ("too vaguely", "Say who does what, and when."),
)
"""A part of what holds a passage back -> what to write instead, in kind. The first that fits counts."""


def serves(element: ElementFinding) -> Line:
    """A passage that says what is asked for."""
    return Line("✓ Serves", named(element))


def serves_in_part(element: ElementFinding) -> Line:
    """A passage that is one part of what is asked for."""
    return Line("✓ Serves in part", named(element))


def opposed(element: ElementFinding) -> Line:
    """A passage that says what another denies."""
    against = next((each for each in element.evidence if each.stance == "contradicts"), None)
    other = f": “{shortened(against.quote, 120)}”" if against else ""
    return Line("✓ Serves", f"{named(element)}. But another passage says the opposite{other}")


def falls_short(element: ElementFinding, evidence: Evidence) -> Line:
    """A passage that says it, but not well enough, or says a part of it well."""
    return Line("◐ Only in part" if evidence.value == "yes" else "◐ Falls short", named(element))


def contradicts(element: ElementFinding) -> Line:
    """A passage that says the opposite."""
    return Line("✗ Says the opposite of", named(element))


def why_not(element: ElementFinding, evidence: Evidence) -> tuple[Line, ...]:
    """What makes a passage weak or contradictory, and what to write instead, in kind."""
    because = evidence.because or ("" if element.value == "contradicted" else element.why)
    lines = [Line("Why", sentence(_capital(because)))] if because else []
    instead = next((text for part, text in _INSTEAD if part in evidence.because), "")
    if evidence.stance == "contradicts":
        instead = "Take this passage out or turn it round, so that nobody reads it as a rule."
    return (*lines, Line("Instead", instead)) if instead else tuple(lines)


def to_add(element: ElementFinding, *, among_others: bool = False) -> Line:
    """What to add, from the criterion. `among_others`: the comment speaks of several elements."""
    return Line(f"What to add for {element.id}" if among_others else "What to add", advice(element))


def a_person(element: ElementFinding, why: str) -> Line:
    """What the program cannot settle."""
    return Line("? A person should look", f"{named(element)}. {sentence(why)}")


def noted(note: Note) -> Line:
    """A placeholder, an old reference, a review date that has passed and the like."""
    return Line(NOTES[note.kind], sentence(note.message))


def missing(criterion: CriterionFinding, elements: list[ElementFinding], because: str) -> list[Line]:
    """What a criterion asks for and the draft does not say: what to add and why, worded to stand at a heading."""
    lines = [Line("○ Not found", f"{clean(criterion.title)} ({criterion.id})")]
    for element in elements:
        extra = "" if element.required else " (an extra, which changes no status)"
        lines.append(Line("Looked for", f"{clean(element.title)}{extra}"))
        if why := reason(element).removeprefix("Not found. "):
            lines.append(Line("Nearest", why))
        lines.append(to_add(element))
    if criterion.why_it_matters:
        lines.append(Line("Why it matters", sentence(criterion.why_it_matters)))
    return [*lines, Line("Why here", sentence(_capital(because)))]


def summary(report: Report, made: dict[str, int]) -> list[Line]:
    """The comment at the head of a draft. `made`: how many other comments of each kind there are."""
    counts = report.counts()
    said = [f"{counts[status]} {STATUS_WORDS[status].lower()}" for status in STATUSES if counts[status]]
    lines = [
        Line(HEAD, f"of {plural(len(report.criteria), 'criterion', 'criteria')}, {listed(said)}."),
        Line("Its comments", _legend(made)),
    ]
    for record in report.accepted:
        if record.standing in ("stands", "opposed"):
            where = f" ({clean(record.document)})" if record.document else ""
            lines.append(Line("Accepted by you", f"{record.element}{where}: {sentence(record.reason)} It still counts as a gap."))
    for part in unread(report):
        where = f" ({part.where})" if part.where else ""
        lines.append(Line("Not read", f"{part.why.rstrip('.')}{where}. What stands there was not judged."))
    lines.append(Line("Tested against", f"{tested_against(report.pack)}."))
    lines.append(
        Line(
            "Remember",
            "This tests words, not practice, and the program makes mistakes: a person must judge each comment. Check again after you have "
            "changed the draft; only comments by procheck are replaced.",
        )
    )
    return lines


def _legend(made: dict[str, int]) -> str:
    names = {
        "contradiction": "✗ says the opposite",
        "missing": "○ not found",
        "weak": "◐ falls short",
        "doubt": "? a person should look",
        "note": "✎ other notes",
        "evidence": "✓ serves what is asked for",
    }
    return f"{listed([f'{made[kind]} {name}' for kind, name in names.items() if made.get(kind)]) or 'none'}."


def named(element: ElementFinding) -> str:
    """What an element asks for, with its id."""
    return f"{clean(element.title).rstrip('.')} ({element.id})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
