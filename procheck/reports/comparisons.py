"""Every form of a comparison. Each form is one module, loaded only when it is asked for."""

from __future__ import annotations

from procheck.comparison.model import Comparison

FORMS = ("terminal", "html", "markdown", "json")


def render(comparison: Comparison, form: str) -> bytes:
    """The whole file, UTF-8. The same comparison always gives the same bytes. Raises ValueError for another form."""
    match form:
        case "terminal":
            from procheck.reports import comparison_terminal

            return comparison_terminal.render(comparison)
        case "html":
            from procheck.reports import comparison_html

            return comparison_html.render(comparison)
        case "markdown":
            from procheck.reports import comparison_markdown

            return comparison_markdown.render(comparison)
        case "json":
            from procheck.reports import comparison_json

            return comparison_json.render(comparison)
        case _:
            raise ValueError(f"{form} is no form of comparison: choose one of {', '.join(FORMS)}")
