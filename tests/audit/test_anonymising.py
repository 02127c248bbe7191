from __future__ import annotations

import json
from dataclasses import replace

from procheck.audit.anonymising import anonymise, scrubber
from procheck.audit.model import Board
from procheck.audit.outputs.record import audit_object
from tests.audit.sample import sample_audit


def test_nothing_of_an_agency_is_left_anywhere() -> None:
    """No agency's name, folder, person, number or document is in any field of the record."""
    record = json.dumps(audit_object(anonymise(replace(sample_audit(), board=Board()))))
    for told in ("Riverside", "riverside", "Harbour", "harbour-fc", "Empty Trust", "empty-trust", "Patel", "567890", "policy.docx",
                 "handbook.pdf", "scan.pdf", "A. Head", "Deputy head", "Closed Academy", "closed-academy", "0" * 64):  # fmt: skip
        assert told not in record, told


def test_the_board_is_still_named() -> None:
    """Who made the audit is no secret."""
    assert anonymise(sample_audit()).board == sample_audit().board


def test_refs_and_ratings_stay() -> None:
    """Every cell is there with the Ref, words, decision and movement that it had, under the agency's number."""
    plain, anonymised = sample_audit(), anonymise(sample_audit())
    before = {cell.ref: cell for submission in plain.submissions for cell in submission.cells}
    after = {cell.ref: cell for submission in anonymised.submissions for cell in submission.cells}
    assert before.keys() == after.keys()
    for ref, cell in before.items():
        assert (cell.final, cell.movement, cell.difference) == (after[ref].final, after[ref].movement, after[ref].difference)
    assert [submission.agency.name for submission in anonymised.submissions] == ["Agency 1", "Agency 2", "Agency 3"]
    assert anonymised.cell("a02", "MA1").ref == "A02-MA1"


def test_each_quote_still_names_its_document() -> None:
    """Documents go by number, the same in the list of documents and under the quotes."""
    submission = anonymise(sample_audit()).submission("a01")
    assert submission.report is not None
    names = [document.name for document in submission.report.documents]
    assert names == ["document 1 (pdf)"]
    assert submission.report.criteria[0].elements[0].evidence[0].document == "document 1 (pdf)"
    assert submission.unread[0].name == "document 2 (pdf)" and "document 2 (pdf)" in submission.unread[0].sentence


def test_a_type_that_only_one_agency_has_is_not_told() -> None:
    """The one hospital trust of an area is known by being one; a type that three share tells nothing."""
    audit = sample_audit()
    alike = [replace(each, agency=replace(each.agency, type="School", nation="England")) for each in audit.submissions]
    assert {each.agency.type for each in anonymise(audit).submissions} == {""}
    assert {each.agency.type for each in anonymise(replace(audit, submissions=tuple(alike))).submissions} == {"School"}


def test_anonymising_twice_is_once() -> None:
    """An anonymised audit stays as it is."""
    once = anonymise(sample_audit())
    assert anonymise(once) is once
    assert scrubber(once)("a02", "Mrs Patel of [name]") == "Mrs Patel of [name]"


def test_quotes_for_the_open_report_never_say_whose_they_are() -> None:
    """In an audit that names its agencies, a quote meant to be anonymous says "this agency" and "another agency"."""
    scrub = scrubber(sample_audit())
    assert scrub("riverside", "Riverside's Mrs Patel rings Harbour FC.") == "this agency's [name] rings another agency."
