"""What a rating rests on, as a snapshot with a fingerprint: whether a decision was made on the same evidence, and what has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from procheck.judgement.model import CriterionFinding
from procheck.reports.wording import plural

_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The evidence of one cell at one time."""

    content: Mapping[str, Any]
    """JSON: the status, each element's value and quotes, and files that could not be read where something was not found."""

    @property
    def text(self) -> str:
        """The content in the one way of writing it."""
        return json.dumps(self.content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))

    @property
    def fingerprint(self) -> str:
        """The same for the same evidence, whatever the documents are called and on whatever page it stands."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:_LENGTH]


def snapshot(finding: CriterionFinding | None, unread: Sequence[str]) -> Snapshot:
    """What a rating rests on. `unread` names the agency's files that could not be read: a gap may be filled by one of them."""
    if finding is None:
        return Snapshot({"status": None})
    content: dict[str, Any] = {
        "status": finding.status,
        "elements": {
            element.id: {"value": element.value, "quotes": sorted(f"{found.stance}: {found.quote}" for found in element.evidence)}
            for element in finding.elements
        },
    }
    if finding.status not in ("met", "not-applicable") and unread:
        content["unread"] = sorted(unread)
    return Snapshot(content)


def read_snapshot(text: str) -> Snapshot:
    """The snapshot that was written as `text`."""
    return Snapshot(json.loads(text))


def what_changed(before: Snapshot, now: Snapshot, words: Mapping[str, str]) -> str:
    """One plain sentence on what has changed from one snapshot to the other. `words`: the board's word for each status."""
    old, new = before.content, now.content
    said = []
    if old["status"] != new["status"]:
        said.append(f"the program's rating was {_word(old, words)} and is now {_word(new, words)}")
    gone, added = _quotes(old) - _quotes(new), _quotes(new) - _quotes(old)
    if gone:
        said.append(f"{plural(len(gone), 'passage')} that it rested on {'is' if len(gone) == 1 else 'are'} no longer in the documents")
    if added:
        said.append(f"{plural(len(added), 'new passage')} {'was' if len(added) == 1 else 'were'} found")
    if old.get("unread", []) != new.get("unread", []):
        said.append("the files that could not be read are others than before")
    return f"Since it was decided, {'; '.join(said) or 'the evidence has been weighed anew'}."


def _word(content: Mapping[str, Any], words: Mapping[str, str]) -> str:
    status = content["status"]
    return words.get(status, status) if status else "not judged"


def _quotes(content: Mapping[str, Any]) -> set[str]:
    return {quote for element in content.get("elements", {}).values() for quote in element["quotes"]}
