"""What became of each cell since the earlier round, and which of its agencies is which of the present ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from procheck.audit.model import Agency, Movement
from procheck.audit.previous import EarlierAgency, EarlierCell, EarlierRound
from procheck.audit.scale import NOT_JUDGED, Scale
from procheck.audit.self_scores import fold
from procheck.reports.model import PackSummary


def matched(earlier: EarlierRound, agencies: Sequence[Agency]) -> dict[str, EarlierAgency]:
    """The earlier agency of each present one, by the present id: of the same folder, a former one, or else of the same name."""
    by_id = {agency.id: agency for agency in earlier.agencies}
    by_name = {fold(agency.name): agency for agency in earlier.agencies}
    found: dict[str, EarlierAgency] = {}
    for agency in agencies:
        before = next((by_id[id] for id in (agency.id, *agency.formerly) if id in by_id), None) or by_name.get(fold(agency.name))
        if before and before not in found.values():
            found[agency.id] = before
    return found


def movement(before: EarlierCell | None, final: str, scale: Scale, words_before: Sequence[str]) -> Movement:
    """How a cell moved from the earlier round to the `final` word of this one."""
    if before is None:
        return Movement("new", "")
    said = before.final or NOT_JUDGED
    same_scale = tuple(words_before) == tuple(rating.word for rating in scale.ratings)
    word = before.final if same_scale or not before.status else scale.word(before.status)
    steps = scale.steps(final, word)
    if steps is None:
        return Movement("not-comparable", said)
    return Movement("better" if steps > 0 else "worse" if steps < 0 else "same", said, steps)


def remarks(earlier: EarlierRound, pack: PackSummary, scale: Scale, procheck: str, scorer: str) -> Iterator[str]:
    """What else than the agencies' words may have made a difference, one plain sentence each."""
    because = "a difference may come from that and not from the agencies' words."
    if earlier.pack != pack.id:
        yield f"{_begin(earlier)} was judged by other criteria ({earlier.pack}), so that nothing can be compared with it."
        return
    if earlier.pack_version != pack.version:
        yield f"{_begin(earlier)} was judged by version {earlier.pack_version} of the criteria and this one by {pack.version}: {because}"
    if earlier.procheck != procheck:
        yield f"{_begin(earlier)} was judged by procheck {earlier.procheck} and this one by {procheck}: {because}"
    if earlier.scorer != scorer:
        yield f"{_begin(earlier)} was judged with another learned scorer or with none, unlike this one: {because}"
    if tuple(earlier.words) != tuple(rating.word for rating in scale.ratings):
        yield f"{_begin(earlier)} was rated in other words ({', '.join(earlier.words)}): they were compared by what they stand for."


def gone(earlier: EarlierRound, found: Mapping[str, EarlierAgency]) -> tuple[str, ...]:
    """Names of the earlier agencies that are no longer there."""
    still = {agency.id for agency in found.values()}
    return tuple(agency.name for agency in earlier.agencies if agency.id not in still)


def _begin(earlier: EarlierRound) -> str:
    return f"The earlier round ({earlier.called})"
