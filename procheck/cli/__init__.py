"""The command line: one module per command; no logic here."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from typing import Any, NoReturn

import click

from procheck import __version__

COULD_NOT_RUN = 2
_COMMANDS = {
    "accept": ("procheck.cli.accept", "accept", "Record that something is dealt with elsewhere or does not apply."),
    "batch": ("procheck.cli.batch", "batch", "Judge thousands of documents, in a run that survives anything."),
    "annotate": ("procheck.cli.annotate", "annotate", "Put comments into a draft, where it is written."),
    "audit": ("procheck.cli.audit", "audit", "Audit many agencies: a board's workbook, report and letters."),
    "check": ("procheck.cli.check", "check", "Test documents against the criteria and report what falls short."),
    "compare": ("procheck.cli.compare", "compare", "Show what changed between two drafts."),
    "criteria": ("procheck.cli.criteria", "criteria", "List, explain and test the criteria."),
    "watch": ("procheck.cli.watch", "watch", "Check a draft again whenever it is saved."),
    "serve": ("procheck.cli.serve", "serve", "Open a page in your browser to read documents beside the criteria."),
    "verify": ("procheck.cli.verify", "verify", "Prove that results of a batch belong to their inputs and were not changed."),
}
"""Command -> module, function and one-line help, so that --help imports none of them."""


class _Lazy(click.Group):
    """Imports a command's module only when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, function, _ = _COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), function)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, _, about) in sorted(_COMMANDS.items())])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="procheck")
def cli() -> None:
    """Test policies about harmful sexual behaviour between children against the learning of case reviews.

    Start with: procheck check YOUR-POLICY.docx
    """


def main() -> None:
    """Run procheck; anything that stops it is said in one sentence, with exit status 2."""
    run(cli)


def run(command: Callable[..., Any]) -> None:
    """Run a click command as `main` does."""
    from procheck.datafiles import DataFileError
    from procheck.scoring.model import ScorerError

    try:
        command(standalone_mode=True)
    except (DataFileError, ScorerError) as error:
        stop(str(error))
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; there is nobody left to tell.
        sys.stderr.close()
        sys.exit(COULD_NOT_RUN)
    except OSError as error:
        stop(f"{error.filename or 'a file'} cannot be used ({error.strerror or error}): check the path and its rights.")


def stop(message: str) -> NoReturn:
    """Say why procheck could not run, and leave with exit status 2."""
    click.echo(f"procheck: {message}", err=True)
    sys.exit(COULD_NOT_RUN)
