"""The file of records: YAML that a person can read and change."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from procheck.acceptance.model import Record, RecordFile
from procheck.datafiles import DataFileError, Map, load

SUFFIX = ".accepted.yaml"
_HEAD = """\
# What the author of this draft accepts as dealt with elsewhere, or as not applying.
# procheck's reports show it with the reason, and never as met.
# Change it here, or with: procheck accept DRAFT ELEMENT --reason "..." (or --remove).
# procheck writes this file anew each time: say what you have to say in a reason, not in a comment.
"""
_KEYS = ("draft", "fingerprint", "accepted")
_RECORD_KEYS = ("what", "reason", "document", "until", "recorded", "by", "criteria")


def path_beside(draft: Path) -> Path:
    """The file for a draft: policy.accepted.yaml beside policy.docx, and beside policy.pdf too."""
    return draft.with_name(draft.stem + SUFFIX)


def read(path: Path) -> RecordFile:
    """The records in a file. Raises DataFileError, with the line, for anything that is not as it must be."""
    data = load(path)
    data.check_keys(_KEYS, "a file of what is accepted", required=("accepted",))
    records = data.map("accepted")
    return RecordFile(
        name=path.name,
        draft=data.text("draft", ""),
        fingerprint=data.text("fingerprint", ""),
        records=tuple(_record(element, records.map(element)) for element in records),
    )


def write(path: Path, file: RecordFile) -> None:
    """Write the records by way of a temporary file, so that they are never half there. Raises OSError."""
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.write_text(as_text(file), encoding="utf-8", newline="\n")
    unfinished.replace(path)


def as_text(file: RecordFile) -> str:
    """The file's words; `read` gives the same records again."""
    import yaml

    made: dict[str, Any] = {
        "draft": file.draft,
        "fingerprint": file.fingerprint,
        "accepted": {str(record.element): dict(_fields(record)) for record in sorted(file.records, key=lambda each: each.element)},
    }
    return _HEAD + yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=100)


def _fields(record: Record) -> Iterator[tuple[str, object]]:
    fields = (record.title, record.reason, record.document, record.until, record.recorded, record.by, record.criteria)
    for key, value in zip(_RECORD_KEYS, fields, strict=True):
        if value:
            yield key, _folded(value) if isinstance(value, str) else value


def _record(element: str, data: Map) -> Record:
    data.check_keys(_RECORD_KEYS, f"the record of {element}", required=("reason",))
    reason = _folded(data.text("reason"))
    if not reason:
        raise DataFileError(data.path, data.lines["reason"], f"the record of {element} has an empty reason: say why it is accepted.")
    return Record(
        element=element,
        reason=reason,
        title=_folded(data.text("what", "")),
        document=_folded(data.text("document", "")),
        until=_day(data, "until"),
        recorded=_day(data, "recorded"),
        by=_folded(data.text("by", "")),
        criteria=data.text("criteria", ""),
    )


def _folded(text: str) -> str:
    """A plain string in one line. YAML keeps no next-line character (U+0085), and strings of data files are more than plain ones."""
    return " ".join(text.split())


def _day(data: Map, key: str) -> datetime.date | None:
    value = data.get(key)
    if value is None:
        return None
    # A date with a time of day is a date to Python, but not comparable with one.
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        raise DataFileError(data.path, data.lines[key], f"'{key}' must be a date, such as 2027-09-01, without quotes.")
    return value
