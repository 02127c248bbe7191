"""`procheck audit`: many agencies' documents in, a board's workbook, report and letters out."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from procheck.cli import options
from procheck.cli.options import NO_SCORER
from procheck.cli.reading import limits_options

if TYPE_CHECKING:
    from procheck.audit.pool import Progress
    from procheck.audit.running import Done
    from procheck.documents.safety import Limits

ALL_MET, FALLS_SHORT, COULD_NOT_RUN, UNREAD = 0, 1, 2, 3
_PATH = click.Path(path_type=Path)


class _Audit(click.Group):
    """`procheck audit FOLDER` is `procheck audit run FOLDER`: what is no command is a folder."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, "-h", "--help"):
            args = ["run", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=_Audit, short_help="Audit many agencies: workbook, board report and letters.", options_metavar="",
    subcommand_metavar="FOLDER [OPTIONS] | init FOLDER | log FOLDER | templates DIR",
)  # fmt: skip
def audit() -> None:
    """Audit the agencies of an area: judge what they sent, take in what reviewers decide, and write what a board needs.

    FOLDER holds one folder for each agency, with any number of documents of any kind, which are judged together. "procheck audit run
    --help" lists all options.

    \b
      procheck audit init returns-2026                                  # a first audit.yaml, to fill in
      procheck audit returns-2026 -o audit-2026                         # judge, and write the outputs
      procheck audit returns-2026 --decisions audit-2026/workbook.xlsx  # take in what reviewers decided
      procheck audit log returns-2026                                   # who decided what, and when
    """


@audit.command(short_help="Judge the agencies and write the outputs (what 'procheck audit FOLDER' does).")
@click.argument("folder", type=_PATH, metavar="FOLDER")
@click.option(
    "-o",
    "--output",
    "out",
    type=_PATH,
    metavar="DIR",
    help="Folder for the outputs; if left out, where the last ones went, at first FOLDER-audit beside FOLDER.",
)
@click.option("--decisions", type=_PATH, metavar="XLSX", help="Take in what reviewers wrote in this workbook, first of all.")
@click.option("--by", metavar="NAME", help="Who decided, where the workbook does not say; your user name if left out.")
@click.option(
    "--previous", type=_PATH, metavar="DIR", help="Outputs of an earlier round: show what moved since, and carry its action plan forward."
)
@click.option("--self-scores", type=_PATH, metavar="FILE", help="The agencies' self-scores: CSV or XLSX.")
@click.option("--anonymise", is_flag=True, help="Agencies by number, and no names or addresses in quotes. Makes no letters.")
@click.option("--templates", type=_PATH, metavar="DIR", help="Your own templates for the report and the letters.")
@click.option("--criteria", "pack", default="", metavar="PACK", help="Criteria pack; if left out, audit.yaml's, or else the usual one.")
@options.today("Date that reviews are overdue by (YYYY-MM-DD).")
@NO_SCORER
@click.option("--afresh", is_flag=True, help="Judge every agency again, also where nothing has changed.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="How many agencies to judge at a time; one for each processor.")
@limits_options
def run(
    folder: Path,
    out: Path | None,
    decisions: Path | None,
    by: str | None,
    previous: Path | None,
    self_scores: Path | None,
    anonymise: bool,
    templates: Path | None,
    pack: str,
    today: datetime | None,
    no_scorer: bool,
    afresh: bool,
    workers: int | None,
    limits: Limits,
    ocr: bool,
) -> None:
    """Judge the agencies whose folders are in FOLDER, and write the outputs.

    A later run judges only what has changed. Reviewers' decisions and their history are kept in FOLDER/audit.sqlite: copy it when you
    copy the folder.

    Exit status: 0 all criteria met everywhere, 1 something falls short, 2 could not run, 3 something given could not be read or used, and
    the rest was done.
    """
    from procheck.audit import running
    from procheck.audit.given import Asked

    now = datetime.now().astimezone()
    asked = Asked(
        folder=folder,
        out=out,
        pack=pack,
        as_of=today.date() if today else now.date(),
        now=now,
        by=" ".join((by or _user()).split()),
        decisions=decisions,
        previous=previous,
        self_scores=self_scores,
        templates=templates,
        anonymise=anonymise,
        scored=not no_scorer,
        afresh=afresh,
        limits=limits,
        ocr=ocr,
        workers=workers or 0,
    )
    bar = _Bar()
    try:
        done = running.run(asked, bar.tell, bar.show)
    except running.SettingsWrong:
        bar.end()
        click.echo("procheck: No outputs were written. What was judged is kept: put audit.yaml right and run this again.", err=True)
        sys.exit(COULD_NOT_RUN)
    except KeyboardInterrupt:
        bar.end()
        click.echo("procheck: stopped. What was judged and decided is kept: run this again to go on.", err=True)
        sys.exit(COULD_NOT_RUN)
    bar.end()
    _report(done)
    short = any(submission.report and submission.report.falls_short for submission in done.audit.submissions)
    sys.exit(UNREAD if done.has_trouble else FALLS_SHORT if short else ALL_MET)


@audit.command(short_help="Write a first audit.yaml from the folders found.")
@click.argument("folder", type=_PATH, metavar="FOLDER")
def init(folder: Path) -> None:
    """Write FOLDER/audit.yaml: the agencies found, and what else can be set, explained."""
    from procheck.audit.scaffold import init as write

    path, count = write(folder)
    click.echo(f"Wrote {path} with {count} {'agency' if count == 1 else 'agencies'}. Open it in a text editor and change what you want.")


@audit.command(short_help="List who decided what, and when.")
@click.argument("folder", type=_PATH, metavar="FOLDER")
@click.option("--agency", metavar="NAME", help="Only this agency: its folder's name, or its number (A07).")
@click.option("--format", "form", type=click.Choice(["terminal", "csv", "json"]), default="terminal", show_default=True)
def log(folder: Path, agency: str | None, form: str) -> None:
    """List every decision and every change of the action plan that was ever taken in, oldest first. Nothing is ever left out of it."""
    from procheck.audit.listing import listing

    click.echo(listing(folder, agency or "", form), nl=False)


@audit.command(short_help="Copy procheck's templates, to make them your own.")
@click.argument("folder", type=_PATH, metavar="DIR")
def templates(folder: Path) -> None:
    """Copy the templates of the board report and the letters into DIR. Change what you want, take out what you leave as it is, and give DIR
    with --templates.

    \b
    letter.docx, board-report.docx   letterheads: your logo, header, footer and styles, changed in Word
    letter.md, board-report.md       the wording, changed in any text editor
    """
    from procheck.audit.outputs.templates import copy_own

    for path in copy_own(folder):
        click.echo(f"Wrote {path}")


def _report(done: Done) -> None:
    audit = done.audit
    if done.taken_in is not None:
        click.echo(f"Took in {_some(done.taken_in.decisions, 'decision')} and {_some(done.taken_in.actions, 'change')} of the action plan.")
    kept = f", {done.unchanged} of them as judged before because nothing has changed there" if done.unchanged else ""
    click.echo(f"{_some(len(audit.submissions), 'agency', 'agencies')} by {len(audit.criteria)} criteria{kept}:")
    cells = tuple(cell for submission in audit.submissions for cell in submission.cells)
    for word, count in audit.counts(cells).items():
        click.echo(f"  {count:>5,}  {word}")
    again = sum(cell.decision is not None and cell.decision.state == "look-again" for cell in cells)
    if again:
        click.echo(
            f"{_some(again, 'decision')} to be looked at again, because what {'it' if again == 1 else 'they'} rested on has changed."
        )
    for path in done.published.paths:
        if path.parent == done.out:
            click.echo(f"Wrote {path}")
    below = [path for path in done.published.paths if path.parent != done.out]
    if below:
        click.echo(f"Wrote {_some(len(below), 'file')} in {below[0].parent}")


def _some(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


class _Bar:
    """How far it has got, on standard error: one line that changes on a terminal, and now and then a line elsewhere."""

    def __init__(self) -> None:
        self._is_terminal = sys.stderr.isatty()
        self._told = 0
        self._width = 0

    def show(self, progress: Progress) -> None:
        """Shows how far it has got."""
        tenth = 10 * progress.done // max(1, progress.total)
        said = f"Done {progress.done} of {progress.total} agencies{_left(progress.seconds_left)}"
        if self._is_terminal:
            click.echo(f"\r{said.ljust(self._width)}", err=True, nl=False)
            self._width = len(said)
        elif tenth > self._told:
            self._told = tenth
            click.echo(said, err=True)

    def tell(self, sentence: str) -> None:
        """Says what is wrong, above the line that changes."""
        from procheck.reports.wording import clean

        self.end()
        # A folder's name may hold what repaints a terminal.
        click.echo(f"procheck: {clean(sentence)}", err=True)

    def end(self) -> None:
        """Leaves the line that changes as it is."""
        if self._width:
            click.echo("", err=True)
            self._width = 0


def _left(seconds: float | None) -> str:
    if seconds is None or seconds < 1:
        return ""
    if seconds < 90:
        return f", about {max(5, round(seconds / 5) * 5)} seconds left"
    return f", about {round(seconds / 60)} minutes left"
