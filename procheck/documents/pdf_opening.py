"""The bytes of a PDF -> an open document, or a refusal that says why; and what the file says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procheck.documents.errors import UnreadableDocument

if TYPE_CHECKING:
    import pypdfium2

DAMAGED = ("is damaged and cannot be opened", "ask for another copy of it")
"""Problem and remedy."""


def opened(data: bytes, name: str) -> pypdfium2.PdfDocument:
    """The document, to be closed by the caller. A file with an owner's password only opens like any other.

    Raises:
        UnreadableDocument: the file is damaged, has no pages, needs a password or is locked in a way PDFium knows not.
    """
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == raw.FPDF_ERR_PASSWORD:
            raise UnreadableDocument(name, "is protected by a password", "save a copy without the password and check that") from error
        if code == raw.FPDF_ERR_SECURITY:
            raise UnreadableDocument(
                name, "is locked in a way that procheck does not know", "save an unlocked copy and check that"
            ) from error
        raise UnreadableDocument(name, *DAMAGED) from error
    if len(document) == 0:
        document.close()
        raise UnreadableDocument(name, *DAMAGED)
    return document


def properties(document: pypdfium2.PdfDocument) -> dict[str, str]:
    """Title, author and subject, where the file gives them."""
    found = {}
    for key in ("Title", "Author", "Subject"):
        try:
            value = document.get_metadata_value(key)
        except UnicodeDecodeError:  # a damaged file's
            continue
        if value := "".join(filter(str.isprintable, value)).strip():
            found[key.lower()] = value
    return found
