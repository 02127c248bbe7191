"""The page as a running server: from the documents' folder to the browser, until somebody ends it.

Waitress serves it: unlike the server that comes with Flask it is meant for use, holds to limits on headers, bodies and slow clients, and
puts large uploads into files rather than memory. It is one small library in Python alone.
"""

from __future__ import annotations

import _thread
import contextlib
import logging
import signal
import socket
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from procheck.documents.isolated import IsolatedReader
from procheck.documents.safety import MEGABYTE
from procheck.web.audits import AuditDesk, audit_at
from procheck.web.desk import Desk, PackChoice
from procheck.web.holding import held, temporary_folder
from procheck.web.jobs import Checks
from procheck.web.model import Given
from procheck.web.security import Door, is_loopback, own_hosts
from procheck.web.uploads import UploadLimits
from procheck.web.workspace import Workspace

if TYPE_CHECKING:
    from procheck.judgement.judging import Judge

USUAL_PORT = 8765
_TRIED = 20
_THREADS = 6


class CannotServe(Exception):
    """The page cannot be served, in one sentence."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the page is to be served."""

    host: str = "127.0.0.1"
    port: int | None = None
    """None: the usual one, or the next that is free."""

    workspace: Path | None = None
    """Where documents and decisions stay; None: a temporary folder."""

    packs: tuple[str, ...] = ()
    """Names of packs to choose from, the first taken where none is chosen."""

    browser: bool = True
    """Open the page in the user's browser."""

    documents: tuple[Path, ...] = ()
    """Taken in at once."""

    audit: Path | None = None
    """An audit to open: its folder, or the folder of its outputs."""

    together: str = ""
    """The name under which `documents` are one submission; "": each by itself."""


def parted(paths: Sequence[Path]) -> tuple[tuple[Path, ...], Path | None]:
    """The documents among the paths, and the audit's folder. Raises `CannotServe` where there are several folders."""
    folders = [path for path in paths if path.is_dir()]
    if len(folders) > 1:
        raise CannotServe(f"{folders[0]} and {folders[1]} are folders, and one audit can be open at a time: start procheck twice.")
    return tuple(path for path in paths if not path.is_dir()), folders[0] if folders else None


def serve(
    wishes: Wishes,
    reader: IsolatedReader,
    judges: Callable[[str], Judge],
    titles: Callable[[str], str],
    say: Callable[[str], object],
    *,
    today: Callable[[], date] = date.today,
) -> None:
    """Serves the page until it is ended by Ctrl-C, a signal or its own button.

    `judges` makes a judge by a pack's name, `titles` a pack's title; `say` tells the person at the terminal one line.
    Raises `CannotServe`, `FolderInUse` where another procheck has the workspace, and DataFileError where an audit cannot be opened.
    """
    from waitress.server import create_server

    audit = _audit(wishes, today)
    with contextlib.ExitStack() as stack:
        stack.enter_context(_ended_by_signals())
        folder = stack.enter_context(_folder(wishes.workspace))
        listening = stack.enter_context(_listen(wishes.host, wishes.port))
        port = listening.getsockname()[1]
        door = Door(own_hosts(wishes.host, port), port)
        checks = Checks(reader, judges, today=today)
        packs = tuple(PackChoice(name, titles(name)) for name in wishes.packs)
        limits = UploadLimits(reader.limits.file_bytes)
        desk = Desk(Workspace(folder), checks, door, limits, packs, wishes.workspace is not None, today, _end_soon, audit)
        for problem in desk.workspace.problems:
            say(problem)
        _take_in(desk, wishes)

        from procheck.web.app import create_app

        server = create_server(
            create_app(desk),
            sockets=[listening],
            threads=_THREADS,
            ident=None,
            # The application refuses what is over its own limit with a sentence; this is for what pays no heed.
            max_request_body_size=2 * limits.request_bytes,
            max_request_header_size=64 * 1024,
            inbuf_overflow=MEGABYTE,
        )
        # It would tell the terminal of each request that waits a moment.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        checks.start(warm=packs[0].name)
        stack.callback(checks.stop)
        stack.callback(server.close)
        _greet(desk, wishes, port, say)
        server.run()


def _audit(wishes: Wishes, today: Callable[[], date]) -> AuditDesk | None:
    if wishes.audit is None:
        return None
    folder, anonymised = audit_at(wishes.audit)
    audit = AuditDesk(folder, anonymised=anonymised, today=today)
    audit.opened()
    return audit


def _greet(desk: Desk, wishes: Wishes, port: int, say: Callable[[str], object]) -> None:
    name = f"[{wishes.host}]" if ":" in wishes.host else wishes.host
    address = f"http://{name}:{port}/enter?key={desk.door.key}"
    if not is_loopback(wishes.host):
        say("Warning: other computers can reach this page. Whoever has the address below can read the documents, and it is not encrypted.")
    say(f"procheck is ready at\n\n    {address}\n")
    if desk.audit is not None:
        say(f"The audit in {desk.audit.folder} is open, and decisions are kept there.")
    say(f"Documents stay in {wishes.workspace}." if desk.keeps else "Documents are forgotten when you end procheck.")
    say("To end it press Ctrl-C here, or Stop on the page.")
    if wishes.browser:
        # Some systems wait until the browser is closed.
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _take_in(desk: Desk, wishes: Wishes) -> None:
    with contextlib.ExitStack() as files:
        given = [Given(path.name, files.enter_context(path.open("rb"))) for path in wishes.documents]
        for group in [given] if wishes.together and given else [[each] for each in given]:
            name = wishes.together or Path(group[0].name).stem
            desk.progress(desk.workspace.add(name, group), desk.packs[0].name)


@contextlib.contextmanager
def _folder(workspace: Path | None) -> Iterator[Path]:
    """Where documents are kept: the workspace, or a temporary folder that is removed; large uploads pass through it too."""
    if workspace is not None:
        workspace.mkdir(parents=True, exist_ok=True)
    with (held(workspace) if workspace is not None else temporary_folder()) as folder, temporary_folder() as passing:
        before, tempfile.tempdir = tempfile.tempdir, str(passing)
        try:
            yield folder
        finally:
            tempfile.tempdir = before


@contextlib.contextmanager
def _listen(host: str, port: int | None) -> Iterator[socket.socket]:
    """A socket that listens at `host`. Raises `CannotServe` where that can't be had."""
    if host in ("0.0.0.0", "::", ""):
        raise CannotServe("The page is served at one address: give with --host the one by which others reach this computer.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    asked = [port] if port is not None else [*range(USUAL_PORT, USUAL_PORT + _TRIED), 0]
    problem: OSError | None = None
    for each in asked:
        made = socket.socket(family, socket.SOCK_STREAM)
        try:
            _alone(made)
            made.bind((host, each))
            made.listen(128)
        except OSError as error:
            made.close()
            problem = error
            continue
        with made:
            yield made
        return
    where = f"{host}, port {port}" if port is not None else host
    raise CannotServe(f"{where} cannot be used ({problem and problem.strerror}): choose another --port or --host.") from problem


def _alone(listening: socket.socket) -> None:
    """Lets a port be used again at once after procheck ended, and never by two programs at a time."""
    exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
    option = exclusive if exclusive is not None else socket.SO_REUSEADDR
    listening.setsockopt(socket.SOL_SOCKET, option, 1)


def _end_soon() -> None:
    """Ends the page as a signal would, once the browser has been told."""
    ending = threading.Timer(0.5, _thread.interrupt_main, [signal.SIGTERM])
    ending.daemon = True
    ending.start()


@contextlib.contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Ctrl-C, a closed terminal and a request to end all lead out through the `with` statements, which remove the documents."""

    def end(number: int, frame: Any) -> None:
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), end) for name in names}
    try:
        yield
    except KeyboardInterrupt:
        # Waitress ends by itself on Ctrl-C; here one came before it ran, or while it was ending.
        pass
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
