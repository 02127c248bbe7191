"""What was found: evidence for each element, its value, and each criterion's status."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from procheck.scoring.model import Stance

Value = Literal["yes", "weak", "no", "contradicted"]
Status = Literal["met", "partial", "not-met", "contradicted", "not-applicable"]
Strength = Literal["directive", "permissive", "descriptive"]
Scope = Literal["hsb", "general"]

LIKENESS = "likeness"
"""How `found_by` begins where no phrase but the learned scorer found the passage."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One passage that bears on an element: a verbatim slice of a document, with its place and how it was read."""

    quote: str
    """Exact run of the document's text, at most 60 words."""

    document: str
    """Name of the file."""

    page: int | None
    section: tuple[str, ...]
    paragraph: int
    """Number of the block in the document, from 1."""

    strength: Strength
    scope: Scope
    stance: Stance
    via: str = ""
    """How a cross-reference reached it ("cross-reference from 4.3"); "" when direct."""

    value: Value = "yes"
    """What this passage alone makes of the element."""

    because: str = ""
    """What holds it below `yes`, in a plain clause: "'may' leaves it to choice"; "" when nothing does."""

    found_by: str = ""
    """Which phrase of the pack found it, as written there; "likeness 0.87" where the learned scorer did."""

    like: tuple[str, ...] = ()
    """Where likeness found it: the statements of the bank, or of the pack's examples, that it is most like."""


@dataclass(frozen=True, slots=True)
class ElementFinding:
    """One element of one submission."""

    id: str
    title: str
    """What the element asks for, one plain sentence."""

    required: bool
    value: Value
    why: str
    """One plain sentence: what made the value so, or what was looked for and not found."""

    add: str
    """What to add where the element falls short: advice, not wording to paste."""

    evidence: tuple[Evidence, ...] = ()
    """Best first, at most five."""


@dataclass(frozen=True, slots=True)
class CriterionFinding:
    """One criterion of one submission, with what the report says about it."""

    id: str
    theme: str
    title: str
    status: Status
    elements: tuple[ElementFinding, ...]
    needs_review: tuple[str, ...] = ()
    """Why a person should look, one sentence each; empty when none."""

    why_it_matters: str = ""
    source: str = ""
    """Section of the publication that the criterion comes from."""

    questions: tuple[str, ...] = ()
    """For an inspector to ask staff or children."""
