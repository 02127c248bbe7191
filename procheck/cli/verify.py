"""`procheck verify`: proof that results are those of their inputs, and were not changed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

PROVEN, WRONG = 0, 1


@click.command(short_help="Prove that results of a batch belong to their inputs and were not changed.")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="RESULTS")
@click.option("--against", multiple=True, metavar="INPUTS",
              help="Documents, folder or list that was judged. May be given more than once.")  # fmt: skip
@click.option("--expect", default="", metavar="SHA256", help="The manifest's SHA-256, as it was noted when the batch had ended.")
@click.option("--sample", type=click.IntRange(min=0), default=10, show_default=True, help="Documents, chosen by chance, to judge again.")
@click.option("--seed", type=int, help="Choose the same documents as another run with this number.")
@click.option("--glossary", type=click.Path(path_type=Path), metavar="FILE", help="The glossary of the batch, where it is elsewhere now.")
def verify(folder: Path, against: tuple[str, ...], expect: str, sample: int, seed: int | None, glossary: Path | None) -> None:
    """Prove that results of a batch belong to their inputs and were not changed.

    Exit status: 0 nothing is wrong, 1 something is, 2 could not run.
    """
    from procheck.batch.inputs import ListError
    from procheck.batch.manifest import ManifestError
    from procheck.batch.model import CannotJudge
    from procheck.batch.telling import proven
    from procheck.batch.verifying import Question
    from procheck.batch.verifying import verify as prove
    from procheck.cli import stop

    question = Question(folder, against, expect, sample, seed, glossary)
    try:
        proof = prove(question, lambda line: click.echo(line, err=True))
    except (ManifestError, ListError, CannotJudge) as error:
        stop(str(error))
    for line in proven(proof):
        click.echo(line)
    sys.exit(WRONG if proof.wrong else PROVEN)
