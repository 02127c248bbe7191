"""Where reports go: the form that was asked for, to standard output, a file, or files in a folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from procheck.reports.model import Report

SUFFIXES = {
    "terminal": ".txt", "json": ".json", "jsonl": ".jsonl", "html": ".html", "docx": ".docx", "markdown": ".md",
    "csv": ".csv",
}  # fmt: skip
FORMS = tuple(SUFFIXES)
_SHARED = ("terminal", "jsonl", "csv")
"""Forms that hold several submissions in one file."""


def form_for(form: str | None, output: Path | None) -> str:
    """The form asked for, or the one that the output's suffix says. Raises click.UsageError."""
    if form is None and output is not None and output.suffix:
        by_suffix = {suffix: name for name, suffix in SUFFIXES.items()} | {".htm": "html", ".markdown": "markdown"}
        if output.suffix.lower() not in by_suffix:
            raise click.UsageError(f"{output.name}: say with --format what form the report should have.")
        form = by_suffix[output.suffix.lower()]
    form = form or "terminal"
    if form == "docx" and output is None:
        raise click.UsageError("a Word report needs a file to go to: add -o REPORT.docx.")
    return form


def write(reports: Sequence[Report], form: str, output: Path | None, *, several: bool) -> None:
    """Write the reports. `several` says that more than one submission was asked for, even if one could be read."""
    from procheck.reports import render

    if not several or form in _SHARED:
        content = render(reports, form, colour=False if output else None)
        if output is None:
            click.echo(content, nl=False)
        else:
            _save(output / f"{_safe(reports[0].submission)}{SUFFIXES[form]}" if output.is_dir() else output, content)
        return
    if output is None:
        raise click.UsageError(f"several submissions make several {form} files: add -o FOLDER, or use --together NAME.")
    if output.exists() and not output.is_dir():
        raise click.UsageError(f"{output} is a file: several submissions need a folder.")
    output.mkdir(parents=True, exist_ok=True)
    for report in reports:
        _save(output / f"{_safe(report.submission)}{SUFFIXES[form]}", render([report], form, colour=False))


def _save(path: Path, content: str | bytes) -> None:
    """Write by way of a temporary file, so that a report is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    unfinished.replace(path)


def _safe(name: str) -> str:
    """A submission's name as a file's name on any system."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "-", name).strip(". ") or "report"
