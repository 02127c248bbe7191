"""Sheets and columns of the workbook that are read in again: those who write it and those who read it in name them alike.

A sheet is known by its name and a column by its heading, wherever they stand; a board may move columns, hide them and add its own.
"""

from __future__ import annotations

FINDINGS = "Findings"
REF = "Ref"
"""In both sheets: `Cell.ref` ("A07-MA1") or `ActionRow.ref` ("A07-MA1.refer"). A Ref may stand in several rows (one for each quote):
the decision then stands in one of them, or the same in all."""
DECISION = "Reviewer's decision"
"""A word of the scale, or empty."""
NOTE = "Reviewer's note"
REVIEWER = "Reviewer"
"""Who decides. Where it is empty, or still names who decided before, the name that was given on the command line."""
SEEN = "Seen"
"""A hidden column: `Cell.seen` or `ActionRow.seen`. It says what the reviewer had before them, so that a change that another
reviewer made meanwhile, or evidence that changed, is not run over."""

ACTIONS = "Action plan"
PRIORITY = "Priority"
LEAD = "Lead"
TARGET_DATE = "Target date"
EVIDENCE = "Evidence of completion"
PROGRESS = "Progress RAG"
COMPLETED = "Date completed"
ACTION_COLUMNS = (PRIORITY, LEAD, TARGET_DATE, EVIDENCE, PROGRESS, COMPLETED)
"""What people fill in: in the order of `ActionRow`'s fields priority, lead, target_date, evidence, progress, completed."""

WORKBOOK = "workbook.xlsx"
"""Its file in the folder of outputs."""
