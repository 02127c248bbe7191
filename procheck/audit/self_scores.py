"""The agencies' self-scores from a CSV file or a workbook, in either of the two shapes that boards use.

Long, one row for each score:            Wide, one row for each agency:
    Agency, Criterion, Score, Comment        Agency, MA1, MA2, PC1 ...
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from procheck.audit.model import SelfScore
from procheck.audit.scale import Scale
from procheck.audit.sheets import Row, Sheet, read_table

AGENCY, CRITERION, SCORE, COMMENT = "Agency", "Criterion", "Score", "Comment"


@dataclass(frozen=True, slots=True)
class SelfScores:
    """What was in the file."""

    scores: Mapping[str, tuple[SelfScore, ...]]
    """By agency id."""
    problems: tuple[str, ...]
    """One sentence for each row or cell that could not be used."""


def read_self_scores(path: Path, names: Mapping[str, str], criteria: Collection[str], scale: Scale) -> SelfScores:
    """The scores in the file at `path`. `names`: every name that an agency may be called by, folded by `fold`, and its id.

    Raises DataFileError where the file cannot be read or has not the headings.
    """
    sheet = read_table(path, [AGENCY])
    problems: list[str] = []
    scores: dict[str, dict[str, SelfScore]] = {}
    for row in sheet.rows:
        place = f"{path.name}, row {row.number}"
        called = row.get(AGENCY)
        if not called:
            problems.append(f"{place}: no agency is named: write its name or its folder's under '{AGENCY}'.")
            continue
        agency = names.get(fold(called))
        if agency is None:
            problems.append(f"{place}: there is no agency '{called}' in this audit: use its name in audit.yaml or its folder's.")
            continue
        for criterion, given, comment in _given(sheet, row, criteria):
            word = scale.find(given)
            if criterion not in criteria:
                problems.append(f"{place}: there is no criterion '{criterion}': procheck criteria list shows them.")
            elif word is None:
                problems.append(f"{place}: '{given}' ({criterion}) is off the scale: its words are {', '.join(scale.words)}.")
            elif criterion in scores.setdefault(agency, {}) and scores[agency][criterion].word != word:
                problems.append(f"{place}: {called} has a second score for {criterion}, '{word}': the first was taken.")
            else:
                scores[agency].setdefault(criterion, SelfScore(criterion, word, comment))
    return SelfScores({agency: tuple(held.values()) for agency, held in scores.items()}, tuple(problems))


def _given(sheet: Sheet, row: Row, criteria: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Criterion, score and comment of each score in a row that has one."""
    if sheet.has(CRITERION) and sheet.has(SCORE):
        if row.get(CRITERION) and row.get(SCORE):
            # "MA1 Early referral" is MA1.
            yield _id(row.get(CRITERION), criteria), row.get(SCORE), row.get(COMMENT)
        return
    for heading in sheet.headings:
        id = _id(heading, criteria)
        if id in criteria and row.get(heading):
            yield id, row.get(heading), ""


def _id(text: str, criteria: Collection[str]) -> str:
    first = text.split()[0].strip(".:") if text.split() else ""
    return next((id for id in criteria if id.casefold() == first.casefold()), text)


def fold(name: str) -> str:
    """A name as names are compared: without case, spaces folded."""
    return " ".join(name.split()).casefold()
