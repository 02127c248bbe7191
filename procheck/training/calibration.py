"""From which likelihood on the scorer counts, chosen on whole documents of our own by networks that did not learn from them."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from procheck.checking import DEFAULT_PACK, find_pack
from procheck.documents.opening import open_document
from procheck.judgement.candidates import Candidate
from procheck.judgement.judging import Judge, candidates_of
from procheck.judgement.likeness import blend, look, worth_scoring
from procheck.judgement.reading import ReadStatement, read
from procheck.judgement.statuses import status
from procheck.judgement.together import element_value, weighed_together
from procheck.scoring.model import Bounds, Likelihood, Look, Scored
from procheck.scoring.scorer import NOTHING_LEFT
from procheck.training.data import FOLDS, OWN_DOCUMENTS, number_of

# On sixty passages of real policies, read by hand, what likeness alone found with less than 0.75 was wrong more often than
# right, most opposites by less than 0.7 were none, and phrases were right that the scorer held unlikely; and policies as they are found
# contradict themselves far less often than ours, so that an opposite below 0.8 is mostly a false one. Bounds outside these
# are not tried, though they do a little better on documents written to be judged.
FOUND = (0.6, 0.7)
KEPT = (0.03,)
FIRM = (0.5, 0.7, 0.85)
OPPOSITE = (0.8, 0.85)
TRUSTED = (0.3, 0.5)
SURE = (0.8, 0.85, 0.92)
LEAST_WORTH: Mapping[Look, tuple[float, float]] = {
    "perhaps worth": (0.05, 0.03),
    "worth": (0.05, 0.15),
    "surely worth": (0.1, 0.5),
}
"""What first sight, and then a glance, holds less likely to say anything is looked at no further; less so where phrases found something.

On the gold documents, our own and real ones nothing is lost by first sight, up to 0.1, 0.1 and 0.15; nor on the first two by a glance.
"""
FALSE_MET_COST = 2.0
"""How much kappa one is ready to give for a share of false met: both errors harm, a false met more."""

FIRST_UNREAD = 87
"""Number of the first of our own documents that were written after the phrases."""
READ_SINCE = frozenset(
    (
        *(42, *range(128, 148), 148, 149, *range(151, 156), 157, 158, 160, 161, 175, 176, 178, 179, 181, 182, 184, 185, 187, 188),
        *(*range(190, 195), 196, 197, 199, 200, 202, 203, 205),
        *(number for number in range(206, 267) if number % 2 and number % 3),
    )
)
"""Those that were looked at since to mend grammar and phrases."""

Scores = dict[tuple[str, str], tuple[tuple[float, float], dict[str, Likelihood]]]
"""By a statement's context and text what first sight and a glance hold it worth, and its likelihoods."""


class _Read:
    """A labelled document read once, with each statement's candidates by phrase and its out-of-fold scores."""

    def __init__(self, path: Path, judge: Judge, scores: Scores) -> None:
        self.labels: dict[str, str] = {
            element: label["value"] for element, label in json.loads(path.read_text(encoding="utf-8"))["elements"].items()
        }
        document = open_document(path.with_name(path.name.replace(".labels.json", ".md")))
        self.statements: list[tuple[ReadStatement, list[Candidate], dict[str, Likelihood]]] = []
        for statement in read(document, judge.pack.lexicon):
            entry = statement.scorer_input
            worth, own = scores.get((entry.context, entry.text), (NOTHING_LEFT, {}))
            candidates = candidates_of(statement, judge._finder)
            least = LEAST_WORTH.get(look(statement, candidates), NOTHING_LEFT)
            is_seen = all(own_worth >= own_least for own_worth, own_least in zip(worth, least, strict=True))
            self.statements.append((statement, candidates, own if is_seen and worth_scoring(statement) else {}))

    def values(self, judge: Judge, bounds: Mapping[str, Bounds]) -> dict[str, str]:
        """The element values under these bounds."""
        found: dict[str, list[Candidate]] = {}
        elements = tuple(judge.pack.elements)
        for statement, candidates, scores in self.statements:
            for candidate in blend(statement, candidates, Scored(scores), bounds, elements, judge._finder):
                found.setdefault(candidate.element.id, []).append(candidate)
        weighed = weighed_together(elements, found)
        return {element.id: element_value(element, weighed[element.id]) for element in elements}


def out_of_fold_scores(work: Path) -> Scores:
    """The scores of every labelled document's statements by the network that was trained without it."""
    scores: Scores = {}
    for number in range(FOLDS):
        path = work / f"fold{number}.json"
        for entry in json.loads(path.read_text(encoding="utf-8")) if path.is_file() else ():
            likelihoods = {element: Likelihood(*values) for element, values in entry["scores"].items()}
            scores[entry["context"], entry["text"]] = (entry["sight"], entry["worth"]), likelihoods
    return scores


def calibrated(work: Path, elements: Sequence[str]) -> dict[str, tuple[float, ...]]:
    """Bounds for each element: one set for all, the best on our own documents whose out-of-fold scores are in `work`.

    One set, because a document or two would decide an element's own. Only documents by which no phrase was written: on others phrases
    find nearly everything, and the scorer seems to be of little use. Our own, because the gold ones are there to measure by.
    """
    judge = Judge(find_pack(DEFAULT_PACK))
    scores = out_of_fold_scores(work)
    folds = {number for number in range(FOLDS) if (work / f"fold{number}.json").is_file()}
    documents = [
        _Read(path, judge, scores)
        for path in sorted(OWN_DOCUMENTS.glob("*.labels.json"))
        if number_of(path.name) % FOLDS in folds and _is_unread(number_of(path.name))
    ]
    required = {element.id: element.required for element in judge.pack.elements}
    best: tuple[float, tuple[float, ...]] | None = None
    for bound in itertools.product(FOUND, KEPT, FIRM, OPPOSITE, TRUSTED, SURE):
        bounds = {element: Bounds(*bound) for element in elements}
        pairs = [(document.labels, document.values(judge, bounds)) for document in documents]
        worth, told = _worth(pairs, required)
        if best is None or worth > best[0]:
            best = (worth, bound)
            print(f"bounds {bound}: {told}", flush=True)
    assert best is not None
    return dict.fromkeys(elements, best[1])


def _is_unread(number: int) -> bool:
    """True for the documents that nobody looked at who wrote phrases."""
    return (number % FOLDS == 0 or number >= FIRST_UNREAD) and number not in READ_SINCE


def _worth(pairs: Sequence[tuple[Mapping[str, str], Mapping[str, str]]], required: Mapping[str, bool]) -> tuple[float, str]:
    flat = [(labels[element], values[element]) for labels, values in pairs for element in values]
    agreed = sum(label == value for label, value in flat) / len(flat)
    kinds = {kind for pair in flat for kind in pair}
    chance = sum(
        sum(label == kind for label, _ in flat) * sum(value == kind for _, value in flat) for kind in kinds
    ) / len(flat) ** 2
    kappa = (agreed - chance) / (1 - chance)
    met = []
    for labels, values in pairs:
        for criterion in {element.split(".")[0] for element in values}:
            own = [element for element in values if element.split(".")[0] == criterion]
            if status((required[element], values[element]) for element in own) == "met":
                met.append(status((required[element], labels[element]) for element in own) == "met")
    false_met = 1 - sum(met) / len(met) if met else 0.0
    return kappa - FALSE_MET_COST * false_met, f"kappa {kappa:.3f}, false met {false_met:.3f}"
