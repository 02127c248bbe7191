"""References that something has replaced."""

from datetime import date

import pytest

from tests.notes.building import IN_SCHOOL, of_kind


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Contact the LSCB.", "Local Safeguarding Children Boards by September 2019"),
        (
            "Contact the Local Safeguarding Children Board (LSCB) and the LSCBs nearby.",
            '"Local Safeguarding Children Board" appears twice',
        ),
        ("Complete a Common Assessment Framework (CAF) form. A CAF helps.", "early help assessment"),
        ("The CCG funds it.", "Integrated care boards (ICBs)"),
        ("The ACPC procedures apply.", "in 2006"),
        ("The AIM2 assessment is used.", "AIM3"),
        ("Staff need a CRB check.", "Disclosure and Barring Service"),
        ("We follow Working Together to Safeguard Children (2018).", "The 2018 edition of Working Together"),
        ("See DfE (2015) Working Together to Safeguard Children.", "The 2015 edition of Working Together"),
        ("Staff read Part one of KCSIE 2023.", "The 2025 edition replaced it"),
        (
            "Staff read Keeping Children Safe in Education (DfE, September 2021).",
            "The 2021 edition of Keeping Children",
        ),
        ("Staff read the 2022 edition of KCSIE.", "The 2022 edition of Keeping Children"),
        ("The youth offending team attends.", "youth justice service"),
        ("Held under the Data Protection Act 1998.", "Data Protection Act 2018"),
    ],
)
def test_old_references_are_found(line: str, says: str) -> None:
    """An old name or edition is told with what replaced it."""
    (note,) = of_kind("outdated-reference", *IN_SCHOOL, line)
    assert says in note.message
    assert note.quote in line


@pytest.mark.parametrize(
    "line",
    [
        "The partnership (formerly the LSCB) publishes procedures.",
        "In 2016 inspectors found that the LSCB had not acted.",
        "This replaces the policy written under Working Together 2015.",
        "Working Together to Safeguard Children 2023 applies.",
        "Working Together to Safeguard People 2016 is the Welsh guidance.",
        "We follow Working Together and KCSIE.",
        "The Children Act 1989 and the Sexual Offences Act 2003 apply.",
        "See www.oldlscb.org.uk or write to lscb@council.example.",
        "Cheques to CAF Bank.",
        "The CAF leaflet is by the door.",
        "Child-on-child abuse (also known as peer-on-peer abuse) is harmful.",
        "Training: Peer-on-Peer Abuse in International Settings.",
        "Since 2018 Working Together has asked for this.",
    ],
)
def test_what_is_not_out_of_date(line: str) -> None:
    """History, present editions, names that only look alike and addresses are left alone."""
    assert [] == of_kind("outdated-reference", *IN_SCHOOL, line)


def test_a_table_of_changes_is_history() -> None:
    """Rows that say what was changed are not references."""
    assert [] == of_kind(
        "outdated-reference",
        *IN_SCHOOL,
        "## Version history",
        "| Version | Date | Changes |",
        "| --- | --- | --- |",
        "| 2 | 2015 | KCSIE 2015; LSCB contact added |",
    )


def test_nothing_is_out_of_date_before_its_day() -> None:
    """A report for an earlier day knows only what had happened by then."""
    lines = (*IN_SCHOOL, "The CCG funds it. Staff read KCSIE 2021.")
    assert [] == of_kind("outdated-reference", *lines, as_of=date(2022, 6, 30))
    assert 2 == len(of_kind("outdated-reference", *lines, as_of=date(2022, 9, 1)))


def test_this_year_s_edition_is_only_asked_about() -> None:
    """An edition that procheck knows no newer one of is not called replaced."""
    lines = (*IN_SCHOOL, "Staff read KCSIE 2025.")
    assert [] == of_kind("outdated-reference", *lines, as_of=date(2026, 8, 31))
    (note,) = of_kind("outdated-reference", *lines, as_of=date(2026, 9, 1))
    assert "check that this one is still in force" in note.message
    assert "replaced" not in note.message


def test_peer_on_peer_is_told_to_english_schools_alone() -> None:
    """The name that KCSIE dropped is told to schools in England, not to a Welsh college."""
    uses = ("Peer-on-peer abuse is serious.", "Report peer-on-peer abuse.")
    (note,) = of_kind("outdated-reference", *IN_SCHOOL, *uses)
    assert '"Peer-on-peer" appears twice' in note.message
    wales = ("# Coleg Morlais", "The college follows the Wales Safeguarding Procedures and Estyn.")
    assert [] == of_kind("outdated-reference", *wales, *uses)


def test_northern_ireland_s_board_is_told_there_alone() -> None:
    """The same words mean another body elsewhere."""
    line = "Send it to the Health and Social Care Board."
    (note,) = of_kind("outdated-reference", "# Club policy", "Ring the Gateway team or PSNI in Northern Ireland.", line)
    assert "Strategic Planning and Performance Group" in note.message
    assert [] == of_kind("outdated-reference", *IN_SCHOOL, line)
