"""How documents are read: the limits --max-size, --max-expanded, --max-pages and --max-seconds, and --ocr."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import click

from procheck.documents import ocr as recognition
from procheck.documents.safety import DEFAULT_LIMITS, MEGABYTE, Limits

OCR = click.option("--ocr", is_flag=True,
                   help="Run text recognition on PDF pages without a text layer (needs OCRmyPDF or Tesseract).")  # fmt: skip
MAX_SIZE = click.option("--max-size", metavar="MB", type=click.IntRange(min=1), default=DEFAULT_LIMITS.file_bytes // MEGABYTE,
                        show_default=True, help="Refuse files larger than this.")  # fmt: skip
MAX_EXPANDED = click.option("--max-expanded", metavar="MB", type=click.IntRange(min=1), default=DEFAULT_LIMITS.expanded_bytes // MEGABYTE,
                            show_default=True, help="Refuse Word and OpenDocument files that unpack to more than this.")  # fmt: skip
MAX_PAGES = click.option("--max-pages", metavar="N", type=click.IntRange(min=1), default=DEFAULT_LIMITS.pages,
                         show_default=True, help="Refuse documents with more pages than this.")  # fmt: skip
_MAX_SECONDS = click.option("--max-seconds", metavar="N", type=click.FloatRange(min=0, min_open=True),
                            help="Give up a file that takes longer to read than this."
                                 f"  [default: {DEFAULT_LIMITS.seconds:g}; {recognition.SECONDS:g} with --ocr]")  # fmt: skip


def check_ocr(wanted: bool) -> None:
    """Raises click.UsageError where text recognition is wanted and no program for it is installed."""
    if wanted and not recognition.program():
        raise click.UsageError(f"--ocr needs a program for text recognition, and none was found: {recognition.HOW_TO_INSTALL}.")


def limits_options(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options above, and calls it with the `limits` and the `ocr` that they ask for."""

    @functools.wraps(command)
    def limiting(*args: Any, ocr: bool, max_size: int, max_expanded: int, max_pages: int, max_seconds: float | None, **kwargs: Any) -> None:
        check_ocr(ocr)
        limits = replace(
            DEFAULT_LIMITS,
            file_bytes=max_size * MEGABYTE,
            expanded_bytes=max_expanded * MEGABYTE,
            pages=max_pages,
            seconds=max_seconds or (recognition.SECONDS if ocr else DEFAULT_LIMITS.seconds),
        )
        command(*args, limits=limits, ocr=ocr, **kwargs)

    for option in (_MAX_SECONDS, MAX_PAGES, MAX_EXPANDED, MAX_SIZE, OCR):
        limiting = option(limiting)
    return limiting


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options above, and calls it with the `reader` that they ask for (an `IsolatedReader`)."""

    @limits_options
    @functools.wraps(command)
    def reading(*args: Any, limits: Limits, ocr: bool, **kwargs: Any) -> None:
        from procheck.documents.isolated import IsolatedReader

        with IsolatedReader(limits, ocr=ocr) as reader:
            command(*args, reader=reader, **kwargs)

    return reading
