"""List labels of Word files: as Word shows them, though they stand nowhere in the text."""

from __future__ import annotations

import pytest

from tests.documents.docx_making import STYLES, level, numbered, para, read, shown

LEGAL = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "(%3)") + level(3, "lowerRoman", "(%4)")


def abstract(inside: str, number: int = 0) -> str:
    """A `w:abstractNum`."""
    return f'<w:abstractNum w:abstractNumId="{number}">{inside}</w:abstractNum>'


def num(number: int, abstract_number: int = 0, inside: str = "") -> str:
    """A `w:num`."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract_number}"/>{inside}</w:num>'


def override(depth: int, start: int) -> str:
    """A new start at one level."""
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def labels(*body: str, numbering: str, styles: str = STYLES) -> list[str]:
    """The label of each block."""
    return [block.label for block in read(*body, numbering=numbering, styles=styles).blocks]


def test_levels_count_and_restart_below_an_outer_level() -> None:
    """4.2 follows 4.1, (a) starts again under it."""
    body = [numbered(f"Item {index}.", 1, depth) for index, depth in enumerate([0, 1, 2, 2, 1, 2, 3, 3, 0, 1])]

    assert ["1", "1.1", "(a)", "(b)", "1.2", "(a)", "(i)", "(ii)", "2", "2.1"] == labels(*body, numbering=abstract(LEGAL) + num(1))


def test_multilevel_figures_are_clauses_and_others_are_list_items() -> None:
    """ "4.2" before a paragraph numbers a clause; "(a)" and "1" number items, nested by their indent."""
    document = read(
        numbered("One sentence of a policy stands here.", 1, 1),
        numbered("an item;", 1, 2),
        numbered("a nested item;", 1, 3),
        numbered("another.", 1, 2),
        numbering=abstract(LEGAL) + num(1),
    )

    assert [("paragraph", 0), ("list-item", 1), ("list-item", 2), ("list-item", 1)] == [
        (block.kind, block.level) for block in document.blocks
    ]


def test_two_numberings_of_one_definition_count_on() -> None:
    """Word counts by the abstract definition unless a number starts anew."""
    body = [numbered("One.", 1), numbered("Two.", 2), numbered("Three.", 1)]

    assert ["1", "2", "3"] == labels(*body, numbering=abstract(LEGAL) + num(1) + num(2))


def test_a_start_override_restarts_at_its_first_use_only() -> None:
    """A list that was told to start at 5 goes on with 6."""
    body = [numbered("One.", 1), numbered("Two.", 1), numbered("Five.", 2), numbered("Six.", 2)]

    assert ["1", "2", "5", "6"] == labels(*body, numbering=abstract(LEGAL) + num(1) + num(2, 0, override(0, 5)))


def test_a_start_override_of_one_level_leaves_the_others_counting() -> None:
    """A list (a), (b) that starts anew under 1.1 does not take the clause after it back to 1.1."""
    restarted = num(1) + num(2, 0, override(0, 1) + override(1, 1) + override(2, 1))
    body = [
        numbered("Purpose", 1),
        numbered("One.", 1, 1),
        numbered("a.", 1, 2),
        numbered("a.", 2, 2),
        numbered("b.", 2, 2),
        numbered("Two.", 1, 1),
    ]

    assert ["1", "1.1", "(a)", "(a)", "(b)", "1.2"] == labels(*body, numbering=abstract(LEGAL) + restarted)


def test_an_override_may_replace_a_whole_level() -> None:
    """The format of one list may differ from its definition."""
    changed = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'

    assert ["A)", "B)"] == labels(numbered("One.", 1), numbered("Two.", 1), numbering=abstract(LEGAL) + num(1, 0, changed))


def test_a_level_that_never_restarts_goes_on() -> None:
    """`w:lvlRestart w:val="0"` numbers clauses through the whole document."""
    through = level(0, "decimal", "%1.") + level(1, "decimal", "%2", more='<w:lvlRestart w:val="0"/>')
    body = [numbered(f"Item {index}.", 1, depth) for index, depth in enumerate([0, 1, 1, 0, 1])]

    assert ["1", "1", "2", "2", "3"] == labels(*body, numbering=abstract(through) + num(1))


def test_numbering_is_inherited_from_a_style_and_its_base() -> None:
    """A heading numbered by its style shows its number, at the level that names the style."""
    styles = STYLES.replace(
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>',
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>',
    ).replace(
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>',
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr>',
    )
    styles += '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Council heading"/><w:basedOn w:val="Heading2"/></w:style>'
    levels = level(0, "decimal", "%1", more='<w:pStyle w:val="Heading1"/>') + level(
        1, "decimal", "%1.%2", more='<w:pStyle w:val="Heading2"/>'
    )
    body = [para("Purpose", style="Heading1"), para("Duties", style="Heading1"), para("Staff", style="Heading2")]
    document = read(*body, numbering=abstract(levels) + num(1), styles=styles)

    assert ["1 Purpose", "2 Duties", "2.1 Staff"] == shown(document)
    assert ("2 Duties", "2.1 Staff") == document.blocks[2].section


def test_number_zero_takes_the_numbering_of_a_style_away() -> None:
    """`w:numId w:val="0"` means not numbered."""
    styles = (
        STYLES
        + '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    off = para("Plain.", style="L", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>')

    assert ["1", "", "2"] == labels(
        para("One.", style="L"), off, para("Two.", style="L"), numbering=abstract(LEGAL) + num(1), styles=styles
    )


def test_a_numbering_style_link_is_followed() -> None:
    """A definition that only links to a numbering style uses the definition of that style."""
    styles = STYLES + (
        '<w:style w:type="numbering" w:styleId="Clauses"><w:name w:val="Clauses"/>'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    linked = abstract('<w:numStyleLink w:val="Clauses"/>', 0) + abstract(LEGAL, 1)

    assert ["1", "1.1"] == labels(numbered("One.", 1), numbered("Two.", 1, 1), numbering=linked + num(1, 0) + num(2, 1), styles=styles)


def test_legal_numbering_shows_outer_numbers_as_figures() -> None:
    """`w:isLgl` turns "II.1" into "2.1"."""
    levels = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2", more="<w:isLgl/>")

    assert ["I", "II", "2.1"] == labels(
        numbered("One.", 1), numbered("Two.", 1), numbered("Three.", 1, 1), numbering=abstract(levels) + num(1)
    )


def test_legal_numbering_keeps_leading_zeros() -> None:
    """ "Section 1.01" is the usual form below "Article I"."""
    levels = level(0, "upperRoman", "Article %1.") + level(1, "decimalZero", "Section %1.%2", more="<w:isLgl/>")

    assert ["Article I", "Section 1.01"] == labels(numbered("One.", 1), numbered("Two.", 1, 1), numbering=abstract(levels) + num(1))


def test_an_outer_level_that_was_not_used_counts_from_its_start() -> None:
    """A first paragraph at level 2 is 1.1, not 0.1."""
    assert ["1.1", "1.2"] == labels(numbered("One.", 1, 1), numbered("Two.", 1, 1), numbering=abstract(LEGAL) + num(1))


def test_words_around_the_number_are_part_of_the_label() -> None:
    """A numbering may show "Appendix A:"."""
    levels = level(0, "upperLetter", "Appendix %1:")

    assert ["Appendix A", "Appendix B"] == labels(numbered("Forms.", 1), numbered("Contacts.", 1), numbering=abstract(levels) + num(1))


@pytest.mark.parametrize("sign", ["\uf0b7", "o", "-", "•", "\uf0a7"])
def test_bullets_of_every_kind_are_given_as_one(sign: str) -> None:
    """The fonts that bullets are drawn from do not matter."""
    assert ["•"] == labels(numbered("Tell the DSL.", 1), numbering=abstract(level(0, "bullet", sign)) + num(1))


def test_a_level_that_shows_nothing_gives_no_label() -> None:
    """Number format "none" without words leaves a plain paragraph."""
    document = read(numbered("Tell the DSL.", 1), numbering=abstract(level(0, "none", "")) + num(1))

    assert [("paragraph", "")] == [(block.kind, block.label) for block in document.blocks]


def test_empty_numbered_paragraphs_count_and_deleted_ones_do_not() -> None:
    """Word shows a number before an empty paragraph; a paragraph deleted with changes tracked is gone with its number."""
    properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    deleted = para(
        '<w:del w:id="1"><w:r><w:delText>Old.</w:delText></w:r></w:del>',
        properties=f'{properties}<w:rPr><w:del w:id="2"/></w:rPr>',
    )

    assert ["1", "3"] == labels(numbered("One.", 1), numbered("", 1), deleted, numbered("Three.", 1), numbering=abstract(LEGAL) + num(1))


def test_lists_nest_by_indent_where_two_lists_are_mixed() -> None:
    """Bullets of another list, set further in, stand below the numbered item above them."""
    definitions = abstract(level(0, "decimal", "%1."), 0) + abstract(level(0, "bullet", "•").replace('w:left="360"', 'w:left="1080"'), 1)
    document = read(numbered("One.", 1), numbered("Inner.", 2), numbered("Two.", 1), numbering=definitions + num(1, 0) + num(2, 1))

    assert [("1", 1), ("•", 2), ("2", 1)] == [(block.label, block.level) for block in document.blocks]
