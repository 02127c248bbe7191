"""A hard night in small: `python -m tests.hard_night` holds a whole one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.building import write_pack
from tests.hard_night import Night, hold


def _document(number: int) -> tuple[str, bytes]:
    return f"policy-{number:03}.md", f"# Harmful sexual behaviour\n\nThe lead refers concern {number} to social care.\n".encode()


@pytest.mark.skipif(sys.platform != "linux", reason="kills, and finds workers, as Linux has them")
def test_a_hard_night_ends_like_a_quiet_one(tmp_path: Path) -> None:
    """Hostile documents, a killed batch and killed workers: everything is accounted for once, with the same bytes."""
    (tmp_path / "packs").mkdir()
    pack = str(write_pack(tmp_path / "packs"))
    night = Night(36, pack, False, 2, timeout=3, memory=400, kills=2, worker_kills=1, is_full=False, harm=6, maker=_document)

    wrong = hold(night, tmp_path / "night")

    assert [] == wrong
    assert 2 == sum("the batch is killed" in line for line in night.said)
    assert 1 == sum("a worker is killed" in line for line in night.said)
