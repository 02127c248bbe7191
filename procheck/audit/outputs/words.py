"""Words that all outputs of an audit share: signs for tones, short marks for a matrix, agencies and places named for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from procheck.audit.model import Agency, Audit
from procheck.audit.outputs.blocks import Span
from procheck.audit.scale import NOT_JUDGED, Scale, Tone
from procheck.judgement.model import ElementFinding, Evidence
from procheck.reports.ordering import page_range
from procheck.reports.wording import clean, listed, plural, sentence, shortened

SIGNS: Mapping[Tone, str] = {"good": "✓", "middling": "◐", "poor": "○", "opposed": "✗", "none": "–"}
COLOURS: Mapping[Tone, tuple[str, str]] = {
    "good": ("0C5A30", "E2F4E9"),
    "middling": ("675000", "FCF3CD"),
    "poor": ("8A3C00", "FEEEDE"),
    "opposed": ("8C1024", "FCE8EA"),
    "none": ("4A5663", "E9EDF0"),
}
"""Letters and background, RRGGBB: at least 4.5 to 1."""
NOT_JUDGED_SIGN = "?"
MOST_NAMED = 6
"""How many agencies are named before the others are only counted."""
_SHORT = 4
"""Letters that fit into a matrix as they are."""


def sign(scale: Scale, word: str) -> str:
    """The sign that stands before a rating, so that colour never stands alone."""
    return NOT_JUDGED_SIGN if word == NOT_JUDGED else SIGNS[scale.tone(word)]


def rated(scale: Scale, word: str) -> str:
    """ "✓ Green"."""
    return f"{sign(scale, word)} {clean(word)}"


def badge(scale: Scale, word: str) -> Span:
    """A rating as a badge."""
    return Span(rated(scale, word), bold=True, tone=scale.tone(word))


def marks(scale: Scale) -> dict[str, str]:
    """Each word of the scale -> what stands for it in a narrow matrix: the word itself where it is short, else its first letters.

    No two are alike.

    >>> from procheck.audit.scale import SCALES
    >>> marks(SCALES["rag"])
    {'Green': 'G', 'Amber': 'A', 'Red': 'R', 'Not applicable': 'n/a', 'Not judged': '?'}
    """
    made: dict[str, str] = {}
    words = [clean(rating.word) for rating in scale.ratings]
    for rating, word in zip(scale.ratings, words, strict=True):
        others = [other.casefold() for other in words if other != word]
        lengths = range(1, len(word) + 1)
        enough = next((size for size in lengths if not any(other.startswith(word[:size].casefold()) for other in others)), len(word))
        made[rating.word] = word if len(word) <= _SHORT and all(len(each) <= _SHORT for each in words) else word[:enough]
    made[scale.not_applicable] = "n/a" if "n/a" not in made.values() else "–"
    made[NOT_JUDGED] = NOT_JUDGED_SIGN
    return made


def name(agency: Agency) -> str:
    """An agency's name, cut where it is longer than a table has room for. The list of agencies has it in full."""
    return shortened(agency.name, 60)


def agencies(names: Sequence[str], most: int = MOST_NAMED) -> str:
    """ "Riverside Academy, Harbour FC and 4 more"."""
    shown = [shortened(name, 60) for name in names]
    if len(shown) > most + 1:
        shown = [*shown[:most], f"{len(shown) - most} more"]
    return listed(shown)


def kind_of(agency: Agency, audit: Audit) -> str:
    """Its type in small letters where at least three agencies share it, else "one agency": a rare type would give it away.

    >>> lower("NHS trust"), lower("Secondary school")
    ('NHS trust', 'secondary school')
    """
    alike = sum(other.agency.type.casefold() == agency.type.casefold() for other in audit.submissions)
    return lower(agency.type) if agency.type and alike >= 3 else "one agency"


def lower(text: str) -> str:
    """`text` as it stands within a sentence: with a small first letter, unless it begins with an abbreviation."""
    text = clean(text)
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def where(evidence: Evidence, *, several: bool) -> str:
    """ "policy.docx, page 7, 5.2 Referral", for a reader who looks it up; the document only where the agency sent `several`."""
    document = clean(evidence.document) if several else ""
    page = f"page {evidence.page}" if evidence.page else ""
    heading = shortened(evidence.section[-1], 70) if evidence.section else ""
    return ", ".join(filter(None, [document, page, heading])) or f"paragraph {evidence.paragraph}"


def missing(element: ElementFinding) -> str:
    """What is missing of one element, as a sentence that begins with how."""
    title = sentence(element.title)
    match element.value:
        case "contradicted":
            return f"The documents say the opposite: {lower(title)}"
        case "weak":
            because = next((found.because for found in element.evidence if found.because), "")
            return f"Found, but weak: {lower(title)}" + (f" {sentence(because[:1].upper() + because[1:])}" if because else "")
        case _:
            return f"Not found: {lower(title)}"


def steps(number: int) -> str:
    """ "2 steps better", "1 step worse", "the same"."""
    if not number:
        return "the same"
    return f"{plural(abs(number), 'step')} {'better' if number > 0 else 'worse'}"


def pages(numbers: Sequence[int | None]) -> str:
    """ "page 6", "pages 2 and 4 to 9"; "" where none is known."""
    return page_range([number for number in numbers if number])


def room_for(title: str) -> float:
    """Centimetres that a column needs so that no word of its title is broken."""
    return max(1.6, 0.5 + 0.2 * max(map(len, clean(title).split() or [""])))


def good_words(scale: Scale) -> str:
    """ "Green", or "Outstanding or Good"."""
    return " or ".join(clean(rating.word) for rating in scale.ratings if scale.tone(rating.word) == "good")
