"""What every offline HTML page shares: its templates, its style and script inside it, and a policy that lets nothing else run."""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from procheck.reports import ordering, wording
from procheck.reports.model import STATUSES
from procheck.resources import data_folder

if TYPE_CHECKING:
    from jinja2 import Environment


def page(template: str, *, styles: Sequence[str], script: str, extra_style: str = "", images: bool = False, **values: Any) -> bytes:
    """The whole page, UTF-8. `styles` and `script` are names of files beside the templates, put into the page as they are.

    `extra_style` is CSS that comes after them. `images` lets pictures be shown that are in the page itself.

    The page forbids all but its own style and script, by their hashes, so that even words of a document that slipped
    through escaping could not run.
    """
    from markupsafe import Markup

    environment = _environment()
    style = "\n".join([*(_source(environment, name) for name in styles), extra_style.replace("</", "<\\/")])
    code = _source(environment, script)
    made = environment.get_template(template).render(
        **values,
        style=Markup(style),
        script=Markup(code),
        policy="; ".join(
            (
                "default-src 'none'",
                f"style-src {_hash(style)}",
                f"script-src {_hash(code)}",
                *(["img-src data:"] if images else []),
                "base-uri 'none'",
                "form-action 'none'",
            )
        ),
    )
    return made.encode("utf-8", "replace")


@functools.cache
def _environment() -> Environment:
    """Jinja2 with every value escaped and cleaned, and the words and order that all forms share."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(data_folder("templates"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(words=wording, order=ordering, statuses=STATUSES, anchor=anchor)
    return environment


def _cleaned(value: Any) -> Any:
    """Plain text without control characters; markup made by the templates stays as it is."""
    return wording.clean(value) if type(value) is str else value


def _source(environment: Environment, name: str) -> str:
    """A file beside the templates, word for word."""
    assert environment.loader is not None
    source, _, _ = environment.loader.get_source(environment, name)
    return source


def _hash(inline: str) -> str:
    """The hash by which a Content-Security-Policy lets one inline style or script through."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()}'"


def anchor(*parts: object) -> str:
    """An id for a link: letters, digits, dots and hyphens alone.

    >>> anchor("", "MA1")
    'MA1'
    """
    return "-".join(filter(None, (re.sub(r"[^A-Za-z0-9.]+", "-", str(part)).strip("-") for part in parts)))
