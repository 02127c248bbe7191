"""How accuracy is counted: the figures of (label, value) pairs that every accuracy bench prints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from procheck.judgement.model import ElementFinding
from procheck.judgement.statuses import status

Pair = tuple[str, str]
"""What the labels say and what procheck says."""


@dataclass
class Tally:
    """Pairs gathered over documents."""

    elements: dict[str, list[Pair]] = field(default_factory=dict)
    statuses: list[Pair] = field(default_factory=list)
    hits: list[bool] = field(default_factory=list)
    """Of elements present in both: whether a reported quote overlaps a labelled one."""

    def add(self, labels: Mapping[str, Mapping[str, object]], findings: Sequence[ElementFinding]) -> None:
        """Count one document."""
        for finding in findings:
            label = labels[finding.id]
            self.elements.setdefault(finding.id, []).append((str(label["value"]), finding.value))
            if label["value"] in ("yes", "weak") and finding.value in ("yes", "weak"):
                self.hits.append(any(overlaps(each.quote, label.get("quotes", ())) for each in finding.evidence))  # type: ignore[arg-type]
        for criterion in dict.fromkeys(finding.id.split(".")[0] for finding in findings):
            own = [finding for finding in findings if finding.id.split(".")[0] == criterion]
            labelled = status((finding.required, str(labels[finding.id]["value"])) for finding in own)
            self.statuses.append((labelled, status((finding.required, finding.value) for finding in own)))

    @property
    def pairs(self) -> list[Pair]:
        """Every element's pairs."""
        return [pair for pairs in self.elements.values() for pair in pairs]

    def figures(self) -> dict[str, float]:
        """The figures, by name."""
        met = [label for label, value in self.statuses if value == "met"]
        unmet = [label for label, value in self.statuses if value == "not-met"]
        return {
            "element accuracy": share(label == value for label, value in self.pairs),
            "element kappa": kappa(self.pairs),
            "yes F1": f1(self.pairs, {"yes"}),
            "present F1": f1(self.pairs, {"yes", "weak"}),
            "contradicted F1": f1(self.pairs, {"contradicted"}),
            "status accuracy": share(label == value for label, value in self.statuses),
            "status kappa": kappa(self.statuses),
            "false met": share(label != "met" for label in met),
            "false not-met": share(label != "not-met" for label in unmet),
            "evidence hit": share(self.hits),
        }


def share(flags: Iterable[bool]) -> float:
    """The share of flags that are True; 0 of none."""
    flags = list(flags)
    return sum(flags) / len(flags) if flags else 0.0


def kappa(pairs: Sequence[Pair]) -> float:
    """Cohen's kappa."""
    if not pairs:
        return 0.0
    observed = share(label == value for label, value in pairs)
    left, right = Counter(label for label, _ in pairs), Counter(value for _, value in pairs)
    expected = sum(left[key] * right[key] for key in left) / len(pairs) ** 2
    return 1.0 if expected == 1 else (observed - expected) / (1 - expected)


def f1(pairs: Sequence[Pair], positive: set[str]) -> float:
    """F1 of the values in `positive` against the rest."""
    true = sum(label in positive and value in positive for label, value in pairs)
    total = sum((label in positive) + (value in positive) for label, value in pairs)
    return 2 * true / total if total else 0.0


def overlaps(quote: str, others: Iterable[str], least: int = 5) -> bool:
    """True where `quote` shares a run of `least` words (or all of the shorter) with one of `others`."""
    words = re.findall(r"[a-z0-9]+", quote.lower())
    for other in others:
        theirs = re.findall(r"[a-z0-9]+", other.lower())
        length = min(least, len(words), len(theirs))
        runs = {tuple(theirs[start : start + length]) for start in range(len(theirs) - length + 1)}
        if length and any(tuple(words[start : start + length]) in runs for start in range(len(words) - length + 1)):
            return True
    return False
