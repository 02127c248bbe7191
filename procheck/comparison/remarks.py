"""What else than the words of the documents may have made a difference between two reports."""

from __future__ import annotations

from collections.abc import Iterator

from procheck.reports.model import Report


def remarks(before: Report, now: Report) -> tuple[str, ...]:
    """Plain sentences, () where the two were judged alike."""
    return tuple(_remarks(before, now))


def _remarks(before: Report, now: Report) -> Iterator[str]:
    if _files(before) == _files(now):
        yield "Both were made from the same file, byte for byte."
    if before.pack.version != now.pack.version:
        yield (
            f"The criteria were changed in between: version {before.pack.version} before, version {now.pack.version} now. "
            "A difference may come from that and not from the words."
        )
    if before.scorer != now.scorer:
        yield f"{_scorers(before.scorer, now.scorer)} A difference may come from that and not from the words."
    if before.procheck != now.procheck:
        yield (
            f"The earlier report was made by procheck {before.procheck} and the later one by {now.procheck}, "
            "which may read the same words differently."
        )
    if _unread(now):
        yield (
            "Not everything could be read in what is compared now, so that what is called a new gap or worse may stand in "
            "those parts: a person must look."
        )
    if _unread(before):
        yield (
            "Not everything could be read in what was there before, so that what is called closed or better may have stood "
            "in those parts already."
        )


def _files(report: Report) -> list[str]:
    return sorted(document.sha256 for document in report.documents)


def _scorers(before: str, now: str) -> str:
    if before and now:
        return "Two different versions of the learned scorer were heard."
    alone, heard = ("now", "before") if before else ("before", "now")
    return f"The learned scorer was heard {heard}, and phrases alone decided {alone}."


def _unread(report: Report) -> bool:
    return any(document.unread for document in report.documents) or any(note.kind == "unread" for note in report.notes)
