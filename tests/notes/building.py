"""Small documents for tests, written as lines."""

from __future__ import annotations

from datetime import date

from procheck.documents.assemble import assemble
from procheck.documents.model import Block, Document, Draft, Unread
from procheck.notes import notes
from procheck.reports.model import Note, NoteKind

TODAY = date(2026, 11, 22)
IN_SCHOOL = ("# Sunny Lane Primary School", "## Child Protection Policy", "The headteacher follows KCSIE.")


def document(
    *lines: str,
    furniture: tuple[str, ...] = (),
    properties: dict[str, str] | None = None,
    unread: tuple[Unread, ...] = (),
) -> Document:
    """A document of one block a line: "# heading", "- item", "| cell | cell |", else a paragraph.

    A line of dashes in a table makes the row before it the table's headings.
    """
    draft = Draft(furniture=list(furniture), properties=properties or {}, unread=list(unread))
    header: tuple[str, ...] = ()
    for number, line in enumerate(lines):
        if line.startswith("|"):
            cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
            if set(line) <= set("|- "):
                continue
            is_header = number + 1 < len(lines) and set(lines[number + 1]) == {"|", "-", " "}
            header = cells if is_header else header
            draft.blocks.append(
                Block("table-row", " | ".join(cells), table=0, cells=cells, header=header, is_header_row=is_header)
            )
            continue
        header = ()
        if line.startswith("#"):
            draft.blocks.append(Block("heading", line.lstrip("# "), level=len(line) - len(line.lstrip("#"))))
        elif line.startswith("- "):
            draft.blocks.append(Block("list-item", line[2:], level=1, label="•"))
        else:
            draft.blocks.append(Block("paragraph", line))
    return assemble(draft, name="policy.md", sha256="0" * 64, format="markdown")


def of_kind(kind: NoteKind, *lines: str, as_of: date = TODAY) -> list[Note]:
    """The notes of one kind on a document of `lines`."""
    return [note for note in notes(document(*lines), as_of) if note.kind == kind]
