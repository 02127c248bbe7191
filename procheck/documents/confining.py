"""Processes that read documents: held to their memory, ended with all that they have started, and never left behind."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time
from multiprocessing.process import BaseProcess

_END_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux's <linux/prctl.h>."""


def confine(memory_bytes: int) -> None:
    """Makes this process the head of a group of its own, and holds it to so much memory where the system can (Linux)."""
    if hasattr(os, "setsid"):
        os.setsid()
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in ((resource.RLIMIT_DATA, memory_bytes), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(kind, (most, hard))


def end_with_parent(parent: int) -> None:
    """From now on this process ends when the process `parent`, which has started it, does, however that ends.

    On Linux the system sees to it, even while a library hangs; elsewhere a thread does, which needs Python to be alive.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it has ended in the meantime
            os._exit(1)
    elif hasattr(os, "getppid"):
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def end(process: BaseProcess) -> None:
    """Ends the process at once, and with it what it has started, such as an OCR program."""
    if process.pid is not None and hasattr(os, "killpg"):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):  # it has not got as far as making a group of its own
            process.kill()
    else:
        process.kill()
    process.join(5)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
