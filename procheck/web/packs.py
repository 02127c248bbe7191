"""The criteria packs that the page offers."""

from __future__ import annotations

from collections.abc import Sequence

from procheck.checking import DEFAULT_PACK, find_pack, pack_ids
from procheck.datafiles import load
from procheck.reports.wording import clean
from procheck.resources import data_folder


def offered(asked: Sequence[str]) -> dict[str, str]:
    """Packs to choose from by name, with their titles: those asked for first, then those that come with procheck.

    Raises DataFileError where one that was asked for does not exist or has a mistake.
    """
    shipped = sorted(pack_ids(), key=lambda id: (id != DEFAULT_PACK, id))
    return {name: _title(name, name in shipped) for name in [*asked, *shipped]}


def _title(name: str, is_shipped: bool) -> str:
    # Our own are known to be right; another's is read whole, so that a mistake is told before the page opens.
    return clean(load(data_folder("criteria") / name / "pack.yaml").text("title") if is_shipped else find_pack(name).title)
