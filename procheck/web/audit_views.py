"""The addresses of an audit: the matrix, a cell with its quotes, and the decision on it."""

from __future__ import annotations

from urllib.parse import quote, unquote

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from procheck.audit.history import ChangedMeanwhile
from procheck.audit.reviewing import NotDecided
from procheck.web import audit_page
from procheck.web.audits import AuditDesk, EvidenceChanged, Wanted
from procheck.web.views import desk

audits = Blueprint("audits", __name__, url_prefix="/audit")


@audits.get("/")
def matrix() -> str:
    """Every agency by every criterion."""
    audit = _audit().opened().shown
    return render_template("audit_matrix.html", desk=desk(), page=audit_page.matrix(audit, request.args.get("show", "")))


@audits.get("/<ref>")
def cell(ref: str) -> str:
    """One agency by one criterion: what was found, what people decided, and the form to decide."""
    made = _page(ref)
    kept = request.args.get("kept", "")
    wanted = Wanted(ref, *made.cell.to_fill_in, by=unquote(request.cookies.get(_cookie(), "")), seen=made.cell.seen)
    return render_template("audit_cell.html", desk=desk(), page=made, wanted=wanted, problem="", kept=kept)


@audits.get("/<ref>/progress")
def latest(ref: str) -> Response:
    """What the cell's readers see now, for our own script to compare."""
    return jsonify(seen=_audit().latest(ref))


@audits.post("/<ref>/decision")
def decide(ref: str) -> AnyResponse:
    """Keeps a decision. Where another reviewer was quicker nothing is written: theirs is shown, with the form as it was filled in."""
    form = request.form
    wanted = Wanted(
        ref, form.get("word", ""), form.get("note", "").replace("\r\n", "\n"), " ".join(form.get("by", "").split()), form.get("seen", ""),
        bool(form.get("withdraw")),
    )  # fmt: skip
    show = form.get("show", "")
    try:
        entry = _audit().decide(wanted)
    except NotDecided as error:
        return _again(wanted, str(error), 400)
    except (ChangedMeanwhile, EvidenceChanged) as error:
        return _again(wanted, str(error), 409)
    kept = "back" if wanted.take_back else "yes" if entry else "already"
    answer = redirect(url_for("audits.cell", ref=ref, kept=kept, show=show or None, _anchor="kept"), 303)
    answer.set_cookie(_cookie(), quote(wanted.by), httponly=True, samesite="Strict")
    return answer


def _again(wanted: Wanted, problem: str, status: int) -> AnyResponse:
    """The cell as it is now, with what the person filled in and why it was not kept."""
    made = _page(wanted.ref)
    return Response(render_template("audit_cell.html", desk=desk(), page=made, wanted=wanted, problem=problem, kept=""), status)


def _page(ref: str) -> audit_page.CellPage:
    audit = _audit().opened().shown
    made = audit_page.cell_page(audit, ref, _audit().history(ref), request.values.get("show", ""))
    return made or abort(404, "There is no such rating in this audit: go back to the matrix.")


def _audit() -> AuditDesk:
    return desk().audit or abort(404)


def _cookie() -> str:
    """Keeps the reviewer's name from one cell to the next."""
    return f"{desk().door.cookie}-reviewer"
