from pathlib import Path

from procheck.acceptance.files import path_beside, read
from procheck.acceptance.model import Record
from procheck.acceptance.recording import record, remove
from procheck.documents.opening import open_document

GOLD = Path(__file__).parents[1] / "gold"
DOCUMENT = open_document(GOLD / "d05-swimming-club.md")


def test_recorded_changed_and_removed(tmp_path: Path) -> None:
    """A record is added, replaced by a later one for its element, and taken out; with the last the file goes."""
    draft = tmp_path / "policy.md"
    record(draft, DOCUMENT, Record("MA1.refer", "One."))
    record(draft, DOCUMENT, Record("MA1.early", "Two."))
    record(draft, DOCUMENT, Record("MA1.refer", "Three."))
    assert {each.element: each.reason for each in read(path_beside(draft)).records} == {"MA1.early": "Two.", "MA1.refer": "Three."}

    assert remove(draft, DOCUMENT, "WC1.recognise") is None
    assert remove(draft, DOCUMENT, "MA1.refer") is not None
    last = remove(draft, DOCUMENT, "MA1.early")
    assert last is not None and not last.file.records and not last.path.exists()


def test_a_renamed_draft_takes_its_records_along(tmp_path: Path) -> None:
    """The first record under a new name moves the file to that name, with what it held."""
    record(tmp_path / "draft 3.md", DOCUMENT, Record("MA1.refer", "One."))
    written = record(tmp_path / "draft 4.md", DOCUMENT, Record("MA1.early", "Two."))

    assert written.moved_from == "draft 3.accepted.yaml"
    assert [path.name for path in tmp_path.iterdir()] == ["draft 4.accepted.yaml"]
    kept = read(tmp_path / "draft 4.accepted.yaml")
    assert kept.draft == "draft 4.md" and {each.element for each in kept.records} == {"MA1.refer", "MA1.early"}
