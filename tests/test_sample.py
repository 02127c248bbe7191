"""The sample policy."""

import hashlib
import json
from datetime import date

from procheck.documents.model import Document
from procheck.documents.opening import read_bytes
from procheck.notes import notes, summary
from tests.make_sample import SAMPLE, make, make_reports, next_draft

MARKDOWN = (SAMPLE / "sample-policy.md").read_text(encoding="utf-8")


def test_the_word_file_holds_the_words_of_the_markdown() -> None:
    """The Word file that is kept reads like the Markdown it is made from: the same blocks under the same headings."""
    kept = read_bytes((SAMPLE / "sample-policy.docx").read_bytes(), "sample-policy.docx")
    source = read_bytes(MARKDOWN.encode(), "sample-policy.md")

    def shown(document: Document) -> list[object]:
        return [(block.kind, block.label, block.text, block.section) for block in document.blocks]

    assert shown(source) == shown(kept)


def test_making_it_again_gives_the_same_bytes() -> None:
    """No clock gets into the file."""
    assert make(MARKDOWN) == make(MARKDOWN)


def test_it_shows_what_notes_can_find() -> None:
    """The sample has a leftover, an overdue review, old references and a pointer, and its facts can be read."""
    document = read_bytes((SAMPLE / "sample-policy.docx").read_bytes(), "sample-policy.docx")
    kinds = {note.kind for note in notes(document, date(2026, 1, 1))}
    assert {"placeholder", "overdue-review", "outdated-reference", "pointer"} == kinds
    facts = summary(document)
    assert ("Child Protection and Safeguarding Policy", "5") == (facts.title, facts.version)
    assert ("2024-10-16", "2025-10") == (facts.approved, facts.review_due)


def test_the_reports_on_it_are_there() -> None:
    """Every form of report that procheck makes of the sample is kept beside it, and none is of another policy."""
    made = make_reports()
    assert {path.name for path in SAMPLE.glob("gap-report.*")} == set(made)
    kept = json.loads((SAMPLE / "gap-report.json").read_text(encoding="utf-8"))
    assert kept["documents"] == json.loads(made["gap-report.json"])["documents"]


def test_the_next_draft_and_what_changed_are_there() -> None:
    """The next draft is the sample with the edits that are written down, and the comparison that is kept is of these two files."""
    draft = (SAMPLE / "sample-policy-next-draft.docx").read_bytes()
    read, source = read_bytes(draft, "x.docx"), read_bytes(next_draft(MARKDOWN).encode(), "x.md")
    assert [block.text for block in read.blocks] == [block.text for block in source.blocks]

    kept = json.loads((SAMPLE / "what-changed.json").read_text(encoding="utf-8"))
    assert kept["before"]["documents"][0]["sha256"] == hashlib.sha256((SAMPLE / "sample-policy.docx").read_bytes()).hexdigest()
    assert kept["now"]["documents"][0]["sha256"] == hashlib.sha256(draft).hexdigest()
    assert kept["summary"]["new"] and kept["summary"]["closed"]
    assert {path.suffix for path in SAMPLE.glob("what-changed.*")} == {".html", ".json", ".md", ".txt"}
