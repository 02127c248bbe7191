"""What several commands share: options, and how lines are laid out."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])

PACK = click.option("--criteria", "pack", default="hsb-learning-2017", show_default=True, metavar="PACK",
                    help="Criteria pack: the id of one that comes with procheck, or a folder.")  # fmt: skip
NO_ACCEPTED = click.option("--no-accepted", is_flag=True,
                           help="Leave out what is recorded as accepted beside the documents (procheck accept).")  # fmt: skip
GLOSSARY = click.option("--glossary", type=click.Path(path_type=Path), metavar="FILE",
                        help="YAML file of local names: a concept, and below it what you call it.")  # fmt: skip
NO_SCORER = click.option("--no-scorer", is_flag=True,
                         help="Judge by phrases alone, without the learned scorer: faster, finds less.")  # fmt: skip
WIDTH = 96


def today(meaning: str = "Date that reviews are overdue by (YYYY-MM-DD); today if left out.") -> Callable[[_Command], _Command]:
    """The option --today, a datetime or None, and what it means to the command."""
    return click.option("--today", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help=meaning)


def unknown(id: str, pack: str) -> click.UsageError:
    """The mistake of an id that the pack does not have."""
    where = f'"{pack}"' if " " in pack else pack
    return click.UsageError(
        f"no criterion or element '{id}' in {pack}: 'procheck criteria list --criteria {where}' lists them."
    )


def folded(text: str, indent: int, hang: int = 2) -> str:
    """`text` in lines of at most WIDTH, indented, the later ones by `hang` more."""
    return textwrap.fill(
        text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + hang), break_on_hyphens=False
    )
