"""`procheck compare`: what changed between two drafts or two rounds."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from procheck.cli import options
from procheck.cli.options import GLOSSARY, NO_ACCEPTED
from procheck.cli.reading import reading_options

if TYPE_CHECKING:
    from procheck.comparison.model import Comparison
    from procheck.documents.isolated import IsolatedReader

NOT_WORSE, WORSE, COULD_NOT_RUN, UNREAD = 0, 1, 2, 3
FORMS = ("terminal", "html", "markdown", "json")
_SUFFIXES = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".json": "json", ".txt": "terminal"}


@click.command(short_help="Show what changed between two drafts: gaps closed, gaps new, better, worse.")
@click.argument("old", type=click.Path(path_type=Path), metavar="OLD")
@click.argument("new", type=click.Path(path_type=Path), metavar="NEW")
@click.option("--format", "form", type=click.Choice(FORMS), help="Form of the comparison; by the suffix of -o if left out.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="Write to this file.")
@click.option("--criteria", "pack", metavar="PACK",
              help="Criteria pack: an id or a folder.  [default: that of an earlier report, or hsb-learning-2017]")  # fmt: skip
@GLOSSARY
@options.today()
@click.option("--scorer/--no-scorer", "scored", default=None,
              help="Judge with the learned scorer or by phrases alone.  [default: as an earlier report was, or with it]")  # fmt: skip
@NO_ACCEPTED
@reading_options
def compare(
    old: Path,
    new: Path,
    form: str | None,
    output: Path | None,
    pack: str | None,
    glossary: Path | None,
    today: datetime | None,
    scored: bool | None,
    no_accepted: bool,
    reader: IsolatedReader,
) -> None:
    """Show what changed from OLD to NEW: gaps that are new or closed, what is better or worse, each with the words before and now.

    OLD and NEW are each a document, a folder of documents that belong together, or an earlier report made with --format json.

    Exit status: 0 nothing got worse, 1 something did, 2 could not run, 3 some document could not be read.
    """
    from procheck.comparing import How, Told, compare_paths
    from procheck.comparison.matching import NotComparable
    from procheck.documents.errors import UnreadableDocument

    chosen = _form(form, output)
    told = Told()
    how = How(today.date() if today else date.today(), pack, glossary, scored, accepted=not no_accepted)
    try:
        comparison = compare_paths(old, new, reader, how, told)
    except NotComparable as error:
        raise click.UsageError(str(error)) from None
    except UnreadableDocument as error:
        click.echo(f"procheck: {error}", err=True)
        sys.exit(UNREAD)
    _write(comparison, chosen, output)
    for sentence in [*dict.fromkeys(told.sentences), *told.unreadable]:
        click.echo(f"procheck: {sentence}", err=True)
    sys.exit(UNREAD if told.unreadable else WORSE if comparison.got_worse else NOT_WORSE)


def _form(asked: str | None, output: Path | None) -> str:
    if asked or output is None:
        return asked or "terminal"
    if output.suffix.lower() not in _SUFFIXES:
        raise click.UsageError(f"{output.name}: say with --format what form the comparison should have ({', '.join(FORMS)}).")
    return _SUFFIXES[output.suffix.lower()]


def _write(comparison: Comparison, form: str, output: Path | None) -> None:
    from procheck.cli.destination import save
    from procheck.reports import comparisons

    if output is not None:
        save(output, comparisons.render(comparison, form))
    elif form == "terminal":
        from procheck.reports import comparison_terminal

        click.echo(comparison_terminal.for_screen(comparison), nl=False)
    else:
        sys.stdout.buffer.write(comparisons.render(comparison, form))
        sys.stdout.buffer.flush()
