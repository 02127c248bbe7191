"""A desk with a small pack and a reader in this process, for tests of the page without a server."""

from __future__ import annotations

import io
import re
import threading
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace

from flask.testing import FlaskClient

from procheck.documents.model import Document
from procheck.documents.opening import open_document
from procheck.judgement.judging import Judge
from procheck.judgement.model import CriterionFinding
from procheck.web.app import create_app
from procheck.web.desk import Desk, PackChoice
from procheck.web.jobs import Checks
from procheck.web.model import Given, Submission
from procheck.web.security import Door, own_hosts
from procheck.web.uploads import UploadLimits
from procheck.web.workspace import Workspace
from tests.building import small_pack

TODAY = date(2026, 11, 22)
HOME = "http://127.0.0.1:8765"
POLICY = b"""# Harmful sexual behaviour

Staff will refer harmful sexual behaviour to social care.

Parents may be told of harmful sexual behaviour.

# Car park

<script>alert(1)</script> & bicycles
"""


class InProcess:
    """Opens documents here; `before` is called with each path first."""

    def __init__(self, before: Callable[[Path], object] = lambda path: None) -> None:
        self.before = before

    def open(self, path: Path) -> Document:
        """The document."""
        self.before(path)
        return open_document(path)


class SlowJudge(Judge):
    """Judges as `quick` does, but only once it may, and says that a scorer takes part."""

    def __init__(self, quick: Judge) -> None:
        super().__init__(quick.pack)
        self.scorer = SimpleNamespace(sha256="")
        self.may = threading.Event()
        self._quick = quick

    def judge(self, documents: Sequence[Document], *, unreadable: Sequence[str] = ()) -> tuple[CriterionFinding, ...]:
        """What `quick` finds."""
        self.may.wait(20)
        return self._quick.judge(documents, unreadable=unreadable)


def desk(folder: Path, *, limit: int = 1024 * 1024, before: Callable[[Path], object] = lambda path: None) -> Desk:
    """A desk whose workspace is in `folder`, with a pack of one criterion under two names; its worker runs."""
    (folder / "packs").mkdir(parents=True, exist_ok=True)
    (folder / "kept").mkdir(exist_ok=True)
    judge = Judge(small_pack(folder / "packs"))
    checks = Checks(InProcess(before), lambda name: judge, today=lambda: TODAY)
    checks.start()
    door = Door(own_hosts("127.0.0.1", 8765), 8765)
    packs = (PackChoice("small", "A small pack"), PackChoice("other", "Another pack"))
    return Desk(Workspace(folder / "kept"), checks, door, UploadLimits(limit), packs, today=lambda: TODAY)


def visitor(desk: Desk, *, has_key: bool = True) -> FlaskClient:
    """A browser that asks for pages; one that has come through the door if `has_key`."""
    client = create_app(desk).test_client()
    if has_key:
        client.set_cookie(desk.door.cookie, desk.door.key, domain="127.0.0.1")
    return client


def sent(desk: Desk) -> dict[str, str]:
    """The headers that our own script sends."""
    return {"Origin": HOME, "X-Token": desk.door.token}


def given(content: bytes = POLICY, name: str = "policy.md") -> Given:
    """A document as it comes in."""
    return Given(name, io.BytesIO(content))


def added(desk: Desk, *documents: Given, name: str = "policy", pack: str = "small") -> Submission:
    """A submission of the documents, checked."""
    submission = desk.workspace.add(name, documents or (given(),))
    wait(desk, submission, pack)
    return submission


def wait(desk: Desk, submission: Submission, pack: str = "small") -> None:
    """Until the check is finished."""
    for _ in range(500):
        if desk.progress(submission, pack).finished:
            return
        time.sleep(0.01)
    raise AssertionError("the check did not end")


def text_of(page: str) -> str:
    """What a person reads of a page's source."""
    import html

    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
