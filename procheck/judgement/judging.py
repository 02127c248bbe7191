"""Pack x documents -> findings. Pure: the same documents and pack always give the same findings."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from procheck.criteria.model import Criterion, Element, Pack
from procheck.documents.model import Document
from procheck.judgement.candidates import Candidate, Finder
from procheck.judgement.evidence import evidence
from procheck.judgement.likeness import blend, look, worth_scoring
from procheck.judgement.model import LIKENESS, CriterionFinding, ElementFinding, Evidence, Value
from procheck.judgement.reading import ReadStatement, read_each, without_concepts
from procheck.judgement.reasons import needs_review, unread_parts, why
from procheck.judgement.statuses import status
from procheck.judgement.together import element_value, weighed_together
from procheck.judgement.weighing import UNSETTLED
from procheck.scoring.model import ScoresStatements

MOST_EVIDENCE = 5
SCORED_TOGETHER = 512
"""Statements given to the scorer at a time: what is kept of each until then takes kilobytes."""
_WORTH: dict[Value, int] = {"contradicted": 3, "yes": 2, "weak": 1, "no": 0}

Found = list[tuple[Candidate, ReadStatement]]
Tried = tuple[ReadStatement, list[Candidate]]
"""A statement and what phrases found in it."""


class Judge:
    """A pack made ready to judge any number of submissions. Has no other state: judging is pure."""

    def __init__(self, pack: Pack, scorer: ScoresStatements | None = None) -> None:
        """`scorer` widens what is found beyond the pack's phrases; without one, phrases alone decide."""
        self.pack = pack
        self.scorer = scorer
        self._finder = Finder(pack)
        self._elements = tuple(pack.elements)

    def judge(self, documents: Sequence[Document], *, unreadable: Sequence[str] = ()) -> tuple[CriterionFinding, ...]:
        """What the documents, taken together as one submission, say about each criterion of the pack.

        `unreadable` names files of the submission that could not be read at all.
        """
        found: dict[str, Found] = defaultdict(list)
        for document in documents:
            # Concepts are let go as soon as the phrases were tried: of a long document's memory they are the most.
            tried = (
                (without_concepts(statement), candidates_of(statement, self._finder))
                for statement in read_each(document, self.pack.lexicon)
            )
            for statement, candidates in self._heard(tried):
                for candidate in candidates:
                    found[candidate.element.id].append((candidate, statement))
        weighed = weighed_together(self._elements, {id: [candidate for candidate, _ in own] for id, own in found.items()})
        for id, own in found.items():
            found[id] = [(candidate, statement) for candidate, (_, statement) in zip(weighed[id], own, strict=True)]
        unread = [*unread_parts(documents), *unreadable]
        return tuple(_criterion(criterion, found, unread, self.scorer) for criterion in self.pack.criteria)

    def candidates(self, statements: Iterable[ReadStatement]) -> Iterator[tuple[ReadStatement, list[Candidate]]]:
        """Each statement with what it says of which elements."""
        return self._heard((statement, candidates_of(statement, self._finder)) for statement in statements)

    def _heard(self, tried: Iterable[Tried]) -> Iterator[Tried]:
        """What the phrases found, after the scorer was heard where there is one."""
        if self.scorer is None:
            yield from tried
            return
        # A few hundred statements at a time: of a long document's statements most say nothing, and need not be kept.
        for some in _stretches(tried):
            worth = [worth_scoring(statement) for statement, _ in some]
            given = [tried for tried, is_worth in zip(some, worth, strict=True) if is_worth]
            inputs = [statement.scorer_input for statement, _ in given]
            looks = [look(statement, candidates) for statement, candidates in given]
            scores = iter(self.scorer.score(inputs, looks=looks) if inputs else ())
            for (statement, candidates), is_worth in zip(some, worth, strict=True):
                if is_worth:
                    candidates = blend(
                        statement, candidates, next(scores), self.scorer.bounds, self._elements, self._finder
                    )
                yield statement, candidates


def _stretches(tried: Iterable[Tried]) -> Iterator[list[Tried]]:
    """The items in lists of at most SCORED_TOGETHER."""
    each = iter(tried)
    while some := list(itertools.islice(each, SCORED_TOGETHER)):
        yield some


def candidates_of(statement: ReadStatement, finder: Finder) -> list[Candidate]:
    """Every phrase of the pack found in one statement."""
    return finder.candidates(
        statement.statement.joined,
        statement.hits,
        statement.around,
        len(statement.statement.lead_in),
        statement.reach,
    )


def _criterion(
    criterion: Criterion, found: dict[str, Found], unread: Sequence[str], scorer: ScoresStatements | None
) -> CriterionFinding:
    elements = tuple(_element(element, found.get(element.id, []), scorer) for element in criterion.elements)
    values = {finding.id: finding.value for finding in elements}
    return CriterionFinding(
        id=criterion.id,
        theme=criterion.theme,
        title=criterion.title,
        status=status((finding.required, finding.value) for finding in elements),
        elements=elements,
        needs_review=tuple(
            reason
            for element in criterion.elements
            for reason in needs_review(element, values[element.id], found.get(element.id, []), unread)
        ),
        why_it_matters=criterion.why_it_matters,
        source=criterion.source,
        questions=criterion.questions,
    )


def _element(element: Element, found: Found, scorer: ScoresStatements | None) -> ElementFinding:
    value = element_value(element, [candidate for candidate, _ in found])
    shown = _shown([(evidence(each, statement), each) for each, statement in found if each.value != "no"])
    return ElementFinding(
        id=element.id,
        title=element.title,
        required=element.required,
        value=value,
        why=why(element, value, found),
        add=element.add,
        evidence=tuple(_likened(each, candidate, scorer) for each, candidate in shown),
    )


def _shown(every: Sequence[tuple[Evidence, Candidate]]) -> list[tuple[Evidence, Candidate]]:
    """The best passages, each once: contradictions first, firm ones, those that a person may find firm, direct ones, document order."""
    best: dict[tuple[str, str], tuple[Evidence, Candidate]] = {}
    for each, candidate in every:
        key = (each.document, each.quote)
        if key not in best or _WORTH[each.value] > _WORTH[best[key][0].value]:
            best[key] = (each, candidate)
    ranked = sorted(
        best.values(),
        key=lambda pair: (
            -_WORTH[pair[0].value],
            pair[1].because not in UNSETTLED,
            bool(pair[0].via),
            -pair[0].found_by.count("{"),
        ),
    )
    return ranked[:MOST_EVIDENCE]


def _likened(shown: Evidence, candidate: Candidate, scorer: ScoresStatements | None) -> Evidence:
    """The passage with what it is like, where only likeness found it."""
    if scorer is None or not shown.found_by.startswith(LIKENESS):
        return shown
    return replace(shown, like=scorer.alike(candidate.element.id, shown.stance, candidate.embedding))
