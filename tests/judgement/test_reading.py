"""Documents as the judge sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

from procheck.checking import find_pack
from procheck.documents.opening import open_document
from procheck.judgement import reading

SAMPLE = Path(__file__).parents[2] / "reports" / "sample" / "sample-policy.md"


def test_long_documents_are_read_as_short_ones_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Finding concepts again, as is done in long documents, changes nothing of what is read."""
    document, lexicon = open_document(SAMPLE), find_pack("hsb-learning-2017").lexicon
    plain = reading.read(document, lexicon)
    monkeypatch.setattr(reading, "MOST_KEPT", 3)
    again = reading.read(document, lexicon)

    assert len(plain) > 50
    assert [(each.statement, each.hits, each.reach, each.before) for each in plain] == [
        (each.statement, each.hits, each.reach, each.before) for each in again
    ]
