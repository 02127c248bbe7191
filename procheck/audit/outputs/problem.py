"""What is said where a board's own template cannot be used."""

from __future__ import annotations

from procheck.datafiles import DataFileError


class TemplateProblem(DataFileError):
    """A template or a logo cannot be used; `str(error)` is one sentence: which file, which line, what is wrong, what to do."""
