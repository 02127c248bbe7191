"""By what a batch judges: the same for the same, another for any change that a report can show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from procheck.batch.identity import identity
from procheck.batch.judging import Judging
from procheck.checking import find_pack
from procheck.datafiles import DataFileError
from procheck.documents.safety import Limits
from procheck.scoring.scorer import Scorer
from tests.batch.building import DAY, order

SHIPPED = Judging("hsb-learning-2017", DAY)


def test_it_tells_the_pack_and_the_scorer() -> None:
    """As a report does, and without loading either."""
    found, pack = identity(SHIPPED), find_pack("hsb-learning-2017")

    assert (pack.id, pack.version, pack.title) == (found.pack, found.pack_version, found.pack_title)
    assert Scorer().sha256 == found.scorer_sha256


def test_what_a_report_depends_on_makes_another(tmp_path: Path) -> None:
    """The day, the scorer, the glossary's words, text recognition, the criteria; limits and pages do not."""
    glossary = tmp_path / "glossary.yaml"
    glossary.write_text("social care: [Front Door]\n")
    with_words = identity(replace(SHIPPED, glossary=glossary))
    glossary.write_text("social care: [Families First]\n")
    others = [
        *(identity(replace(SHIPPED, **change)) for change in ({"as_of": date(2026, 1, 1)}, {"scored": False}, {"ocr": True})),
        *(with_words, identity(replace(SHIPPED, glossary=glossary)), identity(replace(SHIPPED, pack="nice-ng55"))),
    ]  # fmt: skip

    assert len({each.key for each in [identity(SHIPPED), *others]}) == 7
    assert identity(SHIPPED).key == identity(replace(SHIPPED, limits=Limits(pages=3), pages=False)).key


@pytest.mark.parametrize("place", ["small/XX1.yaml", "lexicon/words.yaml", "cues/cues.yaml"])
def test_every_file_of_the_criteria_counts(tmp_path: Path, place: str) -> None:
    """A changed phrase, word or cue makes another, whatever the version says."""
    how = order(tmp_path).how
    before = identity(how).key
    path = tmp_path / "pack" / place
    path.write_text(path.read_text() + "\n# changed\n")

    assert before != identity(how).key


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    """As elsewhere."""
    with pytest.raises(DataFileError, match="there is no criteria pack 'nowhere'"):
        identity(replace(SHIPPED, pack="nowhere"))
    with pytest.raises(DataFileError, match="cannot be read"):
        identity(replace(SHIPPED, glossary=tmp_path / "gone.yaml"))
