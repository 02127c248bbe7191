"""A real Dask cluster on this computer: a scheduler and three workers, each a process of its own."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PATIENCE = 90.0


@contextlib.contextmanager
def cluster(workers: int = 3, *, kept: int = 1, forgiven: int = 3) -> Iterator[str]:
    """The address of a scheduler with so many workers of one thread; those that die, but for `kept` of them, stay dead.

    `forgiven`: how many workers may die under a document before Dask gives it up.
    """
    with tempfile.TemporaryDirectory(prefix="procheck-cluster-", ignore_cleanup_errors=True) as folder, contextlib.ExitStack() as open:
        scheduler = _start(open, folder, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", allowed=forgiven)
        address = _said(folder, "scheduler", r"Scheduler at:\s+(tcp://\S+)", scheduler)
        started = []
        for number in range(workers):
            nanny = () if number < kept else ("--no-nanny",)
            place = ("--host", "127.0.0.1", "--no-dashboard", "--local-directory", folder, "--memory-limit", "0", "--nthreads", "1")
            started.append(_start(open, folder, "worker", address, *place, *nanny, name=f"worker{number}"))
        for number, process in enumerate(started):
            _said(folder, f"worker{number}", r"Registered to:\s+(tcp://\S+)", process)
        yield address


def _start(open: contextlib.ExitStack, folder: str, *command: str, name: str = "", allowed: int = 3) -> subprocess.Popen[bytes]:
    log = open.enter_context((Path(folder) / f"{name or command[0]}.log").open("wb"))
    settings = {"PYTHONWARNINGS": "ignore", "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(allowed)}
    environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT)}
    program = [sys.executable, "-m", "dask", *command]
    process = subprocess.Popen(program, stdout=log, stderr=log, cwd=folder, env=environment, start_new_session=True)
    open.callback(_end, process)
    return process


def _said(folder: str, name: str, pattern: str, process: subprocess.Popen[bytes]) -> str:
    log, until = Path(folder) / f"{name}.log", time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        if found := re.search(pattern, log.read_text(errors="replace")):
            return found[1]
        time.sleep(0.1)
    raise RuntimeError(f"the {name} did not start:\n{log.read_text(errors='replace')}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """With its nanny's worker, which is in its group."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
