"""Where the data that comes with procheck lies: inside an installed package, or in a checkout of the sources."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

DataKind = Literal["criteria", "templates", "sample"]

_IN_CHECKOUT: dict[DataKind, str] = {
    "criteria": "criteria",
    "templates": "reports/templates",
    "sample": "reports/sample",
}


class DataMissing(FileNotFoundError):
    """A folder that comes with procheck is not there: the installation is broken."""


def data_folder(kind: DataKind) -> Path:
    """The folder of `kind`: the installed package's own copy if it has one, else the checkout's.

    Raises `DataMissing` where neither is there.
    """
    package = Path(__file__).parent
    for folder in (package / "_data" / kind, package.parent / _IN_CHECKOUT[kind]):
        if folder.is_dir():
            return folder
    raise DataMissing(f"procheck's own folder of {kind} is missing from {package}: install procheck again.")
