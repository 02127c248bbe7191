"""What several commands share: options, and how lines are laid out."""

from __future__ import annotations

import textwrap

import click

PACK = click.option("--criteria", "pack", default="hsb-learning-2017", show_default=True, metavar="PACK",
                    help="Criteria pack: the id of one that comes with procheck, or a folder.")  # fmt: skip
NO_ACCEPTED = click.option("--no-accepted", is_flag=True,
                           help="Leave out what is recorded as accepted beside the documents (procheck accept).")  # fmt: skip
WIDTH = 96


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
