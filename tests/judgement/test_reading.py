"""Documents as the judge sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

from procheck.checking import find_pack
from procheck.documents.opening import open_document
from procheck.judgement import reading

SAMPLE = Path(__file__).parents[2] / "reports" / "sample" / "sample-policy.md"


def test_a_lead_ins_words_are_not_an_items_own(tmp_path: Path) -> None:
    """An item is read with its lead-in, and what stands around the next item are the words of the item before alone."""
    path = tmp_path / "policy.md"
    path.write_text("# Policy\n\nParents are told of:\n\n- bullying,\n- a risk assessment.\n", encoding="utf-8")
    first, second = reading.read(open_document(path), find_pack("hsb-learning-2017").lexicon)[1:]

    assert "parent" in first.hits and "parent" in second.hits
    assert "parent" in second.around
    assert "risk assessment" in second.hits and "risk assessment" not in first.hits
    assert len(second.around.statements) == 2
    item_before = reading.Around(statements=second.around.statements[1:])
    assert "parent" not in item_before


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
