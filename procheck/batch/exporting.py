"""The reports of the journal as files: `reports/NAME.json` and `reports/NAME.html` for each document of the list."""

from __future__ import annotations

import contextlib
import zlib
from pathlib import Path

from procheck.batch.files import sha256_of, write
from procheck.batch.journal import Journal
from procheck.batch.judging import page_of
from procheck.batch.model import Done, Judged
from procheck.batch.rows import REPORTS, Row, report_of, rows_of


class Exporter:
    """Writes reports, and notes in the journal what it has written."""

    def __init__(self, journal: Journal, key: str, folder: Path, *, pages: bool) -> None:
        self._journal = journal
        self._key = key
        self._folder = folder
        self._pages = pages

    def finished(self, done: Done) -> None:
        """Writes the reports of a document that was just judged, under each of its names."""
        if isinstance(done.result, Judged):
            for row in rows_of(self._journal, self._key, done.task.sha256, done.task.called):
                page = zlib.decompress(done.result.page) if done.result.page and row.label == done.task.label else b""
                self._write(row, page)

    def whole(self, row: Row) -> tuple[str, str]:
        """Makes sure that a judged document's files are there, and as they were written; the hashes of report and page ("" for none)."""
        found = self._journal.one(
            "SELECT report_sha256, page_sha256 FROM written WHERE name = ? AND sha256 = ? AND identity = ?", row.name, row.sha256, self._key
        )
        if found:
            report, page = found
            same = sha256_of(self._folder / f"{row.stem}.json") == report
            if same and (not self._pages or (page and sha256_of(self._folder / f"{row.stem}.html") == page)):
                return report, page if self._pages else ""
        return self._write(row, b"")

    def tidy(self, kept: set[str]) -> None:
        """Takes away reports of documents that are no longer on the list, or no longer have one. `kept`: file names of all the others."""
        for path in (self._folder / REPORTS).glob("*"):
            if path.name not in kept and path.suffix in (".json", ".html", ".part"):
                with contextlib.suppress(FileNotFoundError):
                    path.unlink()

    def _write(self, row: Row, page: bytes) -> tuple[str, str]:
        report = report_of(self._journal, self._key, row)
        report_sha256, page_sha256 = write(self._folder / f"{row.stem}.json", report), ""
        if self._pages:
            page_sha256 = write(self._folder / f"{row.stem}.html", page or page_of(report))
        self._journal.do(
            "INSERT OR REPLACE INTO written VALUES (?, ?, ?, ?, ?)", row.name, row.sha256, self._key, report_sha256, page_sha256
        )
        return report_sha256, page_sha256
