from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from procheck.audit.model import Audit, Board, Submission
from procheck.audit.outputs import letters
from procheck.audit.outputs.letter_facts import letter
from procheck.audit.outputs.templates import Templates
from tests.audit.outputs.made import LONG, audit_of, hostile_audit
from tests.audit.outputs.test_overview import decided
from tests.audit.sample import sample_audit

TOOL = ("--ocr", "take the folder out", "Not judged", "None", "look-again", "{{", "[[", "tone:")
"""What no agency should ever read."""


def text_of(audit: Audit, number: int = 0) -> str:
    """A letter's words: paragraphs and then tables, as a reader of the file gets them."""
    made = docx.Document(io.BytesIO(letters.render(audit, audit.submissions[number], Templates(None))))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in made.paragraphs] + cells).replace("\u00a0", " ")


def test_one_letter_for_each_agency(tmp_path: Path) -> None:
    """Each agency gets its file, named by its code and its name."""
    paths = letters.write(sample_audit(), tmp_path, None)

    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        "letters/A02 Riverside Academy.docx", "letters/A01 Harbour Football Club.docx", "letters/A03 Empty Trust.docx",
    ]  # fmt: skip
    assert all(zipfile.is_zipfile(path) for path in paths)


def test_no_letter_where_agencies_are_anonymous(tmp_path: Path) -> None:
    """A letter to nobody is of no use."""
    assert letters.write(sample_audit(anonymised=True), tmp_path, None) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", 'a<b>:"c"|?*\\d', "CON.", " . ", "x" * 300, "a\nb\u202ec"])
def test_names_of_files_are_safe(name: str) -> None:
    """No agency's name reaches another folder, or is one that a system refuses."""
    submission = sample_audit().submissions[0]
    made = letters.file_name(replace(submission, agency=replace(submission.agency, name=name)))

    assert Path(made).name == made
    assert not set(made) & set('<>:"/\\|?*\n\u202e')
    assert made.startswith("A02")
    assert made.endswith(".docx")
    assert len(made) < 100


def test_a_letter_tells_what_is_strong_what_to_add_why_and_where() -> None:
    """The parts that a board promises, in words that an agency can act on."""
    said = text_of(audit_of(1))

    parts = ["What is strong", "What to change first", "What to add", "What we could not read", "Questions to talk over", "Action plan"]
    places = [said.index(f"\n{part}") for part in parts]
    assert places == sorted(places)
    assert "Accurate, detailed records. “The designated safeguarding lead must record every incident" in said
    assert "Please change this. You say: “Teachers should use their judgement: a first or minor incident need not be passed on.”" in said
    assert "Please strengthen this: The child who displays HSB gets a safeguarding response of their own." in said
    assert "Please add: Staff look beyond the incident at hand to earlier incidents and patterns." in said
    assert "”, which already deals with part of this." in said
    assert "The nearest section is “5.2 Referral”." in said
    assert "Why it matters." in said
    assert "A01-WC2.patterns" in said
    assert "send us this table by 15 January 2027." in said


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_letter_can_be_sent_as_it_is(number: int) -> None:
    """No word of the program's own, no mark of a template, no empty value; it greets and it signs."""
    said = text_of(sample_audit(), number)

    assert not [word for word in TOOL if word in said]
    assert "Dear colleague," in said
    assert "Yours sincerely,\nJ. Okafor, Business Manager\nMarrowshire Safeguarding Children Partnership" in said


def test_a_board_that_says_nothing_of_itself_can_send_letters_too() -> None:
    """Without a board's name, signature, contact or date a letter is still whole."""
    said = text_of(replace(sample_audit(), board=Board(), round=""))

    assert "for this audit" not in said
    assert "()" not in said
    assert "You can reach us here" not in said
    assert "send us this table.\n" in said
    assert said.index("Yours sincerely,\nFor the safeguarding board") > 0


def test_an_agency_that_sent_nothing_readable_is_asked_for_it() -> None:
    """Nothing is held against it, and the letter says what to send."""
    said = text_of(sample_audit(), 2)

    assert "nothing has been judged, for you or against you" in said
    assert "Please send us, by 15 January 2027, the policies and procedures" in said
    assert "What to add" not in said


def test_what_reviewers_settled_is_no_gap() -> None:
    """Where a person decided that a criterion is met, the letter asks for nothing."""
    audit = audit_of(1)
    before, after = text_of(audit), text_of(decided(audit, "PC2", "Green"))

    assert "Parents helped to support their child  ○ Red" in before
    assert "Parents helped to support their child  ○ Red" not in after


def test_a_lower_rating_by_people_is_said_to_be_theirs() -> None:
    """Where reviewers rate lower than the words suggest, no gap is made up, and their note stays within the board."""
    said = text_of(decided(audit_of(1), "WC6", "Red"))

    assert "Our reviewers rate this lower than the words alone suggest." in said
    assert "Seen." not in said


def test_doubts_are_asked_about_and_not_praised() -> None:
    """What a person should still look at is put as a question, and is not among what is strong."""
    made = letter(sample_audit(), sample_audit().submissions[1])

    assert [doubt.criterion.id for doubt in made.doubts] == ["MA1"]
    assert not made.strong


def test_all_met_is_good_news() -> None:
    """A letter with nothing to ask for says so and has no plan."""
    said = text_of(audit_of(1, force="yes"))

    assert "Your documents meet every point." in said
    assert "What to add" not in said
    assert "Action plan" not in said


def test_all_gaps_are_not_a_scolding() -> None:
    """A long letter says where to begin."""
    said = text_of(audit_of(1, force="no"))

    assert "you need not do it all at once" in said
    assert "What is strong" not in said
    assert "Where no place is named, it belongs in your section on harmful sexual behaviour" in said


def test_long_names_and_hostile_words_do_no_harm() -> None:
    """Whatever agencies, folders and documents are called, the file opens and says it as plain words."""
    assert LONG in text_of(audit_of(2), 1)
    said = text_of(hostile_audit())
    assert "[[actions]] {{ 7*7 }} # <script>alert(1)</script>" in said


def test_a_board_s_own_letter(tmp_path: Path) -> None:
    """A board's own wording and letterhead take the place of ours."""
    (tmp_path / "letter.md").write_text("Dear {{ agency.name }},\n\n{{ letter.good }} of {{ letter.rated }}.\n\n[[actions]]\n")
    base = docx.Document()
    base.add_paragraph("Crown of Marrow")
    base.save(str(tmp_path / "letter.docx"))
    audit = sample_audit()
    made = docx.Document(io.BytesIO(letters.render(audit, audit.submissions[0], Templates(tmp_path))))

    assert [paragraph.text for paragraph in made.paragraphs][:3] == ["Crown of Marrow", "Dear Riverside Academy,", "1 of 2."]
    assert [cell.text for cell in made.tables[0].rows[1].cells][:1] == ["A02-MA1.refer"]


def test_the_same_audit_gives_the_same_bytes() -> None:
    """No clock goes into a letter."""
    submission: Submission = sample_audit().submissions[0]
    assert letters.render(sample_audit(), submission, Templates(None)) == letters.render(sample_audit(), submission, Templates(None))
