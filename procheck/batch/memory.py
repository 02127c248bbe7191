"""How much memory a process has, as Linux tells it; other systems are not asked, and give 0."""

from __future__ import annotations

from pathlib import Path

_PROC = Path("/proc")


def now(pid: int) -> int:
    """Bytes that the process has in memory at this moment."""
    return _status(str(pid), "VmRSS:")


def peak(pid: int | None = None) -> int:
    """The most that the process (this one where none is given) had in memory since it started, or since `forget_peak`."""
    return _status("self" if pid is None else str(pid), "VmHWM:")


def forget_peak() -> None:
    """From now on `peak` tells of what comes after."""
    try:
        (_PROC / "self" / "clear_refs").write_text("5")
    except OSError:  # another system, or a locked-down one: the peak is then of all that came before, too
        return


def _status(process: str, field: str) -> int:
    try:
        lines = (_PROC / process / "status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(field)), 0)
