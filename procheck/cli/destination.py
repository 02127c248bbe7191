"""Where reports go: the form that was asked for, to standard output, a file, or files in a folder."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from procheck.reports import FORMS, SUFFIXES, Form

if TYPE_CHECKING:
    from procheck.reports.model import Report

_SHARED = ("terminal", "jsonl", "csv")
"""Forms that hold several submissions in one file."""


def form_for(asked: str | None, output: Path | None) -> Form:
    """The form asked for, or the one that the output's suffix says. Raises click.UsageError."""
    by_suffix: dict[str, Form] = {suffix: form for form, suffix in SUFFIXES.items()}
    by_suffix |= {".htm": "html", ".markdown": "markdown"}
    form: Form = "terminal"
    if asked:
        form = next(known for known in FORMS if known == asked)
    elif output is not None and output.suffix:
        if output.suffix.lower() not in by_suffix:
            raise click.UsageError(f"{output.name}: say with --format what form the report should have.")
        form = by_suffix[output.suffix.lower()]
    if form == "docx" and output is None:
        raise click.UsageError("a Word report needs a file to go to: add -o REPORT.docx.")
    return form


def write(reports: Sequence[Report], form: Form, output: Path | None, *, several: bool) -> None:
    """Write the reports. `several` says that more than one submission was asked for, even if one could be read."""
    from procheck.reports import render

    if not several or form in _SHARED:
        if output is None:
            _show(reports, form)
        else:
            content = render(reports, form)
            save(output / f"{_safe(reports[0].submission)}{SUFFIXES[form]}" if output.is_dir() else output, content)
        return
    if output is None:
        raise click.UsageError(f"several submissions make several {form} files: add -o FOLDER, or use --together NAME.")
    if output.exists() and not output.is_dir():
        raise click.UsageError(f"{output} is a file: several submissions need a folder.")
    output.mkdir(parents=True, exist_ok=True)
    for report in reports:
        save(output / f"{_safe(report.submission)}{SUFFIXES[form]}", render([report], form))


def _show(reports: Sequence[Report], form: Form) -> None:
    """Reports on standard output; the terminal form as the screen or pipe can show it."""
    from procheck.reports import render, terminal

    if form == "terminal":
        click.echo(terminal.for_screen(reports), nl=False)
        return
    sys.stdout.buffer.write(render(reports, form))
    sys.stdout.buffer.flush()


def save(path: Path, content: bytes) -> None:
    """Write by way of a temporary file, so that a report is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def _safe(name: str) -> str:
    """A submission's name as a file's name on any system."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "-", name).strip(". ") or "report"
