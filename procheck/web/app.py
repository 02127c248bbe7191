"""The Flask application: views, templates, the guard at the door, and errors as sentences."""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, Response
from jinja2 import StrictUndefined
from markupsafe import Markup, escape
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from procheck import __version__
from procheck.audit.history import moment
from procheck.audit.outputs.words import sign
from procheck.audit.scale import NOT_JUDGED
from procheck.datafiles import DataFileError
from procheck.reports import ordering, wording
from procheck.reports.annotated import FORMATS, CannotAnnotate
from procheck.reports.html import anchor
from procheck.reports.model import STATUSES
from procheck.web import views
from procheck.web.audit_page import look
from procheck.web.audit_views import audits
from procheck.web.decisions import DamagedDecisions, NotDecided, said
from procheck.web.desk import Desk
from procheck.web.downloads import offered
from procheck.web.security import guard
from procheck.web.uploads import NotTaken

_LOG = logging.getLogger(__name__)
_SENTENCES = {
    404: "There is no such page: go back to the start.",
    405: "That cannot be done here: go back to the start.",
    400: "The browser sent something that procheck did not understand: open the page again and repeat it.",
}


def create_app(desk: Desk) -> Flask:
    """The page that stands on `desk`."""
    app = Flask(__name__)
    app.config.update(MAX_CONTENT_LENGTH=desk.limits.request_bytes, MAX_FORM_PARTS=200)
    app.extensions["procheck"] = desk
    guard(app, desk.door)
    app.register_blueprint(views.pages)
    app.register_blueprint(audits)
    _templates(app)
    _errors(app, desk)
    return app


def _templates(app: Flask) -> None:
    app.jinja_options = {
        "undefined": StrictUndefined, "finalize": _cleaned, "trim_blocks": True, "lstrip_blocks": True,
    }  # fmt: skip
    app.jinja_env.globals.update(
        words=wording, order=ordering, statuses=STATUSES, anchor=anchor, forms=offered, commented=FORMATS, version=__version__,
        said=said, look=look, sign=sign, moment=moment, not_judged=NOT_JUDGED,
    )
    app.jinja_env.autoescape = True
    app.jinja_env.filters.update(run=_run, upper_first=_upper_first)


def _cleaned(value: Any) -> Any:
    """Plain text without control characters; markup made by the templates stays as it is."""
    return wording.clean(value) if type(value) is str else value


def _run(text: str) -> Markup:
    """A run of a line's text, escaped and cleaned, with the spaces that part it from the runs beside it."""
    before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return escape(f"{before}{wording.clean(text)}{after}" if text.strip() else before)


def _upper_first(text: str) -> str:
    """`text` with a capital where it begins; the rest as it is ("HSB")."""
    return text[:1].upper() + text[1:]


def _errors(app: Flask, desk: Desk) -> None:
    Answer = tuple[str | Response, int]

    @app.errorhandler(RequestEntityTooLarge)
    def too_large(_: RequestEntityTooLarge) -> Answer:
        return views.message(f"That is too much at once. {desk.limits.said}", 413)

    @app.errorhandler(NotTaken)
    @app.errorhandler(NotDecided)
    def refused(error: NotTaken | NotDecided) -> Answer:
        return views.refused(error)

    @app.errorhandler(CannotAnnotate)
    def no_comments(error: CannotAnnotate) -> Answer:
        return views.message(str(error), 409)

    @app.errorhandler(HTTPException)
    def answered(error: HTTPException) -> Answer:
        code = error.code or 500
        own = error.description if error.description != type(error).description else None
        return views.message(own or _SENTENCES.get(code, "That did not work: open the page again."), code)

    @app.errorhandler(OSError)
    def no_room(error: OSError) -> Answer:
        return views.message(f"The disk could not be used ({error.strerror}): make room on it, and try again.", 500)

    @app.errorhandler(DamagedDecisions)
    @app.errorhandler(DataFileError)
    def damaged(error: DamagedDecisions | DataFileError) -> Answer:
        return views.message(str(error), 500)

    @app.errorhandler(Exception)
    def mistake(error: Exception) -> Answer:
        _LOG.exception("The page failed.", exc_info=error)
        return views.message("procheck has made a mistake, which should be reported: the terminal says more.", 500)
