from __future__ import annotations

import pytest

from procheck.audit.people import People
from procheck.audit.scrubbing import Scrubber, name_pattern, variants

AGENCIES = {
    "Agency 1": ["Riverside Academy", "riverside-academy"],
    "Agency 2": ["St Aldhelm's CofE Primary School"],
    "Agency 3": ["Harbour & District Youth Football Club"],
    "Agency 4": ["North Area Youth Service"],
}


@pytest.fixture(scope="module")
def scrubber() -> Scrubber:
    return Scrubber(AGENCIES)


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("Riverside Academy refers.", "Agency 1 refers."),
        ("Riverside's DSL refers.", "Agency 1's DSL refers."),
        ("RIVERSIDE ACADEMY refers.", "Agency 1 refers."),
        ("The Riverside Academy Trust refers.", "Agency 1 refers."),
        ("See riverside-academy for it.", "See Agency 1 for it."),
        ("At St. Aldhelm’s, staff refer.", "At Agency 2, staff refer."),
        ("At Saint Aldhelms CE Primary School staff refer.", "At Agency 2 staff refer."),
        ("Harbour and District Youth FC's coaches refer.", "Agency 3's coaches refer."),
        ("The North Area Youth Service refers.", "Agency 4 refers."),
        ("NAYS staff refer.", "Agency 4 staff refer."),
    ],
)
def test_agencies_go_by_number_however_they_are_written(scrubber: Scrubber, text: str, scrubbed: str) -> None:
    """A name in capitals, possessive, with a hyphen, shortened or with other small words is the same agency."""
    assert scrubber.scrub(text) == scrubbed


def test_ordinary_words_of_a_name_alone_stand_for_nobody(scrubber: Scrubber) -> None:
    """A river's side and the north of an area are no agency."""
    text = "Staff walk along the riverside in the north of the area, and the youth service refers."
    assert scrubber.scrub(text) == text


@pytest.mark.parametrize(
    "name",
    [
        "Mrs Anjali Patel",
        "Dr. van der Berg",
        "PC O'Brien",
        "Ms Siân Llewelyn-Jones",
        "Jane Green",
        "J. Okafor",
        "A J Smith",
        "Oluwaseun Adeyemi",
        "Mark Field",
        "Sister Mary Clare",
        "JANE SMITH",
        "Mr Penn",
        "Ngozi",
        "Jan",
        "June Okafor",
    ],
)
@pytest.mark.parametrize(
    "frame",
    ["The DSL is {}.", "Designated Safeguarding Lead: {}", "Staff tell {} at once.", "Ask the DSL, {}, who refers.", "{} (DSL) refers."],
)
def test_people_are_taken_out(scrubber: Scrubber, name: str, frame: str) -> None:
    """Titles, initials, particles, double names, names that are ordinary words and names from all communities, wherever they stand."""
    assert scrubber.scrub(frame.format(name)) == frame.format("[name]")


def test_a_name_that_begins_a_sentence_is_known_from_another(scrubber: Scrubber) -> None:
    """A surname alone at the start of a sentence is taken out where the same text has it inside one."""
    assert scrubber.scrub("Okafor rings. Then we tell Okafor's deputy.") == "[name] rings. Then we tell [name]'s deputy."


@pytest.mark.parametrize(
    "text",
    [
        "Staff must follow Keeping Children Safe in Education and Working Together.",
        "The Youth Court, Police Scotland, Barnardo's and the Brook Traffic Light Tool are named in Appendix B.",
        "Designated Safeguarding Lead and Headteacher: see the Multi-Agency Hub.",
        "In May the DSL will report to the Governing Body. Grace is a word too.",
        "Miss a meeting and the Chair is told.",
        "Two DNAs of a Gillick-competent child are told to the DSLs.",
        "Review: 6 Jan 2027, June 2027 or Jan 2028.",
        "A. Purpose of this policy. B. The child comes first.",
        "Parents are told within 24 hours, and on 22 November 2026 at 10.30, under section 4.2.1.",
        "Staff write it up on CPOMS and MyConcern by 2026-11-22.",
    ],
)
def test_the_words_of_the_field_stay(scrubber: Scrubber, text: str) -> None:
    """National bodies, guidance, roles, months, dates and section numbers are no names."""
    assert scrubber.scrub(text) == text


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("Ring 01234 567890.", "Ring [telephone number]."),
        ("Ring (01234) 567890 or 07700 900123.", "Ring [telephone number] or [telephone number]."),
        ("Ring +44 (0)20 7946 0123, ext. 234.", "Ring [telephone number], [telephone number]."),
        ("Ring 0800 1111.", "Ring [telephone number]."),
        ("Write to d.sl@riverside-academy.sch.uk.", "Write to [e-mail address]."),
        ("Write to dsl [at] school.org.", "Write to [e-mail address]."),
        ("See www.riverside-academy.sch.uk/policies.", "See [web address]."),
        ("See harbourfc.co.uk for more.", "See [web address] for more."),
        ("Write to 14 Mill Lane, Marrowfield, MW3 4AB.", "Write to [address]."),
        ("Meet at Larkfield Road.", "Meet at [address]."),
        ("It is in SW1A 1AA.", "It is in [postcode]."),
    ],
)
def test_ways_to_reach_people_are_taken_out(scrubber: Scrubber, text: str, scrubbed: str) -> None:
    """Telephone numbers, extensions, e-mail, web and street addresses and postcodes."""
    assert scrubber.scrub(text) == scrubbed


def test_what_an_agency_is_called_can_be_chosen(scrubber: Scrubber) -> None:
    """For quotes that never say whose they are, an agency's number is said in other words."""
    said = scrubber.scrub("Riverside and Harbour meet.", lambda label: "this agency" if label == "Agency 1" else "another agency")
    assert said == "this agency and another agency meet."


def test_a_text_cannot_smuggle_in_marks(scrubber: Scrubber) -> None:
    """The characters that stand for what is put in are not taken from a document."""
    assert "Agency" not in scrubber.scrub("\x010\x02 \x019\x02 Nothing here.")


def test_scrubbing_twice_changes_nothing_more(scrubber: Scrubber) -> None:
    """What was put in is no name."""
    once = scrubber.scrub("Mrs Patel of Riverside Academy, 14 Mill Lane, rings 01234 567890.")
    assert scrubber.scrub(once) == once


def test_short_and_generic_names_have_no_variants() -> None:
    """A name that is all generic words is known by itself alone, so that "the club" stays."""
    assert list(variants("Youth Football Club")) == ["Youth Football Club", "YFC"]
    assert list(variants("Multi Agency Safeguarding Hub")) == ["Multi Agency Safeguarding Hub"]
    assert list(variants("FC")) == []
    assert list(variants("The Marrow Trust")) == ["The Marrow Trust", "Marrow Trust", "Marrow"]


def test_single_words_need_their_capital_letter() -> None:
    """An agency called Beacon is not every beacon."""
    assert name_pattern("Beacon").search("a beacon of hope") is None
    assert name_pattern("beacon").search("Beacon's staff")


def test_more_ordinary_words_can_be_given() -> None:
    """A word that documents write in small letters elsewhere is no name."""
    text = "Ask the Quartermaster."
    assert People().spans(text) and not People({"quartermast"}).spans(text)
