from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procheck.acceptance.files import as_text, path_beside, read, write
from procheck.acceptance.model import Record, RecordFile
from procheck.datafiles import DataFileError

RECORD = Record("PC1.inform", "Parents are told as the Behaviour policy says.", "Parents are told.", "Behaviour policy, s.4",
                date(2027, 9, 1), date(2026, 11, 22), "A. Fenwick", "hsb-learning-2017")  # fmt: skip
OTHER = Record("WC4.record", "Log.", recorded=date(2026, 1, 2))
FILE = RecordFile("policy.accepted.yaml", "policy.docx", "b67948638e1e3392", (RECORD, OTHER))
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1)


def test_the_file_stands_beside_the_draft() -> None:
    """The Word file and the PDF of one draft share a file of records, named after them."""
    assert path_beside(Path("a/policy v2.1.docx")) == path_beside(Path("a/policy v2.1.pdf")) == Path("a/policy v2.1.accepted.yaml")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """Every field comes back, and nothing half-written is left."""
    write(tmp_path / FILE.name, FILE)

    assert read(tmp_path / FILE.name) == FILE
    assert [path.name for path in tmp_path.iterdir()] == [FILE.name]


def test_a_person_can_read_it() -> None:
    """The file explains itself, and says in plain keys what is accepted, why, where and until when."""
    text = as_text(FILE)
    assert text.startswith("# What the author of this draft accepts")
    for line in ("draft: policy.docx", "  PC1.inform:", "    what: Parents are told.", "    document: Behaviour policy, s.4"):
        assert f"{line}\n" in text
    assert "    until: 2027-09-01\n" in text


@settings(max_examples=40, deadline=None)
@given(reason=TEXT.filter(lambda text: text.strip()), where=TEXT)
def test_any_words_come_back(reason: str, where: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Quotes, colons, hashes and control characters in a reason or a place survive; white space and line breaks are folded."""
    path = tmp_path_factory.mktemp("records") / "p.accepted.yaml"
    write(path, RecordFile(path.name, "p.md", "", (Record("MA1.refer", reason, document=where),)))
    (record,) = read(path).records
    assert record.reason == " ".join(reason.split()) and record.document == " ".join(where.split())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "must be a list of keys and values"),
        ("draft: x\n", "has no 'accepted': add it"),
        ("accepted:\n  MA1.refer:\n    raeson: x\n", "line 3: unknown key 'raeson' in the record of MA1.refer"),
        ("accepted:\n  MA1.refer:\n    document: x\n", "the record of MA1.refer has no 'reason': add it"),
        ("accepted:\n  MA1.refer:\n    reason: '  '\n", "line 3: the record of MA1.refer has an empty reason"),
        ("accepted:\n  MA1.refer:\n    reason: x\n    until: soon\n", "line 4: 'until' must be a date"),
        ("accepted:\n  MA1.refer:\n    reason: x\n    until: 2027-09-01 10:00:00\n", "line 4: 'until' must be a date"),
        ("accepted:\n  MA1.refer: elsewhere\n", "line 2: 'MA1.refer' must have keys below it"),
        ("accepted:\n  MA1.refer:\n    reason: x\n  MA1.refer:\n    reason: y\n", "line 4: 'MA1.refer' stands here twice"),
        ("accepted: [\n", "p.accepted.yaml"),
    ],
)
def test_mistakes_are_named_with_their_line(text: str, said: str, tmp_path: Path) -> None:
    """A mistake made by hand is named with file, line and what to do."""
    path = tmp_path / "p.accepted.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"p\.accepted\.yaml") as caught:
        read(path)
    assert said in str(caught.value)


def test_a_file_with_no_records_left() -> None:
    """A file whose last record was deleted by hand is empty, not wrong."""
    assert FILE.without("PC1.inform").without("WC4.record").records == ()
    assert FILE.with_record(Record("WC4.record", "New.")).records[-1].reason == "New."
    assert len(FILE.with_record(Record("WC4.record", "New.")).records) == 2
