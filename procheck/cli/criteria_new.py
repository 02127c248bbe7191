"""`procheck criteria new`: a criterion file to fill in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from procheck.cli import stop


@click.command(short_help="Make a criterion file to fill in.")
@click.argument("id")
@click.option("--in", "folder", type=click.Path(path_type=Path), default=Path("my-criteria"), show_default=True,
              metavar="FOLDER", help="Folder of your own criteria; it is made if it is not there.")  # fmt: skip
@click.option("--title", default="", help="What the criterion is about, in a few words.")
def new(id: str, folder: Path, title: str) -> None:
    """Make a criterion file to fill in, called ID (such as OV1).

    The file explains itself, works as it stands and has examples that pass. Nothing is ever overwritten.
    """
    from procheck.criteria.scaffold import ScaffoldError, as_argument, new_criterion

    try:
        criterion, *others = new_criterion(folder, id, title, today=date.today())
    except ScaffoldError as error:
        stop(str(error))
    pack = as_argument(folder)
    click.echo(f"Made {criterion}")
    for path in others:
        if path.parent == folder:
            click.echo(f"Made {path}")
    if any(path.parent != folder for path in others):
        click.echo(f"Made {folder / 'schema'} (with it, many editors complete and check what you type)")
    click.echo(
        f"\nNext: open {criterion} in a text editor and change it to what you want to test for. As you go:\n"
        f'  procheck criteria try {id} "A sentence from a policy." --criteria {pack}\n'
        f"  procheck criteria test {id} --criteria {pack}\n"
        f"  procheck check YOUR-POLICY.docx --criteria {pack}"
    )
