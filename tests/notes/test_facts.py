"""What a document says of itself."""

import pytest

from procheck.notes import summary
from tests.notes.building import document


def test_a_version_table_gives_the_facts() -> None:
    """Owner, version, approval and review dates come from the rows of a version table."""
    found = summary(
        document(
            "# Hollin Bridge Academy",
            "## Child-on-Child Abuse Policy",
            "| Item | Detail |",
            "| --- | --- |",
            "| Policy owner | Vice Principal (Inclusion) |",
            "| Version | 4.1 (replaces 4.0, 2023) |",
            "| Approved | Local Governing Committee, 18 September 2025 |",
            "| Next review | Annual. Next review due September 2026 |",
        )
    )
    assert "Child-on-Child Abuse Policy" == found.title
    assert "Vice Principal (Inclusion)" == found.owner
    assert "4.1" == found.version
    assert "2025-09-18" == found.approved
    assert "2026-09" == found.review_due


def test_lines_run_together_give_the_facts() -> None:
    """Labels that a reader folded into one paragraph are told apart again."""
    found = summary(
        document(
            "# Safeguarding Policy",
            "Adopted by the Executive Committee: 14 March 2024 Review: every two years (March 2026) "
            "Responsible officer: Federation Safeguarding Officer Applies to: all 23 clubs",
        )
    )
    assert ("2024-03-14", "2026-03") == (found.approved, found.review_due)
    assert "Federation Safeguarding Officer" == found.owner


def test_sentences_give_the_facts() -> None:
    """A sentence at the front gives the dates of approval and review."""
    found = summary(
        document(
            "# Bodies and Boundaries",
            "Procedure 11. Approved by the Management Committee in May 2024. To be revisited in May 2025.",
        )
    )
    assert ("2024-05", "2025-05") == (found.approved, found.review_due)


def test_the_last_row_of_a_table_of_versions_holds() -> None:
    """Where versions stand in rows, the newest row gives the facts, and its Date is the approval date."""
    found = summary(
        document(
            "# HSB Guidance",
            "| Issue | Date | Author | Approved | Review |",
            "| --- | --- | --- | --- | --- |",
            "| 1 | September 2019 | Education Safeguarding Officer | Corporate Board | 2021 |",
            "| 2.1 | May 2023 | Education Safeguarding Officer | Head of Inclusion | January 2025 |",
        )
    )
    assert ("2.1", "2023-05", "2025-01") == (found.version, found.approved, found.review_due)


def test_the_version_block_beats_a_history_of_versions() -> None:
    """A history of versions further on does not change the version that the front states."""
    found = summary(
        document(
            "# Safeguarding Policy",
            "| Version | 3 |",
            "## Version history",
            "| Version | Date | Changes |",
            "| --- | --- | --- |",
            "| 1 | 2015 | First |",
            "| 2 | 2019 | Names |",
        )
    )
    assert "3" == found.version


def test_running_headers_count() -> None:
    """Version and review date may stand in the footer alone."""
    found = summary(document("# Policy", "Text.", furniture=("Version 7 | Next review: March 2027 | Page",)))
    assert ("7", "2027-03") == (found.version, found.review_due)


@pytest.mark.parametrize(
    "line",
    [
        "| Review | Before the start of each season |",
        "| Next review | 12 months from adoption |",
        "| Next review | [insert date: annual review required] |",
        "| Last reviewed | May 2025 |",
        "| Review cycle | Annual, since May 2025 |",
        "Each safety plan will be reviewed by 4 May 2025.",
    ],
)
def test_no_review_date_is_guessed(line: str) -> None:
    """What is no date for the next review of the document is not taken for one."""
    assert summary(document("# Safeguarding Policy", "Words.", line)).review_due is None


def test_a_review_date_not_after_the_approval_is_the_past_review() -> None:
    """ "Review date" equal to the approval date says when it was reviewed, not when it is due."""
    found = summary(document("# Policy", "| Approved | 1 September 2025 |", "| Review date | September 2025 |"))
    assert found.review_due == "2025-09"
    found = summary(document("# Policy", "| Approved | 30 September 2025 |", "| Review date | September 2025 |"))
    assert found.review_due is None


def test_a_placeholder_is_no_owner() -> None:
    """A template's bracket is not shown as the owner."""
    assert summary(document("# Policy", "| Policy owner | [insert name and post] |")).owner is None


def test_the_title_of_the_file_stands_in_for_a_missing_heading() -> None:
    """The file's own title is used where no heading names a document, but not a name that a program gave."""
    assert "Keeping Safe" == summary(document("Words.", properties={"title": "Keeping Safe"})).title
    assert "Words." == summary(document("Words.", properties={"title": "Microsoft Word - draft.docx"})).title
