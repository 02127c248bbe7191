"""Where concepts stand, kept small."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procheck.language.packing import PackedHits

SPANS = st.lists(st.tuples(st.integers(0, 90_000), st.integers(0, 90_000)), max_size=5)


@given(st.dictionaries(st.text(max_size=8), SPANS, max_size=12))
def test_nothing_is_lost(hits: dict[str, list[tuple[int, int]]]) -> None:
    """Names and spans come back as they were and in their order, however long the statement."""
    packed = PackedHits(hits)
    assert packed.unpacked() == hits
    assert list(packed) == list(hits)
    assert {name: packed[name] for name in hits} == hits
    assert len(packed) == len(hits)


def test_what_is_not_there() -> None:
    """A concept that other statements have is not in this one, nor is one that none has."""
    other, packed = PackedHits({"refer": [(0, 1)]}), PackedHits({"record": [(2, 3), (5, 6)]})
    assert "refer" in other and "refer" not in packed and "unknown" not in packed
    with pytest.raises(KeyError, match="refer"):
        packed["refer"]
