"""`procheck serve`: the local web page."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from procheck.cli import options
from procheck.cli.options import GLOSSARY, NO_SCORER
from procheck.cli.reading import reading_options

if TYPE_CHECKING:
    from procheck.documents.isolated import IsolatedReader


@click.command(short_help="Open a page in your browser to read documents beside the criteria.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[FILE | AUDIT]...")
@click.option("--together", metavar="NAME", default="", help="Take the FILEs as one submission called NAME.")
@click.option("--workspace", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
              help="Keep documents and decisions in this folder; otherwise they are forgotten at the end.")  # fmt: skip
@click.option("--criteria", "packs", multiple=True, metavar="PACK",
              help="Criteria pack to offer first, or a folder with your own. May be given more than once.")  # fmt: skip
@GLOSSARY
@options.today()
@NO_SCORER
@click.option("--port", type=click.IntRange(1, 65535), help="Port to serve at.  [default: 8765, or the next that is free]")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS",
              help="Address to serve at. The default can be reached from this computer alone.")  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Print the address, and open no browser.")
@reading_options
def serve(
    paths: tuple[Path, ...],
    together: str,
    workspace: Path | None,
    packs: tuple[str, ...],
    glossary: Path | None,
    today: datetime | None,
    no_scorer: bool,
    port: int | None,
    host: str,
    no_browser: bool,
    reader: IsolatedReader,
) -> None:
    """Open a page in your browser to read documents beside the criteria, or to decide on the ratings of an AUDIT.

    AUDIT is the folder of an audit, or of its outputs: its matrix opens, each rating with its quotes, and you decide there.

    Drop documents on the page, or name them here as FILEs. Nothing leaves your computer. End it with Ctrl-C.
    """
    from procheck.checking import find_judge
    from procheck.web.holding import FolderInUse
    from procheck.web.packs import offered
    from procheck.web.serving import CannotServe, Wishes, parted
    from procheck.web.serving import serve as serve_page

    titles = offered(packs)
    try:
        documents, audit = parted(paths)
    except CannotServe as error:
        raise click.UsageError(str(error)) from error
    wishes = Wishes(host, port, workspace, tuple(titles), not no_browser, documents, audit, together)
    try:
        serve_page(
            wishes,
            reader,
            lambda name: find_judge(name, glossary, scored=not no_scorer),
            titles.__getitem__,
            click.echo,
            today=today.date if today else date.today,
        )
    except (CannotServe, FolderInUse) as error:
        raise click.UsageError(str(error)) from error
