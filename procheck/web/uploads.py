"""Documents that come in by the page, and the limits on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from werkzeug.datastructures import FileStorage

from procheck.documents.safety import MEGABYTE
from procheck.reports.wording import clean, plural, shortened
from procheck.web.model import Given

MOST_FILES = 20


class NotTaken(ValueError):
    """Documents that are not taken in, in one sentence for the person who gave them."""


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """How much is taken in at once."""

    file_bytes: int
    files: int = MOST_FILES

    @property
    def request_bytes(self) -> int:
        """The whole request: twice the largest file, and room for what surrounds it."""
        return 2 * self.file_bytes + MEGABYTE

    @property
    def said(self) -> str:
        """The limits in a sentence."""
        return (
            f"At most {self.files} documents at once, each of at most {self.file_bytes // MEGABYTE:,} MB "
            f"and together of at most {self.request_bytes // MEGABYTE:,} MB."
        )


def take(files: Sequence[FileStorage], limits: UploadLimits) -> list[Given]:
    """The documents. Raises `NotTaken` where there is none, there are too many, or one is too large."""
    given = [file for file in files if file.filename]
    if not given:
        raise NotTaken("No document was given: choose one, or drop it on the page.")
    if len(given) > limits.files:
        raise NotTaken(f"That is {plural(len(given), 'document')}, and {limits.files} at once is the most: give them in parts.")
    for file in given:
        size = file.stream.seek(0, 2)
        file.stream.seek(0)
        name = shortened(clean(file.filename or ""))
        if size > limits.file_bytes:
            raise NotTaken(too_large(name, limits))
    return [Given(file.filename or "", file.stream) for file in given]


def too_large(name: str, limits: UploadLimits) -> str:
    """The sentence for a document over the limit."""
    return (
        f"{name} is larger than the limit of {limits.file_bytes // MEGABYTE:,} MB: take its pictures out, check the policy without its "
        "attachments, or start procheck with a higher --max-size."
    )
