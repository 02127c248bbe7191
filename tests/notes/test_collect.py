"""All the notes together."""

from hypothesis import given, settings
from hypothesis import strategies as st

from procheck.notes import notes, summary
from procheck.notes.passages import sentence_spans
from tests.notes.building import IN_SCHOOL, TODAY, document

PIECES = st.sampled_from(
    [
        *(
            "[insert name]",
            "XXXX",
            "the LSCB",
            "KCSIE 2021",
            "Working Together (2018)",
            "perpetrator",
            "victim",
            "Dr. No. ",
        ),
        *("See the Behaviour Policy.", "# Harmful sexual behaviour", "| Review | May 2020 |", "to follow"),
        *('"', "“", "[", "]", "(", "\u2028", "é", "…"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=12))
def test_every_quote_is_written_in_the_document(lines: list[str]) -> None:
    """Whatever a document holds, notes are made without failing and quote it verbatim in 60 words at most."""
    made = document(*lines)
    for note in notes(made, TODAY):
        assert note.quote in made.text
        assert len(note.quote.split()) <= 60
    summary(made)


def test_the_same_document_gives_the_same_notes() -> None:
    """Notes do not depend on anything but the document and the day."""
    made = document(*IN_SCHOOL, "Contact the LSCB. [insert name] rings. See KCSIE 2021.")
    assert notes(made, TODAY) == notes(made, TODAY)
    assert 3 == len(notes(made, TODAY))


def test_a_long_quote_is_cut_about_what_was_found() -> None:
    """The words found always stand in the quote, however long their sentence is."""
    made = document("# Policy", " ".join(["word"] * 300) + " [insert name] " + " ".join(["word"] * 300) + ".")
    (note,) = notes(made, TODAY)
    assert "[insert name]" in note.quote
    assert len(note.quote.split()) <= 40


def test_abbreviations_do_not_end_sentences() -> None:
    """ "Dr. Lee" and "e.g. This" stay in one sentence."""
    text = "Tell Dr. Lee, e.g. Today. Then write it."
    assert [(0, 25), (26, 40)] == list(sentence_spans(text))


def test_a_place_is_given() -> None:
    """A note names the document and the section in which its words stand."""
    made = document(*IN_SCHOOL, "## 7 Contacts", "Lead: [insert name]")
    (note,) = notes(made, TODAY)
    assert ("policy.md", "7 Contacts") == (note.document, note.section[-1])
