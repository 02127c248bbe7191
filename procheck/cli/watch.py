"""`procheck watch`: a draft checked again whenever it is saved."""

from __future__ import annotations

import sys
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from procheck.cli import options
from procheck.cli.options import GLOSSARY, NO_ACCEPTED, NO_SCORER, PACK
from procheck.cli.reading import reading_options

if TYPE_CHECKING:
    from procheck.documents.isolated import IsolatedReader
    from procheck.watching.rounds import Round

UNREAD = 3


@click.command(short_help="Check a draft again whenever it is saved, and show what changed.")
@click.argument("draft", type=click.Path(path_type=Path, dir_okay=False), metavar="DRAFT")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH",
              help="Keep a whole report here, written anew after each save (.html, .docx, .md ...).")  # fmt: skip
@PACK
@GLOSSARY
@options.today()
@NO_SCORER
@NO_ACCEPTED
@reading_options
def watch(
    draft: Path,
    output: Path | None,
    pack: str,
    glossary: Path | None,
    today: datetime | None,
    no_scorer: bool,
    no_accepted: bool,
    reader: IsolatedReader,
) -> None:
    """Check DRAFT, and again whenever it is saved; show what changed since the last time.

    Keep this window beside Word or LibreOffice. Ctrl-C ends it; the draft itself is never written to.

    Exit status: 0 ended with Ctrl-C, 2 could not run, 3 the draft is not there.
    """
    from procheck.checking import find_judge
    from procheck.cli.destination import form_for
    from procheck.documents.errors import UnreadableDocument
    from procheck.watching import saves, watching
    from procheck.watching.rounds import Rounds

    form_for(None, output)
    try:
        if not draft.exists():
            reader.open(draft)
        judge = find_judge(pack, glossary, scored=not no_scorer)
        rounds = Rounds(
            draft,
            judge,
            partial(saves.opened, open_it=reader.open),
            as_of=today.date() if today else date.today(),
            accepted=not no_accepted,
        )
        watching.watch(draft, rounds, show=partial(_show, draft, output), tell=_tell)
    except UnreadableDocument as error:
        click.echo(f"procheck: {error}", err=True)
        sys.exit(UNREAD)
    except KeyboardInterrupt:
        click.echo("\nEnded.")


def _show(draft: Path, output: Path | None, found: Round) -> None:
    from procheck.cli.destination import form_for, save
    from procheck.reports import render, watched
    from procheck.reports.paper import paper_for

    if output is not None:
        save(output, render([found.report], form_for(None, output)))
    clock, paper = f"{datetime.now():%H:%M:%S}", paper_for()
    for sentence in found.said:
        click.echo(watched.sentence(sentence, clock, paper), nl=False)
    if found.first:
        click.echo(watched.first(found.report, draft.name, clock, paper), nl=False)
    elif found.since_last is None:
        click.echo(watched.same(clock, paper), nl=False)
    else:
        click.echo(watched.changed(found.since_last, found.since_start, clock, paper), nl=False)
    sys.stdout.flush()


def _tell(sentence: str) -> None:
    from procheck.reports import watched
    from procheck.reports.paper import paper_for

    click.echo(watched.sentence(sentence, f"{datetime.now():%H:%M:%S}", paper_for()), nl=False)
    sys.stdout.flush()
