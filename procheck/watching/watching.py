"""The whole of watching: save -> settle -> check -> tell, until somebody ends it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from procheck.acceptance.files import path_beside
from procheck.datafiles import DataFileError
from procheck.documents.errors import UnreadableDocument
from procheck.watching.rounds import Round, Rounds
from procheck.watching.saves import changes, settled, state


def watch(
    draft: Path,
    rounds: Rounds,
    *,
    show: Callable[[Round], None],
    tell: Callable[[str], None],
    saves: Iterable[object] | None = None,
) -> None:
    """Checks `draft` now and after each save; `show` gets each round, `tell` a sentence where there is none to show.

    Each item of `saves` (the changes in the draft's folder, which never end) is a reason to look; what is there decides. Ends when they do,
    and by KeyboardInterrupt.
    """
    records = path_beside(draft)
    seen = state(draft), state(records)
    _round(rounds, show, tell)
    for _ in changes(draft.resolve().parent, (draft.name, records.name)) if saves is None else saves:
        # Programs rename more than once for one save.
        if (state(draft), state(records)) == seen:
            continue
        there = settled(draft)
        # Before the round, so that a save in the middle of it is not missed.
        seen = state(draft), state(records)
        if there:
            _round(rounds, show, tell)
        else:
            tell(f"{draft.name} is gone: waiting until it is back.")


def _round(rounds: Rounds, show: Callable[[Round], None], tell: Callable[[str], None]) -> None:
    try:
        found = rounds.again()
    except (UnreadableDocument, DataFileError) as error:
        tell(f"{error} Waiting for the next save.")
        return
    show(found)
