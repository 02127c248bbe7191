"""Makes the Word files that letters and board reports are written on: `python -m tests.make_audit_templates`.

A board that wants its own look copies one of them, changes its styles, header and footer in Word, and gives the folder with --templates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from procheck.audit.outputs import word_styles
from procheck.reports.docx_parts import fixed_bytes, set_language
from procheck.resources import data_folder

if TYPE_CHECKING:
    from docx.document import Document


def main() -> None:
    """Writes both files beside the other templates."""
    folder = data_folder("templates") / "audit"
    (folder / "board-report.docx").write_bytes(base(header="[[board]]", footer="[[title]]", title=20))
    (folder / "letter.docx").write_bytes(base(header="[[board]]", footer="[[title]]", title=15))


def base(*, header: str, footer: str, title: float) -> bytes:
    """An A4 letterhead with the marks that procheck fills; the logo stands on the first page alone. `title`: points of the title."""
    import docx

    document = docx.Document()
    _clear(document)
    word_styles.ensure(document, all_of_them=True)
    _set_title(document, title)
    set_language(document, "en-GB")
    section = _page(document)
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "[[logo]]"
    section.first_page_header.add_paragraph(header, style="Header")
    section.header.paragraphs[0].text = header
    for each in (section.footer, section.first_page_footer):
        each.paragraphs[0].text = f"{footer}\t[[page]]"
        _right_tab(each.paragraphs[0])
    return fixed_bytes(document)


def _set_title(document: Document, size: float) -> None:
    """A letter shouts less than a report."""
    from docx.shared import Pt

    title: Any = document.styles["Title"]
    title.font.size = Pt(size)
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(6), Pt(10)
    header: Any = document.styles["Header"]
    header.paragraph_format.space_after = Pt(8)


def _page(document: Document) -> Any:
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1)
    return section


def _right_tab(paragraph: Any) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm

    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(17), WD_TAB_ALIGNMENT.RIGHT)


def _clear(document: Document) -> None:
    """Takes out what the library's own template brings: a hundred table styles and a picture of its first page."""
    from docx.enum.style import WD_STYLE_TYPE

    for unused in [style for style in document.styles if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table"]:
        unused.delete()
    package = document.part.package
    assert package is not None
    for key in [key for key, relation in package.rels.items() if relation.reltype.endswith("/thumbnail")]:
        del package.rels[key]
    core = document.core_properties
    core.title = core.author = core.comments = core.last_modified_by = ""


if __name__ == "__main__":
    main()
