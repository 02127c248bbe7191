"""The whole of watching: save -> settle -> check -> tell, until somebody ends it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from procheck.acceptance.files import path_beside
from procheck.datafiles import DataFileError
from procheck.documents.errors import UnreadableDocument
from procheck.watching.rounds import Round, Rounds
from procheck.watching.saves import changes, settled


def names_watched(draft: Path) -> tuple[str, str]:
    """The draft's own name, and that of its records of what is accepted."""
    return draft.name, path_beside(draft).name


def watch(
    draft: Path,
    rounds: Rounds,
    *,
    show: Callable[[Round], None],
    tell: Callable[[str], None],
    poll: bool = False,
    saves: Iterable[None] | None = None,
) -> None:
    """Checks `draft` now and after each save; `show` gets each round, `tell` a sentence where there is none to show.

    Ends when `saves` does (the changes in the draft's folder, which never end), and by KeyboardInterrupt.
    """
    _round(rounds, show, tell)
    for _ in changes(draft.resolve().parent, names_watched(draft), poll=poll) if saves is None else saves:
        if settled(draft):
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
