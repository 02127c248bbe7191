from procheck.language.statements import statements
from tests.building import document


def test_statements_are_slices_of_the_document() -> None:
    """Every statement's offsets cut a sentence out of the document's text; headings make none."""
    made = document("# Title", "First sentence. Second one.", "- an item")
    texts = [made.text[each.start : each.end] for each in statements(made)]

    assert texts == ["First sentence.", "Second one.", "an item"]


def test_list_items_are_read_after_their_lead_in() -> None:
    """A bullet's words follow those of the sentence that introduces it, at each level of nesting."""
    made = statements(
        document("The lead will:", "- tell parents", "- ring:", "  - the police", "- write it down", "Then stop.")
    )
    joined = [" ".join(each.joined.lower) for each in made]

    assert joined[1] == "the lead will tell parents"
    assert joined[3] == "ring the police"
    assert joined[4] == "the lead will write it down"
    assert joined[5] == "then stop ."
    assert [each.introduces for each in made] == [True, False, True, False, False, False]


def test_items_after_a_full_sentence_stand_alone() -> None:
    """A list is not joined to a finished sentence before it."""
    made = statements(document("Staff are kind.", "- tell parents"))

    assert not made[1].lead_in


def test_table_rows_are_read_under_their_headings() -> None:
    """A row's column headings come before its cells; the header row is no statement."""
    made = statements(document("Role | Duty", "Lead | rings social care"))

    assert len(made) == 1
    assert " ".join(made[0].joined.lower) == "role | duty lead | rings social care"
    assert made[0].lead_in.starts == (-1, -1, -1)


def test_later_sentences_carry_on() -> None:
    """Only the first sentence of a paragraph begins afresh."""
    assert [each.carries_on for each in statements(document("One. Two.", "Three."))] == [False, True, False]
