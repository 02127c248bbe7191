"""The agencies of an audit: the folders found and what audit.yaml says of them, put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from procheck.audit.database import Database
from procheck.audit.folders import AgencyFolder, name_from
from procheck.audit.model import Agency, SelfScore
from procheck.audit.self_scores import fold
from procheck.audit.settings import FILE, AgencySettings, Glossary, Settings


@dataclass(frozen=True, slots=True)
class Found:
    """One agency and its folder."""

    agency: Agency
    folder: AgencyFolder | None
    """None where audit.yaml names an agency of which there is no folder."""


def put_together(folders: Sequence[AgencyFolder], settings: Settings) -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """The agencies in the order of audit.yaml and then by name, still without codes; and one sentence for each thing that is wrong."""
    by_id = {folder.id: folder for folder in folders}
    problems = [
        f"{FILE}, line {given.line}: there is no folder '{given.id}', so nothing of {given.name or given.id} was judged: "
        "put its documents there, or correct the name."
        for given in settings.agencies
        if given.id not in by_id
    ]
    named = {given.id for given in settings.agencies}
    found = [Found(_agency(given, settings), by_id.get(given.id)) for given in settings.agencies]
    others = [Found(_agency(AgencySettings(folder.id, 0), settings), folder) for folder in folders if folder.id not in named]
    found += sorted(others, key=lambda each: each.agency.name.casefold())
    often = Counter(fold(each.agency.name) for each in found)
    for name in [name for name, count in often.items() if count > 1]:
        same = [each for each in found if fold(each.agency.name) == name]
        ids = " and ".join(f"'{each.agency.id}'" for each in same)
        problems.append(
            f"Two agencies are called {same[0].agency.name} (the folders {ids}): they are told apart by their folders; "
            f"give each a name of its own in {FILE}."
        )
    told_apart = (
        replace(each, agency=replace(each.agency, name=f"{each.agency.name} ({each.agency.id})"))
        if often[fold(each.agency.name)] > 1
        else each
        for each in found
    )
    return tuple(told_apart), tuple(problems)


def _agency(given: AgencySettings, settings: Settings) -> Agency:
    return Agency(
        id=given.id,
        code="",
        name=given.name or name_from(given.id),
        type=given.type,
        nation=given.nation,
        aliases=given.aliases,
        formerly=given.formerly,
        not_applicable=given.not_applicable,
        glossary=_joined(settings.glossary, given.glossary),
        self_scores=given.self_scores,
    )


def _joined(shared: Glossary, own: Glossary) -> Glossary:
    names: dict[str, tuple[str, ...]] = {}
    for concept, words in (*shared, *own):
        names[concept] = (*names.get(concept, ()), *map(str, words))
    return tuple(sorted(names.items()))


def names_of(agencies: Sequence[Agency]) -> dict[str, str]:
    """Every name that a table may call an agency by, folded -> its id."""
    names: dict[str, str] = {}
    for agency in agencies:
        for name in (agency.id, agency.name, *agency.aliases, *agency.formerly):
            names.setdefault(fold(name), agency.id)
    return names


def with_scores(agency: Agency, scores: Mapping[str, tuple[SelfScore, ...]]) -> Agency:
    """The agency with the self-scores of a file too; what audit.yaml says goes before."""
    own = {score.criterion for score in agency.self_scores}
    return replace(agency, self_scores=(*agency.self_scores, *(each for each in scores.get(agency.id, ()) if each.criterion not in own)))


def with_codes(agencies: Sequence[Agency], digests: Mapping[str, str], database: Database) -> tuple[Agency, ...]:
    """The agencies with their codes. One that is new gets the next number, and keeps it.

    New ones are numbered in the order of `digests` (agency id -> hash of its documents), which tells nothing of their names.
    """
    with database.writing():
        numbers = {str(id): int(str(number)) for id, number in database.rows("SELECT id, number FROM agencies")}
        last = max(numbers.values(), default=0)
        for agency in sorted(agencies, key=lambda each: (digests.get(each.id, ""), each.id)):
            if agency.id in numbers:
                continue
            before = next((numbers[id] for id in agency.formerly if id in numbers), 0)
            last += not before
            numbers[agency.id] = before or last
            database.do("INSERT INTO agencies VALUES (?, ?)", agency.id, numbers[agency.id])
    width = max(2, len(str(last)))
    return tuple(replace(agency, code=f"A{numbers[agency.id]:0{width}}") for agency in agencies)
