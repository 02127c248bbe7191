"""`procheck annotate`: the author's own draft, with comments in it."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from procheck.cli import options
from procheck.cli.options import GLOSSARY, NO_ACCEPTED, NO_SCORER, PACK
from procheck.cli.reading import reading_options

if TYPE_CHECKING:
    from procheck.documents.isolated import IsolatedReader

ALL_MET, FALLS_SHORT, COULD_NOT_RUN, UNREAD = 0, 1, 2, 3


@click.command(short_help="Put comments into a draft, where it is written.")
@click.argument("draft", type=click.Path(path_type=Path), metavar="DRAFT")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH",
              help="Write to this file.  [default: the draft's name with -annotated, beside it]")  # fmt: skip
@click.option("--only", type=click.Choice(["short"]), help="short: say only what falls short, and leave the praise out.")
@click.option("--remove", is_flag=True, help="Take procheck's comments out of the file again, and nobody else's.")
@PACK
@GLOSSARY
@options.today("Date of the comments, and that reviews are overdue by (YYYY-MM-DD); today if left out.")
@NO_SCORER
@NO_ACCEPTED
@reading_options
def annotate(
    draft: Path,
    output: Path | None,
    only: str | None,
    remove: bool,
    pack: str,
    glossary: Path | None,
    today: datetime | None,
    no_scorer: bool,
    no_accepted: bool,
    reader: IsolatedReader,
) -> None:
    """Put comments into a copy of DRAFT, a Word file or a PDF: what a passage says that is asked for, what makes it fall short, and,
    at the section where it best belongs, what is missing.

    All that is yours stays as it is: text, styles, tracked changes, other people's comments. Annotate the copy again after you have
    worked on it: procheck's own comments are replaced, but those that you resolved stay resolved while they still apply.

    Exit status: 0 every criterion is met, 1 something falls short, 2 could not run, 3 the draft could not be read.
    """
    from procheck.annotating import annotate as write_comments
    from procheck.annotating import clear
    from procheck.checking import find_judge
    from procheck.cli import stop
    from procheck.cli.destination import save
    from procheck.documents.errors import UnreadableDocument
    from procheck.reports.annotated import CannotAnnotate

    try:
        if remove:
            written = clear(draft, output, reader, save)
            click.echo(f"Wrote {written}: no comments by procheck are in it.")
            return
        judge = find_judge(pack, glossary, scored=not no_scorer)
        outcome = write_comments(
            draft,
            output,
            judge,
            reader,
            save,
            as_of=today.date() if today else date.today(),
            only_short=only == "short",
            use_accepted=not no_accepted,
        )
    except UnreadableDocument as error:
        click.echo(f"procheck: {error}", err=True)
        sys.exit(UNREAD)
    except CannotAnnotate as error:
        stop(str(error))
        raise  # pragma: no cover - stop leaves
    for sentence in outcome.said:
        click.echo(f"procheck: {sentence}", err=True)
    click.echo(outcome.told)
    sys.exit(FALLS_SHORT if outcome.report.falls_short else ALL_MET)
