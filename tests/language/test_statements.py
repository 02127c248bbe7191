from procheck.language.statements import statements
from tests.building import document


def test_statements_are_slices_of_the_document() -> None:
    """Every statement's offsets cut a sentence out of the document's text; headings make none."""
    made = document("# Title", "First sentence. Second one.", "- an item")
    texts = [made.text[each.start : each.end] for each in statements(made)]

    assert texts == ["First sentence.", "Second one.", "an item"]


def test_list_items_are_read_after_their_lead_in() -> None:
    """A bullet's words follow those of the sentence that introduces it, at each level of nesting."""
    made = statements(document("The lead will:", "- tell parents", "- ring:", "  - the police", "- write it down", "Then stop."))
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


def test_columns_of_what_to_do_and_not_to_do_are_told_apart() -> None:
    """Under "Do" and "Do not" each cell is read after its own heading; the quote is the cell."""
    made = document("Do | Do not", "Ask what they want. | Ask why.", "Listen. | ")
    found = statements(made)

    assert [" ".join(each.joined.lower) for each in found] == ["do ask what they want .", "do not ask why .", "do listen ."]
    assert [made.text[each.start : each.end] for each in found] == ["Ask what they want.", "Ask why.", "Listen."]
    assert [each.columns for each in found] == [("Do",), ("Do not",), ("Do",)]


def test_later_sentences_carry_on() -> None:
    """Only the first sentence of a paragraph begins afresh."""
    assert [each.carries_on for each in statements(document("One. Two.", "Three."))] == [False, True, False]


def test_lines_that_only_name_something_make_no_statement() -> None:
    """A heading typed as plain text and the empty row of a form prove nothing."""
    made = statements(document("Records of harm", "Name | Date", "Name of child | ", "Staff write it down."))

    assert [" ".join(each.words.lower) for each in made] == ["staff write it down ."]


def test_a_table_is_introduced_by_the_sentence_before_it() -> None:
    """Rows know the sentence that ends in a colon before their table; its words are not theirs."""
    made = statements(document("Plans cover:", "Child | Plan", "Both | a safe place to go"))

    assert made[1].introduced_by == 0
    assert " ".join(made[1].lead_in.lower) == "child | plan"
