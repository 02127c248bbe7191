"""A first audit.yaml, written from the folders found: it works as it stands, and says what can be changed."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from procheck.audit.folders import agency_folders, name_from
from procheck.audit.settings import DEFAULT_TITLE, FILE, NATIONS
from procheck.datafiles import DataFileError

_HEAD = f"""\
# Settings of this audit, for: procheck audit THIS-FOLDER
# Lines that begin with # are explanations or examples: take the # away to use one. Indent with spaces, never with tabs.

title: {DEFAULT_TITLE}
# round: Autumn 2026

# Who makes the audit. It stands on the report and in the letters to the agencies.
# board:
#   name: Marrowshire Safeguarding Children Partnership
#   signed-by: J. Okafor, Business Manager
#   contact: board@marrowshire.example
#   reply-by: 2027-01-15
#   logo: logo.png

# The words that you rate in: procheck (met, partly met, not met, contradicted), met (without "contradicted"), rag, 0-3 or 1-4.
scale: procheck
# Or your own, best first. Each of procheck's four goes to one word; a word without any is for people alone to give.
# scale:
#   name: Our four grades
#   words:
#     Fully met: met
#     Mostly met:
#     Partially met: partly met
#     Not met: [not met, contradicted]
#   not-applicable: Not applicable

# What your area calls things. "procheck criteria words" lists the concepts.
# glossary:
#   social care:
#     - Families First Hub

# What the agencies said of themselves: a CSV file or a workbook beside this file, with the headings Agency, Criterion, Score
# (one row for each score) or Agency, MA1, MA2 ... (one row for each agency).
# self-scores: self-scores.xlsx

# The agencies, each under its folder's name, in the order in which you want to see them.
agencies:
"""
_EXAMPLE = """\
    # type: Secondary school
    # nation: {nations}
    # aliases: [Riverside, RA]                 # other names, taken out too when the audit is anonymised
    # formerly: [old-folder-name]              # so that decisions and earlier rounds are still found
    # not-applicable:
    #   PC1: Has no contact with parents.      # a criterion, and why it does not apply
    # glossary:
    #   social care: [The Hub]
    # self-scores:
    #   MA1: Met
"""


def init(folder: Path) -> tuple[Path, int]:
    """Writes audit.yaml in `folder`; its path, and how many agencies it names.

    Raises DataFileError where there is such a file already, or no folder of an agency; OSError where it cannot be written.
    """
    path = folder / FILE
    if path.exists():
        raise DataFileError(path, None, "is there already: change it, or move it away to begin again.")
    if not folder.is_dir():
        raise DataFileError(folder, None, "is no folder: give the one that holds a folder for each agency.")
    ids = [each.id for each in agency_folders(folder)]
    if not ids:
        raise DataFileError(folder, None, "holds no folders: make one in it for each agency, with its documents.")
    path.write_text(_HEAD + "".join(_agencies(ids)), encoding="utf-8", newline="\n")
    return path, len(ids)


def _agencies(ids: Sequence[str]) -> Sequence[str]:
    made = []
    for place, id in enumerate(ids):
        made.append(f"  {_scalar(id)}:\n    name: {_scalar(name_from(id))}\n")
        if not place:
            made.append(_EXAMPLE.format(nations=", ".join(NATIONS[:-1]) + f" or {NATIONS[-1]}"))
    return made


def _scalar(text: str) -> str:
    """`text` as YAML has it: in quotes unless it is plain words, which no reader can take for anything else."""
    plain = re.fullmatch(r"[A-Za-z][\w .&()/-]*[\w)]", text) and text.lower() not in ("null", "true", "false", "yes", "no", "on", "off")
    return text if plain else json.dumps(text, ensure_ascii=False)
