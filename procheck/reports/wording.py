"""The words that every form of the report shares: statuses, values, counts, places, dates, limits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from procheck.judgement.model import LIKENESS, ElementFinding, Evidence, Scope, Status, Strength, Value
from procheck.reports.model import Acceptance, DocumentSummary, Note, NoteKind, PackSummary, Report

STATUS_WORDS: Mapping[Status, str] = {
    "contradicted": "Contradicted",
    "not-met": "Not met",
    "partial": "Partly met",
    "met": "Met",
    "not-applicable": "Not applicable",
}
STATUS_SYMBOLS: Mapping[Status, str] = {
    "contradicted": "✗",
    "not-met": "○",
    "partial": "◐",
    "met": "✓",
    "not-applicable": "–",
}
STATUS_MEANINGS: Mapping[Status, str] = {
    "contradicted": "the document says the opposite of at least one thing that the criterion asks for",
    "not-met": "none of what the criterion needs was found",
    "partial": "some of it was found, or it was found only in weak or general words",
    "met": "everything the criterion needs was found, firmly and about harmful sexual behaviour (HSB)",
    "not-applicable": "the criterion does not apply to this organisation",
}
VALUE_WORDS: Mapping[Value, str] = {
    "yes": "Found",
    "weak": "Found, but weak",
    "no": "Not found",
    "contradicted": "Says the opposite",
}
VALUE_STATUS: Mapping[Value, Status] = {
    "yes": "met",
    "weak": "partial",
    "no": "not-met",
    "contradicted": "contradicted",
}
"""The status whose symbol and colour an element's value borrows."""

STRENGTH_WORDS: Mapping[Strength, str] = {
    "directive": "in firm words",
    "permissive": "leaves it to choice",
    "descriptive": "states a fact",
}
SCOPE_WORDS: Mapping[Scope, str] = {"hsb": "about HSB", "general": "general text, not about HSB"}
NOTE_WORDS: Mapping[NoteKind, str] = {
    "decision": "Decisions of a reviewer",
    "placeholder": "Left over from a template",
    "overdue-review": "Review date",
    "outdated-reference": "Out-of-date references",
    "pointer": "Only points to another document",
    "accepted": "Records of what is accepted",
    "language": "Words to reconsider (advice, never a failing)",
}
"""Headings for the notes, in the order in which they are shown."""

SHORT_LIMITS = (
    "This report tests the words of a document, not practice, and is no legal or inspection judgement. A person must "
    "review it."
)
UNREAD = "Not everything could be read."
UNREAD_MEANS = "What stands there was not judged, and a gap below may be filled by it. A person must look at:"
ADVICE = (
    "Most serious first. This is advice, not wording to paste in: say it in the words of your own organisation, and "
    "only if it is what you do or will do."
)
NOT_A_RANKING = "In the order they were given. This is not a ranking: the submissions have different purposes."
NOTES_MEAN = "These change no status."
EXTRA = "extra: reported, but does not change the status"
PERSON = "A person should look"
ADD = "What to add"
ACCEPTED = "Accepted by the author"

_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
# In a pack's phrase: what must not be there or must stand near by, the gaps between words, and names of concepts.
_GUARDS = re.compile(r"[!@](\{[^}]*\}|\([^)]*\)|\S+)")
_CHOICES = 3
_GAPS = re.compile(r"\s\.{2,3}\s|\s&\s")
_BRACKETS = str.maketrans("", "", "{}()[]'\"")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def clean(text: str) -> str:
    """`text` safe to show: one line, no control characters, no marks that reverse the direction of reading.

    Documents are not trusted: an escape sequence could repaint a terminal, XML allows no control characters, and a
    direction mark can make a file name or a quote read as something else. JSON alone keeps them.
    """
    return " ".join(_CONTROLS.sub("", text).split())


def shortened(text: str, most: int = 90) -> str:
    """`text`, cut at a word with an ellipsis where it is longer than `most` characters. Never used on a quote."""
    text = clean(text)
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def sentence(text: str) -> str:
    """`text` with a full stop where it ends with no stop of its own; "" stays empty."""
    text = clean(text)
    return text if not text or text[-1] in ".!?…" or text[-2:] in (".”", ".)", '."', ".'") else text + "."


def plural(number: int, one: str, many: str = "") -> str:
    """A number and its noun: "1 page", "3 pages"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(parts: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]])) if parts else ""


def counts_sentence(counts: Mapping[Status, int]) -> str:
    """ "3 contradicted, 5 not met, 6 partly met, 9 met": worst first, zeros left out, but "none met" is said."""
    said = [f"{count} {STATUS_WORDS[status].lower()}" for status, count in counts.items() if count]
    return ", ".join(said if counts["met"] or not said else [*said, "none met"]) or "no criterion was judged"


def person_sentence(report: Report) -> str:
    """How many criteria a person should look at, or "" when none."""
    number = sum(bool(criterion.needs_review) for criterion in report.criteria)
    if not number:
        return ""
    if number == 1:
        return "1 criterion needs a person to look, because the program cannot settle it."
    return f"{number} criteria need a person to look, because the program cannot settle them."


def accepted_sentence(report: Report) -> str:
    """How many gaps the author accepts, and where that is recorded; "" where none."""
    held = [each for each in report.accepted if each.standing == "stands"]
    if not held:
        return ""
    where = listed(list(dict.fromkeys(clean(each.file) for each in held)))
    is_one = len(held) == 1
    return (
        f"{plural(len(held), 'gap')} {'is' if is_one else 'are'} accepted by the author as dealt with elsewhere or as not applying "
        f"(recorded in {where}). {'It is' if is_one else 'They are'} still counted as {'a gap' if is_one else 'gaps'}, never as met."
    )


def accepted_label(accepted: Acceptance) -> str:
    """What stands before a record: that it is accepted, and where that does not help."""
    return f"{ACCEPTED}, but the document says the opposite" if accepted.standing == "opposed" else ACCEPTED


def accepted_words(accepted: Acceptance) -> str:
    """A record's place and reason, and until when, by whom and when it was made: "Dealt with in Behaviour policy, s.4. ..."."""
    where = f"Dealt with in {sentence(accepted.document)}" if accepted.document else ""
    until = f"until {day(accepted.until)}" if accepted.until else ""
    made = f"recorded {day(accepted.recorded)}" if accepted.recorded else ""
    by = f"by {clean(accepted.by)}" if accepted.by else ""
    when = ", ".join(filter(None, [until, " ".join(filter(None, [made, by]))]))
    return " ".join(filter(None, [where, sentence(accepted.reason), f"({when[0].upper()}{when[1:]}.)" if when else ""]))


def day(iso: str | None) -> str:
    """ "2025-09-01" as "1 September 2025", "2025-09" as "September 2025"; anything else unchanged, None "not found"."""
    if not iso:
        return "not found"
    try:
        year, month, *rest = (int(part) for part in iso.split("-"))
        date(year, month, rest[0] if rest else 1)
    except ValueError:
        return iso
    return " ".join([*map(str, rest[:1]), _MONTHS[month - 1], str(year)])


def overdue(review_due: str | None, as_of: str) -> bool:
    """True where the review was due before `as_of`; a month is over when the next one begins."""
    return bool(review_due) and as_of[: len(review_due or "")] > (review_due or "")


def length(document: DocumentSummary) -> str:
    """ "31 pages, 14,207 words"; words alone where the format has no pages."""
    pages = [plural(document.pages, "page")] if document.pages else []
    return ", ".join([*pages, plural(document.words, "word")])


def section_path(section: tuple[str, ...]) -> str:
    """ "5 Responding › 5.2 Referral", each heading cut to a readable length."""
    return " › ".join(shortened(heading, 70) for heading in section)


def place(evidence: Evidence, *, several_documents: bool) -> str:
    """Where a passage stands: "policy.docx, page 7, 5 Responding › 5.2 Referral"; else its paragraph."""
    where = f"page {evidence.page}" if evidence.page else f"paragraph {evidence.paragraph}"
    document = clean(evidence.document) if several_documents else ""
    return ", ".join(filter(None, [document, where, section_path(evidence.section)]))


def note_place(note: Note, *, several_documents: bool) -> str:
    """Where a note's words stand, or "" when nothing is known of it."""
    document = clean(note.document) if several_documents else ""
    page = f"page {note.page}" if note.page else ""
    return ", ".join(filter(None, [document, page, section_path(note.section)]))


def reading(evidence: Evidence) -> tuple[str, ...]:
    """How a passage was read, in plain words: its strength, what it is about, how it was reached."""
    said = [STRENGTH_WORDS[evidence.strength], SCOPE_WORDS[evidence.scope]]
    if evidence.via:
        said.append(f"reached by {clean(evidence.via)}")
    if evidence.stance == "contradicts":
        said.insert(0, "says the opposite")
    return tuple(said)


def because(evidence: Evidence) -> str:
    """What holds a passage below a full "found", as a sentence; "" when nothing does."""
    if not evidence.because or evidence.value == "yes":
        return ""
    label = "Why it counts against" if evidence.stance == "contradicts" else "Why it is not enough"
    return f"{label}: {sentence(evidence.because)}"


def found(evidence: Evidence) -> str:
    """How a passage was found, as a sentence: by which wording of the criteria, or by likeness to which statement."""
    if evidence.found_by.startswith(LIKENESS):
        like = f"“{shortened(evidence.like[0], 120)}”" if evidence.like else "known statements"
        return f"Found by likeness to {like}"
    steps = _GAPS.split(_GUARDS.sub("", evidence.found_by).translate(_BRACKETS))
    sought = " … ".join(" or ".join(step.split("|")[:_CHOICES]).strip() for step in steps)
    return f"Found by the wording “{shortened(sought, 120)}”" if sought.strip() else ""


def reason(element: ElementFinding) -> str:
    """Why an element has its value, as a sentence; "" where that would only repeat that its title was not found."""
    why, title = sentence(element.why), sentence(element.title)
    if element.value == "no" and why.lower() in (f"not found. looked for: {title}".lower(), "not found."):
        return ""
    return why


def tested_against(pack: PackSummary) -> str:
    """Which criteria, their version, and the edition of the learning behind them."""
    return f"{clean(pack.title)} (criteria version {clean(pack.version)}, edition of {clean(pack.edition)})"


def limits(report: Report) -> tuple[str, ...]:
    """What every report must say of itself: ours first, then the criteria's own limits."""
    return (
        "It tests the words of a document, not practice. Good words do not show that children are safe, and a gap in "
        "the words does not show that staff do the wrong thing.",
        "It is no legal judgement, no inspection judgement and no advice about any child.",
        "A person who knows safeguarding must review it before anyone relies on it: a program can miss what is there, "
        "and can take words for more than they mean. Each finding shows the passage it rests on, to be checked.",
        "What could not be read was not judged.",
        f"Made by procheck {clean(report.procheck)}, offline. Review dates were counted from {day(report.as_of)}.",
        f"Tested against {tested_against(report.pack)}. Source: {sentence(report.pack.source)}",
        *(sentence(limit) for limit in report.pack.limits),
    )
