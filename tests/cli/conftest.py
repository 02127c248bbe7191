"""What several commands are tested with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import write_pack


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The folder of a small pack of one criterion."""
    folder = tmp_path / "packs"
    folder.mkdir()
    return write_pack(folder)
