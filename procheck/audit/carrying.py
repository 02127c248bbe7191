"""What is carried forward from an earlier round: its ratings to move from, and its action plan as people have left it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields as fields_of
from pathlib import Path
from typing import Any

from procheck.audit import columns
from procheck.audit.action_history import ActionEntry, Fields
from procheck.audit.model import PRIORITIES, PROGRESS, Agency
from procheck.audit.movement import matched
from procheck.audit.previous import EarlierRound, find_record, read_record
from procheck.audit.sheets import read_sheets
from procheck.datafiles import DataFileError


def read_outputs(outputs: Path) -> tuple[str, tuple[str, ...]]:
    """What to keep of the earlier round whose outputs are in a folder, as JSON for `previous.round_from`, and what was wrong.

    The action plan is that of the workbook there, in which people may have written after it was made.
    Raises DataFileError where the folder holds no record, or one that cannot be used.
    """
    path = find_record(outputs)
    read_record(path)
    content: dict[str, Any] = json.loads(path.read_bytes())
    for agency in content["agencies"]:
        agency["ratings"] = [{"criterion": each["criterion"], "final": each.get("final")} for each in agency["ratings"]]
        agency.pop("report", None)
        agency.pop("unread", None)
    problems: tuple[str, ...] = ()
    workbook = path.parent / columns.WORKBOOK
    if workbook.is_file():
        try:
            _fill_in(content["actions"], workbook)
        except DataFileError as error:
            problems = (f"The action plan of the earlier round is that of its record, because its workbook was not read: {error}",)
    return json.dumps(content, ensure_ascii=False), problems


def _fill_in(actions: Sequence[dict[str, Any]], workbook: Path) -> None:
    """Puts what people wrote in a workbook's action plan into the record's rows."""
    sheet = read_sheets(workbook, {columns.ACTIONS: (columns.REF,)}).get(columns.ACTIONS)
    rows = {row.get(columns.REF).upper(): row for row in sheet.rows} if sheet else {}
    for action in actions:
        row = rows.get(str(action.get("ref")).upper())
        if row is None:
            continue
        for field, heading in zip(fields_of(Fields), columns.ACTION_COLUMNS, strict=True):
            said = " ".join(row.get(heading).split())
            if field.name == "priority":
                if said in PRIORITIES and said != action.get("priority"):
                    action["priority"], action["own_priority"] = said, True
            elif field.name != "progress" or said in ("", *PROGRESS):
                action[field.name] = said


def carried(earlier: EarlierRound, agencies: Sequence[Agency]) -> Mapping[tuple[str, str], ActionEntry]:
    """The rows of the earlier action plan that were gaps, by present agency id and element id, as entries before all others."""
    present = {before.id: id for id, before in matched(earlier, agencies).items()}
    return {
        (present[action.agency], action.element): ActionEntry(
            0, present[action.agency], action.element, action.fields, action.since or earlier.called, "", "", "the earlier round"
        )
        for action in earlier.actions
        if action.is_gap and action.agency in present
    }
