"""The page's addresses: each takes a request apart, asks the desk, and shows what came of it."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, abort, current_app, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from procheck.reports import wording
from procheck.web import decisions as deciding
from procheck.web import page
from procheck.web.desk import Desk
from procheck.web.downloads import Download, commented, download
from procheck.web.model import Progress, Result, Submission
from procheck.web.uploads import NotTaken, take

pages = Blueprint("pages", __name__)


def desk() -> Desk:
    """The desk of the page that is running."""
    found: Desk = current_app.extensions["procheck"]
    return found


@pages.get("/enter")
def enter() -> AnyResponse:
    """The door: takes the key from the address to a cookie."""
    door = desk().door
    if not door.fits(request.args.get("key", "")):
        abort(403, "This key is of an earlier run: use the address that procheck printed when it was last started.")
    answer = redirect(url_for("audits.matrix" if desk().audit else "pages.start"), 303)
    answer.set_cookie(door.cookie, door.key, httponly=True, samesite="Strict")
    return answer


@pages.get("/")
def start() -> str:
    """Where documents are dropped, and those that are there."""
    return render_template("start.html", desk=desk(), rows=[page.row(desk(), submission) for submission in desk().workspace])


@pages.post("/documents")
def add() -> AnyResponse:
    """Takes documents in and begins to check them: as one submission, or each by itself."""
    taken = take(request.files.getlist("documents"), desk().limits)
    pack = desk().pack(request.form.get("pack", ""))
    first = Path(taken[0].name).stem
    if request.form.get("how") == "together" and len(taken) > 1:
        made = [desk().workspace.add(request.form.get("name", "").strip() or first, taken)]
    else:
        made = [desk().workspace.add(Path(upload.name.replace("\\", "/")).stem, [upload]) for upload in taken]
    for submission in made:
        desk().progress(submission, pack.name)
    where = url_for("pages.show", id=made[0].id, pack=pack.name) if len(made) == 1 else url_for("pages.start")
    return _gone(where)


@pages.get("/progress")
def progress() -> Response:
    """How far every check has got."""
    return jsonify([page.row(desk(), submission).as_object() for submission in desk().workspace])


@pages.get("/s/<id>/")
def show(id: str) -> str:
    """A submission beside the criteria, or how far its check has got."""
    submission, pack = _submission(id), desk().pack(request.args.get("pack", ""))
    reached = desk().progress(submission, pack.name)
    if reached.result is None:
        return render_template("waiting.html", desk=desk(), submission=submission, pack=pack, reached=reached)
    shown = page.sheet(submission, reached.result, desk().decisions(submission, pack.name))
    return render_template("submission.html", desk=desk(), submission=submission, pack=pack, reached=reached, page=shown)


@pages.get("/s/<id>/progress")
def reached(id: str) -> Response:
    """How far one check has got."""
    return jsonify(_as_object(desk().progress(_submission(id), desk().pack(request.args.get("pack", "")).name)))


@pages.post("/s/<id>/decisions")
def decide(id: str) -> AnyResponse:
    """Keeps a reviewer's decision on a criterion, or drops it."""
    submission, pack, result = _judged(id)
    criterion, status = request.form.get("criterion", ""), request.form.get("status", "")
    words = ""
    if request.form.get("withdraw"):
        desk().withdraw(submission, pack, criterion)
    else:
        reason, by = request.form.get("reason", ""), request.form.get("by", "")
        decision = deciding.decide(result.report, criterion, status, reason, by, desk().today().isoformat())
        desk().record(submission, pack, decision)
        words = deciding.said(decision)
    return _gone(url_for("pages.show", id=id, pack=pack, _anchor=criterion), said=words)


@pages.get("/s/<id>/report/<form>")
def report(id: str, form: str) -> AnyResponse:
    """The report as a file."""
    submission, pack, result = _judged(id)
    try:
        made = download(result.report, desk().decisions(submission, pack), form)
    except ValueError:
        abort(404)
    return _file(made)


@pages.get("/s/<id>/comments/<int:number>")
def comments(id: str, number: int) -> AnyResponse:
    """The author's own file with procheck's comments in it."""
    submission, _, result = _judged(id)
    if number >= len(result.documents):
        abort(404)
    document = result.documents[number]
    path = next(path for path in submission.files if path.name == document.name)
    return _file(commented(document, path, result.report))


@pages.post("/s/<id>/remove")
def remove(id: str) -> AnyResponse:
    """Deletes a submission with its documents and decisions."""
    submission = _submission(id)
    desk().checks.forget(submission)
    desk().workspace.remove(submission)
    return _gone(url_for("pages.start"))


@pages.post("/stop")
def stop() -> AnyResponse:
    """Ends procheck, which forgets the documents unless it keeps them in a workspace."""
    end = desk().stop
    if end is None:
        abort(404)
    answer = Response(render_template("stopped.html", desk=desk()))
    answer.call_on_close(end)
    return answer


def _submission(id: str) -> Submission:
    return desk().workspace.get(id) or abort(404, "This document is not here any more: drop it again.")


def _judged(id: str) -> tuple[Submission, str, Result]:
    """The submission, the pack, and the whole judgement: a first look is not kept, sent on or decided about."""
    submission, pack = _submission(id), desk().pack(request.values.get("pack", "")).name
    result = desk().progress(submission, pack).result
    if result is None or result.first_look:
        abort(409, "The check is not finished yet: wait until the page says so, and try again.")
    return submission, pack, result


def _file(made: Download) -> Response:
    answer = Response(made.content, content_type=made.type)
    answer.headers.set("Content-Disposition", "attachment", filename=made.name)
    return answer


def _gone(where: str, **more: str) -> AnyResponse:
    """Tells a script or a browser where to go next."""
    return jsonify(to=where, **more) if wants_json() else redirect(where, 303)


def wants_json() -> bool:
    """True for a request that our own script made."""
    return request.headers.get("X-Token") is not None or request.path.endswith("/progress")


def _as_object(progress: Progress) -> dict[str, object]:
    return {
        "stage": progress.stage,
        "message": progress.message,
        "done": progress.done,
        "steps": progress.steps,
        "shown": progress.result is not None,
        "finished": progress.finished,
    }


def refused(error: NotTaken | deciding.NotDecided) -> tuple[str | Response, int]:
    """What a person gave and cannot be taken, as a sentence."""
    return message(str(error), 400)


def message(text: str, status: int) -> tuple[str | Response, int]:
    """One sentence for the person, as a page or for our own script."""
    if wants_json():
        return jsonify(message=text), status
    return render_template("message.html", desk=desk(), text=wording.sentence(text)), status
