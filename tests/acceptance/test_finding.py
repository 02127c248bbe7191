from pathlib import Path

import pytest

from procheck.acceptance.files import path_beside, write
from procheck.acceptance.finding import check_files, find
from procheck.acceptance.fingerprint import fingerprint
from procheck.acceptance.model import Record, RecordFile
from procheck.datafiles import DataFileError
from procheck.documents.opening import open_document

GOLD = Path(__file__).parents[1] / "gold"
TEXT = open_document(GOLD / "d05-swimming-club.md").text
EDITED = TEXT.replace("must", "should") + "\nOne more paragraph at the end."
OTHER = open_document(GOLD / "d01-secondary-academy.md").text


def keep(draft: Path, text: str = TEXT) -> Path:
    path = path_beside(draft)
    write(path, RecordFile(path.name, draft.name, fingerprint(text), (Record("MA1.refer", "Elsewhere."),)))
    return path


def test_none_at_all(tmp_path: Path) -> None:
    """A draft with no records has none, and nothing is said."""
    found = find(tmp_path / "policy.docx", TEXT)
    assert found.file is None and found.records == () and found.said == ()


def test_its_own_file_whatever_its_words(tmp_path: Path) -> None:
    """The file of the draft's own name counts, however much the draft was edited; what was read and how to leave it out is said."""
    keep(tmp_path / "policy.docx")
    found = find(tmp_path / "policy.docx", OTHER)
    assert found.said == ("1 record of what is accepted was read from policy.accepted.yaml; --no-accepted leaves them out.",)
    assert [record.element for record in found.records[0].records] == ["MA1.refer"]


def test_a_renamed_draft_is_known_by_its_words(tmp_path: Path) -> None:
    """Where the draft was renamed and edited, the file that it left behind is used, and that is said."""
    keep(tmp_path / "policy draft 3.docx")
    found = find(tmp_path / "policy FINAL.docx", EDITED)
    assert found.file is not None and found.path.name == "policy draft 3.accepted.yaml"
    assert found.said[0].startswith("policy draft 3.accepted.yaml is taken to be of policy FINAL.docx: the draft that it was made for is")


def test_a_file_moved_by_hand_is_known(tmp_path: Path) -> None:
    """A file of records under another name that names this very draft is used."""
    keep(tmp_path / "policy.docx").rename(tmp_path / "old.accepted.yaml")
    (tmp_path / "policy.docx").touch()
    assert find(tmp_path / "policy.docx", EDITED).file is not None


def test_another_draft_that_is_still_there_keeps_its_own(tmp_path: Path) -> None:
    """Records of a twin that is still in the folder are left alone, and the remark says how to use them."""
    (tmp_path / "alpha.docx").touch()
    keep(tmp_path / "alpha.docx")
    found = find(tmp_path / "beta.docx", EDITED)
    assert found.file is None
    assert found.said == (
        "alpha.accepted.yaml was not used, because it is of alpha.docx, whose words are nearly the same: "
        "copy it to beta.accepted.yaml to use it.",
    )


def test_another_policy_is_left_alone(tmp_path: Path) -> None:
    """Records that a different policy left behind are not used, and nothing is said."""
    keep(tmp_path / "other.docx", OTHER)
    assert find(tmp_path / "policy.docx", TEXT).said == ()


def test_two_that_may_be_its_own(tmp_path: Path) -> None:
    """Where two were left behind nobody guesses, and the remark names both."""
    keep(tmp_path / "a.docx")
    keep(tmp_path / "b.docx")
    found = find(tmp_path / "policy.docx", TEXT)
    assert found.file is None and "a.accepted.yaml and b.accepted.yaml may each be of policy.docx" in found.remark


def test_mistakes_in_ones_own_file_stop_and_in_others_do_not(tmp_path: Path) -> None:
    """A mistake in the draft's own file is an error, also before a long run; one in somebody else's is passed over."""
    (tmp_path / "other.accepted.yaml").write_text("accepted: 5\n", encoding="utf-8")
    assert find(tmp_path / "policy.docx", TEXT).file is None
    (tmp_path / "policy.accepted.yaml").write_text("accepted: 5\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"policy\.accepted\.yaml, line 1"):
        find(tmp_path / "policy.docx", TEXT)
    with pytest.raises(DataFileError, match=r"policy\.accepted\.yaml, line 1"):
        check_files([tmp_path / "first.docx", tmp_path / "policy.docx"])
    check_files([tmp_path / "first.docx"])


def test_a_name_with_a_path_in_it_leads_nowhere(tmp_path: Path) -> None:
    """A draft's name in the file is a name: it cannot point out of the folder."""
    write(tmp_path / "x.accepted.yaml", RecordFile("x.accepted.yaml", "../../etc/passwd", fingerprint(TEXT), (Record("MA1.refer", "x"),)))
    assert find(tmp_path / "policy.docx", TEXT).file is not None
